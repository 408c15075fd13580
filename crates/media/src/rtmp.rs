//! The RTMP protocol as a publisher's server speaks it: bytes in, bytes out, no sockets and no clock.
//!
//! Source of all numbers: Adobe's RTMP 1.0 specification of 2012, AMF0 (2007), Enhanced RTMP v2. What encoders do
//! beyond that is described where it is handled.

pub mod aggregate;
pub mod amf;
pub mod chunk;
pub mod command;
pub mod handshake;
pub mod session;

pub use session::{Input, RtmpSession};

/// Chunk payload in bytes that we announce. A peer may announce any that section 5.4.1 allows: what costs memory is a message's length,
/// which is bounded below.
pub const CHUNK_SIZE: u32 = 64 * 1024;
/// Largest media message in bytes, once the publisher is let in.
pub const MAX_MESSAGE: u32 = 4 * 1024 * 1024;
/// Largest message in bytes before that, and largest command or metadata at any time.
pub const MAX_COMMAND: u32 = 64 * 1024;
/// Window in bytes after which each side acknowledges what it got (sections 5.4.3 to 5.4.5).
pub const WINDOW: u32 = 2_500_000;

/// Why a connection cannot go on. The text holds no byte of what the peer sent, so it is fit for a log.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The first byte is not that of plain RTMP.
    #[error("not RTMP: handshake version {0}")]
    Version(u8),
    /// An invalid chunk header (section 5.3.1).
    #[error("bad chunk: {0}")]
    Chunk(&'static str),
    /// A limit of this server is exceeded.
    #[error("over the limit: {0}")]
    Limit(&'static str),
    /// Invalid AMF0 data.
    #[error("bad AMF0: {0}")]
    Amf(&'static str),
    /// Messages in an invalid order.
    #[error("bad sequence: {0}")]
    Sequence(&'static str),
}
