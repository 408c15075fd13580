//! Media time: ticks of 90 kHz.

use std::time::Duration;

/// The packager's clock: 90 kHz.
pub(super) const TICKS_PER_MS: i64 = 90;
/// Ticks a second of media times: 90 kHz.
pub const TICKS_PER_SECOND: i64 = 90_000;

pub(super) fn ticks(length: Duration) -> i64 {
    i64::try_from(length.as_millis()).unwrap_or(i64::MAX / TICKS_PER_MS).saturating_mul(TICKS_PER_MS)
}

/// A length in seconds, one to two microseconds longer than it is. Shaka sums lengths up to place each part on its timeline, and where the sum
/// falls short of the part's own time it throws away all pictures up to the next keyframe.
pub(super) fn listed_seconds(ticks: i64) -> f64 {
    ((ticks * 100 + 8).div_euclid(9) + 1) as f64 / 1_000_000.0
}

/// Bits per second of so many bytes in so many ticks; zero without a length.
pub(super) fn bitrate(bytes: u64, ticks: i64) -> u64 {
    if ticks <= 0 { 0 } else { bytes * 8 * TICKS_PER_SECOND.cast_unsigned() / ticks.cast_unsigned() }
}
