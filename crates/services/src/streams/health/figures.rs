//! What is known about a connected encoder: the input of the rules.

use media::health::Report;
use media::hls::{AudioStats, Stats, VideoStats};

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
}
