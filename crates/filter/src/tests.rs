//! The rules in one filter, as channels use them.
#![allow(clippy::single_range_in_vec_init, reason = "a list of one place is meant")]

use super::*;
use domain::moderation::{BlockedTerm, Capitals, Category, Flood, Mentions, Profanity, Repetition, TermKind};

mod hostile;
mod list;
mod looks;
mod own_terms;

fn profanity(level: u8) -> Rules {
    let profanity = Profanity { level, categories: Category::ALL.to_vec(), action: Action::Hold };
    Rules { profanity, ..Rules::default() }
}

fn term(pattern: &str, kind: TermKind) -> BlockedTerm {
    BlockedTerm { pattern: pattern.into(), kind, action: Action::Refuse }
}

fn filter(rules: &Rules) -> Filter {
    Filter::new(rules, |_| 1)
}

/// The places that the rules find.
fn places(rules: &Rules, text: &str) -> Vec<Range<usize>> {
    filter(rules).check(text, &[]).matches.iter().map(|found| found.start..found.end).collect()
}
