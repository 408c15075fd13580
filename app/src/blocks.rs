//! Blocks: the block list.

pub mod rpc;
