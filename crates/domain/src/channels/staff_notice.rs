//! What administrators have done to a channel, as its owner is told.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// What an owner is told of what administrators have done to their channel; nothing if they have done nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StaffNotice {
    /// Why they hide the channel; none while they do not.
    pub hidden_reason: Option<String>,
    /// The newest of the streams that they have ended in the last days.
    pub ended_stream: Option<EndedByStaff>,
}

/// A stream that an administrator has ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EndedByStaff {
    /// When it was ended.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// Why.
    pub reason: String,
}
