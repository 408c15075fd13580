//! Playlists (RFC 8216bis, section 4): of a running stream, of its recording while that grows, and of its archive. All are written and read
//! line by line, as [`Line`] says.

mod archived;
mod line;
mod live;
mod multivariant;
mod read;
mod recorded;
mod text;

pub use archived::{PlaylistBody, RecordedInit, RecordedSegment, RecordingState};
pub use line::{Line, PartName};
pub(super) use live::{LivePlaylist, Report, target_seconds};
pub use multivariant::{Variant, multivariant};
pub use read::{ListedPart, ListedSegment, MediaPlaylist, PlaylistError, with_base};
pub use recorded::RecordedRendition;
pub use text::PlaylistText;
