//! Reports: what users tell moderators and administrators of a message, a user or a channel.

use crate::accounts::User;
use crate::chat::Message;
use crate::moderation::Ban;
use crate::{ChannelId, ReportId, value};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use utoipa::ToSchema;

value::text_value!(
    /// Why something is reported: 1 to 500 characters on one line.
    ReportReason,
    |text| value::line(text, "The reason", 1, 500)
);

value::words!(
    /// The state of a report.
    ReportStatus, "A report is OPEN, CLAIMED, RESOLVED or DISMISSED.",
    /// It waits.
    Open = "OPEN",
    /// A moderator or an administrator works on it.
    Claimed = "CLAIMED",
    /// Something was done.
    Resolved = "RESOLVED",
    /// There was nothing to be done.
    Dismissed = "DISMISSED",
);

impl ReportStatus {
    /// Whether it is done with.
    pub fn is_closed(self) -> bool {
        matches!(self, Self::Resolved | Self::Dismissed)
    }
}

/// Body of `POST /api/reports`: a message; or a user, in a channel or anywhere; or a channel.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct NewReport {
    /// The message that is reported.
    #[schema(value_type = Option<crate::MessageId>)]
    pub message_id: Option<String>,
    /// Id or username of the user who is reported.
    pub user_id: Option<String>,
    /// Id or slug of the channel in which it happens, or which is reported itself if neither message nor user is.
    pub channel_id: Option<String>,
    /// What is wrong.
    #[schema(min_length = 1, max_length = 500)]
    pub reason: String,
}

/// Body of `PUT /api/reports/{id}`.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ReportChange {
    /// The state from now on.
    pub status: ReportStatus,
    /// What the reporter is told once it is closed.
    #[serde(default)]
    #[schema(max_length = 500)]
    pub resolution: Option<String>,
}

/// The channel that a report concerns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReportedChannel {
    /// The channel.
    pub id: ChannelId,
    /// Its name in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
}

/// A report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// The report.
    pub id: ReportId,
    /// Who reported; none if that account is gone.
    pub reporter: Option<User>,
    /// Who is reported; none if the account is gone, or a channel is reported.
    pub user: Option<User>,
    /// Where it happened, or the channel that is reported.
    pub channel: Option<ReportedChannel>,
    /// The message that is reported, also if it was deleted.
    pub message: Option<Message>,
    /// What is wrong.
    pub reason: String,
    /// The state.
    pub status: ReportStatus,
    /// Whether it is for administrators only.
    pub for_staff: bool,
    /// Who works on it, or has closed it. The reporter is not told.
    pub claimed_by: Option<User>,
    /// Since when they work on it.
    #[serde(with = "time::serde::rfc3339::option")]
    pub claimed_at: Option<OffsetDateTime>,
    /// What the reporter is told.
    pub resolution: Option<String>,
    /// When it was closed.
    #[serde(with = "time::serde::rfc3339::option")]
    pub closed_at: Option<OffsetDateTime>,
    /// When it was written.
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
}

/// Reports of the same that wait together, or were closed together: one piece of work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportCase {
    /// The oldest of them, which stays the oldest when others come.
    pub first: ReportId,
    /// The newest of them, with the claim that is in force for any of them.
    pub report: Report,
    /// The newest of them, the newest first.
    pub reports: Vec<Report>,
    /// How many there are.
    pub count: i64,
    /// What keeps the person who is reported from writing in the channel.
    pub ban: Option<Ban>,
}

/// A report with what was said around it, deleted messages included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReportInContext {
    /// The report.
    #[serde(flatten)]
    pub report: Report,
    /// Of a message: those before and behind it, and itself. Of a user in a channel: what they had written there last. Oldest first.
    pub context: Vec<Message>,
}
