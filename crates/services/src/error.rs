//! The error type of this crate: the client gets a problem, the log gets the cause, once.

use crate::storage::StorageError;
use domain::{Code, Problem};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// PostgreSQL's code for a statement that was cancelled, such as one that took longer than `statement_timeout`.
const QUERY_CANCELED: &str = "57014";

/// PostgreSQL's code for a transaction that was given up because it and another one waited for each other.
const DEADLOCK: &str = "40P01";

/// PostgreSQL's code for a row that refers to one that is not there, such as an account that was erased since the request began.
const FOREIGN_KEY: &str = "23503";

/// How the names of those keys end that refer to the account or the session of the request.
const OWN_KEYS: [&str; 3] = ["_account_fk", "_owner_fk", "_session_fk"];

/// While the database is away, each message and request finds out; one of them a second tells the operator.
const TOLD_AGAIN: Duration = Duration::from_secs(1);

/// The result of a use case.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a use case failed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The client can correct the request.
    #[error("{0}")]
    Problem(#[from] Problem),
    /// The database refused, or did not answer.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// Hashing a password failed.
    #[error("password hash: {0}")]
    PasswordHash(String),
    /// Resizing or encoding a picture failed.
    #[error("picture: {0}")]
    Picture(String),
    /// A sealed secret cannot be opened, most likely because the secret key was changed.
    #[error("a sealed secret cannot be opened with this server's secret key")]
    Unsealable,
    /// Object storage refused, or did not answer.
    #[error("storage: {0}")]
    Storage(#[from] crate::storage::StorageError),
    /// An operation on the local disk failed.
    #[error("local disk: {0}")]
    Disk(#[from] std::io::Error),
    /// A task ended early.
    #[error("task: {0}")]
    Task(#[from] tokio::task::JoinError),
}

impl Error {
    /// The problem that the client gets. Details that only an operator should read are logged here, and nowhere else.
    pub fn into_problem(self) -> Problem {
        match self {
            Self::Problem(problem) => problem,
            Self::Database(error) if is_away(&error) => {
                tell_of_outage(&error);
                unavailable()
            }
            Self::Database(error) if is_deadlock(&error) => {
                tracing::error!(%error, "two requests waited for each other");
                unavailable()
            }
            Self::Database(error) if has_code(&error, FOREIGN_KEY) => {
                tracing::debug!(%error, "what a request was about has gone meanwhile");
                let is_own = |constraint: &str| OWN_KEYS.iter().any(|end| constraint.ends_with(end));
                match violated(&error).is_some_and(is_own) {
                    true => crate::access::signed_out(),
                    false => Problem::not_found(),
                }
            }
            Self::Database(error) if has_code(&error, QUERY_CANCELED) => {
                tracing::error!(%error, "a statement took too long");
                unavailable()
            }
            Self::Storage(StorageError::NotFound) => Problem::not_found(),
            Self::Storage(error) => {
                tracing::warn!(%error, "storage is away");
                let sentence = "Pictures and recordings can't be stored or read at the moment. What was there before stays; try again in a minute.";
                Problem { retry_after_ms: Some(30_000), ..Problem::new(Code::Unavailable, sentence) }
            }
            error => {
                tracing::error!(%error, "a request failed");
                Problem::new(Code::Internal, "Something went wrong on our side. Please try again in a moment.")
            }
        }
    }
}

/// A part of the server is not reachable; nothing was done.
pub fn unavailable() -> Problem {
    Problem {
        retry_after_ms: Some(2000),
        ..Problem::new(
            Code::Unavailable,
            "The server is catching its breath. Try again in a few seconds; nothing you typed is lost.",
        )
    }
}

/// Whether the database could not be reached, as opposed to refusing a statement.
pub(crate) fn is_away(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Io(_) | sqlx::Error::WorkerCrashed => true,
        // Class 57: operator intervention, such as a shutdown; class 08: connection exception.
        sqlx::Error::Database(error) => error.code().is_some_and(|code| {
            let is_lost = code.starts_with("57") || code.starts_with("08");
            is_lost && code != QUERY_CANCELED
        }),
        _ => false,
    }
}

/// Logs that the database is away, or too busy, unless that was said just now.
pub(crate) fn tell_of_outage(error: &sqlx::Error) {
    static TOLD: Mutex<Option<Instant>> = Mutex::new(None);
    let mut told = TOLD.lock().unwrap_or_else(PoisonError::into_inner);
    if told.is_none_or(|told| told.elapsed() > TOLD_AGAIN) {
        *told = Some(Instant::now());
        match error {
            sqlx::Error::PoolTimedOut => tracing::warn!(%error, "the database is away, or has too much to do"),
            _ => tracing::warn!(%error, "the database is away"),
        }
    }
}

/// Whether PostgreSQL refused a statement with this code.
fn has_code(error: &sqlx::Error, code: &str) -> bool {
    error.as_database_error().and_then(|error| error.code()).is_some_and(|known| known == code)
}

/// Whether PostgreSQL gave a statement up because its transaction and another one waited for each other.
pub(crate) fn is_deadlock(error: &sqlx::Error) -> bool {
    has_code(error, DEADLOCK)
}

/// The name of the constraint that a statement violated.
pub(crate) fn violated(error: &sqlx::Error) -> Option<&str> {
    error.as_database_error().and_then(|error| error.constraint())
}
