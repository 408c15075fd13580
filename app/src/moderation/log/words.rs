//! What the log says of an action, with its numbers.

use crate::ui::format;
use domain::chat::Modes;
use domain::moderation::LogEntry;
use domain::moderation::log_words::{self, modes};
use time::Duration;

/// What was done, as the end of a sentence that begins with a name: what stands before the person whom it concerned, if it ends with a space,
/// and what behind.
pub fn in_words(entry: &LogEntry) -> (String, String) {
    if let Some((before, behind)) = entry.undone_action.as_deref().and_then(log_words::of_undone) {
        return (before.to_owned(), behind.to_owned());
    }
    let Some((before, behind)) = log_words::of_action(&entry.action) else {
        return (entry.action.replace('_', " "), String::new());
    };
    let count = || format::counted(entry.messages.unwrap_or_default(), "message", "messages");
    let deleted = || match entry.messages {
        Some(1..) => format!(" and deleted {}", count()),
        _ => String::new(),
    };
    let (before, behind) = (before.to_owned(), behind.to_owned());
    match entry.action.as_str() {
        "ban" => (before, format!("{behind}{}", deleted())),
        "timeout" => {
            let span = format::wait(Duration::seconds(entry.seconds.unwrap_or_default().into()));
            (before, format!("{behind} {span}{}", deleted()))
        }
        "delete_user_messages" => (format!("deleted {} of ", count()), behind),
        "change_modes" => (format!("{before}{}", changes_in_words(entry)), behind),
        // A report may be about a channel, and then the entry names no person.
        "resolve_report" | "dismiss_report" | "reopen_report" if entry.user.is_none() => {
            (before.trim_end_matches(" about ").to_owned(), behind)
        }
        _ => (before, behind),
    }
}

/// What was done, without who did it.
pub fn in_line(entry: &LogEntry) -> String {
    let (before, behind) = in_words(entry);
    let name = || entry.user.as_ref().map_or("an account that is gone", |user| user.display_name.as_str());
    let whom = if before.ends_with(' ') { name() } else { "" };
    format!("{before}{whom}{behind}")
}

/// To what which modes were changed. Entries of long ago do not tell.
fn changes_in_words(entry: &LogEntry) -> String {
    let changes = entry.modes_before.as_ref().zip(entry.modes.as_ref());
    let changes = changes.map(|(before, after)| changed(before, after)).unwrap_or_default();
    if changes.is_empty() { String::new() } else { format!(": {}", changes.join(", ")) }
}

fn changed(before: &Modes, after: &Modes) -> Vec<String> {
    let span = |seconds: u32| format::wait(Duration::seconds(seconds.into()));
    let switched = |name: &str, before: bool, after: bool| {
        (before != after).then(|| format!("{name} {}", if after { "on" } else { "off" }))
    };
    let slow = (before.slow_seconds != after.slow_seconds).then(|| match after.slow_seconds {
        0 => format!("{} off", modes::SLOW),
        seconds => format!("{} {}", modes::SLOW, span(seconds)),
    });
    let followers = (before.followers_only != after.followers_only).then(|| match after.followers_only {
        None => format!("{} off", modes::FOLLOWERS),
        Some(0) => format!("{} on", modes::FOLLOWERS),
        Some(minutes) => format!("{} after {}", modes::FOLLOWERS, span(minutes.saturating_mul(60))),
    });
    let age = (before.account_age_seconds != after.account_age_seconds).then(|| match after.account_age_seconds {
        0 => format!("{} of any age", modes::AGE),
        seconds => format!("{} older than {}", modes::AGE, span(seconds)),
    });
    let changes = [
        slow,
        followers,
        switched(modes::EMOTES, before.emote_only, after.emote_only),
        switched(modes::UNIQUE, before.unique_messages, after.unique_messages),
        switched(modes::VERIFIED, before.verified_email, after.verified_email),
        age,
    ];
    changes.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_of_modes_names_those_that_changed_and_what_they_are() {
        let none = Modes::default();
        let some = Modes { slow_seconds: 30, followers_only: Some(10), emote_only: true, ..none.clone() };
        assert_eq!(changed(&none, &some), ["slow mode 30 s", "followers only after 10 min", "emotes only on"]);
        assert_eq!(changed(&some, &none), ["slow mode off", "followers only off", "emotes only off"]);
        let other = Modes { slow_seconds: 60, account_age_seconds: 3600, unique_messages: true, ..some.clone() };
        assert_eq!(changed(&some, &other), ["slow mode 60 s", "no repetitions on", "accounts older than 60 min"]);
        let any = Modes { followers_only: Some(0), verified_email: true, ..none.clone() };
        assert_eq!(changed(&none, &any), ["followers only on", "confirmed e-mail only on"]);
        assert!(changed(&some, &some).is_empty());
    }
}
