//! The database: the one that DATABASE_URL names, or an embedded PostgreSQL in the data directory.

mod only_server;

use crate::Failed;
use crate::config::Config;
use only_server::{KEEPALIVES, OnlyServer, SERVER};
use services::database::Database as Connections;
use services::outage::Outage;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{ConnectOptions, Connection, PgConnection, PgPool};
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::spawn_blocking;
use tokio::time::{Instant, sleep, timeout, timeout_at};
use tokio_util::sync::CancellationToken;

/// Connections to the database. Queries are short; more would only queue inside PostgreSQL.
const CONNECTIONS: u32 = 16;
/// Connections for searches and for what visitors read.
const PUBLIC_CONNECTIONS: u32 = 8;
/// How long a request may wait for a connection.
const ACQUIRE: Duration = Duration::from_secs(3);
/// How long PostgreSQL may take for a statement; for the public ones less.
const STATEMENT: Duration = Duration::from_secs(10);
const PUBLIC_STATEMENT: Duration = Duration::from_secs(3);
/// How much longer this program waits for PostgreSQL's word that a statement took too long.
const LATE: Duration = Duration::from_secs(2);

/// How long a start waits for a database that is starting, too.
const START: Duration = Duration::from_secs(30);
/// How often the log says that a migration goes on.
const TOLD_EVERY: Duration = Duration::from_secs(10);
/// Pause between two attempts to connect.
const PAUSE: Duration = Duration::from_millis(500);
/// Pause between two checks whether a predecessor has left the data directory.
const LOOK: Duration = Duration::from_millis(50);

/// A connected database, and the embedded server if there is one.
pub struct Database {
    /// Connections to the migrated database.
    pool: PgPool,
    public_pool: PgPool,
    embedded: Option<embedded_postgres::Server>,
    /// None for a command, which works beside a server.
    only_server: Option<OnlyServer>,
}

impl Database {
    /// Starts or joins the database, connects and applies the migrations. `as_guest`: a command, beside which a server may run.
    pub async fn open(config: &Config, as_guest: bool) -> Result<Self, Failed> {
        let (url, embedded) = match &config.database_url {
            Some(url) => (url.clone(), None),
            None => {
                let server = embedded(config, as_guest).await?;
                (server.url(), Some(server))
            }
        };
        // A URL that cannot be read may hold a password: the error must not repeat it.
        let options: PgConnectOptions = url.parse().map_err(|_| "DATABASE_URL: is not a postgres:// address.")?;
        let options = options.application_name(if as_guest { "aethex" } else { SERVER }).options(KEEPALIVES);
        let mut connection = first(&options).await.map_err(|error| match &config.database_url {
            Some(_) => format!("DATABASE_URL: {error}").into(),
            None => error,
        })?;
        // On a separate connection: a migration of large tables may take long.
        let only_server = if as_guest {
            migrate(&mut connection).await?;
            connection.close().await?;
            None
        } else {
            OnlyServer::wait(&mut connection).await?;
            migrate(&mut connection).await?;
            Some(OnlyServer::new(options.clone(), connection).await?)
        };
        let pool = pool_of(&options, CONNECTIONS, STATEMENT);
        // A search is planned for what is sought: one plan for all texts would read the whole table.
        let options = options.options([("plan_cache_mode", "force_custom_plan")]);
        let public_pool = pool_of(&options, PUBLIC_CONNECTIONS, PUBLIC_STATEMENT);
        Ok(Self { pool, public_pool, embedded, only_server })
    }

    /// The connections for all use cases but those of [`Self::public`].
    pub fn shared(&self) -> Connections {
        Connections::new(self.pool.clone(), STATEMENT + LATE)
    }

    /// The connections for searches and for what visitors read.
    pub fn public(&self) -> Connections {
        Connections::new(self.public_pool.clone(), PUBLIC_STATEMENT + LATE)
    }

    /// Whether this server still keeps others away; false while it has lost its connection for that. None for a command.
    pub fn is_kept(&self) -> Option<watch::Receiver<bool>> {
        self.only_server.as_ref().map(OnlyServer::holds)
    }

    /// Keeps other servers away from the database until `shutdown`, which comes at once if another one has taken it.
    pub async fn keep_to_itself(&mut self, shutdown: &CancellationToken) {
        if let Some(only_server) = &mut self.only_server {
            only_server.keep(shutdown).await;
        }
    }

    /// Closes the connections and stops what was started.
    pub async fn close(self) {
        tokio::join!(self.pool.close(), self.public_pool.close());
        // Before the embedded server stops, which waits for open connections.
        drop(self.only_server);
        if let Some(server) = self.embedded {
            match spawn_blocking(move || server.stop()).await {
                Ok(Ok(())) => {}
                Ok(Err(error)) => tracing::warn!(%error, "the embedded database did not stop cleanly"),
                Err(error) => tracing::warn!(%error, "the embedded database did not stop cleanly"),
            }
        }
    }
}

/// Brings the schema up to date.
async fn migrate(connection: &mut PgConnection) -> Result<(), Failed> {
    let run = services::MIGRATOR.run(connection);
    tokio::pin!(run);
    // Without a deadline: half a migration is rolled back, and the next start would begin it again.
    let migrated = loop {
        match timeout(TOLD_EVERY, &mut run).await {
            Ok(migrated) => break migrated,
            Err(_) => tracing::info!("the database is being brought up to date; with large tables this takes a while"),
        }
    };
    migrated.map_err(|error| {
        let advice = match error.to_string().contains("pg_trgm") {
            true => " Let a superuser of PostgreSQL run `create extension pg_trgm` in this database, then start again.",
            false => "",
        };
        format!("the database cannot be brought up to date: {error}.{advice}").into()
    })
}

/// A pool of connections whose statements PostgreSQL ends after a time.
fn pool_of(options: &PgConnectOptions, connections: u32, statement: Duration) -> PgPool {
    let statement_timeout = statement.as_millis().to_string();
    PgPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(ACQUIRE)
        .connect_lazy_with(options.clone().options([("statement_timeout", statement_timeout)]))
}

/// Starts the embedded database, or joins it as a guest. Waits for an owner that is just shutting down.
async fn embedded(config: &Config, as_guest: bool) -> Result<embedded_postgres::Server, Failed> {
    let start = if as_guest { embedded_postgres::start_or_join } else { embedded_postgres::start };
    let deadline = Instant::now() + embedded_postgres::STOP_LIMIT;
    let mut outage = Outage::default();
    loop {
        let settings = embedded_postgres::ClusterSettings::new(&config.data_dir);
        match spawn_blocking(move || start(settings)).await? {
            Err(embedded_postgres::Error::InUse { home }) if Instant::now() < deadline => {
                if outage.begins() {
                    let (home, seconds) = (home.display(), embedded_postgres::STOP_LIMIT.as_secs());
                    tracing::warn!("waiting up to {seconds} s for another AeThex Live to leave the database in {home}");
                }
                sleep(LOOK).await;
            }
            done => return Ok(done?),
        }
    }
}

/// The first connection, as soon as the database accepts one. An error that waiting cannot mend, such as a wrong password, is
/// returned at once.
async fn first(options: &PgConnectOptions) -> Result<PgConnection, Failed> {
    let deadline = Instant::now() + START;
    let mut outage = Outage::default();
    loop {
        let error = match timeout_at(deadline, options.connect()).await {
            Ok(Ok(connection)) => return Ok(connection),
            Ok(Err(error)) => error,
            Err(_) => return Err(format!("the database did not answer within {} s", START.as_secs()).into()),
        };
        if !is_starting(&error) || Instant::now() + PAUSE >= deadline {
            return Err(format!("the database cannot be reached: {error}").into());
        }
        if outage.begins() {
            tracing::warn!(%error, "waiting up to {} s for the database", START.as_secs());
        }
        sleep(PAUSE).await;
    }
}

/// Whether the server does not listen yet, or PostgreSQL says `cannot_connect_now` (57P03).
fn is_starting(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) => true,
        sqlx::Error::Database(error) => error.code().is_some_and(|code| code == "57P03"),
        _ => false,
    }
}
