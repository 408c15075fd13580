//! Sockets: signing out disconnects them, and one that does not read does not affect the others.

use crate::test_app::{TestApp, assert_problem, in_room, join};
use serde_json::{Value, json};
use testkit::{PATIENCE, Record, Socket, history};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::timeout;

#[tokio::test]
async fn a_changed_username_reaches_open_rooms() {
    let app = TestApp::open().await;
    let (_, channel) = app.creator("mira").await;
    let (jonas, mut watching) = (app.person("jonas").await, in_room(&app.server.client(), &channel.slug).await);
    let mut writing = in_room(&jonas, &channel.slug).await;
    let renamed = jonas.put("/api/auth/username", json!({ "username": "jonas_live" })).await;
    assert_eq!((renamed.status, &renamed.json()["username"]), (200, &json!("jonas_live")), "{}", renamed.text());
    let is_listed = |event: &Value| {
        let users = event["users"].as_array().filter(|_| event["type"] == "chat:users")?;
        users.iter().any(|user| user["username"] == "jonas_live").then_some(())
    };
    watching.find("the list of people with the new name", is_listed).await;
    // The socket from before writes under the new name.
    writing.send(json!({ "type": "chat:send", "content": "hello" })).await;
    assert_eq!(watching.event("chat:message").await["message"]["user"]["username"], "jonas_live");

    let again = jonas.put("/api/auth/username", json!({ "username": "jonas_music" })).await;
    let refused = assert_problem(&again, 409, "username_changed_recently");
    assert!(refused["errors"]["username"].as_str().unwrap().contains("again from"), "{refused}");
    let page = jonas.get("/dashboard/security").await.text();
    assert!(page.contains("@jonas_live") && page.contains("You can change it again from"), "{page}");
}

#[tokio::test]
async fn a_new_moderator_is_listed_as_one_before_the_others() {
    let app = TestApp::open().await;
    let (mira, channel) = app.creator("mira").await;
    let (anna, jonas) = (app.person("anna").await, app.person("jonas").await);
    let mut hers = mira.in_room(&channel.slug).await;
    let _there = (anna.in_room(&channel.slug).await, jonas.in_room(&channel.slug).await);
    let moderators = format!("/api/channels/{}/moderators", channel.slug);
    let badges = async |socket: &mut Socket, expected: Value| {
        let is_it = |event: &Value| {
            let users = event["users"].as_array().filter(|_| event["type"] == "chat:users")?;
            let listed = users.iter().map(|user| json!([user["username"], user["badges"]]));
            (Value::from_iter(listed) == expected).then_some(())
        };
        socket.find(&format!("{expected}"), is_it).await;
    };
    let added = mira.post(&moderators, json!({ "username": "jonas", "permissions": ["delete"] })).await;
    assert_eq!(added.status, 201, "{}", added.text());
    badges(&mut hers, json!([["jonas", ["moderator"]], ["mira", ["owner"]], ["anna", null]])).await;
    mira.delete(&format!("{moderators}/{}", jonas.id)).await;
    badges(&mut hers, json!([["mira", ["owner"]], ["anna", null], ["jonas", null]])).await;
}

#[tokio::test]
async fn visitors_without_a_name_are_counted_for_all_who_are_there() {
    let app = TestApp::open().await;
    let (mira, channel) = app.creator("mira").await;
    let mut hers = mira.in_room(&channel.slug).await;
    let counts = async |socket: &mut Socket, people: usize| {
        let is_it = |event: &Value| (event["type"] == "chat:users" && event["total"] == people).then_some(());
        socket.find(&format!("{people} people"), is_it).await;
    };
    let mut first = in_room(&app.server.client(), &channel.slug).await;
    counts(&mut hers, 2).await;
    let second = in_room(&app.server.client(), &channel.slug).await;
    for socket in [&mut hers, &mut first] {
        counts(socket, 3).await;
    }
    drop(second);
    for socket in [&mut hers, &mut first] {
        counts(socket, 2).await;
    }
}

#[tokio::test]
async fn signing_out_closes_the_sockets_of_that_device_only() {
    let app = TestApp::open().await;
    let (mira, channel) = app.creator("mira").await;
    let elsewhere = app.server.client();
    let login = json!({ "email": "mira@example.org", "password": crate::test_app::PASSWORD });
    assert_eq!(elsewhere.post("/api/auth/login", login).await.status, 200);
    let (mut in_a_room, mut in_none) = (mira.in_room(&channel.slug).await, mira.socket().await);
    let mut other = in_room(&elsewhere, &channel.slug).await;
    assert_eq!(mira.post("/api/auth/logout", json!({})).await.status, 204);
    assert_eq!((in_a_room.closed().await, in_none.closed().await), (Some(1008), Some(1008)));
    other.send(json!({ "type": "chat:send", "content": "still here", "nonce": "n1" })).await;
    assert_eq!(other.event("chat:ack").await["nonce"], "n1");
}

#[tokio::test]
async fn frames_that_are_too_large_or_no_text_end_the_socket() {
    let app = TestApp::open().await;
    let browser = app.server.client();
    let mut socket = browser.socket().await;
    socket.send_text("x".repeat(9 * 1024)).await;
    let code = socket.closed().await;
    assert!(matches!(code, None | Some(1009)), "{code:?}");
    let mut socket = browser.socket().await;
    socket.send_binary(vec![0; 16]).await;
    assert_eq!(socket.closed().await, Some(1003));
}

/// The code of a close frame says what was wrong (RFC 6455, section 7.4.1).
#[tokio::test]
async fn frames_that_are_none_end_the_socket_with_the_reason() {
    let app = TestApp::open().await;
    let masked = |first: u8, payload: &[u8]| {
        [&[first, 0x80 | u8::try_from(payload.len()).unwrap(), 0, 0, 0, 0], payload].concat()
    };
    for (frame, code) in [
        (masked(0x81, b"\xff\xfe"), 1007),
        (masked(0xc1, b"{}"), 1002),
        (masked(0x83, b"{}"), 1002),
        (masked(0x80, b"{}"), 1002),
        (vec![0x81, 2, b'{', b'}'], 1002),
    ] {
        let mut stream = TcpStream::connect(app.server.http()).await.unwrap();
        let request = "GET /ws HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\n\
                       sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        stream.write_all(request.as_bytes()).await.unwrap();
        stream.write_all(&frame).await.unwrap();
        let mut answer = Vec::new();
        // Unread bytes may reset the connection after the answer.
        let _ = timeout(PATIENCE, stream.read_to_end(&mut answer)).await.expect("the socket stays open");
        let close = [0x03, u8::try_from(code - 768).unwrap()];
        let begin = answer.iter().rposition(|byte| *byte == 0x88).map(|at| at + 2);
        let told = begin.and_then(|at| answer.get(at..at + 2));
        assert_eq!(told, Some(&close[..]), "{frame:02x?}: {}", String::from_utf8_lossy(&answer));
    }
}

#[tokio::test]
async fn a_reader_that_stalls_is_cut_and_the_others_go_on() {
    // Enough to fill the kernel's buffers of one reader, from several writers because each is rate limited.
    const WRITERS: usize = 10;
    const EACH: usize = 250;
    let app = TestApp::open().await;
    let ((mira, channel), sleeper) = (app.creator("mira").await, app.person("sleeper").await);
    let mut asleep = sleeper.in_room(&channel.slug).await;
    let mut awake = app.server.client().socket().await;
    let mut record = join(&mut awake, &channel.slug).await;
    let mut writers = JoinSet::new();
    for writer in 0..WRITERS {
        let mut socket = mira.in_room(&channel.slug).await;
        writers.spawn(async move {
            let mut own = Record::default();
            for number in 0..EACH {
                let nonce = format!("{writer}-{number}");
                socket.send(json!({ "type": "chat:send", "content": "\u{1f600}".repeat(500), "nonce": nonce })).await;
                // A writer that reads too seldom would be cut itself on a slow machine.
                if number % 5 == 4 {
                    let enough = |event: &Value| {
                        own.note(event);
                        (own.acked.len() > number).then_some(())
                    };
                    socket.find("every acknowledgement", enough).await;
                }
            }
            own
        });
    }
    let mut is_cut = false;
    let all_and_cut = |event: &Value| {
        is_cut |= event["type"] == "chat:user-left" && event["userId"] == sleeper.id.to_string();
        record.note(event);
        (is_cut && record.seen.len() >= WRITERS * EACH).then_some(())
    };
    awake.find("every message, and the end of the reader that sleeps", all_and_cut).await;

    // It receives what was on its way, then the end; after a reconnect it catches up with the room.
    let mut late = Record::default();
    let code = asleep.rest(|event| late.note(event)).await;
    assert!(matches!(code, None | Some(1013)), "{code:?}");
    assert!(late.last() < record.last(), "nothing was missed: this reader was not slow enough to prove anything");
    let mut back = sleeper.socket().await;
    back.send(json!({ "type": "chat:join", "channel": channel.slug })).await;
    assert_eq!(back.event("chat:joined").await["seq"], record.last());
    let mut records = vec![record, late];
    records.extend(writers.join_all().await);
    history::check(&records, &app.database.messages().await);
}
