//! Who may watch a stream's archive: needed for every segment, read from the database once in a while.

use crate::accounts::CurrentUser;
use crate::storage::ArchiveKey;
use crate::streams::store::StreamRow;
use domain::{StreamId, UserId, vods::ArchiveState};
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
    /// Where the archive is in storage.
    pub archive_key: ArchiveKey,
}

impl ArchiveAccess {
    /// Of a stream as stored; none if nothing is kept of it that could be watched.
    pub(super) fn of(row: &StreamRow) -> Option<Self> {
        let state = row.archive_state().filter(|state| *state != ArchiveState::Failed)?;
        Some(Self {
            owner: row.owner_id.into(),
            is_open: row.is_archive_open(),
            is_over: row.is_over(),
            is_archived: state == ArchiveState::Ready,
            archive_key: row.archive_key()?,
        })
    }

    /// Whether this user may watch.
    pub fn admits(&self, current_user: &CurrentUser) -> bool {
        self.is_open || current_user.id() == Some(self.owner)
    }
}

/// Cache of [`ArchiveAccess`] by stream.
#[derive(Default)]
pub struct ArchiveAccessCache(Mutex<HashMap<StreamId, (Option<ArchiveAccess>, Instant)>>);

impl ArchiveAccessCache {
    /// Drops the cached answer of a stream that has changed.
    pub fn forget(&self, stream: StreamId) {
        self.lock().remove(&stream);
    }

    /// Drops all cached answers, when it is not known which streams have changed.
    pub fn forget_all(&self) {
        self.lock().clear();
    }

    pub(super) fn find(&self, stream: StreamId) -> Option<(Option<ArchiveAccess>, bool)> {
        self.lock().get(&stream).map(|(archive_access, asked)| (*archive_access, asked.elapsed() < FRESH))
    }

    pub(super) fn keep(&self, stream: StreamId, archive_access: Option<ArchiveAccess>) {
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
