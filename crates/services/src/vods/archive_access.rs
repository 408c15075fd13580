//! Who may watch a stream's archive: needed for every segment, read from the database once in a while.

use crate::Result;
use crate::accounts::CurrentUser;
use crate::read_cache::ReadCache;
use crate::storage::ArchiveKey;
use crate::streams::store::StreamRow;
use domain::{StreamId, UserId, vods::ArchiveState};
use moka::sync::Cache;
use std::time::Duration;

/// How long a cached answer is valid. A change made by this process takes effect at once.
const FRESH: Duration = Duration::from_secs(2);
/// The most cached answers.
const MOST: u64 = 10_000;

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
    /// Whether all who may watch its VOD may download it.
    pub vod_downloads: bool,
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
            vod_downloads: row.vod_downloads,
            archive_key: row.archive_key()?,
        })
    }

    /// Whether this user may watch.
    pub fn admits(&self, current_user: &CurrentUser) -> bool {
        self.is_open || self.is_owned_by(current_user)
    }

    /// Whether this user may download the VOD, once it is complete.
    pub fn lets_download(&self, current_user: &CurrentUser) -> bool {
        self.admits(current_user) && (self.vod_downloads || self.is_owned_by(current_user))
    }

    fn is_owned_by(&self, current_user: &CurrentUser) -> bool {
        current_user.id() == Some(self.owner)
    }
}

/// Cache of [`ArchiveAccess`] by stream; none where nothing can be watched.
pub struct ArchiveAccessCache {
    fresh: ReadCache<StreamId, Option<ArchiveAccess>>,
    /// The last answer for each stream. It holds while the database is not reachable, so that viewers can go on watching.
    last: Cache<StreamId, Option<ArchiveAccess>>,
}

impl Default for ArchiveAccessCache {
    fn default() -> Self {
        Self { fresh: ReadCache::new(FRESH, MOST), last: Cache::new(MOST) }
    }
}

impl ArchiveAccessCache {
    /// Drops the cached answer of a stream that has changed.
    pub fn forget(&self, stream: StreamId) {
        self.last.invalidate(&stream);
        self.fresh.forget(&stream);
    }

    /// Drops all cached answers, when it is not known which streams have changed.
    pub fn forget_all(&self) {
        self.last.invalidate_all();
        self.fresh.forget_all();
    }

    /// The answer, which `read` fetches from the database if none is fresh.
    pub(super) async fn get_or_read(
        &self,
        stream: StreamId,
        read: impl Future<Output = Result<Option<ArchiveAccess>>>,
    ) -> Result<Option<ArchiveAccess>> {
        let read = async {
            let found = match read.await {
                Ok(found) => found,
                Err(error) => return self.last.get(&stream).ok_or(error),
            };
            self.last.insert(stream, found);
            Ok(found)
        };
        self.fresh.get_or_read(stream, read).await
    }
}
