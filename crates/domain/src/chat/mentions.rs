//! Mentions: `@username` as a word of a message.

use std::ops::Range;

/// The words of a text as byte ranges, without the punctuation around them: each may be a link or a mention.
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    text.split_inclusive(char::is_whitespace).map(move |word| {
        let bare = word.trim_end();
        let begin = from + (bare.len() - bare.trim_start_matches(['(', '[', '"', '\'']).len());
        let end = from + bare.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '"', '\'', '…']).len();
        from += word.len();
        begin..end.max(begin)
    })
}

/// The username, in lower case, that a word mentions.
pub fn mentioned(word: &str) -> Option<String> {
    let name = word.strip_prefix('@')?;
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    is_name.then(|| name.to_ascii_lowercase())
}

/// The usernames that a text mentions, each once, in lower case.
pub fn mentions(text: &str) -> Vec<String> {
    // Most messages mention no one, so they should cost no more than this look.
    if !text.contains('@') {
        return Vec::new();
    }
    let mut names: Vec<String> = words(text).filter_map(|word| mentioned(text.get(word)?)).collect();
    names.sort_unstable();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mention_is_a_word_of_its_own_whatever_punctuation_surrounds_it() {
        assert_eq!(mentions("@Ada, hi (@bob_2)! \"@ada\"… and @carl?"), ["ada", "bob_2", "carl"]);
        for text in ["", "ada", "mail me: ada@example.org", "@", "@ ada", "@ä", "@ada's", "()", "@…", "(", "'\"'"] {
            assert_eq!(mentions(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn words_stand_in_their_order_within_the_text() {
        let text = "  (ä…) \u{3000}\"x\" ,,, y";
        let found: Vec<&str> = words(text).map(|word| text.get(word).unwrap()).collect();
        assert_eq!(found.iter().filter(|word| !word.is_empty()).copied().collect::<Vec<_>>(), ["ä", "x", "y"]);
    }
}
