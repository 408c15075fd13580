//! Who may see a channel, when that changes while it is open.

use crate::database::Database;
use crate::postgres::Postgres;
use crate::storage::files_below;
use crate::test_app::{TestApp, assert_problem, in_room, until};
use crate::vods::{held_playlist, on_air, recorded};
use serde_json::{Value, json};
use std::time::Duration;
use testkit::server::Folder;
use testkit::{PATIENCE, Socket};
use tokio::time::Instant;

/// Reads until an error, which it returns; no event of a room may come before it.
async fn refused(socket: &mut Socket) -> Value {
    let refusal = |event: &Value| match event["type"].as_str() {
        Some("error") => Some(event.clone()),
        Some("chat:message" | "chat:typing" | "chat:history") => panic!("a stranger hears {event}"),
        _ => None,
    };
    socket.find("a refusal", refusal).await
}

#[tokio::test]
async fn a_channel_that_is_hidden_falls_silent_for_those_who_were_inside() {
    let app = TestApp::open().await;
    let (mira, channel) = app.creator("mira").await;
    let (bob, stranger) = (app.person("bob").await, app.server.client());
    let stream = app.on_air(&channel).await;
    let mut hers = mira.in_room(&channel.slug).await;
    let mut others = [bob.in_room(&channel.slug).await, in_room(&stranger, &channel.slug).await];

    let begin = Instant::now();
    assert_eq!(mira.put("/api/channels/mira", json!({ "isPublic": false })).await.status, 200);
    for socket in &mut others {
        assert_eq!(refused(socket).await["code"], "not_found");
    }
    // The promise is two seconds; the rest is for busy machines.
    assert!(begin.elapsed() < Duration::from_secs(10), "{:?}", begin.elapsed());
    hers.send(json!({ "type": "chat:send", "content": "among ourselves", "nonce": "n" })).await;
    assert_eq!(hers.event("chat:ack").await["nonce"], "n");
    assert_eq!(mira.patch(&format!("/api/streams/{stream}"), json!({ "title": "A secret" })).await.status, 200);
    for socket in &mut others {
        // Messages of the room did not arrive meanwhile; the next answer is to this.
        socket.send(json!({ "type": "chat:send", "content": "hello?", "nonce": "m" })).await;
        let refusal = |event: &Value| {
            assert!(event["type"] != "chat:ack" && !event.to_string().contains("secret"), "{event}");
            (event["type"] == "error").then_some(())
        };
        socket.find("a refusal", refusal).await;
        socket.send(json!({ "type": "chat:join", "channel": "mira" })).await;
        assert_eq!(refused(socket).await["code"], "not_found");
    }
    let said = bob.post(&format!("/api/streams/{stream}/messages"), json!({ "content": "hello?" })).await;
    assert_problem(&said, 404, "not_found");
    let stored = app.database.messages().await;
    assert_eq!(stored.len(), 1, "the owner's alone");

    // Public again.
    assert_eq!(mira.put("/api/channels/mira", json!({ "isPublic": true })).await.status, 200);
    let [bobs, _] = &mut others;
    bobs.send(json!({ "type": "chat:join", "channel": "mira" })).await;
    bobs.event("chat:joined").await;
    bobs.send(json!({ "type": "chat:send", "content": "hello again", "nonce": "again" })).await;
    assert_eq!(bobs.event("chat:ack").await["nonce"], "again");
}

/// On air: its room, its encoder and its recording end with it.
#[tokio::test]
async fn a_channel_that_is_deleted_falls_silent() {
    let app = TestApp::open().await;
    let (mira, channel) = app.creator("mira").await;
    let (stream, mut encoder) = on_air(&app, &channel).await;
    let mut other = in_room(&app.server.client(), &channel.slug).await;
    let playlist = format!("/hls/{stream}/master.m3u8");
    until("a picture", async || (app.server.client().get(&playlist).await.status == 200).then_some(())).await;
    recorded(&app.server.client(), stream, 2).await;
    let below = |folder: String| files_below(app.server.data().join(folder));
    let spooled = || below(format!("spool/{stream}"));
    let stored = || below(format!("storage/aethex/streams/{stream}"));
    assert!(!spooled().is_empty(), "a recording is being written");
    until("an upload", async || !stored().is_empty()).await;
    let mut elsewhere = app.server.client().socket().await;
    assert_eq!(mira.delete("/api/channels/mira").await.status, 204);
    let told = elsewhere.event("stream:status").await;
    assert_eq!((&told["streamId"], &told["status"]), (&json!(stream), &json!("ARCHIVED")), "for lists of what is live");
    assert_eq!(refused(&mut other).await["code"], "not_found");
    assert_eq!(app.server.client().get(&playlist).await.status, 404, "its last seconds are gone with it");
    encoder.exit(PATIENCE).await;
    let left = async || {
        let left = [spooled(), stored()].concat();
        if left.is_empty() { Ok(()) } else { Err(left) }
    };
    until("its recording to be deleted", left).await;
}

/// Many sessions at once, as a change of password does, and not through the server that has the sockets.
#[tokio::test]
async fn sessions_that_end_anywhere_close_their_sockets() {
    let app = TestApp::open().await;
    let (mira, channel) = app.creator("mira").await;
    let mut sockets = Vec::new();
    for _ in 0..100 {
        let device = app.server.client();
        let login = json!({ "email": "mira@example.org", "password": crate::test_app::PASSWORD });
        assert_eq!(device.post("/api/auth/login", login).await.status, 200);
        sockets.push(in_room(&device, &channel.slug).await);
    }
    let bystander = app.person("bob").await;
    let mut bystander = bystander.in_room(&channel.slug).await;
    // A hundred devices, and the one that made the channel.
    app.database.change_rows(101, "delete from session where account_id = $1", mira.id).await;
    for socket in &mut sockets {
        assert_eq!(socket.closed().await, Some(1008));
    }
    bystander.send(json!({ "type": "chat:send", "content": "still here", "nonce": "n" })).await;
    assert_eq!(bystander.event("chat:ack").await["nonce"], "n");
}

/// Disconnecting the sockets would make all clients reconnect at once during the outage.
#[tokio::test]
async fn sockets_that_cannot_be_looked_at_again_are_silent_and_stay() {
    let app = TestApp::with(&[("AETHEX_LOG", "debug")]).await;
    let (mira, channel) = app.creator("mira").await;
    let (mut hers, mut others) =
        (mira.in_room(&channel.slug).await, in_room(&app.server.client(), &channel.slug).await);
    let bob = app.person("bob").await;
    let mut bobs = bob.in_room(&channel.slug).await;
    app.database.execute("alter table session rename to session_away").await;
    app.database.execute("select pg_notify('recheck', 'anything')").await;
    // Each socket is rechecked once a second, so two lines could come from one socket.
    let failures = || app.server.log().matches("a socket could not be rechecked").count();
    until("both to be looked at in vain", async || (failures() >= 4).then_some(())).await;
    hers.send(json!({ "type": "chat:send", "content": "anybody here?", "nonce": "n" })).await;
    assert_eq!(hers.event("chat:ack").await["nonce"], "n");
    // An anonymous socket has no session that could have ended.
    assert_eq!(others.event("chat:message").await["message"]["content"], "anybody here?");
    bobs.send(json!({ "type": "no such frame" })).await;
    assert_eq!(refused(&mut bobs).await["code"], "bad_request");

    app.database.execute("alter table session_away rename to session").await;
    assert_eq!(bobs.event("chat:message").await["message"]["content"], "anybody here?");
}

/// A database connection that hangs looks like one on which nothing happens.
#[tokio::test]
async fn a_listener_that_hangs_misses_nothing() {
    let postgres = Postgres::start().await;
    let app = TestApp::on(Database::alone(postgres.url()), Folder::new(), &[]).await;
    let (mira, channel) = app.creator("mira").await;
    let mut other = in_room(&app.server.client(), &channel.slug).await;
    let listener =
        "select pid::bigint from pg_stat_activity where datname = current_database() and application_name = 'aethex server'
                    and (query like 'LISTEN%' or query = 'select 1') order by query_start desc limit 1";
    let process = app.database.count(listener).await;
    postgres.signal_one(&process.to_string(), "-STOP");
    assert_eq!(mira.put("/api/channels/mira", json!({ "isPublic": false })).await.status, 200);
    assert_eq!(refused(&mut other).await["code"], "not_found");
    postgres.signal_one(&process.to_string(), "-CONT");
}

/// Permission is checked again before a held request is answered.
#[tokio::test]
async fn what_was_asked_for_before_a_stream_was_hidden_is_not_given_out_after() {
    let app = TestApp::open().await;
    let (mira, channel) = app.creator("mira").await;
    let (stream, _encoder) = on_air(&app, &channel).await;
    let stranger = app.server.client();
    let held = held_playlist(&stranger, stream).await;
    let waiting = tokio::spawn(async move { stranger.get(&held).await });
    // When these requests are answered, the server has the held one, too.
    for _ in 0..3 {
        app.server.client().get("/healthz").await;
    }
    assert_eq!(mira.put("/api/channels/mira", json!({ "isPublic": false })).await.status, 200);
    let answer = waiting.await.unwrap();
    assert_eq!((answer.status, answer.header("cache-control")), (404, Some("no-store")), "{}", answer.text());
    let function = mira.request("POST", "/_fn/app/channels/rpc/stream_key");
    let body = format!("channel={}", channel.id);
    assert_eq!(function.body("application/x-www-form-urlencoded", body.clone()).send().await.status, 200);
    let bob = app.person("bob").await;
    let function = bob.request("POST", "/_fn/app/channels/rpc/stream_key");
    let answer = function.body("application/x-www-form-urlencoded", body).send().await;
    assert_eq!(answer.status, 404, "a channel that is hidden is one that is not there");
}

/// Readers tell a name that looks like the owner's apart, on the socket, in REST and on the page.
#[tokio::test]
async fn a_name_like_the_owners_is_shown_with_its_username() {
    let app = TestApp::open().await;
    let (mira, channel) = app.creator("mira").await;
    let troll = app.newcomer("troll").await;
    let names = json!({ "username": "troll", "displayName": "M\u{406}RA" });
    assert_eq!(troll.post("/api/auth/onboard", names).await.status, 201);
    let stream = app.on_air(&channel).await;
    let mut room = mira.in_room(&channel.slug).await;
    let mut theirs = troll.in_room(&channel.slug).await;
    let shown = "M\u{406}RA (@troll)";
    let is_it = |event: &Value| event["type"] == "chat:user-joined" && event["user"]["username"] == "troll";
    let joined = room.find("the troll to join", |event| is_it(event).then(|| event["user"].clone())).await;
    assert_eq!(joined["displayName"], shown);
    theirs.send(json!({ "type": "chat:send", "content": "give me your key", "nonce": "n" })).await;
    let author = |message: &Value| message["user"]["displayName"].clone();
    assert_eq!(author(&room.event("chat:message").await["message"]), shown);
    room.send(json!({ "type": "chat:send", "content": "never", "nonce": "n" })).await;
    room.event("chat:ack").await;
    let history = mira.get(&format!("/api/streams/{stream}/messages")).await.json();
    assert_eq!((author(&history["items"][0]), author(&history["items"][1])), (json!("MIRA"), json!(shown)));
    let mut late = app.server.client().socket().await;
    late.send(json!({ "type": "chat:join", "channel": "mira" })).await;
    assert_eq!(author(&late.event("chat:history").await["messages"][0]), shown);
    assert!(mira.get("/streams/mira").await.text().contains(shown));

    // A name of invisible characters is refused.
    let ghost = app.newcomer("ghost").await;
    for blank in ["\u{3164}", "\u{115f}", "\u{e0041}\u{e007f}", "\u{61c}", "\u{2028}"] {
        let refused = ghost.post("/api/auth/onboard", json!({ "username": "ghost", "displayName": blank })).await;
        assert_problem(&refused, 422, "validation_failed");
    }
    // At most a few combining marks are kept on one character.
    let stacked = format!("z{}", "\u{334}".repeat(40));
    room.send(json!({ "type": "chat:send", "content": stacked, "nonce": "zalgo" })).await;
    let content = room.event("chat:message").await["message"]["content"].as_str().unwrap().to_owned();
    assert!((2..=6).contains(&content.chars().count()), "{content:?}");
}

/// A page of one channel lists the others, too.
#[tokio::test]
async fn a_socket_in_a_room_hears_what_lists_show_and_no_status_of_another_stream() {
    let app = TestApp::open().await;
    let ((mira, channel), (_, other)) = (app.creator("mira").await, app.creator("jonas").await);
    let mut reader = in_room(&app.server.client(), &other.slug).await;
    let mut heard = async |listed: &Value| {
        let is_it = |event: &Value| {
            assert_ne!(event["type"], "stream:status", "{event}");
            let (channel, gone) = (&event["channel"], &event["channelId"]);
            json!([event["type"], channel["name"], channel["stream"]["title"], gone]) == *listed
        };
        reader.find(&listed.to_string(), |event| is_it(event).then_some(())).await;
    };
    let (stream, _encoder) = on_air(&app, &channel).await;
    heard(&json!(["channel:live", "MIRA", "MIRA is live", null])).await;
    let path = format!("/api/channels/{}", channel.slug);
    let gone = json!(["channel:offline", null, null, channel.id]);
    for (change, listed) in [
        (json!({ "name": "Mira bakes" }), &json!(["channel:live", "Mira bakes", "MIRA is live", null])),
        (json!({ "isPublic": false }), &gone),
        (json!({ "isPublic": true }), &json!(["channel:live", "Mira bakes", "MIRA is live", null])),
    ] {
        assert_eq!(mira.put(&path, change).await.status, 200);
        heard(listed).await;
    }
    let titled = mira.patch(&format!("/api/streams/{stream}"), json!({ "title": "Bread" })).await;
    assert_eq!(titled.status, 200, "{}", titled.text());
    heard(&json!(["channel:live", "Mira bakes", "Bread", null])).await;
    assert_eq!(mira.delete(&path).await.status, 204);
    heard(&gone).await;
}
