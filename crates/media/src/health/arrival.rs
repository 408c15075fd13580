//! Media time against arrival: is the network fast enough, and do audio and video come together?

use std::collections::VecDeque;

use super::{Sample, keep};

/// Seconds that are searched for the best moment, from which lag is measured. With more, an encoder's clock that runs a little
/// slower than ours would look like lag.
const BEST: usize = 60;

#[derive(Debug, Default)]
pub(super) struct Arrival {
    /// When the newest message arrived, and the newest media time of all.
    last: Option<i64>,
    newest: Option<i64>,
    stall: i64,
    /// Media time minus arrival of the second's timeliest message of each track.
    video: Option<i64>,
    audio: Option<i64>,
    /// The same of all tracks in each of the last seconds.
    offsets: VecDeque<i64>,
}

impl Arrival {
    /// A video frame of media time `ms` arrived.
    pub(super) fn video(&mut self, ms: i64, now: i64) {
        self.video = self.video.max(Some(ms - now));
        self.message(ms, now);
    }

    /// An audio frame of media time `ms` arrived.
    pub(super) fn audio(&mut self, ms: i64, now: i64) {
        self.audio = self.audio.max(Some(ms - now));
        self.message(ms, now);
    }

    fn message(&mut self, ms: i64, now: i64) {
        self.stall = self.stall.max(now - self.last.unwrap_or(now));
        self.last = Some(now);
        self.newest = self.newest.max(Some(ms));
    }

    /// The publisher's clock jumped: earlier measurements of it don't apply any more.
    pub(super) fn jump(&mut self) {
        let Self { last, stall, .. } = *self;
        *self = Self { last, stall, ..Self::default() };
    }

    /// The second that ends at `at` is over.
    pub(super) fn close(&mut self, at: i64, sample: &mut Sample) {
        let (video, audio) = (self.video.take(), self.audio.take());
        sample.stall = std::mem::take(&mut self.stall).max(self.last.map_or(0, |last| at - last));
        sample.av_drift = video.zip(audio).map(|(video, audio)| audio - video);
        // A second without media falls behind by as much as has passed since.
        let Some(offset) = video.max(audio).or(self.newest.map(|newest| newest - at)) else { return };
        keep(&mut self.offsets, BEST, offset);
        sample.lag = self.offsets.iter().max().map_or(0, |best| best - offset);
    }
}
