//! Wall clock for `EXT-X-PROGRAM-DATE-TIME`: when a media time was, judged by the earliest arrival.

use super::ticks::TICKS_PER_MS;

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
    let (days, in_day) = (unix_ms.div_euclid(86_400_000), unix_ms.rem_euclid(86_400_000));
    // Years are counted from March so that the leap day ends one; an era is 400 years.
    let from_march_0000 = days + 719_468;
    let era = from_march_0000.div_euclid(146_097);
    let day_of_era = from_march_0000.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    let (hour, minute) = (in_day / 3_600_000, in_day / 60_000 % 60);
    let (second, milli) = (in_day / 1_000 % 60, in_day % 1_000);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{milli:03}Z")
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
