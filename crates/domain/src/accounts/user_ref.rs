//! How a user is named: by the account's id or by the username.

use super::Username;
use crate::{Problem, UserId};

/// A user as addresses and requests name them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UserRef {
    /// By the account's id.
    Id(UserId),
    /// By the username.
    Username(Username),
}

impl UserRef {
    /// The account's id, if the user is named by that.
    pub fn id(&self) -> Option<UserId> {
        match self {
            Self::Id(id) => Some(*id),
            Self::Username(_) => None,
        }
    }

    /// The username, if the user is named by that.
    pub fn username(&self) -> Option<&str> {
        match self {
            Self::Id(_) => None,
            Self::Username(username) => Some(username.as_str()),
        }
    }
}

impl From<UserId> for UserRef {
    fn from(id: UserId) -> Self {
        Self::Id(id)
    }
}

/// Text that is neither an id nor a username names no user.
impl std::str::FromStr for UserRef {
    type Err = Problem;
    fn from_str(text: &str) -> Result<Self, Problem> {
        match text.parse() {
            Ok(id) => Ok(Self::Id(id)),
            Err(_) => Username::parse(text).map(Self::Username).map_err(|_| Problem::not_found()),
        }
    }
}
