//! A database whose statements wait for locks that the test holds.

use crate::test_app::{PASSWORD, TestApp, assert_problem, until};
use serde_json::json;
use sqlx::AssertSqlSafe;
use tokio::task::JoinSet;

/// Connections to the database that visitors share.
const VISITORS_SHARE: i64 = 8;

/// How many statements like this one have waited for a lock this many seconds.
async fn waiting(app: &TestApp, statement: &str, seconds: f64) -> i64 {
    let query = "select count(*) from pg_stat_activity
                 where datname = current_database() and wait_event_type = 'Lock' and query like $1
                   and clock_timestamp() - query_start >= make_interval(secs => $2)";
    sqlx::query_scalar(query).bind(statement).bind(seconds).fetch_one(&app.database.pool).await.unwrap()
}

/// Slow on purpose: the test waits for the time limit. PostgreSQL gives up a statement that waits for half as long, so several wait in turn.
#[tokio::test]
async fn a_sign_up_that_was_answered_with_a_time_out_is_finished_all_the_same() {
    let app = TestApp::open().await;
    // It answers once its administrator is stored.
    assert_eq!(app.server.client().get("/healthz").await.status, 200);
    let mut locks = app.database.pool.begin().await.unwrap();
    // In the order in which signing up asks for them. A lock is released by the rollback to the savepoint before it.
    let tables = [
        ("account", "select exists (select from account%"),
        ("profile", "with made as%"),
        ("outgoing_mail", "insert into outgoing_mail%"),
    ];
    let held = ["session"].into_iter().chain(tables.iter().rev().map(|(table, _)| *table));
    for table in held {
        let lock = format!("savepoint before_{table}; lock table {table} in access exclusive mode");
        sqlx::raw_sql(AssertSqlSafe(lock)).execute(&mut *locks).await.unwrap();
    }
    let client = app.server.client();
    let form = json!({ "email": "ada@example.org", "password": PASSWORD });
    let signing_up = tokio::spawn(async move { client.post("/api/auth/register", form).await });
    for (table, statement) in tables {
        until(&format!("the statement for {table} to wait"), async || {
            assert!(!signing_up.is_finished(), "it does not wait for {table}");
            waiting(&app, statement, 5.5).await == 1
        })
        .await;
        let release = format!("rollback to savepoint before_{table}");
        sqlx::raw_sql(AssertSqlSafe(release)).execute(&mut *locks).await.unwrap();
    }
    assert_problem(&signing_up.await.unwrap(), 408, "too_slow");
    let sessions = "select count(*) from session";
    let before: i64 = sqlx::query_scalar(sessions).fetch_one(&mut *locks).await.unwrap();
    assert_eq!(before, 0, "the answer came after the end: this proves nothing");
    locks.rollback().await.unwrap();
    until("the new account to be signed in", async || app.database.count(sessions).await == 1).await;
}

#[tokio::test]
async fn visitors_who_hold_all_connections_of_theirs_keep_no_member_from_reading_and_writing() {
    let app = TestApp::open().await;
    // PostgreSQL gives up what visitors wait for.
    app.server.expects_error("a statement took too long");
    let ((mira, channel), jonas) = (app.creator("mira").await, app.person("jonas").await);
    let mut room = jonas.in_room(&channel.slug).await;
    let mut lock = app.database.pool.begin().await.unwrap();
    sqlx::query("lock table archive in access exclusive mode").execute(&mut *lock).await.unwrap();
    // More than members and visitors have connections together.
    let (mut visitors, videos) = (JoinSet::new(), format!("/api/channels/{}/vod", channel.slug));
    for _ in 0..40 {
        let (visitor, videos) = (app.server.client(), videos.clone());
        visitors.spawn(async move { visitor.get(&videos).await });
    }
    until("visitors to hold their share of connections", async || {
        let waiting = waiting(&app, "%select stream.id%", 0.0).await;
        if waiting >= VISITORS_SHARE { Ok(()) } else { Err(waiting) }
    })
    .await;

    let key = mira.get(&format!("/api/channels/{}/stream-key", channel.slug)).await;
    assert_eq!(key.status, 200, "{}", key.text());
    let messages = jonas.request("POST", "/_fn/app/chat/rpc/recent_messages");
    let messages = messages.body("application/x-www-form-urlencoded", format!("channel={}", channel.id)).send().await;
    assert_eq!(messages.status, 200, "{}", messages.text());
    room.send(json!({ "type": "chat:send", "content": "still here", "nonce": "n" })).await;
    assert_eq!(room.event("chat:ack").await["nonce"], "n");

    while let Some(answer) = visitors.join_next().await {
        let answer = answer.unwrap();
        assert_problem(&answer, 503, "unavailable");
        assert_eq!(answer.header("retry-after"), Some("2"));
    }
    lock.rollback().await.unwrap();
    assert_eq!(app.server.client().get(&videos).await.status, 200);
}
