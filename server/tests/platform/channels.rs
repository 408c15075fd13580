//! Channels, their directory and their stream keys.

use crate::test_app::{TestApp, assert_fields, assert_problem, id};
use serde_json::{Value, json};

const CHANNEL: &str = "id slug name description avatar banner category tags language visibility isPublic viewCount followerCount owner stream createdAt";

#[tokio::test]
async fn a_channel_is_made_found_changed_and_deleted() {
    let app = TestApp::open().await;
    let (mira, jonas, stranger) = (app.person("mira").await, app.person("jonas").await, app.server.client());

    let wanted = json!({ "name": "Mira's Room", "slug": "Mira-Room", "description": "Two\nlines", "category": "music", "tags": ["#Piano"], "language": "PT-br" });
    let made = mira.post("/api/channels", wanted).await;
    assert_eq!(made.status, 201, "{}", made.text());
    let channel = made.json();
    assert_fields(&channel, &format!("{CHANNEL} role autoStart archive vodVisibility vodDownloads retentionDays"));
    assert_fields(&channel["owner"], "id username displayName avatar bio socialLinks createdAt");
    let values =
        json!([channel["slug"], channel["role"], channel["autoStart"], channel["tags"], channel["description"]]);
    assert_eq!(values, json!(["mira-room", "owner", true, ["Piano"], "Two\nlines"]));
    assert_eq!(channel["language"], "pt-BR");
    assert!(stranger.get("/streams/mira-room").await.text().contains("Português (BR)"));
    for unset in ["avatar", "banner", "stream"] {
        assert!(channel[unset].is_null(), "{unset} in {channel}");
    }

    // By id or by slug; the owner's fields are shown only to the owner, and the key is not shown at all.
    let key = mira.get("/api/channels/mira-room/stream-key").await;
    assert_fields(&key.json(), "streamUrl streamKey");
    let secret = key.json()["streamKey"].as_str().unwrap().to_owned();
    assert!(secret.len() >= 32, "at least 128 random bits");
    assert!(key.json()["streamUrl"].as_str().unwrap().starts_with("rtmp://127.0.0.1:"));
    for reader in [&stranger, &*jonas] {
        for name in ["mira-room", &id(&channel).to_string()] {
            let read = reader.get(&format!("/api/channels/{name}")).await;
            assert_fields(&read.json(), CHANNEL);
            assert!(!read.text().contains(&secret));
        }
    }
    assert_problem(&stranger.get("/api/channels/nothing-here").await, 404, "not_found");

    let refused = jonas.post("/api/channels", json!({ "name": "Also", "slug": "MIRA-ROOM" })).await;
    assert_fields(&assert_problem(&refused, 409, "slug_taken")["errors"], "slug");
    for slug in ["ab", "-dash", "dash-", "admin", "with space", &id(&channel).to_string()] {
        let refused = jonas.post("/api/channels", json!({ "name": "Also", "slug": slug })).await;
        assert_fields(&assert_problem(&refused, 422, "validation_failed")["errors"], "slug");
    }
    let all = jonas
        .post("/api/channels", json!({ "name": " ", "slug": "", "category": "?", "tags": ["a b"], "language": "?" }))
        .await;
    assert_fields(&assert_problem(&all, 422, "validation_failed")["errors"], "name slug category tags language");

    let changed = mira
        .put("/api/channels/mira-room", json!({ "name": "New", "description": "", "language": "", "isPublic": false }))
        .await;
    assert_eq!(changed.status, 200, "{}", changed.text());
    let values = changed.json();
    assert_eq!(
        json!([values["name"], values["description"], values["language"], values["category"], values["isPublic"]]),
        json!(["New", null, null, "music", false])
    );
    // A hidden channel answers like a missing one.
    for (reader, refused) in [(&stranger, (401, "signin_required")), (&*jonas, (404, "not_found"))] {
        assert_problem(&reader.get("/api/channels/mira-room").await, 404, "not_found");
        let changed = reader.put("/api/channels/mira-room", json!({ "name": "Mine" })).await;
        assert_problem(&changed, refused.0, refused.1);
    }
    assert_eq!(stranger.get("/api/channels").await.json(), json!({ "items": [], "nextCursor": null }));

    let rotated = mira.post("/api/channels/mira-room/stream-key/rotate", json!({})).await;
    assert_fields(&rotated.json(), "streamUrl streamKey");
    assert_ne!(rotated.json()["streamKey"], secret);
    assert_eq!(mira.get("/api/channels/mira-room/stream-key").await.json(), rotated.json());

    assert_eq!(mira.delete("/api/channels/mira-room").await.status, 204);
    assert_problem(&mira.get("/api/channels/mira-room").await, 404, "not_found");
}

#[tokio::test]
async fn the_directory_lists_pages_and_filters() {
    let app = TestApp::open().await;
    let mira = app.person("mira").await;
    for (slug, category, tag) in
        [("night-piano", "music", "piano"), ("morning-talk", "just-chatting", "coffee"), ("day-piano", "music", "jazz")]
    {
        let wanted = json!({ "name": slug, "slug": slug, "category": category, "tags": [tag] });
        assert_eq!(mira.post("/api/channels", wanted).await.status, 201);
    }
    let live = id(&mira.get("/api/channels/day-piano").await.json());
    let live = crate::test_app::Channel { id: live, slug: "day-piano".into(), key: String::new() };
    let stream = app.on_air(&live).await;
    let browser = app.server.client();
    let slugs = async |query: &str| -> Vec<String> {
        let list = browser.get(&format!("/api/channels{query}")).await.json();
        assert_fields(&list, "items nextCursor");
        list["items"].as_array().unwrap().iter().map(|channel| channel["slug"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(slugs("").await, ["night-piano", "morning-talk", "day-piano"]);
    assert_eq!(slugs("?category=music").await, ["night-piano", "day-piano"]);
    assert_eq!(slugs("?tag=coffee").await, ["morning-talk"]);
    assert_eq!(slugs("?q=PIANO").await, ["night-piano", "day-piano"]);
    assert_eq!(slugs("?live=true").await, ["day-piano"]);
    assert_eq!(slugs("?live=false&q=morning").await, ["morning-talk"]);
    assert_problem(&browser.get("/api/channels?cursor=elsewhere").await, 400, "bad_request");
    assert_eq!(slugs("?category=music&cursor=").await, ["night-piano", "day-piano"], "the first page");
    for yes in ["1", "yes", "on", ""] {
        assert_eq!(slugs(&format!("?live={yes}")).await, ["day-piano"], "{yes:?}");
    }
    for no in ["0", "no", "off"] {
        assert_eq!(slugs(&format!("?live={no}")).await.len(), 3, "{no}");
    }
    let item: Value = browser.get("/api/channels?live=true").await.json()["items"][0].clone();
    assert_fields(&item, CHANNEL);
    assert_eq!(item["stream"]["id"], stream.to_string());

    let many = "insert into channel (id, owner_id, name, slug, category, stream_key_digest, stream_key_sealed)
                select gen_random_uuid(), $1, 'Many', 'many-' || n, 'many', sha256(n::text::bytea), '' from generate_series(1, 130) n";
    app.database.change_rows(130, many, mira.id).await;
    let (mut all, mut cursor, mut pages) = (Vec::new(), String::new(), 0);
    loop {
        let page = browser.get(&format!("/api/channels?category=many{cursor}")).await.json();
        all.extend(page["items"].as_array().unwrap().iter().map(id));
        pages += 1;
        assert!(pages <= 130, "the cursor leads in a circle: {page}");
        match page["nextCursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    let found = all.len();
    all.sort();
    all.dedup();
    assert!(pages > 1 && found == 130 && all.len() == 130, "{pages} pages, {found} channels, {} different", all.len());
}
