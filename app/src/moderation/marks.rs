//! A text as the filters see it: the places that rules have found, and what they read there.

use domain::moderation::Match;
use leptos::prelude::*;

/// A text with the places marked that rules have found.
pub fn marked(text: &str, matches: &[Match]) -> AnyView {
    let pieces = pieces(text, matches).into_iter().map(|(is_found, piece)| match is_found {
        true => view! { <mark>{piece}</mark> }.into_any(),
        false => piece.into_any(),
    });
    pieces.collect_view().into_any()
}

/// The text as the rules have read it.
pub fn read_as(normalized: String) -> AnyView {
    view! { <p class="text-soft">"Read as: " <bdi>{normalized}</bdi></p> }.into_any()
}

/// Whether rules read something else than what is written; capitals are plain to see.
pub fn is_disguised(text: &str, normalized: &str) -> bool {
    text.to_lowercase() != normalized
}

/// The pieces of a text in their order, each with whether a rule has found it.
fn pieces(text: &str, matches: &[Match]) -> Vec<(bool, String)> {
    let mut pieces: Vec<(bool, String)> = Vec::new();
    for (at, ch) in text.chars().enumerate() {
        let is_found = matches.iter().any(|found| (found.start..found.end).contains(&at));
        match pieces.last_mut() {
            Some((before, piece)) if *before == is_found => piece.push(ch),
            _ => pieces.push((is_found, ch.to_string())),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::moderation::{Action, RuleKind};

    #[test]
    fn what_rules_have_found_is_marked_by_characters() {
        let found = |start, end| Match {
            rule_id: "term".into(),
            rule_version: 1,
            kind: RuleKind::Term,
            action: Action::Hold,
            term: None,
            start,
            end,
        };
        let marked = |text, matches: &[Match]| {
            pieces(text, matches).into_iter().filter(|piece| piece.0).map(|piece| piece.1).collect::<Vec<_>>()
        };
        assert_eq!(marked("é kumquat!", &[found(2, 9)]), ["kumquat"]);
        assert_eq!(marked("ab", &[found(0, 1), found(1, 2)]), ["ab"]);
        assert!(marked("ab", &[]).is_empty());
    }

    #[test]
    fn capitals_are_no_disguise() {
        assert!(!is_disguised("Kumquat", "kumquat"));
        assert!(is_disguised("k u m q u a t", "kumquat"));
    }
}
