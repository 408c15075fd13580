//! Blocks over the whole binary: open tabs, the API, and the pages without JavaScript.

use crate::test_app::{Channel, Person, TestApp, assert_fields, assert_problem, in_room, join, until};
use serde_json::{Value, json};
use testkit::{Record, Socket};
use uuid::Uuid;

fn say(content: &str, nonce: &str) -> Value {
    json!({ "type": "chat:send", "content": content, "nonce": nonce })
}

/// Says something and waits until it is stored.
async fn says(socket: &mut Socket, content: &str) {
    socket.send(say(content, content)).await;
    let is_it = |event: &Value| (event["type"] == "chat:ack" && event["nonce"] == content).then_some(());
    socket.find(&format!("an acknowledgement of {content}"), is_it).await;
}

/// The texts of the messages up to this one.
async fn reads_until(socket: &mut Socket, last: &str) -> Vec<String> {
    let mut seen = Vec::new();
    let note = |event: &Value| {
        let text = event["message"]["content"].as_str().filter(|_| event["type"] == "chat:message")?.to_owned();
        seen.push(text.clone());
        (text == last).then_some(())
    };
    socket.find(last, note).await;
    seen
}

async fn blocks(blocker: &Person, user: &str) {
    assert_eq!(blocker.post(&format!("/api/users/{user}/block"), json!({})).await.status, 201);
}

/// A message over the API; its status and code.
async fn posts(person: &Person, stream: Uuid, content: &str) -> (u16, Value) {
    let answer = person.post(&format!("/api/streams/{stream}/messages"), json!({ "content": content })).await;
    (answer.status, answer.json()["code"].clone())
}

/// The contents of a stream's history over the API, newest first.
async fn history(person: &Person, stream: Uuid) -> Vec<Value> {
    let page = person.get(&format!("/api/streams/{stream}/messages")).await.json();
    page["items"].as_array().unwrap().iter().map(|message| message["content"].clone()).collect()
}

#[tokio::test]
async fn a_block_hides_a_person_in_every_open_tab_and_lifting_it_shows_them_again() {
    let app = TestApp::open().await;
    let ((mira, channel), jonas, eve) = (app.creator("mira").await, app.person("jonas").await, app.person("eve").await);
    let stream = app.on_air(&channel).await;
    let mut tabs = [eve.in_room(&channel.slug).await, eve.in_room(&channel.slug).await];
    let (mut writer, mut other) = (jonas.in_room(&channel.slug).await, mira.in_room(&channel.slug).await);
    let mut reader = in_room(&app.server.client(), &channel.slug).await;
    says(&mut writer, "seen").await;
    for tab in &mut tabs {
        assert_eq!(reads_until(tab, "seen").await, ["seen"]);
    }

    blocks(&eve, "jonas").await;
    for tab in &mut tabs {
        let hidden = tab.event("chat:deleted").await;
        assert_fields(&hidden, "type userId by isBlocked");
        assert_eq!((&hidden["userId"], &hidden["by"]), (&json!(jonas.id), &json!(eve.id)));
        assert_eq!(tab.event("chat:user-left").await["userId"], json!(jonas.id));
    }
    writer.send(json!({ "type": "chat:typing" })).await;
    says(&mut writer, "hidden").await;
    says(&mut other, "shown").await;
    assert_eq!(reads_until(&mut reader, "shown").await, ["seen", "hidden", "shown"]);
    for tab in &mut tabs {
        let mut record = Record::default();
        let of_jonas = |event: &Value| event.to_string().to_lowercase().contains("jonas");
        let note = |event: &Value| {
            assert!(!of_jonas(event), "{event}");
            record.note(event);
            (event["message"]["content"] == "shown").then_some(())
        };
        tab.find("the next message of another person", note).await;
        // The numbers are the room's, so the blocker's have a gap.
        assert_eq!(record.seen.iter().map(|(seq, ..)| *seq).collect::<Vec<_>>(), [3]);
    }

    // A tab that joins now, and one that comes back, do not get what was hidden.
    let mut late = eve.socket().await;
    let greeting = join(&mut late, &channel.slug).await;
    assert_eq!(greeting.seen.iter().map(|(seq, ..)| *seq).collect::<Vec<_>>(), [3]);
    late.send(json!({ "type": "chat:join", "channel": channel.slug, "epoch": channel.id, "since": 0 })).await;
    let joined = late.event("chat:joined").await;
    assert_eq!((&joined["recovered"], &joined["seq"]), (&json!(true), &json!(3)), "{joined}");
    let messages = late.event("chat:history").await["messages"].clone();
    assert_eq!((messages.as_array().unwrap().len(), &messages[0]["seq"]), (1, &json!(3)));
    let users = late.event("chat:users").await;
    assert_eq!(users["total"], 3, "the blocked person is neither listed nor counted: {users}");
    assert_eq!(history(&eve, stream).await, ["shown"]);
    assert_eq!(history(&mira, stream).await, ["shown", "hidden", "seen"]);
    let older = eve.get(&format!("/api/streams/{stream}/messages?before=3")).await.json();
    assert_eq!((&older["items"], &older["nextCursor"]), (&json!([]), &Value::Null));

    assert_eq!(eve.delete(&format!("/api/users/{}/block", jonas.id)).await.status, 204);
    let mut number = 0;
    until("a tab to show the person again", async || {
        number += 1;
        says(&mut writer, &format!("back {number}")).await;
        says(&mut other, &format!("mark {number}")).await;
        let seen = reads_until(&mut tabs[0], &format!("mark {number}")).await;
        seen.contains(&format!("back {number}")).then_some(())
    })
    .await;
    assert_eq!(history(&eve, stream).await.len(), 3 + 2 * number);
}

#[tokio::test]
async fn a_person_whom_the_owner_blocks_cannot_write_by_any_way_from_then_on() {
    let app = TestApp::open().await;
    let ((mira, channel), jonas) = (app.creator("mira").await, app.person("jonas").await);
    let stream = app.on_air(&channel).await;
    let mut socket = jonas.in_room(&channel.slug).await;
    says(&mut socket, "hello").await;
    blocks(&mira, "jonas").await;
    let me = socket.event("chat:me").await;
    let blocked = json!({
        "type": "chat:me", "role": "viewer", "canSend": false, "reason": "blocked", "until": null, "banId": null
    });
    assert_eq!(me, blocked);
    socket.send(say("hello?", "n1")).await;
    let refused = socket.event("error").await;
    assert_eq!((&refused["code"], &refused["nonce"]), (&json!("blocked"), &json!("n1")));
    assert_eq!(posts(&jonas, stream, "hello?").await, (403, json!("blocked")));
    let by_body = jonas.post("/api/messages", json!({ "streamId": stream, "content": "hello?" })).await;
    assert_problem(&by_body, 403, "blocked");
    let form = jonas.request("POST", "/_fn/app/chat/rpc/post_message");
    let form = form.body("application/x-www-form-urlencoded", format!("channel={}&content=hello", channel.id));
    assert_eq!(form.send().await.status, 403);
    assert_eq!(app.database.count("select count(*) from message").await, 1);
    let mut again = jonas.socket().await;
    again.send(json!({ "type": "chat:join", "channel": channel.slug })).await;
    assert_eq!(again.event("chat:joined").await["me"]["reason"], "blocked");

    assert_eq!(mira.delete("/api/users/jonas/block").await.status, 204);
    assert_eq!(socket.event("chat:me").await["canSend"], true);
    says(&mut socket, "thank you").await;
}

#[tokio::test]
async fn a_blocked_person_can_neither_mention_answer_nor_follow() {
    let app = TestApp::open().await;
    let ((_, channel), jonas, (eve, hers)) =
        (app.creator("mira").await, app.person("jonas").await, app.creator("eve").await);
    let stream = app.on_air(&channel).await;
    let said = eve.post(&format!("/api/streams/{stream}/messages"), json!({ "content": "hi" })).await.json();
    let mut socket = jonas.in_room(&channel.slug).await;
    blocks(&eve, &jonas.id.to_string()).await;
    assert_eq!(posts(&jonas, stream, "hey @eve").await, (403, json!("blocked")));
    assert_eq!(posts(&jonas, stream, "hey eve").await.0, 201);
    socket.send(json!({ "type": "chat:send", "content": "me too", "nonce": "n", "replyTo": said["id"] })).await;
    assert_eq!(socket.event("error").await["code"], "blocked");
    for path in ["/api/users/eve/follow".to_owned(), format!("/api/channels/{}/follow", hers.id)] {
        assert_problem(&jonas.post(&path, json!({})).await, 403, "blocked");
    }
}

#[tokio::test]
async fn the_api_lists_blocks_and_says_what_is_wrong() {
    let app = TestApp::open().await;
    let (mira, jonas) = (app.person("mira").await, app.person("jonas").await);
    let made = mira.post("/api/users/jonas/block", json!({})).await;
    assert_eq!(made.status, 201);
    assert_fields(&made.json(), "id username displayName avatar bio socialLinks createdAt blockedAt");
    let again = mira.post(&format!("/api/users/{}/block", jonas.id), json!({})).await;
    assert_eq!((again.status, again.json()), (200, made.json()));
    let list = mira.get("/api/users/me/blocks").await.json();
    assert_eq!(list, json!({ "items": [made.json()], "nextCursor": null }));
    assert_problem(&mira.post("/api/users/mira/block", json!({})).await, 403, "forbidden");
    assert_problem(&mira.post("/api/users/nobody/block", json!({})).await, 404, "not_found");
    assert_problem(&mira.get("/api/users/me/blocks?cursor=x").await, 400, "bad_request");
    for _ in 0..2 {
        assert_eq!(mira.delete("/api/users/jonas/block").await.status, 204);
    }
    assert_eq!(mira.get("/api/users/me/blocks").await.json()["items"], json!([]));
}

/// Sends a form of the page of blocked people as a browser without JavaScript; answers where the browser is sent, and its cookies then.
async fn sends(app: &TestApp, person: &Person, function: &str, user: &str) -> (String, String) {
    let page = format!("http://{}/dashboard/blocks", app.server.http());
    // Another client, because the person's keeps one cookie, and a refused form sets a second.
    let (browser, session) = (app.server.client(), person.cookie().unwrap_or_default());
    let request = browser.request("POST", &format!("/_fn/app/blocks/rpc/{function}")).header("cookie", &session);
    let request = request.header("accept", "text/html").header("referer", &page);
    let answer = request.body("application/x-www-form-urlencoded", format!("user={user}")).send().await;
    assert_eq!(answer.status, 302, "{}", answer.text());
    let cookies = answer.cookies().filter_map(|cookie| cookie.split(';').next());
    let cookies: Vec<&str> = std::iter::once(session.as_str()).chain(cookies).collect();
    (answer.header("location").unwrap_or_default().to_owned(), cookies.join("; "))
}

async fn page(person: &Person, path: &str) -> String {
    let answer = person.request("GET", path).header("accept", "text/html").send().await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.text());
    answer.text().replace("<!>", "").replace("<!---->", "")
}

#[tokio::test]
async fn forms_block_and_unblock_and_lead_back_to_the_page() {
    let app = TestApp::open().await;
    let ((mira, _), jonas): ((Person, Channel), Person) = (app.creator("mira").await, app.person("jonas").await);
    let signed_out = app.server.client().request("GET", "/dashboard/blocks").header("accept", "text/html").send().await;
    assert_eq!(signed_out.header("location"), Some("/auth/login?next=/dashboard/blocks"), "{}", signed_out.status);
    let empty = page(&mira, "/dashboard/blocks").await;
    assert!(empty.contains("You have blocked no one") && empty.contains("/_fn/app/blocks/rpc/block_user"), "{empty}");
    assert_eq!(sends(&app, &mira, "block_user", "@jonas").await.0, "/dashboard/blocks");
    let listed = page(&mira, "/dashboard/blocks").await;
    assert!(listed.contains("@jonas") && listed.contains("/_fn/app/blocks/rpc/unblock_user"), "{listed}");
    let (refused, cookies) = sends(&app, &mira, "block_user", "nobody").await;
    assert!(refused.starts_with("/dashboard/blocks?") && refused.contains("__err="), "{refused}");
    let browser = app.server.client();
    let request = browser.request("GET", &refused).header("cookie", &cookies).header("accept", "text/html");
    let refused = request.send().await.text();
    assert_eq!(refused.matches("No user has this name. Check the spelling.").count(), 1, "{refused}");
    assert_eq!(sends(&app, &mira, "unblock_user", &jonas.id.to_string()).await.0, "/dashboard/blocks");
    assert!(page(&mira, "/dashboard/blocks").await.contains("You have blocked no one"));
    // Users without a channel have the page, too.
    assert!(page(&jonas, "/dashboard/blocks").await.contains("You have blocked no one"));
}
