//! Alike messages that one person sends in a short time.

use crate::Rule;
use crate::reading::{Kind, Reading};
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
        let alike = in_time.filter(|recent| are_alike(&bare_text, &bare(&Reading::of(recent.text))));
        if !bare_text.is_empty() && alike.take(self.most).count() >= self.most {
            matches.push(self.rule.found(0..text.chars().count()));
        }
    }
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
    let begin = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let end = short.iter().rev().zip(long.iter().rev()).take_while(|(a, b)| a == b).count();
    let same = (begin + end).min(short.len());
    same * 5 >= long.len() * 4 || long.windows(short.len()).any(|window| window == short)
}
