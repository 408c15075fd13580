//! Passwords: how long they are, and which ones a guesser tries first.

/// A password as typed. Never printed, never stored; only its argon2id hash is.
#[derive(Clone)]
pub struct Password(String);

/// The fewest characters of a password.
const SHORTEST: usize = 8;
/// The most.
const LONGEST: usize = 256;
/// Shorter pieces of names occur in any text.
const SHORTEST_PIECE: usize = 3;

impl Password {
    /// 8 to 256 characters; neither one character again and again, nor one of the most common passwords, nor such a one with a few digits or
    /// signs around it. Spaces count, nothing is trimmed.
    ///
    /// The browser's half has no list of common passwords (`common-passwords`): there the server decides.
    pub fn parse(text: &str) -> Result<Self, String> {
        let length = text.chars().count();
        if length < SHORTEST {
            return Err(format!("Your password needs at least {SHORTEST} characters."));
        }
        if length > LONGEST {
            return Err(format!("Your password can have at most {LONGEST} characters."));
        }
        let lower = text.to_lowercase();
        let first = lower.chars().next();
        let core = lower.trim_matches(|c: char| !c.is_alphabetic());
        let dressed_up = lower.chars().count() - core.chars().count() < SHORTEST && is_common(core);
        if is_common(&lower) || dressed_up || lower.chars().all(|c| Some(c) == first) {
            return Err("That password is too common. A few unrelated words make a good one.".into());
        }
        Ok(Self(text.to_owned()))
    }

    /// The same password, if it is more than what others know: the account's names and address, and the name of the site. What is left of it
    /// without their words must itself be long enough.
    pub fn unlike<'a>(self, known: impl IntoIterator<Item = &'a str>) -> Result<Self, String> {
        let known: Vec<String> = known.into_iter().map(str::to_lowercase).collect();
        let pieces = known.iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
        let mut pieces: Vec<&str> = pieces.filter(|piece| piece.chars().count() >= SHORTEST_PIECE).collect();
        // The longest first: a piece may be part of another.
        pieces.sort_by_key(|piece| std::cmp::Reverse(piece.len()));
        let rest = pieces.iter().fold(self.0.to_lowercase(), |rest, piece| rest.replace(piece, ""));
        if rest.chars().count() < SHORTEST {
            return Err(
                "Your name, your e-mail address and the name of this site are no secrets. Add a few unrelated words \
                        to your password."
                    .into(),
            );
        }
        Ok(self)
    }

    /// The text, for hashing.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(…)")
    }
}

/// Whether a password in lower case is one of the 18,000 most used ones of at least eight characters.
#[cfg(feature = "common-passwords")]
fn is_common(lower: &str) -> bool {
    use std::collections::HashSet;
    use std::sync::LazyLock;
    static COMMON: LazyLock<HashSet<&str>> = LazyLock::new(|| include_str!("password/common.txt").lines().collect());
    COMMON.contains(lower)
}

#[cfg(not(feature = "common-passwords"))]
fn is_common(_: &str) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(feature = "common-passwords")]
    #[test]
    fn common_passwords_are_refused_in_any_case() {
        // The first and the last line of the list, and some between.
        let list = include_str!("password/common.txt");
        let ends = [list.lines().next().unwrap(), list.lines().next_back().unwrap()];
        for text in ["Password123", "iloveyou", "QWERTYUIOP", "1q2w3e4r", "trustno1", "Password123!", "!Sunshine2026"]
            .into_iter()
            .chain(ends)
        {
            assert!(Password::parse(text).unwrap_err().contains("too common"), "{text}");
        }
        assert!(list.lines().count() > 17_000);
        assert!(list.lines().all(|line| line == line.to_lowercase() && line.chars().count() >= SHORTEST));
    }

    #[cfg(feature = "common-passwords")]
    #[test]
    fn a_common_word_counts_for_nothing_beside_enough_else() {
        for text in ["sunshine 4928 7712", "sunshine grey herons", "Kiesel77!wand"] {
            assert!(Password::parse(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn what_others_know_is_no_password() {
        let known = ["mira@example.org", "mira_night", "Zo\u{eb} Nacht", "AeThex Live", "live.example.org"];
        let fits = |text: &str| Password::parse(text).unwrap().unlike(known).is_ok();
        for text in [
            "Mira@Example.org ",
            "mira2024!",
            "MIRA_NIGHT",
            "zo\u{eb}nacht77",
            "aethexlive",
            "AeThex!2026",
            "live.example.org",
            "miramira",
            "night-mira-1",
        ] {
            assert!(!fits(text), "{text}");
        }
        for text in ["seven unrelated words", "mira likes grey herons", "mira!4$kT9#w"] {
            assert!(fits(text), "{text}");
        }
        // Names of one or two characters say nothing.
        assert!(Password::parse("jo jo jo jo").unwrap().unlike(["jo"]).is_ok());
    }
}
