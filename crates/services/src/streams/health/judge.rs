//! Figures as people see them, with what is wrong.

use super::figures::Figures;
use super::rules;
use domain::health::{Condition, Health, Moment, Severity};
use media::health::{Report, Sample};
use time::OffsetDateTime;

/// The figures as people see them, with what is wrong.
pub(super) fn judge(figures: &Figures, now: OffsetDateTime) -> Health {
    let issues = rules::issues(figures);
    let status = match issues.iter().map(|issue| issue.severity).max() {
        None => Condition::Good,
        Some(Severity::Warning) => Condition::Warning,
        Some(Severity::Error) => Condition::Bad,
    };
    let Report { video_bitrate, audio_bitrate, samples, .. } = &figures.report;
    let last = samples.last();
    let known = last.is_some();
    let codecs: Vec<&str> = figures.video_codec().into_iter().chain(figures.audio_codec()).collect();
    Health {
        status,
        bitrate: known.then_some(video_bitrate + audio_bitrate),
        video_bitrate: known.then_some(*video_bitrate),
        audio_bitrate: known.then_some(*audio_bitrate),
        frame_rate: last.and_then(|last| last.frame_rate).map(hundredths),
        keyframe_interval: last.and_then(|last| last.gop.last).map(|length| length as f64 / 1000.0),
        av_drift: last.and_then(|last| last.av_drift),
        width: figures.size().map(|(width, _)| width),
        height: figures.size().map(|(_, height)| height),
        codecs: (!codecs.is_empty()).then(|| codecs.join(",")),
        dropped_frames: Some(figures.report.dropped_frames),
        reconnects: Some(figures.reconnects),
        encoder: figures.report.announced.encoder.as_deref().map(encoder_name),
        updated_at: now,
        issues,
        history: samples.iter().map(moment).collect(),
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
