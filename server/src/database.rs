//! The database: the one that DATABASE_URL names, or an embedded PostgreSQL in the data directory.

use crate::Failed;
use crate::config::Config;
use sqlx::PgPool;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use std::time::{Duration, Instant};
use tokio::task::spawn_blocking;
use tokio::time::sleep;

/// Connections to the database. Queries are short; more would only queue inside PostgreSQL.
const CONNECTIONS: u32 = 16;

/// How long a start waits for a database that is starting, too.
const START: Duration = Duration::from_secs(30);

/// A connected database, and the embedded server if there is one.
pub struct Database {
    /// Connections, migrated.
    pub pool: PgPool,
    embedded: Option<embedded_postgres::Server>,
}

impl Database {
    /// Starts or joins the database, connects and applies the migrations. `as_guest`: a running server may own it already.
    pub async fn open(config: &Config, as_guest: bool) -> Result<Self, Failed> {
        let (url, embedded) = match &config.database_url {
            Some(url) => (url.clone(), None),
            None => {
                let settings = embedded_postgres::Settings::new(&config.data_dir);
                let start = if as_guest { embedded_postgres::start_or_join } else { embedded_postgres::start };
                let server = spawn_blocking(move || start(settings)).await??;
                (server.url(), Some(server))
            }
        };
        // A URL that cannot be read may hold a password: the error must not repeat it.
        let options: PgConnectOptions = url.parse().map_err(|_| "DATABASE_URL: is not a postgres:// address.")?;
        let options = options.application_name("aethex").options([("statement_timeout", "10s")]);
        let pool = PgPoolOptions::new()
            .max_connections(CONNECTIONS)
            .acquire_timeout(Duration::from_secs(3))
            .connect_lazy_with(options);
        answers(&pool).await.map_err(|error| format!("the database cannot be reached: {error}"))?;
        services::MIGRATOR.run(&pool).await?;
        Ok(Self { pool, embedded })
    }

    /// Closes the connections and stops what was started.
    pub async fn close(self) {
        self.pool.close().await;
        if let Some(server) = self.embedded {
            match spawn_blocking(move || server.stop()).await {
                Ok(Ok(())) => {}
                Ok(Err(error)) => tracing::warn!(%error, "the embedded database did not stop cleanly"),
                Err(error) => tracing::warn!(%error, "the embedded database did not stop cleanly"),
            }
        }
    }
}

/// Waits until the database lets somebody in. What waiting does not mend, such as a wrong password, is told at once.
async fn answers(pool: &PgPool) -> Result<(), sqlx::Error> {
    let begin = Instant::now();
    loop {
        match pool.acquire().await {
            Ok(_) => return Ok(()),
            Err(error @ (sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut)) if begin.elapsed() < START => {
                tracing::info!(%error, "waiting for the database");
                sleep(Duration::from_millis(500)).await;
            }
            Err(error) => return Err(error),
        }
    }
}
