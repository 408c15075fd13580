//! Reports: what people tell moderators and administrators, and what becomes of it.

pub mod card;
pub mod case;
pub mod context;
pub mod dialog;
pub mod list;
pub mod queue;
pub mod rpc;
