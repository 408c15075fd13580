//! How a word was found in a text, and whether that is enough to say that it was meant.

use crate::reading::Kind;
use crate::units::Unit;

/// How a word was found.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Evidence {
    /// Its letters, without those that a `*` of the word took.
    pub length: usize,
    /// Those that stand there as they are.
    pub letters: u8,
    /// Digits read as letters.
    pub digits: u8,
    /// Symbols read as letters.
    pub symbols: u8,
    /// Letters of another script, and those among them that only resemble a Latin one.
    pub foreign: u8,
    pub doubtful: u8,
    /// Symbols in the place of letters.
    pub missing: u8,
    /// Whether there were others than stars, and whether they end or begin the word.
    pub other_marks: bool,
    pub missing_end: bool,
    pub missing_begin: bool,
    /// Letters that stand there too often.
    pub stretched: u8,
    /// Separators between letters, those with a space among them, and whether an apostrophe was one, or marks that separate words.
    pub gaps: u8,
    pub spaces: u8,
    pub apostrophes: bool,
    pub odd: bool,
    /// The units since the last separator, and how many pieces of more than one unit there were.
    pub segment: u8,
    pub long_segments: u8,
    /// A term of several words: spaces between them are its own.
    pub phrase: bool,
    /// Of its words: the separators and pieces of the last one, whether the first was spelt out letter by letter, and whether one is broken otherwise.
    pub word_gaps: u8,
    pub word_pieces: u8,
    pub first_spelt: bool,
    pub has_broken: bool,
    pub words: u8,
    /// The word begins with any letters, and there were some.
    pub open_begin: bool,
    pub led: bool,
    /// A digit stands right before or behind it, and it begins within a token.
    pub behind_digit: bool,
    pub before_digit: bool,
    pub inside: bool,
    /// It begins behind an apostrophe, as the `s` of `it's`.
    pub is_ending: bool,
}

/// Ordinary words of two letters: one of them and single letters behind it are no spelt-out word.
const SHORT_WORDS: [&str; 40] = [
    "am", "an", "as", "at", "be", "by", "do", "go", "he", "hi", "if", "in", "is", "it", "me", "my", "no", "of", "oh",
    "ok", "on", "or", "so", "to", "up", "us", "we", "du", "er", "es", "im", "ja", "zu", "um", "am", "ab", "da", "wo",
    "ob", "la",
];

/// What no word begins with.
const NO_BEGINNINGS: [&str; 8] = ["ck", "tt", "ss", "gg", "tz", "ng", "rsch", "nt"];

impl Evidence {
    pub fn close_segment(&mut self) {
        self.long_segments += u8::from(self.segment > 1);
        self.word_pieces += u8::from(self.segment > 1);
        self.segment = 0;
    }

    /// Ends a word of a term of several.
    pub fn close_word(&mut self) {
        self.first_spelt |= self.words == 0 && self.word_gaps > 0;
        self.has_broken |= self.is_broken();
        self.words = self.words.saturating_add(1);
        (self.word_gaps, self.word_pieces) = (0, 0);
    }

    /// Whether the last word is neither whole nor spelt out letter by letter.
    fn is_broken(&self) -> bool {
        self.word_gaps > 0 && (self.word_gaps < 2 || self.word_pieces > 0)
    }

    /// Whether each word of a term of several is whole or spelt out: `b u y f0llowers`.
    fn is_phrase_meant(&self, units: &[Unit], from: usize, to: usize) -> bool {
        self.phrase
            && !(self.apostrophes || self.odd || self.has_broken || self.is_broken())
            && (!self.first_spelt || begins_alone(units, from, true))
            && (self.word_gaps == 0 || ends_alone(units, to, true))
    }

    /// Whether a word of this severity was meant.
    pub fn is_convincing(&self, severity: u8, units: &[Unit], from: usize, to: usize) -> bool {
        let mut all = *self;
        all.close_segment();
        if (all.behind_digit || all.before_digit) && (all.length < 4 || all.digits > 0) {
            return false;
        }
        // Inside of other letters, only the undisguised word is recognised: disguises and chance look too much alike there.
        if all.led && (all.digits > 0 || all.symbols > 0 || all.missing > 0 || all.gaps > 0 || all.foreign > 0) {
            return false;
        }
        if all.is_ending && (all.gaps > 0 || all.missing > 0) {
            return false;
        }
        // `FA9` and `6 J` are names of models and the like.
        let ends_with_digit =
            to.checked_sub(1).and_then(|at| units.get(at)).is_some_and(|last| last.kind == Kind::Digit);
        if all.digits > 0 && (all.length < 3 || (all.length == 3 && (ends_with_digit || all.gaps > 0))) {
            return false;
        }
        all.is_foreign_meant(severity)
            && all.is_leet_meant()
            && all.is_missing_meant(severity)
            && all.is_gap_meant(severity, units, from, to)
    }

    /// Other scripts have words that look like one of ours by chance, but hardly long ones.
    fn is_foreign_meant(&self, severity: u8) -> bool {
        let length = if self.doubtful > 0 { 6 } else { 4 };
        self.foreign == 0 || (self.length >= length && severity >= 2 && self.letters == 0)
    }

    /// Numbers, hours and names of models are no words: letters have to be half of it, or two of a long word.
    fn is_leet_meant(&self) -> bool {
        if self.digits == 0 && self.symbols == 0 {
            return true;
        }
        let solid = usize::from(self.letters + self.symbols + self.missing + self.foreign);
        let are_letters_enough = self.letters + self.foreign > 0 || self.symbols >= 3;
        are_letters_enough && (solid * 2 >= self.length || (self.length >= 5 && solid >= 2))
    }

    fn is_missing_meant(&self, severity: u8) -> bool {
        if self.missing == 0 {
            return true;
        }
        let known = usize::from(self.letters);
        let is_long =
            self.length >= 4 || (self.length == 3 && self.missing == 1 && !self.other_marks && !self.missing_end);
        let is_end_meant = !self.missing_end || (self.length >= 4 && self.missing >= 2);
        // A star before a word is a footnote or begins a bold one, unless the word is long and another letter is missing.
        let is_begin_meant = !self.missing_begin || self.length >= if self.missing > 1 { 5 } else { 6 };
        severity >= 2 && known * 2 >= self.length && is_long && is_end_meant && is_begin_meant
    }

    fn is_gap_meant(&self, severity: u8, units: &[Unit], from: usize, to: usize) -> bool {
        if self.gaps == 0 || (self.phrase && self.spaces == 0 && !self.apostrophes) {
            return true;
        }
        if self.is_phrase_meant(units, from, to) {
            return true;
        }
        if self.long_segments == 0 {
            // `f u c k`: the letters before and behind it belong to the same word, unless they are words of their own.
            // One gap is enough between Korean syllables, which are more than a letter.
            let is_korean = || units.get(from..to).unwrap_or_default().iter().all(is_syllable_or_gap);
            return (self.gaps >= 2 || is_korean()) && stands_alone(units, from, to, self.spaces > 0);
        }
        if self.apostrophes || self.odd || self.length < 4 || severity < 2 {
            return false;
        }
        let pieces = pieces(units, from, to);
        // Digits between spaces or marks are numbers: `60 ok`.
        if pieces.iter().any(|piece| piece.bytes().all(|byte| byte.is_ascii_digit())) {
            return false;
        }
        if self.spaces == 0 {
            return true;
        }
        // `fu ck`: no word is without a vowel or begins like that.
        let is_no_word = |piece: &String| {
            piece.len() > 1 && !piece.contains(['a', 'e', 'i', 'o', 'u', 'y'])
                || NO_BEGINNINGS.iter().any(|no| piece.starts_with(no))
        };
        let is_word = |piece: &String| piece.chars().count() > 3 || SHORT_WORDS.contains(&piece.as_str());
        pieces.iter().any(is_no_word) || (self.gaps > 1 && self.long_segments == 1 && !pieces.iter().any(is_word))
    }
}

fn is_syllable_or_gap(unit: &Unit) -> bool {
    !unit.kind.is_word() || matches!(unit.ch, '\u{ac00}'..='\u{d7a3}')
}

/// The pieces between separators.
fn pieces(units: &[Unit], from: usize, to: usize) -> Vec<String> {
    let units = units.get(from..to).unwrap_or_default();
    let pieces = units.split(|unit| !unit.kind.is_word() && !matches!(unit.ch, '$' | '@' | '!' | '*' | '#'));
    pieces.filter(|piece| !piece.is_empty()).map(|piece| piece.iter().map(|unit| unit.ch).collect()).collect()
}

/// Whether no other single letters stand around a spelt-out word, except for such as are words themselves.
fn stands_alone(units: &[Unit], from: usize, to: usize, spaced: bool) -> bool {
    begins_alone(units, from, spaced) && ends_alone(units, to, spaced)
}

fn is_separator(unit: &Unit, spaced: bool) -> bool {
    if spaced { !unit.kind.is_word() } else { unit.kind == Kind::Symbol }
}

/// The letter that stands alone there.
fn single(before: Option<&Unit>, unit: Option<&Unit>, behind: Option<&Unit>) -> Option<char> {
    // The `I` of `I'm` is none.
    let is_end = |unit: Option<&Unit>| unit.is_none_or(|unit| !unit.kind.is_word() && unit.ch != '\'');
    unit.filter(|unit| unit.kind.is_word() && is_end(before) && is_end(behind)).map(|unit| unit.ch)
}

fn begins_alone(units: &[Unit], from: usize, spaced: bool) -> bool {
    let mut at = from;
    for _ in 0..4 {
        let before = units.get(..at).unwrap_or_default().iter().rev();
        let gap = before.take_while(|unit| is_separator(unit, spaced)).count();
        let Some(last) = at.checked_sub(gap + 1).filter(|_| gap > 0) else { break };
        match single(last.checked_sub(1).and_then(|at| units.get(at)), units.get(last), units.get(last + 1)) {
            Some('a' | 'i' | 'u' | 'r') => at = last,
            Some(_) => return false,
            None => break,
        }
    }
    true
}

fn ends_alone(units: &[Unit], to: usize, spaced: bool) -> bool {
    let behind = units.get(to..).unwrap_or_default().iter();
    let gap = behind.take_while(|unit| is_separator(unit, spaced)).count();
    let next = to + gap;
    let is_single = |at: usize| single(None, units.get(at), units.get(at + 1));
    match is_single(next) {
        _ if gap == 0 => true,
        None | Some('u') => true,
        // `s h i t I forgot`, but not `s h i t a k e`.
        Some('a' | 'i') => is_single(next + 2).is_none(),
        Some(_) => false,
    }
}
