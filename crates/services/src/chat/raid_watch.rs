//! Notices what looks like a raid in what is written in a room. It reads no clock and does nothing: messages in, a suspicion out.

use domain::chat::Message;
use domain::emotes::{Emote, is_emotes_only};
use domain::moderation::{RaidSign, RaidSuspicion};
use domain::{ChannelId, UserId};
use filter::Likeness;
use std::collections::{HashSet, VecDeque};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// How far the watch looks back.
const WINDOW: Duration = Duration::seconds(30);
/// The most messages that it looks back on, so that a busy room costs no more.
const MOST: usize = 256;
/// Accounts younger than this may belong to a raid of alike messages.
const YOUNG: Duration = Duration::days(7);
/// Accounts younger than this may belong to a raid of new accounts, in channels that are older.
const NEW: Duration = Duration::days(1);
/// From how many people on alike messages look like a raid: long ones, and short ones, which people also write alike by chance.
const ALIKE: (usize, usize) = (5, 10);
/// Letters of a long message, repetitions left out.
const LONG: usize = 16;
/// From how many new accounts on, if they are half of those who write, it looks like a raid.
const NEWCOMERS: usize = 8;
/// Texts of fewer different letters are not compared: greetings, laughter, cheering.
const LEAST_VARIETY: usize = 6;

/// What was written in a room of late.
pub(crate) struct RaidWatch {
    channel_made_at: OffsetDateTime,
    recent: VecDeque<Written>,
    quiet_until: OffsetDateTime,
}

struct Written {
    at: OffsetDateTime,
    author: UserId,
    is_new: bool,
    /// Of young accounts.
    likeness: Option<Likeness>,
}

impl RaidWatch {
    pub fn of(channel: ChannelId) -> Self {
        let channel_made_at = made_at(channel.0).unwrap_or(OffsetDateTime::UNIX_EPOCH);
        Self { channel_made_at, recent: VecDeque::new(), quiet_until: OffsetDateTime::UNIX_EPOCH }
    }

    /// Notes a message; why the room looks as if it was raided, if it does. Whether that is told is not decided here; the next suspicion takes a
    /// window of its own.
    pub fn note(&mut self, message: &Message, emotes: &[Emote]) -> Option<RaidSuspicion> {
        let now = message.created_at;
        if now < self.quiet_until || is_of_the_house(message) {
            return None;
        }
        let age = made_at(message.user.id.0).map_or(Duration::MAX, |made_at| now - made_at);
        let is_new = age < NEW && now - self.channel_made_at > NEW;
        // Bots are called with `!`, by many at once where something is given away.
        let is_compared = age < YOUNG && !message.content.starts_with('!') && !is_emotes_only(&message.content, emotes);
        let likeness = is_compared.then(|| Likeness::of(&message.content));
        let likeness = likeness.filter(|likeness| likeness.variety() >= LEAST_VARIETY);
        while self.recent.len() >= MOST || self.recent.front().is_some_and(|first| now - first.at > WINDOW) {
            self.recent.pop_front();
        }
        self.recent.push_back(Written { at: now, author: message.user.id, is_new, likeness });
        let found = self.alike().map(|people| (RaidSign::AlikeMessages, people));
        let found = found.or_else(|| self.newcomers().map(|people| (RaidSign::NewAccounts, people)));
        let (sign, people) = found?;
        self.quiet_until = now + WINDOW;
        self.recent.clear();
        Some(RaidSuspicion { sign, people, example: message.content.clone(), noticed_at: now })
    }

    /// How many people have written almost the same as the last message, if they are many.
    fn alike(&self) -> Option<usize> {
        let last = self.recent.back()?.likeness.as_ref()?;
        let alike =
            self.recent.iter().filter(|written| written.likeness.as_ref().is_some_and(|known| known.is_like(last)));
        let people = alike.map(|written| written.author).collect::<HashSet<_>>().len();
        let (long, short) = ALIKE;
        (people >= if last.letters() >= LONG { long } else { short }).then_some(people)
    }

    /// How many new accounts write, if they are many and the last message is by one.
    fn newcomers(&self) -> Option<usize> {
        self.recent.back().filter(|last| last.is_new)?;
        let all: HashSet<_> = self.recent.iter().map(|written| written.author).collect();
        let new: HashSet<_> =
            self.recent.iter().filter(|written| written.is_new).map(|written| written.author).collect();
        (new.len() >= NEWCOMERS && new.len() * 2 >= all.len()).then_some(new.len())
    }
}

fn is_of_the_house(message: &Message) -> bool {
    message.badges.iter().any(|badge| matches!(badge.as_str(), "owner" | "moderator" | "admin" | "subscriber"))
}

/// When what has this id was made: ids are UUIDv7, which begin with the time (RFC 9562, section 5.7).
fn made_at(id: Uuid) -> Option<OffsetDateTime> {
    let (seconds, nanoseconds) = id.get_timestamp()?.to_unix();
    let at = OffsetDateTime::from_unix_timestamp(i64::try_from(seconds).ok()?).ok()?;
    Some(at + Duration::nanoseconds(nanoseconds.into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::chat::Author;
    use time::ext::NumericalDuration;
    use uuid::{NoContext, Timestamp};

    const NOW: i64 = 1_800_000_000;

    fn now() -> OffsetDateTime {
        OffsetDateTime::from_unix_timestamp(NOW).expect("a time")
    }

    fn id_of_age(age: Duration) -> Uuid {
        let made_at = (now() - age).unix_timestamp();
        Uuid::new_v7(Timestamp::from_unix(NoContext, u64::try_from(made_at).expect("a time"), 0))
    }

    /// A message of an account of this age, so many seconds after the beginning.
    fn message(age: Duration, at: i64, content: &str) -> Message {
        by(id_of_age(age).into(), at, content)
    }

    fn by(id: UserId, at: i64, content: &str) -> Message {
        let user = Author { id, username: "u".into(), display_name: "U".into(), avatar: None, color: 0 };
        Message {
            id: Uuid::nil().into(),
            seq: 1,
            stream_id: None,
            channel_id: Uuid::nil().into(),
            user,
            content: content.into(),
            badges: Vec::new(),
            reply_to: None,
            created_at: now() + at.seconds(),
            deleted_at: None,
        }
    }

    fn watch(channel_age: Duration) -> RaidWatch {
        RaidWatch::of(id_of_age(channel_age).into())
    }

    #[test]
    fn alike_messages_of_five_young_accounts_are_noticed_once() {
        let mut watch = watch(1.hours());
        let spam = |number: i64| message(2.days(), number, &format!("join my giveaway at example dot org {number}"));
        assert!((0..4).all(|number| watch.note(&spam(number), &[]).is_none()));
        let found = watch.note(&spam(4), &[]).expect("noticed");
        assert_eq!((found.sign, found.people), (RaidSign::AlikeMessages, 5));
        assert_eq!(found.example, "join my giveaway at example dot org 4");
        assert!((5..34).all(|number| watch.note(&spam(number), &[]).is_none()), "not with each message");
        assert!((40..44).all(|number| watch.note(&spam(number), &[]).is_none()));
        assert!(watch.note(&spam(44), &[]).is_some(), "and again when it goes on");
    }

    #[test]
    fn what_regulars_one_person_or_a_slow_chat_repeat_is_no_raid() {
        let text = "the same long copypasta that everybody here knows";
        let mut regulars = watch(1.hours());
        assert!((0..50).all(|at| regulars.note(&message(30.days(), at / 5, text), &[]).is_none()));
        let mut one = watch(1.hours());
        let person = id_of_age(1.hours()).into();
        assert!((0..50).all(|at| one.note(&by(person, at / 5, text), &[]).is_none()));
        let mut slow = watch(1.hours());
        assert!((0..50).all(|number| slow.note(&message(1.hours(), number * 10, text), &[]).is_none()));
        for text in [
            "hello",
            "hahahahaha",
            ":wave: :heart: :fire:",
            "\u{1f389}\u{1f389}\u{1f389}",
            "!giveaway please let me in",
        ] {
            let mut crowd = watch(1.hours());
            assert!((0..50).all(|at| crowd.note(&message(1.hours(), at / 5, text), &[]).is_none()), "{text}");
        }
        for text in ["gg well played", "good morning", "congratulations!!!"] {
            let mut crowd = watch(1.hours());
            assert!((0..9).all(|_| crowd.note(&message(1.hours(), 0, text), &[]).is_none()), "{text}");
            assert!(crowd.note(&message(1.hours(), 1, text), &[]).is_some(), "of ten at once: {text}");
        }
    }

    #[test]
    fn a_burst_of_new_accounts_is_noticed_in_a_channel_that_is_older() {
        let texts = [
            "first of all",
            "what is going on",
            "never seen this",
            "is it live",
            "so many people",
            "nice picture",
            "where from",
            "who is that",
        ];
        let burst = |watch: &mut RaidWatch| {
            let mut said = texts.iter().zip(0..).map(|(text, at)| watch.note(&message(1.hours(), at, text), &[]));
            said.find_map(|found| found)
        };
        let found = burst(&mut watch(30.days())).expect("noticed");
        assert_eq!((found.sign, found.people), (RaidSign::NewAccounts, 8));
        assert!(burst(&mut watch(1.hours())).is_none(), "where all is new, new accounts are nothing special");
        let mut busy = watch(30.days());
        (0..20)
            .for_each(|number| assert!(busy.note(&message(90.days(), 0, &format!("regular {number}")), &[]).is_none()));
        assert!(burst(&mut busy).is_none(), "a few newcomers among many regulars");
    }

    #[test]
    fn ids_without_a_time_and_the_house_are_no_newcomers() {
        let text = "join my giveaway at example dot org";
        let mut watch = watch(30.days());
        assert!((0..20).all(|at| watch.note(&by(Uuid::from_u128(at as u128).into(), at, text), &[]).is_none()));
        let owner = Message { badges: vec!["owner".into()], ..message(1.hours(), 0, text) };
        assert!((0..20).all(|_| watch.note(&owner, &[]).is_none()));
    }
}
