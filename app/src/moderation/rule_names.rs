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

/// The rules that matched, each once. A term of the channel's own is named, so that it can be found in the form.
pub fn rules_in_words(matches: &[Match]) -> String {
    let mut rules = Vec::<String>::new();
    for found in matches {
        let words = match &found.term {
            Some(term) => format!("your own term “{term}”"),
            None => rule_in_words(&found.rule_id),
        };
        if !rules.contains(&words) {
            rules.push(words);
        }
    }
    rules.join(", ")
}
