//! VODs: the archives of ended streams, and who may watch them.

use crate::{Visibility, channels::Channel, markers::Marker, streams::Stream};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use utoipa::ToSchema;

/// A VOD's owner may change the same fields as the owner of any stream.
pub use crate::streams::StreamChange as VodChange;

crate::value::words! {
    /// State of a stream's archive.
    ArchiveState, "The state of an archive is one of recording, finishing, ready and failed.",
    /// Files are added while the stream runs.
    Recording = "recording",
    /// The stream is over, and its files are stored.
    Finishing = "finishing",
    /// It is a VOD.
    Ready = "ready",
    /// Files were lost before they were stored: there will be no VOD, unless they turn up again.
    Failed = "failed",
}

/// An ended stream and what is kept of it. Its owner also sees one that is not ready yet, or failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Vod {
    /// The stream; its `duration` is that of the media, in seconds.
    #[serde(flatten)]
    pub stream: Stream,
    /// State of the archive.
    pub archive_state: ArchiveState,
    /// Who may watch.
    pub visibility: Visibility,
    /// Bytes of media kept.
    pub size: i64,
    /// Address of the WebVTT track of preview pictures.
    pub storyboard_url: Option<String>,
    /// Address of the VOD as an MP4 file, if the requester may download it.
    pub download_url: Option<String>,
    /// When it is deleted, if its channel does not keep VODs for ever.
    #[serde(with = "time::serde::rfc3339::option")]
    pub expires_at: Option<OffsetDateTime>,
}

impl Vod {
    /// Whether it may still become ready.
    pub fn is_unfinished(&self) -> bool {
        matches!(self.archive_state, ArchiveState::Recording | ArchiveState::Finishing)
    }
}

/// A VOD and the channel it belongs to: what its page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VodPage {
    /// The VOD.
    pub vod: Vod,
    /// Its channel.
    pub channel: Channel,
    /// Its chapters, in the order of their positions.
    pub markers: Vec<Marker>,
}

/// A VOD with its chapters: the answer of `GET /api/videos/{id}`. Lists of VODs go without them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MarkedVod {
    /// The VOD.
    #[serde(flatten)]
    pub vod: Vod,
    /// The moments that its owner has marked, in the order of their positions.
    pub markers: Vec<Marker>,
}
