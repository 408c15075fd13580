//! The rules that a channel's filters apply to a text.

mod change;

use super::RaidGuard;
pub use change::{RulesChange, TermInput};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What happens to a message, from the mildest to the strictest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// It is sent.
    #[default]
    Allow,
    /// It waits until a moderator has decided.
    Hold,
    /// It is not taken.
    Refuse,
}

/// How a term is compared with a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum TermKind {
    /// Whole words.
    #[default]
    Word,
    /// Words with `*` for any letters: `spam*`, `*coin`.
    Wildcard,
    /// A regular expression, in the syntax of Rust's `regex`, without regard to case.
    Regex,
}

/// A term that a channel does not want to read.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BlockedTerm {
    /// What is looked for, 1 to 200 characters.
    pub pattern: String,
    /// How.
    #[serde(default)]
    pub kind: TermKind,
    /// `hold` or `refuse`.
    #[serde(default = "refuse")]
    pub action: Action,
}

fn refuse() -> Action {
    Action::Refuse
}

/// Sorts of offensive words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Category {
    /// Words against groups of people.
    Hate,
    /// Sexual words.
    Sexual,
    /// Words against a person.
    Insults,
    /// Swearing.
    Swearing,
}

impl Category {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Hate, Self::Sexual, Self::Insults, Self::Swearing];
}

/// The list of offensive words. Each has a severity from 1 (mild) to 4 (worst).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct Profanity {
    /// 0 is off, 1 looks for the worst words only (severity 4), 4 for all.
    #[schema(maximum = 4)]
    pub level: u8,
    /// The sorts of words that are looked for.
    pub categories: Vec<Category>,
    /// What happens to a message with such a word.
    pub action: Action,
}

impl Default for Profanity {
    fn default() -> Self {
        Self { level: 1, categories: Category::ALL.to_vec(), action: Action::Hold }
    }
}

/// Messages of at least ten letters that are mostly capitals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct Capitals {
    /// What happens to them.
    pub action: Action,
    /// From how many capitals in a hundred letters on.
    #[schema(minimum = 1, maximum = 100)]
    pub percent: u8,
}

impl Default for Capitals {
    fn default() -> Self {
        Self { action: Action::Allow, percent: 80 }
    }
}

/// Messages with a character, an emote or a word many times in a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct Repetition {
    /// What happens to them.
    pub action: Action,
    /// How many times are allowed.
    #[schema(minimum = 2, maximum = 100)]
    pub most: u8,
}

impl Default for Repetition {
    fn default() -> Self {
        Self { action: Action::Allow, most: 10 }
    }
}

/// Messages that mention many people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct Mentions {
    /// What happens to them.
    pub action: Action,
    /// How many people may be mentioned.
    #[schema(minimum = 1, maximum = 20)]
    pub most: u8,
}

impl Default for Mentions {
    fn default() -> Self {
        Self { action: Action::Allow, most: 5 }
    }
}

/// Alike messages that one person sends in a short time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct Flood {
    /// What happens to them.
    pub action: Action,
    /// How many of them are allowed.
    #[schema(minimum = 1, maximum = 10)]
    pub most: u8,
    /// Within how many seconds.
    #[schema(minimum = 1, maximum = 600)]
    pub seconds: u16,
}

impl Default for Flood {
    fn default() -> Self {
        Self { action: Action::Allow, most: 3, seconds: 30 }
    }
}

/// The rules for texts. They do not bind the owner, moderators and staff.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct Rules {
    /// The channel's own terms.
    pub blocked_terms: Vec<BlockedTerm>,
    /// Words that neither the terms nor the list of offensive words catch.
    pub allowed_terms: Vec<String>,
    /// The list of offensive words.
    pub profanity: Profanity,
    /// What happens to messages with links.
    pub links: Action,
    /// Hosts that links may lead to all the same, subdomains included.
    pub trusted_hosts: Vec<String>,
    /// Capitals.
    pub capitals: Capitals,
    /// Repetition.
    pub repetition: Repetition,
    /// Mentions.
    pub mentions: Mentions,
    /// Floods.
    pub flood: Flood,
    /// What happens when the chat looks as if it was raided. Only the owner and staff change it.
    pub raid_guard: RaidGuard,
}
