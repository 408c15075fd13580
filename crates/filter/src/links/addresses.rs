//! Finds addresses in a text that was read already, so that disguised letters and dots are seen through.

use super::tokens;
use crate::reading::Glyph;
use std::ops::Range;

/// Ends that count even where the dot is written with spaces around it or as a word.
const DISGUISED: [&str; 14] =
    ["com", "net", "org", "gg", "tv", "ly", "xyz", "ru", "io", "me", "cc", "app", "shop", "club"];

/// A character, and the glyphs that it stands for: several if a dot was written as `(dot)`.
type Piece = (char, Range<usize>);

/// The places of addresses, in characters of the original text. `has_wide_stops` says that sentences of the text end with `。`, which reads as a dot.
pub(super) fn addresses(glyphs: &[Glyph], has_wide_stops: bool) -> Vec<Range<usize>> {
    let pieces = with_dots(glyphs);
    let origin = |at: usize| glyphs.get(at).map_or(0, |glyph| glyph.origin as usize);
    let mut places = Vec::new();
    // Behind a bracket or a comma another address may begin: none of these stands in one.
    let is_end = |ch: char| " ,;\"()<>{}|^`".contains(ch);
    for part in pieces.split(|(ch, _)| is_end(*ch)) {
        let is_behind = |ch: char| ".:!?]'*_~".contains(ch);
        let end = part.len() - part.iter().rev().take_while(|(ch, _)| is_behind(*ch)).count();
        let part = part.get(..end).unwrap_or_default();
        // Most words have neither, and so no host.
        if !part.iter().any(|(ch, _)| matches!(ch, '.' | ':')) {
            continue;
        }
        let chars: Vec<char> = part.iter().map(|(ch, _)| *ch).collect();
        let mut found = tokens::addresses(&chars, has_wide_stops);
        let is_foreign = |glyph: &Glyph| glyph.foreign.is_some();
        let glyph = |at: usize| glyphs.get(at).filter(|glyph| is_foreign(glyph));
        if found.is_empty() && part.iter().any(|(_, place)| glyph(place.start).is_some()) {
            // `evil.рф`, whose end was read as Latin letters.
            let written = |(ch, place): &Piece| glyph(place.start).and_then(|glyph| glyph.foreign).unwrap_or(*ch);
            found = tokens::addresses(&part.iter().map(written).collect::<Vec<_>>(), has_wide_stops);
        }
        for found in found {
            let place = part.get(found).unwrap_or_default();
            if let (Some((_, first)), Some((_, last))) = (place.first(), place.last()) {
                places.push(origin(first.start)..origin(last.end - 1) + 1);
            }
        }
    }
    places
}

/// The text with plain dots where they were written as words or with spaces around them.
fn with_dots(glyphs: &[Glyph]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::with_capacity(glyphs.len());
    let mut at = 0;
    while let Some(glyph) = glyphs.get(at) {
        match dot(glyphs, at) {
            Some(end) => {
                // The spaces before it belong to it.
                let mut start = at;
                while pieces.last().is_some_and(|(ch, _)| *ch == ' ') {
                    start = pieces.pop().map_or(start, |(_, place)| place.start);
                }
                pieces.push(('.', start..end));
                at = end;
            }
            None => {
                pieces.push((glyph.ch, at..at + 1));
                at += 1;
            }
        }
    }
    pieces
}

/// Where a disguised dot ends that begins here, with the spaces behind it.
fn dot(glyphs: &[Glyph], at: usize) -> Option<usize> {
    let text =
        |from: usize, length: usize| glyphs.get(from..from + length).map(|part| part.iter().map(|glyph| glyph.ch));
    let begins = |word: &str| text(at, word.len()).is_some_and(|part| part.eq(word.chars()));
    let is_space = |at: usize| glyphs.get(at).is_some_and(|glyph| glyph.ch == ' ');
    let bracketed = ["(dot)", "[dot]", "{dot}", "(.)", "[.]", "{.}", "(punkt)", "[punkt]"];
    let length = match glyphs.get(at)?.ch {
        '(' | '[' | '{' => bracketed.into_iter().find(|word| begins(word))?.len(),
        'd' if begins("dot ") && is_space(at.checked_sub(1)?) => 3,
        '.' if is_space(at.checked_sub(1)?) || is_space(at + 1) => 1,
        _ => return None,
    };
    let before = glyphs.get(..at)?.iter().rev().find(|glyph| glyph.ch != ' ')?;
    let spaces = glyphs.get(at + length..)?.iter().take_while(|glyph| glyph.ch == ' ').count();
    let end = at + length + spaces;
    let rest = glyphs.get(end..)?;
    let name: String = rest.iter().take_while(|glyph| glyph.kind.is_word()).map(|glyph| glyph.ch).collect();
    let is_path = rest.get(name.chars().count()).is_some_and(|glyph| glyph.ch == '/');
    // `Well played. gg` ends a sentence, and `done . me too` has no dot of a host.
    let is_apart = is_space(at.checked_sub(1)?) && !matches!(name.as_str(), "me" | "app" | "shop" | "club" | "tv");
    let is_sure = length > 1 || is_path || is_apart;
    (before.kind.is_word() && DISGUISED.contains(&name.as_str()) && is_sure).then_some(end)
}
