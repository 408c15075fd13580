//! FLV tag bodies as RTMP carries them (Adobe FLV 10.1, annex E.4; Enhanced RTMP v2): from bytes to typed tags.

mod audio;
mod enhanced;
mod metadata;
mod video;

pub use audio::{AudioTag, audio};
pub use metadata::Metadata;
pub use video::{VideoTag, video};

/// Why a tag body was not understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TagError {
    /// The body ends before its header does.
    #[error("{0} tag is cut short")]
    Truncated(&'static str),
    /// A codec nobody here carries; its common name.
    #[error("codec {0} is not supported")]
    Unsupported(String),
    /// Another track than the first, or several in one message; whether video or audio.
    #[error("several {0} tracks are not supported")]
    Multitrack(&'static str),
}
