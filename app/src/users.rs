//! Users as others see them, and what they change of themselves.

pub mod links;
pub mod row;
pub mod rpc;
