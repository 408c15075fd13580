//! How many bits a second a rendition takes, over its latest seconds.

use crate::hls::FinishedPart;
use std::collections::VecDeque;

/// Ten seconds of parts, in ticks.
const SPAN: i64 = 10 * 90_000;

/// Sums over the latest parts.
#[derive(Default)]
pub(super) struct Meter {
    parts: VecDeque<(i64, usize)>,
    ticks: i64,
    bytes: usize,
}

impl Meter {
    /// Counts a part in, and those out that are too old.
    pub fn add(&mut self, part: &FinishedPart) {
        self.parts.push_back((part.duration, part.bytes.len()));
        self.ticks += part.duration;
        self.bytes += part.bytes.len();
        while self.ticks > SPAN {
            let Some((ticks, bytes)) = self.parts.pop_front() else { break };
            self.ticks -= ticks;
            self.bytes -= bytes;
        }
    }

    /// Bits per second over the latest parts.
    pub fn bitrate(&self) -> u64 {
        if self.ticks <= 0 { 0 } else { self.bytes as u64 * 8 * 90_000 / self.ticks.cast_unsigned() }
    }
}
