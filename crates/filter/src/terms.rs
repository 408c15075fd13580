//! The channel's own terms: words and wildcards in one tree, regular expressions in one set.

use crate::patterns::{self, Patterns};
use crate::reading::{Kind, Reading, looks};
use crate::trie::{ANY, Builder, Trie};
use crate::words::spellings;
use crate::{Rule, Search, ids, walk};
use domain::moderation::{Action, BlockedTerm, RuleKind, TermKind};
use std::ops::Range;

/// The most stars of a wildcard. Each lets a look try all letters that follow.
const MOST_STARS: usize = 5;
/// The most readings of one term among Latin letters.
const MOST_LOOKS: usize = 16;

/// The terms, ready to be looked for.
#[derive(Debug)]
pub(crate) struct Terms {
    /// One for each term; entries of the tree and of the set are places in it.
    rules: Vec<Rule>,
    words: Trie,
    /// The terms of other scripts as they are read in a word with Latin letters. What is found there has to have a letter of another script: `пот`
    /// is no `pot`.
    looks: Trie,
    patterns: Patterns,
}

/// What is wrong with a term's pattern, as a sentence; none if it can be used.
pub fn fault_of(term: &BlockedTerm) -> Option<String> {
    if term.kind == TermKind::Regex {
        return patterns::fault_of(&term.pattern);
    }
    let letters = letters(&term.pattern, term.kind);
    let stars = letters.iter().filter(|ch| **ch == ANY).count();
    if letters.iter().all(|ch| matches!(*ch, ANY | ' ')) {
        let of_stars = stars > 0;
        let fault = if of_stars {
            "it would match every word. Write letters beside the *."
        } else {
            "nothing of it can be seen. Write a letter, a digit or a symbol."
        };
        return Some(fault.to_owned());
    }
    (stars > MOST_STARS).then(|| format!("it has {stars} *, and {MOST_STARS} are allowed. Split it up."))
}

/// A word or wildcard as texts are read.
fn letters(pattern: &str, kind: TermKind) -> Vec<char> {
    let reading = Reading::of(pattern.trim());
    let mut letters: Vec<char> = Vec::with_capacity(reading.glyphs.len());
    for glyph in &reading.glyphs {
        match glyph.ch {
            '*' if kind == TermKind::Wildcard => {
                if letters.last() != Some(&ANY) {
                    letters.push(ANY);
                }
            }
            // One space stands for all that may be between two words.
            _ if glyph.kind == Kind::Space && letters.last() == Some(&' ') => {}
            ch => letters.push(ch),
        }
    }
    letters
}

/// How a term of another script may be read in words with Latin letters; none if it has no letter of another script.
fn mixed(letters: &[char]) -> Vec<Vec<char>> {
    let mut mixed = vec![Vec::with_capacity(letters.len())];
    for ch in letters {
        let looks = looks(*ch);
        // Behind the first letters of a long term the first look of each has to be enough.
        let most = if mixed.len() * looks.len() > MOST_LOOKS { 1 } else { looks.len() };
        let longer = |known: &Vec<char>, look: char| known.iter().copied().chain([look]).collect();
        mixed = mixed.iter().flat_map(|known| looks.iter().take(most).map(|look| longer(known, *look))).collect();
    }
    mixed.retain(|look| look != letters);
    mixed
}

impl Terms {
    pub fn new(terms: &[BlockedTerm], rule: &impl Fn(&str, RuleKind, Action) -> Rule) -> Self {
        let mut rules = Vec::with_capacity(terms.len());
        let (mut words, mut looks) = (Builder::default(), Builder::default());
        let mut expressions = Vec::new();
        for term in terms.iter().filter(|term| term.action != Action::Allow && fault_of(term).is_none()) {
            let entry = u32::try_from(rules.len()).unwrap_or(u32::MAX);
            let known = rule(&ids::of_term(term), RuleKind::Term, term.action);
            rules.push(Rule { term: Some(term.pattern.clone()), ..known });
            match term.kind {
                TermKind::Regex => expressions.push((entry, term.pattern.as_str())),
                TermKind::Word | TermKind::Wildcard => {
                    for spelling in spellings(&term.pattern) {
                        let letters = letters(&spelling, term.kind);
                        mixed(&letters).into_iter().for_each(|look| looks.add(look, entry));
                        words.add(letters, entry);
                    }
                }
            }
        }
        Self { rules, words: words.finish(), looks: looks.finish(), patterns: Patterns::new(&expressions) }
    }

    /// Looks for words and wildcards.
    pub fn check_words<'f>(&'f self, search: &mut Search<'_, 'f>) {
        // A term is there because the channel does not want it, so disguises count as they do for the worst words of the list.
        const SEVERITY: u8 = 4;
        let has_foreign = search.units.iter().any(|unit| unit.is_foreign);
        for (trie, is_mixed) in [(&self.words, false), (&self.looks, true)] {
            if is_mixed && !has_foreign {
                continue;
            }
            for find in walk::finds(trie, search.units) {
                let found = search.units.get(find.from..find.to).unwrap_or_default();
                let is_meant = (!is_mixed || found.iter().any(|unit| unit.is_foreign))
                    && find.evidence.is_convincing(SEVERITY, search.units, find.from, find.to);
                if is_meant {
                    let rules = trie.entries(find.node).iter().filter_map(|entry| self.rules.get(*entry as usize));
                    let span = search.span(&find);
                    search.found.extend(rules.map(|rule| (rule, span.clone())));
                }
            }
        }
    }

    /// Looks for regular expressions.
    pub fn check_patterns<'f>(&'f self, text: &str, reading: &Reading, found: &mut Vec<(&'f Rule, Range<usize>)>) {
        let places = self.patterns.finds(text, reading);
        found.extend(places.into_iter().filter_map(|(entry, span)| Some((self.rules.get(entry as usize)?, span))));
    }
}
