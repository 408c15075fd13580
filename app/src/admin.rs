//! What administrators see of the platform, and do to it.

pub mod channels;
pub mod entry;
pub mod log;
pub mod of_staff;
pub mod overview;
pub mod reason;
pub mod rpc;
pub mod search;
pub mod storage;
pub mod streams;
pub mod users;
