//! One thing that is wrong with what an encoder sends.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How much an issue affects viewers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// It could be better.
    Warning,
    /// Viewers notice it.
    Error,
}

/// One thing that is wrong, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Issue {
    /// Which issue it is.
    pub code: IssueCode,
    /// How much it affects viewers.
    pub severity: Severity,
    /// What is seen, with the measured value: a sentence.
    pub message: String,
    /// What to change, with the name of the setting: a sentence.
    pub fix: String,
}

crate::value::words! {
    /// Which issue; the codes are stable.
    IssueCode, "This is not the code of an issue.",
    /// The stream falls behind real time, or stalls.
    UploadSlow = "upload_slow",
    /// The encoder drops its connection again and again.
    ReconnectingOften = "reconnecting_often",
    /// The encoder's clock jumps.
    TimestampsJump = "timestamps_jump",
    /// No picture comes.
    VideoMissing = "video_missing",
    /// No sound comes.
    AudioMissing = "audio_missing",
    /// Keyframes are too far apart.
    GopTooLong = "gop_too_long",
    /// Keyframes come at irregular distances.
    GopIrregular = "gop_irregular",
    /// The picture has fewer bits than its size needs.
    BitrateLow = "bitrate_low",
    /// The bitrate swings.
    BitrateUnstable = "bitrate_unstable",
    /// More bits than viewers can be expected to receive.
    BitrateAboveLadder = "bitrate_above_ladder",
    /// Frames are missing.
    FramesDropped = "frames_dropped",
    /// Too few frames a second.
    FrameRateLow = "frame_rate_low",
    /// Frames come out of step.
    FrameRateUnstable = "frame_rate_unstable",
    /// Sound comes later than its picture.
    AudioLate = "audio_late",
    /// Sound and picture drift apart.
    AvDrift = "av_drift",
    /// More B-frames in a row than low latency allows.
    BFramesMany = "b_frames_many",
    /// A picture size that not every device shows well.
    ResolutionOdd = "resolution_odd",
    /// A codec or profile that not every browser plays.
    CodecNotEverywhere = "codec_not_everywhere",
    /// Sound with too few bits.
    AudioBitrateLow = "audio_bitrate_low",
    /// An unusual audio sample rate.
    SampleRateOdd = "sample_rate_odd",
    /// More than one track of a kind.
    TracksIgnored = "tracks_ignored",
}
