//! The chunk stream (section 5.3): messages cut into chunks and interleaved.

mod reader;
mod writer;

use bytes::Bytes;

pub use reader::Reader;
pub use writer::write;

/// Message type ids (sections 5.4, 6.2 and 7.1).
pub mod kind {
    #![expect(missing_docs, reason = "the names are those of the specification")]
    pub const SET_CHUNK_SIZE: u8 = 1;
    pub const ABORT: u8 = 2;
    pub const ACKNOWLEDGEMENT: u8 = 3;
    pub const USER_CONTROL: u8 = 4;
    pub const WINDOW_ACK_SIZE: u8 = 5;
    pub const SET_PEER_BANDWIDTH: u8 = 6;
    pub const AUDIO: u8 = 8;
    pub const VIDEO: u8 = 9;
    pub const DATA_AMF3: u8 = 15;
    pub const COMMAND_AMF3: u8 = 17;
    pub const DATA_AMF0: u8 = 18;
    pub const COMMAND_AMF0: u8 = 20;
    pub const AGGREGATE: u8 = 22;
}

/// A whole message as it came over the wire.
#[derive(Clone, PartialEq, Eq)]
pub struct Raw {
    /// One of [`kind`].
    pub kind: u8,
    /// Milliseconds, absolute, wrapping at 2³².
    pub timestamp: u32,
    /// Message stream id.
    pub stream: u32,
    /// The message's bytes.
    pub payload: Bytes,
}

/// Leaves the payload out: a command may hold a stream key.
impl std::fmt::Debug for Raw {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Raw(kind {}, {} ms, {} bytes)", self.kind, self.timestamp, self.payload.len())
    }
}
