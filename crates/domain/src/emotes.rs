//! Emotes: `:name:` in a message. Some are built in, others a channel's own. Pages draw them; everywhere else a message stays text.

use crate::{EmoteId, value};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use utoipa::ToSchema;

/// The most emotes of its own that a channel has.
pub const EMOTES_PER_CHANNEL: i64 = 100;

value::text_value!(
    /// The name of a channel's emote: 2 to 24 of a–z, 0–9 and `_`. The names of built-in emotes are taken.
    EmoteName,
    |text| {
        let name = text.strip_prefix(':').and_then(|text| text.strip_suffix(':')).unwrap_or(text);
        let is_allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        if !name.bytes().all(is_allowed) {
            return Err("A name has only lower-case letters, digits and underscores: a–z, 0–9 and _.".to_owned());
        }
        if is_built_in(name) {
            return Err(format!(":{name}: is built in. Choose another name."));
        }
        value::line(name, "The name", 2, 24)
    }
);

/// An emote of a channel's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Emote {
    /// The emote's id.
    pub id: EmoteId,
    /// Its name, without colons.
    #[schema(example = "our_cat")]
    pub name: String,
    /// Address of the picture, 112 pixels wide and high. With `-56` or `-28` in place of `-112` it is smaller.
    #[schema(example = "/pictures/0b54a1f3c1d94a0e8d7c5d0a1a6f3c2e-112.webp")]
    pub url: String,
    /// When it was added.
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
}

/// The emote of this name, if the channel has it; the case counts.
pub fn find<'a>(own: &'a [Emote], name: &str) -> Option<&'a Emote> {
    own.iter().find(|emote| emote.name == name)
}

/// Their names, without the colons, in the order in which pickers show them.
pub const BUILT_IN: [&str; 20] = [
    "wave",
    "heart",
    "laugh",
    "cry",
    "fire",
    "gg",
    "clap",
    "think",
    "wow",
    "love",
    "sad",
    "angry",
    "cool",
    "hype",
    "party",
    "thumbsup",
    "thumbsdown",
    "eyes",
    "sleepy",
    "sparkles",
];

/// Whether this is the name of a built-in emote; the case counts.
pub fn is_built_in(name: &str) -> bool {
    BUILT_IN.contains(&name)
}

/// Whether a message has nothing but emotes, built in or the channel's `own`, emoji and spaces. An emoji is a sequence of UTS 51 (ED-17): with a skin tone, a keycap, a
/// flag of two letters, or several that U+200D joins.
#[cfg(feature = "unicode")]
pub fn is_emotes_only(text: &str, own: &[Emote]) -> bool {
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let Some(end) = emote_end(rest, own).or_else(|| emoji_end(rest)) else { return false };
        rest = rest.get(end..).unwrap_or_default().trim_start();
    }
    true
}

/// Where the emote ends that the text begins with, in bytes.
#[cfg(feature = "unicode")]
fn emote_end(text: &str, own: &[Emote]) -> Option<usize> {
    let (name, _) = text.strip_prefix(':')?.split_once(':')?;
    (is_built_in(name) || find(own, name).is_some()).then_some(name.len() + 2)
}

/// Where the emoji ends that the text begins with, in bytes.
#[cfg(feature = "unicode")]
fn emoji_end(text: &str) -> Option<usize> {
    use unicode_properties::UnicodeEmoji;
    let is_flag_letter = |c: char| matches!(c, '\u{1f1e6}'..='\u{1f1ff}');
    let mut chars = text.chars();
    let mut first = chars.next()?;
    if is_flag_letter(first) {
        chars.next().filter(|second| is_flag_letter(*second))?;
        return Some(text.len() - chars.as_str().len());
    }
    loop {
        // Digits, `#` and `*` have the property, too, but are emoji in a keycap only.
        if !first.is_emoji_char() {
            return None;
        }
        let rest = chars.as_str();
        let shown = rest.strip_prefix(['\u{fe0e}', '\u{fe0f}']).unwrap_or(rest);
        let modified = match (shown.strip_prefix('\u{20e3}'), first.is_ascii()) {
            (Some(keycap), _) => keycap,
            (None, true) => return None,
            (None, false) => rest.strip_prefix(|c| matches!(c, '\u{1f3fb}'..='\u{1f3ff}')).unwrap_or(shown),
        };
        let Some(joined) = modified.strip_prefix('\u{200d}') else { return Some(text.len() - modified.len()) };
        chars = joined.chars();
        first = chars.next()?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(feature = "unicode")]
    #[test]
    fn emotes_and_emoji_count_and_letters_do_not() {
        for text in [
            ":wave:",
            " :gg::gg: :fire: ",
            "\u{1f600}\u{1f600}",
            // A family, a heart on fire, a thumb of some colour, a keycap, a flag, a heart without a selector.
            "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
            "\u{2764}\u{fe0f}\u{200d}\u{1f525} :heart:",
            "\u{1f44d}\u{1f3fd}",
            "1\u{fe0f}\u{20e3}",
            "\u{1f1e9}\u{1f1ea}",
            "\u{2764}",
        ] {
            assert!(is_emotes_only(text, &[]), "{text}");
        }
        for text in [
            "hi",
            ":unknown:",
            ":wave",
            "wave:",
            "::",
            ":Wave:",
            ":wave: hi",
            "\u{1f600}!",
            "7",
            "\u{1f600}\u{301}",
            "\u{1f1e9}",
            "\u{1f1e9}x",
            "\u{1f468}\u{200d}",
            "\u{1f468}\u{200d}x",
            "\u{200d}",
        ] {
            assert!(!is_emotes_only(text, &[]), "{text}");
        }
        let own = [emote("our_cat")];
        assert!(is_emotes_only(":our_cat::wave:", &own));
        assert!(!is_emotes_only(":our_cat:", &[]) && !is_emotes_only(":our_dog:", &own));
    }

    #[cfg(feature = "unicode")]
    fn emote(name: &str) -> Emote {
        let (id, url) = (EmoteId(uuid::Uuid::nil()), "/pictures/x-112.webp".to_owned());
        Emote { id, name: name.to_owned(), url, created_at: OffsetDateTime::UNIX_EPOCH }
    }

    #[test]
    fn names_are_short_words_that_are_free() {
        let name = |text: &str| EmoteName::parse(text).map(|name| name.as_str().to_owned());
        assert_eq!(name(" :our_cat2: "), Ok("our_cat2".to_owned()));
        for text in ["", "a", "Cat", "our cat", "our-cat", "käse", "wave", ":gg:", "a:b", "::", &"a".repeat(25)] {
            assert!(name(text).is_err(), "{text}");
        }
    }

    #[test]
    fn each_name_is_one_word_and_stands_once() {
        for (place, name) in BUILT_IN.iter().enumerate() {
            assert!(
                !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()),
                "{name}"
            );
            assert!(!BUILT_IN[..place].contains(name), "{name} stands twice");
        }
    }
}
