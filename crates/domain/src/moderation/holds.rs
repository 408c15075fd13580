//! Messages that the filters hold or refuse: what waits for a moderator, what senders are told, and what changed filters would have done.

use super::{Match, RuleKind, Verdict};
use crate::accounts::User;
use crate::{ChannelId, HoldId, MessageId};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use utoipa::ToSchema;

/// A message that the filters have held or refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Hold {
    /// The hold.
    pub id: HoldId,
    /// The channel.
    pub channel_id: ChannelId,
    /// Who wrote it.
    pub user: User,
    /// The text.
    pub content: String,
    /// The text as the rules read it.
    pub normalized: String,
    /// What matched.
    pub matches: Vec<Match>,
    /// When it was sent.
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
    /// When it is denied by itself; null if it was refused, which waits for no decision.
    #[serde(with = "time::serde::rfc3339::option")]
    pub expires_at: Option<OffsetDateTime>,
}

/// What became of a message that was held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Decision {
    /// It was sent.
    Approved,
    /// It was not.
    Denied,
    /// No moderator decided in time.
    Expired,
}

/// The answer to a message that is held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Held {
    /// Always true.
    pub held: bool,
    /// The hold.
    pub id: HoldId,
    /// Why, in plain words.
    pub reason: String,
}

/// Why a message was held or refused, for its sender. It names no word and no pattern, so that it is no help to get around the rule.
pub fn reason_of(matches: &[Match]) -> &'static str {
    let strictest = matches.iter().max_by_key(|found| found.action);
    match strictest.map(|found| found.kind) {
        Some(RuleKind::Term) => "It contains something that this channel doesn't allow.",
        Some(RuleKind::Profanity) => "It contains an offensive word.",
        Some(RuleKind::Links) => "It contains a link.",
        Some(RuleKind::Capitals) => "It is mostly in capitals.",
        Some(RuleKind::Repetition) => "It repeats something many times.",
        Some(RuleKind::Mentions) => "It mentions many people.",
        Some(RuleKind::Flood) => "You have sent almost the same thing several times.",
        None => "This channel's filters don't allow it.",
    }
}

/// Body of `POST /api/channels/{id}/filters/test`.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct FilterTest {
    /// A text, as it would be sent.
    #[schema(max_length = 500)]
    pub content: String,
}

/// What changed filters would have done to the chat of the past hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DryRun {
    /// How many messages were looked at.
    pub checked: usize,
    /// Whether there were more of them than were looked at, so that these are the newest only.
    pub is_sample: bool,
    /// How many would have been held.
    pub held: usize,
    /// How many would have been refused.
    pub refused: usize,
    /// How many of both a moderator has approved by hand.
    pub approved: usize,
    /// Some of both, the newest first.
    pub examples: Vec<DryRunExample>,
}

/// A message that would not have been sent as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DryRunExample {
    /// The message.
    pub message_id: MessageId,
    /// The name of its author.
    pub display_name: String,
    /// Its text.
    pub content: String,
    /// What the filters say of it.
    #[serde(flatten)]
    pub verdict: Verdict,
}

/// What a rule has done in the past thirty days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RuleStatistics {
    /// The rule.
    pub rule_id: String,
    /// How many messages it has held or refused.
    pub fired: i64,
    /// How many of them a moderator has approved.
    pub overturned: i64,
}
