//! PostgreSQL stops, or hangs, for seconds while a stream is watched and people write. [`crate::restart`] has the case where it only drops
//! its connections.

use crate::database::Database;
use crate::postgres::Postgres;
use crate::test_app::{TestApp, assert_problem, join, until};
use crate::vods::on_air;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use testkit::server::Folder;
use testkit::{Client, Record, Socket, history};
use uuid::Uuid;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Outage {
    /// It is shut down: connections are closed, and new ones refused.
    Stop,
    /// Its processes stand still: nothing is closed, and nothing answers.
    Freeze,
}

impl Outage {
    async fn begin(self, postgres: &mut Postgres) {
        match self {
            Self::Stop => postgres.stop().await,
            Self::Freeze => postgres.signal("-STOP"),
        }
    }

    async fn end(self, postgres: &mut Postgres) {
        match self {
            Self::Stop => postgres.start_again().await,
            Self::Freeze => postgres.signal("-CONT"),
        }
    }
}

/// A member who writes numbered messages.
struct Writer {
    socket: Socket,
    record: Record,
    /// Nonces of the messages without an acknowledgement.
    open: BTreeSet<String>,
    sent: usize,
}

impl Writer {
    fn new(socket: Socket) -> Self {
        Self { socket, record: Record::default(), open: BTreeSet::new(), sent: 0 }
    }

    async fn send(&mut self, nonce: &str) {
        self.socket.send(json!({ "type": "chat:send", "content": format!("this is {nonce}"), "nonce": nonce })).await;
    }

    async fn write(&mut self, messages: usize) {
        for _ in 0..messages {
            let nonce = format!("n{}", self.sent);
            self.sent += 1;
            self.open.insert(nonce.clone());
            self.send(&nonce).await;
        }
    }

    /// Reads until each message was acknowledged or refused; returns how many are refused.
    async fn answers(&mut self) -> usize {
        let Self { socket, record, open, .. } = self;
        let is_answered = |open: &BTreeSet<String>, record: &Record| {
            open.iter().all(|nonce| record.refused.contains_key(nonce)).then_some(())
        };
        if is_answered(open, record).is_none() {
            let read = |event: &Value| {
                record.note(event);
                if event["type"] == "chat:ack" {
                    open.remove(event["nonce"].as_str().unwrap());
                }
                if event["type"] == "error" {
                    assert_eq!(event["code"], "unavailable", "{event}");
                    assert!(event["retryAfterMs"].as_u64().is_some_and(|wait| wait > 0), "{event}");
                }
                is_answered(open, record)
            };
            socket.find("an answer to each message", read).await;
        }
        self.record.refused.len()
    }

    /// Sends what was not acknowledged again, as the page does.
    async fn write_again(&mut self) {
        self.record.refused.clear();
        for nonce in self.open.clone() {
            self.send(&nonce).await;
        }
    }
}

/// Number of the newest segment in a live playlist that can be read.
async fn newest(client: &Client, stream: Uuid) -> Option<u64> {
    let playlist = client.get(&format!("/hls/{stream}/source/index.m3u8")).await.text();
    let number = playlist.lines().filter_map(|line| line.strip_suffix(".m4s")?.parse::<u64>().ok()).max()?;
    let segment = client.get(&format!("/hls/{stream}/source/{number}.m4s")).await;
    (segment.status == 200).then_some(number)
}

async fn plays_on_for(client: &Client, stream: Uuid, segments: u64) {
    let first = until("a segment", async || newest(client, stream).await).await;
    let reached = async || newest(client, stream).await.filter(|newest| *newest >= first + segments);
    until("newer segments", reached).await;
}

async fn is_ridden_out(outage: Outage) {
    let mut postgres = Postgres::start().await;
    let app = TestApp::on(Database::alone(postgres.url()), Folder::new(), &[]).await;
    let ((mira, channel), jonas, viewer) = (app.creator("mira").await, app.person("jonas").await, app.server.client());
    let (stream, mut encoder) = on_air(&app, &channel).await;
    let frame = json!({ "type": "chat:join", "channel": channel.slug });
    let mut reader = viewer.socket().await;
    let mut seen = join(&mut reader, &channel.slug).await;
    let mut writer = Writer::new(jonas.socket().await);
    writer.socket.send(frame.clone()).await;
    writer.write(10).await;
    assert_eq!(writer.answers().await, 0);
    assert_eq!(viewer.get("/readyz").await.status, 200);

    // Some messages are on their way when it begins: each is stored or refused.
    writer.write(20).await;
    outage.begin(&mut postgres).await;
    if outage == Outage::Stop {
        let refused = writer.answers().await;
        writer.write(10).await;
        assert_eq!(writer.answers().await, refused + 10, "without a database no message is promised");
    } else {
        writer.write(10).await;
    }
    // An answer may be a second old.
    until("the server to say what is away", async || {
        let ready = viewer.get("/readyz").await;
        if ready.status == 503 && ready.json()["database"] == "away" { Ok(()) } else { Err(ready.text()) }
    })
    .await;
    assert_eq!(viewer.get("/healthz").await.status, 200, "the process itself is well");
    // The stream plays on, also for those who come now; what needs the database says that it is away.
    plays_on_for(&app.server.client(), stream, 2).await;
    assert_eq!(viewer.get(&format!("/hls/{stream}/master.m3u8")).await.status, 200);
    let mut late = app.server.client().socket().await;
    late.send(frame.clone()).await;
    assert_eq!(late.event("error").await["code"], "unavailable");
    assert_problem(&viewer.get(&format!("/api/streams/{stream}")).await, 503, "unavailable");
    let posted = mira.post(&format!("/api/streams/{stream}/messages"), json!({ "content": "by post" })).await;
    assert_problem(&posted, 503, "unavailable");
    // A page says so to people with a session as to everybody.
    for client in [&viewer, &mira] {
        let page = client.request("GET", "/").header("accept", "text/html").send().await;
        assert!(page.status == 503 && page.text().contains("<!DOCTYPE html>"), "{} {}", page.status, page.text());
    }
    assert!(encoder.running(), "{}", encoder.stderr());

    outage.end(&mut postgres).await;
    until("the server to be ready again", async || (viewer.get("/readyz").await.status == 200).then_some(())).await;
    writer.answers().await;
    until("each message to be stored", async || {
        writer.write_again().await;
        writer.answers().await;
        if writer.open.is_empty() { Ok(()) } else { Err(format!("not stored yet: {:?}", writer.open)) }
    })
    .await;
    writer.write(5).await;
    writer.answers().await;
    assert_eq!(writer.record.acked.len(), 45, "every message was stored in the end");
    // The same sockets go on, and the room has one order without gaps for all of them.
    let mut told: Vec<Value> = Vec::new();
    let read = |event: &Value| {
        seen.note(event);
        told.push(event.clone());
        (seen.last() >= 45).then_some(())
    };
    reader.find("the last message", read).await;
    if writer.record.last() < 45 {
        let read = |event: &Value| {
            writer.record.note(event);
            (writer.record.last() >= 45).then_some(())
        };
        writer.socket.find("the last message for its writer", read).await;
    }
    late.send(frame).await;
    assert_eq!(late.event("chat:joined").await["seq"], 45);
    let stored = app.database.messages().await;
    assert_eq!(stored.len(), 45);
    history::check(&[writer.record, seen], &stored);

    // The room heard of no interruption, because the encoder stayed connected.
    assert!(!told.iter().any(|event| event["type"] == "stream:status"), "{told:?}");
    plays_on_for(&viewer, stream, 1).await;
    let playlist = viewer.get(&format!("/hls/{stream}/source/index.m3u8")).await.text();
    assert!(!playlist.contains("#EXT-X-DISCONTINUITY\n"), "{playlist}");
    let now = viewer.get(&format!("/api/streams/{stream}")).await.json();
    assert_eq!((&now["status"], &now["reconnecting"]), (&json!("LIVE"), &json!(false)), "{now}");
    assert_eq!(app.database.count("select count(*) from stream").await, 1);
    assert!(encoder.running(), "{}", encoder.stderr());
}

#[tokio::test]
async fn a_database_that_is_stopped_for_seconds_costs_no_message_and_no_picture() {
    is_ridden_out(Outage::Stop).await;
}

#[tokio::test]
async fn a_database_that_hangs_for_seconds_costs_no_message_and_no_picture() {
    is_ridden_out(Outage::Freeze).await;
}
