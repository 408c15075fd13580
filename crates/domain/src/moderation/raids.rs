//! Raids: many accounts that come at once to flood a chat. The server suggests what to do, and the owner says whether it may do it by itself.

use crate::value;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use utoipa::ToSchema;

/// How long a raid guard lasts, in minutes. Who followed before it began may write meanwhile.
pub const GUARD_MINUTES: u32 = 10;

value::words!(
    /// What happens when a chat looks as if it was raided.
    #[derive(Default)]
    RaidGuard, "The raid guard can be off, suggest or act.",
    /// Nothing.
    Off = "off",
    /// Moderators are asked whether only followers shall write for a while.
    #[default]
    Suggest = "suggest",
    /// Only followers write for a while, and moderators are told.
    Act = "act",
);

/// What a raid looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum RaidSign {
    /// Many accounts that are hardly a day old write at once.
    NewAccounts,
    /// Many new accounts write almost the same.
    AlikeMessages,
}

/// Why a chat looks as if it was raided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RaidSuspicion {
    /// What it is that looks so.
    pub sign: RaidSign,
    /// How many people took part when it was noticed.
    pub people: usize,
    /// One of the messages.
    pub example: String,
    /// When it was noticed.
    #[serde(with = "time::serde::rfc3339")]
    pub noticed_at: OffsetDateTime,
}
