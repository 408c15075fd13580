//! The one thing that passes from an ingest protocol to the packager: a timed media message.

use bytes::Bytes;

/// What a message carries; the payload's layout is that of an FLV tag body (Adobe FLV 10.1, annex E.4; Enhanced RTMP v2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// FLV audio tag body.
    Audio,
    /// FLV video tag body.
    Video,
    /// AMF0 script data such as `onMetaData`.
    Data,
}

/// One message of a publisher, in the order it was sent.
#[derive(Clone, Debug)]
pub struct Message {
    /// What the payload is.
    pub kind: Kind,
    /// Decoding time in milliseconds on the publisher's clock, wrapping at 2³² (RTMP 1.0, section 5.3.1).
    pub timestamp: u32,
    /// The FLV tag body.
    pub payload: Bytes,
}
