//! Deadlines of what the database is asked, behind a network that swallows packets.

use domain::Code;
use services::Error;
use services::database::Database;
use sqlx::PgPool;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use std::future::pending;
use std::io::ErrorKind;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use testkit::server::Folder;
use testkit::{PATIENCE, TaskLog};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, split};
use tokio::net::{TcpStream, UnixListener, UnixStream};
use tokio::time::timeout;

const PORT: u16 = 5432;
/// How long a statement may take.
const DEADLINE: Duration = Duration::from_millis(500);

/// A way to the database. What goes over connections that were lost arrives nowhere, and their ends do not hear of it.
struct Relay {
    folder: Folder,
    is_lost: Arc<AtomicBool>,
}

impl Relay {
    async fn to(db: &PgPool) -> Self {
        let (folder, target) = (Folder::new(), db.connect_options());
        let listener = UnixListener::bind(folder.path().join(format!(".s.PGSQL.{PORT}"))).unwrap();
        let is_lost = Arc::<AtomicBool>::default();
        let lost = is_lost.clone();
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let lost = if lost.load(Ordering::Relaxed) { Arc::default() } else { lost.clone() };
                match target.get_socket() {
                    Some(socket) => {
                        let path = socket.join(format!(".s.PGSQL.{}", target.get_port()));
                        join(client, UnixStream::connect(path).await.unwrap(), &lost);
                    }
                    None => {
                        let server = TcpStream::connect((target.get_host(), target.get_port())).await.unwrap();
                        join(client, server, &lost);
                    }
                }
            }
        });
        Self { folder, is_lost }
    }

    fn options(&self, db: &PgPool) -> PgConnectOptions {
        db.connect_options().as_ref().clone().socket(self.folder.path()).port(PORT)
    }

    /// Loses the connections that there are; new ones work.
    fn lose(&self) {
        self.is_lost.store(true, Ordering::Relaxed);
    }
}

fn join(
    client: impl AsyncRead + AsyncWrite + Send + 'static,
    server: impl AsyncRead + AsyncWrite + Send + 'static,
    lost: &Arc<AtomicBool>,
) {
    let ((from_client, to_client), (from_server, to_server)) = (split(client), split(server));
    tokio::spawn(carry(from_client, to_server, lost.clone()));
    tokio::spawn(carry(from_server, to_client, lost.clone()));
}

async fn carry(mut from: impl AsyncRead + Unpin + Send, mut to: impl AsyncWrite + Unpin + Send, lost: Arc<AtomicBool>) {
    let mut buffer = [0; 4096];
    while let Ok(length @ 1..) = from.read(&mut buffer).await {
        if lost.load(Ordering::Relaxed) {
            pending::<()>().await;
        }
        if to.write_all(&buffer[..length]).await.is_err() {
            break;
        }
    }
}

async fn in_time<T>(done: impl Future<Output = T>) -> T {
    timeout(PATIENCE, done).await.unwrap_or_else(|_| panic!("no answer for {PATIENCE:?}"))
}

fn is_late(error: &sqlx::Error) -> bool {
    matches!(error, sqlx::Error::Io(error) if error.kind() == ErrorKind::TimedOut)
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn what_a_lost_connection_does_not_answer_fails_and_its_place_is_taken_by_another(db: PgPool) {
    let relay = Relay::to(&db).await;
    let pool = PgPoolOptions::new().max_connections(4).acquire_timeout(PATIENCE);
    let database = Database::new(pool.connect_lazy_with(relay.options(&db)), DEADLINE);
    let begin = async || in_time(database.begin()).await.unwrap();
    let (mut asks, commits, dropped) = (begin().await, begin().await, begin().await);
    let mut gives_up = begin().await;
    relay.lose();
    let asked = in_time(sqlx::query("select 1").execute(&mut asks)).await.unwrap_err();
    let committed = in_time(commits.commit()).await.unwrap_err();
    assert!(is_late(&asked) && is_late(&committed), "{asked} {committed}");
    // Its caller waits for less than the deadline, as one whose client is gone.
    assert!(timeout(DEADLINE / 10, sqlx::query("select 1").execute(&mut gives_up)).await.is_err());
    drop((asks, dropped, gives_up));
    // All four at the same time: no place is held by a connection that is lost.
    let mut all = Vec::new();
    for _ in 0..4 {
        all.push(begin().await);
    }
    for transaction in all {
        in_time(transaction.commit()).await.unwrap();
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_statement_that_takes_too_long_is_not_told_as_a_database_that_is_away(db: PgPool) {
    let options = db.connect_options().as_ref().clone().options([("statement_timeout", "50")]);
    let database = Database::new(PgPoolOptions::new().connect_lazy_with(options), PATIENCE);
    let log = TaskLog::default();
    log.expects_error("a statement took too long");
    let slow = in_time(sqlx::query("select pg_sleep(60)").execute(&database)).await.unwrap_err();
    let problem = log.of(async { Error::from(slow).into_problem() }).await;
    assert_eq!(problem.code, Code::Unavailable);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_transaction_that_is_dropped_is_rolled_back_before_its_connection_is_used_again(db: PgPool) {
    let pool = PgPoolOptions::new().max_connections(1).connect_lazy_with(db.connect_options().as_ref().clone());
    let database = Database::new(pool, PATIENCE);
    let count = "select count(*) from discarded_archive";
    let insert = "insert into discarded_archive (stream_id) values (gen_random_uuid())";
    for (ends, expected) in [("is dropped", 0), ("is rolled back", 0), ("breaks off", 0), ("is committed", 1)] {
        let mut tx = database.begin().await.unwrap();
        sqlx::query(insert).execute(&mut tx).await.unwrap();
        match ends {
            "is rolled back" => tx.rollback().await.unwrap(),
            "is committed" => tx.commit().await.unwrap(),
            "breaks off" => {
                let slow = sqlx::query("select pg_sleep(1)").execute(&mut tx);
                assert!(timeout(Duration::from_millis(50), slow).await.is_err());
                drop(tx);
            }
            _ => drop(tx),
        }
        let stored: i64 = in_time(sqlx::query_scalar(count).fetch_one(&database)).await.unwrap();
        assert_eq!(stored, expected, "a transaction that {ends}");
    }
}
