//! Rules of the filters, as moderators read of them.

use domain::moderation::Match;

/// A rule as the form names it.
pub fn rule_in_words(rule: &str) -> String {
    match rule {
        "links" => "links",
        "capitals" => "capitals",
        "repetition" => "repetition",
        "mentions" => "mentions",
        "flood" => "alike messages",
        "profanity-hate" => "against groups of people",
        "profanity-sexual" => "sexual words",
        "profanity-insults" => "insults",
        "profanity-swearing" => "swearing",
        _ => "your own terms",
    }
    .to_owned()
}

/// The rules that matched, each once and with its version: later changes of a rule do not change what it has found before. A term of the channel's
/// own is named, so that it can be found in the form.
pub fn rules_in_words(matches: &[Match]) -> String {
    let mut rules = Vec::<String>::new();
    for found in matches {
        let words = match &found.term {
            Some(term) => format!("your own term “{term}”"),
            None => rule_in_words(&found.rule_id),
        };
        let words = format!("{words}, version {}", found.rule_version);
        if !rules.contains(&words) {
            rules.push(words);
        }
    }
    rules.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::moderation::{Action, RuleKind};

    #[test]
    fn each_rule_is_named_once_with_its_version() {
        let found = |rule: &str, version, term: Option<&str>| Match {
            rule_id: rule.into(),
            rule_version: version,
            kind: RuleKind::Term,
            action: Action::Hold,
            term: term.map(Into::into),
            start: 0,
            end: 1,
        };
        let matches = [found("links", 2, None), found("links", 2, None), found("term", 3, Some("spam*"))];
        assert_eq!(rules_in_words(&matches), "links, version 2; your own term “spam*”, version 3");
        assert_eq!(rules_in_words(&[]), "");
    }
}
