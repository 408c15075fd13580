//! What is known about a connected encoder: the input of the rules.

/// Everything that was measured of one connected encoder, or that it announced.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// Bits a second of video over the last ten seconds.
    pub video_bitrate: u64,
    /// Bits a second of audio over the last ten seconds.
    pub audio_bitrate: u64,
    /// Video frames since it connected.
    pub video_frames: u64,
    /// Audio frames since it connected.
    pub audio_frames: u64,
    /// Video frames left out or thrown away since it connected.
    pub dropped_frames: u64,
    /// Pixels across.
    pub width: Option<u32>,
    /// Pixels down.
    pub height: Option<u32>,
    /// RFC 6381 name of the video codec.
    pub video_codec: Option<String>,
    /// RFC 6381 name of the audio codec.
    pub audio_codec: Option<String>,
    /// Audio channels.
    pub channels: Option<u8>,
    /// Audio samples a second.
    pub sample_rate: Option<u32>,
    /// What the encoder calls itself.
    pub encoder: Option<String>,
    /// Bits a second of video that the encoder announced.
    pub announced_video_bitrate: Option<u64>,
    /// Bits a second of audio that the encoder announced.
    pub announced_audio_bitrate: Option<u64>,
    /// Frames a second that the encoder announced.
    pub announced_frame_rate: Option<f64>,
    /// Whether it sends video tracks that are not used.
    pub ignored_video_tracks: bool,
    /// Whether it sends audio tracks that are not used.
    pub ignored_audio_tracks: bool,
    /// How often it reconnected to the running stream in the last hour.
    pub reconnects: u32,
    /// At most the last five minutes, one sample per second, oldest first.
    pub samples: Vec<Sample>,
}

/// One second by time of arrival.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sample {
    /// The end of this second in Unix milliseconds.
    pub at: i64,
    /// Bits a second of video over three seconds up to here.
    pub video_bitrate: u64,
    /// Bits a second of audio over three seconds up to here.
    pub audio_bitrate: u64,
    /// Frames a second by the encoder's clock; none before the first frame.
    pub frame_rate: Option<f64>,
    /// Video frames that arrived.
    pub video_frames: u32,
    /// Audio frames that arrived.
    pub audio_frames: u32,
    /// Video frames out of step with the usual distance.
    pub irregular_frames: u32,
    /// Video frames that the encoder seems to have left out.
    pub missing_frames: u32,
    /// Frames that could not be used.
    pub dropped_frames: u32,
    /// Most B-frames in a row.
    pub b_frames: u32,
    /// Distances of keyframes.
    pub gop: Gop,
    /// Milliseconds that sound is ahead of the picture.
    pub av_drift: Option<i64>,
    /// Milliseconds that media time is behind its arrival.
    pub lag: i64,
    /// Longest pause in milliseconds.
    pub stall: i64,
    /// Jumps of the encoder's clock.
    pub jumps: u32,
}

/// Distances of keyframes in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gop {
    /// Between the last two keyframes.
    pub last: Option<i64>,
    /// The longest in the last minute.
    pub longest: Option<i64>,
    /// The shortest in the last minute.
    pub shortest: Option<i64>,
    /// Number of distances in the last minute.
    pub count: u32,
    /// Since the last keyframe.
    pub open: i64,
}
