//! The one error of this crate and how it is told: a problem for whoever asked, the cause for the log, once.

use crate::storage::StorageError;
use domain::{Code, Problem};

/// What a use case answers.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a use case did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The asker can mend it.
    #[error("{0}")]
    Problem(#[from] Problem),
    /// The database said no, or nothing.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// Hashing a password failed.
    #[error("password hash: {0}")]
    PasswordHash(String),
    /// A sealed secret cannot be opened, most likely because the secret key was changed.
    #[error("a sealed secret cannot be opened with this server's secret key")]
    Unsealable,
    /// Object storage said no, or nothing.
    #[error("storage: {0}")]
    Storage(#[from] crate::storage::StorageError),
    /// The local disk said no.
    #[error("local disk: {0}")]
    Disk(#[from] std::io::Error),
    /// A task ended early.
    #[error("task: {0}")]
    Task(#[from] tokio::task::JoinError),
}

impl Error {
    /// The public face. What only an operator should read goes to the log here, and nowhere else.
    pub fn into_problem(self) -> Problem {
        match self {
            Self::Problem(problem) => problem,
            Self::Database(error) if is_away(&error) => {
                tracing::warn!(%error, "the database is away");
                unavailable()
            }
            Self::Storage(StorageError::NotFound) => Problem::not_found(),
            Self::Storage(error) => {
                tracing::warn!(%error, "storage is away");
                unavailable()
            }
            error => {
                tracing::error!(%error, "a request failed");
                Problem::new(Code::Internal, "Something went wrong on our side. Please try again in a moment.")
            }
        }
    }
}

/// A part is away; nothing was done.
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
fn is_away(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Io(_) | sqlx::Error::WorkerCrashed => true,
        // Class 57: operator intervention, such as a shutdown; class 08: connection exception.
        sqlx::Error::Database(error) => {
            error.code().is_some_and(|code| code.starts_with("57") || code.starts_with("08"))
        }
        _ => false,
    }
}

/// The name of the constraint that a statement violated.
pub(crate) fn violated(error: &sqlx::Error) -> Option<&str> {
    error.as_database_error().and_then(|error| error.constraint())
}
