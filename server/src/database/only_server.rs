//! One server for each database: two would each take the other's streams for lost and drop the other's unfinished recordings.

use crate::Failed;
use services::outage::Outage;
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, PgConnection};
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{Instant, sleep, timeout};
use tokio_util::sync::CancellationToken;

/// Tells this lock from other advisory locks in the database: the letters "aethex".
const LOCK: i64 = 0x6165_7468_6578;
/// How long to wait for the server that has the lock. PostgreSQL notices within 25 s that a machine is gone (see [`KEEPALIVES`]).
const WAIT: Duration = Duration::from_secs(30);
/// Pause between two attempts to take the lock.
const PAUSE: Duration = Duration::from_millis(500);
/// Pause between two checks whether the connection that holds the lock is still there. Until then a server that has lost it writes on.
const LOOK: Duration = Duration::from_secs(1);
/// How long a server that has the lock waits for the last connections of the one that has lost it.
const FAREWELL: Duration = Duration::from_secs(15);
/// How long the database may take for such a check or a new connection.
const ANSWER: Duration = Duration::from_secs(3);

/// Lets PostgreSQL notice within 25 s that the other end of a connection is gone: a lock must not outlive its server for hours.
pub const KEEPALIVES: [(&str, &str); 3] =
    [("tcp_keepalives_idle", "10"), ("tcp_keepalives_interval", "5"), ("tcp_keepalives_count", "3")];

/// The name that a server's connections have in PostgreSQL. Commands, which may run beside a server, have another.
pub const SERVER: &str = "aethex server";

/// The right of this process to be the only server on a database; an advisory lock, which ends with its connection.
pub struct OnlyServer {
    options: PgConnectOptions,
    /// None while the lock is being taken again.
    connection: Option<PgConnection>,
    /// PostgreSQL's process behind the newest connection that had the lock.
    process: i32,
    holds: watch::Sender<bool>,
}

impl OnlyServer {
    /// Takes the lock on this connection; waits for a server that is just stopping.
    ///
    /// # Errors
    /// When another server keeps it.
    pub async fn wait(connection: &mut PgConnection) -> Result<(), Failed> {
        let deadline = Instant::now() + WAIT;
        let mut outage = Outage::default();
        while !answered(try_lock(connection)).await? {
            if Instant::now() >= deadline {
                return Err(another().into());
            }
            if outage.begins() {
                tracing::warn!("waiting up to {} s for another server to leave this database", WAIT.as_secs());
            }
            sleep(PAUSE).await;
        }
        // A server that has lost its connection notices a little later, and stops: until then it writes to the same rows.
        let deadline = Instant::now() + FAREWELL;
        let mut outage = Outage::default();
        while answered(others(connection)).await? > 0 && Instant::now() < deadline {
            if outage.begins() {
                tracing::warn!("waiting up to {} s for the last connections of another server", FAREWELL.as_secs());
            }
            sleep(PAUSE).await;
        }
        Ok(())
    }

    /// The right that this connection has taken.
    pub async fn new(options: PgConnectOptions, mut connection: PgConnection) -> Result<Self, Failed> {
        let process = answered(process(&mut connection)).await?;
        Ok(Self { options, connection: Some(connection), process, holds: watch::Sender::new(true) })
    }

    /// Whether this server has the lock, as far as it knows.
    pub fn holds(&self) -> watch::Receiver<bool> {
        self.holds.subscribe()
    }

    /// Keeps the lock until `shutdown`, and takes it again after the connection was lost. If another server has it by then, this one is
    /// stopped: both would write to the same streams.
    pub async fn keep(&mut self, shutdown: &CancellationToken) {
        let kept = async {
            loop {
                sleep(LOOK).await;
                if self.answers().await {
                    continue;
                }
                self.holds.send_replace(false);
                if !self.take_again().await {
                    break;
                }
                self.holds.send_replace(true);
            }
            tracing::error!("{} This server stops.", another());
            shutdown.cancel();
        };
        tokio::select! {
            () = kept => {}
            () = shutdown.cancelled() => {}
        }
    }

    async fn answers(&mut self) -> bool {
        let Some(connection) = &mut self.connection else { return false };
        matches!(timeout(ANSWER, sqlx::query("select 1").execute(connection)).await, Ok(Ok(_)))
    }

    /// Takes the lock over a new connection, as soon as the database answers; false if another server has it.
    async fn take_again(&mut self) -> bool {
        // Closed first: if PostgreSQL was only slow, the old connection would keep the lock from the new one.
        self.connection = None;
        // From the first answer on: the old connection may live on in PostgreSQL for a while.
        let mut deadline = None;
        let mut outage = Outage::default();
        loop {
            if let Ok(Ok(mut connection)) = timeout(ANSWER, self.options.connect()).await
                && let Ok(Ok(is_taken)) = timeout(ANSWER, try_lock(&mut connection)).await
            {
                if is_taken && let Ok(Ok(process)) = timeout(ANSWER, process(&mut connection)).await {
                    (self.connection, self.process) = (Some(connection), process);
                    return true;
                }
                let holder = timeout(ANSWER, holder(&mut connection)).await;
                if matches!(holder, Ok(Ok(Some(other))) if other != self.process) {
                    return false;
                }
                if Instant::now() >= *deadline.get_or_insert_with(|| Instant::now() + WAIT) {
                    return false;
                }
                if outage.begins() {
                    tracing::warn!("waiting up to {} s for a lost connection to leave this database", WAIT.as_secs());
                }
            }
            sleep(PAUSE).await;
        }
    }
}

/// What the database answers during a start, which must not wait for ever for one that is lost.
async fn answered<T>(answer: impl Future<Output = sqlx::Result<T>>) -> Result<T, Failed> {
    match timeout(ANSWER, answer).await {
        Ok(answer) => Ok(answer?),
        Err(_) => Err("the database stopped answering. Start again when it does.".into()),
    }
}

async fn try_lock(connection: &mut PgConnection) -> sqlx::Result<bool> {
    sqlx::query_scalar("select pg_try_advisory_lock($1)").bind(LOCK).fetch_one(connection).await
}

/// PostgreSQL's process behind this connection.
async fn process(connection: &mut PgConnection) -> sqlx::Result<i32> {
    sqlx::query_scalar("select pg_backend_pid()").fetch_one(connection).await
}

/// PostgreSQL's process behind the connection that has the lock.
async fn holder(connection: &mut PgConnection) -> sqlx::Result<Option<i32>> {
    let holder = sqlx::query_scalar(
        "select pid from pg_locks where locktype = 'advisory' and granted and (classid::bigint << 32) | objid::bigint = $1
         and database = (select oid from pg_database where datname = current_database())",
    );
    holder.bind(LOCK).fetch_optional(connection).await
}

/// Connections of other servers to this database.
async fn others(connection: &mut PgConnection) -> sqlx::Result<i64> {
    let others = sqlx::query_scalar(
        "select count(*) from pg_stat_activity
         where datname = current_database() and application_name = $1 and pid <> pg_backend_pid()",
    );
    others.bind(SERVER).fetch_one(connection).await
}

fn another() -> &'static str {
    "Another server uses this database. Stop it, or give each a database of its own (DATABASE_URL)."
}
