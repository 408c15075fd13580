//! A separate database for each test, on the server that DATABASE_URL names.

use sqlx::postgres::PgPoolOptions;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, PgPool};
use std::sync::atomic::{AtomicU32, Ordering};
use testkit::Stored;
use uuid::Uuid;

/// A test's database; dropping it removes the database.
pub struct Database {
    /// None if the test owns the whole server, which removes it.
    name: Option<String>,
    pub url: String,
    pub pool: PgPool,
}

impl Database {
    pub async fn create() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let name = format!("aethex_test_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let mut server = PgConnection::connect(&server_url()).await.unwrap();
        server.execute(AssertSqlSafe(format!("drop database if exists {name} with (force)"))).await.unwrap();
        server.execute(AssertSqlSafe(format!("create database {name}"))).await.unwrap();
        let mut database = Self::alone(url_of(&name));
        database.name = Some(name);
        database
    }

    /// A database on a server of the test's own.
    pub fn alone(url: String) -> Self {
        let pool = PgPoolOptions::new().max_connections(2).connect_lazy(&url).unwrap();
        Self { name: None, url, pool }
    }

    /// Runs a query for one number.
    pub async fn count(&self, query: &'static str) -> i64 {
        sqlx::query_scalar(query).fetch_one(&self.pool).await.unwrap()
    }

    /// Changes one row with a statement whose only argument is an id.
    ///
    /// # Panics
    /// When it changes none, or several.
    pub async fn change(&self, statement: &'static str, id: Uuid) {
        self.change_rows(1, statement, id).await;
    }

    /// As [`Database::change`], for this many rows.
    pub async fn change_rows(&self, rows: u64, statement: &'static str, id: Uuid) {
        let done = sqlx::query(statement).bind(id).execute(&self.pool).await.unwrap();
        assert_eq!(done.rows_affected(), rows, "rows changed by {statement}");
    }

    /// Executes a statement without arguments that changes the schema, or as many rows as there are.
    pub async fn execute(&self, statement: &'static str) {
        sqlx::query(statement).execute(&self.pool).await.unwrap();
    }

    /// Every message, by sequence number. Each test uses only one room.
    pub async fn messages(&self) -> Vec<Stored> {
        let rows: Vec<(i64, Uuid, Option<String>)> =
            sqlx::query_as("select seq, id, nonce from message order by seq").fetch_all(&self.pool).await.unwrap();
        rows.into_iter().map(|(seq, id, nonce)| Stored { seq, id: id.to_string(), nonce }).collect()
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let Some(name) = &self.name else { return };
        let drop = AssertSqlSafe(format!("drop database if exists {name} with (force)"));
        // Dropping cannot wait, and the test's own runtime may be gone.
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime
                .block_on(async { PgConnection::connect(&server_url()).await.unwrap().execute(drop).await.unwrap() });
        });
        // A database that stays behind does not affect other tests.
        let _ = dropping.join();
    }
}

fn server_url() -> String {
    std::env::var("DATABASE_URL").expect("DATABASE_URL names a PostgreSQL server; `cargo xtask test` starts one")
}

/// The server's address with another database's name.
fn url_of(name: &str) -> String {
    let url = server_url();
    let (address, options) = url.split_once('?').map_or((url.as_str(), String::new()), |(a, o)| (a, format!("?{o}")));
    let (scheme, place) = address.split_once("://").unwrap();
    let host = place.split('/').next().unwrap();
    format!("{scheme}://{host}/{name}{options}")
}
