//! What administrators see and do, over the whole server.

use crate::storage::{Mood, Storage};
use crate::test_app::{Person, TestApp, assert_fields, assert_problem};
use serde_json::{Value, json};
use testkit::Client;

const USER: &str =
    "id username displayName avatar email emailVerified roles disabled disabledReason channels createdAt lastSeenAt";
const PERIOD: &str = "days newUsers newCreators activeUsers activeCreators streams peakViewers messagesPerStream meanWatchSeconds \
                      creatorsBefore creatorsBack";

pub async fn administrator(app: &TestApp) -> Person {
    let boss = app.person("boss").await;
    app.database.change("update account set is_admin = true where id = $1", boss.id).await;
    boss
}

/// A page of the site without the marks that stand between the pieces of a text.
async fn page(client: &Client, path: &str) -> (u16, String) {
    let answer = client.request("GET", path).header("accept", "text/html").send().await;
    (answer.status, answer.text().replace("<!>", "").replace("<!---->", ""))
}

/// The first item of a list.
async fn first(client: &Client, path: &str) -> Value {
    let answer = client.get(path).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.text());
    answer.json()["items"][0].clone()
}

#[tokio::test]
async fn lists_and_figures_have_their_fields() {
    let app = TestApp::open().await;
    let (mira, channel) = app.creator("mira").await;
    let boss = administrator(&app).await;
    let live = app.on_air(&channel).await;
    let overview = boss.get("/api/admin/overview").await.json();
    assert_fields(&overview, "readAt users creators channels liveStreams viewers periods");
    assert_fields(&overview["periods"][2], PERIOD);
    assert_eq!(
        (&overview["liveStreams"], &overview["periods"][0]["activeUsers"]),
        (&json!(1), &json!(2)),
        "{overview}"
    );

    let user = first(&boss, "/api/admin/users?q=mira").await;
    assert_fields(&user, USER);
    assert_eq!(
        (&user["id"], &user["email"], &user["channels"]),
        (&json!(mira.id), &json!("mira@example.org"), &json!(1))
    );
    assert!(user["lastSeenAt"].is_string(), "{user}");
    assert_eq!(mira.put("/api/channels/mira", json!({ "isPublic": false })).await.status, 200);
    let found = first(&boss, "/api/admin/channels?q=mira").await;
    assert_eq!(
        (&found["slug"], &found["isPublic"], &found["hiddenReason"]),
        (&json!("mira"), &json!(false), &Value::Null)
    );
    let stream = first(&boss, "/api/admin/streams").await;
    assert_eq!(
        (&stream["id"], &stream["status"], &stream["channel"]["slug"]),
        (&json!(live), &json!("LIVE"), &json!("mira"))
    );
    let mail = first(&boss, "/api/admin/mail").await;
    assert_fields(&mail, "id recipient subject createdAt state at failure");
    assert_eq!(boss.get("/api/admin/reports").await.json()["items"], json!([]));
    assert_problem(&boss.get("/api/admin/users?cursor=x").await, 400, "bad_request");
    assert_problem(&boss.get("/api/admin/audit?user=nobody").await, 404, "not_found");
}

#[tokio::test]
async fn each_action_has_its_line_and_reaches_whom_it_concerns() {
    let app = TestApp::open().await;
    let (mira, channel) = app.creator("mira").await;
    let boss = administrator(&app).await;
    let live = app.on_air(&channel).await;
    let mut room = mira.in_room("mira").await;
    let ended = boss.post(&format!("/api/admin/streams/{live}/end"), json!({ "reason": "A film" })).await;
    assert_eq!((ended.status, &ended.json()["status"]), (200, &json!("ENDING")), "{}", ended.text());
    assert_eq!(room.event("stream:status").await["status"], "ENDING");
    let key = mira.get("/api/channels/mira/stream-key").await.json()["streamKey"].clone();
    assert_ne!(key, json!(channel.key), "the encoder cannot come back by itself");
    let again = boss.post(&format!("/api/admin/streams/{live}/end"), json!({ "reason": "A film" })).await;
    assert_problem(&again, 409, "invalid_transition");

    let hidden = boss.put("/api/admin/channels/mira", json!({ "isPublic": false, "reason": "Spam" })).await;
    assert_eq!((hidden.status, &hidden.json()["hiddenReason"]), (200, &json!("Spam")), "{}", hidden.text());
    assert_problem(&app.server.client().get("/api/channels/mira").await, 404, "not_found");
    assert_problem(&mira.put("/api/channels/mira", json!({ "isPublic": true })).await, 403, "forbidden");

    let signed_out = boss.post("/api/admin/users/mira/sign-out", json!({ "reason": "A stolen phone" })).await;
    assert_eq!(signed_out.status, 204, "{}", signed_out.text());
    assert!(room.closed().await.is_some(), "the socket is closed");
    assert_problem(&mira.get("/api/auth/user").await, 401, "signin_required");

    let deleted = boss.request("DELETE", "/api/admin/channels/mira").json(&json!({ "reason": "Spam" })).send().await;
    assert_eq!(deleted.status, 204, "{}", deleted.text());
    let log = boss.get("/api/admin/audit").await.json();
    let lines: Vec<_> = log["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| [&line["action"], &line["reason"], &line["channel"]["slug"]])
        .collect();
    assert_eq!(
        json!(lines),
        json!([
            ["delete_channel", "Spam", "mira"],
            ["sign_out_user", "A stolen phone", null],
            ["hide_channel", "Spam", "mira"],
            ["end_stream", "A film", "mira"],
        ])
    );
    for path in ["/api/admin/channels/mira", "/api/admin/channels/none"] {
        assert_problem(&boss.put(path, json!({ "isPublic": true, "reason": "x" })).await, 404, "not_found");
    }
}

#[tokio::test]
async fn a_body_changes_nothing_but_what_it_is_for() {
    let app = TestApp::open().await;
    let (mira, _) = app.creator("mira").await;
    let boss = administrator(&app).await;
    let body = json!({ "isPublic": false, "reason": "Spam", "slug": "other", "name": "Other", "ownerId": boss.id, "owner": { "id": boss.id },
                       "hiddenReason": null, "followerCount": 9, "streamKey": "known" });
    assert_eq!(boss.put("/api/admin/channels/mira", body).await.status, 200);
    let now = mira.get("/api/channels/mira").await.json();
    assert_eq!(
        (&now["name"], &now["owner"]["id"], &now["followerCount"]),
        (&json!("MIRA"), &json!(mira.id), &json!(0))
    );
    let body = json!({ "reason": "x", "disabled": true, "roles": ["admin"], "emailVerified": true, "id": boss.id });
    assert_eq!(boss.post("/api/admin/users/mira/sign-out", body).await.status, 204);
    let user = first(&boss, "/api/admin/users?q=mira").await;
    assert_eq!((&user["disabled"], &user["roles"], &user["emailVerified"]), (&json!(false), &json!([]), &json!(false)));
    assert_eq!(boss.get("/api/auth/user").await.status, 200, "nobody else is signed out");
}

#[tokio::test]
async fn the_storage_test_says_what_is_wrong_and_tells_no_secret() {
    let storage = Storage::open().await;
    let settings = storage.settings();
    let settings: Vec<(&str, &str)> = settings.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let app = TestApp::with(&settings).await;
    let boss = administrator(&app).await;
    let test = async || {
        let answer = boss.post("/api/admin/storage-test", json!({})).await;
        assert!(answer.status == 200 && !answer.text().contains("test-secret"), "{}", answer.text());
        answer.json()
    };
    let works = test().await;
    assert_eq!((&works["works"], &works["isEmbedded"]), (&json!(true), &json!(false)), "{works}");
    storage.becomes(Mood::Without("storage-test".into()));
    let away = test().await;
    assert_eq!((&away["works"], &away["steps"][1]["outcome"]), (&json!(false), &json!("failed")), "{away}");
    assert!(away["steps"][1]["problem"].as_str().unwrap().contains("503"), "{away}");
    assert!(!app.server.log().contains("test-secret"), "a secret is in the log");
    assert!(storage.files("storage-test").is_empty(), "the objects of tests are gone");
}

#[tokio::test]
async fn the_storage_inside_of_the_server_passes() {
    let app = TestApp::open().await;
    let boss = administrator(&app).await;
    let test = boss.post("/api/admin/storage-test", json!({})).await.json();
    assert_eq!((&test["works"], &test["isEmbedded"]), (&json!(true), &json!(true)), "{test}");
}

#[tokio::test]
async fn pages_of_administrators_are_for_them_alone_and_read_without_a_script() {
    let app = TestApp::open().await;
    let (mira, _) = app.creator("mira").await;
    let boss = administrator(&app).await;
    assert_eq!(
        boss.put("/api/users/mira", json!({ "emailVerified": true, "reason": "She showed a letter" })).await.status,
        200
    );
    for (path, words) in [
        ("/admin", "Creators who came back"),
        ("/admin/users?q=mira", "mira@example.org"),
        ("/admin/channels", "/streams/mira"),
        ("/admin/streams", "Nothing is on air"),
        ("/admin/reports", "No reports"),
        ("/admin/outbox", "Confirm your e-mail address"),
        ("/admin/storage", "Object storage"),
        ("/admin/log", "She showed a letter"),
    ] {
        let (status, shown) = page(&boss, path).await;
        assert!(
            status == 200 && shown.contains(words) && shown.contains("aria-label=\"Administration\""),
            "{path}: {shown}"
        );
        let (status, shown) = page(&mira, path).await;
        assert!(status == 404 && shown.contains("This page is for administrators"), "{path}: {status}");
        let visitor = app.server.client();
        let (status, _) = page(&visitor, path).await;
        assert!(matches!(status, 302 | 307 | 308), "{path}: {status}");
    }
    let (_, others) = page(&boss, "/admin/users?q=boss").await;
    assert!(!others.contains("mira@example.org"), "the address is the search: {others}");
}
