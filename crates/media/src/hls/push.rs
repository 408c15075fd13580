//! What comes of a publisher's messages: an outcome, an error, and what is known of the stream.

use std::time::Duration;

/// What a message caused.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pushed {
    /// The stream's first playlist exists since this message.
    pub playable: bool,
}

/// Why a message was not taken. Apart from [`PushError::Superseded`], [`PushError::Ended`] and [`PushError::Memory`] the fault is the
/// publisher's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PushError {
    /// Another writer was opened for the same stream.
    #[error("another publisher took this stream over")]
    Superseded,
    /// The stream was ended or removed.
    #[error("this stream has ended")]
    Ended,
    /// A codec that the packager does not support.
    #[error("{codec} is not supported. {cure}")]
    Unsupported {
        /// The codec's common name.
        codec: String,
        /// What to choose instead, and where: a sentence for the creator.
        cure: &'static str,
    },
    /// The message breaks the format it claims.
    #[error("malformed {what}: {why}")]
    Malformed {
        /// The structure, for example "AVC configuration".
        what: &'static str,
        /// What is wrong with it.
        why: &'static str,
    },
    /// The codecs, their settings or the set of tracks changed too often.
    #[error(
        "The encoder changes its codec settings or its tracks again and again. Restart it with settings that stay as they are."
    )]
    Changes,
    /// Too many bytes came.
    #[error(
        "The encoder sends more than {} Mbit/s. Lower its bitrate; if it reads a file, let it send at the speed of playback (ffmpeg: -re \
        before -i).", bytes_per_second / 125_000
    )]
    Bitrate {
        /// Most bytes a second.
        bytes_per_second: u32,
    },
    /// The memory for the media of all streams is used up.
    #[error(
        "The server has no memory left for this stream. Try again in a few minutes, or ask its operator for more (AETHEX_MEDIA_MEMORY)."
    )]
    Memory,
    /// Too many segments began: media came much faster than it plays, or its times jumped again and again.
    #[error(
        "The encoder sends much faster than real time, or its timestamps jump again and again. Send at the speed of playback (ffmpeg: -re \
        before -i)."
    )]
    Segments,
}

/// What the creator's dashboard shows about the incoming stream.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stats {
    /// The video track, once known.
    pub video: Option<VideoStats>,
    /// The audio track, once known.
    pub audio: Option<AudioStats>,
    /// Bits per second of media over the listed window.
    pub bitrate: u64,
    /// Time between the last two keyframes.
    pub keyframe_interval: Option<Duration>,
    /// Media time written so far by all publishers of the stream.
    pub written: Duration,
    /// How often the timeline was broken (jump of time, new configuration, resumed).
    pub discontinuities: u64,
    /// Samples thrown away: before the first keyframe, or overlapping in time.
    pub dropped: u64,
}

/// Facts of a video track.
#[derive(Clone, Debug, PartialEq)]
pub struct VideoStats {
    /// RFC 6381 name, for example `avc1.64001F`.
    pub codec: String,
    /// Shown width in pixels.
    pub width: u32,
    /// Shown height in pixels.
    pub height: u32,
    /// Frames per second, once known.
    pub frame_rate: Option<f64>,
}

/// Facts of an audio track.
#[derive(Clone, Debug, PartialEq)]
pub struct AudioStats {
    /// RFC 6381 name, for example `mp4a.40.2`.
    pub codec: String,
    /// Samples per second.
    pub sample_rate: u32,
    /// Number of channels.
    pub channels: u8,
}
