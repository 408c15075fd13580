//! Emotes of a channel's own, as their owner keeps them.

pub mod create;
pub mod list;
pub mod rpc;
