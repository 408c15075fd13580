//! Ingest health as its page shows it: what an encoder sends, in figures, and in plain words what to change.

mod issue;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use utoipa::ToSchema;

pub use issue::{Issue, IssueCode, Severity};

/// The condition of a stream's ingest, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Condition {
    /// Nothing to change.
    Good,
    /// Something could be better.
    Warning,
    /// Viewers notice the problem.
    Bad,
    /// No encoder is connected.
    Offline,
}

/// Answer of `GET /api/streams/{id}/health`. Figures are null while unknown, and all of them while no encoder is connected.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Health {
    /// The condition that the worst issue implies.
    pub status: Condition,
    /// Bits a second over the last ten seconds, audio and video.
    pub bitrate: Option<u64>,
    /// The video's share of `bitrate`.
    pub video_bitrate: Option<u64>,
    /// The audio's share of `bitrate`.
    pub audio_bitrate: Option<u64>,
    /// Frames a second by the encoder's own clock.
    pub frame_rate: Option<f64>,
    /// Seconds between the last two keyframes.
    pub keyframe_interval: Option<f64>,
    /// Milliseconds that sound is ahead of the picture; negative when it is late.
    pub av_drift: Option<i64>,
    /// Pixels across.
    pub width: Option<u32>,
    /// Pixels down.
    pub height: Option<u32>,
    /// RFC 6381 codec list.
    pub codecs: Option<String>,
    /// Video frames left out by the encoder or unusable since it connected.
    pub dropped_frames: Option<u64>,
    /// How often the encoder reconnected to the running stream in the last hour.
    pub reconnects: Option<u32>,
    /// The encoder's name, as it gives it.
    pub encoder: Option<String>,
    /// When this was measured.
    #[serde(with = "time::serde::rfc3339")]
    pub updated_at: OffsetDateTime,
    /// What is wrong, worst first; empty for a stream without faults.
    pub issues: Vec<Issue>,
    /// The last five minutes, one moment per second, oldest first.
    pub history: Vec<Moment>,
}

/// One second of the history.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Moment {
    /// The end of this second.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// Bits a second over three seconds up to here.
    pub bitrate: u64,
    /// Frames a second.
    pub frame_rate: Option<f64>,
    /// Milliseconds that sound is ahead of the picture.
    pub av_drift: Option<i64>,
}

impl Health {
    /// The answer while no encoder is connected.
    pub fn offline(now: OffsetDateTime) -> Self {
        Self {
            status: Condition::Offline,
            bitrate: None,
            video_bitrate: None,
            audio_bitrate: None,
            frame_rate: None,
            keyframe_interval: None,
            av_drift: None,
            width: None,
            height: None,
            codecs: None,
            dropped_frames: None,
            reconnects: None,
            encoder: None,
            updated_at: now,
            issues: Vec::new(),
            history: Vec::new(),
        }
    }
}
