//! What the chat modes ask of a writer. They are applied where a message is stored, so REST, forms and sockets are bound alike, on every node.

use domain::chat::Modes;
use domain::emotes::{Emote, is_emotes_only};
use domain::{Code, Problem};
use time::{Duration, OffsetDateTime};

/// The last messages of a writer that a new one is compared with.
const REMEMBERED: usize = 10;

/// What the modes look at.
pub(crate) struct Writer {
    pub has_verified_email: bool,
    pub registered_at: OffsetDateTime,
    /// Since when they follow the channel.
    pub followed_at: Option<OffsetDateTime>,
    /// When they last wrote in it.
    pub wrote_at: Option<OffsetDateTime>,
    /// What they wrote last, and when, the newest first.
    pub recent: Vec<(String, OffsetDateTime)>,
}

/// Why a writer has to wait or may not write at all.
pub(crate) struct Bar {
    pub code: Code,
    /// When time alone ends it.
    pub until: Option<OffsetDateTime>,
}

impl Writer {
    /// Notes a text that they have written, before those that are noted.
    pub fn note_text(&mut self, text: String, at: OffsetDateTime) {
        self.recent.push((text, at));
    }

    /// Notes a message that they are about to have written.
    pub fn note(&mut self, text: &str, at: OffsetDateTime) {
        self.wrote_at = Some(at);
        self.recent.insert(0, (text.to_owned(), at));
        self.recent.truncate(REMEMBERED);
    }

    /// What keeps the writer from writing now, whatever the message says.
    pub fn bar(&self, modes: &Modes, now: OffsetDateTime) -> Option<Bar> {
        let later = |code: Code, since: OffsetDateTime, seconds: u64| {
            let until = since + Duration::seconds(i64::try_from(seconds).unwrap_or(i64::MAX));
            (until > now).then_some(Bar { code, until: Some(until) })
        };
        if modes.lockdown {
            return Some(Bar { code: Code::Lockdown, until: None });
        }
        if modes.verified_email && !self.has_verified_email {
            return Some(Bar { code: Code::EmailUnverified, until: None });
        }
        let too_young = || later(Code::AccountTooYoung, self.registered_at, modes.account_age_seconds.into());
        let follows_too_short = || {
            let minutes = modes.followers_only?;
            match self.followed_at {
                Some(since) => later(Code::FollowersOnly, since, u64::from(minutes) * 60),
                None => Some(Bar { code: Code::FollowersOnly, until: None }),
            }
        };
        let came_with_raid = || {
            let (began_at, until) = modes.raid_guard_since.zip(modes.raid_guard_until.filter(|until| *until > now))?;
            let has_followed = self.followed_at.is_some_and(|since| since < began_at);
            (!has_followed).then_some(Bar { code: Code::FollowersOnly, until: Some(until) })
        };
        let too_soon = || later(Code::SlowMode, self.wrote_at?, modes.slow_seconds.into());
        too_young().or_else(came_with_raid).or_else(follows_too_short).or_else(too_soon)
    }

    /// Why this message is refused, if it is; `emotes` are the channel's own.
    pub fn refusal(&self, modes: &Modes, emotes: &[Emote], text: &str, now: OffsetDateTime) -> Option<Problem> {
        if let Some(bar) = self.bar(modes, now) {
            return Some(bar.problem(modes, now));
        }
        if modes.emote_only && !is_emotes_only(text, emotes) {
            let sentence = "Emote-only mode is on: use emoji, or emotes such as :wave: and :heart:.";
            return Some(Problem::new(Code::EmoteOnly, sentence));
        }
        let is_said = |(known, _): &(String, OffsetDateTime)| compared(known) == compared(text);
        if modes.unique_messages && self.recent.iter().any(is_said) {
            let sentence =
                "You just said that, and this chat doesn't allow repeated messages. Try wording it differently.";
            return Some(Problem::new(Code::DuplicateMessage, sentence));
        }
        None
    }
}

impl Bar {
    fn problem(&self, modes: &Modes, now: OffsetDateTime) -> Problem {
        let reason = match (self.code, self.until) {
            (Code::Lockdown, _) => "The chat is locked. Only moderators can write. Keep your text, and send it later.",
            (Code::EmailUnverified, _) => {
                "Only people whose e-mail address is verified can write here. Verify yours under Security, then write."
            }
            (Code::AccountTooYoung, _) => "Your account is too new to write in this chat.",
            (Code::FollowersOnly, Some(_)) => "You have not followed this channel long enough to write in its chat.",
            (Code::FollowersOnly, None) if modes.followers_only == Some(0) => {
                "Only followers can write in this chat. Follow the channel, then write."
            }
            (Code::FollowersOnly, None) => {
                "Only people who have followed this channel for a while can write in its chat. Follow it to write later."
            }
            _ => "This chat is in slow mode.",
        };
        match self.until {
            Some(until) => {
                let wait = u64::try_from((until - now).whole_milliseconds()).unwrap_or_default();
                Problem::early(self.code, reason, wait.max(1))
            }
            None => Problem::new(self.code, reason),
        }
    }
}

/// A text without the differences that do not make another message of it: case, and how many spaces are between words.
fn compared(text: &str) -> String {
    text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::ext::NumericalDuration;

    const NOW: OffsetDateTime = OffsetDateTime::UNIX_EPOCH;

    fn writer() -> Writer {
        let registered_at = NOW - 1.hours();
        Writer { has_verified_email: true, registered_at, followed_at: None, wrote_at: None, recent: Vec::new() }
    }

    fn told(writer: &Writer, modes: &Modes, text: &str) -> Option<(Code, Option<u64>)> {
        writer.refusal(modes, &[], text, NOW).map(|problem| (problem.code, problem.retry_after_ms))
    }

    #[test]
    fn a_wait_ends_to_the_millisecond() {
        let slow = Modes { slow_seconds: 30, ..Modes::default() };
        let wrote = |before: Duration| Writer { wrote_at: Some(NOW - before), ..writer() };
        assert_eq!(told(&writer(), &slow, "hi"), None);
        assert_eq!(told(&wrote(29.seconds()), &slow, "hi"), Some((Code::SlowMode, Some(1000))));
        assert_eq!(told(&wrote(29_999.milliseconds()), &slow, "hi"), Some((Code::SlowMode, Some(1))));
        assert_eq!(told(&wrote(30.seconds()), &slow, "hi"), None);

        let old = Modes { account_age_seconds: 3601, ..Modes::default() };
        assert_eq!(told(&writer(), &old, "hi"), Some((Code::AccountTooYoung, Some(1000))));
        assert_eq!(told(&writer(), &Modes { account_age_seconds: 3600, ..Modes::default() }, "hi"), None);

        let followers = |minutes| Modes { followers_only: Some(minutes), ..Modes::default() };
        let follows = Writer { followed_at: Some(NOW - 1.minutes()), ..writer() };
        assert_eq!(told(&writer(), &followers(0), "hi"), Some((Code::FollowersOnly, None)));
        assert_eq!(told(&follows, &followers(0), "hi"), None);
        assert_eq!(told(&follows, &followers(1), "hi"), None);
        assert_eq!(told(&follows, &followers(2), "hi"), Some((Code::FollowersOnly, Some(60_000))));
    }

    #[test]
    fn under_the_raid_guard_those_write_who_followed_before_it() {
        let began_at = NOW - 540.seconds();
        let guarded = |left: Duration| Modes {
            raid_guard_since: Some(began_at),
            raid_guard_until: Some(NOW + left),
            ..Modes::default()
        };
        let follows = |since: OffsetDateTime| Writer { followed_at: Some(since), ..writer() };
        let wait = Some((Code::FollowersOnly, Some(60_000)));
        assert_eq!(told(&writer(), &guarded(60.seconds()), "hi"), wait);
        assert_eq!(told(&follows(began_at), &guarded(60.seconds()), "hi"), wait);
        assert_eq!(told(&follows(began_at - 1.seconds()), &guarded(60.seconds()), "hi"), None);
        assert_eq!(told(&writer(), &guarded(0.seconds()), "hi"), None);
    }

    #[test]
    fn a_repetition_is_one_whatever_its_case_and_spaces_until_ten_others_came() {
        let unique = Modes { unique_messages: true, ..Modes::default() };
        let mut writer = writer();
        writer.note("Hello  World", NOW);
        assert_eq!(told(&writer, &unique, "hello world"), Some((Code::DuplicateMessage, None)));
        assert_eq!(told(&writer, &unique, "helloworld"), None);
        (0..REMEMBERED).for_each(|number| writer.note(&number.to_string(), NOW));
        assert_eq!(told(&writer, &unique, "hello world"), None);
    }

    #[test]
    fn what_a_person_lacks_is_told_before_what_their_message_lacks() {
        let modes = Modes { verified_email: true, emote_only: true, ..Modes::default() };
        assert_eq!(told(&writer(), &modes, "hi"), Some((Code::EmoteOnly, None)));
        assert_eq!(told(&writer(), &modes, ":wave: \u{1f600}"), None);
        let unverified = Writer { has_verified_email: false, ..writer() };
        assert_eq!(told(&unverified, &modes, "hi"), Some((Code::EmailUnverified, None)));
    }
}
