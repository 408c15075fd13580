//! Converts what the media crate measures into the figures that the health rules judge.

use domain::health::{Figures, Gop, Sample};
use media::health::{self, Report};
use media::hls::Stats;

/// The figures of one connected encoder. `stats` is what the packager knows of its tracks.
pub fn of(report: Report, stats: Option<Stats>, reconnects: u32) -> Figures {
    let Stats { video, audio, .. } = stats.unwrap_or_default();
    Figures {
        video_bitrate: report.video_bitrate,
        audio_bitrate: report.audio_bitrate,
        video_frames: report.video_frames,
        audio_frames: report.audio_frames,
        dropped_frames: report.dropped_frames,
        width: video.as_ref().map(|video| video.width),
        height: video.as_ref().map(|video| video.height),
        video_codec: video.map(|video| video.codec),
        channels: audio.as_ref().map(|audio| audio.channels),
        sample_rate: audio.as_ref().map(|audio| audio.sample_rate),
        audio_codec: audio.map(|audio| audio.codec),
        encoder: report.announced.encoder,
        announced_video_bitrate: report.announced.video_bitrate,
        announced_audio_bitrate: report.announced.audio_bitrate,
        announced_frame_rate: report.announced.frame_rate,
        ignored_video_tracks: report.ignored_video_tracks,
        ignored_audio_tracks: report.ignored_audio_tracks,
        reconnects,
        samples: report.samples.into_iter().map(sample).collect(),
    }
}

fn sample(measured: health::Sample) -> Sample {
    let health::Gop { last, longest, shortest, count, open } = measured.gop;
    Sample {
        at: measured.at,
        video_bitrate: measured.video_bitrate,
        audio_bitrate: measured.audio_bitrate,
        frame_rate: measured.frame_rate,
        video_frames: measured.video_frames,
        audio_frames: measured.audio_frames,
        irregular_frames: measured.irregular_frames,
        missing_frames: measured.missing_frames,
        dropped_frames: measured.dropped_frames,
        b_frames: measured.b_frames,
        gop: Gop { last, longest, shortest, count, open },
        av_drift: measured.av_drift,
        lag: measured.lag,
        stall: measured.stall,
        jumps: measured.jumps,
    }
}

#[cfg(test)]
mod tests;
