//! One server for each database: two would each take the other's streams for lost and drop the other's unfinished recordings.

use crate::Failed;
use services::outage::Outage;
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, PgConnection};
use std::time::Duration;
use tokio::time::{Instant, sleep, timeout};
use tokio_util::sync::CancellationToken;

/// Tells this lock from other advisory locks in the database: the letters "aethex".
const LOCK: i64 = 0x6165_7468_6578;
/// How long to wait for the server that has the lock. PostgreSQL notices within 25 s that a machine is gone (see [`KEEPALIVES`]).
const WAIT: Duration = Duration::from_secs(30);
/// Pause between two attempts to take the lock.
const PAUSE: Duration = Duration::from_millis(500);
/// Pause between two checks whether the connection that holds the lock is still there.
const LOOK: Duration = Duration::from_secs(5);
/// How long the database may take for such a check or a new connection.
const ANSWER: Duration = Duration::from_secs(3);

/// Lets PostgreSQL notice within 25 s that the other end of a connection is gone: a lock must not outlive its server for hours.
pub const KEEPALIVES: [(&str, &str); 3] =
    [("tcp_keepalives_idle", "10"), ("tcp_keepalives_interval", "5"), ("tcp_keepalives_count", "3")];

/// The right of this process to be the only server on a database; an advisory lock, which ends with its connection.
pub struct OnlyServer {
    options: PgConnectOptions,
    /// None while the lock is being taken again.
    connection: Option<PgConnection>,
}

impl OnlyServer {
    /// Takes the lock on this connection; waits for a server that is just stopping.
    ///
    /// # Errors
    /// When another server keeps it.
    pub async fn wait(connection: &mut PgConnection) -> Result<(), Failed> {
        let deadline = Instant::now() + WAIT;
        let mut outage = Outage::default();
        while !try_lock(connection).await? {
            if Instant::now() >= deadline {
                return Err(another().into());
            }
            if outage.begins() {
                tracing::warn!("waiting up to {} s for another server to leave this database", WAIT.as_secs());
            }
            sleep(PAUSE).await;
        }
        Ok(())
    }

    /// The right that this connection has taken.
    pub fn new(options: PgConnectOptions, connection: PgConnection) -> Self {
        Self { options, connection: Some(connection) }
    }

    /// Keeps the lock until `shutdown`, and takes it again after the connection was lost. If another server has it by then, this one is
    /// stopped: both would write to the same streams.
    pub async fn keep(&mut self, shutdown: &CancellationToken) {
        let kept = async {
            loop {
                sleep(LOOK).await;
                if !self.answers().await && !self.take_again().await {
                    break;
                }
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
                if is_taken {
                    self.connection = Some(connection);
                    return true;
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

async fn try_lock(connection: &mut PgConnection) -> sqlx::Result<bool> {
    sqlx::query_scalar("select pg_try_advisory_lock($1)").bind(LOCK).fetch_one(connection).await
}

fn another() -> &'static str {
    "Another server uses this database. Stop it, or give each a database of its own (DATABASE_URL)."
}
