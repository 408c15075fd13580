//! Words of the list, disguised and innocent.

use super::*;

fn check(text: &str, span: Range<usize>) {
    let found = places(&profanity(3), text);
    assert_eq!(found, [span], "{text}");
}

fn innocent(text: &str) {
    let verdict = filter(&profanity(4)).check(text, &[]);
    assert!(verdict.matches.is_empty(), "{text}: {:?}", verdict.matches);
}

#[test]
fn spaced_letters_are_one_word() {
    check("oh f u c k that", 3..10);
    check("f.u.c.k", 0..7);
    check("m.o.t.h.e.r.f.u.c.k.e.r", 0..23);
    check("you s-h-i-t", 4..11);
    check("f u c k u", 0..7);
    check("F  U  C  K", 0..10);
    check("u r a f a g", 6..11);
    for text in [
        "push it",
        "pass hit",
        "W W W",
        "c l a s s i c",
        "g r a p e s",
        "p a s s",
        "he'll",
        "who're you",
        "as s usual",
        "it's it",
        "Mach's_as_t",
        "she...it",
        "foot...Lu",
        "s past t",
        "limousines! wham's! 4! boss",
        "h, so",
        "a b c d e f g",
    ] {
        innocent(text);
    }
}

#[test]
fn digits_and_symbols_are_letters_in_words_only() {
    for text in
        ["sh1t", "$hit", "b!tch", "a55hole", "fu©k", "f@ggot", "b1tch", "@sshole", "c0ck", "p0rn", "sh!t", "fvck"]
    {
        check(text, 0..text.chars().count());
    }
    check("*sshole", 0..7);
    // It may be more than one word of the list.
    assert_eq!(places(&profanity(3), "f*ck").first(), Some(&(0..4)));
    assert_eq!(places(&profanity(3), "f_ck").first(), Some(&(0..4)));
    assert_eq!(places(&profanity(3), "f**k").first(), Some(&(0..4)));
    check("you @ss", 4..7);
    check("a @$$", 2..5);
    for text in [
        "455",
        "1337",
        "5h17m",
        "A55",
        "FA9",
        "fa6",
        "8j",
        "so 60 ok",
        "k y 5",
        "T-äter",
        "Fu-kuoka",
        "v8",
        "4 5 5",
        "(rap music)",
        "Ana! hi",
        "it took 5h17",
        "$5",
        "co*2",
        "a*b",
        "**die**",
    ] {
        innocent(text);
    }
}

#[test]
fn letters_that_are_swapped_or_cut_off_are_seen_through() {
    check("fukc off", 0..4);
    check("fukcing", 0..7);
    check("you faqqot", 4..10);
    check("motherfuk3r", 0..11);
    check("fuc k off", 0..5);
    check("f uck off", 0..5);
}

#[test]
fn innocent_phrases_with_a_word_of_the_list_pass() {
    for text in [
        "Dick Van Dyke in Mary Poppins",
        "a vase of pussy willow",
        "a chink of light under the door",
        "my spastic colon hurts",
        "Lesbos island, and the island of Lesbos",
        "Urlaub auf Lesbos",
        "Oberfucking und Unterfucking",
        "die Kanaken in Neukaledonien",
        "f u later",
    ] {
        let verdict = filter(&profanity(3)).check(text, &[]);
        assert!(verdict.matches.is_empty(), "{text}: {:?}", verdict.matches);
    }
}

#[test]
fn repeated_letters_count_once_and_double_ones_still_match() {
    for text in ["fuuuuck", "shiiiit", "ffuucckk", "asshole", "assssshole", "niiiggger", "puuussyy"] {
        check(text, 0..text.chars().count());
    }
    for text in ["as", "aas", "aß", "cooook", "hello", "heeey", "goood"] {
        innocent(text);
    }
}

#[test]
fn disguised_letters_are_seen_through_with_exact_places() {
    check("ok f\u{200b}u\u{301}c\u{301}\u{302}k!", 3..11);
    check("\u{1f1eb}\u{1f1fa}\u{1f1e8}\u{1f1f0}", 0..4);
    check("fu\u{441}k", 0..4);
    check("ʞɔnɟ you", 0..4);
    check("scheiße", 0..7);
    check("Scheisse", 0..8);
    check("Hurensöhne", 0..10);
    check("hurensoehne", 0..11);
    check("f u c k i n g", 0..13);
    check("s.h.1.t", 0..7);
    check("dumb b1iiitch", 5..13);
    check("just kill yourself", 5..18);
    check("k1ll y0urself", 0..13);
}

#[test]
fn words_of_other_scripts_are_no_hits() {
    for text in
        ["сука", "привет как дела", "рот", "хорошо", "сосна", "καλημέρα", "مرحبا", "中文聊天", "こんにちは", "тот кот"]
    {
        innocent(text);
    }
}

#[test]
fn words_within_words_are_innocent() {
    for text in [
        "Scunthorpe",
        "class",
        "assess",
        "cocktail",
        "Dickens",
        "Essex",
        "analysis",
        "grape",
        "therapist",
        "shiitake",
        "Hasse",
        "Fickle",
        "I saw Pussy Riot live",
        "the boss will kill you, yourself included",
    ] {
        innocent(text);
    }
}

#[test]
fn the_level_chooses_the_severity_and_categories_choose_the_sort() {
    assert_eq!(places(&profanity(4), "damn"), [0..4]);
    assert!(places(&profanity(3), "damn").is_empty());
    assert!(places(&profanity(1), "fuck").is_empty());
    assert_eq!(places(&profanity(2), "fuck"), [0..4]);
    assert!(places(&profanity(0), "faggot").is_empty());
    let mut rules = profanity(4);
    rules.profanity.categories = vec![Category::Hate];
    assert!(places(&rules, "fuck").is_empty());
    rules.profanity.categories = vec![Category::Swearing];
    let verdict = filter(&rules).check("fuck", &[]);
    assert_eq!((verdict.matches[0].rule_id.as_str(), verdict.verdict), ("profanity-swearing", Action::Hold));
    rules.profanity.action = Action::Allow;
    assert!(places(&rules, "fuck").is_empty());
}

#[test]
fn allowed_words_and_phrases_are_not_caught() {
    let mut rules = profanity(4);
    rules.allowed_terms = vec!["damn".into(), "holy shit".into(), "Moby-Dick".into()];
    assert!(places(&rules, "d4mn this, Holy Shit, moby-dick").is_empty());
    assert_eq!(places(&rules, "shit holy shit dick"), [0..4, 15..19]);
}
