//! What validated values have in common: parsed once from hostile text, then carried as a type.

mod word;

pub(crate) use word::{composed, is_word};

/// Declares a text type that can only be made by `parse`, which trims and checks.
macro_rules! text_value {
    ($(#[$doc:meta])* $name:ident, $check:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Trims and checks the text; the error is a sentence for the person who typed it.
            pub fn parse(text: &str) -> Result<Self, String> {
                let check: fn(&str) -> Result<String, String> = $check;
                check(text.trim()).map(Self)
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}
pub(crate) use text_value;

/// Declares an enum of words, each written the same in JSON, in the database and in addresses.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident, $wrong:literal, $($(#[$doc:meta])* $variant:ident = $word:literal,)*) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
        pub enum $name {
            $($(#[$doc])* #[serde(rename = $word)] $variant,)*
        }

        impl $name {
            /// All of them, in their order.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The word.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }
        }

        // Through text, so that a value of another type is told apart from JSON that cannot be read.
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'_, str>>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }

        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                let words = Self::ALL.iter().map(|word| word.as_str());
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::Type::String)
                    .enum_values(Some(words))
                    .into()
            }
        }

        impl utoipa::ToSchema for $name {
            fn name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
        }

        impl std::str::FromStr for $name {
            type Err = String;
            fn from_str(text: &str) -> Result<Self, String> {
                Self::ALL.iter().copied().find(|known| known.as_str() == text).ok_or_else(|| $wrong.into())
            }
        }
    };
}
pub(crate) use words;

/// Most combining marks on one character: more would reach into other lines. UTS 39, section 5.4, allows four that take no space of their own;
/// some scripts write one more that does.
const MOST_MARKS: usize = 5;

/// Characters that cannot be seen, or that hide text, turn it round or break its line. Where the Unicode tables are (`unicode`, on the
/// server), whatever is no letter, mark, number, punctuation, symbol or space is one of them; the browser's half does with the ranges that
/// are ignored by default (`Default_Ignorable_Code_Point`, UAX 44). Listed besides: symbols that are drawn as nothing.
fn is_invisible(c: char) -> bool {
    let is_ignorable = matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fff0}'..='\u{fffc}' | '\u{13441}'..='\u{13442}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d159}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}');
    c.is_control() || is_ignorable || is_of_no_kind(c)
}

#[cfg(feature = "unicode")]
fn is_of_no_kind(c: char) -> bool {
    use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};
    c.general_category_group() == GeneralCategoryGroup::Other
}

#[cfg(not(feature = "unicode"))]
fn is_of_no_kind(_: char) -> bool {
    false
}

/// A mark that goes with the character before it (categories Mn, Me and Mc).
#[cfg(feature = "unicode")]
fn is_mark(c: char) -> bool {
    use GeneralCategory::{EnclosingMark, NonspacingMark, SpacingMark};
    use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};
    matches!(c.general_category(), NonspacingMark | EnclosingMark | SpacingMark)
}

/// The same without the tables: the blocks of marks that go with any script.
#[cfg(not(feature = "unicode"))]
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// Joins or separates what is on both its sides, in emoji and in Arabic and Indic scripts, and says in which form an emoji is shown.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe0e}' | '\u{fe0f}')
}

/// A space of any width, and what looks like one.
fn is_blank(c: char) -> bool {
    c == '\u{2800}' || (c.is_whitespace() && !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}'))
}

/// Text without what is invisible; line ends stay if they may. What comes out is left as it is when it is read again.
fn visible(text: &str, keeps_lines: bool) -> String {
    let mut clean = String::with_capacity(text.len());
    let (mut marks, mut rest) = (0, text.chars());
    while let Some(c) = rest.next() {
        if let Some(end) = subdivision(c, rest.as_str()) {
            let (tags, after) = rest.as_str().split_at(end);
            clean.push(c);
            clean.push_str(tags);
            (marks, rest) = (0, after.chars());
            continue;
        }
        let before = clean.chars().next_back();
        let is_line_end = keeps_lines && c == '\n';
        if is_joiner(c) {
            // Not after an ASCII letter or a space. Marks after a joiner stand on the same character as those before it.
            let takes = |before: char| {
                !before.is_ascii_alphabetic() && !is_joiner_pair(before, c) && before != ' ' && before != '\n'
            };
            if before.is_some_and(takes) {
                clean.push(c);
            }
        } else if !is_line_end && !is_blank(c) && is_invisible(c) {
            continue;
        } else if is_mark(c) {
            marks += 1;
            if marks <= MOST_MARKS && before.is_some_and(|before| before != ' ' && before != '\n') {
                clean.push(c);
            }
        } else {
            let c = if is_blank(c) && !is_line_end { ' ' } else { c };
            if c.is_ascii() {
                drop_last_joiner(&mut clean);
            }
            clean.push(c);
            marks = 0;
        }
    }
    drop_last_joiner(&mut clean);
    clean
}

/// The length of the tags behind a flag that make it that of England, Scotland, Wales or another part of a country (UTS 51, ED-14a).
fn subdivision(flag: char, text: &str) -> Option<usize> {
    const END: char = '\u{e007f}';
    let tags = text.get(..text.find(END).filter(|_| flag == '\u{1f3f4}')?)?;
    let is_code = tags.chars().all(|c| matches!(c, '\u{e0030}'..='\u{e0039}' | '\u{e0061}'..='\u{e007a}'));
    (is_code && (3..=6).contains(&tags.chars().count())).then(|| tags.len() + END.len_utf8())
}

/// U+200C and U+200D have an effect only before a non-ASCII character. Seen from what follows them: between the two may have stood
/// something invisible.
fn drop_last_joiner(clean: &mut String) {
    clean.truncate(clean.trim_end_matches(['\u{200c}', '\u{200d}']).len());
}

/// Whether `c` would follow another joiner. Only U+FE0F before U+200D has a meaning, in emoji of several parts; other pairs are dropped.
fn is_joiner_pair(before: char, c: char) -> bool {
    is_joiner(before) && !(before == '\u{fe0f}' && c == '\u{200d}')
}

/// Whether the text has neither invisible characters nor spaces.
pub(crate) fn is_plain(text: &str) -> bool {
    !text.contains(char::is_whitespace) && visible(text, false) == text
}

/// A line of text between `min` and `max` characters; `what` begins the sentence of the error.
pub(crate) fn line(text: &str, what: &str, min: usize, max: usize) -> Result<String, String> {
    // A line break becomes a space, because words on two lines must not run together.
    let text: String = text.chars().map(|c| if matches!(c, '\n' | '\t') { ' ' } else { c }).collect();
    let clean = visible(&text, false);
    // Spaces that were next to something invisible may be at the ends now.
    let clean = clean.trim();
    let length = clean.chars().count();
    match length {
        0 if min > 0 => Err(format!("{what} is missing.")),
        _ if length < min => Err(format!("{what} needs at least {min} characters.")),
        _ if length > max => Err(format!("{what} can have at most {max} characters; this has {length}.")),
        _ => Ok(clean.to_owned()),
    }
}

/// Text of several lines, up to `max` characters.
pub(crate) fn paragraph(text: &str, what: &str, max: usize) -> Result<String, String> {
    let clean = visible(&text.replace("\r\n", "\n"), true);
    // As in a line: the ends may be spaces now.
    let clean = clean.trim();
    let length = clean.chars().count();
    if length > max {
        return Err(format!("{what} can have at most {max} characters; this has {length}."));
    }
    Ok(clean.to_owned())
}

/// A handle for use in an address: lower-case letters, digits and `separators`, which may not begin or end it.
pub(crate) fn handle(text: &str, what: &str, min: usize, max: usize, separators: &[char]) -> Result<String, String> {
    let text = text.to_ascii_lowercase();
    if text.is_empty() {
        return Err(format!("{what} is missing."));
    }
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || separators.contains(&c);
    if !text.chars().all(allowed) {
        let named = if separators.contains(&'-') { "hyphens" } else { "underscores" };
        return Err(format!("{what} can only have the letters a to z, digits and {named}."));
    }
    if !(min..=max).contains(&text.len()) {
        return Err(format!("{what} needs {min} to {max} characters."));
    }
    if text.starts_with(separators) || text.ends_with(separators) {
        return Err(format!("{what} must begin and end with a letter or digit."));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_neither_hides_anything_nor_begins_or_ends_with_space() {
        let read = |text| line(text, "The name", 1, 5);
        assert_eq!(read("\u{200b} a\u{202e} b \u{feff}"), Ok("a b".into()));
        assert_eq!(read("\u{200b} \u{2066}"), Err("The name is missing.".into()));
        assert_eq!(read("  abcde  "), Ok("abcde".into()));
        assert!(read("abcdef").is_err());
    }

    #[test]
    fn flags_of_parts_of_countries_are_kept_and_other_tags_are_not() {
        let england = "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}";
        assert_eq!(visible(&format!("go {england}! {england}"), false), format!("go {england}! {england}"));
        for (text, kept) in [
            ("\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}", "\u{1f3f4}"),
            ("\u{1f3f4}\u{e0067}\u{e0062}\u{e0020}x\u{e007f}", "\u{1f3f4}x"),
            ("a\u{e0067}\u{e0062}\u{e0065}\u{e007f}", "a"),
            ("\u{1f3f4}\u{e007f}", "\u{1f3f4}"),
        ] {
            assert_eq!(visible(text, false), kept, "{text:?}");
        }
    }

    #[test]
    fn nothing_invisible_makes_a_name() {
        let invisible = [
            "\u{3164}",
            "\u{115f}\u{1160}",
            "\u{ffa0}",
            "\u{61c}",
            "\u{2028}\u{2029}",
            "\u{e0001}\u{e0041}\u{e007f}",
            "\u{34f}",
            "\u{200d}",
            "\u{fe0f}",
            "\u{301}",
            "\u{a0}\u{3000}\u{2800}",
            "\u{180e}\u{ad}",
            "\u{13441}\u{1d159}\u{fffc}",
        ];
        for text in invisible {
            assert_eq!(line(text, "The name", 1, 5), Err("The name is missing.".into()), "{text:?}");
            assert_eq!(
                line(&format!("a{text}b"), "The name", 1, 50)
                    .map(|name| name.replace(['\u{301}', ' ', '\u{fe0f}'], "")),
                Ok("ab".into())
            );
        }
    }

    #[test]
    fn people_write_their_names_in_any_script() {
        for name in [
            "Zo\u{eb}",
            "Zoe\u{308}",
            "\u{5e9}\u{5c1}\u{5b8}\u{5dc}\u{5d5}\u{5b9}\u{5dd}",
            "\u{646}\u{645}\u{6cc}\u{200c}\u{62e}\u{648}\u{627}\u{647}\u{645}",
            "\u{915}\u{94d}\u{200d}\u{937}",
            "\u{e17}\u{e35}\u{e48}",
            "\u{1000}\u{103c}\u{1031}\u{102c}\u{103a}",
            "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
            "\u{2764}\u{fe0f}\u{200d}\u{1f525}",
            "1\u{fe0f}\u{20e3}",
            "\u{1f44b}\u{1f3fd}",
            "\u{1f1e9}\u{1f1ea}",
            "\u{7f8e}\u{4e3d} O\u{2019}Neil",
        ] {
            assert_eq!(line(name, "The name", 1, 50).as_deref(), Ok(name));
        }
    }

    #[test]
    fn few_marks_stand_on_one_character() {
        let stacked = format!("z{}o{}", "\u{301}".repeat(30), "\u{316}".repeat(30));
        let marks = |text: &str| text.chars().filter(|c| matches!(c, '\u{301}' | '\u{316}')).count();
        assert_eq!(line(&stacked, "Your message", 1, 500).as_deref().map(marks), Ok(2 * MOST_MARKS));
        assert_eq!(paragraph(&stacked, "The text", 500).as_deref().map(marks), Ok(2 * MOST_MARKS));
        assert_eq!(paragraph("a\r\nb\u{2028}c\u{0}", "The text", 500).as_deref(), Ok("a\nbc"));
    }

    #[test]
    fn a_joiner_does_not_let_more_marks_stand_on_one_character() {
        let tower = format!("z{}", "\u{301}\u{301}\u{fe0f}".repeat(10));
        let marks = |text: &str| text.chars().filter(|c| *c == '\u{301}').count();
        assert_eq!(line(&tower, "Your name", 1, 50).as_deref().map(marks), Ok(MOST_MARKS));
    }

    #[test]
    fn a_joiner_that_joins_nothing_is_dropped_whatever_stood_behind_it() {
        for hidden in ["\u{200d}a", "\u{200d}\u{200b}a", "\u{200d}\u{200d}a", "\u{200c}\u{200b}a", "\u{200d}\u{fe0f}a"]
        {
            assert_eq!(line(&format!("\u{e9}{hidden}"), "Your name", 1, 50).as_deref(), Ok("\u{e9}a"), "{hidden:?}");
        }
        assert_eq!(line("\u{e9}\u{200d}\u{3000}", "Your name", 1, 50).as_deref(), Ok("\u{e9}"));
    }

    #[test]
    fn paragraphs_neither_begin_nor_end_with_space() {
        assert_eq!(paragraph("\u{200b} a\n b \u{feff}", "The text", 50).as_deref(), Ok("a\n b"));
    }

    #[cfg(feature = "unicode")]
    #[test]
    fn marks_that_take_space_count_too() {
        let stems = format!("a{}", "\u{1d165}".repeat(40));
        assert_eq!(line(&stems, "Your name", 1, 50).map(|name| name.chars().count()), Ok(1 + MOST_MARKS));
        assert_eq!(line("\u{1d165}", "The name", 1, 5), Err("The name is missing.".into()));
    }
}
