//! Streams: watching one and steering one.

pub mod player;
pub mod rpc;
pub mod studio;
