//! Alike messages that one person sends in a short time.

use crate::Rule;
use crate::reading::{Glyph, Kind, Reading};
use domain::moderation::{Action, Flood, Match, RuleKind};
use std::collections::HashSet;

/// A message that the sender has sent before.
#[derive(Clone, Copy, Debug)]
pub struct Recent<'a> {
    /// What it says.
    pub text: &'a str,
    /// How many seconds ago.
    pub age: u32,
}

/// From how many letters on two texts may differ a little.
const LONG: usize = 20;
/// How many letters, and how many words, two messages of one person have in common if they are the same but for one word.
const IN_COMMON: usize = 12;
/// How many letters they begin and end with alike at least, repetitions left out: most messages are told apart by that.
const LETTERS_IN_COMMON: usize = 10;
const WORDS_IN_COMMON: usize = 3;

#[derive(Debug)]
pub(crate) struct FloodRule {
    rule: Rule,
    most: usize,
    seconds: u32,
}

impl FloodRule {
    pub fn new(flood: &Flood, rule: &impl Fn(&str, RuleKind, Action) -> Rule) -> Option<Self> {
        (flood.action != Action::Allow).then(|| Self {
            rule: rule("flood", RuleKind::Flood, flood.action),
            most: flood.most.into(),
            seconds: flood.seconds.into(),
        })
    }

    pub fn check(&self, reading: &Reading, text: &str, recent: &[Recent<'_>], matches: &mut Vec<Match>) {
        let in_time = recent.iter().filter(|recent| recent.age <= self.seconds);
        if in_time.clone().count() < self.most {
            return;
        }
        let bare_text = bare(reading);
        let alike = in_time.filter(|recent| {
            let recent = Reading::of(recent.text);
            let bare_recent = bare(&recent);
            are_alike(&bare_text, &bare_recent)
                || (in_common(&bare_text, &bare_recent) >= LETTERS_IN_COMMON && differ_in_one_word(reading, &recent))
        });
        if !bare_text.is_empty() && alike.take(self.most).count() >= self.most {
            matches.push(self.rule.found(0..text.chars().count()));
        }
    }
}

/// Whether two texts are the same but for one word of several, or for a number at their end. Other people may say almost the same by chance, so
/// that this is asked of one person's messages only.
fn differ_in_one_word(one: &Reading, other: &Reading) -> bool {
    let (one, other) = (words(one), words(other));
    let length = |word: &[char]| word.iter().filter(|ch| !ch.is_numeric()).count();
    let letters = |words: &[Vec<char>]| words.iter().map(|word| length(word)).sum::<usize>();
    if one.len().abs_diff(other.len()) > 1 {
        return false;
    }
    let begin = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let end = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    let end = end.min(one.len().min(other.len()) - begin);
    let (Some(odd), Some(other_odd)) = (one.get(begin..one.len() - end), other.get(begin..other.len() - end)) else {
        return false;
    };
    if odd.len() > 1 || other_odd.len() > 1 {
        return false;
    }
    let in_common = letters(&one) - letters(odd);
    let number = |words: &[Vec<char>]| words.iter().all(|word| word.iter().all(|ch| ch.is_numeric()));
    let is_numbered = end == 0 && number(odd) && number(other_odd);
    let are_several = begin + end >= WORDS_IN_COMMON && letters(odd).max(letters(other_odd)) * 2 <= in_common;
    in_common >= IN_COMMON && (is_numbered || are_several)
}

/// The words of a text without punctuation, each without the number that it ends with, which is one of its own.
fn words(reading: &Reading) -> Vec<Vec<char>> {
    let mut words = Vec::new();
    for word in reading.glyphs.split(|glyph| glyph.kind == Kind::Space) {
        let word: Vec<&Glyph> = word.iter().filter(|glyph| glyph.kind.is_word()).collect();
        let digits = word.iter().rev().take_while(|glyph| glyph.kind == Kind::Digit).count();
        let (name, number) = word.split_at(word.len() - digits);
        for part in [name, number].into_iter().filter(|part| !part.is_empty()) {
            words.push(part.iter().map(|glyph| glyph.ch).collect());
        }
    }
    words
}

/// A text as it is compared with others.
#[derive(Debug)]
pub struct Likeness(Vec<char>);

impl Likeness {
    /// The likeness of a text.
    pub fn of(text: &str) -> Self {
        Self(bare(&Reading::of(text)))
    }

    /// How many letters it has, repetitions left out; emoji and punctuation are none.
    pub fn letters(&self) -> usize {
        self.0.iter().filter(|ch| ch.is_alphanumeric()).count()
    }

    /// How many different letters it has: laughter and cheering have few.
    pub fn variety(&self) -> usize {
        self.0.iter().filter(|ch| ch.is_alphanumeric()).collect::<HashSet<_>>().len()
    }

    /// Whether both texts say almost the same.
    pub fn is_like(&self, other: &Self) -> bool {
        are_alike(&self.0, &other.0)
    }
}

/// A text without spaces, punctuation and repetition; one without letters keeps its symbols.
fn bare(reading: &Reading) -> Vec<char> {
    let has_letters = reading.glyphs.iter().any(|glyph| glyph.kind.is_word());
    let glyphs = reading.glyphs.iter();
    let kept = glyphs.filter(|glyph| if has_letters { glyph.kind.is_word() } else { glyph.kind != Kind::Space });
    let mut bare: Vec<char> = kept.map(|glyph| glyph.ch).collect();
    bare.dedup();
    bare
}

/// Whether two texts are the same, or long and the same but for a fifth at most: what they begin and end with alike is counted, or one stands
/// within the other.
fn are_alike(one: &[char], other: &[char]) -> bool {
    if one == other {
        return true;
    }
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    if short.len() < LONG || short.len() * 5 < long.len() * 4 {
        return false;
    }
    in_common(short, long) * 5 >= long.len() * 4 || long.windows(short.len()).any(|window| window == short)
}

/// How many letters two texts begin and end with alike.
fn in_common(one: &[char], other: &[char]) -> usize {
    let begin = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let end = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    (begin + end).min(one.len()).min(other.len())
}
