//! The rules for texts as a form has them: lists are lines of text, and each term says by its looks how it is meant.

use domain::moderation::{
    Action, BlockedTerm, Capitals, Category, Flood, Mentions, Profanity, RaidGuard, Repetition, Rules, RulesChange,
    TermInput, TermKind,
};
use serde::{Deserialize, Serialize};

/// What the form sends. Boxes that are not ticked are not sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RulesForm {
    pub refused: String,
    pub held: String,
    pub allowed: String,
    pub level: u8,
    pub words: Action,
    pub hate: bool,
    pub sexual: bool,
    pub insults: bool,
    pub swearing: bool,
    pub links: Action,
    pub hosts: String,
    pub capitals: Action,
    pub percent: u8,
    pub repetition: Action,
    pub repeated: u8,
    pub mentions: Action,
    pub mentioned: u8,
    pub flood: Action,
    pub alike: u8,
    pub seconds: u16,
    /// None where the reader may not say it.
    pub raids: Option<RaidGuard>,
}

impl Default for RulesForm {
    fn default() -> Self {
        let rules =
            Rules { profanity: Profanity { categories: Vec::new(), ..Profanity::default() }, ..Rules::default() };
        Self { raids: None, ..Self::of(&rules) }
    }
}

impl RulesForm {
    pub fn of(rules: &Rules) -> Self {
        let terms = |action| {
            let lines = rules.blocked_terms.iter().filter(|term| term.action == action).map(line);
            lines.collect::<Vec<_>>().join("\n")
        };
        let has = |category| rules.profanity.categories.contains(&category);
        Self {
            refused: terms(Action::Refuse),
            held: terms(Action::Hold),
            allowed: rules.allowed_terms.join("\n"),
            level: rules.profanity.level,
            words: rules.profanity.action,
            hate: has(Category::Hate),
            sexual: has(Category::Sexual),
            insults: has(Category::Insults),
            swearing: has(Category::Swearing),
            links: rules.links,
            hosts: rules.trusted_hosts.join("\n"),
            capitals: rules.capitals.action,
            percent: rules.capitals.percent,
            repetition: rules.repetition.action,
            repeated: rules.repetition.most,
            mentions: rules.mentions.action,
            mentioned: rules.mentions.most,
            flood: rules.flood.action,
            alike: rules.flood.most,
            seconds: rules.flood.seconds,
            raids: Some(rules.raid_guard),
        }
    }

    /// All rules, as they stand in the form.
    pub fn change(&self) -> RulesChange {
        let terms = |text: &str, action| lines(text).map(move |line| TermInput::Term(term(line, action))).collect();
        let mut blocked: Vec<TermInput> = terms(&self.refused, Action::Refuse);
        blocked.extend::<Vec<TermInput>>(terms(&self.held, Action::Hold));
        let owned = |text: &str| lines(text).map(str::to_owned).collect();
        let ticked = [self.hate, self.sexual, self.insults, self.swearing];
        let categories = Category::ALL.into_iter().zip(ticked).filter(|(_, ticked)| *ticked);
        RulesChange {
            blocked_terms: Some(blocked),
            allowed_terms: Some(owned(&self.allowed)),
            profanity: Some(Profanity {
                level: self.level,
                categories: categories.map(|(category, _)| category).collect(),
                action: self.words,
            }),
            links: Some(self.links),
            trusted_hosts: Some(owned(&self.hosts)),
            capitals: Some(Capitals { action: self.capitals, percent: self.percent }),
            repetition: Some(Repetition { action: self.repetition, most: self.repeated }),
            mentions: Some(Mentions { action: self.mentions, most: self.mentioned }),
            flood: Some(Flood { action: self.flood, most: self.alike, seconds: self.seconds }),
            raid_guard: self.raids,
        }
    }
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// `/…/` is a regular expression, a line with `*` a wildcard, and what stands in quotation marks is meant as it is.
fn term(line: &str, action: Action) -> BlockedTerm {
    let between = |mark: char| line.strip_prefix(mark)?.strip_suffix(mark).filter(|inner| !inner.is_empty());
    let (pattern, kind) = match (between('/'), between('"')) {
        (Some(inner), _) => (inner, TermKind::Regex),
        (_, Some(inner)) => (inner, TermKind::Word),
        _ if line.contains('*') => (line, TermKind::Wildcard),
        _ => (line, TermKind::Word),
    };
    BlockedTerm { pattern: pattern.to_owned(), kind, action }
}

/// The line that [`term`] reads as this one.
fn line(known: &BlockedTerm) -> String {
    let plain = known.pattern.clone();
    match known.kind {
        TermKind::Regex => format!("/{plain}/"),
        kind if term(&plain, known.action).kind == kind && term(&plain, known.action).pattern == plain => plain,
        _ => format!("\"{plain}\""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_by_its_looks_how_it_is_meant() {
        for (text, pattern, kind) in [
            ("spam", "spam", TermKind::Word),
            ("free coins", "free coins", TermKind::Word),
            ("spam*", "spam*", TermKind::Wildcard),
            ("/b[uo]t/", "b[uo]t", TermKind::Regex),
            ("\"a*b\"", "a*b", TermKind::Word),
            ("/", "/", TermKind::Word),
        ] {
            let read = term(text, Action::Hold);
            assert_eq!((read.pattern.as_str(), read.kind), (pattern, kind), "{text}");
            assert_eq!(line(&read), text);
        }
    }

    #[test]
    fn rules_come_back_from_the_form_as_they_were() {
        let change: RulesChange = serde_json::from_str(
            r#"{"blockedTerms":["spam",{"pattern":"a*b"},{"pattern":"/x/","kind":"word","action":"hold"},{"pattern":"c+","kind":"regex"}],
                "allowedTerms":["ok"],"profanity":{"level":3,"categories":["hate","insults"],"action":"refuse"},"links":"hold",
                "trustedHosts":["example.org"],"flood":{"action":"refuse","most":2,"seconds":9}}"#,
        )
        .unwrap();
        let rules = change.apply(&Rules::default(), |_| None).unwrap();
        let again = RulesForm::of(&rules).change().apply(&Rules::default(), |_| None).unwrap();
        let sorted = |mut rules: Rules| {
            rules.blocked_terms.sort_by(|one, other| one.pattern.cmp(&other.pattern));
            rules
        };
        assert_eq!(sorted(again), sorted(rules));
    }
}
