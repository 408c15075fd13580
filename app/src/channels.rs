//! Channels: making one, showing one, and its stream key.

pub mod card;
pub mod create;
pub mod key;
pub mod live;
pub mod rpc;
