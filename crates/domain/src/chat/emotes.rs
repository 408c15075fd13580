//! The built-in emotes: `:name:` in a message. Pages draw them; everywhere else a message stays text.

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

/// Whether a message has nothing but built-in emotes, emoji and spaces. An emoji is a sequence of UTS 51 (ED-17): with a skin tone, a keycap, a
/// flag of two letters, or several that U+200D joins.
#[cfg(feature = "unicode")]
pub fn is_emotes_only(text: &str) -> bool {
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let Some(end) = emote_end(rest).or_else(|| emoji_end(rest)) else { return false };
        rest = rest.get(end..).unwrap_or_default().trim_start();
    }
    true
}

/// Where the emote ends that the text begins with, in bytes.
#[cfg(feature = "unicode")]
fn emote_end(text: &str) -> Option<usize> {
    let (name, _) = text.strip_prefix(':')?.split_once(':')?;
    is_built_in(name).then_some(name.len() + 2)
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
            assert!(is_emotes_only(text), "{text}");
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
            assert!(!is_emotes_only(text), "{text}");
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
