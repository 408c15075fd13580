//! The server is killed, stopped, or loses its database: acknowledged messages stay, and all clients reconnect.

use crate::test_app::{Channel, Person, TestApp, in_room, join, status, until};
use crate::vods::{held_playlist, on_air};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use testkit::client::exchange;
use testkit::server::Folder;
use testkit::{PATIENCE, Record, Socket, history};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;
use tokio::time::{Instant, timeout};

const SENDERS: [&str; 6] = ["anna", "ben", "cleo", "dora", "emil", "fritz"];
const EACH: usize = 120;

/// A member who sends many messages at once.
struct Sender {
    person: Person,
    record: Record,
    unanswered: BTreeSet<String>,
}

impl Sender {
    async fn new(app: &TestApp, name: &str) -> Self {
        let unanswered = (0..EACH).map(|number| format!("{name}-{number}")).collect();
        Self { person: app.person(name).await, record: Record::default(), unanswered }
    }

    /// Sends everything that has no answer yet and reads until all is acknowledged, or until the connection ends: then returns its
    /// close code. Refused messages stay to be sent.
    async fn write(mut self, mut socket: Socket, slug: String) -> (Self, Option<Option<u16>>) {
        let join = json!({ "type": "chat:join", "channel": slug });
        socket.send(if self.record.epoch.is_some() { self.record.resume(&slug) } else { join }).await;
        for nonce in &self.unanswered {
            socket.send(json!({ "type": "chat:send", "content": format!("this is {nonce}"), "nonce": nonce })).await;
        }
        let (mut answers, deadline) = (self.unanswered.len(), Instant::now() + PATIENCE);
        while answers > 0 {
            let event = match socket.next().await {
                Ok(event) => event,
                Err(code) => return (self, Some(code)),
            };
            assert!(
                Instant::now() < deadline,
                "waited {PATIENCE:?} for {answers} more answers; the last event: {event}"
            );
            self.record.note(&event);
            if event["type"] == "chat:ack" {
                self.unanswered.remove(event["nonce"].as_str().unwrap());
            }
            answers -=
                usize::from(event["type"] == "chat:ack" || (event["type"] == "error" && event["nonce"].is_string()));
        }
        (self, None)
    }
}

async fn senders(app: &TestApp) -> Vec<Sender> {
    let mut senders = Vec::new();
    for name in SENDERS {
        senders.push(Sender::new(app, name).await);
    }
    senders
}

/// Starts all senders once every socket is open, so that all of them are connected when the next step happens.
async fn start_writing(senders: Vec<Sender>, channel: &Channel) -> Vec<JoinHandle<(Sender, Option<Option<u16>>)>> {
    let mut open = Vec::new();
    for sender in senders {
        open.push((sender.person.socket().await, sender));
    }
    open.into_iter().map(|(socket, sender)| tokio::spawn(sender.write(socket, channel.slug.clone()))).collect()
}

/// Reads until this many messages were shown.
async fn read_until(socket: &mut Socket, record: &mut Record, shown: usize) {
    if record.seen.len() < shown {
        let what = format!("{shown} messages");
        let enough = |event: &Value| {
            record.note(event);
            (record.seen.len() >= shown).then_some(())
        };
        socket.find(&what, enough).await;
    }
}

/// Reads what is still on its way to a socket that has ended.
async fn read_to_the_end(socket: &mut Socket, record: &mut Record) -> Option<u16> {
    socket.rest(|event| record.note(event)).await
}

/// A request with an unfinished body, which keeps a stopping server draining until it is answered.
struct SlowRequest(TcpStream);

impl SlowRequest {
    const BODY: &[u8] = br#"{"email":"nobody@example.org","password":"wrong password"}"#;

    async fn begin(app: &TestApp) -> Self {
        let mut stream = TcpStream::connect(app.server.http()).await.unwrap();
        let head = format!(
            "POST /api/auth/login HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nexpect: 100-continue\r\ncontent-length: {}\r\n\r\n",
            Self::BODY.len()
        );
        stream.write_all(head.as_bytes()).await.unwrap();
        // The server asks for the body once the request has reached its handler.
        let mut go_on = [0; 25];
        timeout(PATIENCE, stream.read_exact(&mut go_on)).await.unwrap().unwrap();
        assert_eq!(&go_on, b"HTTP/1.1 100 Continue\r\n\r\n");
        Self(stream)
    }

    /// Sends the body; the answer is the usual one.
    async fn finish(mut self) {
        self.0.write_all(Self::BODY).await.unwrap();
        let mut answer = String::new();
        timeout(PATIENCE, self.0.read_to_string(&mut answer)).await.unwrap().unwrap();
        assert!(answer.starts_with("HTTP/1.1 401 "), "the request under way was answered: {answer}");
    }
}

/// All senders repeat the messages without an answer; each is stored once, and shown to all in one order.
async fn finish(app: &TestApp, channel: &Channel, mut senders: Vec<Sender>, mut viewer: Record) {
    let mut socket = app.server.client().socket().await;
    socket.send(viewer.resume(&channel.slug)).await;
    let deadline = Instant::now() + PATIENCE;
    while let Some(sender) = senders.iter().find(|sender| !sender.unanswered.is_empty()) {
        let Sender { unanswered, record, .. } = sender;
        assert!(
            Instant::now() < deadline,
            "waited {PATIENCE:?} for {unanswered:?} to be acknowledged; refused: {:?}",
            record.refused
        );
        let mut back = Vec::new();
        for sender in start_writing(senders, channel).await {
            back.push(sender.await.unwrap().0);
        }
        senders = back;
    }
    read_until(&mut socket, &mut viewer, SENDERS.len() * EACH).await;
    assert!(viewer.recovered > 0, "the gap was closed by resuming");
    let stored = app.database.messages().await;
    assert_eq!(stored.len(), SENDERS.len() * EACH);
    let records: Vec<Record> = senders.into_iter().map(|sender| sender.record).chain([viewer]).collect();
    history::check(&records, &stored);
}

#[tokio::test]
async fn a_kill_loses_no_acknowledged_message_and_no_stream() {
    let mut app = TestApp::open().await;
    let (_, channel) = app.creator("mira").await;
    let senders = senders(&app).await;
    let mut socket = in_room(&app.server.client(), &channel.slug).await;
    let mut encoder = app.encoder(&channel);
    let live = status(&mut socket, "LIVE", false).await;
    let mut viewer = join(&mut socket, &channel.slug).await;
    let writing = start_writing(senders, &channel).await;
    read_until(&mut socket, &mut viewer, 150).await;
    app.server.kill().await;

    read_to_the_end(&mut socket, &mut viewer).await;
    encoder.exit(PATIENCE).await;
    let mut senders = Vec::new();
    for sender in writing {
        let (sender, closed) = sender.await.unwrap();
        assert!(closed.is_some(), "the kill came too late to prove anything");
        senders.push(sender);
    }
    app.server.start_again(&[]).await;
    let browser = app.server.client();
    let stream = browser.get(&format!("/api/streams/{}", live["streamId"].as_str().unwrap())).await.json();
    assert_eq!((&stream["status"], &stream["reconnecting"]), (&json!("LIVE"), &json!(true)), "{stream}");
    let mut room = in_room(&browser, &channel.slug).await;
    let mut encoder = app.encoder(&channel);
    let back = status(&mut room, "LIVE", false).await;
    assert_eq!(
        (&back["streamId"], &back["startedAt"]),
        (&live["streamId"], &live["startedAt"]),
        "the same session goes on"
    );
    finish(&app, &channel, senders, viewer).await;

    // And if the encoder does not come back, nothing stays LIVE.
    app.server.kill().await;
    encoder.exit(PATIENCE).await;
    app.server.start_again(&[("AETHEX_RECONNECT_GRACE", "1s")]).await;
    let mut room = in_room(&app.server.client(), &channel.slug).await;
    assert_eq!(status(&mut room, "ARCHIVED", false).await["streamId"], live["streamId"]);
    assert_eq!(app.database.count("select count(*) from stream where status <> 'ARCHIVED'").await, 0);
}

#[tokio::test]
async fn a_stop_drains_tells_everybody_and_loses_nothing() {
    let mut app = TestApp::open().await;
    let (_, channel) = app.creator("mira").await;
    let senders = senders(&app).await;
    let (mut socket, mut unjoined) =
        (in_room(&app.server.client(), &channel.slug).await, app.server.client().socket().await);
    let mut viewer = join(&mut socket, &channel.slug).await;
    let writing = start_writing(senders, &channel).await;
    read_until(&mut socket, &mut viewer, 150).await;
    let slow = SlowRequest::begin(&app).await;
    app.server.terminate().await;

    assert_eq!(read_to_the_end(&mut socket, &mut viewer).await, Some(1012));
    assert_eq!(unjoined.closed().await, Some(1012));
    let mut senders = Vec::new();
    for sender in writing {
        let (sender, closed) = sender.await.unwrap();
        assert_eq!(closed, Some(Some(1012)));
        senders.push(sender);
    }
    let ready = exchange(app.server.http(), b"GET /readyz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await;
    assert_eq!((ready.status, &ready.json()["stopping"]), (503, &json!(true)), "while the rest is drained");
    slow.finish().await;
    assert_eq!(app.server.exit(PATIENCE).await.code(), Some(0));

    app.server.start_again(&[]).await;
    finish(&app, &channel, senders, viewer).await;
}

/// Players wait for the next segment, which does not come from a server that stops.
#[tokio::test]
async fn what_players_wait_for_holds_up_no_stop() {
    let mut app = TestApp::open().await;
    let (_, channel) = app.creator("mira").await;
    let (stream, _encoder) = on_air(&app, &channel).await;
    let player = app.server.client();
    let held = held_playlist(&player, stream).await;
    let waiting = tokio::spawn(async move { player.get(&held).await });
    // When these requests are answered, the server has the held one, too.
    for _ in 0..3 {
        app.server.client().get("/healthz").await;
    }
    app.server.terminate().await;
    let answer = waiting.await.unwrap();
    assert_eq!((answer.status, answer.header("retry-after")), (503, Some("2")), "{}", answer.text());
    assert_eq!(app.server.exit(PATIENCE).await.code(), Some(0));
}

/// More clients than may connect at once, one after the other: each gets an answer that says that the server stops.
#[tokio::test]
async fn a_server_that_stops_says_so_to_everybody_who_asks() {
    let mut app = TestApp::open().await;
    let slow = SlowRequest::begin(&app).await;
    app.server.terminate().await;
    let ask = async |path: &str| {
        let request = format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
        exchange(app.server.http(), request.as_bytes()).await
    };
    until("the server to stop", async || (ask("/readyz").await.status == 503).then_some(())).await;
    for _ in 0..110 {
        assert_eq!(ask("/healthz").await.status, 200);
    }
    assert_eq!(ask("/readyz").await.status, 503);
    slow.finish().await;
    assert_eq!(app.server.exit(PATIENCE).await.code(), Some(0));
}

/// What a restart of PostgreSQL does to its clients.
#[tokio::test]
async fn a_database_that_drops_its_connections_costs_no_message() {
    let app = TestApp::open().await;
    let (_, channel) = app.creator("mira").await;
    let senders = senders(&app).await;
    let mut socket = app.server.client().socket().await;
    let mut viewer = join(&mut socket, &channel.slug).await;
    let writing = start_writing(senders, &channel).await;
    let mut cuts = 0;
    for round in 1..=3 {
        read_until(&mut socket, &mut viewer, 120 * round).await;
        let cut = "select count(pg_terminate_backend(pid)) from pg_stat_activity
                   where datname = current_database() and application_name = 'aethex server'";
        cuts += app.database.count(cut).await;
    }
    assert!(cuts > 0, "no connection was cut: this proves nothing");
    let mut back = Vec::new();
    for sender in writing {
        let (sender, closed) = sender.await.unwrap();
        assert_eq!(closed, None, "sockets stay open");
        let honest = sender.record.refused.values().all(|code| code == "unavailable");
        assert!(honest, "{:?}", sender.record.refused);
        let answered = sender.record.acked.len() + sender.unanswered.len();
        assert_eq!(answered, EACH, "every message was promised or refused");
        back.push(sender);
    }
    let ready: Value = app.server.client().get("/readyz").await.json();
    assert_eq!(ready["ready"], true, "{ready}");
    drop(socket);
    finish(&app, &channel, back, viewer).await;
}

#[tokio::test]
async fn a_start_clears_away_what_a_killed_ladder_left() {
    let temporary = Folder::new();
    let settings = [("TMPDIR", temporary.path().to_str().unwrap()), ("AETHEX_TRANSCODE", "96p")];
    let mut app = TestApp::with(&settings).await;
    let ((_, channel), viewer) = (app.creator("mira").await, app.server.client());
    let (stream, _encoder) = on_air(&app, &channel).await;
    let rung = format!("/hls/{stream}/96p/index.m3u8");
    let folders = || std::fs::read_dir(temporary.path()).unwrap().count();
    until("a ladder", async || {
        viewer.get(&rung).await;
        (folders() > 0).then_some(())
    })
    .await;
    app.server.kill().await;
    assert_eq!(folders(), 1, "nothing is left to be cleared away: this proves nothing");
    app.server.start_again(&[]).await;
    until("an empty folder", async || (folders() == 0).then_some(())).await;
}
