//! What stands behind `/timeout`, and behind each command that takes a name.

use crate::moderation::act::USUAL_TIMEOUT;

/// A name, without `@` and without what some people put behind a mention, and what stands behind it.
pub fn named(rest: &str) -> (&str, &str) {
    let rest = rest.strip_prefix('@').unwrap_or(rest);
    let (name, why) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    (name.trim_end_matches([',', ':']), why.trim())
}

/// Who is timed out, for how long and why: `@troll 10m spam`. Without a unit they are seconds; without a number ten minutes.
#[derive(Debug, PartialEq, Eq)]
pub struct TimedOut<'a> {
    pub name: &'a str,
    pub seconds: u32,
    pub why: &'a str,
}

/// What may stand before the digits of a number that is no length.
const SIGNS: [char; 7] = ['-', '+', '.', ',', '−', '–', '~'];

impl<'a> TimedOut<'a> {
    pub fn parse(rest: &'a str) -> Option<Self> {
        let (name, rest) = named(rest);
        if name.is_empty() {
            return None;
        }
        let (span, why) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        // `-5` and `.5` are meant as times, and would be read as reasons.
        if span.trim_start_matches(SIGNS).starts_with(|c: char| c.is_ascii_digit()) && span.starts_with(SIGNS) {
            return None;
        }
        if !span.starts_with(|c: char| c.is_ascii_digit()) {
            return Some(Self { name, seconds: USUAL_TIMEOUT, why: rest });
        }
        let unit = span.trim_start_matches(|c: char| c.is_ascii_digit());
        // `2 weeks` would be two seconds, and "weeks" the reason.
        if unit.is_empty() && is_unit(why.split_whitespace().next().unwrap_or_default()) {
            return None;
        }
        let factor = match unit {
            "" | "s" => 1,
            "m" => 60,
            "h" => 3600,
            "d" => 86_400,
            "w" => 604_800,
            _ => return None,
        };
        let number: u32 = span.strip_suffix(unit)?.parse().ok()?;
        Some(Self { name, seconds: number.checked_mul(factor)?, why: why.trim() })
    }
}

/// Whether a word is a unit of time, as people write it.
fn is_unit(word: &str) -> bool {
    const UNITS: [&str; 13] =
        ["s", "sec", "second", "m", "min", "minute", "h", "hour", "d", "day", "w", "week", "month"];
    let word = word.trim_end_matches(['.', ',']).to_lowercase();
    UNITS.iter().any(|unit| word == *unit || word.strip_suffix('s') == Some(unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timeout_takes_a_name_a_time_and_a_reason() {
        let parsed = |rest| TimedOut::parse(rest).map(|TimedOut { name, seconds, why }| (name, seconds, why));
        assert_eq!(parsed("@troll 10m so much spam"), Some(("troll", 600, "so much spam")));
        assert_eq!(parsed("@troll, 1m"), Some(("troll", 60, "")));
        assert_eq!(parsed("@troll: be kind"), Some(("troll", 600, "be kind")));
        assert_eq!(parsed("troll 90"), Some(("troll", 90, "")));
        assert_eq!(parsed("troll 2d"), Some(("troll", 172_800, "")));
        assert_eq!(parsed("troll 1w"), Some(("troll", 604_800, "")));
        assert_eq!(parsed("troll 10 spam"), Some(("troll", 10, "spam")));
        assert_eq!(parsed("troll 10m day after day"), Some(("troll", 600, "day after day")));
        assert_eq!(parsed("troll be kind"), Some(("troll", 600, "be kind")));
        assert_eq!(parsed("troll"), Some(("troll", 600, "")));
        let too_long = ["troll 99999999999", "troll 4294967295d"];
        let unlike = ["troll -5", "troll +5 spam", "troll .5h", "troll −10m", "troll 1.5h"];
        assert_eq!(parsed("troll - spam"), Some(("troll", 600, "- spam")));
        assert_eq!(parsed("troll 0"), Some(("troll", 0, "")));
        let wrong = ["", "@", "troll 10x", "troll 2 weeks", "troll 10 m", "troll 5 S."];
        for wrong in wrong.into_iter().chain(too_long).chain(unlike) {
            assert_eq!(parsed(wrong), None, "{wrong}");
        }
    }
}
