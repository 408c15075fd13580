//! The words with which pages tell what was done, so that a search of the log finds them.

/// Names of actions, and what pages say of them without the names of people and numbers.
const ACTIONS: [(&str, &str); 30] = [
    ("ban", "banned"),
    ("timeout", "timed out for"),
    ("unban", "lifted the ban of"),
    ("end_timeout", "ended the timeout of"),
    ("appeal", "appealed against the ban"),
    ("approve_appeal", "approved the appeal of"),
    ("deny_appeal", "denied the appeal of"),
    ("resolve_report", "resolved a report about"),
    ("dismiss_report", "dismissed a report about"),
    ("reopen_report", "opened a report again about"),
    ("delete_message", "deleted a message of"),
    ("delete_user_messages", "deleted messages of"),
    ("change_modes", "changed the chat modes"),
    ("change_filters", "changed the filters"),
    ("approve_message", "let a held message be sent of"),
    ("deny_message", "kept a held message from being sent of"),
    ("lock_down", "locked the chat down"),
    ("lift_lockdown", "lifted the lockdown"),
    ("start_raid_guard", "started the raid guard"),
    ("end_raid_guard", "ended the raid guard"),
    ("dismiss_raid", "dismissed what looked like a raid"),
    ("notice_raid", "the raid guard noticed what looks like a raid"),
    ("guard_raid", "the raid guard let followers only write, because this looked like a raid"),
    ("pin_message", "pinned a message"),
    ("unpin_message", "took the pinned message down"),
    ("announce", "made an announcement"),
    ("add_moderator", "made a moderator"),
    ("change_moderator", "changed what they may do as a moderator"),
    ("remove_moderator", "removed as a moderator"),
    ("undo", "undid an action"),
];

/// Names of modes in the log's details, and what pages call them.
const MODES: [(&str, &str); 6] = [
    ("slowSeconds", "slow mode on off"),
    ("followersOnly", "followers only on off"),
    ("emoteOnly", "emotes only on off"),
    ("uniqueMessages", "no repetitions on off"),
    ("verifiedEmail", "confirmed e-mail only on off"),
    ("accountAgeSeconds", "accounts older than of any age"),
];

/// The most words of a search that are looked for.
const MOST_WORDS: usize = 20;

/// The names, and the words for each of them.
type Words = (Vec<String>, Vec<String>);

/// Actions, in two lists of the same length.
pub(crate) fn of_actions() -> Words {
    ACTIONS.into_iter().map(|(name, words)| (name.to_owned(), words.to_owned())).unzip()
}

/// Modes, in two lists of the same length.
pub(super) fn of_modes() -> Words {
    MODES.into_iter().map(|(name, words)| (name.to_owned(), words.to_owned())).unzip()
}

/// The words of a search, each of which an entry has to have.
pub(crate) fn wanted(text: &str) -> Vec<String> {
    text.split_whitespace().take(MOST_WORDS).map(str::to_lowercase).collect()
}
