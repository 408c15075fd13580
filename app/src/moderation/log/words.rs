//! What the log says of an action. Searches know these words, too: `services::moderation::log_words`.

use crate::ui::format;
use domain::chat::Modes;
use domain::moderation::LogEntry;
use time::Duration;

/// What was done, as the end of a sentence that begins with a name: what stands before the person whom it concerned, if it ends with a space,
/// and what behind.
pub fn in_words(entry: &LogEntry) -> (String, String) {
    let deleted = entry.messages.filter(|count| *count > 0);
    let deleted = deleted.map(|count| format!(" and deleted {}", format::counted(count, "message", "messages")));
    let deleted = deleted.unwrap_or_default();
    let alone = |words: &str| (words.to_owned(), String::new());
    let about = |before: &str, behind: &str| (format!("{before} "), behind.to_owned());
    match entry.action.as_str() {
        "ban" => about("banned", &deleted),
        "timeout" => {
            let span = format::wait(Duration::seconds(entry.seconds.unwrap_or_default().into()));
            about("timed", &format!(" out for {span}{deleted}"))
        }
        "unban" => about("lifted the ban of", ""),
        "end_timeout" => about("ended the timeout of", ""),
        "appeal" => alone("appealed against the ban"),
        "approve_appeal" => about("approved the appeal of", ""),
        "deny_appeal" => about("denied the appeal of", ""),
        "resolve_report" if entry.user.is_some() => about("resolved a report about", ""),
        "dismiss_report" if entry.user.is_some() => about("dismissed a report about", ""),
        "reopen_report" if entry.user.is_some() => about("opened a report again about", ""),
        "delete_message" => about("deleted a message of", ""),
        "delete_user_messages" => {
            let count = format::counted(entry.messages.unwrap_or_default(), "message", "messages");
            about(&format!("deleted {count} of"), "")
        }
        "change_modes" => (changes_in_words(entry), String::new()),
        "change_filters" => alone("changed the filters"),
        "approve_message" => about("let a held message be sent of", ""),
        "deny_message" => about("kept a held message from being sent of", ""),
        "lock_down" => alone("locked the chat down"),
        "lift_lockdown" => alone("lifted the lockdown"),
        "start_raid_guard" => alone("started the raid guard"),
        "end_raid_guard" => alone("ended the raid guard"),
        "dismiss_raid" => alone("dismissed what looked like a raid"),
        "notice_raid" => alone("noticed what looks like a raid"),
        "guard_raid" => alone("let followers only write, because this looked like a raid"),
        "pin_message" => alone("pinned a message"),
        "unpin_message" => alone("took the pinned message down"),
        "announce" => alone("made an announcement"),
        "add_moderator" => about("made", " a moderator"),
        "change_moderator" => about("changed what", " may do as a moderator"),
        "remove_moderator" => about("removed", " as a moderator"),
        "undo" => alone("undid an action"),
        "disable_user" => about("disabled the account of", ""),
        "enable_user" => about("enabled the account of", ""),
        "grant_admin" => about("made", " an administrator"),
        "revoke_admin" => about("took the role of administrator from", ""),
        "verify_email" => about("confirmed the e-mail address of", ""),
        "unverify_email" => about("took back the confirmation of the e-mail address of", ""),
        "change_profile" => about("changed the profile of", ""),
        "sign_out_user" => about("signed", " out everywhere"),
        "end_stream" => about("ended a stream of", ""),
        "hide_channel" => about("hid a channel of", ""),
        "show_channel" => about("stopped hiding a channel of", ""),
        "delete_channel" => about("deleted a channel of", ""),
        other => alone(&other.replace('_', " ")),
    }
}

/// Which modes were changed, and to what. Entries of long ago do not tell.
fn changes_in_words(entry: &LogEntry) -> String {
    let changes = entry.modes_before.as_ref().zip(entry.modes.as_ref());
    let changes = changes.map(|(before, after)| changed(before, after)).unwrap_or_default();
    match changes.is_empty() {
        true => "changed the chat modes".to_owned(),
        false => format!("changed the chat modes: {}", changes.join(", ")),
    }
}

fn changed(before: &Modes, after: &Modes) -> Vec<String> {
    let span = |seconds: u32| format::wait(Duration::seconds(seconds.into()));
    let switched = |name: &str, before: bool, after: bool| {
        (before != after).then(|| format!("{name} {}", if after { "on" } else { "off" }))
    };
    let slow = (before.slow_seconds != after.slow_seconds).then(|| match after.slow_seconds {
        0 => "slow mode off".to_owned(),
        seconds => format!("slow mode {}", span(seconds)),
    });
    let followers = (before.followers_only != after.followers_only).then(|| match after.followers_only {
        None => "followers only off".to_owned(),
        Some(0) => "followers only on".to_owned(),
        Some(minutes) => format!("followers only after {}", span(minutes.saturating_mul(60))),
    });
    let age = (before.account_age_seconds != after.account_age_seconds).then(|| match after.account_age_seconds {
        0 => "accounts of any age".to_owned(),
        seconds => format!("accounts older than {}", span(seconds)),
    });
    let changes = [
        slow,
        followers,
        switched("emotes only", before.emote_only, after.emote_only),
        switched("no repetitions", before.unique_messages, after.unique_messages),
        switched("confirmed e-mail only", before.verified_email, after.verified_email),
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
