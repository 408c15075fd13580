//! Block lists: the people whose messages an account does not want to see.

use crate::accounts::User;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use utoipa::ToSchema;

/// A blocked user as the blocker sees them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BlockedUser {
    /// The user who is blocked.
    #[serde(flatten)]
    pub user: User,
    /// Since when.
    #[serde(with = "time::serde::rfc3339")]
    pub blocked_at: OffsetDateTime,
}
