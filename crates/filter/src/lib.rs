//! What a channel's rules say of a text. Text in, verdict out: no I/O, no clock.

mod allowed;
mod evidence;
mod flood;
mod ids;
mod links;
mod patterns;
mod profanity;
mod reading;
mod shape;
mod terms;
mod trie;
mod units;
mod walk;
mod words;

use allowed::Allowed;
use domain::moderation::{Action, Match, RuleKind, Rules, Verdict};
use flood::FloodRule;
pub use flood::{Likeness, Recent};
pub use ids::{of_term as id_of_term, rule_fingerprints};
use links::LinkRule;
use profanity::ProfanityRule;
use reading::Reading;
use shape::ShapeRules;
use std::ops::Range;
use terms::Terms;
pub use terms::fault_of;
use words::WORDS;

/// A channel's rules, ready to be applied.
#[derive(Debug)]
pub struct Filter {
    terms: Terms,
    profanity: Option<ProfanityRule>,
    links: Option<LinkRule>,
    shape: ShapeRules,
    flood: Option<FloodRule>,
    allowed: Allowed,
}

impl Filter {
    /// `version_of` names for a rule id the version of the filters in which that rule changed last. Terms that cannot be compiled were refused
    /// before and are skipped here.
    pub fn new(rules: &Rules, version_of: impl Fn(&str) -> i32) -> Self {
        let rule =
            |id: &str, kind, action| Rule { id: id.to_owned(), version: version_of(id), kind, action, term: None };
        let allowed = Allowed::new(rules.allowed_terms.iter().map(String::as_str));
        Self {
            terms: Terms::new(&rules.blocked_terms, &rule),
            profanity: ProfanityRule::new(&rules.profanity, &allowed, &rule),
            links: LinkRule::new(rules.links, &rules.trusted_hosts, &rule),
            shape: ShapeRules::new(rules, &rule),
            flood: FloodRule::new(&rules.flood, &rule),
            allowed,
        }
    }

    /// What the rules say of a text. `recent` are the sender's last messages with their age in seconds, the newest first.
    pub fn check(&self, text: &str, recent: &[Recent<'_>]) -> Verdict {
        let reading = Reading::of(text);
        let mut matches = Vec::new();
        self.find_words(text, &reading, &mut matches);
        let links = links::links(text, &reading);
        if let Some(rule) = &self.links {
            rule.check(text, &links, &mut matches);
        }
        self.shape.check(text, &reading, &links, &mut matches);
        if let Some(rule) = &self.flood {
            rule.check(&reading, text, recent, &mut matches);
        }
        matches.sort_by(|one, other| (one.start, one.end, &one.rule_id).cmp(&(other.start, other.end, &other.rule_id)));
        matches.dedup();
        let verdict = matches.iter().map(|found| found.action).max().unwrap_or(Action::Allow);
        Verdict { verdict, normalized: reading.text(), matches }
    }

    /// The rules that look for words: the channel's terms and the list.
    fn find_words(&self, text: &str, reading: &Reading, matches: &mut Vec<Match>) {
        let mut found = Vec::new();
        for glyphs in std::iter::once(&reading.glyphs).chain(&reading.reversed) {
            let units = units::units(glyphs);
            let mut search = Search { units: &units, found: &mut found };
            self.terms.check_words(&mut search);
            if let Some(rule) = &self.profanity {
                rule.check(&mut search);
            }
        }
        self.terms.check_patterns(text, reading, &mut found);
        if found.is_empty() {
            return;
        }
        let (channels, ours) = (self.allowed.places(reading), WORDS.allowed.places(reading));
        found.retain(|(rule, span)| {
            // Our own list is there for the faults of our own words; a channel's terms mean what they say.
            let ours = ours.iter().filter(|_| rule.kind == RuleKind::Profanity);
            !channels.iter().chain(ours).any(|place| place.start <= span.start && span.end <= place.end)
        });
        // Of several finds of one rule the widest says all.
        found.sort_by(|(one, a), (other, b)| one.id.cmp(&other.id).then(a.start.cmp(&b.start)).then(b.end.cmp(&a.end)));
        found.dedup_by(|(later, inner), (earlier, outer)| later.id == earlier.id && inner.end <= outer.end);
        matches.extend(found.into_iter().map(|(rule, span)| rule.found(span)));
    }
}

/// A rule that is on.
#[derive(Debug)]
struct Rule {
    id: String,
    version: i32,
    kind: RuleKind,
    action: Action,
    /// The pattern of a channel's own term.
    term: Option<String>,
}

impl Rule {
    fn found(&self, span: Range<usize>) -> Match {
        Match {
            rule_id: self.id.clone(),
            rule_version: self.version,
            kind: self.kind,
            action: self.action,
            term: self.term.clone(),
            start: span.start,
            end: span.end,
        }
    }
}

/// A look for words in one direction of a text.
struct Search<'a, 'f> {
    units: &'a [units::Unit],
    found: &'a mut Vec<(&'f Rule, Range<usize>)>,
}

impl Search<'_, '_> {
    /// The characters of the original text from the first unit of a find to its last one.
    fn span(&self, find: &walk::Find) -> Range<usize> {
        let units = self.units.get(find.from..find.to).unwrap_or_default();
        let start = units.iter().map(|unit| unit.start).min().unwrap_or_default();
        let end = units.iter().map(|unit| unit.end).max().unwrap_or_default();
        start as usize..end as usize
    }
}

#[cfg(test)]
mod tests;
