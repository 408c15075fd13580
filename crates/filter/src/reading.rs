//! A text as the rules read it: lower case, without marks and invisible characters, and with letters instead of what looks like one.

mod glyphs;

pub(crate) use glyphs::{Kind, is_certain, looks, meanings};

/// A character of the normalised text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Glyph {
    pub ch: char,
    /// The Latin letter that a letter of another script looks like, in a word without Latin ones.
    pub latin: Option<char>,
    /// The letter of another script that stands there and was read as `ch`, in a word with Latin ones.
    pub foreign: Option<char>,
    pub kind: Kind,
    /// The character of the original text that it stands for.
    pub origin: u32,
}

/// The normalised text.
#[derive(Debug)]
pub(crate) struct Reading {
    pub glyphs: Vec<Glyph>,
    /// The glyphs from right to left, if the text is upside down or written from right to left by an override.
    pub reversed: Option<Vec<Glyph>>,
    /// Whether nothing but the case of ASCII letters was changed.
    pub is_plain: bool,
}

impl Reading {
    pub fn of(text: &str) -> Self {
        let mut glyphs = Vec::with_capacity(text.len());
        if text.is_ascii() {
            glyphs.extend((0..).zip(text.bytes()).filter_map(|(origin, byte)| glyphs::ascii(char::from(byte), origin)));
            let is_plain = glyphs.len() == text.len();
            return Self { glyphs, reversed: None, is_plain };
        }
        let (mut turned, mut overridden) = (false, false);
        for (origin, ch) in (0..).zip(text.chars()) {
            turned |= glyphs::turned(ch).is_some();
            overridden |= matches!(ch, '\u{202e}' | '\u{2067}');
            glyphs::push(&mut glyphs, ch, origin);
        }
        read_mixed_words(&mut glyphs);
        let reversed = (turned || overridden).then(|| {
            let turn = |glyph: &Glyph| Glyph { ch: if turned { glyphs::turn(glyph.ch) } else { glyph.ch }, ..*glyph };
            glyphs.iter().rev().map(turn).collect()
        });
        Self { glyphs, reversed, is_plain: false }
    }

    pub fn text(&self) -> String {
        self.glyphs.iter().map(|glyph| glyph.ch).collect()
    }
}

/// Reads the letters of other scripts as Latin ones in words that have Latin letters, too, or are of two alphabets, since no honest word is. A word
/// with a letter that looks like no Latin one keeps that letter.
fn read_mixed_words(glyphs: &mut [Glyph]) {
    let is_foreign = |glyph: &Glyph| glyph.kind.is_letter() && !glyph.ch.is_ascii() && glyph.ch != 'ß';
    for word in glyphs.split_mut(|glyph| glyph.kind == Kind::Space) {
        let first = word.iter().map(|glyph| glyphs::alphabet(glyph.ch)).find(|alphabet| *alphabet > 0);
        let is_mixed = word.iter().any(|glyph| {
            let alphabet = glyphs::alphabet(glyph.ch);
            glyph.ch.is_ascii_alphabetic()
                || glyphs::is_letter_like(glyph.ch)
                || (alphabet > 0 && Some(alphabet) != first)
        });
        // `ジ` looks like no letter, so that the signs beside it are what they are: Japanese and Chinese put no space before a Latin word.
        let has_signs =
            word.iter().any(|glyph| glyph.kind == Kind::Ideograph && glyphs::look_alike(glyph.ch).is_none());
        for glyph in word.iter_mut().filter(|glyph| is_foreign(glyph)) {
            if has_signs && glyph.kind == Kind::Ideograph {
                continue;
            }
            if !is_mixed {
                // At the end of a word it is the same letter, which looks like a c only there.
                glyph.ch = if glyph.ch == 'ς' { 'σ' } else { glyph.ch };
                glyph.latin = glyphs::look_alike(glyph.ch).filter(char::is_ascii_alphabetic);
            } else if let Some(latin) = glyphs::look_alike(glyph.ch) {
                glyph.foreign = Some(glyph.ch);
                glyph.kind = if latin.is_ascii_digit() { Kind::Digit } else { Kind::Letter };
                glyph.ch = latin;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        Reading::of(text).text()
    }

    #[test]
    fn styles_of_letters_are_letters() {
        for text in [
            "FuCk",
            "\u{ff26}\u{ff35}\u{ff23}\u{ff2b}",
            "\u{1d41f}\u{1d42e}\u{1d41c}\u{1d424}",
            "\u{24d5}\u{24e4}\u{24d2}\u{24da}",
            "\u{1f1eb}\u{1f1fa}\u{1f1e8}\u{1f1f0}",
            "\u{1f175}\u{1f184}\u{1f172}\u{1f17a}",
            "\u{a730}\u{1d1c}\u{1d04}\u{1d0b}",
            "f\u{fc}\u{e7}k",
            "f\u{301}u\u{302}\u{300}c\u{489}k",
            "f\u{200b}u\u{ad}c\u{2060}k\u{fe0f}",
            "fu\u{441}k",
            "f\u{3c5}\u{441}\u{43a}",
        ] {
            assert_eq!(read(text), "fuck", "{text}");
        }
    }

    #[test]
    fn ligatures_become_several_letters_of_one_origin() {
        let reading = Reading::of("a\u{fb03}x stra\u{df}e");
        assert_eq!(reading.text(), "affix straße");
        assert_eq!(reading.glyphs.iter().map(|glyph| glyph.origin).take(5).collect::<Vec<_>>(), [0, 1, 1, 1, 2]);
    }

    #[test]
    fn words_of_other_scripts_stay_as_they_are() {
        for text in ["привет", "сука", "καλημέρα", "中文", "こんにちは", "안녕하세요"] {
            assert_eq!(read(text).replace("λημε", "λημέ"), text);
        }
        assert_eq!(read("ПРИВЕТ"), "привет");
    }

    #[test]
    fn accents_and_narrow_letters_do_not_count() {
        for (text, plain) in [
            ("καζίνο", "καζινο"),
            ("ΚΑΖΊΝΟΣ", "καζινοσ"),
            ("καζίνος", "καζινοσ"),
            ("ёлка", "елка"),
            ("май", "маи"),
            ("маи\u{306}", "маи"),
            ("ｶｼﾞﾉ", "カジノ"),
            ("ﾊﾟﾁﾝｺ", "パチンコ"),
            ("カシ\u{3099}ノ", "カジノ"),
            ("bonusカジノ", "bonusカジノ"),
        ] {
            assert_eq!(read(text), plain, "{text}");
        }
    }

    #[test]
    fn text_upside_down_is_read_from_the_right() {
        let reading = Reading::of("ʞɔnɟ");
        let reversed: String = reading.reversed.unwrap().iter().map(|glyph| glyph.ch).collect();
        assert_eq!(reversed, "fuck");
    }
}
