//! What the word before the caret may become: a name behind `@`, an emote or emoji behind `:`, a command behind `/`.

use super::commands::{Command, Parsed, parse};
use super::emoji::emoji;
use domain::emotes::{BUILT_IN, Emote};
use domain::moderation::Permission;
use std::ops::Range;

/// The most suggestions at once.
const MOST: usize = 8;

/// One suggestion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What the word becomes.
    pub text: String,
    /// What is said about it: a display name, a name of an emoji, what a command does.
    pub about: String,
}

/// What a word may become, and where in the text the word stands, in bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suggestions {
    pub word: Range<usize>,
    pub items: Vec<Suggestion>,
}

/// Looks at the text before the caret, which is at a byte of `text`. `names` are usernames and display names, the best first; `own` are the
/// channel's own emotes.
pub fn suggestions(
    text: &str,
    caret: usize,
    names: impl FnOnce() -> Vec<(String, String)>,
    permissions: &[Permission],
    own: &[Emote],
) -> Suggestions {
    let before = text.get(..caret).unwrap_or(text);
    let begin =
        before.rfind(char::is_whitespace).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let word = &before[begin..];
    let is_name = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    // Behind some commands stands a name, with `@` or without.
    let takes_name = begin > 0
        && matches!(parse(before), Parsed::Command(command, behind) if command.takes_name() && behind == word);
    let typed_name = word.strip_prefix('@').or(takes_name.then_some(word));
    let (begin, items): (usize, Vec<Suggestion>) = if let Some(typed) = typed_name {
        let typed = typed.to_lowercase();
        let fits = |(username, display_name): &(String, String)| {
            username.starts_with(&typed) || display_name.to_lowercase().starts_with(&typed)
        };
        let suggestion = |(username, about)| Suggestion { text: format!("@{username}"), about };
        (begin, names().into_iter().filter(fits).map(suggestion).take(MOST).collect())
    } else if begin == 0 && word.starts_with('/') {
        let typed = word.to_lowercase();
        let fits = |command: &&Command| command.is_for(permissions) && command.usage().starts_with(&typed);
        let suggestion =
            |command: &Command| Suggestion { text: command.usage().to_owned(), about: command.about().to_owned() };
        (begin, Command::ALL.iter().filter(fits).map(suggestion).collect())
    } else if let Some((ahead, typed)) = word.rsplit_once(':').filter(|(_, typed)| !typed.is_empty() && is_name(typed))
    {
        let names = own.iter().map(|emote| emote.name.as_str()).chain(BUILT_IN);
        let emotes = names.filter(|name| name.starts_with(typed));
        let emotes = emotes.map(|name| Suggestion { text: format!(":{name}:"), about: String::new() });
        let emoji = emoji().filter(|(_, name)| name.starts_with(typed));
        let emoji = emoji.map(|(emoji, name)| Suggestion { text: emoji.to_owned(), about: name.to_owned() });
        (begin + ahead.len(), emotes.chain(emoji).take(MOST).collect())
    } else {
        (begin, Vec::new())
    };
    Suggestions { word: begin..before.len(), items }
}

/// The byte of a text at a number of UTF-16 units, in which browsers count.
pub fn byte_at(text: &str, units: usize) -> usize {
    let mut left = units;
    text.char_indices()
        .find(|(_, one)| {
            let is_here = left == 0;
            left = left.saturating_sub(one.len_utf16());
            is_here
        })
        .map_or(text.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(text: &str) -> Vec<String> {
        let names = || vec![("ada_2".to_owned(), "Ada".to_owned()), ("bob".to_owned(), "Ärwin".to_owned())];
        suggestions(text, text.len(), names, &[], &[]).items.into_iter().map(|item| item.text).collect()
    }

    #[test]
    fn names_emotes_and_commands_are_found_by_their_beginning() {
        assert_eq!(items("hi @A"), ["@ada_2"]);
        assert_eq!(items("@är"), ["@bob"]);
        assert_eq!(items("@"), ["@ada_2", "@bob"]);
        assert_eq!(items("so :wav"), [":wave:"]);
        assert_eq!(items(":gg::cla"), [":clap:"]);
        assert_eq!(items("ä:flame"), ["🔥"]);
        assert_eq!(items("/bl"), ["/block "]);
        assert_eq!(items("/Block A"), ["@ada_2"]);
        assert_eq!(items("/timeout @b"), ["@bob"]);
        assert_eq!(items("/ban "), ["@ada_2", "@bob"]);
        for text in ["", "hi", "ada@e", ":", ":gg:", "x /bl", "/ban bob a", "/announce a", "12:30", "https://a"] {
            assert_eq!(items(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn commands_of_moderators_come_before_those_that_are_rarely_needed() {
        let found = suggestions("/", 1, Vec::new, &Permission::ALL, &[]).items;
        let place = |usage: &str| found.iter().position(|item| item.text == usage);
        assert!(place("/ban ").is_some() && place("/ban ") < place("/block "));
    }

    #[test]
    fn the_word_ends_at_the_caret() {
        let found = suggestions("ä @bo, hi", byte_at("ä @bo, hi", 5), || vec![("bob".into(), "Bob".into())], &[], &[]);
        assert_eq!((found.word, found.items.len()), (3..6, 1));
        assert_eq!([0, 1, 2, 3, 9].map(|units| byte_at("a😀b", units)), [0, 1, 5, 5, 6]);
    }
}
