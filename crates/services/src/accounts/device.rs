//! The device that a session belongs to, and how long sessions last.

use serde::{Deserialize, Serialize};
use std::net::IpAddr;
use time::Duration;

/// A session ends when it has not been used for this long.
pub const IDLE: Duration = Duration::days(14);
/// A session ends after this long even if it is used.
pub const ABSOLUTE: Duration = Duration::days(60);

/// The device that a request comes from.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Device {
    /// The peer's address, or what a trusted proxy says it is.
    pub address: Option<IpAddr>,
    /// How the browser names itself.
    pub user_agent: Option<String>,
    /// The sealed pass of [`super::open_login`] that the browser has.
    #[serde(skip)]
    pub login_pass: Option<String>,
}
