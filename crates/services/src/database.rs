//! Connections to the database, each use of which has a deadline: without one, a network that swallows packets holds a statement, and
//! every request behind it, until TCP gives up after a quarter of an hour.

use futures_util::future::BoxFuture;
use futures_util::stream::{self, BoxStream, StreamExt, TryStreamExt};
use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgConnectOptions, PgQueryResult, PgRow, PgStatement, PgTypeInfo};
use sqlx::{Describe, Either, Execute, Executor, PgConnection, PgPool, Postgres, SqlStr};
use std::io::{Error, ErrorKind};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;

/// How long a connection may take to be ready again after its user stopped waiting: it reads the rest of the answer, or rolls back.
const SETTLE: Duration = Duration::from_secs(3);

/// A pool of connections. A statement that takes longer than the deadline fails like one whose connection was lost, and its connection is
/// closed.
#[derive(Clone, Debug)]
pub struct Database {
    pool: PgPool,
    deadline: Duration,
}

impl Database {
    /// The pool itself limits how long a statement waits for a connection.
    pub fn new(pool: PgPool, deadline: Duration) -> Self {
        Self { pool, deadline }
    }

    /// How the pool connects.
    pub(crate) fn connect_options(&self) -> Arc<PgConnectOptions> {
        self.pool.connect_options()
    }

    /// Begins a transaction.
    pub async fn begin(&self) -> sqlx::Result<Transaction> {
        let mut lease = self.lease().await?;
        lease.is_transaction = true;
        within(self.deadline, sqlx::raw_sql("begin").execute(lease.connection()?)).await?;
        Ok(Transaction { lease, deadline: self.deadline })
    }

    async fn lease(&self) -> sqlx::Result<Lease> {
        Ok(Lease { connection: Some(self.pool.acquire().await?), is_transaction: false })
    }
}

/// A transaction; dropped without [`Self::commit`], it is rolled back.
#[derive(Debug)]
pub struct Transaction {
    lease: Lease,
    deadline: Duration,
}

impl Transaction {
    /// After an error of the network, or at the deadline, the transaction may have been committed or not.
    pub async fn commit(self) -> sqlx::Result<()> {
        self.end("commit").await
    }

    /// Takes the transaction back.
    pub async fn rollback(self) -> sqlx::Result<()> {
        self.end("rollback").await
    }

    async fn end(mut self, statement: &'static str) -> sqlx::Result<()> {
        within(self.deadline, sqlx::raw_sql(statement).execute(self.lease.connection()?)).await?;
        self.lease.give_back();
        Ok(())
    }
}

/// A connection in use. If its user drops it before [`Self::give_back`], it may hold half an answer or an open transaction, so it gets
/// [`SETTLE`] to be ready again and is closed otherwise.
#[derive(Debug)]
struct Lease {
    connection: Option<PoolConnection<Postgres>>,
    is_transaction: bool,
}

impl Lease {
    fn connection(&mut self) -> sqlx::Result<&mut PgConnection> {
        self.connection.as_deref_mut().ok_or(sqlx::Error::PoolClosed)
    }

    fn give_back(&mut self) {
        self.connection = None;
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        let Some(mut connection) = self.connection.take() else { return };
        // An empty statement makes sure that the answers to earlier ones have arrived.
        let settling = if self.is_transaction { "rollback" } else { "" };
        // The pool would wait for as long as TCP does, and have one connection less meanwhile.
        tokio::spawn(async move {
            if within(SETTLE, sqlx::raw_sql(settling).execute(&mut *connection)).await.is_err() {
                connection.close_on_drop();
            }
        });
    }
}

async fn within<T>(deadline: Duration, done: impl Future<Output = sqlx::Result<T>>) -> sqlx::Result<T> {
    let late = || sqlx::Error::Io(Error::new(ErrorKind::TimedOut, "the database did not answer in time"));
    timeout(deadline, done).await.unwrap_or_else(|_| Err(late()))
}

/// A row, or the end of a statement.
type Step = Either<PgQueryResult, PgRow>;

/// A stream of steps that were all read before the first is handed out: no reader of a row holds a connection.
fn steps<'e>(all: impl Future<Output = sqlx::Result<Vec<Step>>> + Send + 'e) -> BoxStream<'e, sqlx::Result<Step>> {
    stream::once(all).map_ok(|steps| stream::iter(steps.into_iter().map(Ok))).try_flatten().boxed()
}

impl<'c> Executor<'c> for &'c Database {
    type Database = Postgres;

    fn fetch_many<'e, 'q: 'e, E>(self, query: E) -> BoxStream<'e, sqlx::Result<Step>>
    where
        'c: 'e,
        E: 'q + Execute<'q, Postgres>,
    {
        steps(async move {
            let mut lease = self.lease().await?;
            let steps = within(self.deadline, lease.connection()?.fetch_many(query).try_collect()).await?;
            lease.give_back();
            Ok(steps)
        })
    }

    fn fetch_optional<'e, 'q: 'e, E>(self, query: E) -> BoxFuture<'e, sqlx::Result<Option<PgRow>>>
    where
        'c: 'e,
        E: 'q + Execute<'q, Postgres>,
    {
        Box::pin(async move {
            let mut lease = self.lease().await?;
            let row = within(self.deadline, lease.connection()?.fetch_optional(query)).await?;
            lease.give_back();
            Ok(row)
        })
    }

    fn prepare_with<'e>(self, sql: SqlStr, parameters: &'e [PgTypeInfo]) -> BoxFuture<'e, sqlx::Result<PgStatement>>
    where
        'c: 'e,
    {
        Box::pin(async move {
            let mut lease = self.lease().await?;
            let statement = within(self.deadline, lease.connection()?.prepare_with(sql, parameters)).await?;
            lease.give_back();
            Ok(statement)
        })
    }

    fn describe<'e>(self, sql: SqlStr) -> BoxFuture<'e, sqlx::Result<Describe<Postgres>>>
    where
        'c: 'e,
    {
        Box::pin(async move {
            let mut lease = self.lease().await?;
            let description = within(self.deadline, lease.connection()?.describe(sql)).await?;
            lease.give_back();
            Ok(description)
        })
    }
}

impl<'c> Executor<'c> for &'c mut Transaction {
    type Database = Postgres;

    fn fetch_many<'e, 'q: 'e, E>(self, query: E) -> BoxStream<'e, sqlx::Result<Step>>
    where
        'c: 'e,
        E: 'q + Execute<'q, Postgres>,
    {
        steps(async move { within(self.deadline, self.lease.connection()?.fetch_many(query).try_collect()).await })
    }

    fn fetch_optional<'e, 'q: 'e, E>(self, query: E) -> BoxFuture<'e, sqlx::Result<Option<PgRow>>>
    where
        'c: 'e,
        E: 'q + Execute<'q, Postgres>,
    {
        Box::pin(async move { within(self.deadline, self.lease.connection()?.fetch_optional(query)).await })
    }

    fn prepare_with<'e>(self, sql: SqlStr, parameters: &'e [PgTypeInfo]) -> BoxFuture<'e, sqlx::Result<PgStatement>>
    where
        'c: 'e,
    {
        Box::pin(async move { within(self.deadline, self.lease.connection()?.prepare_with(sql, parameters)).await })
    }

    fn describe<'e>(self, sql: SqlStr) -> BoxFuture<'e, sqlx::Result<Describe<Postgres>>>
    where
        'c: 'e,
    {
        Box::pin(async move { within(self.deadline, self.lease.connection()?.describe(sql)).await })
    }
}
