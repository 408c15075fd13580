//! A username for a newcomer, made from the names that a provider tells. It is only offered: the newcomer chooses.

use super::provider::Claims;
use crate::Result;
use crate::accounts::store;
use crate::database::Database;
use domain::{accounts::Username, latin};

/// How many numbers are tried behind a name that is taken.
const NUMBERS: u32 = 9;
/// Longest username without a number.
const LONGEST: usize = 24;

/// A username that is free now; none if the provider tells no name that could be one.
pub async fn suggestion(db: &Database, claims: &Claims) -> Result<Option<String>> {
    let mailbox = claims.email.as_deref().and_then(|email| email.split('@').next());
    let names = claims.names.iter().map(String::as_str).chain(mailbox);
    let Some(name) = names.map(plain).find(|name| Username::parse(name).is_ok()) else { return Ok(None) };
    let numbered = (2..=NUMBERS).map(|number| format!("{name}{number}"));
    for name in std::iter::once(name.clone()).chain(numbered) {
        if store::id_of(db, &name).await?.is_none() {
            return Ok(Some(name));
        }
    }
    Ok(None)
}

/// The letters and digits of a name that a username may have, with one underscore for what is between them.
fn plain(name: &str) -> String {
    let name = latin::plain(name.split('@').next().unwrap_or_default());
    let words = name.split(|one: char| !one.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let joined = words.collect::<Vec<_>>().join("_");
    joined.chars().take(LONGEST).collect::<String>().trim_end_matches('_').to_owned()
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_name_becomes_a_username() {
        for (name, username) in [
            ("Mira", "mira"),
            ("mira.night@example.org", "mira_night"),
            ("  Mira  Night-Radio! ", "mira_night_radio"),
            ("\u{fc}ber", "ueber"),
            ("Zo\u{eb} Smith", "zoe_smith"),
            ("\u{5d0}\u{5d1}", ""),
            ("a_very_long_name_that_goes_on", "a_very_long_name_that_go"),
        ] {
            assert_eq!(plain(name), username, "{name}");
        }
    }
}
