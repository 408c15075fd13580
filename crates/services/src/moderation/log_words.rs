//! What searches of the log look through: the words with which pages tell what was done.

use domain::moderation::log_words::{self, modes};

/// The most words of a search that are looked for.
const MOST_WORDS: usize = 20;

/// The names, and the words for each of them.
type Words = (Vec<String>, Vec<String>);

/// Actions, in two lists of the same length.
pub(crate) fn of_actions() -> Words {
    let said = |(name, before, behind)| {
        (String::from(name), [log_words::actor_of(name).unwrap_or_default(), before, behind].join(" "))
    };
    log_words::ACTIONS.into_iter().map(said).unzip()
}

/// Modes, in two lists of the same length.
pub(super) fn of_modes() -> Words {
    modes::SAID.into_iter().map(|(field, said)| (field.to_owned(), said.join(" "))).unzip()
}

/// The words of a search, each of which an entry has to have.
pub(crate) fn wanted(text: &str) -> Vec<String> {
    text.split_whitespace().take(MOST_WORDS).map(str::to_lowercase).collect()
}
