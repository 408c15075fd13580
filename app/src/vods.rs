//! VODs: recordings of ended streams, on cards and in their owner's list.

pub mod card;
pub mod download;
pub mod library;
pub mod rpc;
