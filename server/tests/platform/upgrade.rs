//! A data directory of an earlier version is served by today's: accounts, bans, messages, recordings and stream keys keep working.

mod fixture;
mod make;

use crate::test_app::{Channel, TestApp, id};
use crate::vods::{Playlist, on_air, only_vod, played, recorded, vods};
use domain::addresses;
use fixture::{Contents, Recorded};
use serde_json::json;
use uuid::Uuid;

#[tokio::test]
async fn people_of_an_earlier_version_sign_in() {
    for fixture in fixture::all() {
        let (app, contents) = fixture::restore(&fixture).await;
        people(&app, &contents).await;
    }
}

#[tokio::test]
async fn messages_and_bans_of_an_earlier_version_stay() {
    for fixture in fixture::all() {
        let (app, contents) = fixture::restore(&fixture).await;
        chat(&app, &contents).await;
    }
}

#[tokio::test]
async fn recordings_of_an_earlier_version_play() {
    for fixture in fixture::all() {
        let (app, contents) = fixture::restore(&fixture).await;
        recordings(&app, &contents).await;
    }
}

#[tokio::test]
async fn stream_keys_of_an_earlier_version_go_live() {
    for fixture in fixture::all() {
        let (app, contents) = fixture::restore(&fixture).await;
        going_live(&app, &contents).await;
    }
}

/// `cargo xtask fixture` keeps the data directory that this test makes. Because the test asks the same of it as of the committed ones,
/// neither its making nor the questions can fall behind the server.
#[tokio::test]
async fn what_this_version_leaves_is_served_after_a_restart() {
    let mut app = TestApp::open().await;
    let contents = make::contents(&mut app).await;
    if let Some(folder) = std::env::var_os("UPGRADE_FIXTURE") {
        fixture::save(&app, &contents, folder.as_ref()).await;
    }
    app.server.start_again(&[]).await;
    people(&app, &contents).await;
    chat(&app, &contents).await;
    recordings(&app, &contents).await;
    going_live(&app, &contents).await;
}

/// Accounts keep password, username and role. A session of before the upgrade goes on or is over, but its cookie breaks no request.
async fn people(app: &TestApp, contents: &Contents) {
    for (name, username, roles) in [
        ("mira", json!("mira"), json!([])),
        ("jonas", json!("jonas"), json!([])),
        ("boss", json!("boss"), json!(["admin"])),
        ("newcomer", json!(null), json!([])),
    ] {
        let account = app.sign_in(name, &contents.password).await.get("/api/auth/user").await.json();
        assert_eq!((&account["username"], &account["roles"]), (&username, &roles), "{account}");
    }
    let wrong = json!({ "email": "mira@example.org", "password": "another password" });
    assert_eq!(app.server.client().post("/api/auth/login", wrong).await.status, 401);
    let gone = json!({ "email": "gone@example.org", "password": contents.password });
    assert_eq!(app.server.client().post("/api/auth/login", gone).await.status, 401, "a disabled account");

    let browser = app.server.client();
    let account = browser.request("GET", "/api/auth/user").header("cookie", &contents.cookie).send().await;
    let username = account.json()["username"].clone();
    assert!(
        matches!((account.status, username.as_str()), (200, Some("mira")) | (401, None)),
        "{}: {}",
        account.status,
        account.text()
    );
    let page = browser.request("GET", &addresses::channel_page("mira")).header("cookie", &contents.cookie).send().await;
    assert!(page.status == 200 && page.text().contains("MIRA"), "{}: {}", page.status, page.text());
}

/// The history of a stream, deleted messages left out; roles in the room; the numbering of messages goes on.
async fn chat(app: &TestApp, contents: &Contents) {
    let history = app.server.client().get(&format!("/api/streams/{}/messages", contents.ended.stream)).await.json();
    let mut shown: Vec<&str> =
        history["items"].as_array().unwrap().iter().map(|message| message["content"].as_str().unwrap()).collect();
    // Pages begin with the newest.
    shown.reverse();
    assert_eq!(shown, contents.messages, "without {:?}, which is deleted", contents.deleted_message);

    for (name, expected) in [
        ("vera", json!(["viewer", false, "banned"])),
        ("tomasz", json!(["moderator", true, null])),
        ("mira", json!(["owner", true, null])),
    ] {
        let mut room = app.sign_in(name, &contents.password).await.socket().await;
        room.send(json!({ "type": "chat:join", "channel": "mira" })).await;
        let me = room.event("chat:joined").await["me"].clone();
        assert_eq!(json!([me["role"], me["canSend"], me["reason"]]), expected, "{name}");
    }
    let mut room = app.sign_in("jonas", &contents.password).await.in_room("mira").await;
    room.send(json!({ "type": "chat:send", "content": "after the upgrade", "nonce": "after" })).await;
    let message = room.event("chat:message").await["message"].clone();
    let stored = contents.messages.len() + 1;
    assert_eq!((&message["content"], &message["seq"]), (&json!("after the upgrade"), &json!(stored + 1)));
}

/// A video of the version before is listed and plays from beginning to end, and its pictures are there.
async fn recordings(app: &TestApp, contents: &Contents) {
    let (viewer, Recorded { stream, segments }) = (app.server.client(), &contents.ended);
    let listed = vods(&viewer, &channel(app, contents, "mira").await).await;
    assert_eq!(listed.len(), 1, "{listed:?}");
    assert_eq!((id(&listed[0]), &listed[0]["title"]), (*stream, &json!("MIRA is live")));
    for picture in ["thumbnailUrl", "storyboardUrl"] {
        let address = listed[0][picture].as_str().unwrap_or_else(|| panic!("no {picture} in {}", listed[0]));
        assert_eq!(viewer.get(address).await.status, 200, "{address}");
    }
    let playlist = Playlist::read(&viewer, *stream).await.unwrap();
    assert!(playlist.text.ends_with("#EXT-X-ENDLIST\n"), "{}", playlist.text);
    assert_eq!(playlist.segments.len(), *segments, "{}", playlist.text);
    for file in playlist.segments.iter().chain(playlist.maps.iter().map(|(_, map)| map)) {
        let answer = viewer.get(file).await;
        assert_eq!((answer.status, answer.header("content-type")), (200, Some("video/mp4")), "{file}");
    }
    plays(app, *stream, playlist.seconds).await;
    let page = viewer.get(&addresses::video_page((*stream).into())).await;
    assert!(page.status == 200 && page.text().contains("MIRA is live"), "{}: {}", page.status, page.text());
}

/// Stream keys are shown and let encoders in: into the stream that was prepared, and into the one that the upgrade interrupted. The
/// recording of that one goes on, and becomes a video with what was recorded before.
async fn going_live(app: &TestApp, contents: &Contents) {
    for slug in ["mira", "noor"] {
        let owner = app.sign_in(slug, &contents.password).await;
        let shown = owner.get(&format!("/api/channels/{slug}/stream-key")).await.json();
        assert_eq!(shown["streamKey"], json!(contents.stream_keys[slug]));
    }
    let mira = channel(app, contents, "mira").await;
    let (stream, encoder) = on_air(app, &mira).await;
    assert_eq!(stream, contents.prepared);
    drop(encoder);

    let (viewer, interrupted) = (app.server.client(), &contents.interrupted);
    let before = recorded(&viewer, interrupted.stream, interrupted.segments).await;
    let noor = channel(app, contents, "noor").await;
    let (stream, _encoder) = on_air(app, &noor).await;
    assert_eq!(stream, interrupted.stream);
    recorded(&viewer, stream, before.segments.len() + 2).await;
    let owner = app.sign_in("noor", &contents.password).await;
    assert_eq!(owner.post(&format!("/api/streams/{stream}/end"), json!({})).await.status, 200);
    assert_eq!(id(&only_vod(app, &noor).await), stream);
    let playlist = Playlist::read(&viewer, stream).await.unwrap();
    assert!(playlist.segments.starts_with(&before.segments), "{}\n{}", before.text, playlist.text);
    plays(app, stream, playlist.seconds).await;
}

/// ffmpeg decodes all of a video without complaint.
async fn plays(app: &TestApp, stream: Uuid, expected: f64) {
    let (complaints, seconds) = played(&format!("http://{}/vod/{stream}/master.m3u8", app.server.http())).await;
    assert_eq!(complaints, "");
    assert!((seconds - expected).abs() < 1.0, "{seconds} s played of {expected} s");
}

/// A channel as the API shows it, with the key of the fixture.
async fn channel(app: &TestApp, contents: &Contents, slug: &str) -> Channel {
    let shown = app.server.client().get(&format!("/api/channels/{slug}")).await.json();
    assert_eq!(shown["name"], json!(slug.to_uppercase()), "{shown}");
    Channel { id: id(&shown), slug: slug.into(), key: contents.stream_keys[slug].clone() }
}
