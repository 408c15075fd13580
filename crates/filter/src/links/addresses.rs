//! Recognises addresses in a text that was read already, so that disguised letters and dots are seen through.

use crate::reading::Glyph;
use std::ops::Range;

/// Ends of host names that are enough to make `host.end` a link. Words that people write behind a dot without a space are not among them.
const BARE: [&str; 36] = [
    "com", "net", "org", "gg", "tv", "io", "de", "eu", "info", "biz", "xyz", "dev", "ly", "ru", "uk", "fr", "nl", "pl",
    "ca", "jp", "cn", "cc", "gl", "ch", "cz", "br", "ai", "app", "edu", "gov", "tk", "onion", "su", "vip", "icu",
    "porn",
];
/// Those that make a link of `host.end/path` or of `www.host.end` or a host of three names.
const WITH_PATH: [&str; 60] = [
    "at", "be", "it", "me", "is", "in", "to", "so", "us", "es", "se", "fi", "dk", "co", "fm", "gs", "st", "sh", "ms",
    "la", "pw", "ws", "ml", "ga", "cf", "gq", "id", "au", "nz", "ie", "pt", "gr", "tr", "ua", "kr", "tw", "hk", "sg",
    "mx", "ar", "shop", "online", "site", "club", "store", "top", "live", "link", "click", "space", "stream", "video",
    "game", "games", "chat", "gift", "fun", "win", "bet", "world",
];
/// Ends that count even where the dot is written with spaces around it or as a word.
const DISGUISED: [&str; 14] =
    ["com", "net", "org", "gg", "tv", "ly", "xyz", "ru", "io", "me", "cc", "app", "shop", "club"];

/// A character, and the glyphs that it stands for: several if a dot was written as `(dot)`.
type Piece = (char, Range<usize>);

/// The places of addresses, in characters of the original text.
pub(super) fn addresses(glyphs: &[Glyph]) -> Vec<Range<usize>> {
    let pieces = with_dots(glyphs);
    let origin = |at: usize| glyphs.get(at).map_or(0, |glyph| glyph.origin as usize);
    let mut places = Vec::new();
    for word in pieces.split(|(ch, _)| *ch == ' ') {
        let is_around = |ch: char| matches!(ch, '(' | '[' | '<' | '{' | '"' | '\'' | '*' | '_' | '~' | '|');
        let is_behind =
            |ch: char| is_around(ch) || matches!(ch, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '>' | '}');
        let begin = word.iter().take_while(|(ch, _)| is_around(*ch)).count();
        let end = word.len() - word.iter().rev().take_while(|(ch, _)| is_behind(*ch)).count();
        let mut word = word.get(begin..end).unwrap_or_default();
        // Behind a bracket or a comma another address may begin; the scheme's own place is enough for the first.
        while !word.is_empty() {
            let cut = word.iter().position(|(ch, _)| matches!(ch, ',' | ';' | '"' | '(' | ')')).unwrap_or(word.len());
            let (part, rest) = word.split_at(cut);
            if is_address(&part.iter().map(|(ch, _)| *ch).collect::<String>())
                && let (Some((_, first)), Some((_, last))) = (part.first(), part.last())
            {
                places.push(origin(first.start)..origin(last.end - 1) + 1);
            }
            word = rest.get(1..).unwrap_or_default();
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

fn is_address(word: &str) -> bool {
    let (scheme, rest) = match word.split_once("://") {
        Some((scheme, rest)) => (Some(scheme), rest),
        None => (None, word),
    };
    let authority = rest.split(['/', '\\', '?', '#']).next().unwrap_or_default();
    let has_path = authority.len() < rest.len();
    let (user, host) = authority.rsplit_once('@').map_or((None, authority), |(user, host)| (Some(user), host));
    if let Some(scheme) = scheme {
        let is_scheme = !scheme.is_empty() && scheme.chars().all(|ch| ch.is_ascii_alphanumeric() || "+-.".contains(ch));
        return is_scheme && host.chars().any(|ch| ch.is_alphanumeric() || ch == '[');
    }
    // `ada@example.org` is where mail goes to.
    if user.is_some() && !has_path {
        return false;
    }
    let name = host.split(':').next().unwrap_or_default().trim_end_matches('.');
    let labels: Vec<&str> = name.split('.').collect();
    let is_label =
        |label: &&str| !label.is_empty() && label.chars().all(|ch| ch.is_alphanumeric() || ch == '-' || ch == '_');
    let (Some(last), true) = (labels.last(), labels.len() > 1 && labels.iter().all(is_label)) else {
        return false;
    };
    let is_number = labels.len() == 4 && labels.iter().all(|label| label.parse::<u8>().is_ok());
    let is_www = labels.len() > 2 && labels.first() == Some(&"www");
    let is_known = BARE.contains(last) || ((has_path || labels.len() > 2) && WITH_PATH.contains(last));
    is_www || is_known || (is_number && (has_path || name.len() < host.len()))
}
