//! What moderators do: permissions, bans, the log and notes.

use super::Appeal;
use crate::accounts::User;
use crate::chat::Modes;
use crate::{ActionId, BanId, ChannelId, MessageId, value};
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;
use time::OffsetDateTime;
use utoipa::ToSchema;
use uuid::Uuid;

/// The most seconds of a timeout: ten years.
pub const LONGEST_TIMEOUT: u32 = 10 * 365 * 24 * 3600;

/// The most entries that a search of the log looks through, the newest of them.
pub const LOG_SEARCHED: i64 = 20_000;

value::text_value!(
    /// The reason of a ban or a timeout: 1 to 500 characters on one line.
    BanReason,
    |text| value::line(text, "The reason", 1, 500)
);

value::text_value!(
    /// What moderators tell each other of a user: 1 to 500 characters on one line.
    NoteText,
    |text| value::line(text, "The note", 1, 500)
);

/// What a moderator may be allowed to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Permission {
    /// Delete messages.
    Delete,
    /// Time people out.
    Timeout,
    /// Ban people, and answer their appeals.
    Ban,
    /// Decide on messages that wait.
    Hold,
    /// Change the chat modes, and lock the chat down.
    Modes,
    /// Change the filters.
    Filters,
    /// Pin messages.
    Pin,
    /// Post announcements.
    Announce,
    /// Read the log, user cards, notes and reports.
    ViewLog,
}

impl Permission {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Delete,
        Self::Timeout,
        Self::Ban,
        Self::Hold,
        Self::Modes,
        Self::Filters,
        Self::Pin,
        Self::Announce,
        Self::ViewLog,
    ];

    /// The permission with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|permission| permission.as_str() == name)
    }

    /// Its name.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// A moderator of a channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ChannelModerator {
    /// Who it is.
    pub user: User,
    /// What they may do.
    pub permissions: Vec<Permission>,
    /// Since when.
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
}

/// Body of `POST /api/channels/{id}/moderators`: adds a moderator, or changes their permissions.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct ModeratorChange {
    /// The user, or `username`.
    #[schema(value_type = Option<crate::UserId>)]
    pub user_id: Option<String>,
    /// Their username, with or without `@`.
    pub username: Option<String>,
    /// What they may do. If left out, a new moderator may do all, and one who moderates already keeps what they may do.
    pub permissions: Option<Vec<Permission>>,
}

/// A ban, or a timeout if it ends by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Ban {
    /// The ban.
    pub id: BanId,
    /// Who may not write.
    pub user: User,
    /// Who banned them; none if that account is gone.
    pub by: Option<User>,
    /// Why.
    pub reason: Option<String>,
    /// Since when.
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
    /// Until when; none for a ban.
    #[serde(with = "time::serde::rfc3339::option")]
    pub expires_at: Option<OffsetDateTime>,
    /// What the user says against it, and the answer.
    pub appeal: Option<Appeal>,
}

/// Body of `POST /api/channels/{id}/bans`.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default)]
#[schema(example = json!({ "userId": "ben", "seconds": 600, "reason": "Take a break" }))]
pub struct NewBan {
    /// Id or username of the user.
    #[schema(required = true, min_length = 1)]
    pub user_id: String,
    /// For how long; left out, until it is lifted.
    #[schema(minimum = 1, maximum = 315360000)]
    pub seconds: Option<u32>,
    /// Why; the user reads it.
    #[schema(max_length = 500)]
    pub reason: Option<String>,
    /// Whether their messages stay. Otherwise they are deleted.
    pub keep_messages: bool,
}

/// A line of a channel's moderation log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LogEntry {
    /// The action.
    pub id: ActionId,
    /// What was done.
    pub action: String,
    /// Who did it; none if that account is gone.
    pub by: Option<User>,
    /// Whom it concerned.
    pub user: Option<User>,
    /// Which message it concerned.
    pub message: Option<LoggedMessage>,
    /// Why, if a reason was given; of an appeal, what it says.
    pub reason: Option<String>,
    /// The seconds of a timeout.
    pub seconds: Option<u32>,
    /// How many messages it deleted.
    pub messages: Option<i64>,
    /// The chat modes that it changed, as they were from then on.
    pub modes: Option<Modes>,
    /// The chat modes as they were before.
    pub modes_before: Option<Modes>,
    /// What a moderator may do from then on.
    pub permissions: Option<Vec<Permission>>,
    /// The action that it took back.
    pub undone_action: Option<String>,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
    /// Whether actions of this sort can be taken back.
    pub is_undoable: bool,
    /// When it was taken back.
    #[serde(with = "time::serde::rfc3339::option")]
    pub undone_at: Option<OffsetDateTime>,
    /// Who took it back.
    pub undone_by: Option<User>,
}

/// How much waits for a moderator; what they may not decide on is not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingCounts {
    /// Messages that filters hold.
    pub holds: i64,
    /// Reports in channels, those of the same counted once.
    pub reports: i64,
    /// Appeals against bans.
    pub appeals: i64,
    /// Reports that administrators see: all, those of the same counted once.
    pub for_staff: i64,
}

/// A message that an action concerned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LoggedMessage {
    /// The message; of one that was held and denied, the id of its hold.
    pub id: MessageId,
    /// Its text, also if it is deleted.
    pub content: String,
}

/// A note about a user, which the channel's moderators read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Note {
    /// The note.
    pub id: Uuid,
    /// Who wrote it; none if that account is gone.
    pub by: Option<User>,
    /// What it says.
    pub content: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
}

/// What moderators see of a user in a channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct UserCard {
    /// The user.
    pub user: User,
    /// The channel.
    pub channel_id: ChannelId,
    /// Their role there.
    pub role: crate::channels::Role,
    /// Whether they administrate the platform.
    pub is_staff: bool,
    /// Since when they follow the channel.
    #[serde(with = "time::serde::rfc3339::option")]
    pub followed_at: Option<OffsetDateTime>,
    /// The ban in force.
    pub ban: Option<Ban>,
    /// How many messages they have written here, deleted ones included.
    pub message_count: i64,
    /// Their last messages here, deleted ones included, the newest first.
    pub messages: Vec<crate::chat::Message>,
    /// What moderators did about them here, the newest first.
    pub actions: Vec<LogEntry>,
    /// What moderators have noted of them, the newest first.
    pub notes: Vec<Note>,
}
