//! FLV tag bodies as RTMP carries them (Adobe FLV 10.1, annex E.4; Enhanced RTMP v2): from bytes to typed tags.

mod audio;
mod enhanced;
mod metadata;
mod video;

pub use audio::{AudioTag, audio};
pub use metadata::Metadata;
pub use video::{VideoTag, video};

use crate::message::Kind;
use bytes::Bytes;

/// Why a tag body was not understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TagError {
    /// The body ends before its header does.
    #[error("{0} tag is cut short")]
    Truncated(&'static str),
    /// A codec that is not supported; its common name.
    #[error("codec {0} is not supported")]
    Unsupported(String),
}

/// Bytes of a tag body that belong to further tracks than the first, which alone is carried (Enhanced RTMP v2, "Multitrack
/// Streaming via Enhanced RTMP"): a second sound for the recording, smaller pictures. None of a body that is cut short.
pub fn further_tracks(kind: Kind, body: &Bytes) -> usize {
    match kind {
        Kind::Audio => audio::further_tracks(body.clone()),
        Kind::Video => video::further_tracks(body.clone()),
        Kind::Data => 0,
    }
}
