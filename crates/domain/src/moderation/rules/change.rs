//! Changes of the rules, and what is wrong with them.

use super::{Action, BlockedTerm, Capitals, Flood, Mentions, Profanity, Repetition, Rules, TermKind};
use crate::Problem;
use crate::moderation::RaidGuard;
use crate::problem::Fields;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The most blocked terms of a channel, and the most allowed ones.
const MOST_TERMS: usize = 500;
/// The most regular expressions among the blocked terms.
const MOST_EXPRESSIONS: usize = 200;
/// The most characters of a term.
const TERM_LENGTH: usize = 200;
/// The most hosts that a channel trusts.
const MOST_HOSTS: usize = 100;

/// A blocked term as it is sent: alone, it is looked for as whole words and refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum TermInput {
    /// Whole words, refused.
    Text(String),
    /// With kind and action.
    Term(BlockedTerm),
}

impl From<TermInput> for BlockedTerm {
    fn from(input: TermInput) -> Self {
        match input {
            TermInput::Text(pattern) => Self { pattern, kind: TermKind::Word, action: Action::Refuse },
            TermInput::Term(term) => term,
        }
    }
}

/// Changes of the rules; fields that are left out keep their values, and each one that is there is replaced whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct RulesChange {
    /// The channel's own terms: at most 500, of up to 200 characters each.
    #[schema(max_items = 500)]
    pub blocked_terms: Option<Vec<TermInput>>,
    /// Words that are not caught: at most 500, of up to 200 characters each.
    #[schema(max_items = 500)]
    pub allowed_terms: Option<Vec<String>>,
    /// The list of offensive words.
    pub profanity: Option<Profanity>,
    /// Links.
    pub links: Option<Action>,
    /// Hosts that links may lead to: at most 100.
    #[schema(max_items = 100)]
    pub trusted_hosts: Option<Vec<String>>,
    /// Capitals.
    pub capitals: Option<Capitals>,
    /// Repetition.
    pub repetition: Option<Repetition>,
    /// Mentions.
    pub mentions: Option<Mentions>,
    /// Floods.
    pub flood: Option<Flood>,
    /// The raid guard. For the owner and staff.
    pub raid_guard: Option<RaidGuard>,
}

impl RulesChange {
    /// The rules after the change of these; the problem names all fields that are at fault. `refused` says what is wrong with a pattern that
    /// cannot be compiled.
    pub fn apply(self, before: &Rules, refused: impl Fn(&BlockedTerm) -> Option<String>) -> Result<Rules, Problem> {
        let mut fields = Fields::default();
        let blocked = self.blocked_terms.map(|terms| terms.into_iter().map(BlockedTerm::from).collect());
        let blocked = blocked.map(|terms| blocked_terms(terms, refused));
        let checked = |list: Option<Vec<String>>, most, what| list.map(|list| texts(list, most, what));
        let allowed = checked(self.allowed_terms, MOST_TERMS, "allowed terms");
        let hosts = checked(self.trusted_hosts, MOST_HOSTS, "trusted hosts").map(|list| list.and_then(host_names));
        let mut between = |field: &str, value: Option<u16>, least: u16, most: u16| {
            let fits = value.is_none_or(|value| (least..=most).contains(&value));
            fields.take(field, if fits { Ok(()) } else { Err(format!("Choose a number from {least} to {most}.")) });
        };
        between("profanity.level", self.profanity.as_ref().map(|rule| rule.level.into()), 0, 4);
        between("capitals.percent", self.capitals.as_ref().map(|rule| rule.percent.into()), 1, 100);
        between("repetition.most", self.repetition.as_ref().map(|rule| rule.most.into()), 2, 100);
        between("mentions.most", self.mentions.as_ref().map(|rule| rule.most.into()), 1, 20);
        between("flood.most", self.flood.as_ref().map(|rule| rule.most.into()), 1, 10);
        between("flood.seconds", self.flood.as_ref().map(|rule| rule.seconds), 1, 600);
        let blocked = blocked.and_then(|blocked| fields.take("blockedTerms", blocked));
        let allowed = allowed.and_then(|allowed| fields.take("allowedTerms", allowed));
        let hosts = hosts.and_then(|hosts| fields.take("trustedHosts", hosts));
        fields.into_result()?;
        let before = before.clone();
        Ok(Rules {
            blocked_terms: blocked.unwrap_or(before.blocked_terms),
            allowed_terms: allowed.unwrap_or(before.allowed_terms),
            profanity: self.profanity.map_or(before.profanity, once_each),
            links: self.links.unwrap_or(before.links),
            trusted_hosts: hosts.unwrap_or(before.trusted_hosts),
            capitals: self.capitals.unwrap_or(before.capitals),
            repetition: self.repetition.unwrap_or(before.repetition),
            mentions: self.mentions.unwrap_or(before.mentions),
            flood: self.flood.unwrap_or(before.flood),
            raid_guard: self.raid_guard.unwrap_or(before.raid_guard),
        })
    }
}

fn once_each(mut profanity: Profanity) -> Profanity {
    profanity.categories.sort_unstable();
    profanity.categories.dedup();
    profanity
}

fn blocked_terms(
    terms: Vec<BlockedTerm>,
    refused: impl Fn(&BlockedTerm) -> Option<String>,
) -> Result<Vec<BlockedTerm>, String> {
    if terms.len() > MOST_TERMS {
        return Err(format!("A channel has {MOST_TERMS} blocked terms at most; these are {}.", terms.len()));
    }
    // Each regular expression takes memory for itself wherever the channel's chat is kept.
    let expressions = terms.iter().filter(|term| term.kind == TermKind::Regex).count();
    if expressions > MOST_EXPRESSIONS {
        return Err(format!("A channel has {MOST_EXPRESSIONS} regular expressions at most; these are {expressions}."));
    }
    let mut known: Vec<BlockedTerm> = Vec::new();
    for (number, mut term) in terms.into_iter().enumerate() {
        let number = number + 1;
        term.pattern = text(&term.pattern).map_err(|fault| format!("Term {number} {fault}"))?;
        if term.action == Action::Allow {
            return Err(format!("Term {number} neither holds nor refuses a message. Choose one of the two."));
        }
        if let Some(fault) = refused(&term) {
            return Err(format!("Term {number} ({}) can't be used: {fault}", term.pattern));
        }
        // The stricter action counts if a term stands there twice.
        match known.iter_mut().find(|other| other.kind == term.kind && other.pattern == term.pattern) {
            Some(other) => other.action = other.action.max(term.action),
            None => known.push(term),
        }
    }
    Ok(known)
}

fn texts(list: Vec<String>, most: usize, what: &str) -> Result<Vec<String>, String> {
    if list.len() > most {
        return Err(format!("A channel has {most} {what} at most; these are {}.", list.len()));
    }
    let mut known = Vec::new();
    for (number, item) in list.iter().enumerate() {
        let item = text(item).map_err(|fault| format!("Entry {} {fault}", number + 1))?;
        if !known.contains(&item) {
            known.push(item);
        }
    }
    Ok(known)
}

/// A term without spaces around it; what is wrong with it, as the rest of a sentence.
fn text(text: &str) -> Result<String, String> {
    let text = text.trim();
    let length = text.chars().count();
    match length {
        0 => Err("is empty. Write something, or take it away.".to_owned()),
        _ if length > TERM_LENGTH => {
            Err(format!("is too long: {length} characters, and {TERM_LENGTH} are allowed. Split it up."))
        }
        _ if text.chars().any(char::is_control) => Err("has a control character in it. Take that away.".to_owned()),
        _ => Ok(text.to_owned()),
    }
}

/// Names of hosts, also where whole addresses were pasted.
fn host_names(list: Vec<String>) -> Result<Vec<String>, String> {
    let name = |text: &String| {
        let rest = text.split_once("://").map_or(text.as_str(), |(_, rest)| rest);
        let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default().trim_start_matches("*.").to_lowercase();
        let is_host = host.contains('.') && !host.starts_with('.') && !host.contains(char::is_whitespace);
        is_host.then_some(host).ok_or_else(|| format!("{text} is not the name of a host, such as example.org."))
    };
    list.iter().map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::super::Category;
    use super::*;
    use serde_json::{Value, from_value, json};

    fn changed(change: Value) -> Result<Rules, Problem> {
        from_value::<RulesChange>(change).unwrap().apply(&Rules::default(), |_| None)
    }

    fn faulty(change: Value) -> Vec<String> {
        changed(change).unwrap_err().errors.into_keys().collect()
    }

    #[test]
    fn a_term_is_a_text_or_says_how_it_is_meant() {
        let rules = changed(
            json!({ "blockedTerms": [" spam ", { "pattern": "*coin", "kind": "wildcard", "action": "hold" }, { "pattern": "spam" }] }),
        );
        let term = |pattern: &str, kind, action| BlockedTerm { pattern: pattern.into(), kind, action };
        let expected =
            vec![term("spam", TermKind::Word, Action::Refuse), term("*coin", TermKind::Wildcard, Action::Hold)];
        assert_eq!(rules.unwrap().blocked_terms, expected);
    }

    #[test]
    fn what_is_left_out_stays_and_the_rest_is_replaced() {
        let before = changed(json!({ "links": "hold", "trustedHosts": ["https://Clips.example.org/x"] })).unwrap();
        assert_eq!(before.trusted_hosts, ["clips.example.org"]);
        let change: RulesChange =
            from_value(json!({ "profanity": { "level": 3, "categories": ["hate", "hate"] } })).unwrap();
        let after = change.apply(&before, |_| None).unwrap();
        assert_eq!(
            (after.links, after.trusted_hosts.len(), after.profanity.categories),
            (Action::Hold, 1, vec![Category::Hate])
        );
    }

    #[test]
    fn what_does_not_fit_is_named_and_changes_nothing() {
        let many: Vec<String> = (0..10_000).map(|number| format!("term{number}")).collect();
        assert_eq!(faulty(json!({ "blockedTerms": many, "allowedTerms": many })), ["allowedTerms", "blockedTerms"]);
        for term in [
            json!(""),
            json!("  "),
            json!("x".repeat(10_240)),
            json!("a\u{7}b"),
            json!({ "pattern": "a", "action": "allow" }),
        ] {
            assert_eq!(faulty(json!({ "blockedTerms": [term] })), ["blockedTerms"], "{term}");
        }
        assert_eq!(faulty(json!({ "trustedHosts": ["no host"] })), ["trustedHosts"]);
        let numbers = json!({ "profanity": { "level": 5 }, "capitals": { "percent": 0 }, "repetition": { "most": 1 },
                              "mentions": { "most": 21 }, "flood": { "most": 0, "seconds": 601 } });
        let fields =
            ["capitals.percent", "flood.most", "flood.seconds", "mentions.most", "profanity.level", "repetition.most"];
        assert_eq!(faulty(numbers), fields);
        let refused = from_value::<RulesChange>(json!({ "blockedTerms": ["ok", "("] })).unwrap();
        let problem = refused
            .apply(&Rules::default(), |term| (term.pattern == "(").then(|| "unclosed group.".to_owned()))
            .unwrap_err();
        assert_eq!(problem.errors["blockedTerms"], "Term 2 (() can't be used: unclosed group.");
    }
}
