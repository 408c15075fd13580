//! A row of the table `stream`, and the views that are made of it.

use crate::Result;
use crate::access::StreamOwner;
use crate::accounts::CurrentUser;
use crate::storage::{ArchiveKey, prefix};
use domain::addresses::{self, MULTIVARIANT, THUMBNAIL};
use domain::streams::{Status, Stream};
use domain::vods::ArchiveState;
use domain::{StreamId, UserId, Visibility};
use time::OffsetDateTime;
use uuid::Uuid;

/// A stream as stored, with what decides who may see it and what is kept of it.
#[derive(Clone)]
pub struct StreamRow {
    pub id: Uuid,
    pub channel_id: Uuid,
    pub owner_id: Uuid,
    /// Whether its channel is public.
    pub is_public: bool,
    pub title: String,
    pub description: Option<String>,
    pub status: Status,
    pub started_at: Option<OffsetDateTime>,
    pub ended_at: Option<OffsetDateTime>,
    pub encoder_gone_at: Option<OffsetDateTime>,
    pub viewer_count: i32,
    pub peak_viewers: i32,
    pub seconds_watched: i64,
    pub duration: Option<i32>,
    pub thumbnail_url: Option<String>,
    pub(super) visibility: String,
    /// Whether the viewers of its channel may download VODs.
    pub vod_downloads: bool,
    pub retention_days: Option<i32>,
    pub(super) archive_state: Option<String>,
    pub(super) archive_folder: Option<Uuid>,
    pub archive_size: Option<i64>,
    pub archive_duration: Option<i32>,
    pub has_thumbnail: Option<bool>,
    pub has_storyboard: Option<bool>,
}

impl StreamRow {
    /// Whether it is LIVE without an encoder.
    pub fn is_reconnecting(&self) -> bool {
        self.status == Status::Live && self.encoder_gone_at.is_some()
    }

    /// Whether it is over.
    pub fn is_over(&self) -> bool {
        matches!(self.status, Status::Ending | Status::Archived)
    }

    pub fn is_owned_by(&self, current_user: &CurrentUser) -> bool {
        current_user.id() == Some(UserId::from(self.owner_id))
    }

    /// Whether the user may see it: a prepared one, and one of a channel that is not public, are for their owner only.
    pub fn is_visible_to(&self, current_user: &CurrentUser) -> bool {
        self.is_owned_by(current_user) || self.is_visible_to_all()
    }

    fn is_visible_to_all(&self) -> bool {
        self.is_public && self.status != Status::Offline
    }

    /// The current user as its owner.
    pub fn owner(&self, current_user: &CurrentUser) -> Result<StreamOwner> {
        let (id, channel, owner) = (self.id.into(), self.channel_id.into(), self.owner_id.into());
        StreamOwner::prove(current_user, id, channel, owner, self.is_visible_to_all())
    }

    /// How far its archive is; none if nothing is kept.
    pub fn archive_state(&self) -> Option<ArchiveState> {
        // The column's constraint allows no other values.
        self.archive_state.as_deref().and_then(|state| state.parse().ok())
    }

    /// Where its archive lies.
    pub fn archive_key(&self) -> Option<ArchiveKey> {
        self.archive_state.as_ref().map(|_| ArchiveKey::new(self.id.into(), self.archive_folder))
    }

    /// Who may watch its VOD.
    pub fn visibility(&self) -> Visibility {
        // The columns' constraints allow no other values; an unknown one counts as private.
        self.visibility.parse().unwrap_or(Visibility::Private)
    }

    /// Whether its VOD, or its recording so far, is open to all users who have the address.
    pub fn is_archive_open(&self) -> bool {
        self.is_public && (self.status == Status::Live || self.visibility() != Visibility::Private)
    }

    /// The stream as the user sees it.
    pub fn view(self, current_user: &CurrentUser) -> Stream {
        let is_own = self.is_owned_by(current_user);
        self.view_as(is_own)
    }

    /// The stream as its owner sees it, or as others do.
    pub fn view_as(self, is_own: bool) -> Stream {
        let (id, state): (StreamId, _) = (self.id.into(), self.archive_state());
        // Only its owner may learn that a private VOD exists.
        let is_archived = state == Some(ArchiveState::Ready) && (is_own || self.is_archive_open());
        let of_archive = |file| addresses::archive(id, file);
        let is_rewindable = self.status == Status::Live && state == Some(ArchiveState::Recording);
        let has_thumbnail = is_archived && self.has_thumbnail.unwrap_or_default();
        Stream {
            id,
            channel_id: self.channel_id.into(),
            status: self.status,
            start_time: self.started_at,
            end_time: self.ended_at,
            viewer_count: self.viewer_count,
            peak_viewers: self.peak_viewers,
            minutes_watched: self.seconds_watched / 60,
            duration: self.archive_duration.filter(|_| is_archived).or(self.duration),
            hls_url: matches!(self.status, Status::Live | Status::Ending).then(|| addresses::live(id, MULTIVARIANT)),
            is_archived,
            vod_url: is_archived.then(|| of_archive(MULTIVARIANT)),
            dvr_url: is_rewindable.then(|| of_archive(MULTIVARIANT)),
            reconnecting: self.is_reconnecting(),
            // Without the folder, whose name is a secret where browsers may read the bucket.
            recording_path: is_own.then(|| state.map(|_| prefix(id))),
            // A recent frame while it is LIVE; an ended stream has a thumbnail only if it has a VOD.
            thumbnail_url: match self.status {
                Status::Live => self.thumbnail_url,
                _ => has_thumbnail.then(|| of_archive(THUMBNAIL)),
            },
            title: self.title,
            description: self.description,
        }
    }
}

/// The database's enum `stream_status`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "stream_status", rename_all = "UPPERCASE")]
pub enum StoredStatus {
    Offline,
    Live,
    Ending,
    Archived,
}

impl From<StoredStatus> for Status {
    fn from(stored: StoredStatus) -> Self {
        match stored {
            StoredStatus::Offline => Self::Offline,
            StoredStatus::Live => Self::Live,
            StoredStatus::Ending => Self::Ending,
            StoredStatus::Archived => Self::Archived,
        }
    }
}
