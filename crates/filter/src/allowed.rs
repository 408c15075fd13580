//! Words and phrases that are innocent, whatever a rule finds in them.

use crate::reading::Reading;
use std::collections::HashSet;
use std::ops::Range;

/// A list of them: the channel's, or our own for the list of offensive words.
#[derive(Debug)]
pub(crate) struct Allowed {
    /// Those of one word.
    words: HashSet<String>,
    /// Those with spaces or punctuation.
    phrases: Vec<Vec<char>>,
}

impl Allowed {
    pub fn new<'a>(terms: impl Iterator<Item = &'a str>) -> Self {
        let (mut words, mut phrases) = (HashSet::new(), Vec::new());
        for term in terms {
            let reading = Reading::of(term);
            if reading.glyphs.iter().all(|glyph| glyph.kind.is_word()) {
                words.insert(reading.text());
            } else {
                phrases.push(reading.glyphs.iter().map(|glyph| glyph.ch).collect());
            }
        }
        Self { words, phrases }
    }

    /// Those of one word.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str)
    }

    /// Where they stand in the original text.
    pub fn places(&self, reading: &Reading) -> Vec<Range<usize>> {
        let glyphs = &reading.glyphs;
        let mut places = Vec::new();
        for word in glyphs.split(|glyph| !glyph.kind.is_word()) {
            if let (Some(first), Some(last)) = (word.first(), word.last())
                && self.words.contains(&word.iter().map(|glyph| glyph.ch).collect::<String>())
            {
                places.push(first.origin as usize..last.origin as usize + 1);
            }
        }
        let is_word = |at: Option<usize>| at.and_then(|at| glyphs.get(at)).is_some_and(|glyph| glyph.kind.is_word());
        let is_cut = |one: Option<usize>, other: usize| is_word(one) && is_word(Some(other));
        for phrase in self.phrases.iter().filter(|phrase| !phrase.is_empty()) {
            for (at, window) in glyphs.windows(phrase.len()).enumerate() {
                let end = at + phrase.len();
                if window.iter().map(|glyph| glyph.ch).eq(phrase.iter().copied())
                    && !is_cut(at.checked_sub(1), at)
                    && !is_cut(Some(end - 1), end)
                    && let (Some(first), Some(last)) = (window.first(), window.last())
                {
                    places.push(first.origin as usize..last.origin as usize + 1);
                }
            }
        }
        places
    }
}
