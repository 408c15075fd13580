//! Frames, their distances in time, and how they depend on each other.

use std::collections::VecDeque;

use super::{Gop, Sample, keep};

/// Media time that the frame rate is taken over, in milliseconds, and most frames of it.
const WINDOW_MS: i64 = 3_000;
const MOST_FRAMES: usize = 1024;
/// How far back distances of keyframes are remembered, in milliseconds, and most of them: some encoders send only keyframes.
const MINUTE_MS: i64 = 60_000;
const MOST_GOPS: usize = 256;
/// Seconds without a frame after which the frame rate is zero.
const QUIET: u32 = 3;

#[derive(Debug, Default)]
pub(super) struct Video {
    /// Decoding times of the frames in the window.
    times: VecDeque<i64>,
    /// The usual distance of two frames in milliseconds.
    usual: Option<i64>,
    /// The last keyframe, or the first frame while there is none.
    last_key: Option<i64>,
    had_key: bool,
    /// Arrival and length of each distance.
    gops: VecDeque<(i64, i64)>,
    /// Latest moment of presentation so far, and frames since that are shown before it.
    shown: Option<i64>,
    run: u32,
    /// Seconds without a frame.
    quiet: u32,
    had_frame: bool,
    /// Counts of the current second.
    frames: u32,
    irregular: u32,
    missing: u32,
    b_frames: u32,
}

impl Video {
    /// Decoding time of the newest frame since the last jump.
    pub(super) fn last(&self) -> Option<i64> {
        self.times.back().copied()
    }

    /// A frame with decoding time `ms`.
    pub(super) fn frame(&mut self, ms: i64, composition: i32, key: bool, now: i64) {
        self.frames += 1;
        self.had_frame = true;
        if let (Some(last), Some(usual)) = (self.last(), self.usual) {
            self.judge(ms - last, usual);
        }
        keep(&mut self.times, MOST_FRAMES, ms);
        while self.times.front().is_some_and(|first| ms - first > WINDOW_MS) {
            self.times.pop_front();
        }
        let since = *self.last_key.get_or_insert(ms);
        if key {
            if self.had_key {
                keep(&mut self.gops, MOST_GOPS, (now, ms - since));
            }
            (self.last_key, self.had_key) = (Some(ms), true);
        }
        // A frame that is shown before one that was sent earlier is a B-frame, whatever refers to it.
        let shown = ms + i64::from(composition);
        if self.shown.is_some_and(|latest| shown < latest) {
            self.run += 1;
            self.b_frames = self.b_frames.max(self.run);
        } else {
            (self.shown, self.run) = (Some(shown), 0);
        }
    }

    /// Sorts a distance into usual, a multiple (frames were left out), and anything else.
    fn judge(&mut self, distance: i64, usual: i64) {
        let ratio = distance as f64 / usual.max(1) as f64;
        let multiple = ratio.round();
        if (0.5..=1.5).contains(&ratio) || (distance - usual).abs() <= 2 {
            return;
        }
        if multiple >= 2.0 && (ratio - multiple).abs() <= 0.25 {
            self.missing = self.missing.saturating_add(multiple as u32 - 1);
        } else {
            self.irregular += 1;
        }
    }

    /// The publisher's clock jumped: distances across the jump mean nothing. The distance of keyframes starts over.
    pub(super) fn jump(&mut self) {
        self.times.clear();
        (self.last_key, self.had_key) = (None, false);
        (self.shown, self.run) = (None, 0);
    }

    /// Closes the second that ends at `at`.
    pub(super) fn close(&mut self, at: i64, sample: &mut Sample) {
        self.quiet = if self.frames == 0 { self.quiet + 1 } else { 0 };
        sample.video_frames = std::mem::take(&mut self.frames);
        sample.irregular_frames = std::mem::take(&mut self.irregular);
        sample.missing_frames = std::mem::take(&mut self.missing);
        sample.b_frames = std::mem::take(&mut self.b_frames);
        sample.frame_rate = self.frame_rate();
        self.usual = self.usual_distance().or(self.usual);
        while self.gops.front().is_some_and(|(arrival, _)| at - arrival > MINUTE_MS) {
            self.gops.pop_front();
        }
        let lengths = self.gops.iter().map(|(_, length)| *length);
        sample.gop = Gop {
            last: self.gops.back().map(|(_, length)| *length),
            longest: lengths.clone().max(),
            shortest: lengths.min(),
            count: self.gops.len() as u32,
            open: self.last().zip(self.last_key).map_or(0, |(last, key)| last - key),
        };
    }

    fn frame_rate(&self) -> Option<f64> {
        if !self.had_frame {
            return None;
        }
        if self.quiet >= QUIET {
            return Some(0.0);
        }
        let span = self.times.back()? - self.times.front()?;
        (span > 0).then(|| (self.times.len() - 1) as f64 * 1000.0 / span as f64)
    }

    /// The median: frames that were left out do not move it.
    fn usual_distance(&self) -> Option<i64> {
        let mut distances: Vec<i64> =
            self.times.iter().zip(self.times.iter().skip(1)).map(|(a, b)| b - a).filter(|gap| *gap > 0).collect();
        let middle = distances.len() / 2;
        (!distances.is_empty()).then(|| *distances.select_nth_unstable(middle).1)
    }
}
