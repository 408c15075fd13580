//! Export of an account's data: a ZIP file with all that it is and has done, and with its recordings. It is written while it is read, so that
//! neither its length nor the pace of its reader costs memory or connections.

mod contents;
mod zip;

use super::sessions::CurrentUser;
use crate::account_slots::AccountSlot;
use crate::storage::{Storage, StorageError};
use crate::{Error, Result, Services, access};
use async_zip::error::ZipError;
use bytes::Bytes;
use domain::{Problem, UserId};
use futures_util::{Stream, StreamExt, stream};
use std::io;
use time::OffsetDateTime;
use tokio::io::{DuplexStream, duplex};
use tokio_util::io::ReaderStream;
use tokio_util::task::AbortOnDropHandle;
use tracing::Instrument;

/// Bytes that wait for the reader.
const PIPE: usize = 64 * 1024;
/// When those who ask for a second export while one runs may ask again, in milliseconds.
const RUNNING_RETRY: u64 = 30_000;

/// An export that has begun.
pub struct Export<B> {
    /// `aethex-mira-2026-11-29.zip`; without quotes or other characters that a header would have to escape.
    pub file_name: String,
    /// The ZIP file. It ends with an error if something fails in between. Dropping it ends the export.
    pub body: B,
}

/// Begins an export of the current user's account: one at a time for each.
///
/// Errors: `signin_required`, `rate_limited`.
pub fn export_account(
    svc: &Services,
    storage: &Storage,
    current_user: &CurrentUser,
) -> Result<Export<impl Stream<Item = io::Result<Bytes>> + Send + 'static + use<>>> {
    let signed_in = access::signed_in(current_user)?;
    let account = signed_in.id();
    let running = svc.exports.take(account, 1).ok_or_else(runs_already)?;
    svc.limits.export.take_or(account, many_exports)?;
    let now = OffsetDateTime::now_utc();
    let name = signed_in.account().username.as_deref().unwrap_or("account");
    let file_name = format!("aethex-{name}-{}.zip", now.date());
    let exporter = Exporter {
        svc: svc.clone(),
        storage: storage.clone(),
        current_user: current_user.clone(),
        account,
        _running: running,
    };
    let (reader, writer) = duplex(PIPE);
    // A task of its own: what it has asked of the database and of storage is taken at once, however slowly the body is read.
    let task = AbortOnDropHandle::new(svc.tasks.spawn(exporter.run(writer, now).in_current_span()));
    let end = stream::once(task).filter_map(async |ended| match ended {
        Ok(Ok(())) => None,
        Ok(Err(error)) => Some(Err(error)),
        Err(error) => Some(Err(io::Error::other(error))),
    });
    Ok(Export { file_name, body: ReaderStream::with_capacity(reader, PIPE).chain(end) })
}

/// What an export needs.
struct Exporter {
    svc: Services,
    storage: Storage,
    current_user: CurrentUser,
    account: UserId,
    /// Held until the export is over.
    _running: AccountSlot,
}

impl Exporter {
    async fn run(self, pipe: DuplexStream, now: OffsetDateTime) -> io::Result<()> {
        let mut zip = zip::Zip::new(pipe, now);
        let written = async {
            contents::write(&self, &mut zip).await?;
            zip.close().await
        };
        written.await.map_err(|broken| {
            if !broken.is_reader_gone() {
                tracing::warn!(account = %self.account, error = %broken, "an export was broken off");
            }
            io::Error::other("the export was broken off")
        })
    }
}

/// Why an export ends early.
#[derive(Debug, thiserror::Error)]
enum Broken {
    /// Its file could not be written, most likely because its reader is gone.
    #[error("{0}")]
    Unwritten(#[from] io::Error),
    /// What it needs could not be read.
    #[error("{0}")]
    Unread(#[from] Error),
}

impl Broken {
    fn is_reader_gone(&self) -> bool {
        matches!(self, Self::Unwritten(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}

impl From<ZipError> for Broken {
    fn from(error: ZipError) -> Self {
        match error {
            ZipError::UpstreamReadError(error) => error.into(),
            error => io::Error::other(error).into(),
        }
    }
}

impl From<StorageError> for Broken {
    fn from(error: StorageError) -> Self {
        Self::Unread(error.into())
    }
}

impl From<Problem> for Broken {
    fn from(problem: Problem) -> Self {
        Self::Unread(problem.into())
    }
}

fn runs_already() -> Problem {
    Problem::limit_reached("Your data are being downloaded already.", RUNNING_RETRY)
}

fn many_exports(retry_after_ms: u64) -> Problem {
    Problem::limit_reached("You have downloaded your data many times.", retry_after_ms)
}
