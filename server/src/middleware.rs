//! Middleware of every request: an id, the session, signing in, the cross-site guard, headers, conditional reads.

pub mod bearer;
pub mod conditional;
pub mod cross_site;
pub mod form_replay;
pub mod headers;
pub mod idempotency;
pub mod rate_limit;
pub mod request;
pub mod session;
pub mod sign_in;
pub mod time_limit;
