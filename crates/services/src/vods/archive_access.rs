//! Who may watch a stream's archive: needed for every segment, read from the database once in a while.

use super::archive_key::ArchiveKey;
use super::store;
use crate::{Result, Services, accounts::CurrentUser};
use domain::{Problem, StreamId, UserId, vods::Visibility};
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How long a cached answer is valid. A change made by this process takes effect at once.
const FRESH: Duration = Duration::from_secs(2);
/// The most cached answers.
const MOST: usize = 10_000;

/// Who may watch a stream's archive, and its state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArchiveAccess {
    /// The owner of the stream's channel.
    pub owner: UserId,
    /// Whether all users who have its address may watch.
    pub is_open: bool,
    /// Whether the stream is over.
    pub is_over: bool,
    /// Whether its VOD is complete.
    pub is_archived: bool,
    /// Place of the archive in storage.
    pub place: ArchiveKey,
}

impl ArchiveAccess {
    /// Whether this user may watch.
    pub fn admits(&self, current_user: &CurrentUser) -> bool {
        self.is_open || current_user.id() == Some(self.owner)
    }
}

/// Cache of [`ArchiveAccess`] by stream.
#[derive(Default)]
pub struct Audiences(Mutex<HashMap<StreamId, (Option<ArchiveAccess>, Instant)>>);

impl Audiences {
    /// Drops the cached answer of a stream that has changed.
    pub fn forget(&self, stream: StreamId) {
        self.lock().remove(&stream);
    }

    /// Drops all cached answers, when it is not known which streams have changed.
    pub fn forget_all(&self) {
        self.lock().clear();
    }

    fn find(&self, stream: StreamId) -> Option<(Option<ArchiveAccess>, bool)> {
        self.lock().get(&stream).map(|(archive_access, asked)| (*archive_access, asked.elapsed() < FRESH))
    }

    fn keep(&self, stream: StreamId, archive_access: Option<ArchiveAccess>) {
        let mut known = self.lock();
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(stream, (archive_access, Instant::now()));
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<StreamId, (Option<ArchiveAccess>, Instant)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Who may watch a stream's archive; not found if it has none.
pub async fn archive_access(svc: &Services, stream: StreamId) -> Result<ArchiveAccess> {
    let known = svc.audiences.find(stream);
    let archive_access = match known {
        Some((archive_access, true)) => archive_access,
        known => match store::archive_access(&svc.db, stream).await {
            Ok(found) => {
                svc.audiences.keep(stream, found);
                found
            }
            // While the database is not reachable the last answer holds, so that viewers can go on watching.
            Err(error) => known.ok_or(error)?.0,
        },
    };
    Ok(archive_access.ok_or_else(Problem::not_found)?)
}

/// Whether a VOD, or the recording of a running stream, is open to all users who have its address.
pub(super) fn is_open(visibility: Visibility, is_live: bool, is_public_channel: bool) -> bool {
    is_public_channel && (is_live || visibility != Visibility::Private)
}
