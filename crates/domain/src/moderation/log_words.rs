//! What the log says of each action. Pages show these words, and searches of the log find entries by them.

/// An action's name, and the end of a sentence that begins with the actor: what stands before the person whom it concerned, if it ends with a
/// space, and what behind.
pub type ActionWords = (&'static str, &'static str, &'static str);

/// Actions in a channel, and those of administrators.
pub const ACTIONS: [ActionWords; 42] = [
    ("ban", "banned ", ""),
    ("timeout", "timed ", " out for"),
    ("unban", "lifted the ban of ", ""),
    ("end_timeout", "ended the timeout of ", ""),
    ("appeal", "appealed against the ban", ""),
    ("approve_appeal", "approved the appeal of ", ""),
    ("deny_appeal", "denied the appeal of ", ""),
    ("resolve_report", "resolved a report about ", ""),
    ("dismiss_report", "dismissed a report about ", ""),
    ("reopen_report", "opened a report again about ", ""),
    ("delete_message", "deleted a message of ", ""),
    ("delete_user_messages", "deleted messages of ", ""),
    ("change_modes", "changed the chat modes", ""),
    ("change_filters", "changed the filters", ""),
    ("approve_message", "approved a held message from ", ""),
    ("deny_message", "rejected a held message from ", ""),
    ("lock_down", "began a lockdown", ""),
    ("lift_lockdown", "lifted the lockdown", ""),
    ("start_raid_guard", "started the raid guard", ""),
    ("end_raid_guard", "ended the raid guard", ""),
    ("dismiss_raid", "dismissed what looked like a raid", ""),
    ("notice_raid", "noticed what looks like a raid", ""),
    ("guard_raid", "let followers only write, because this looked like a raid", ""),
    ("pin_message", "pinned a message", ""),
    ("unpin_message", "took the pinned message down", ""),
    ("announce", "made an announcement", ""),
    ("add_moderator", "made ", " a moderator"),
    ("change_moderator", "changed what ", " may do as a moderator"),
    ("remove_moderator", "removed ", " as a moderator"),
    ("undo", "undid an action", ""),
    ("disable_user", "disabled the account of ", ""),
    ("enable_user", "enabled the account of ", ""),
    ("grant_admin", "made ", " an administrator"),
    ("revoke_admin", "took the role of administrator from ", ""),
    ("verify_email", "confirmed the e-mail address of ", ""),
    ("unverify_email", "took back the confirmation of the e-mail address of ", ""),
    ("change_profile", "changed the profile of ", ""),
    ("sign_out_user", "signed ", " out everywhere"),
    ("end_stream", "ended a stream of ", ""),
    ("hide_channel", "hid a channel of ", ""),
    ("show_channel", "stopped hiding a channel of ", ""),
    ("delete_channel", "deleted a channel of ", ""),
];

/// What is said of an action, before and behind the person whom it concerned.
pub fn of_action(action: &str) -> Option<(&'static str, &'static str)> {
    ACTIONS.iter().find(|(name, ..)| *name == action).map(|(_, before, behind)| (*before, *behind))
}

/// What is said of the entry "undo" where the action is known that was taken back, before and behind the person whom it concerned. Each begins
/// with the first word of what is said without it, so that a search finds both.
pub fn of_undone(action: &str) -> Option<(&'static str, &'static str)> {
    Some(match action {
        "ban" => ("undid the ban of ", ""),
        "timeout" => ("undid the timeout of ", ""),
        "unban" => ("undid the unban of ", ""),
        "end_timeout" => ("undid the end of the timeout of ", ""),
        "delete_message" => ("undid the deletion of a message of ", ""),
        "delete_user_messages" => ("undid the deletion of messages of ", ""),
        "change_modes" => ("undid a change of the chat modes", ""),
        "change_filters" => ("undid a change of the filters", ""),
        "lock_down" => ("undid a lockdown", ""),
        "start_raid_guard" | "guard_raid" => ("undid the raid guard", ""),
        _ => return None,
    })
}

/// The actor of an action that the server takes by itself.
pub fn actor_of(action: &str) -> Option<&'static str> {
    matches!(action, "notice_raid" | "guard_raid").then_some("The raid guard")
}

/// What the log says of a change of a mode: `{name} on`, `{name} off`, `slow mode {time}`, and the like.
pub mod modes {
    /// Seconds between two messages.
    pub const SLOW: &str = "slow mode";
    /// Only followers write.
    pub const FOLLOWERS: &str = "followers only";
    /// Emotes and emoji only.
    pub const EMOTES: &str = "emotes only";
    /// The same text is not sent twice.
    pub const UNIQUE: &str = "no repetitions";
    /// Accounts need a confirmed address.
    pub const VERIFIED: &str = "confirmed e-mail only";
    /// Accounts have to be of an age.
    pub const AGE: &str = "accounts";

    /// Fields of [`Modes`](crate::chat::Modes), and all words that may be said of each.
    pub const SAID: [(&str, &[&str]); 6] = [
        ("slowSeconds", &[SLOW, "off"]),
        ("followersOnly", &[FOLLOWERS, "on off after"]),
        ("emoteOnly", &[EMOTES, "on off"]),
        ("uniqueMessages", &[UNIQUE, "on off"]),
        ("verifiedEmail", &[VERIFIED, "on off"]),
        ("accountAgeSeconds", &[AGE, "older than of any age"]),
    ];
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chat::Modes;
    use std::collections::HashSet;

    #[test]
    fn each_action_and_each_mode_stands_once() {
        let names: HashSet<&str> = ACTIONS.iter().map(|(name, ..)| *name).collect();
        assert_eq!(names.len(), ACTIONS.len());
        let undone: Vec<&str> = ACTIONS.iter().filter_map(|(name, ..)| Some(of_undone(name)?.0)).collect();
        assert!(undone.len() > 9 && undone.iter().all(|words| words.starts_with("undid ")));
        let modes = serde_json::to_value(Modes::default()).unwrap();
        let mut fields: Vec<&str> = modes.as_object().unwrap().keys().map(String::as_str).collect();
        let mut said = modes::SAID.map(|(field, _)| field);
        fields.sort_unstable();
        said.sort_unstable();
        assert_eq!(fields, said);
    }
}
