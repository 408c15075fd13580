//! Looks for the words of a tree in a text, through disguises. What was found is judged by [`crate::evidence`].

use crate::evidence::Evidence;
use crate::reading::{Kind, is_certain, meanings};
use crate::trie::{Node, ROOT, Trie};
use crate::units::Unit;

/// How many steps a look from one place may take. Ordinary text takes a handful; the bound is for texts that were made to take more.
const STEPS: u32 = 600;
/// The most separators between two letters of a word.
const GAP: usize = 6;
/// The most letters in a row that symbols may stand for.
const MISSING: u16 = 3;

/// Where a letter is missing, there is none that could stand there twice.
const NO_LETTER: char = '\0';
/// What is put between the letters of a word to disguise it. Other marks, and several of them, separate words.
const INSERTED: &str = ".-_*~#+=|^";
/// The most separated pieces of a word.
const PIECES: u8 = 30;

/// A word that stands in a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Find {
    pub node: Node,
    /// The first unit, and the one behind the last.
    pub from: usize,
    pub to: usize,
    pub evidence: Evidence,
}

/// All words of the tree that stand in the text, more or less disguised.
pub(crate) fn finds(trie: &Trie, units: &[Unit]) -> Vec<Find> {
    let mut walk = Walk { trie, units, from: 0, steps: 0, seen: Vec::new(), finds: Vec::new() };
    if trie.is_empty() {
        return walk.finds;
    }
    for (at, unit) in units.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| units.get(before));
        let is_inside = before.is_some_and(|before| before.kind.is_word());
        let is_between = unit.kind == Kind::Ideograph || before.is_some_and(|before| before.kind == Kind::Ideograph);
        let is_behind_digit = before.is_some_and(|before| before.kind == Kind::Digit) && unit.kind == Kind::Letter;
        match unit.kind {
            Kind::Space => continue,
            Kind::Symbol if is_inside && trie.child(ROOT, unit.ch).is_none() => continue,
            Kind::Symbol => {}
            _ if is_inside && !is_between && !is_behind_digit => continue,
            _ => {}
        }
        let is_ending = before.is_some_and(|before| before.ch == '\'')
            && at.checked_sub(2).and_then(|at| units.get(at)).is_some_and(|unit| unit.kind.is_letter());
        let inside = is_inside && !is_between;
        walk.begin(at, Evidence { behind_digit: is_behind_digit, inside, is_ending, ..Evidence::default() });
    }
    walk.finds
}

struct Walk<'a> {
    trie: &'a Trie,
    units: &'a [Unit],
    from: usize,
    steps: u32,
    /// The places behind any letters that were reached already, with the unit: what follows is the same again.
    seen: Vec<(Node, usize)>,
    finds: Vec<Find>,
}

/// What has been read so far.
#[derive(Clone, Copy)]
struct State {
    node: Node,
    /// The next unit.
    at: usize,
    last: char,
    evidence: Evidence,
}

/// How a letter was read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Plain,
    Digit,
    Symbol,
    Foreign,
}

impl Walk<'_> {
    fn begin(&mut self, at: usize, evidence: Evidence) {
        self.from = at;
        self.steps = STEPS;
        self.seen.clear();
        let state = State { node: ROOT, at, last: NO_LETTER, evidence };
        if let Some(any) = self.trie.any(ROOT) {
            self.any(State { node: any, ..state });
        }
        self.letters(state);
        // `*sshole`, where no star behind it says that the word is bold.
        if let Some(unit) = self.units.get(at).filter(|unit| unit.ch == '*' && !evidence.inside) {
            let rest = self.units.get(at + 1..).unwrap_or_default();
            let word = rest.iter().take_while(|unit| unit.kind != Kind::Space);
            if word.last().is_some_and(|last| last.kind.is_word()) {
                self.missing(State { evidence: Evidence { missing_begin: true, ..evidence }, ..state }, unit);
            }
        }
    }

    /// Goes on behind a letter.
    fn go(&mut self, state: State) {
        let Some(steps) = self.steps.checked_sub(1) else { return };
        self.steps = steps;
        if !self.trie.entries(state.node).is_empty() {
            self.end(state);
        }
        if let Some(any) = self.trie.any(state.node) {
            self.any(State { node: any, ..state });
        }
        // Most words go no further here, so that what follows need not be looked at.
        if self.trie.edges(state.node).is_empty() {
            return;
        }
        self.letters(state);
        let Some(unit) = self.units.get(state.at) else { return };
        if !unit.kind.is_word() {
            self.gap(state);
            if unit.kind == Kind::Symbol {
                self.missing(state, unit);
            }
        }
    }

    /// Notes a word that ends here, if it does not go on.
    fn end(&mut self, state: State) {
        // A symbol is in the place of the last letter only if no other word follows, as `missing` has seen.
        if state.last == NO_LETTER && !state.evidence.missing_end {
            return;
        }
        let next = self.units.get(state.at);
        let last = state.at.checked_sub(1).and_then(|at| self.units.get(at));
        let is_between = [next, last].iter().any(|unit| unit.is_some_and(|unit| unit.kind == Kind::Ideograph));
        let goes_on = next.is_some_and(|next| next.kind.is_letter()) && !is_between;
        let before_digit = next.is_some_and(|next| next.kind == Kind::Digit);
        // A symbol that ends a word needs no boundary: it is none of the letters.
        let is_cut = |last: &Unit| (goes_on && last.kind.is_word()) || (before_digit && last.kind == Kind::Digit);
        if last.is_some_and(is_cut) {
            return;
        }
        let evidence = Evidence { before_digit, ..state.evidence };
        self.finds.push(Find { node: state.node, from: self.from, to: state.at, evidence });
    }

    /// Reads any letters of the same token.
    fn any(&mut self, state: State) {
        let mut state = state;
        state.evidence.open_begin |= state.evidence.length == 0;
        if self.trie.entries(state.node).is_empty() && self.trie.edges(state.node).is_empty() {
            return;
        }
        if !self.trie.entries(state.node).is_empty() {
            let rest = self.units.get(state.at..).unwrap_or_default();
            let to = state.at + rest.iter().take_while(|unit| unit.kind.is_word()).count();
            self.finds.push(Find { node: state.node, from: self.from, to, evidence: state.evidence });
        }
        let begin = state.at;
        loop {
            let Some(steps) = self.steps.checked_sub(1) else { return };
            self.steps = steps;
            if self.seen.contains(&(state.node, state.at)) {
                return;
            }
            // The first tokens' places are met once only; the others can be met again and again.
            if !state.evidence.open_begin || state.evidence.length > 0 {
                self.seen.push((state.node, state.at));
            }
            let mut next = state;
            next.evidence.led |= state.at > begin && state.evidence.length == 0;
            self.letters(next);
            match self.units.get(state.at) {
                Some(unit) if unit.kind.is_word() => state.at += 1,
                _ => return,
            }
        }
    }

    /// Reads the next unit as a letter in each way that it can be.
    fn letters(&mut self, state: State) {
        let Some(unit) = self.units.get(state.at).copied() else { return };
        if unit.kind == Kind::Space {
            return;
        }
        self.letter(state, unit, unit.ch, Way::Plain);
        if let Some(latin) = unit.latin {
            self.letter(state, unit, latin, Way::Foreign);
        }
        let way = if unit.kind == Kind::Symbol { Way::Symbol } else { Way::Digit };
        if way == Way::Symbol && (state.evidence.inside || self.is_mere_punctuation(state, unit)) {
            return;
        }
        for letter in meanings(unit.ch).chars() {
            self.letter(state, unit, letter, way);
        }
    }

    /// Whether a symbol that can mean a letter is more likely what it is everywhere else: a bracket or a cry at the edge of a word.
    fn is_mere_punctuation(&self, state: State, unit: Unit) -> bool {
        let is_first = state.evidence.length == 0;
        let is_last =
            self.units.get(state.at + 1).is_none_or(|next| !next.kind.is_word() && !matches!(next.ch, '$' | '@'));
        match unit.ch {
            '(' | '<' | '+' => is_first || is_last,
            '!' | '|' | '¡' | '¦' => is_last,
            _ => false,
        }
    }

    fn letter(&mut self, state: State, unit: Unit, letter: char, way: Way) {
        let mut state = State { at: state.at + 1, ..state };
        state.evidence.segment = state.evidence.segment.saturating_add(1);
        if state.last == letter && state.evidence.length > 0 {
            let mut again = state;
            again.evidence.stretched = again.evidence.stretched.saturating_add(1);
            self.go(again);
        }
        let mut rest = unit.count;
        while let Some(node) = self.trie.child(state.node, letter) {
            state.node = node;
            state.last = letter;
            rest -= 1;
            let evidence = &mut state.evidence;
            evidence.length += 1;
            match way {
                Way::Plain => evidence.letters += 1,
                Way::Digit => evidence.digits += 1,
                Way::Symbol => evidence.symbols += 1,
                Way::Foreign => {
                    evidence.foreign += 1;
                    evidence.doubtful += u8::from(!is_certain(unit.ch));
                }
            }
            let mut next = state;
            // More than one too many looks meant, whatever the word is.
            next.evidence.stretched = next.evidence.stretched.saturating_add(u8::try_from(rest).unwrap_or(u8::MAX));
            self.go(next);
            if rest == 0 || state.evidence.length > 200 {
                return;
            }
        }
    }

    /// Passes over separators between the letters of a word.
    fn gap(&mut self, state: State) {
        let rest = self.units.get(state.at..).unwrap_or_default();
        let gap = rest.iter().take(GAP + 1).take_while(|unit| !unit.kind.is_word());
        let (mut length, mut spaces, mut apostrophes, mut odd) = (0, false, false, false);
        for unit in gap {
            length += 1;
            spaces |= unit.kind == Kind::Space;
            apostrophes |= unit.ch == '\'';
            odd |= unit.ch.is_ascii_punctuation() && (unit.count > 1 || !INSERTED.contains(unit.ch));
            // Such a symbol may be a letter itself, behind a space for example.
            let is_letter = length > 1 && matches!(unit.ch, '$' | '@' | '!' | '€' | '©');
            if is_letter {
                length -= 1;
                break;
            }
        }
        let Some(next) = rest.get(length) else { return };
        if length == 0 || length > GAP || next.kind == Kind::Space || state.evidence.gaps >= PIECES {
            return;
        }
        let mut state = State { at: state.at + length, ..state };
        let evidence = &mut state.evidence;
        evidence.close_segment();
        evidence.gaps = evidence.gaps.saturating_add(1);
        evidence.word_gaps = evidence.word_gaps.saturating_add(1);
        evidence.spaces += u8::from(spaces);
        evidence.apostrophes |= apostrophes;
        evidence.odd |= odd;
        self.letters(state);
        // A term of several words has a space itself.
        if spaces && let Some(node) = self.trie.child(state.node, ' ') {
            let mut evidence = Evidence { phrase: true, ..state.evidence };
            evidence.spaces -= 1;
            evidence.gaps -= 1;
            evidence.word_gaps -= 1;
            evidence.close_word();
            self.letters(State { node, last: ' ', evidence, ..state });
        }
    }

    /// Reads symbols as letters that are missing.
    fn missing(&mut self, state: State, unit: &Unit) {
        let is_apart = state.evidence.gaps > 0 || unit.count > MISSING || (unit.ch == '.' && unit.count > 1);
        if is_apart
            || matches!(
                unit.ch,
                '\'' | '"' | ',' | ';' | ':' | '/' | '\\' | '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' | '`'
            )
        {
            return;
        }
        let next = self.units.get(state.at + 1);
        let is_last = !next.is_some_and(|next| next.kind.is_word() || matches!(next.ch, '*' | '$' | '@' | '!'));
        if is_last && unit.ch != '*' && unit.ch != '#' {
            return;
        }
        let mut state = State { at: state.at + 1, last: NO_LETTER, ..state };
        let evidence = &mut state.evidence;
        evidence.missing += u8::try_from(unit.count).unwrap_or(u8::MAX);
        evidence.length += usize::from(unit.count);
        evidence.other_marks |= !matches!(unit.ch, '*' | '#');
        evidence.missing_end |= is_last;
        evidence.segment = evidence.segment.saturating_add(1);
        self.fill(state, unit.count);
    }

    /// Goes on with all letters that may be missing. A star hides any letter; other marks stand for vowels only, as they separate words, too.
    fn fill(&mut self, state: State, letters: u16) {
        let trie = self.trie;
        for (ch, node) in trie.edges(state.node) {
            if !ch.is_alphabetic() || (state.evidence.other_marks && !"aeiou".contains(*ch)) {
                continue;
            }
            let next = State { node: *node, ..state };
            match letters {
                1 => self.go(next),
                _ => self.fill(next, letters - 1),
            }
        }
    }
}
