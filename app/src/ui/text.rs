//! What people write, taken apart: plain text, addresses that can be followed, mentions and emotes.

use domain::chat::{mentioned, words};
use domain::emotes::{self, Emote, is_built_in};
use domain::pictures::srcset;
use leptos::prelude::*;

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Plain text.
    Plain(&'a str),
    /// An http(s) address.
    Link(&'a str),
    /// `@username`.
    Mention(&'a str),
    /// `:name:` of a built-in emote, with the colons.
    Emote(&'a str),
    /// `:name:` of an emote of the channel's own, and the emote.
    Own(&'a str, &'a Emote),
}

impl Piece<'_> {
    /// As it stands on the page; `me` is the reader's username. In long lists links are no stops of the tab key: other keys lead to them.
    pub fn shown(self, me: Option<&str>, is_tab_stop: bool) -> AnyView {
        match self {
            Self::Plain(text) => text.to_owned().into_any(),
            Self::Mention(text) => {
                let class = if is_of(text, me) { "chat-me" } else { "chat-at" };
                view! { <strong class=class>{text.to_owned()}</strong> }.into_any()
            }
            // The text is there for copying.
            Self::Emote(text) => view! {
                <span class=format!("emote emote-{}", text.trim_matches(':')) role="img" aria-label=text.to_owned() title=text.to_owned()>
                    {text.to_owned()}
                </span>
            }
            .into_any(),
            Self::Own(text, emote) => view! {
                <span class="emote emote-own" role="img" aria-label=text.to_owned() title=text.to_owned()>
                    <img src=emote.url.clone() srcset=srcset(&emote.url) sizes="28px" alt="" loading="lazy" />
                    {text.to_owned()}
                </span>
            }
            .into_any(),
            Self::Link(address) => view! {
                <a href=address.to_owned() rel="noopener noreferrer nofollow ugc" target="_blank" tabindex=(!is_tab_stop).then_some("-1")>
                    {address.to_owned()}
                </a>
            }
            .into_any(),
        }
    }

    /// Whether it mentions this user.
    pub fn is_mention_of(&self, me: Option<&str>) -> bool {
        matches!(self, Self::Mention(text) if is_of(text, me))
    }
}

fn is_of(mention: &str, me: Option<&str>) -> bool {
    me.is_some_and(|me| mention.get(1..).is_some_and(|name| name.eq_ignore_ascii_case(me)))
}

/// A description, the addresses in it as links.
pub fn linked(text: &str) -> Vec<AnyView> {
    let shown = |piece| match piece {
        Piece::Mention(text) | Piece::Emote(text) | Piece::Own(text, _) => Piece::Plain(text).shown(None, true),
        piece => piece.shown(None, true),
    };
    pieces(text, &[]).into_iter().map(shown).collect()
}

/// Takes a text apart; joined again, the pieces are the text. `own` are the channel's own emotes.
pub fn pieces<'a>(content: &'a str, own: &'a [Emote]) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let mut plain_from = 0;
    for word in words(content) {
        let core = content.get(word.clone()).unwrap_or_default();
        let piece = if is_link(core) {
            Piece::Link(core)
        } else if mentioned(core).is_some() {
            Piece::Mention(core)
        } else {
            continue;
        };
        add_plain(&mut pieces, &content[plain_from..word.start], own);
        pieces.push(piece);
        plain_from = word.end;
    }
    add_plain(&mut pieces, &content[plain_from..], own);
    pieces
}

/// Plain text, and the emotes in it.
fn add_plain<'a>(pieces: &mut Vec<Piece<'a>>, mut text: &'a str, own: &'a [Emote]) {
    let mut from = 0;
    while let Some(begin) = text[from..].find(':').map(|at| from + at) {
        let Some(end) = text[begin + 1..].find(':').map(|at| begin + 1 + at) else { break };
        let (name, whole) = (&text[begin + 1..end], &text[begin..=end]);
        let emote = match is_built_in(name) {
            true => Some(Piece::Emote(whole)),
            false => emotes::find(own, name).map(|emote| Piece::Own(whole, emote)),
        };
        match emote {
            Some(emote) => {
                if begin > 0 {
                    pieces.push(Piece::Plain(&text[..begin]));
                }
                pieces.push(emote);
                (text, from) = (&text[end + 1..], 0);
            }
            None => from = begin + 1,
        }
    }
    if !text.is_empty() {
        pieces.push(Piece::Plain(text));
    }
}

fn is_link(word: &str) -> bool {
    let host = word.strip_prefix("https://").or_else(|| word.strip_prefix("http://"));
    host.is_some_and(|host| host.starts_with(|first: char| first.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::{Emote, Piece, pieces as pieces_with};

    fn pieces(text: &str) -> Vec<Piece<'_>> {
        pieces_with(text, &[])
    }

    #[test]
    fn links_stand_free_of_the_punctuation_around_them() {
        let text = "look (https://example.org/a?b=1), nice!";
        let expected = [Piece::Plain("look ("), Piece::Link("https://example.org/a?b=1"), Piece::Plain("), nice!")];
        assert_eq!(pieces(text), expected);
    }

    #[test]
    fn mentions_stand_free_of_punctuation_and_know_whom_they_mean() {
        let found = pieces("@Ada, hi @bob, not ada@example.org");
        let rest = Piece::Plain(", not ada@example.org");
        assert_eq!(found, [Piece::Mention("@Ada"), Piece::Plain(", hi "), Piece::Mention("@bob"), rest]);
        assert!(found[0].is_mention_of(Some("ada")));
        assert!(!found[0].is_mention_of(None) && !found[0].is_mention_of(Some("adam")));
        assert!(!found[1].is_mention_of(Some("ada")));
    }

    #[test]
    fn emotes_stand_between_colons() {
        assert_eq!(pieces(":wave::gg:"), [Piece::Emote(":wave:"), Piece::Emote(":gg:")]);
        assert_eq!(pieces("so: :gg:!"), [Piece::Plain("so: "), Piece::Emote(":gg:"), Piece::Plain("!")]);
        assert_eq!(pieces("12:30:gg: ä"), [Piece::Plain("12:30"), Piece::Emote(":gg:"), Piece::Plain(" ä")]);
        for text in [":", "::", ":nothing:", ":GG:", "a:gg", ":gg :", "ä:ö:ü"] {
            assert_eq!(pieces(text), [Piece::Plain(text)], "{text}");
        }
        assert_eq!(pieces("https://example.org/:gg:"), [Piece::Link("https://example.org/:gg"), Piece::Plain(":")]);
    }

    #[test]
    fn a_channels_own_emotes_are_known_by_their_names() {
        let url = "/pictures/00000000000000000000000000000007-112.webp".to_owned();
        let id = "00000000-0000-7000-8000-000000000000".parse().unwrap();
        let created_at = time::OffsetDateTime::UNIX_EPOCH;
        let own = [Emote { id, name: "our_cat".to_owned(), url, created_at }];
        let expected = [Piece::Own(":our_cat:", &own[0]), Piece::Emote(":gg:"), Piece::Plain(" :our_dog:")];
        assert_eq!(pieces_with(":our_cat::gg: :our_dog:", &own), expected);
    }

    #[test]
    fn other_schemes_and_bare_prefixes_are_text() {
        for text in ["javascript:alert(1)", "https://", "http://\u{22}x", "  ", "ä… (ö)"] {
            assert_eq!(pieces(text), [Piece::Plain(text)], "{text}");
        }
    }
}
