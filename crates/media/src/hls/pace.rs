//! How fast a publisher may begin segments and change its configuration: each costs files, lines of playlists and work of every viewer,
//! whatever it holds.

use super::segmenter::Init;
use super::{HlsSettings, PushError};
use std::sync::Arc;
use std::time::Duration;

/// New initialisation segments at once, and the time after which one more is allowed: 30 a minute. An encoder whose sound comes and goes,
/// the most restless of those that work, makes one with every other keyframe at most.
const CHANGES: u32 = 30;
const CHANGE: Duration = Duration::from_secs(2);
/// Seconds of the highest bitrate at once: what a bad network held up comes all at once.
const BURST: u32 = 10;

/// So many times at once, then once each `interval`.
struct Allowance {
    at_once: u32,
    interval: Duration,
    /// When all of it is to be had again.
    whole_at: Duration,
}

impl Allowance {
    fn new(at_once: u32, interval: Duration) -> Self {
        Self { at_once, interval, whole_at: Duration::ZERO }
    }

    fn take(&mut self, now: Duration) {
        self.take_part(now, self.interval);
    }

    /// Takes as much as becomes allowed in this time.
    fn take_part(&mut self, now: Duration, time: Duration) {
        self.whole_at = self.whole_at.max(now).saturating_add(time);
    }

    fn is_overdrawn(&self, now: Duration) -> bool {
        self.whole_at > now.saturating_add(self.interval.saturating_mul(self.at_once))
    }
}

/// What the publishers of one stream have taken of their allowances. They share them, so that nothing is gained by connecting again.
pub(super) struct Pace {
    segments: Allowance,
    changes: Allowance,
    bytes: Allowance,
    bytes_per_second: u32,
    init: Option<Arc<Init>>,
}

impl Pace {
    pub fn new(settings: &HlsSettings) -> Self {
        Self {
            // A segment ends early at a break only, so half its length is twice what a working encoder needs.
            segments: Allowance::new(settings.segments_at_once, settings.segment / 2),
            changes: Allowance::new(CHANGES, CHANGE),
            bytes: Allowance::new(BURST, Duration::from_secs(1)),
            bytes_per_second: settings.bytes_per_second.max(1),
            init: None,
        }
    }

    /// A message of so many bytes arrives.
    pub fn receive(&mut self, bytes: usize, now: Duration) {
        self.bytes.take_part(now, Duration::from_secs_f64(bytes as f64 / f64::from(self.bytes_per_second)));
    }

    /// A segment with this initialisation begins, `now` after the stream did.
    pub fn begin_segment(&mut self, init: &Arc<Init>, now: Duration) {
        self.segments.take(now);
        if self.init.as_ref().is_none_or(|known| !Arc::ptr_eq(known, init)) {
            self.init = Some(init.clone());
            self.changes.take(now);
        }
    }

    /// Whether the publisher may go on.
    pub fn judge(&self, now: Duration) -> Result<(), PushError> {
        if self.changes.is_overdrawn(now) {
            return Err(PushError::Changes);
        }
        if self.segments.is_overdrawn(now) {
            return Err(PushError::Segments);
        }
        if self.bytes.is_overdrawn(now) {
            return Err(PushError::Bitrate { bytes_per_second: self.bytes_per_second });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    fn init() -> Arc<Init> {
        Arc::new(Init::new("init.mp4".into(), bytes::Bytes::new(), None, None))
    }

    #[test]
    fn segments_of_their_usual_length_are_never_too_many() {
        let (mut pace, init) = (Pace::new(&HlsSettings::default()), init());
        let mut now = 0;
        for _ in 0..100_000 {
            pace.begin_segment(&init, seconds(now));
            assert_eq!(pace.judge(seconds(now)), Ok(()));
            now += 2;
        }
        // Four minutes of media at once.
        for _ in 0..HlsSettings::default().segments_at_once {
            assert_eq!(pace.judge(seconds(now)), Ok(()));
            pace.begin_segment(&init, seconds(now));
        }
        assert_eq!(pace.judge(seconds(now)), Ok(()));
        pace.begin_segment(&init, seconds(now));
        assert_eq!(pace.judge(seconds(now)), Err(PushError::Segments));
        assert_eq!(pace.judge(seconds(now + 1)), Ok(()), "one more each second");
    }

    #[test]
    fn a_bitrate_may_be_exceeded_for_ten_seconds() {
        let settings = HlsSettings::default();
        let (mut pace, second) = (Pace::new(&settings), settings.bytes_per_second as usize);
        for now in 0..10_000 {
            pace.receive(second, seconds(now));
            assert_eq!(pace.judge(seconds(now)), Ok(()));
        }
        // The second that is not over yet counts.
        for _ in 0..9 {
            pace.receive(second, seconds(9_999));
            assert_eq!(pace.judge(seconds(9_999)), Ok(()));
        }
        pace.receive(second, seconds(9_999));
        assert_eq!(pace.judge(seconds(9_999)), Err(PushError::Bitrate { bytes_per_second: settings.bytes_per_second }));
        assert_eq!(pace.judge(seconds(10_000)), Ok(()));
    }

    #[test]
    fn a_configuration_may_change_thirty_times_a_minute_for_ever() {
        let mut pace = Pace::new(&HlsSettings::default());
        for change in 0..10_000 {
            pace.begin_segment(&init(), seconds(change * 2));
            assert_eq!(pace.judge(seconds(change * 2)), Ok(()));
        }
        let now = seconds(20_000);
        for _ in 0..=CHANGES {
            assert_eq!(pace.judge(now), Ok(()));
            pace.begin_segment(&init(), now);
        }
        assert_eq!(pace.judge(now), Err(PushError::Changes));
        assert_eq!(pace.judge(now + CHANGE), Ok(()));
    }
}
