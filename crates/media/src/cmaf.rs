//! Fragmented MP4 as CMAF wants it (ISO/IEC 23000-19, ISO/IEC 14496-12): one initialisation for both tracks, one `moof` and `mdat` per part.

mod boxes;
mod entry;
mod fragment;
mod init;
mod time_shift;

pub use fragment::{Fragment, Sample, fragment};
pub use init::init;
pub use time_shift::{LARGEST_MOOF, TimeShifter, Timescales};

/// Track number of the video in every initialisation and fragment.
pub const VIDEO_TRACK: u32 = 1;
/// Track number of the audio in every initialisation and fragment.
pub const AUDIO_TRACK: u32 = 2;
/// Ticks per second of the video track, and of the packager's own clock.
pub const VIDEO_TIMESCALE: u32 = 90_000;
