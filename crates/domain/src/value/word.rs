//! Texts that are one word of any script, such as tags.

#[cfg(not(feature = "unicode"))]
use super::{is_blank, is_invisible};
#[cfg(feature = "unicode")]
use super::{is_joiner, is_mark};

/// The text with a letter and its marks as one character where there is one (NFC, UAX 15), so that it is the same however a device sends it. A text
/// with Chinese characters that Japanese names write in a form of their own stays as it is, since NFC would replace them. The browser's half has no
/// tables for it; the server composes what the browser sends.
#[cfg(feature = "unicode")]
pub(crate) fn composed(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let is_form_of_name = |c: char| matches!(c, '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}');
    if text.contains(is_form_of_name) { text.to_owned() } else { text.nfc().collect() }
}

#[cfg(not(feature = "unicode"))]
pub(crate) fn composed(text: &str) -> String {
    text.to_owned()
}

/// Whether the text is one word: a letter or digit of any script, and then letters, digits and the marks on them.
pub(crate) fn is_word(text: &str) -> bool {
    text.starts_with(char::is_alphanumeric) && text.chars().all(is_of_word)
}

#[cfg(feature = "unicode")]
fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || (is_mark(c) && !is_joiner(c))
}

/// Marks of all scripts would take a table, so the browser's half leaves to the server what is not ASCII.
#[cfg(not(feature = "unicode"))]
fn is_of_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || !(c.is_ascii() || is_blank(c) || is_invisible(c))
}

#[cfg(all(test, feature = "unicode"))]
mod tests {
    #[test]
    fn a_tag_is_the_same_however_a_device_sends_its_marks() {
        let tag = |text: &str| crate::channels::Tag::parse(text).map(|tag| tag.to_string());
        assert_eq!(tag("Cafe\u{301}"), Ok("Caf\u{e9}".into()));
        assert_eq!(tag("Caf\u{e9}"), Ok("Caf\u{e9}".into()));
        // A form of its own in Japanese names.
        assert_eq!(tag("\u{fa10}"), Ok("\u{fa10}".into()));
        // NFC writes each of these letters as two characters.
        assert!(tag(&"\u{958}".repeat(25)).is_err_and(|sentence| sentence.contains("at most 25")));
    }
}
