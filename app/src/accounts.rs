//! Accounts: signing up, in and out.

pub mod rpc;
