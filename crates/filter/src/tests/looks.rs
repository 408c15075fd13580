//! Links, capitals, repetition, mentions and floods.

use super::*;

fn rules() -> Rules {
    let none = Rules::default();
    Rules { profanity: Profanity { level: 0, ..none.profanity.clone() }, ..none }
}

#[test]
fn links_are_found_unless_the_host_is_trusted() {
    let rules = Rules { links: Action::Hold, trusted_hosts: vec!["example.org".into()], ..rules() };
    assert_eq!(places(&rules, "ä https://evil.com/x!"), [2..20]);
    assert!(places(&rules, "clips.example.org/x").is_empty());
    assert!(
        places(&rules, "example.org/?to=https://evil.com, \u{1f449}example.org Look.https://example.org").is_empty()
    );
    for text in [
        "evil.com/https://example.org",
        "evil.com?x=https://example.org",
        "example.org|evil.com",
        "example.org=evil.com",
        "example.org,evil.com",
        "example.org:x@evil.com/",
        "example.org@evil.com/",
        "https://example.org:x@evil.com",
        "evil.com://example.org",
        "evil.com_https://example.org",
        "evil.com-https://example.org",
        "https:evil.com\\@example.org",
    ] {
        assert!(!places(&rules, text).is_empty(), "{text}");
    }
    assert_eq!(places(&rules, "ex\u{430}mple.org"), [0..11]);
    assert!(places(&Rules { links: Action::Allow, ..rules }, "evil.com").is_empty());
}

#[test]
fn mostly_capitals_are_found_from_ten_letters_on() {
    let rules = Rules { capitals: Capitals { action: Action::Hold, percent: 80 }, ..rules() };
    assert_eq!(places(&rules, "no. WHAT IS THIS"), [4..16]);
    assert_eq!(places(&rules, "ÄÖÜÄÖÜÄÖÜÄ"), [0..10]);
    for text in [
        "SHORT ONE",
        "Nothing Special here",
        ":PARTY::PARTY::PARTY: ok",
        "@MIRA_LIVE_HERE hi",
        "HTTPS://EXAMPLE.ORG/ABC hi",
        "中文中文中文中文中文中文",
    ] {
        assert!(places(&rules, text).is_empty(), "{text}");
    }
}

#[test]
fn one_thing_too_often_in_a_row_is_found() {
    let rules = Rules { repetition: Repetition { action: Action::Hold, most: 3 }, ..rules() };
    assert_eq!(places(&rules, "ok!!!!"), [2..6]);
    assert_eq!(places(&rules, "hi LOL lol, LoL lol x"), [3..19]);
    assert_eq!(places(&rules, ":gg::gg: :gg::gg:"), [0..17]);
    assert_eq!(places(&rules, "\u{1f44d}\u{1f3fd}\u{1f44d}\u{1f44d}\u{1f3fd}\u{1f44d}"), [0..6]);
    let family = "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}";
    assert_eq!(places(&rules, &format!("hi {}", family.repeat(4))), [3..23]);
    assert_eq!(places(&rules, &"\u{1f1e9}\u{1f1ea}".repeat(4)), [0..8]);
    for text in [family.repeat(3), "\u{1f1e9}\u{1f1ea}".repeat(3), "\u{1f469}\u{200d}\u{1f467}\u{1f469}".repeat(3)] {
        assert!(places(&rules, &text).is_empty(), "{text}");
    }
    for text in ["ok!!!", "lol lol lol", "a    b", ":gg::gg::gg:", "no yes no yes no"] {
        assert!(places(&rules, text).is_empty(), "{text}");
    }
}

#[test]
fn distinct_mentions_are_counted() {
    let rules = Rules { mentions: Mentions { action: Action::Hold, most: 2 }, ..rules() };
    assert_eq!(places(&rules, "hi @a, @b (@c) x"), [3..13]);
    assert_eq!(places(&rules, "\u{ff20}abc \u{ff20}def @ghi"), [0..14]);
    assert_eq!(places(&rules, "@abc@def@ghi"), [0..12]);
    for text in ["@a @A @a @b", "@a a@b.org c@d.org", "@a @b @\u{e4} @c's @ d", "a@b@c@d"] {
        assert!(places(&rules, text).is_empty(), "{text}");
    }
}

#[test]
fn alike_messages_within_the_time_are_a_flood() {
    let rules = Rules { flood: Flood { action: Action::Refuse, most: 2, seconds: 30 }, ..rules() };
    let filter = filter(&rules);
    let flood = |text: &str, recent: &[(&str, u32)]| {
        let recent: Vec<Recent<'_>> = recent.iter().map(|(text, age)| Recent { text, age: *age }).collect();
        filter.check(text, &recent).matches.len() == 1
    };
    assert!(flood("hello", &[("Hello!", 1), ("hel lo", 30)]));
    assert!(!flood("hello", &[("hello", 1), ("hello", 31)]));
    assert!(!flood("hello", &[("hello", 1)]));
    assert!(!flood("hello", &[("hello", 1), ("other", 2)]));
    let long = "come to my channel for free things";
    assert!(flood(long, &[("come to my channel for free things 12", 1), ("xy come to my channel for free things", 2)]));
    assert!(!flood(long, &[("come to my house and eat the cake now", 1), ("come to my channel", 2)]));
    assert!(flood("\u{1f600}", &[("\u{1f600}", 1), ("\u{1f600}\u{1f600}", 2)]));
    assert!(!flood("\u{1f600}", &[("!", 1), ("?", 2)]));
}

#[test]
fn messages_that_differ_in_a_small_part_are_alike() {
    let rules = Rules { flood: Flood { action: Action::Refuse, most: 1, seconds: 30 }, ..rules() };
    let filter = filter(&rules);
    let flood = |one: &str, other: &str| {
        let find = |text: &str, recent| filter.check(text, &[Recent { text: recent, age: 1 }]).matches.len() == 1;
        assert_eq!(find(one, other), find(other, one), "{one}, {other}");
        find(one, other)
    };
    for (one, other) in [
        ("buy cheap gold now 0", "buy cheap gold now 4"),
        ("buy cheap gold now", "buy cheap gold now 12"),
        ("buy cheap gold now1", "buy cheap gold now22"),
        ("buy cheap gold now friend", "buy cheap gold now mates"),
        ("hey buy cheap gold now", "buy cheap gold now"),
        ("BUY cheap silver now, people", "buy cheap gold now people!"),
        ("comeandlookatmychannel7", "comeandlookatmychannel8"),
    ] {
        assert!(flood(one, other), "{one}, {other}");
    }
    for (one, other) in [
        ("gg", "gg wp"),
        ("1", "2"),
        ("11", "12"),
        ("round 1", "round 2"),
        ("the first", "the second"),
        ("I love this game", "I love this map"),
        ("yes", "yes yes no"),
        ("what a nice day", "what a bad match"),
        ("is the next stream on monday", "is the last video on youtube"),
        ("", "1"),
    ] {
        assert!(!flood(one, other), "{one}, {other}");
    }
}
