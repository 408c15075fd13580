//! What administrators see of the platform, and what they say when they act.

mod storage_test;

use crate::channels::Channel;
use crate::mail::MailState;
use crate::moderation::LogEntry;
use crate::problem::Fields;
use crate::streams::Stream;
use crate::users::Reason;
use crate::{ChannelId, Code, Problem, UserId};
use serde::{Deserialize, Serialize};
pub use storage_test::{StepOutcome, StorageStep, StorageStepKind, StorageTest};
use time::OffsetDateTime;
use utoipa::ToSchema;
use uuid::Uuid;

/// Figures of the platform now, and in the last 1, 7 and 28 days. Accounts, channels and streams that were deleted since are in none of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Overview {
    /// When they were read; they are read once a minute at most.
    #[serde(with = "time::serde::rfc3339")]
    pub read_at: OffsetDateTime,
    /// Accounts, disabled ones included.
    pub users: i64,
    /// Accounts that own a channel.
    pub creators: i64,
    /// Channels, hidden ones included.
    pub channels: i64,
    /// Streams that are LIVE.
    pub live_streams: i64,
    /// Viewers of all of them together.
    pub viewers: i64,
    /// The last 1, 7 and 28 days, in this order.
    pub periods: Vec<PeriodFigures>,
}

/// Figures of the last days, up to now. A stream belongs to a period if it was on air at any time in it; its figures are those of the whole
/// stream, also of the part before the period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PeriodFigures {
    /// Number of days: 1, 7 or 28. A day is 24 hours.
    pub days: i32,
    /// Accounts made in the period.
    pub new_users: i64,
    /// Accounts whose first channel was made in the period.
    pub new_creators: i64,
    /// Accounts that used a session in the period; for one day these are the daily active users. The use of a session is noted every ten minutes, and
    /// what programs do with access tokens does not count.
    pub active_users: i64,
    /// Owners of a channel that was on air in the period.
    pub active_creators: i64,
    /// Streams that were on air in the period.
    pub streams: i64,
    /// The most viewers that one of these streams had at the same time.
    pub peak_viewers: i32,
    /// Chat messages during these streams, divided by their number; deleted messages count, too. Null without a stream.
    pub messages_per_stream: Option<f64>,
    /// Seconds that all viewers of these streams have watched, divided by the views: a view is one viewer who has watched for at least ten seconds.
    /// Null without a view.
    pub mean_watch_seconds: Option<f64>,
    /// Creators who were on air in the period of the same length before this one.
    pub creators_before: i64,
    /// Those of them who were on air in this period, too.
    pub creators_back: i64,
}

impl PeriodFigures {
    /// The share of creators who came back; none if no creator could.
    pub fn return_rate(&self) -> Option<f64> {
        #[expect(clippy::cast_precision_loss, reason = "numbers of people are far below 2^53")]
        let (back, before) = (self.creators_back as f64, self.creators_before as f64);
        (before > 0.0).then(|| back / before)
    }
}

/// An account as administrators see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AdminUser {
    /// The account's id.
    pub id: UserId,
    /// Null until it was chosen.
    pub username: Option<String>,
    /// Null until it was chosen.
    pub display_name: Option<String>,
    /// Address of the avatar.
    pub avatar: Option<String>,
    /// Its e-mail address.
    pub email: String,
    /// Whether the address is confirmed.
    pub email_verified: bool,
    /// `admin`, or nothing.
    pub roles: Vec<String>,
    /// Whether it may not sign in.
    pub disabled: bool,
    /// Why administrators have disabled it.
    pub disabled_reason: Option<String>,
    /// Channels that it owns.
    pub channels: i64,
    /// When it was made.
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
    /// When it was last seen signed in, ten minutes sooner or later; null if it never was.
    #[serde(with = "time::serde::rfc3339::option")]
    pub last_seen_at: Option<OffsetDateTime>,
}

impl AdminUser {
    /// Whether it administrates the platform.
    pub fn is_admin(&self) -> bool {
        self.roles.iter().any(|role| role == "admin")
    }

    /// How people call it: the display name, else the address.
    pub fn name(&self) -> &str {
        self.display_name.as_deref().unwrap_or(&self.email)
    }
}

/// A channel as administrators see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AdminChannel {
    /// The channel.
    #[serde(flatten)]
    pub channel: Channel,
    /// Why administrators have hidden it; null if they have not.
    pub hidden_reason: Option<String>,
    /// Whether it is hidden because its owner's account is disabled.
    pub hidden_with_owner: bool,
}

/// A stream that is LIVE or ENDING, with its channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AdminStream {
    /// The stream.
    #[serde(flatten)]
    pub stream: Stream,
    /// The channel that it belongs to.
    pub channel: Channel,
}

/// A line of the audit log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AuditEntry {
    /// What was done.
    #[serde(flatten)]
    pub entry: LogEntry,
    /// What people call its actor: the display name, or the e-mail address of an account that has none yet; null if that account is gone.
    pub by_name: Option<String>,
    /// The same of the account that it concerned.
    pub user_name: Option<String>,
    /// The channel that it concerned, as it is called now, or as it was called if administrators have deleted it; null if it concerned none.
    pub channel: Option<AuditedChannel>,
}

/// A channel in the audit log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AuditedChannel {
    /// The channel's id.
    pub id: ChannelId,
    /// Its part of the address.
    pub slug: String,
    /// Its name.
    pub name: String,
}

/// A mail in the outbox, without what it says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MailEntry {
    /// Its id in the outbox.
    pub id: Uuid,
    /// The address that it goes to.
    pub recipient: String,
    /// Its subject.
    pub subject: String,
    /// When it was put into the outbox.
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
    /// `queued`, `sent`, `written` (into the folder, as no mail server is set) or `givenUp`.
    pub state: String,
    /// When it was sent or written; when it is tried next while it is queued.
    #[serde(with = "time::serde::rfc3339::option")]
    pub at: Option<OffsetDateTime>,
    /// Why the last try failed.
    pub failure: Option<String>,
}

impl MailEntry {
    /// How far a mail is, as the API says it.
    pub fn state_of(state: MailState) -> (&'static str, Option<OffsetDateTime>, Option<String>) {
        match state {
            MailState::Queued { next_try_at, failure } => ("queued", next_try_at, failure),
            MailState::Sent { at } => ("sent", Some(at), None),
            MailState::Written { at } => ("written", Some(at), None),
            MailState::GivenUp { reason } => ("givenUp", None, Some(reason)),
        }
    }
}

/// Body of what administrators do.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AdminAction {
    /// Why, for the audit log; people who are concerned are told.
    #[schema(min_length = 1, max_length = 500)]
    pub reason: Option<String>,
}

/// Body of `PUT /api/admin/channels/{id}`.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ChannelVerdict {
    /// `false` hides the channel, and its owner cannot show it again; `true` takes that back, and it is as public as it was before.
    pub is_public: Option<bool>,
    /// Why, for the audit log; the channel's owner is told.
    #[schema(min_length = 1, max_length = 500)]
    pub reason: Option<String>,
}

impl ChannelVerdict {
    /// Whether the channel is to be public, and why.
    ///
    /// # Errors
    /// `bad_request` without a reason; `validation_failed` without `isPublic`, and for a reason that is too long.
    pub fn check(&self) -> Result<(bool, Reason), Problem> {
        let reason = check_reason(self.reason.as_deref())?;
        let mut fields = Fields::default();
        let is_public = self.is_public.ok_or_else(|| "Say whether the channel is to be public.".to_owned());
        let is_public = fields.take("isPublic", is_public);
        fields.into_result()?;
        Ok((is_public.unwrap_or_default(), reason))
    }
}

/// Why an administrator acts.
///
/// # Errors
/// `bad_request` without a reason; `validation_failed` for one that is too long.
pub fn check_reason(typed: Option<&str>) -> Result<Reason, Problem> {
    let typed = typed.filter(|reason| !reason.trim().is_empty()).ok_or_else(Reason::missing)?;
    Reason::parse(typed).map_err(|sentence| Problem::field(Code::ValidationFailed, "reason", sentence))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_administrator_says_why() {
        for missing in [None, Some(""), Some(" \n ")] {
            let refused = check_reason(missing).unwrap_err();
            assert_eq!((refused.code, refused.error("reason").is_some()), (Code::BadRequest, true), "{missing:?}");
        }
        assert_eq!(check_reason(Some(" spam ")).unwrap().as_str(), "spam");
        assert_eq!(check_reason(Some(&"x".repeat(501))).unwrap_err().code, Code::ValidationFailed);
        let verdict = |text: &str| serde_json::from_str::<ChannelVerdict>(text).unwrap().check();
        assert!(verdict(r#"{ "isPublic": false, "reason": "spam" }"#).is_ok_and(|(is_public, _)| !is_public));
        assert!(verdict(r#"{ "reason": "spam" }"#).unwrap_err().error("isPublic").is_some());
    }
}
