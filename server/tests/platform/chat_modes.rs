//! Chat modes, pinned messages, announcements and deletions over REST, forms and sockets.

use crate::test_app::{Person, TestApp, assert_fields, assert_problem, in_room};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use testkit::{HttpAnswer, Socket};

fn say(content: &str, nonce: &str) -> Value {
    json!({ "type": "chat:send", "content": content, "nonce": nonce })
}

/// Changes the modes of a channel.
async fn set(person: &Person, slug: &str, modes: Value) -> Value {
    let answer = person.put(&format!("/api/channels/{slug}/filters"), json!({ "modes": modes })).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()
}

/// Sends the form that the page has where it runs no script.
async fn submit(person: &Person, channel: uuid::Uuid, text: &str) -> HttpAnswer {
    let form = format!("channel={channel}&content={text}");
    let request = person.request("POST", "/_fn/app/chat/rpc/post_message");
    request.body("application/x-www-form-urlencoded", form).send().await
}

/// The first event of each of these types, in whatever order they come; those of `chat:me` only with this reason.
async fn hear(socket: &mut Socket, kinds: &[&str], reason: Value) -> BTreeMap<String, Value> {
    let mut heard = BTreeMap::new();
    let all = |event: &Value| {
        let kind = event["type"].as_str().unwrap_or_default();
        if kinds.contains(&kind) && (kind != "chat:me" || event["reason"] == reason) {
            heard.entry(kind.to_owned()).or_insert_with(|| event.clone());
        }
        (heard.len() == kinds.len()).then_some(())
    };
    socket.find(&format!("{kinds:?}"), all).await;
    heard
}

#[tokio::test]
async fn modes_are_in_force_at_once_for_rest_forms_and_sockets() {
    let app = TestApp::open().await;
    let ((mira, channel), jonas) = (app.creator("mira").await, app.person("jonas").await);
    let stream = app.on_air(&channel).await;
    let messages = format!("/api/streams/{stream}/messages");
    app.database.execute("update account set email_verified = false").await;
    let mut socket = jonas.in_room("mira").await;
    // The same text for all: with `uniqueMessages` the second one is refused.
    assert_eq!(jonas.post(&messages, json!({ "content": "hi" })).await.status, 201);
    for (mode, code, status) in [
        (json!({ "slowSeconds": 600 }), "slow_mode", 429),
        (json!({ "slowSeconds": 0, "followersOnly": 0 }), "followers_only", 403),
        (json!({ "followersOnly": null, "emoteOnly": true }), "emote_only", 422),
        (json!({ "emoteOnly": false, "uniqueMessages": true }), "duplicate_message", 422),
        (json!({ "uniqueMessages": false, "verifiedEmail": true }), "email_unverified", 403),
        (json!({ "verifiedEmail": false, "accountAgeSeconds": 86400 }), "account_too_young", 403),
    ] {
        let now = set(&mira, "mira", mode).await;
        let rest = jonas.post(&messages, json!({ "content": "hi" })).await;
        let problem = assert_problem(&rest, status, code);
        assert!(problem["detail"].as_str().unwrap().ends_with('.'), "{problem}");
        let form = submit(&jonas, channel.id, "hi").await;
        assert_eq!(form.status, status, "{code}: {}", form.text());
        assert!(form.text().contains(code), "{}", form.text());
        socket.send(say("hi", code)).await;
        let heard = hear(&mut socket, &["chat:modes", "error"], Value::Null).await;
        assert_eq!(heard["chat:modes"]["modes"], now["modes"]);
        assert_eq!((&heard["error"]["code"], &heard["error"]["nonce"]), (&json!(code), &json!(code)));
        let waits = matches!(code, "slow_mode" | "account_too_young");
        assert_eq!(rest.header("retry-after").is_some(), waits, "{code}");
        assert_eq!(heard["error"]["retryAfterMs"].is_u64(), waits, "{}", heard["error"]);
    }
    let stored = app.database.count("select count(*) from message").await;
    assert_eq!(stored, 1, "nothing that was refused is stored");
    let mut late = jonas.socket().await;
    late.send(json!({ "type": "chat:join", "channel": "mira" })).await;
    let joined = late.event("chat:joined").await;
    assert_eq!(joined["modes"]["accountAgeSeconds"], 86400);
    assert_eq!((&joined["me"]["canSend"], &joined["me"]["reason"]), (&json!(false), &json!("account_too_young")));
    assert!(joined["me"]["until"].is_string(), "{joined}");
}

#[tokio::test]
async fn open_sockets_hear_when_they_may_write_and_when_not() {
    let app = TestApp::open().await;
    let ((mira, _), jonas) = (app.creator("mira").await, app.person("jonas").await);
    let (mut socket, mut second_tab) = (jonas.in_room("mira").await, jonas.in_room("mira").await);
    set(&mira, "mira", json!({ "followersOnly": 0 })).await;
    let me = hear(&mut socket, &["chat:me"], json!("followers_only")).await.remove("chat:me").unwrap();
    assert_fields(&me, "type role canSend reason until banId");
    assert_eq!((&me["canSend"], &me["until"]), (&json!(false), &Value::Null));
    assert_eq!(jonas.post("/api/channels/mira/follow", json!({})).await.status, 201);
    hear(&mut socket, &["chat:me"], Value::Null).await;

    app.database.execute("update account set email_verified = false").await;
    set(&mira, "mira", json!({ "followersOnly": null, "verifiedEmail": true })).await;
    hear(&mut socket, &["chat:me"], json!("email_unverified")).await;
    app.database.execute("update account set email_verified = true").await;
    hear(&mut socket, &["chat:me"], Value::Null).await;

    // In slow mode all tabs are told of the wait that a message brings.
    set(&mira, "mira", json!({ "verifiedEmail": false, "slowSeconds": 600 })).await;
    socket.send(say("hi", "n")).await;
    for tab in [&mut socket, &mut second_tab] {
        let me = hear(tab, &["chat:me"], json!("slow_mode")).await.remove("chat:me").unwrap();
        assert!(me["until"].is_string(), "{me}");
    }
}

#[tokio::test]
async fn a_wait_that_ends_by_itself_is_told_when_it_is_over() {
    let app = TestApp::open().await;
    let ((mira, _), jonas) = (app.creator("mira").await, app.person("jonas").await);
    set(&mira, "mira", json!({ "accountAgeSeconds": 60 })).await;
    app.database.change("update account set created_at = now() - interval '57 seconds' where id = $1", jonas.id).await;
    let mut socket = jonas.socket().await;
    socket.send(json!({ "type": "chat:join", "channel": "mira" })).await;
    let me = socket.event("chat:joined").await["me"].clone();
    // On a machine that is very busy the wait may be over already.
    if me["canSend"] == false {
        assert!(me["reason"] == "account_too_young" && me["until"].is_string(), "{me}");
        hear(&mut socket, &["chat:me"], Value::Null).await;
    }
    socket.send(say("old enough", "n")).await;
    let is_answer = |event: &Value| (event["nonce"] == "n").then(|| event["type"].clone());
    assert_eq!(socket.find("an answer", is_answer).await, "chat:ack");
}

#[tokio::test]
async fn filters_are_read_and_changed_by_version() {
    let app = TestApp::open().await;
    let (mira, _) = app.creator("mira").await;
    let path = "/api/channels/mira/filters";
    let filters = mira.get(path).await.json();
    let rules = "blockedTerms allowedTerms profanity links trustedHosts capitals repetition mentions flood raidGuard";
    assert_fields(&filters, &format!("modes version {rules}"));
    assert_fields(
        &filters["modes"],
        "slowSeconds followersOnly emoteOnly uniqueMessages verifiedEmail accountAgeSeconds",
    );
    let changed = mira.put(path, json!({ "modes": { "followersOnly": 10 }, "version": 0 })).await;
    assert_eq!((changed.status, &changed.json()["version"]), (200, &json!(1)), "{}", changed.text());
    let stale = mira.put(path, json!({ "modes": { "followersOnly": 20 }, "version": 0 })).await;
    assert_problem(&stale, 409, "version_conflict");
    assert_eq!(mira.put(path, json!({})).await.json(), changed.json(), "what is left out stays");
    for modes in [json!({ "slowSeconds": -1 }), json!({ "slowSeconds": 3601 }), json!({ "followersOnly": true })] {
        let wrong = mira.put(path, json!({ "modes": modes })).await;
        assert_problem(&wrong, 422, "validation_failed");
    }
    assert_eq!(mira.get(path).await.json(), changed.json());
}

#[tokio::test]
async fn a_pinned_message_and_announcements_reach_open_and_later_sockets() {
    let app = TestApp::open().await;
    let ((mira, channel), viewer) = (app.creator("mira").await, app.server.client());
    let mut open = in_room(&viewer, &channel.slug).await;
    let announced = mira.post("/api/channels/mira/announcements", json!({ "content": "We raid at nine" })).await;
    assert_eq!((announced.status, &announced.json()["badges"]), (201, &json!(["announcement", "owner"])));
    let announced = announced.json();
    assert_eq!(open.event("chat:announcement").await, json!({ "type": "chat:announcement", "message": announced }));
    let pinned = mira.put("/api/channels/mira/pinned", json!({ "messageId": announced["id"] })).await;
    assert_eq!((pinned.status, pinned.json()), (200, announced.clone()), "{}", pinned.text());
    assert_eq!(open.event("chat:pinned").await["message"], announced);
    for unknown in [json!(channel.id), json!("x")] {
        let unknown = mira.put("/api/channels/mira/pinned", json!({ "messageId": unknown })).await;
        assert_problem(&unknown, 404, "not_found");
    }
    let mut later = viewer.socket().await;
    later.send(json!({ "type": "chat:join", "channel": "mira" })).await;
    later.event("chat:joined").await;
    assert_eq!(later.event("chat:pinned").await["message"], announced);
    assert_eq!(mira.delete("/api/channels/mira/pinned").await.status, 204);
    assert_eq!(open.event("chat:pinned").await, json!({ "type": "chat:pinned", "message": null }));
    let history = viewer.get("/api/channels/mira/messages").await.json();
    assert_eq!(history, json!({ "items": [announced], "nextCursor": null }));
}

#[tokio::test]
async fn deleted_messages_leave_the_room_and_every_history() {
    let app = TestApp::open().await;
    let ((mira, channel), jonas) = (app.creator("mira").await, app.person("jonas").await);
    let stream = app.on_air(&channel).await;
    let messages = format!("/api/streams/{stream}/messages");
    let mut open = in_room(&app.server.client(), &channel.slug).await;
    let mut ids = Vec::new();
    for number in 1..=3 {
        let said = jonas.post(&messages, json!({ "content": format!("message {number}") })).await;
        ids.push(said.json()["id"].clone());
    }
    let path = format!("/api/messages/{}", ids[0].as_str().unwrap());
    assert_eq!(mira.delete(&path).await.status, 204);
    let deleted = json!({ "type": "chat:deleted", "messageId": ids[0], "by": mira.id });
    assert_eq!(open.event("chat:deleted").await, deleted);
    assert_problem(&mira.delete(&path).await, 404, "not_found");
    assert_problem(&mira.delete("/api/messages/x").await, 404, "not_found");
    let all = async |client: &testkit::Client| {
        let mut socket = client.socket().await;
        socket.send(json!({ "type": "chat:join", "channel": "mira" })).await;
        let live = socket.event("chat:history").await["messages"].as_array().unwrap().len();
        let paths = [messages.as_str(), "/api/channels/mira/messages"];
        let mut lengths = vec![live];
        for path in paths {
            lengths.push(client.get(path).await.json()["items"].as_array().unwrap().len());
        }
        lengths
    };
    assert_eq!(all(&jonas).await, [2, 2, 2]);
    assert_eq!(mira.delete("/api/channels/mira/users/jonas/messages").await.status, 204);
    let deleted = json!({ "type": "chat:deleted", "userId": jonas.id, "by": mira.id });
    assert_eq!(open.event("chat:deleted").await, deleted);
    assert_eq!(all(&jonas).await, [0, 0, 0]);
}
