//! Texts that were made to break or to slow down the filter.

use super::*;

/// All rules on, with terms that are slow to look for.
fn all() -> Rules {
    let mut rules = profanity(4);
    for at in 0..20 {
        rules.blocked_terms.push(term(&format!("a*b*{at}*a"), TermKind::Wildcard));
        rules.blocked_terms.push(term(&format!("*a{at}*"), TermKind::Wildcard));
        rules.blocked_terms.push(term(&format!(r"(a|b|ab)+{at}\w+\b"), TermKind::Regex));
    }
    rules.links = Action::Hold;
    rules.capitals = Capitals { action: Action::Hold, percent: 50 };
    rules.repetition = Repetition { action: Action::Hold, most: 5 };
    rules.mentions = Mentions { action: Action::Hold, most: 1 };
    rules.flood = Flood { action: Action::Hold, most: 1, seconds: 10 };
    rules
}

#[test]
fn texts_made_to_be_slow_are_read_to_their_end() {
    let filter = filter(&all());
    for part in [
        "a",
        "ab",
        "f ",
        "a ",
        "f.u.",
        "$",
        "@",
        "!",
        "*",
        "f*",
        "s***",
        "(",
        "()",
        "(dot)",
        ".",
        "a.",
        "a.com/",
        "://",
        "@a ",
        ":a:",
        "1",
        "5h1",
        "f\u{301}",
        "\u{301}",
        "\u{200b}",
        "\u{202e}a",
        "ʞɔnɟ",
        "а",
        "fа",
        "\u{1f44d}\u{1f3fd}",
        "中",
        "ß",
        "\u{fb03}",
        "a b a b ",
        "n i g ",
        "fu",
        "fuck",
        "fuckfuck ",
        "as-",
        "\u{fdfa}",
    ] {
        let text: String = part.chars().cycle().take(500).collect();
        let verdict = filter.check(&text, &[Recent { text: &text, age: 0 }]);
        assert!(verdict.matches.iter().all(|found| found.start < found.end && found.end <= 500), "{part}");
    }
}

#[test]
fn places_are_within_the_text_whatever_it_is() {
    let filter = filter(&all());
    let parts = [
        "fuck",
        "sh",
        "1",
        "t",
        " ",
        ".",
        "*",
        "@",
        "$",
        "ß",
        "ﬃ",
        "\u{301}",
        "\u{200b}",
        "с",
        "к",
        "中",
        "\u{1f600}",
        "\u{202e}",
        "ʇ",
        "a",
        "b",
        "s",
        ":",
        "/",
        "com",
        "(dot)",
    ];
    let mut state = 1u64;
    let mut random = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    for round in 0..2_000 {
        let mut text = String::new();
        for _ in 0..random(40) {
            match random(4) {
                0 => text.extend(char::from_u32(u32::try_from(random(0x11_0000)).unwrap())),
                1 => text.extend(char::from_u32(u32::try_from(random(0x3000)).unwrap())),
                _ => text.push_str(parts[usize::try_from(random(parts.len() as u64)).unwrap()]),
            }
        }
        let length = text.chars().count();
        let verdict = filter.check(&text, &[]);
        for found in &verdict.matches {
            assert!(found.start < found.end && found.end <= length, "{round}: {text:?} {found:?}");
        }
        assert_eq!(verdict.matches.is_empty(), verdict.verdict == Action::Allow);
    }
}

#[test]
fn a_filter_can_be_shared() {
    fn is_shared<T: Send + Sync>(_: &T) {}
    is_shared(&filter(&all()));
}
