//! What is known about a connected encoder: the input of the rules.

use super::rules;
use domain::health::{Condition, Health, Moment, Severity};
use media::health::{Report, Sample};
use media::hls::{AudioStats, Stats, VideoStats};
use time::OffsetDateTime;

/// What was measured of one connected encoder, and what the packager knows of its tracks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// Measured from its messages. `Sample::at` is in Unix milliseconds.
    pub report: Report,
    /// The video track, once known.
    pub video: Option<VideoStats>,
    /// The audio track, once known.
    pub audio: Option<AudioStats>,
    /// How often it reconnected to the running stream in the last hour.
    pub reconnects: u32,
}

impl Figures {
    /// `stats` is what the packager knows of the tracks.
    pub fn new(report: Report, stats: Option<Stats>, reconnects: u32) -> Self {
        let Stats { video, audio, .. } = stats.unwrap_or_default();
        Self { report, video, audio, reconnects }
    }

    /// Width and height in pixels.
    pub(super) fn size(&self) -> Option<(u32, u32)> {
        self.video.as_ref().map(|video| (video.width, video.height))
    }

    /// RFC 6381 name of the video codec.
    pub(super) fn video_codec(&self) -> Option<&str> {
        self.video.as_ref().map(|video| video.codec.as_str())
    }

    /// RFC 6381 name of the audio codec.
    pub(super) fn audio_codec(&self) -> Option<&str> {
        self.audio.as_ref().map(|audio| audio.codec.as_str())
    }

    /// The figures as people see them, with what is wrong.
    pub fn judge(&self, now: OffsetDateTime) -> Health {
        let issues = rules::issues(self);
        let status = match issues.iter().map(|issue| issue.severity).max() {
            None => Condition::Good,
            Some(Severity::Warning) => Condition::Warning,
            Some(Severity::Error) => Condition::Bad,
        };
        let Report { video_bitrate, audio_bitrate, samples, .. } = &self.report;
        let last = samples.last();
        let known = last.is_some();
        let codecs: Vec<&str> = self.video_codec().into_iter().chain(self.audio_codec()).collect();
        Health {
            status,
            bitrate: known.then_some(video_bitrate + audio_bitrate),
            video_bitrate: known.then_some(*video_bitrate),
            audio_bitrate: known.then_some(*audio_bitrate),
            frame_rate: last.and_then(|last| last.frame_rate).map(hundredths),
            keyframe_interval: last.and_then(|last| last.gop.last).map(|length| length as f64 / 1000.0),
            av_drift: last.and_then(|last| last.av_drift),
            width: self.size().map(|(width, _)| width),
            height: self.size().map(|(_, height)| height),
            codecs: (!codecs.is_empty()).then(|| codecs.join(",")),
            dropped_frames: Some(self.report.dropped_frames),
            reconnects: Some(self.reconnects),
            encoder: self.report.announced.encoder.as_deref().map(encoder_name),
            updated_at: now,
            issues,
            history: samples.iter().map(moment).collect(),
        }
    }
}

fn moment(sample: &Sample) -> Moment {
    Moment {
        at: OffsetDateTime::from_unix_timestamp_nanos(i128::from(sample.at) * 1_000_000)
            .unwrap_or(OffsetDateTime::UNIX_EPOCH),
        bitrate: sample.video_bitrate + sample.audio_bitrate,
        frame_rate: sample.frame_rate.map(hundredths),
        av_drift: sample.av_drift,
    }
}

fn hundredths(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

/// `obs-output module (libobs version 30.2.3)` is shown as `OBS 30.2.3`; other names stay as they are.
fn encoder_name(announced: &str) -> String {
    match announced.split_once("libobs version ") {
        Some((_, version)) => format!("OBS {}", version.trim_end_matches(')')),
        None => announced.to_owned(),
    }
}
