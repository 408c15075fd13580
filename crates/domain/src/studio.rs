//! The stream manager: what a channel's owner sees of the session that is on air or goes live next.

use crate::{channels::Channel, markers::Marker, streams::Stream};
use serde::{Deserialize, Serialize};

/// The most markers that the stream manager shows.
pub const MARKERS_SHOWN: usize = 5;

/// What the stream manager shows: the channel, what an encoder sends right now, and the session it feeds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Studio {
    /// The channel, including the fields for its owner only.
    pub channel: Channel,
    /// The open session: LIVE, or the OFFLINE one that goes live next.
    pub stream: Option<Stream>,
    /// What the next session begins with, while none is open.
    pub upcoming: Option<Upcoming>,
    /// What arrives from the encoder; none while none is connected.
    pub ingest: Option<IngestView>,
    /// The markers that were set last while the session is LIVE, the newest first: at most [`MARKERS_SHOWN`].
    pub markers: Vec<Marker>,
}

/// Title and description that a channel's next session begins with: those of its last one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Upcoming {
    /// As the last session's, or that the channel is live.
    pub title: String,
    /// None if the last session had none.
    pub description: Option<String>,
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
