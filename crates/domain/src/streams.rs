//! Streams: one session of a channel, from going live to its archive.

use crate::{ChannelId, StreamId, Visibility, value};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use utoipa::ToSchema;

value::text_value!(
    /// A stream's title: 1 to 140 characters.
    Title,
    |text| value::line(&value::composed(text), "The title", 1, 140)
);

/// The title of a channel's first session, until its owner gives it one.
pub fn first_title(channel_name: &str) -> String {
    format!("{channel_name} is live")
}

value::words! {
    /// A stream's status. It only moves forward, one step at a time.
    Status, "A status is one of OFFLINE, LIVE, ENDING and ARCHIVED.",
    /// Prepared; viewers don't see it yet.
    Offline = "OFFLINE",
    /// On air.
    Live = "LIVE",
    /// Ended; its last seconds are still watched.
    Ending = "ENDING",
    /// Over.
    Archived = "ARCHIVED",
}

impl Status {
    /// Whether `next` may follow: only OFFLINE → LIVE → ENDING → ARCHIVED, one step at a time.
    pub fn can_become(self, next: Self) -> bool {
        matches!(
            (self, next),
            (Self::Offline, Self::Live) | (Self::Live, Self::Ending) | (Self::Ending, Self::Archived)
        )
    }
}

/// A stream as everyone sees it; the last field is set only for its owner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
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
    /// Below which prefix its recording lies in object storage, for its owner only; null without a recording.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recording_path: Option<Option<String>>,
}

/// Body of `POST /api/streams`.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(example = json!({ "channelId": "night-shift", "title": "Evening session" }))]
pub struct NewStream {
    /// Id or slug of the channel.
    pub channel_id: String,
    /// Title: 1 to 140 characters.
    #[schema(min_length = 1, max_length = 140)]
    pub title: String,
    /// What it is about.
    #[serde(default)]
    #[schema(max_length = 2000)]
    pub description: Option<String>,
}

/// Body of `PATCH /api/streams/{id}`; fields that are left out keep their values.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(example = json!({ "title": "Now: questions and answers" }))]
pub struct StreamChange {
    /// Title: 1 to 140 characters.
    #[schema(min_length = 1, max_length = 140)]
    pub title: Option<String>,
    /// What it is about.
    #[schema(max_length = 2000)]
    pub description: Option<String>,
    /// Who may watch the VOD; until it is set, the channel's setting applies.
    pub visibility: Option<Visibility>,
}

/// One rendition of a stream, as `GET /api/streams/{id}/hls` lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Playback {
    /// Address of the multivariant playlist.
    pub url: String,
    /// The renditions, source first.
    pub renditions: Vec<Rendition>,
}
