//! Rooms at their limits: wide gaps, more than a hundred people, and one nonce from several senders.

use crate::test_app::{Person, TestApp, in_room};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};
use testkit::{Record, Socket, history};
use uuid::Uuid;

/// The widest gap that a resume closes, the messages that a socket gets otherwise, and the people a list names.
const RESUME: i64 = 500;
const HISTORY: i64 = 50;
const SMALL_ROOM: usize = 100;

fn say(content: &str, nonce: &str) -> Value {
    json!({ "type": "chat:send", "content": content, "nonce": nonce })
}

/// Writes messages over several sockets at once, because each may send no more than fifty frames a second.
async fn write(app: &TestApp, writer: &Person, slug: &str, messages: i64) {
    let mut sockets = Vec::new();
    for _ in 0..8 {
        sockets.push((writer.in_room(slug).await, 0));
    }
    let before = app.database.count("select count(*) from message").await;
    for number in 0..messages {
        let (socket, sent) = &mut sockets[usize::try_from(number % 8).unwrap()];
        socket.send(say("missed", &format!("{}", before + number))).await;
        *sent += 1;
    }
    for (socket, sent) in &mut sockets {
        for _ in 0..*sent {
            socket.event("chat:ack").await;
        }
    }
    assert_eq!(app.database.count("select count(*) from message").await, before + messages);
}

/// Reads up to the acknowledgement of this message.
async fn acknowledged(socket: &mut Socket, nonce: &str) {
    let is_it = |event: &Value| (event["type"] == "chat:ack" && event["nonce"] == nonce).then_some(());
    socket.find(&format!("an acknowledgement of {nonce}"), is_it).await;
}

/// Joins after this message; whether the gap was closed, and what came as history.
async fn resume(socket: &mut Socket, slug: &str, epoch: &Value, since: i64) -> (bool, Record) {
    socket.send(json!({ "type": "chat:join", "channel": slug, "epoch": epoch, "since": since })).await;
    let mut record = Record::default();
    let joined = socket.event("chat:joined").await;
    record.note(&joined);
    record.note(&socket.event("chat:history").await);
    assert_eq!(record.last(), joined["seq"].as_i64().unwrap(), "the history reaches up to where the socket joined");
    (joined["recovered"] == true, record)
}

#[tokio::test]
async fn a_gap_of_five_hundred_is_closed_and_a_wider_one_is_admitted() {
    let app = TestApp::open().await;
    let ((mira, channel), viewer) = (app.creator("mira").await, app.server.client());
    let mut socket = viewer.socket().await;
    socket.send(json!({ "type": "chat:join", "channel": channel.slug })).await;
    let epoch = socket.event("chat:joined").await["epoch"].clone();
    drop(socket);
    write(&app, &mira, &channel.slug, RESUME + 1).await;
    let stored = app.database.messages().await;

    let mut socket = viewer.socket().await;
    let (recovered, record) = resume(&mut socket, &channel.slug, &epoch, 1).await;
    assert!(recovered && record.seen.len() as i64 == RESUME && record.seen[0].0 == 2, "exactly as many as fit");
    history::check(&[record], &stored);
    // One more is too much: the client is told, so that it drops what it showed, and gets the newest messages only.
    let (recovered, mut record) = resume(&mut socket, &channel.slug, &epoch, 0).await;
    assert!(!recovered && record.seen.len() as i64 == HISTORY && record.seen[0].0 == RESUME + 2 - HISTORY);
    history::check(&[record.clone()], &stored);

    // From there the socket goes on without a gap, and the next interruption is closed again.
    let mut writer = mira.in_room(&channel.slug).await;
    writer.send(say("live", "live")).await;
    record.note(&socket.event("chat:message").await);
    drop(socket);
    writer.send(say("missed once more", "more")).await;
    acknowledged(&mut writer, "more").await;
    let mut socket = viewer.socket().await;
    let (recovered, rest) = resume(&mut socket, &channel.slug, &epoch, record.last()).await;
    assert!(recovered && rest.seen.len() == 1);
    record.seen.extend(rest.seen);
    history::check(&[record], &app.database.messages().await);
}

/// Reads digests up to the one that counts this many people; fails if a join or leave is told one by one meanwhile.
async fn digest(socket: &mut Socket, total: usize) -> Value {
    let is_it = |event: &Value| {
        let is_single = ["chat:user-joined", "chat:user-left", "chat:typing"].iter().any(|kind| event["type"] == *kind);
        assert!(!is_single, "{event} before the digest of {total} people");
        (event["type"] == "chat:users" && event["total"] == total).then(|| event.clone())
    };
    socket.find(&format!("a digest of {total} people"), is_it).await
}

fn names(users: &Value) -> BTreeSet<String> {
    users["users"].as_array().unwrap().iter().map(|user| user["username"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_room_of_more_than_a_hundred_people_is_told_in_digests() {
    let app = TestApp::open().await;
    let (mira, channel) = app.creator("mira").await;
    let slug = &channel.slug;
    let mut people = Vec::new();
    for number in 0..SMALL_ROOM + 2 {
        people.push((format!("p{number:03}"), app.person(&format!("p{number:03}")).await));
    }
    let mut observer = mira.in_room(slug).await;
    let mut sockets = Vec::new();
    // Up to a hundred people, mira among them, each is told.
    for (name, person) in &people[..SMALL_ROOM - 1] {
        sockets.push(person.in_room(slug).await);
        let is_it = |event: &Value| {
            let username = (event["type"] == "chat:user-joined").then(|| &event["user"]["username"])?;
            let is_theirs = username == name.as_str();
            assert!(is_theirs || username == "mira", "told twice, or in another order: {event}");
            is_theirs.then_some(())
        };
        observer.find(&format!("{name} to join"), is_it).await;
    }
    sockets[0].send(json!({ "type": "chat:typing" })).await;
    assert_eq!(observer.event("chat:typing").await["users"], json!(["P000"]));
    sockets[0].send(say("sent", "n1")).await;
    assert_eq!(observer.event("chat:typing").await["users"], json!([]));

    // From then on there are digests: the first hundred names, and how many people there are.
    for (_, person) in &people[SMALL_ROOM - 1..] {
        sockets.push(person.in_room(slug).await);
    }
    let told = digest(&mut observer, SMALL_ROOM + 3).await;
    let mut all: BTreeSet<String> = people.iter().map(|(name, _)| name.clone()).collect();
    all.insert("mira".into());
    assert_eq!(names(&told), all.iter().take(SMALL_ROOM).cloned().collect());
    let mut late = app.server.client().socket().await;
    late.send(json!({ "type": "chat:join", "channel": slug })).await;
    let greeting = late.event("chat:users").await;
    assert_eq!(
        (names(&greeting).len(), &greeting["total"]),
        (SMALL_ROOM, &json!(SMALL_ROOM + 4)),
        "visitors count, too"
    );
    // Typing is silent: the digest of the next leave comes without any.
    sockets[0].send(json!({ "type": "chat:typing" })).await;
    sockets[0].send(say("to be sure that the frame before was read", "n2")).await;
    acknowledged(&mut sockets[0], "n2").await;
    drop(late);
    digest(&mut observer, SMALL_ROOM + 3).await;

    // While the room is large, the server does not tell its members who leaves. When it has become small, a last digest removes those names
    // from the members' lists.
    let ids: BTreeMap<String, String> =
        people.iter().map(|(name, person)| (name.clone(), person.id.to_string())).collect();
    let mut present = all;
    for (name, _) in &people[..10] {
        sockets.remove(0);
        present.remove(name);
    }
    let mut listed = names(&told);
    let lists_the_present = |event: &Value| {
        match event["type"].as_str().unwrap() {
            "chat:users" => listed = names(event),
            "chat:user-joined" => drop(listed.insert(event["user"]["username"].as_str().unwrap().to_owned())),
            "chat:user-left" => {
                let left = event["userId"].as_str().unwrap();
                listed.retain(|name| ids.get(name).is_none_or(|id| id != left));
            }
            _ => {}
        }
        (listed == present).then_some(())
    };
    observer.find("a list of those who are present", lists_the_present).await;
}

#[tokio::test]
async fn a_nonce_belongs_to_its_sender() {
    let app = TestApp::open().await;
    let ((mira, channel), jonas) = (app.creator("mira").await, app.person("jonas").await);
    let mut reader = in_room(&app.server.client(), &channel.slug).await;
    // Two people with the same nonces, each over two sockets at the same time, as a page that reconnects while its old socket still hangs.
    let mut sockets = Vec::new();
    for person in [&mira, &mira, &jonas, &jonas] {
        sockets.push((person.id, person.in_room(&channel.slug).await));
    }
    for number in 0..20 {
        for (sender, socket) in &mut sockets {
            socket.send(say(&format!("{sender} says {number}"), &format!("n{number}"))).await;
        }
    }
    // Both sockets of a sender are promised the same message, and the two senders different ones.
    let mut promised: Vec<(Uuid, Record)> = Vec::new();
    for (sender, socket) in &mut sockets {
        let mut record = Record::default();
        let read = |event: &Value| {
            record.note(event);
            (record.acked.len() == 20).then_some(())
        };
        socket.find("twenty acknowledgements", read).await;
        promised.push((*sender, record));
    }
    assert_eq!(promised[0].1.acked, promised[1].1.acked);
    assert_eq!(promised[2].1.acked, promised[3].1.acked);
    let places = |record: &Record| record.acked.values().map(|(seq, _)| *seq).collect::<BTreeSet<i64>>();
    assert!(places(&promised[0].1).is_disjoint(&places(&promised[2].1)));

    // Everybody sees each of them once, with the text and the name of its own sender.
    let mut shown = BTreeSet::new();
    for seq in 1..=40 {
        let message = reader.event("chat:message").await["message"].clone();
        assert_eq!(message["seq"], seq, "{message}");
        let (content, sender) = (message["content"].as_str().unwrap(), message["user"]["id"].as_str().unwrap());
        assert!(content.starts_with(sender), "{message}");
        shown.insert(content.to_owned());
    }
    assert_eq!(shown.len(), 40);
    assert_eq!(app.database.count("select count(*) from message").await, 40);
    let query = "select count(distinct account_id) from message group by nonce having count(*) <> 2 or count(distinct account_id) <> 2";
    let odd: Vec<i64> = sqlx::query_scalar(query).fetch_all(&app.database.pool).await.unwrap();
    assert_eq!(odd, Vec::<i64>::new(), "each nonce is stored once for each of both");
}

/// A join costs queries, and a resume the rows that it reads: a socket that repeats them is read more slowly. The bounds are lower ones, so
/// a busy machine does not matter.
#[tokio::test]
async fn a_socket_that_joins_again_and_again_is_slowed_down_by_what_it_costs() {
    let app = TestApp::open().await;
    let ((mira, channel), viewer) = (app.creator("mira").await, app.server.client());
    let slug = &channel.slug;
    let insert = "insert into message (id, channel_id, account_id, seq, content)
                  select gen_random_uuid(), id, owner_id, n, 'message ' || n from channel, generate_series(1, 500) n where id = $1";
    app.database.change_rows(500, insert, channel.id).await;
    app.database.change("update channel set last_message_seq = 500 where id = $1", channel.id).await;
    let mut socket = viewer.socket().await;
    socket.send(json!({ "type": "chat:join", "channel": slug })).await;
    let epoch = socket.event("chat:joined").await["epoch"].clone();
    let plain = json!({ "type": "chat:join", "channel": slug });
    let resuming = json!({ "type": "chat:join", "channel": slug, "epoch": epoch, "since": 0 });
    for (join, times, seconds) in [(plain, 45, 5), (resuming, 12, 8)] {
        let begin = Instant::now();
        for _ in 0..times {
            socket.send(join.clone()).await;
        }
        for _ in 0..times {
            socket.event("chat:joined").await;
        }
        let lasted = begin.elapsed();
        assert!(lasted > Duration::from_secs(seconds), "{times} times {join} within {lasted:?}");
    }
    // Who writes pays a frame for a message, as before.
    let mut writer = mira.in_room(slug).await;
    for number in 0..60 {
        writer.send(say("hello", &format!("n{number}"))).await;
    }
    for _ in 0..60 {
        writer.event("chat:ack").await;
    }
}
