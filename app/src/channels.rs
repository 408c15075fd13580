//! Channels: making one, showing one, and its stream key.

pub mod rpc;
