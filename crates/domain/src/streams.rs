//! Streams: one session of a channel, from going live to its archive.

use crate::{ChannelId, StreamId, channels::Channel, value, vods::Visibility};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

value::text_value!(
    /// A stream's title: 1 to 140 characters.
    Title,
    |text| value::line(text, "The title", 1, 140)
);

/// A stream's status. It only moves forward, one step at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Status {
    /// Prepared; viewers don't see it yet.
    Offline,
    /// On air.
    Live,
    /// Ended; its archive is being finished.
    Ending,
    /// Ended; its archive, if any, is finished.
    Archived,
}

impl Status {
    /// Whether `next` may follow: only OFFLINE → LIVE → ENDING → ARCHIVED, one step at a time.
    pub fn can_become(self, next: Self) -> bool {
        matches!(
            (self, next),
            (Self::Offline, Self::Live) | (Self::Live, Self::Ending) | (Self::Ending, Self::Archived)
        )
    }

    /// The word in JSON and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Offline => "OFFLINE",
            Self::Live => "LIVE",
            Self::Ending => "ENDING",
            Self::Archived => "ARCHIVED",
        }
    }
}

impl std::str::FromStr for Status {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "OFFLINE" => Ok(Self::Offline),
            "LIVE" => Ok(Self::Live),
            "ENDING" => Ok(Self::Ending),
            "ARCHIVED" => Ok(Self::Archived),
            _ => Err("A status is one of OFFLINE, LIVE, ENDING and ARCHIVED.".into()),
        }
    }
}

/// A stream as everyone sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Stream {
    /// The stream's id.
    pub id: StreamId,
    /// The channel that it belongs to.
    pub channel_id: ChannelId,
    /// Title: 1 to 140 characters.
    pub title: String,
    /// What it is about.
    pub description: Option<String>,
    /// Its status.
    pub status: Status,
    /// When it went live.
    #[serde(with = "time::serde::rfc3339::option")]
    pub start_time: Option<OffsetDateTime>,
    /// When it ended.
    #[serde(with = "time::serde::rfc3339::option")]
    pub end_time: Option<OffsetDateTime>,
    /// Viewers now.
    pub viewer_count: i32,
    /// Most viewers at once.
    pub peak_viewers: i32,
    /// Whole minutes that all viewers together have watched.
    pub minutes_watched: i64,
    /// Length in seconds, once ended.
    pub duration: Option<i32>,
    /// Address of the multivariant playlist, while it can be watched live.
    pub hls_url: Option<String>,
    /// Address of a recent frame.
    pub thumbnail_url: Option<String>,
    /// Whether an archive can be watched.
    pub is_archived: bool,
    /// Address of the archive's playlist.
    pub vod_url: Option<String>,
    /// Address of a playlist from the stream's beginning, while it is LIVE and being recorded.
    pub dvr_url: Option<String>,
    /// Whether it is LIVE and waits for its encoder to come back.
    pub reconnecting: bool,
}

/// Body of `POST /api/streams`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NewStream {
    /// Id or slug of the channel.
    pub channel_id: String,
    /// Title: 1 to 140 characters.
    pub title: String,
    /// What it is about.
    #[serde(default)]
    pub description: Option<String>,
}

/// Body of `PATCH /api/streams/{id}`; fields that are left out keep their values.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct StreamChange {
    /// Title: 1 to 140 characters.
    pub title: Option<String>,
    /// What it is about.
    pub description: Option<String>,
    /// Who may watch the VOD; until it is set, the channel's setting applies.
    pub visibility: Option<Visibility>,
}

/// One rendition of a stream, as `GET /api/streams/{id}/hls` lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Rendition {
    /// Its name in addresses: `source`, `720p`, …
    pub name: String,
    /// Address of its media playlist.
    pub url: String,
    /// Pixels across; none without video.
    pub width: Option<u32>,
    /// Pixels down; none without video.
    pub height: Option<u32>,
    /// RFC 6381 codec list.
    pub codecs: String,
}

/// Answer of `GET /api/streams/{id}/hls`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Playback {
    /// Address of the multivariant playlist.
    pub url: String,
    /// The renditions, source first.
    pub renditions: Vec<Rendition>,
}

/// What the stream manager shows: the channel, what an encoder sends right now, and the session it feeds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Studio {
    /// The channel, including the fields for its owner only.
    pub channel: Channel,
    /// The open session: LIVE, or the OFFLINE one that goes live next.
    pub stream: Option<Stream>,
    /// What arrives from the encoder; none while none is connected.
    pub ingest: Option<IngestView>,
}

/// What arrives from a connected encoder.
#[derive(Clone, Default, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct IngestView {
    /// Pixels across; none without video.
    pub width: Option<u32>,
    /// Pixels down; none without video.
    pub height: Option<u32>,
    /// Frames a second.
    pub frame_rate: Option<u32>,
    /// Bits a second over the last seconds.
    pub bitrate: u64,
    /// RFC 6381 codec list.
    pub codecs: String,
}
