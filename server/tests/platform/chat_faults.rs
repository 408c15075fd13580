//! People write and read while everything fails at once: the server is killed twenty times, PostgreSQL crashes, sockets are cut, and one
//! reader reads nothing until it is cut off. What was acknowledged is stored once, and each reader sees all of it in one order.

use crate::database::Database;
use crate::postgres::Postgres;
use crate::test_app::{Channel, TestApp, until};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::time::Duration;
use testkit::server::Folder;
use testkit::{PATIENCE, Record, Socket, history};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::{Instant, interval, sleep};

const KILLS: usize = 20;
/// In every fourth round PostgreSQL crashes instead of the server.
const CRASH: usize = 4;
const WRITERS: [&str; 4] = ["anna", "ben", "cleo", "dora"];
/// Messages of a writer that wait for their answer at once.
const WINDOW: usize = 8;
/// Acknowledgements between two faults.
const ROUND: usize = 40;
/// Messages after which a reader that cuts its own socket does so.
const CUT: usize = 97;
/// Between two tries to reach a server, and between two to write what was refused.
const AGAIN: Duration = Duration::from_millis(50);

/// What all of them share.
#[derive(Clone)]
struct RoomUnderTest {
    address: SocketAddr,
    slug: String,
    acknowledged: Arc<AtomicUsize>,
    /// Writers begin no new message.
    is_last: Arc<AtomicBool>,
    /// How many faults there were so far.
    faults: watch::Sender<usize>,
}

impl RoomUnderTest {
    /// A socket in the room that goes on where `record` ends.
    async fn enter(&self, cookie: Option<&str>, record: &Record) -> Socket {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Ok(mut socket) = Socket::try_open([127, 0, 0, 1].into(), self.address, cookie).await {
                let join = json!({ "type": "chat:join", "channel": self.slug });
                let resume = record.epoch.is_some() && record.last() > 0;
                socket.send(if resume { record.resume(&self.slug) } else { join }).await;
                return socket;
            }
            assert!(Instant::now() < deadline, "no socket within {PATIENCE:?}");
            sleep(AGAIN).await;
        }
    }
}

/// A person who goes on writing until it is the last round, and then until all is acknowledged.
struct Writer {
    room: RoomUnderTest,
    name: &'static str,
    cookie: String,
    record: Record,
    unanswered: BTreeSet<String>,
    begun: usize,
}

impl Writer {
    async fn write(mut self) -> Record {
        let deadline = Instant::now() + PATIENCE * 3;
        loop {
            let mut socket = self.room.enter(Some(&self.cookie), &self.record).await;
            for nonce in &self.unanswered {
                send(&mut socket, nonce).await;
            }
            let (mut refused, mut again) = (BTreeSet::new(), interval(AGAIN));
            let ended = loop {
                while self.unanswered.len() < WINDOW && !self.room.is_last.load(SeqCst) {
                    let nonce = format!("{}-{}", self.name, self.begun);
                    self.begun += 1;
                    send(&mut socket, &nonce).await;
                    self.unanswered.insert(nonce);
                }
                if self.unanswered.is_empty() {
                    return self.record;
                }
                assert!(Instant::now() < deadline, "{:?} is never acknowledged", self.unanswered);
                tokio::select! {
                    event = socket.next() => match event {
                        Ok(event) => self.note(&event, &mut refused),
                        Err(code) => break code,
                    },
                    _ = again.tick() => for nonce in std::mem::take(&mut refused) {
                        send(&mut socket, &nonce).await;
                    },
                }
            };
            assert!(ended.is_none_or(|code| [1001, 1012, 1013].contains(&code)), "closed with {ended:?}");
        }
    }

    fn note(&mut self, event: &Value, refused: &mut BTreeSet<String>) {
        self.record.note(event);
        let nonce = event["nonce"].as_str().unwrap_or_default();
        if event["type"] == "chat:ack" && self.unanswered.remove(nonce) {
            self.room.acknowledged.fetch_add(1, SeqCst);
        }
        if event["type"] == "error" {
            let code = event["code"].as_str().unwrap();
            assert!(["unavailable", "not_joined"].contains(&code), "{event}");
            refused.extend(self.unanswered.get(nonce).cloned());
        }
    }
}

async fn send(socket: &mut Socket, nonce: &str) {
    socket.send(json!({ "type": "chat:send", "content": format!("this is {nonce}"), "nonce": nonce })).await;
}

#[derive(Clone, Copy, PartialEq)]
enum Habit {
    Reads,
    /// Cuts its own socket now and then.
    Cuts,
    /// Reads nothing until something fails.
    Stalls,
}

/// Reads until it has seen this many messages, once that is known.
async fn read(room: RoomUnderTest, habit: Habit, mut goal: watch::Receiver<Option<i64>>) -> Record {
    let (mut record, mut faults) = (Record::default(), room.faults.subscribe());
    loop {
        let mut socket = room.enter(None, &record).await;
        if habit == Habit::Stalls && goal.borrow().is_none() {
            faults.mark_unchanged();
            tokio::select! {
                _ = faults.changed() => {}
                _ = goal.changed() => {}
            }
        }
        let mut seen = 0;
        loop {
            if goal.borrow().is_some_and(|goal| record.last() >= goal) {
                return record;
            }
            if habit == Habit::Cuts && seen > CUT {
                break;
            }
            tokio::select! {
                event = socket.next() => match event {
                    Ok(event) => {
                        let before = record.seen.len();
                        record.note(&event);
                        seen += record.seen.len() - before;
                    }
                    Err(_) => break,
                },
                _ = goal.changed() => {}
            }
        }
    }
}

/// A reader that is cut off goes on where it was; one that reads little is cut off less often.
fn assert_resumed(record: &Record, habit: Habit) {
    assert!(record.recovered > 0, "a reader never came back to where it had left");
    assert!(habit == Habit::Stalls || record.recovered >= KILLS / 2, "came back {} times only", record.recovered);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn twenty_kills_a_crashing_database_and_cut_sockets_lose_nothing() {
    let postgres = Postgres::durable().await;
    let mut app = TestApp::on(Database::alone(postgres.url()), Folder::new(), &[]).await;
    let (_, Channel { slug, .. }) = app.creator("mira").await;
    let room = RoomUnderTest {
        address: app.server.http(),
        slug,
        acknowledged: Arc::default(),
        is_last: Arc::default(),
        faults: watch::Sender::new(0),
    };
    let mut writers: Vec<JoinHandle<Record>> = Vec::new();
    for name in WRITERS {
        let cookie = app.person(name).await.cookie().unwrap();
        let (record, unanswered) = Default::default();
        let writer = Writer { room: room.clone(), name, cookie, record, unanswered, begun: 0 };
        writers.push(tokio::spawn(writer.write()));
    }
    let goal = watch::Sender::new(None);
    let habits = [Habit::Reads, Habit::Reads, Habit::Cuts, Habit::Stalls];
    let readers = habits.map(|habit| tokio::spawn(read(room.clone(), habit, goal.subscribe())));

    for fault in 1..=KILLS + KILLS / (CRASH - 1) {
        let enough = room.acknowledged.load(SeqCst) + ROUND;
        until("more acknowledgements", async || (room.acknowledged.load(SeqCst) >= enough).then_some(())).await;
        if fault.is_multiple_of(CRASH) {
            postgres.crash().await;
        } else {
            app.server.kill().await;
            app.server.start_again(&[]).await;
        }
        room.faults.send_replace(fault);
    }
    room.is_last.store(true, SeqCst);
    let mut records = Vec::new();
    for writer in writers {
        records.push(writer.await.unwrap());
    }
    let stored = app.database.messages().await;
    assert!(stored.len() >= ROUND * KILLS, "{} messages are too few to show anything", stored.len());
    goal.send_replace(stored.last().map(|message| message.seq));
    for (reader, habit) in readers.into_iter().zip(habits) {
        let record = reader.await.unwrap();
        assert_resumed(&record, habit);
        records.push(record);
    }
    history::check(&records, &stored);
}
