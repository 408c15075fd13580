//! Chat: the room beside the picture.

pub mod rpc;
