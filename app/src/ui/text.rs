//! What people write, taken apart: plain text, addresses that can be followed, and mentions of the reader.

use domain::chat::{mentioned, words};
use leptos::prelude::*;

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Plain text.
    Plain(&'a str),
    /// An http(s) address.
    Link(&'a str),
    /// `@name` of the reader.
    Me(&'a str),
}

impl Piece<'_> {
    /// As it stands on the page.
    pub fn shown(self) -> AnyView {
        match self {
            Self::Plain(text) => text.to_owned().into_any(),
            Self::Me(text) => view! { <strong class="chat-me">{text.to_owned()}</strong> }.into_any(),
            Self::Link(address) => view! {
                <a href=address.to_owned() rel="noopener noreferrer nofollow ugc" target="_blank">
                    {address.to_owned()}
                </a>
            }
            .into_any(),
        }
    }
}

/// A description, the addresses in it as links.
pub fn linked(text: &str) -> Vec<AnyView> {
    pieces(text, None).into_iter().map(Piece::shown).collect()
}

/// Takes a text apart; joined again, the pieces are the text. `me` is the reader's username.
pub fn pieces<'a>(content: &'a str, me: Option<&str>) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let mut plain_from = 0;
    for word in words(content) {
        let core = content.get(word.clone()).unwrap_or_default();
        let piece = if is_link(core) {
            Some(Piece::Link(core))
        } else if me.is_some_and(|me| mentioned(core).is_some_and(|name| name.eq_ignore_ascii_case(me))) {
            Some(Piece::Me(core))
        } else {
            None
        };
        if let Some(piece) = piece {
            if plain_from < word.start {
                pieces.push(Piece::Plain(&content[plain_from..word.start]));
            }
            pieces.push(piece);
            plain_from = word.end;
        }
    }
    if plain_from < content.len() {
        pieces.push(Piece::Plain(&content[plain_from..]));
    }
    pieces
}

fn is_link(word: &str) -> bool {
    let host = word.strip_prefix("https://").or_else(|| word.strip_prefix("http://"));
    host.is_some_and(|host| host.starts_with(|first: char| first.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::{Piece, pieces};

    #[test]
    fn links_stand_free_of_the_punctuation_around_them() {
        let text = "look (https://example.org/a?b=1), nice!";
        let expected = [Piece::Plain("look ("), Piece::Link("https://example.org/a?b=1"), Piece::Plain("), nice!")];
        assert_eq!(pieces(text, None), expected);
    }

    #[test]
    fn only_the_reader_is_tinted() {
        assert_eq!(pieces("@Ada, hi @bob", Some("ada")), [Piece::Me("@Ada"), Piece::Plain(", hi @bob")]);
        assert_eq!(pieces("@Ada", None), [Piece::Plain("@Ada")]);
    }

    #[test]
    fn other_schemes_and_bare_prefixes_are_text() {
        for text in ["javascript:alert(1)", "https://", "http://\u{22}x", "  ", "ä… (ö)"] {
            assert_eq!(pieces(text, None), [Piece::Plain(text)], "{text}");
        }
    }
}
