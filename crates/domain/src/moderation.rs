//! Moderation: what filters say of a text, who may do what in a channel's chat, and what was done.

mod actions;
mod appeals;
mod holds;
pub mod log_words;
mod raids;
mod rules;

pub use actions::{
    Ban, BanReason, ChannelModerator, LOG_SEARCHED, LONGEST_TIMEOUT, LogEntry, LoggedMessage, ModeratorChange, NewBan,
    Note, NoteText, Permission, UserCard, WaitingCounts,
};
pub use appeals::{Answer, Appeal, AppealAnswer, AppealDecision, AppealText, NewAppeal};
pub use holds::{Decision, DryRun, DryRunExample, FilterTest, Held, Hold, RuleStatistics, reason_of};
pub use raids::{GUARD_MINUTES, RaidGuard, RaidSign, RaidSuspicion};
pub use rules::{
    Action, BlockedTerm, Capitals, Category, Flood, Mentions, Profanity, Repetition, Rules, RulesChange, TermInput,
    TermKind,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What the filters say of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Verdict {
    /// The strictest action of the rules that matched; `allow` if none did.
    pub verdict: Action,
    /// The text as the rules read it: lower case, disguises seen through.
    pub normalized: String,
    /// What matched, in the order of the text.
    pub matches: Vec<Match>,
}

/// A place where a rule matched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Match {
    /// The rule. The same rule keeps its id while its pattern stays.
    pub rule_id: String,
    /// The version of the filters in which the rule was changed last.
    pub rule_version: i32,
    /// What sort of rule it is.
    pub kind: RuleKind,
    /// What the rule does.
    pub action: Action,
    /// The pattern, if the rule is one of the channel's own terms. Only moderators read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<String>,
    /// The first character of the text that matched.
    pub start: usize,
    /// The character behind the last one that matched.
    pub end: usize,
}

/// Sorts of rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum RuleKind {
    /// One of the channel's blocked terms.
    Term,
    /// The list of offensive words.
    Profanity,
    /// A link to a host that the channel does not trust.
    Links,
    /// Too many capitals.
    Capitals,
    /// One thing too many times in a row.
    Repetition,
    /// Too many people mentioned.
    Mentions,
    /// Too many alike messages of one person.
    Flood,
}
