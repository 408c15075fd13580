//! A room's batches: one transaction for many messages, and a message that is refused does not affect the others.

use crate::actors::{node, node_on};
use domain::channels::{NewChannel, Role};
use domain::{ChannelId, Code};
use services::access::{self, Member};
use services::accounts::{self, CurrentUser};
use services::chat::Posted;
use services::chat::frames::Frame;
use services::chat::outlet::Outlet;
use services::chat::{self, Joined};
use services::database::Database;
use services::{Result, Services, channels};
use sqlx::PgPool;
use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;
use testkit::{PATIENCE, until};
use tokio::sync::oneshot::Receiver;
use tokio::time::{Instant, timeout, timeout_at};

async fn person(svc: &Services, name: &str) -> CurrentUser {
    accounts::create_user(svc, &format!("{name}@example.org"), "seven unrelated words", (name, name)).await.unwrap();
    accounts::user_named(svc, name).await.unwrap().unwrap()
}

async fn room(svc: &Services, owner: &CurrentUser) -> ChannelId {
    let wanted = NewChannel { name: "Room".into(), slug: "room".into(), ..NewChannel::default() };
    channels::create_channel(svc, owner, wanted).await.unwrap().id
}

/// Joins a room as a visitor.
async fn enter(svc: &Services, channel: ChannelId) -> (Joined, Arc<Outlet>) {
    let outlet = Outlet::new(None);
    let joined = svc.rooms.join(channel, None, outlet.subscribe(HashSet::new())).await.unwrap();
    outlet.release();
    (joined, outlet)
}

/// Hands a message to its room, without waiting for the database.
async fn post(svc: &Services, channel: ChannelId, member: &Member, content: &str) -> Receiver<Result<Posted>> {
    let draft = chat::draft(svc, member, Role::Viewer, content, None, None).unwrap();
    svc.rooms.post(channel, draft).await.unwrap()
}

async fn answer(posted: Receiver<Result<Posted>>) -> std::result::Result<i64, Code> {
    let answer = timeout(PATIENCE, posted).await.unwrap().unwrap();
    answer.map(|posted| posted.stored().unwrap().seq).map_err(|error| error.into_problem().code)
}

/// What the next frames show, until `count` messages were among it.
async fn shown(outlet: &Outlet, count: usize) -> Vec<(i64, String)> {
    let mut shown = Vec::new();
    let deadline = Instant::now() + PATIENCE;
    while shown.len() < count {
        let due = timeout_at(deadline, outlet.next()).await;
        let due = due.unwrap_or_else(|_| panic!("waited {PATIENCE:?} for {count} messages; shown: {shown:?}"));
        let frames = due.unwrap().frames;
        let read = |frame: &Frame| serde_json::from_slice::<Vec<serde_json::Value>>(&frame.text()).unwrap();
        let events: Vec<serde_json::Value> = frames.iter().flat_map(read).collect();
        let messages = events.iter().filter(|event| event["type"] == "chat:message").map(|event| &event["message"]);
        shown.extend(messages.map(|m| (m["seq"].as_i64().unwrap(), m["content"].as_str().unwrap().to_owned())));
    }
    shown
}

/// Makes the room store `first` alone, slowly, so that what is posted meanwhile becomes one batch.
async fn in_one_batch(
    svc: &Services,
    channel: ChannelId,
    first: &Member,
    batch: &[(&Member, &str)],
) -> Vec<Receiver<Result<Posted>>> {
    let mut held = svc.db.begin().await.unwrap();
    sqlx::query("select from channel where id = $1 for update").bind(channel.0).execute(&mut held).await.unwrap();
    let mut posted = vec![post(svc, channel, first, "first").await];
    let blocked =
        "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
    let wait = async { while sqlx::query_scalar::<_, i64>(blocked).fetch_one(&svc.db).await.unwrap() == 0 {} };
    timeout(PATIENCE, wait)
        .await
        .unwrap_or_else(|_| panic!("waited {PATIENCE:?} for a batch that the database holds up"));
    for (member, content) in batch {
        posted.push(post(svc, channel, member, content).await);
    }
    // A room handles its commands in order: when this join is answered, all earlier commands have been handled.
    drop(enter(svc, channel).await);
    held.rollback().await.unwrap();
    posted
}

/// Place, text and transaction of each stored message.
async fn stored(db: &PgPool) -> Vec<(i64, String, String)> {
    sqlx::query_as("select seq, content, xmin::text from message order by seq").fetch_all(db).await.unwrap()
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_banned_writer_is_refused_and_the_rest_of_the_batch_is_stored_at_once(db: PgPool) {
    let svc = node(&db);
    let (mira, jonas, troll) = (person(&svc, "mira").await, person(&svc, "jonas").await, person(&svc, "troll").await);
    let channel = room(&svc, &mira).await;
    let ban = "insert into ban (channel_id, account_id) values ($1, $2)";
    // A ban of the owner, from before they owned the channel, must not silence them.
    for banned in [&troll, &mira] {
        sqlx::query(ban).bind(channel.0).bind(banned.id().unwrap().0).execute(&db).await.unwrap();
    }
    let [mira, jonas, troll] = [&mira, &jonas, &troll].map(|viewer| access::member(viewer).unwrap());
    let (_member, viewer) = enter(&svc, channel).await;
    let batch = [(&jonas, "one"), (&troll, "no"), (&mira, "two"), (&troll, "no"), (&jonas, "three")];
    let mut answers = Vec::new();
    for posted in in_one_batch(&svc, channel, &jonas, &batch).await {
        answers.push(answer(posted).await);
    }
    assert_eq!(answers, [Ok(1), Ok(2), Err(Code::Banned), Ok(3), Err(Code::Banned), Ok(4)]);
    let stored = stored(&db).await;
    let told: Vec<(i64, String)> = stored.iter().map(|(seq, content, _)| (*seq, content.clone())).collect();
    assert_eq!(shown(&viewer, 4).await, told);
    let transactions: Vec<&String> = stored.iter().map(|(_, _, transaction)| transaction).collect();
    assert_ne!(transactions[0], transactions[1]);
    assert!(
        transactions[1..].iter().all(|transaction| *transaction == transactions[1]),
        "one transaction for the batch: {stored:?}"
    );
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_message_that_cannot_be_stored_does_not_spoil_its_batch(db: PgPool) {
    let svc = node(&db);
    let (mira, ghost) = (person(&svc, "mira").await, person(&svc, "ghost").await);
    let channel = room(&svc, &mira).await;
    let [mira, ghost] = [&mira, &ghost].map(|viewer| access::member(viewer).unwrap());
    // A user who deletes their account may still have a socket open.
    sqlx::query("delete from account where id = $1").bind(ghost.id.0).execute(&db).await.unwrap();
    let (_member, viewer) = enter(&svc, channel).await;
    let batch = [(&mira, "one"), (&ghost, "boo"), (&mira, "two")];
    let mut answers = Vec::new();
    for posted in in_one_batch(&svc, channel, &mira, &batch).await {
        answers.push(answer(posted).await);
    }
    assert_eq!(answers, [Ok(1), Ok(2), Err(Code::SigninRequired), Ok(3)]);
    let after = answer(post(&svc, channel, &mira, "after").await).await;
    assert_eq!(after, Ok(4), "the numbering has no hole");
    let told: Vec<(i64, String)> = stored(&db).await.into_iter().map(|(seq, content, _)| (seq, content)).collect();
    assert_eq!(shown(&viewer, 4).await, told);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_batch_does_not_wait_message_by_message_for_a_database_that_is_away(db: PgPool) {
    let deadline = Duration::from_millis(500);
    let svc = node_on(Database::new(db.clone(), deadline));
    let mira = person(&svc, "mira").await;
    let channel = room(&svc, &mira).await;
    let mira = access::member(&mira).unwrap();
    drop(enter(&svc, channel).await);
    let mut held = db.begin().await.unwrap();
    sqlx::query("select from channel where id = $1 for update").bind(channel.0).execute(&mut *held).await.unwrap();
    // One after the other they would take more than the test's patience.
    let count = PATIENCE.as_millis() * 2 / deadline.as_millis();
    let mut posted = Vec::new();
    for number in 0..count {
        posted.push(post(&svc, channel, &mira, &format!("message {number}")).await);
    }
    let answers = timeout(PATIENCE, async {
        let mut answers = Vec::new();
        for posted in posted {
            answers.push(answer(posted).await);
        }
        answers
    });
    let answers = answers.await.unwrap_or_else(|_| panic!("waited {PATIENCE:?} for {count} answers"));
    assert!(answers.iter().all(|answer| *answer == Err(Code::Unavailable)), "{answers:?}");
    held.rollback().await.unwrap();
    let stored = until("a message to be stored", async || answer(post(&svc, channel, &mira, "after").await).await.ok());
    assert_eq!(stored.await, 1, "the refused ones took no place");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn messages_of_another_node_are_told_in_order_and_once(db: PgPool) {
    let (here, there) = (node(&db), node(&db));
    let mira = person(&here, "mira").await;
    let channel = room(&here, &mira).await;
    let member = access::member(&mira).unwrap();
    let (_member, viewer) = enter(&here, channel).await;
    for (index, node) in [&here, &there, &there, &here, &there, &here].into_iter().enumerate() {
        let place = answer(post(node, channel, &member, &format!("message {}", index + 1)).await).await;
        assert_eq!(place, Ok(index as i64 + 1), "one numbering over both");
    }
    let told = shown(&viewer, 6).await;
    assert_eq!(told, (1..=6).map(|n| (n, format!("message {n}"))).collect::<Vec<_>>());
}
