//! Emotes of a channel's own: adding and deleting them, and who hears of it.

use crate::export::download;
use crate::test_app::{Person, TestApp, assert_fields, assert_problem, until};
use image::{ImageFormat, Rgba, RgbaImage};
use serde_json::{Value, json};
use std::io::Cursor;
use testkit::{HttpAnswer, unzip};

/// A square with a hole: the left half is clear, the right half red.
fn picture() -> Vec<u8> {
    let half = |x, _| Rgba(if x < 100 { [0, 0, 0, 0] } else { [255, 0, 0, 255] });
    let mut file = Cursor::new(Vec::new());
    RgbaImage::from_fn(200, 200, half).write_to(&mut file, ImageFormat::Png).unwrap();
    file.into_inner()
}

async fn send(person: &Person, channel: &str, name: &str, file: &[u8]) -> HttpAnswer {
    let head = format!(
        "--edge\r\ncontent-disposition: form-data; name=\"name\"\r\n\r\n{name}\r\n\
         --edge\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\n"
    );
    let body = [head.as_bytes(), file, b"\r\n--edge--\r\n"].concat();
    let request = person.request("POST", &format!("/api/channels/{channel}/emotes"));
    request.body("multipart/form-data; boundary=edge", body).send().await
}

/// An emote that is taken.
async fn added(person: &Person, channel: &str, name: &str) -> Value {
    let answer = send(person, channel, name, &picture()).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    answer.json()
}

fn names(emotes: &Value) -> Vec<&str> {
    emotes.as_array().unwrap().iter().map(|emote| emote["name"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn an_emote_is_there_for_everybody_at_once_and_gone_when_deleted() {
    let app = TestApp::open().await;
    let ((mira, _), jonas) = (app.creator("mira").await, app.person("jonas").await);
    let mut open = jonas.in_room("mira").await;
    let cat = added(&mira, "mira", "our_cat").await;
    assert_fields(&cat, "id name url createdAt");
    let told = open.event("chat:emotes").await;
    assert_eq!(told["emotes"], json!([cat]));
    added(&mira, "mira", "our_dog").await;
    assert_eq!(names(&open.event("chat:emotes").await["emotes"]), ["our_cat", "our_dog"]);

    // Each size is there, and what was clear is clear.
    let url = cat["url"].as_str().unwrap();
    for size in [112, 56, 28] {
        let file = app.server.client().get(&url.replace("-112.webp", &format!("-{size}.webp"))).await;
        let shown = image::load_from_memory_with_format(&file.body, ImageFormat::WebP).unwrap().into_rgba8();
        assert_eq!(shown.dimensions(), (size, size));
        assert_eq!((shown.get_pixel(2, size / 2).0[3], shown.get_pixel(size - 3, size / 2).0[3]), (0, 255));
    }

    // Those who come later hear of them before the history; REST and the page's function have the same.
    let mut late = app.server.client().socket().await;
    late.send(json!({ "type": "chat:join", "channel": "mira" })).await;
    let mut order = Vec::new();
    let kinds = ["chat:joined", "chat:emotes", "chat:history"];
    let mut all = |event: &Value| {
        order.extend(event["type"].as_str().filter(|kind| kinds.contains(kind)).map(str::to_owned));
        (order.len() == kinds.len()).then_some(())
    };
    late.find("the greeting", &mut all).await;
    assert_eq!(order, kinds);
    let list = app.server.client().get("/api/channels/mira/emotes").await.json();
    assert_eq!((names(&list["items"]), &list["nextCursor"]), (vec!["our_cat", "our_dog"], &Value::Null));

    let deleted = mira.delete(&format!("/api/channels/mira/emotes/{}", cat["id"].as_str().unwrap())).await;
    assert_eq!(deleted.status, 204);
    assert_eq!(names(&open.event("chat:emotes").await["emotes"]), ["our_dog"]);
    until("the picture is deleted, too", async || (app.server.client().get(url).await.status == 404).then_some(()))
        .await;
}

#[tokio::test]
async fn a_name_or_file_that_cannot_be_is_refused_and_changes_nothing() {
    let app = TestApp::open().await;
    let ((mira, _), jonas) = (app.creator("mira").await, app.person("jonas").await);
    added(&mira, "mira", "our_cat").await;
    for name in ["", "a", "Cat", "our-cat", "wave", "käse", "<b>", &"a".repeat(25), &"a".repeat(5000)] {
        let refused = send(&mira, "mira", name, &picture()).await;
        assert_fields(&assert_problem(&refused, 422, "validation_failed")["errors"], "name");
    }
    let taken = assert_problem(&send(&mira, "mira", "our_cat", &picture()).await, 409, "conflict");
    assert_fields(&taken["errors"], "name");
    for file in [b"<svg xmlns='http://www.w3.org/2000/svg'/>".as_slice(), b"", &picture()[..60]] {
        let refused = send(&mira, "mira", "our_dog", file).await;
        assert_fields(&assert_problem(&refused, 422, "validation_failed")["errors"], "file");
    }
    let large = [picture().as_slice(), &vec![0; 9 << 20]].concat();
    assert_problem(&send(&mira, "mira", "our_dog", &large).await, 413, "too_large");
    assert_problem(&send(&jonas, "mira", "our_dog", &picture()).await, 403, "forbidden");
    let file = picture();
    let twins = tokio::join!(send(&mira, "mira", "twin", &file), send(&mira, "mira", "twin", &file));
    let mut statuses = [twins.0.status, twins.1.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409]);
    let list = mira.get("/api/channels/mira/emotes").await.json();
    assert_eq!(names(&list["items"]), ["our_cat", "twin"]);

    // A hundred are the most; another channel has its own, and its owner deletes none of these.
    app.database
        .execute(
            "insert into emote (id, channel_id, name, picture)
             select gen_random_uuid(), channel_id, 'more_' || number, '/pictures/none' from emote, generate_series(1, 98) number
             where name = 'twin'",
        )
        .await;
    assert_problem(&send(&mira, "mira", "one_more", &picture()).await, 403, "forbidden");
    let (lena, _) = app.creator("lena").await;
    added(&lena, "lena", "our_cat").await;
    let foreign = list["items"][0]["id"].as_str().unwrap();
    assert_problem(&lena.delete(&format!("/api/channels/lena/emotes/{foreign}")).await, 404, "not_found");
}

#[tokio::test]
async fn emote_only_takes_the_channels_own_too() {
    let app = TestApp::open().await;
    let ((mira, channel), jonas) = (app.creator("mira").await, app.person("jonas").await);
    let stream = app.on_air(&channel).await;
    let filters = mira.put("/api/channels/mira/filters", json!({ "modes": { "emoteOnly": true } })).await;
    assert_eq!(filters.status, 200);
    let messages = format!("/api/streams/{stream}/messages");
    let say = async |text: &str| jonas.post(&messages, json!({ "content": text })).await;
    assert_problem(&say(":our_cat:").await, 422, "emote_only");
    added(&mira, "mira", "our_cat").await;
    assert_eq!(say(":our_cat: :wave:").await.status, 201);
    assert_problem(&say(":our_cat: hi").await, 422, "emote_only");
}

#[tokio::test]
async fn emotes_are_exported_and_their_pictures_go_with_the_channel() {
    let app = TestApp::open().await;
    let (mira, _) = app.creator("mira").await;
    let url = added(&mira, "mira", "our_cat").await["url"].as_str().unwrap().to_owned();
    let files = unzip(&download(&app, &mira).await.body).await.unwrap();
    let emotes: Value = serde_json::from_slice(&files["emotes.json"]).unwrap();
    assert_eq!(names(&emotes), ["our_cat"]);
    assert!(files.contains_key(url.trim_start_matches('/')), "{:?}", files.keys());
    assert_eq!(mira.delete("/api/channels/mira").await.status, 204);
    until("the picture is deleted", async || (app.server.client().get(&url).await.status == 404).then_some(())).await;
}
