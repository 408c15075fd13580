//! Ingest health: what an encoder sends, in figures, and in plain words what to change. `docs/ingest-health.md` is its page for people.

mod figures;
mod issue;
mod rules;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use utoipa::ToSchema;

pub use figures::{Figures, Gop, Sample};
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

    /// A connected encoder's figures, judged.
    pub fn of(figures: &Figures, now: OffsetDateTime) -> Self {
        let issues = rules::issues(figures);
        let status = match issues.iter().map(|issue| issue.severity).max() {
            None => Condition::Good,
            Some(Severity::Warning) => Condition::Warning,
            Some(Severity::Error) => Condition::Bad,
        };
        let last = figures.samples.last();
        let known = !figures.samples.is_empty();
        let codecs: Vec<&str> = figures.video_codec.iter().chain(&figures.audio_codec).map(String::as_str).collect();
        Self {
            status,
            bitrate: known.then_some(figures.video_bitrate + figures.audio_bitrate),
            video_bitrate: known.then_some(figures.video_bitrate),
            audio_bitrate: known.then_some(figures.audio_bitrate),
            frame_rate: last.and_then(|last| last.frame_rate).map(|rate| rounded(rate, 100.0)),
            keyframe_interval: last.and_then(|last| last.gop.last).map(|length| length as f64 / 1000.0),
            av_drift: last.and_then(|last| last.av_drift),
            width: figures.width,
            height: figures.height,
            codecs: (!codecs.is_empty()).then(|| codecs.join(",")),
            dropped_frames: Some(figures.dropped_frames),
            reconnects: Some(figures.reconnects),
            encoder: figures.encoder.as_deref().map(encoder_name),
            updated_at: now,
            issues,
            history: figures.samples.iter().map(moment).collect(),
        }
    }
}

fn moment(sample: &Sample) -> Moment {
    Moment {
        at: OffsetDateTime::from_unix_timestamp_nanos(i128::from(sample.at) * 1_000_000)
            .unwrap_or(OffsetDateTime::UNIX_EPOCH),
        bitrate: sample.video_bitrate + sample.audio_bitrate,
        frame_rate: sample.frame_rate.map(|rate| rounded(rate, 100.0)),
        av_drift: sample.av_drift,
    }
}

fn rounded(number: f64, parts: f64) -> f64 {
    (number * parts).round() / parts
}

/// `obs-output module (libobs version 30.2.3)` is shown as `OBS 30.2.3`; other names stay as they are.
fn encoder_name(told: &str) -> String {
    match told.split_once("libobs version ") {
        Some((_, version)) => format!("OBS {}", version.trim_end_matches(')')),
        None => told.to_owned(),
    }
}
