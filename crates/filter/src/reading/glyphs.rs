//! What single characters stand for.

use super::Glyph;
use decancer::Translation;

/// Sorts of characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Letter,
    /// A letter of a script that puts no spaces between words, so that a word may begin and end at any of them.
    Ideograph,
    Digit,
    Space,
    Symbol,
}

impl Kind {
    pub fn is_letter(self) -> bool {
        matches!(self, Self::Letter | Self::Ideograph)
    }

    pub fn is_word(self) -> bool {
        self.is_letter() || self == Self::Digit
    }
}

/// The glyph of an ASCII character; none for control characters, which are not drawn.
pub(super) fn ascii(ch: char, origin: u32) -> Option<Glyph> {
    let kind = match ch {
        'a'..='z' | 'A'..='Z' => Kind::Letter,
        '0'..='9' => Kind::Digit,
        ' ' | '\t'..='\r' => Kind::Space,
        '!'..='~' => Kind::Symbol,
        _ => return None,
    };
    let ch = if kind == Kind::Space { ' ' } else { ch.to_ascii_lowercase() };
    Some(Glyph { ch, latin: None, foreign: None, kind, origin })
}

/// Adds what a character stands for: nothing, one glyph or several.
pub(super) fn push(glyphs: &mut Vec<Glyph>, ch: char, origin: u32) {
    if ch.is_ascii() {
        glyphs.extend(ascii(ch, origin));
        return;
    }
    if is_invisible(ch) {
        return;
    }
    let ch = bare(ch);
    if let '\u{3099}' | '\u{309a}' = ch {
        // `シ` and its mark are one letter, which stands one or two places behind it.
        let step = if ch == '\u{3099}' { 1 } else { 2 };
        if let Some(last) = glyphs.last_mut().filter(|last| takes_mark(last.ch, step)) {
            last.ch = char::from_u32(u32::from(last.ch) + step).unwrap_or(last.ch);
        }
        return;
    }
    let mut add = |ch, kind| glyphs.push(Glyph { ch, latin: None, foreign: None, kind, origin });
    if ch.is_whitespace() || matches!(ch, '\u{2800}' | '\u{3164}' | '\u{115f}' | '\u{1160}' | '\u{ffa0}') {
        return add(' ', Kind::Space);
    }
    if let Some(plain) = plain_symbol(ch) {
        return add(plain, Kind::Symbol);
    }
    if let Some(letter) = turned(ch) {
        return add(letter, Kind::Letter);
    }
    // Neither is what it looks like to decancer, a b and an f. A sharp s stays, since `aß` is not `ass`.
    if let 'ß' | 'ẞ' | 'ſ' = ch {
        return add(if ch == 'ſ' { 's' } else { 'ß' }, Kind::Letter);
    }
    if is_latin_style(ch) {
        let mut translated = false;
        let mut add_ascii = |ch: char| {
            if let Some(glyph) = ascii(ch, origin) {
                glyphs.push(glyph);
                translated = true;
            }
        };
        match decancer::cure_char!(u32::from(ch)) {
            Translation::Character(one) => add_ascii(one),
            Translation::String(several) => several.chars().for_each(add_ascii),
            Translation::None => {}
        }
        if translated {
            return;
        }
    }
    let kind = match ch {
        _ if is_ideograph(ch) => Kind::Ideograph,
        _ if ch.is_alphabetic() => Kind::Letter,
        _ if ch.is_numeric() => Kind::Digit,
        _ => Kind::Symbol,
    };
    glyphs.extend(ch.to_lowercase().filter(|ch| !is_invisible(*ch)).map(bare).map(|ch| Glyph {
        ch,
        latin: None,
        foreign: None,
        kind,
        origin,
    }));
}

/// A letter without its accent, and a narrow one as wide as others.
fn bare(ch: char) -> char {
    const WIDE: &str = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン\u{3099}\u{309a}";
    match ch {
        'ά' | 'Ά' => 'α',
        'έ' | 'Έ' => 'ε',
        'ή' | 'Ή' => 'η',
        'ί' | 'ϊ' | 'ΐ' | 'Ί' | 'Ϊ' => 'ι',
        'ό' | 'Ό' => 'ο',
        'ύ' | 'ϋ' | 'ΰ' | 'Ύ' | 'Ϋ' => 'υ',
        'ώ' | 'Ώ' => 'ω',
        'ё' | 'Ё' => 'е',
        'й' | 'Й' => 'и',
        '\u{309b}' => '\u{3099}',
        '\u{309c}' => '\u{309a}',
        '\u{ff66}'..='\u{ff9f}' => WIDE.chars().nth(ch as usize - 0xff66).unwrap_or(ch),
        _ => ch,
    }
}

/// Whether a letter of Japanese is another one with the mark for a voiced sound, which stands one place behind it, or for a `p`, two.
fn takes_mark(ch: char, step: u32) -> bool {
    // Both alphabets stand in the same order.
    let ch = match ch {
        '\u{30a1}'..='\u{30f6}' => char::from_u32(u32::from(ch) - 0x60).unwrap_or(ch),
        _ => ch,
    };
    let has_p = "はひふへほ".contains(ch);
    has_p || (step == 1 && "かきくけこさしすせそたちつてと".contains(ch))
}

/// Marks over and under other characters, and what takes no place at all.
fn is_invisible(ch: char) -> bool {
    matches!(ch,
        '\u{80}'..='\u{84}' | '\u{86}'..='\u{9f}' | '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{5bf}'
        | '\u{5c1}'..='\u{5c2}' | '\u{610}'..='\u{61c}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}'
        | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// Where styles and variants of Latin letters, and ligatures of them, stand. Everything else belongs to another script or is a symbol.
fn is_latin_style(ch: char) -> bool {
    let is_letter = match ch {
        '\u{2070}'..='\u{209f}' | '\u{2460}'..='\u{24ff}' | '\u{2776}'..='\u{2793}' | '\u{1f100}'..='\u{1f1ff}' => true,
        '\u{80}'..='\u{2ff}' | '\u{1d00}'..='\u{1dbf}' | '\u{1e00}'..='\u{1eff}' | '\u{2100}'..='\u{218f}' => {
            ch.is_alphanumeric()
        }
        '\u{2c60}'..='\u{2c7f}' | '\u{a720}'..='\u{a7ff}' | '\u{ab30}'..='\u{ab6f}' | '\u{fb00}'..='\u{fb06}' => true,
        '\u{ff01}'..='\u{ff5e}' | '\u{1d400}'..='\u{1d7ff}' | '\u{3380}'..='\u{33df}' | '\u{3250}'..='\u{325f}' => true,
        _ => false,
    };
    // A sign such as © is a symbol that may mean a letter, not a letter.
    is_letter && !matches!(ch, '\u{2122}')
}

fn is_ideograph(ch: char) -> bool {
    matches!(ch,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{2fdf}'
        | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Symbols that are a variant of an ASCII one.
fn plain_symbol(ch: char) -> Option<char> {
    Some(match ch {
        '‘' | '’' | '‚' | '‛' | 'ʼ' | 'ʹ' | '´' | '′' => '\'',
        '“' | '”' | '„' | '«' | '»' | '″' => '"',
        '‐'..='―' | '−' | '⁃' | '﹣' => '-',
        '•' | '·' | '∙' | '⋅' | '․' | '。' | '●' | '・' => '.',
        '…' => '.',
        '∗' | '⁎' | '✱' | '✲' | '⁕' | '★' => '*',
        '⁄' | '∕' => '/',
        _ => return None,
    })
}

/// Letters that others look like when they are turned upside down, and that stand in no ordinary text of a chat.
pub(super) fn turned(ch: char) -> Option<char> {
    Some(match ch {
        'ɐ' => 'a',
        'ɔ' => 'c',
        'ǝ' => 'e',
        'ɟ' => 'f',
        'ƃ' | 'ɓ' => 'g',
        'ɥ' => 'h',
        'ᴉ' => 'i',
        'ɾ' => 'j',
        'ʞ' => 'k',
        'ʃ' | 'ꞁ' => 'l',
        'ɯ' => 'm',
        'ɹ' => 'r',
        'ʇ' => 't',
        'ʌ' => 'v',
        'ʍ' => 'w',
        'ʎ' => 'y',
        _ => return None,
    })
}

/// The ASCII letter that this one is when it is turned upside down.
pub(super) fn turn(ch: char) -> char {
    match ch {
        'n' => 'u',
        'u' => 'n',
        'p' => 'd',
        'd' => 'p',
        'b' => 'q',
        'q' => 'b',
        _ => ch,
    }
}

/// The Latin letter or the digit that a letter of another script may be mistaken for.
pub(super) fn look_alike(ch: char) -> Option<char> {
    match decancer::cure_char!(u32::from(ch)) {
        Translation::Character(one) if one.is_ascii_alphanumeric() => Some(one),
        _ => None,
    }
}

/// What a letter of another script may be read as, or may be written as, in a word with Latin letters.
pub(crate) fn looks(ch: char) -> Vec<char> {
    if ch.is_ascii() || !ch.is_alphabetic() {
        return vec![ch];
    }
    // Capitals look different; and these are written with letters that are not what they are read as.
    let written = match ch {
        'η' | 'н' => "h",
        'ν' | 'п' | 'л' => "n",
        'υ' => "y",
        'μ' | 'м' => "m",
        'и' | 'й' => "u",
        'з' => "3",
        'ч' => "4",
        'б' => "6b",
        'в' | 'β' => "b",
        'г' => "r",
        'я' => "r",
        'ш' | 'щ' => "w",
        'ρ' => "p",
        'χ' => "x",
        'γ' => "y",
        'σ' => "sc",
        'д' => "d",
        'ф' => "o",
        _ => "",
    };
    // As it is read comes first; a letter that looks like none stays as it is.
    let mut looks = vec![look_alike(ch).unwrap_or(ch)];
    looks.extend(written.chars().filter(|written| Some(*written) != look_alike(ch)));
    looks
}

/// Whether a letter is drawn like its Latin look-alike. Words of living alphabets are full of letters that only resemble one; scripts that are used
/// for their looks have no such words in a chat.
pub(crate) fn is_certain(ch: char) -> bool {
    let alike = "аеорсухкмтѕіјԁԛԝһӏοανικρυχτ";
    let for_looks = matches!(ch, '\u{13a0}'..='\u{13ff}' | '\u{1400}'..='\u{167f}' | '\u{a4d0}'..='\u{a4ff}' | '\u{ab70}'..='\u{abbf}');
    for_looks || is_ideograph(ch) || alike.contains(ch)
}

/// The alphabet that a letter belongs to, among those that are mixed with one another to disguise words; 0 is any other.
pub(super) fn alphabet(ch: char) -> u8 {
    match ch {
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => 1,
        '\u{400}'..='\u{52f}' => 2,
        '\u{530}'..='\u{58f}' => 3,
        '\u{590}'..='\u{5ff}' => 4,
        '\u{600}'..='\u{6ff}' => 5,
        '\u{10a0}'..='\u{10ff}' => 6,
        _ => 0,
    }
}

/// Whether a symbol is used for its likeness to a letter when it stands at letters of another script.
pub(super) fn is_letter_like(ch: char) -> bool {
    matches!(ch, '¢' | '©' | '®' | '∂' | '€' | '£' | '§' | '¥' | '$' | '@')
}

/// The letters that a digit or a symbol can mean, in other alphabets, too, and a `v`.
pub(crate) fn meanings(ch: char) -> &'static str {
    match ch {
        '0' | '°' => "oоο",
        '1' => "ilиі",
        '!' | '|' | '¦' | '¡' => "il",
        '2' => "z",
        '3' => "eзэеε",
        '€' => "eе",
        '4' => "aаαч",
        '@' => "aаα",
        '5' | '$' | '§' => "s",
        '6' => "gbб",
        '7' | '+' | '†' => "t",
        '8' => "b",
        '9' => "g",
        '(' | '<' | '¢' | '©' => "c",
        '®' => "r",
        '£' => "le",
        '¥' => "y",
        '×' => "x",
        '∂' => "da",
        'ß' => "b",
        'v' => "u",
        _ => "",
    }
}
