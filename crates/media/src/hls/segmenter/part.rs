//! What the segmenter makes of frames: segments and their parts.

use super::Init;
use bytes::Bytes;
use std::sync::Arc;

/// What a message caused, in order.
pub(in crate::hls) enum Event {
    /// A segment begins.
    Open(Head),
    /// A part of the open segment is done.
    Part(Part),
    /// The open segment is done.
    Close,
}

/// The beginning of a segment.
#[derive(Clone, Debug)]
pub(in crate::hls) struct Head {
    pub msn: u64,
    pub init: Arc<Init>,
    /// Media time of its first frame in ticks.
    pub start: i64,
    /// Presentation time of its first picture in ticks; `None` without video.
    pub shown: Option<i64>,
    /// Unix milliseconds of its first frame.
    pub date: i64,
    pub discontinuity: bool,
    /// It goes on from the boot segment, which does not wait for a keyframe to end.
    pub after_boot: bool,
}

/// A finished part.
#[derive(Clone, Debug)]
pub(in crate::hls) struct Part {
    /// Length in ticks.
    pub duration: i64,
    pub independent: bool,
    /// Number of coded pictures.
    pub pictures: usize,
    /// Empty for a part that is missing.
    pub bytes: Bytes,
}

impl Part {
    /// It is listed but not available.
    pub fn is_gap(&self) -> bool {
        self.bytes.is_empty()
    }
}
