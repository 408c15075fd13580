//! Playlists (RFC 8216bis, section 4): of a running stream, of its recording while that grows, and of its archive. All are written and read
//! line by line, as [`Line`] says.

mod archived;
mod line;
mod live;
mod multivariant;
mod read;
mod text;

pub use archived::{PlaylistBody, RecordedInit, RecordedSegment, RecordingState};
pub use line::{Line, PartName};
pub(super) use live::{LivePlaylist, Report, target_seconds};
pub use multivariant::{Variant, multivariant};
pub use read::{ListedPart, ListedSegment, MediaPlaylist, PlaylistError, with_base};
pub use text::PlaylistText;

use super::segmenter::TICKS_PER_SECOND;

/// A length in seconds, one to two microseconds longer than it is. Shaka sums lengths up to place each part on its timeline, and where the sum
/// falls short of the part's own time it throws away all pictures up to the next keyframe.
fn listed_seconds(ticks: i64) -> f64 {
    ((ticks * 100 + 8).div_euclid(9) + 1) as f64 / 1_000_000.0
}

/// Bits per second of so many bytes in so many ticks; zero without a length.
pub(super) fn bitrate(bytes: u64, ticks: i64) -> u64 {
    if ticks <= 0 { 0 } else { bytes * 8 * TICKS_PER_SECOND.cast_unsigned() / ticks.cast_unsigned() }
}
