//! What happens to every request before its handler: an id, a session, a guard, headers.

pub mod cross_site;
pub mod form_replay;
pub mod headers;
pub mod request;
pub mod session;
pub mod time_limit;
