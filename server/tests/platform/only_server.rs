//! Two servers with one database: the second waits for the first to stop, and is refused if it stays.

use crate::database::Database;
use crate::postgres::Postgres;
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Connection, PgConnection};
use std::process::Stdio;
use std::time::{Duration, Instant};
use testkit::server::{Folder, Setup};
use testkit::{PATIENCE, until};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::time::timeout;

fn second(database: &Database, folder: &Folder) -> Command {
    let mut command = Setup::new(env!("CARGO_BIN_EXE_aethex"), &database.url).at_home(folder).command(folder);
    command.arg("serve").stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Waits until the process says this, on its standard output or in its log.
async fn says(child: &mut Child, is_log: bool, text: &str) {
    let hear = async {
        let mut heard = String::new();
        let mut out = child.stdout.take().map(BufReader::new);
        let mut log = child.stderr.take().map(BufReader::new);
        while !heard.contains(text) {
            let read = match (is_log, &mut log, &mut out) {
                (true, Some(log), _) => log.read_line(&mut heard).await,
                (_, _, Some(out)) => out.read_line(&mut heard).await,
                _ => panic!("it has no output"),
            };
            assert!(read.unwrap() > 0, "it ended after {heard}");
        }
        (child.stdout, child.stderr) = (out.map(BufReader::into_inner), log.map(BufReader::into_inner));
    };
    timeout(PATIENCE, hear).await.unwrap_or_else(|_| panic!("it never said {text}"));
}

#[tokio::test]
async fn a_second_server_waits_for_the_first_to_stop() {
    let database = Database::create().await;
    let first = Setup::new(env!("CARGO_BIN_EXE_aethex"), &database.url).start().await;
    let folder = Folder::new();
    let mut second = second(&database, &folder).spawn().unwrap();
    says(&mut second, true, "for another server to leave this database").await;
    first.terminate().await;
    says(&mut second, false, "AeThex Live is ready").await;
}

#[tokio::test]
async fn a_second_server_is_refused_while_the_first_stays() {
    let database = Database::create().await;
    let first = Setup::new(env!("CARGO_BIN_EXE_aethex"), &database.url).start().await;
    let folder = Folder::new();
    let refused = timeout(PATIENCE * 2, second(&database, &folder).output()).await.unwrap().unwrap();
    let said = String::from_utf8_lossy(&refused.stderr);
    assert!(!refused.status.success() && said.contains("Another server uses this database."), "{said}");
    assert!(first.client().get("/readyz").await.status == 200, "the first goes on");
}

/// The key of the advisory lock that a server holds on this database, and the id of the PostgreSQL process behind it; `None` if no server
/// holds it at the moment.
async fn lock(connection: &mut PgConnection) -> Option<(i64, i32)> {
    let lock = sqlx::query_as(
        "select (classid::bigint << 32) | objid::bigint, pid from pg_locks
         where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database())",
    );
    lock.fetch_optional(connection).await.unwrap()
}

#[tokio::test]
async fn a_server_whose_database_was_slow_goes_on() {
    let postgres = Postgres::start().await;
    let database = Database::alone(postgres.url());
    let first = Setup::new(env!("CARGO_BIN_EXE_aethex"), &database.url).start().await;
    let mut other = PgConnection::connect(&database.url).await.unwrap();
    let (_, slow) = lock(&mut other).await.unwrap();
    postgres.signal_one(&slow.to_string(), "-STOP");
    until("the server to find its own lock taken", async || first.log().contains("to leave this database")).await;
    postgres.signal_one(&slow.to_string(), "-CONT");
    until("the lock to be taken again", async || {
        lock(&mut other).await.filter(|(_, holder)| *holder != slow).map(drop)
    })
    .await;
    assert_eq!(first.client().get("/readyz").await.status, 200);
}

#[tokio::test]
async fn a_server_that_loses_the_database_to_another_one_stops() {
    let database = Database::create().await;
    let mut first = Setup::new(env!("CARGO_BIN_EXE_aethex"), &database.url).start().await;
    first.expects_error("Another server uses this database.");
    let mut other = PgConnection::connect(&database.url).await.unwrap();
    let (lock, holder) = lock(&mut other).await.unwrap();
    // It loses its connection, and another server is there first.
    let mut successor = PgConnection::connect(&database.url).await.unwrap();
    let takes = tokio::spawn(async move {
        sqlx::query("select pg_advisory_lock($1)").bind(lock).execute(&mut successor).await.unwrap();
        successor
    });
    let waiting = "select count(*) from pg_locks where locktype = 'advisory' and not granted
                   and database = (select oid from pg_database where datname = current_database())";
    until("the other one to wait", async || database.count(waiting).await == 1).await;
    sqlx::query("select pg_terminate_backend($1)").bind(holder).execute(&mut other).await.unwrap();
    let begun = Instant::now();
    first.exit(PATIENCE).await;
    assert!(begun.elapsed() < Duration::from_secs(25), "it does not wait for the other one to leave");
    drop(takes.await.unwrap());
}

#[tokio::test]
async fn a_server_waits_until_the_one_before_has_left_the_database() {
    let database = Database::create().await;
    let options: PgConnectOptions = database.url.parse().unwrap();
    let before = options.application_name("aethex server").connect().await.unwrap();
    let folder = Folder::new();
    let mut next = second(&database, &folder).spawn().unwrap();
    says(&mut next, true, "for the last connections of another server").await;
    before.close().await.unwrap();
    says(&mut next, false, "AeThex Live is ready").await;
}
