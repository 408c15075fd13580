//! Wall clock for `EXT-X-PROGRAM-DATE-TIME`: when a media time was, judged by the earliest arrival.

use super::ticks::TICKS_PER_MS;
use time::OffsetDateTime;
use time::macros::format_description;

/// How long an earliest arrival counts, in milliseconds. Long enough to outlast a burst, short enough to follow drift.
const MEMORY_MS: i64 = 16_000;

/// Keeps the least difference of arrival and media time: an encoder that sends ahead lowers it, one that stutters does not raise it,
/// so that the date of a frame is never later than its arrival.
#[derive(Default)]
pub(super) struct WallClock {
    /// Least difference in this and in the last period, and when this period began.
    least: Option<(i64, i64, i64)>,
}

impl WallClock {
    /// A frame of this media time (90 kHz) arrived at `now` (Unix milliseconds).
    pub fn observe(&mut self, ticks: i64, now: i64) {
        let difference = now - ticks / TICKS_PER_MS;
        self.least = Some(match self.least {
            None => (difference, difference, now),
            Some((current, _, since)) if now - since > MEMORY_MS => (difference, current, now),
            Some((current, last, since)) => (current.min(difference), last, since),
        });
    }

    /// Unix milliseconds of a media time that has arrived.
    pub fn date(&self, ticks: i64, now: i64) -> i64 {
        match self.least {
            None => now,
            Some((current, last, _)) => (current.min(last) + ticks / TICKS_PER_MS).min(now),
        }
    }
}

/// `2026-01-31T12:34:56.789Z` for Unix milliseconds.
pub(super) fn rfc3339(unix_ms: i64) -> String {
    let date = OffsetDateTime::from_unix_timestamp_nanos(i128::from(unix_ms) * 1_000_000).ok();
    let form = format_description!("[year]-[month]-[day]T[hour]:[minute]:[second].[subsecond digits:3]Z");
    date.and_then(|date| date.format(form).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_right_around_leap_days() {
        assert_eq!(rfc3339(0), "1970-01-01T00:00:00.000Z");
        assert_eq!(rfc3339(951_782_399_999), "2000-02-28T23:59:59.999Z");
        assert_eq!(rfc3339(951_782_400_000), "2000-02-29T00:00:00.000Z");
        assert_eq!(rfc3339(1_798_761_599_001), "2026-12-31T23:59:59.001Z");
    }

    #[test]
    fn a_burst_of_half_a_second_is_not_dated_into_the_future() {
        let mut clock = WallClock::default();
        clock.observe(0, 10_000);
        clock.observe(45_000, 10_000);
        assert_eq!(clock.date(45_000, 10_000), 10_000);
        assert_eq!(clock.date(0, 10_000), 9_500);
    }
}
