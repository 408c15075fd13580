//! The channel's own terms.

use super::*;

fn terms(terms: &[(&str, TermKind)]) -> Rules {
    let blocked_terms = terms.iter().map(|(pattern, kind)| term(pattern, *kind)).collect();
    Rules { blocked_terms, ..Rules::default() }
}

fn fault(pattern: &str, kind: TermKind) -> Option<String> {
    fault_of(&term(pattern, kind))
}

#[test]
fn words_are_whole_words_and_disguises_are_seen_through() {
    let rules = terms(&[
        ("bad word", TermKind::Word),
        ("spoiler", TermKind::Word),
        ("1488", TermKind::Word),
        ("c++", TermKind::Word),
    ]);
    assert_eq!(places(&rules, "a b4d w0rd"), [2..10]);
    assert_eq!(places(&rules, "BAD, word"), [0..9]);
    assert_eq!(places(&rules, "sp01ler s p o i l e r"), [0..7, 8..21]);
    assert_eq!(places(&rules, "1488 c++"), [0..4, 5..8]);
    for text in ["badword", "spoilers", "14880", "c+"] {
        assert!(places(&rules, text).is_empty(), "{text}");
    }
}

#[test]
fn terms_of_other_scripts_match() {
    let rules = terms(&[
        ("спойлер", TermKind::Word),
        ("剧透", TermKind::Word),
        ("\u{1f4a9}", TermKind::Word),
        ("größe", TermKind::Word),
    ]);
    assert_eq!(places(&rules, "это Спойлер!"), [4..11]);
    assert_eq!(places(&rules, "不要剧透啊"), [2..4]);
    assert_eq!(places(&rules, "so\u{1f4a9}!"), [2..3]);
    assert_eq!(places(&rules, "GRÖSSE größe"), [0..6, 7..12]);
}

#[test]
fn terms_of_other_scripts_match_between_latin_letters() {
    for (pattern, texts) in [
        ("ЗЕБРА", ["зебpа", "ЗEБPА", "зеbра", "з е б р а"].as_slice()),
        ("спам", &["cпам", "спaм", "СПАМ", "cпaм", "сп@м"]),
        ("казино", &["кaзино", "казин0", "каз1но", "кaзuно", "kазино", "КАЗИHО", "к4зино"]),
        ("ΚΑΖΙΝΟ", &["ΚΑΖINO", "καζίνο", "KΑΖΙΝΟ", "Καζίνο", "καζιν0", "ΚAZΙΝΟ"]),
        ("Καζίνο", &["ΚΑΖΙΝΟ"]),
        ("νόμος", &["ΝΟΜΟΣ", "νoμος", "νομoσ"]),
        ("カジノ", &["ｶｼﾞﾉ", "カシ\u{3099}ノ"]),
        ("도박", &["도박", "도 박", "도.박"]),
        ("ёлка", &["елка", "Ёлка"]),
    ] {
        let rules = terms(&[(pattern, TermKind::Word)]);
        for text in texts {
            assert_eq!(places(&rules, &format!("now {text} now")).len(), 1, "{pattern}: {text}");
        }
    }
    assert_eq!(places(&terms(&[("спам*", TermKind::Wildcard)]), "ой cпaмеры"), [3..10]);
    assert_eq!(places(&terms(&[("カジノ", TermKind::Word)]), "bonusカジノ今"), [5..8]);
    // What is Latin altogether is another word.
    let rules =
        terms(&[("сор", TermKind::Word), ("рот", TermKind::Word), ("спам", TermKind::Word), ("도박", TermKind::Word)]);
    for text in ["cop", "pot", "cnam", "p0t", "도", "나도 박씨", "x도 y박", "спа"] {
        assert!(places(&rules, text).is_empty(), "{text}");
    }
}

#[test]
fn stars_stand_for_any_letters_of_the_same_token() {
    let rules = terms(&[
        ("spam*", TermKind::Wildcard),
        ("*coin", TermKind::Wildcard),
        ("a*z", TermKind::Wildcard),
        ("*mid*", TermKind::Wildcard),
    ]);
    assert_eq!(
        places(&rules, "spam spammer bitcoin coin abcz az humidity"),
        [0..4, 5..12, 13..20, 21..25, 26..30, 31..33, 34..42]
    );
    for text in ["xspam", "coins", "a z", "abc z"] {
        assert!(places(&rules, text).is_empty(), "{text}");
    }
}

#[test]
fn words_of_a_phrase_are_disguised_each_in_its_own_way() {
    let rules = terms(&[("buy followers", TermKind::Word), ("get rich quick", TermKind::Word)]);
    for text in [
        "buy f0llowers",
        "b u y f o l l o w e r s",
        "b u y f0llowers",
        "b.u.y followers",
        "buy f o l l o w e r s",
        "buy f.0.l.l.o.w.e.r.s",
        "get r i c h quick",
        "g e t rich q u 1 c k",
    ] {
        assert_eq!(places(&rules, &format!("now {text} ok")), [4..4 + text.chars().count()], "{text}");
    }
    for text in ["bu y followers", "a b u y x followers", "x b u y followers", "buy my followers", "get r ich quick"] {
        assert!(places(&rules, text).is_empty(), "{text}");
    }
}

#[test]
fn expressions_read_the_text_and_what_it_means() {
    let rules = terms(&[(r"\bfree\s+v\w+s\b", TermKind::Regex), (r"ÄH+", TermKind::Regex), (r"^x$", TermKind::Regex)]);
    assert_eq!(places(&rules, "ä FREE  views ö"), [2..13]);
    assert_eq!(places(&rules, "\u{1d41f}\u{1d42b}ee vi\u{301}ews"), [0..11]);
    assert_eq!(places(&rules, "ähhh"), [0..4]);
    assert_eq!(places(&rules, "X"), [0..1]);
    assert!(places(&rules, "xy").is_empty());
}

#[test]
fn allowed_words_hold_for_expressions_and_our_own_allowed_words_for_no_term() {
    let mut rules = terms(&[("moose", TermKind::Word), ("coin", TermKind::Regex)]);
    rules.allowed_terms = vec!["Coincidence".into(), "coin flip".into()];
    assert_eq!(places(&rules, "moose"), [0..5]);
    assert_eq!(places(&rules, "a coincidence, a coin flip, bitcoin"), [31..35]);
}

#[test]
fn the_strictest_action_decides() {
    let mut rules = terms(&[("one", TermKind::Word), ("two", TermKind::Word)]);
    rules.blocked_terms[0].action = Action::Hold;
    let verdict = |text: &str| filter(&rules).check(text, &[]).verdict;
    assert_eq!((verdict("one"), verdict("one two"), verdict("x")), (Action::Hold, Action::Refuse, Action::Allow));
}

#[test]
fn patterns_that_cannot_be_used_are_named_in_a_sentence() {
    for (pattern, kind) in [
        ("(", TermKind::Regex),
        ("a)", TermKind::Regex),
        ("[a", TermKind::Regex),
        ("*", TermKind::Regex),
        ("a*", TermKind::Regex),
        ("", TermKind::Regex),
        (r"\b", TermKind::Regex),
        ("^$", TermKind::Regex),
        (r"(\w{200}){200}", TermKind::Regex),
        ("(?=a)", TermKind::Regex),
        (r"(a)\1", TermKind::Regex),
        ("*", TermKind::Wildcard),
        ("* **", TermKind::Wildcard),
        ("a*b*c*d*e*f*g", TermKind::Wildcard),
        ("\u{200b}", TermKind::Word),
        ("", TermKind::Word),
    ] {
        let fault = fault(pattern, kind);
        assert!(fault.as_ref().is_some_and(|fault| fault.ends_with('.')), "{pattern} {fault:?}");
    }
    let deep = format!("{}a{}", "(".repeat(50), ")".repeat(50));
    assert!(fault(&deep, TermKind::Regex).is_some());
    assert_eq!(fault("(a", TermKind::Regex).unwrap(), "it has an unclosed group.");
    for (pattern, kind) in [
        ("a+", TermKind::Regex),
        (r"\bfoo\b", TermKind::Regex),
        ("foo*", TermKind::Wildcard),
        ("***", TermKind::Word),
        ("\u{1f4a9}", TermKind::Word),
    ] {
        assert_eq!(fault(pattern, kind), None, "{pattern}");
    }
}

#[test]
fn ids_depend_on_kind_and_pattern_and_fingerprints_on_the_rest_too() {
    let mut rules = terms(&[("one", TermKind::Word), ("one", TermKind::Wildcard)]);
    rules.links = Action::Hold;
    let before = rule_fingerprints(&rules);
    let ids: Vec<&str> = before.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(
        ids,
        ["links", "profanity-hate", "profanity-sexual", "profanity-insults", "profanity-swearing", ids[5], ids[6]]
    );
    assert!(ids[5].starts_with("term-") && ids[5].len() == 17 && ids[5] != ids[6]);
    // Ids are kept in databases.
    assert_eq!(ids[5], "term-5b051f84f880");
    rules.blocked_terms[0].action = Action::Hold;
    rules.trusted_hosts = vec!["example.org".into()];
    let after = rule_fingerprints(&rules);
    let changed: Vec<&str> =
        before.iter().zip(&after).filter(|(one, other)| one.1 != other.1).map(|(one, _)| one.0.as_str()).collect();
    assert_eq!(changed, [ids[0], ids[5]]);
    let versions = Filter::new(&rules, |id| if id == ids[5] { 7 } else { 1 }).check("one", &[]).matches;
    assert_eq!(versions.iter().map(|found| found.rule_version).collect::<Vec<_>>().iter().max(), Some(&7));
}
