//! Streams: watching one and steering one.

pub mod rpc;
