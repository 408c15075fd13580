//! The list of offensive words in English and German. It is content-safety data of our own.

use crate::allowed::Allowed;
use crate::reading::Reading;
use crate::trie::{ANY, Builder, Trie};
use domain::moderation::Category;
use std::sync::LazyLock;

/// What the list says of a word or a phrase.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    /// From 1, mild, to 4.
    pub severity: u8,
    pub category: Category,
}

/// The list, ready to be searched. An entry of the tree is the place of its word.
#[derive(Debug)]
pub(crate) struct WordList {
    pub words: Vec<Word>,
    pub trie: Trie,
    /// Innocent words and phrases that look like one of the list.
    pub allowed: Allowed,
}

/// All filters share it.
pub(crate) static WORDS: LazyLock<WordList> = LazyLock::new(|| {
    let mut words = Vec::new();
    let mut tree = Builder::default();
    let english = ["s", "es", "z", "ed", "er", "ers", "in", "ing", "ings", "y"].as_slice();
    let german = ["e", "en", "er", "es", "em", "n", "s", "st", "t", "te", "in", "innen"].as_slice();
    let lists = [(false, include_str!("words/en.txt"), english), (true, include_str!("words/de.txt"), german)];
    for (is_german, list, endings) in lists {
        for line in list.lines() {
            let Some((word, what)) = parse(line) else { continue };
            let entry = u32::try_from(words.len()).unwrap_or(u32::MAX);
            words.push(what);
            for form in forms(word, endings) {
                let spellings = if is_german { spellings(&form) } else { vec![form] };
                for spelling in spellings {
                    tree.add(
                        Reading::of(&spelling).glyphs.iter().map(|glyph| if glyph.ch == '*' { ANY } else { glyph.ch }),
                        entry,
                    );
                }
            }
        }
    }
    let allowed = include_str!("words/allowed.txt").lines().filter(|line| !line.starts_with('#'));
    WordList { words, trie: tree.finish(), allowed: Allowed::new(allowed) }
});

/// A line of a list: the word or the phrase as it stands there, and what is said of it. Comments and lines of another form are none.
fn parse(line: &str) -> Option<(&str, Word)> {
    let mut columns = line.rsplitn(3, ' ');
    let (category, severity) = (columns.next()?, columns.next()?);
    let word = columns.next().filter(|word| !word.starts_with('#'))?;
    let severity = severity.parse().ok().filter(|severity| (1..=4).contains(severity))?;
    let category = match category {
        "hate" => Category::Hate,
        "sexual" => Category::Sexual,
        "insults" => Category::Insults,
        "swearing" => Category::Swearing,
        _ => return None,
    };
    Some((word, Word { severity, category }))
}

/// A word with its endings: `+` stands for the usual ones of the language, `(a,b)` for these. A word with any letters behind it has the usual ones,
/// too, because letters that are spelt out one by one are no token that a `*` could take.
fn forms(word: &str, usual: &[&str]) -> Vec<String> {
    let (stem, endings): (&str, Vec<&str>) = match (word.strip_suffix(['+', '*']), word.split_once('(')) {
        (Some(stem), _) => (stem, usual.to_vec()),
        (None, Some((stem, endings))) => (stem, endings.trim_end_matches(')').split(',').collect()),
        (None, None) => (word, Vec::new()),
    };
    let open = word.ends_with('*').then(|| word.to_owned());
    let endings = endings.iter().map(|ending| format!("{stem}{ending}"));
    std::iter::once(stem.to_owned()).chain(open).chain(endings).collect()
}

/// The spellings of a German word. Texts are read without the dots of umlauts, as everybody without a German keyboard writes them; the other way to
/// write them, with an e, is a word of its own. So is a word with a sharp s, which English ones must not have: `aß` is innocent.
pub(crate) fn spellings(form: &str) -> Vec<String> {
    let with_e = form.replace(['ä', 'Ä'], "ae").replace(['ö', 'Ö'], "oe").replace(['ü', 'Ü'], "ue");
    let read = [form, &with_e].map(|form| form.replace('ẞ', "ß"));
    let mut spellings: Vec<String> =
        read.iter().flat_map(|form| [form.clone(), form.replace('ß', "ss"), form.replace("ss", "ß")]).collect();
    spellings.sort_unstable();
    spellings.dedup();
    spellings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_of_the_lists_is_a_word_or_a_comment() {
        for list in [include_str!("words/en.txt"), include_str!("words/de.txt")] {
            assert!(list.lines().count() > 250);
            for line in list.lines().filter(|line| !line.starts_with('#')) {
                assert!(parse(line).is_some(), "{line}");
                let (word, _) = parse(line).unwrap();
                assert!(word.chars().all(|ch| ch.is_lowercase() || "+*(),1 0".contains(ch)), "{line}");
            }
        }
    }

    #[test]
    fn words_have_their_endings_and_both_spellings() {
        assert_eq!(forms("ab+", &["s", "e"]), ["ab", "abs", "abe"]);
        assert_eq!(forms("ab*", &["s"]), ["ab", "ab*", "abs"]);
        assert_eq!(forms("ab(c,de)", &["s"]), ["ab", "abc", "abde"]);
        assert_eq!(spellings("größe"), ["groesse", "groeße", "grösse", "größe"]);
        assert_eq!(spellings("wort"), ["wort"]);
    }
}
