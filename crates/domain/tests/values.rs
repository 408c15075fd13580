//! What each validated value accepts, what it becomes, and what is refused with which sentence.

use domain::accounts::{Bio, DisplayName, Email, Password, RESERVED_NAMES, Username};
use domain::channels::{
    Category, ChannelChange, ChannelName, ChannelRef, Description, SearchText, Slug, StreamUrl, Tag, parse_tags,
};
use domain::chat::{Content, MESSAGE_LENGTH, Nonce};
use domain::streams::{Status, Title};
use domain::vods::ArchiveState;
use domain::{Code, StreamId, Visibility};

/// A value's `parse`, which answers the text it keeps.
type Parse = fn(&str) -> Result<String, String>;

macro_rules! parse {
    ($value:ident) => {
        |text| $value::parse(text).map(|value| value.as_str().to_owned())
    };
}

/// One-line texts with their names, shortest and longest lengths in characters.
const LINES: [(&str, Parse, usize, usize); 5] = [
    ("display name", parse!(DisplayName), 1, 50),
    ("channel name", parse!(ChannelName), 1, 60),
    ("title", parse!(Title), 1, 140),
    ("message", parse!(Content), 1, MESSAGE_LENGTH),
    ("search", parse!(SearchText), 0, 100),
];
/// Texts of several lines with their longest lengths; all may be empty.
const PARAGRAPHS: [(&str, Parse, usize); 2] = [("bio", parse!(Bio), 500), ("description", parse!(Description), 2000)];
/// Handles with their shortest and longest lengths and their separator.
const HANDLES: [(&str, Parse, usize, usize, char); 3] = [
    ("username", parse!(Username), 3, 25, '_'),
    ("slug", parse!(Slug), 3, 40, '-'),
    ("category", parse!(Category), 2, 40, '-'),
];

/// Asserts what the texts become, and that a value that is read again stays the same.
fn assert_becomes(name: &str, parse: Parse, cases: &[(&str, &str)]) {
    for (text, kept) in cases {
        assert_eq!(parse(text).as_deref(), Ok(*kept), "{name}: {text:?}");
        assert_eq!(parse(kept).as_deref(), Ok(*kept), "{name}: {kept:?} is kept already");
    }
}

/// Asserts that each text is refused with a sentence that contains the given words.
fn assert_refused(name: &str, parse: Parse, cases: &[(&str, &str)]) {
    for (text, words) in cases {
        let Err(sentence) = parse(text) else { panic!("{name} accepts {text:?}") };
        assert!(sentence.contains(words), "{name}: {text:?} is refused with {sentence:?}");
    }
}

#[test]
fn lines_count_characters_and_end_at_their_bounds() {
    for (name, parse, min, max) in LINES {
        // One, two and four bytes for each character.
        for letter in ["a", "\u{e9}", "\u{1f600}"] {
            for length in [min, min + 1, max - 1, max] {
                let text = letter.repeat(length);
                assert_eq!(parse(&text), Ok(text), "{name} of {length} {letter}");
            }
            let sentence = parse(&letter.repeat(max + 1)).unwrap_err();
            assert!(sentence.contains(&max.to_string()), "{name}: {sentence}");
        }
        assert_eq!(
            parse(&format!("  {}  ", "a".repeat(max))),
            Ok("a".repeat(max)),
            "{name}: spaces around do not count"
        );
        for empty in ["", "   ", "\u{200b}\u{2060}\u{feff}", "\u{202e} \u{2069}", "\u{0}\u{7}\u{1b}", "\n\t\r\n"] {
            assert_eq!(parse(empty).is_ok(), min == 0, "{name}: {empty:?}");
        }
    }
}

#[test]
fn lines_keep_what_can_be_seen() {
    for (name, parse, ..) in LINES {
        // What is searched for is composed, as is what searches look in; a message is kept as it was typed.
        let is_composed = name != "message" && cfg!(feature = "unicode");
        let cases: &[(&str, &str)] = &[
            ("Zo\u{eb}", "Zo\u{eb}"),
            ("Zoe\u{308}", if is_composed { "Zo\u{eb}" } else { "Zoe\u{308}" }),
            ("\u{1112}\u{1161}\u{11ab}", if is_composed { "\u{d55c}" } else { "\u{1112}\u{1161}\u{11ab}" }),
            ("a\u{200b}b\u{2060}c", "abc"),
            ("\u{202e}abc\u{202c}", "abc"),
            ("a\u{2066}b\u{2069}c", "abc"),
            ("\u{feff}abc", "abc"),
            ("a\u{0}b\u{1b}[31mc", "ab[31mc"),
            ("a\u{a0}b\u{3000}c", "a b c"),
            ("a\u{ad}b", "ab"),
            ("a\u{200d}b", "ab"),
            ("\u{301}abc", "abc"),
            ("\u{200b} abc \u{200b}", "abc"),
        ];
        assert_becomes(name, parse, cases);
    }
}

#[test]
fn what_was_typed_on_several_lines_stays_several_words() {
    for (name, parse, ..) in LINES {
        assert_becomes(name, parse, &[("a\nb", "a b"), ("a\tb", "a b"), ("a\u{2028}b", "ab"), ("a\u{85}b", "ab")]);
    }
}

#[test]
fn paragraphs_keep_their_lines_and_nothing_around_them() {
    for (name, parse, max) in PARAGRAPHS {
        let cases: &[(&str, &str)] = &[
            ("", ""),
            (" \n ", ""),
            ("one\r\ntwo\n\nthree", "one\ntwo\n\nthree"),
            ("  one\n  two  ", "one\n  two"),
            ("one\u{2028}two\u{2029}", "onetwo"),
            ("\u{202e}one\u{0}\u{200b}", "one"),
            ("\u{200b} one \u{200b}", "one"),
            ("\u{200b} \u{2060}", ""),
        ];
        assert_becomes(name, parse, cases);
        assert_eq!(parse(&"\u{1f600}".repeat(max)), Ok("\u{1f600}".repeat(max)), "{name}");
        let over = max + 1;
        let sentence = parse(&"\u{1f600}".repeat(over)).unwrap_err();
        assert!(sentence.ends_with(&format!("at most {max} characters; this has {over}.")), "{name}: {sentence}");
    }
}

#[test]
fn handles_are_short_plain_and_lower_case() {
    for (name, parse, min, max, separator) in HANDLES {
        for length in [min, min + 1, max - 1, max] {
            let text = "z".repeat(length);
            assert_eq!(parse(&text), Ok(text), "{name} of {length}");
        }
        let inside = format!("a{separator}{separator}9");
        let upper = inside.to_uppercase();
        assert_becomes(name, parse, &[(&inside, &inside), (&upper, &inside), (&format!(" {inside}\n"), &inside)]);
        let (short, long) = ("z".repeat(min - 1), "z".repeat(max + 1));
        let (first, last) = (format!("{separator}abc"), format!("abc{separator}"));
        let other = if separator == '-' { "a_b_c" } else { "a-b-c" };
        let cases: &[(&str, &str)] = &[
            ("", "missing"),
            ("  ", "missing"),
            (&short, "characters"),
            (&long, "characters"),
            (&first, "begin and end"),
            (&last, "begin and end"),
            (other, "letters a to z"),
            ("ab c", "letters a to z"),
            ("ab\u{0}c", "letters a to z"),
            ("ab\u{200b}c", "letters a to z"),
            ("\u{202e}abc", "letters a to z"),
            ("caf\u{e9}", "letters a to z"),
            ("cafe\u{301}", "letters a to z"),
            // Letters that look like others, that become ASCII in lower case, or that are wide.
            ("m\u{456}ra", "letters a to z"),
            ("\u{212a}elvin", "letters a to z"),
            ("\u{ff4d}\u{ff49}\u{ff52}\u{ff41}", "letters a to z"),
            ("\u{661}\u{662}\u{663}", "letters a to z"),
        ];
        assert_refused(name, parse, cases);
    }
}

#[test]
fn names_of_the_platform_are_reserved_in_any_case() {
    for name in RESERVED_NAMES {
        for text in [(*name).to_owned(), name.to_uppercase()] {
            // `me` and `ws` are too short anyway.
            assert!(Username::parse(&text).is_err() && Slug::parse(&text).is_err(), "{text}");
        }
    }
    assert_refused("username", parse!(Username), &[("admin", "reserved"), ("Staff", "reserved")]);
    let ids = [
        ("admin", "reserved"),
        // In addresses a slug stands where an id may stand, with hyphens or without.
        ("01890000-0000-7000-8000-000000000000", "reserved"),
        ("01890000000070008000000000000000", "reserved"),
    ];
    assert_refused("slug", parse!(Slug), &ids);
    assert_becomes(
        "slug",
        parse!(Slug),
        &[("admiral", "admiral"), ("0189000000007000800000000000000", "0189000000007000800000000000000")],
    );
}

#[test]
fn an_address_is_one_at_sign_between_two_plain_parts() {
    let host = |labels: usize| format!("{}.org", vec!["a".repeat(60); labels].join("."));
    // 254 bytes, 64 of them before the sign.
    let rest = 254 - 65 - host(2).len() - 1;
    let longest = format!("{}@{}.{}", "m".repeat(64), "b".repeat(rest), host(2));
    let label = format!("mira@{}.org", "a".repeat(63));
    let accepted: &[(&str, &str)] = &[
        ("mira@example.org", "mira@example.org"),
        (" Mira@Example.ORG\n", "mira@example.org"),
        ("a@b.c", "a@b.c"),
        ("mira+live@sub.example.org", "mira+live@sub.example.org"),
        ("\u{fc}mit@example.org", "\u{fc}mit@example.org"),
        (&longest, &longest),
        (&label, &label),
    ];
    assert_becomes("email", parse!(Email), accepted);
    let (too_long, wide_label) = (longest.replace("@b", "@bb"), format!("mira@{}.org", "a".repeat(64)));
    let looks = "doesn't look like";
    let refused: &[(&str, &str)] = &[
        ("", "missing"),
        ("mira", looks),
        ("@example.org", looks),
        ("mira@", looks),
        ("mira@example", looks),
        ("mira@.org", looks),
        ("mira@example.", looks),
        ("mira@example..org", looks),
        ("mira@jonas@example.org", looks),
        ("mira,jonas@example.org", looks),
        ("mi ra@example.org", looks),
        ("mira@exam ple.org", looks),
        ("mira\u{200b}@example.org", looks),
        ("mira@exam\u{ad}ple.org", looks),
        ("\u{202e}mira@example.org", looks),
        ("mira\u{0}@example.org", looks),
        ("mira@example.org\nbcc:jonas@example.org", looks),
        (&too_long, looks),
        (&wide_label, looks),
    ];
    assert_refused("email", parse!(Email), refused);
}

#[test]
fn a_password_is_kept_as_it_was_typed() {
    let password: Parse = |text| Password::parse(text).map(|password| password.reveal().to_owned());
    let (shortest, longest) = ("kzpwfvg1", "ab".repeat(128));
    for text in [
        shortest,
        &longest,
        "  spaces count  ",
        "p\u{e4}ssw\u{f6}rter",
        "\u{1f600}\u{1f601}\u{1f602}\u{1f603}\u{1f604}\u{1f605}\u{1f606}\u{1f607}",
        "tab\there",
        "zero\u{200b}width",
    ] {
        assert_eq!(password(text).as_deref(), Ok(text));
    }
    let too_long = format!("{longest}c");
    let refused: &[(&str, &str)] = &[
        ("", "at least 8"),
        ("abcdef1", "at least 8"),
        // Seven characters, twenty-eight bytes.
        ("\u{1f600}\u{1f601}\u{1f602}\u{1f603}\u{1f604}\u{1f605}\u{1f606}", "at least 8"),
        (&too_long, "at most 256"),
        ("IIIIiiii", "too common"),
        ("        ", "too common"),
    ];
    assert_refused("password", password, refused);
    assert_eq!(format!("{:?}", Password::parse(shortest).unwrap()), "Password(…)", "it is never printed");
}

#[test]
fn a_tag_is_a_word_of_any_script() {
    let longest = "\u{3042}".repeat(25);
    let accepted: &[(&str, &str)] = &[
        ("piano", "piano"),
        ("##Piano", "Piano"),
        ("# piano ", "piano"),
        ("\u{420}\u{443}\u{441}", "\u{420}\u{443}\u{441}"),
        ("a\u{200b}b", "ab"),
        ("\u{939}\u{93f}\u{928}\u{94d}\u{926}\u{940}", "\u{939}\u{93f}\u{928}\u{94d}\u{926}\u{940}"),
        ("\u{e17}\u{e35}\u{e48}", "\u{e17}\u{e35}\u{e48}"),
        ("\u{94d}ab", "ab"),
        (&longest, &longest),
    ];
    assert_becomes("tag", parse!(Tag), accepted);
    let too_long = "a".repeat(26);
    let refused: &[(&str, &str)] = &[
        ("", "missing"),
        ("#", "missing"),
        ("\u{200b}", "missing"),
        ("a b", "letters and digits"),
        ("a-b", "letters and digits"),
        ("a#b", "letters and digits"),
        ("\u{1f600}", "letters and digits"),
        (&too_long, "at most 25"),
    ];
    assert_refused("tag", parse!(Tag), refused);
}

#[test]
fn a_channel_has_ten_tags_at_most() {
    let tags = |count: usize| vec!["piano".to_owned(); count];
    assert_eq!(parse_tags(&tags(0)).map(|tags| tags.len()), Ok(0));
    assert_eq!(parse_tags(&tags(10)).map(|tags| tags.len()), Ok(10));
    assert_eq!(parse_tags(&tags(11)), Err("A channel can have at most 10 tags.".into()));
    assert!(parse_tags(&["piano".into(), "a b".into()]).is_err(), "each of them is checked");
}

#[test]
fn an_ingest_address_has_a_scheme_a_host_and_an_application() {
    let longest = format!("rtmp://example.org/{}", "a".repeat(255 - 19));
    let accepted: &[(&str, &str)] = &[
        ("rtmp://a/b", "rtmp://a/b"),
        (" rtmps://ingest.example.org:1936/live ", "rtmps://ingest.example.org:1936/live"),
        (&longest, &longest),
    ];
    assert_becomes("stream URL", parse!(StreamUrl), accepted);
    let too_long = format!("{longest}a");
    for text in [
        "",
        "rtmp://",
        "rtmp://a",
        "rtmp://a/",
        "rtmp:///live",
        "http://a/live",
        "RTMP://a/live",
        "rtmp://a b/live",
        "rtmp://a/li\nve",
        "rtmp://a/li\u{0}ve",
        &too_long,
    ] {
        assert_refused("stream URL", parse!(StreamUrl), &[(text, "looks like rtmp://")]);
    }
}

#[test]
fn a_nonce_is_kept_unchanged() {
    let (longest, wide) = ("n".repeat(64), "\u{1f600}".repeat(16));
    for text in ["n", " n ", "\u{202e}n", &longest, &wide] {
        assert_eq!(Nonce::parse(text).map(String::from).as_deref(), Ok(text));
    }
    let (too_long, too_wide) = ("n".repeat(65), format!("{wide}n"));
    for text in ["", "a\nb", "a\u{0}", "\u{9f}", &too_long, &too_wide] {
        assert!(Nonce::parse(text).is_err(), "{text:?}");
    }
}

#[test]
fn a_message_says_how_much_too_long_it_is() {
    let over = "x".repeat(MESSAGE_LENGTH + 3);
    assert_eq!(Content::parse(&over).unwrap_err(), "A message can have at most 500 characters; this has 503.");
    assert_eq!(Content::parse(" \u{200b}\n").unwrap_err(), "Write something first.");
}

#[test]
fn vods_are_kept_for_one_day_to_ten_years_or_for_ever() {
    let kept = |days| ChannelChange { retention_days: Some(days), ..ChannelChange::default() }.check();
    for days in [None, Some(1), Some(3650)] {
        assert_eq!(kept(days).unwrap().retention_days, Some(days));
    }
    for days in [i32::MIN, -1, 0, 3651, i32::MAX] {
        let problem = kept(Some(days)).unwrap_err();
        assert_eq!(
            (problem.code, problem.errors.keys().next().map(String::as_str)),
            (Code::ValidationFailed, Some("retentionDays")),
            "{days}"
        );
    }
}

#[test]
fn a_channel_is_named_by_id_or_slug_and_other_text_names_none() {
    let id = "01890000-0000-7000-8000-000000000000";
    assert_eq!(id.parse(), Ok(ChannelRef::Id(id.parse().unwrap())));
    assert_eq!("Mira-Room".parse(), Ok(ChannelRef::Slug(Slug::parse("mira-room").unwrap())));
    for text in ["", "a", "-room", "mira room", "mira\u{200b}room", "admin", &"a".repeat(41)] {
        assert_eq!(text.parse::<ChannelRef>().unwrap_err().code, Code::NotFound, "{text:?}");
    }
    for text in ["", "0", "01890000-0000-7000-8000-00000000000", "01890000-0000-7000-8000-00000000000g"] {
        assert!(text.parse::<StreamId>().is_err(), "{text:?}");
    }
}

#[test]
fn a_word_is_read_as_it_is_written_and_in_no_other_way() {
    fn assert_words<W: std::str::FromStr + Copy + PartialEq + std::fmt::Debug>(all: &[W], text: fn(W) -> &'static str) {
        for word in all {
            let written = text(*word);
            assert_eq!(written.parse().ok(), Some(*word));
            let upper = if written == written.to_uppercase() { written.to_lowercase() } else { written.to_uppercase() };
            for wrong in [upper, format!(" {written}"), format!("{written}\u{0}"), String::new()] {
                assert!(wrong.parse::<W>().is_err(), "{wrong:?}");
            }
        }
    }
    assert_words(Visibility::ALL, Visibility::as_str);
    assert_words(Status::ALL, Status::as_str);
    assert_words(ArchiveState::ALL, ArchiveState::as_str);
}

#[test]
fn a_stream_goes_one_step_forward_at_a_time() {
    use Status::{Archived, Ending, Live, Offline};
    let steps = [(Offline, Live), (Live, Ending), (Ending, Archived)];
    for from in Status::ALL {
        for to in Status::ALL {
            assert_eq!(from.can_become(*to), steps.contains(&(*from, *to)), "{from:?} to {to:?}");
        }
    }
}
