//! Mail: what administrators see of it.

pub mod rpc;
