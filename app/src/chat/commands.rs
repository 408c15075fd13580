//! Commands: a text that begins with `/`. Only the page knows them; the socket and the API take every text as text.

use super::room::Room;
use super::rpc::{ChatMode, announce, change_filters, pin_message};
use super::timed_out::{TimedOut, named};
use crate::blocks::rpc::{block_user, unblock_user};
use crate::error::AppError;
use crate::moderation::act::{self, Outcome};
use crate::users::rpc::user_page;
use domain::chat::MOST_ACCOUNT_AGE;
use domain::moderation::{LONGEST_TIMEOUT, Permission};
use domain::{Code, Problem};
use leptos::prelude::{GetValue, Set, WithUntracked};

/// A command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    Help,
    // For owner and moderators.
    Announce,
    Pin,
    Unpin,
    Timeout,
    Ban,
    Unban,
    /// Deletes the message that is answered.
    Delete,
    /// Deletes all messages of a person.
    Clear,
    Lockdown,
    /// Switches a mode.
    Mode(ChatMode),
    // For everyone, and rarely needed.
    Block,
    Unblock,
}

/// What a text asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Parsed<'a> {
    /// A message.
    Message(&'a str),
    /// A command, and what stands behind it.
    Command(Command, &'a str),
    /// No command has this name.
    Unknown(&'a str),
}

impl Command {
    /// In the order in which they are suggested.
    pub const ALL: [Self; 18] = [
        Self::Help,
        Self::Announce,
        Self::Pin,
        Self::Unpin,
        Self::Timeout,
        Self::Ban,
        Self::Unban,
        Self::Delete,
        Self::Clear,
        Self::Lockdown,
        Self::Mode(ChatMode::Slow),
        Self::Mode(ChatMode::Followers),
        Self::Mode(ChatMode::EmoteOnly),
        Self::Mode(ChatMode::Unique),
        Self::Mode(ChatMode::VerifiedEmail),
        Self::Mode(ChatMode::AccountAge),
        Self::Block,
        Self::Unblock,
    ];

    /// How it is typed; what it needs comes behind.
    pub fn usage(self) -> &'static str {
        match self {
            Self::Help => "/help",
            Self::Block => "/block ",
            Self::Unblock => "/unblock ",
            Self::Announce => "/announce ",
            Self::Pin => "/pin",
            Self::Unpin => "/unpin",
            Self::Timeout => "/timeout ",
            Self::Ban => "/ban ",
            Self::Unban => "/unban ",
            Self::Delete => "/delete",
            Self::Clear => "/clear ",
            Self::Lockdown => "/lockdown ",
            Self::Mode(ChatMode::Slow) => "/slow ",
            Self::Mode(ChatMode::Followers) => "/followers ",
            Self::Mode(ChatMode::EmoteOnly) => "/emoteonly ",
            Self::Mode(ChatMode::Unique) => "/unique ",
            Self::Mode(ChatMode::VerifiedEmail) => "/verified ",
            Self::Mode(ChatMode::AccountAge) => "/accountage ",
        }
    }

    /// What it does.
    pub fn about(self) -> &'static str {
        match self {
            Self::Help => "Shows the commands",
            Self::Block => "Hides @name's messages",
            Self::Unblock => "Shows @name's messages again",
            Self::Announce => "A message that stands out",
            Self::Pin => "Pins what you reply to",
            Self::Unpin => "Unpins the message",
            Self::Timeout => "@name, 10m, and why",
            Self::Ban => "@name, and why",
            Self::Unban => "Lets @name write again",
            Self::Delete => "Deletes what you reply to",
            Self::Clear => "Deletes all that @name wrote",
            Self::Lockdown => "Locks the chat, or off",
            Self::Mode(ChatMode::Slow) => "Seconds between messages, or off",
            Self::Mode(ChatMode::Followers) => "Minutes of following, or off",
            Self::Mode(ChatMode::EmoteOnly) => "Emotes only, or off",
            Self::Mode(ChatMode::Unique) => "No repetitions, or off",
            Self::Mode(ChatMode::VerifiedEmail) => "Confirmed e-mail, or off",
            Self::Mode(ChatMode::AccountAge) => "Minutes of age, or off",
        }
    }

    /// Whether a person with these permissions may use it.
    pub fn is_for(self, permissions: &[Permission]) -> bool {
        let needed: &[Permission] = match self {
            Self::Help | Self::Block | Self::Unblock => return true,
            Self::Announce => &[Permission::Announce],
            Self::Pin | Self::Unpin => &[Permission::Pin],
            Self::Timeout => &[Permission::Timeout],
            Self::Ban => &[Permission::Ban],
            // Moderators who may only time people out end timeouts with it.
            Self::Unban => &[Permission::Ban, Permission::Timeout],
            Self::Delete | Self::Clear => &[Permission::Delete],
            Self::Lockdown | Self::Mode(_) => &[Permission::Modes],
        };
        needed.iter().any(|needed| permissions.contains(needed))
    }

    /// Whether the word behind it is the name of a person.
    pub fn takes_name(self) -> bool {
        matches!(self, Self::Block | Self::Unblock | Self::Timeout | Self::Ban | Self::Unban | Self::Clear)
    }

    /// How it is to be written, if it was written in another way.
    fn misuse(self, rest: &str) -> Option<&'static str> {
        let is_number = rest.parse::<u32>().is_ok();
        let is_nameless = self.takes_name() && named(rest).0.is_empty();
        match self {
            Self::Block if is_nameless => Some("Write /block and the @name of the person."),
            Self::Unblock if is_nameless => Some("Write /unblock and the @name of the person."),
            Self::Ban if is_nameless => Some("Write /ban and the @name of the person, and why if you like."),
            Self::Unban if is_nameless => Some("Write /unban and the @name of the person."),
            Self::Clear if is_nameless => Some("Write /clear and the @name of the person."),
            Self::Announce if rest.is_empty() => Some("Write the announcement after /announce."),
            Self::Timeout if TimedOut::parse(rest).is_none() => {
                Some("Write /timeout @name 10m. Units: s, m, h, d, w. Without a time it is ten minutes.")
            }
            Self::Timeout
                if TimedOut::parse(rest).is_some_and(|meant| !(1..=LONGEST_TIMEOUT).contains(&meant.seconds)) =>
            {
                Some(
                    "A timeout takes 1 second to ten years. Without a time it is ten minutes; to ban for good, write /ban @name.",
                )
            }
            Self::Delete if !rest.is_empty() => {
                Some("Reply to the message that you want to delete, then write /delete alone.")
            }
            Self::Lockdown if !(rest.is_empty() || is_off(rest)) => Some("Write /lockdown, or /lockdown off."),
            Self::Pin if !rest.is_empty() => Some("Reply to the message that you want to pin, then write /pin alone."),
            Self::Mode(mode) if !(rest.is_empty() || is_off(rest)) => match mode {
                ChatMode::Slow if !is_number => Some("Write /slow 30 for half a minute, or /slow off."),
                ChatMode::Followers if !is_number => Some("Write /followers 10 for ten minutes, or /followers off."),
                ChatMode::AccountAge if !is_number => Some("Write /accountage 10 for ten minutes, or /accountage off."),
                ChatMode::AccountAge if rest.parse().is_ok_and(|minutes: u32| minutes > MOST_ACCOUNT_AGE / 60) => {
                    Some("An account can be asked to be 365 days old at most: /accountage 525600.")
                }
                ChatMode::EmoteOnly => Some("Write /emoteonly, or /emoteonly off."),
                ChatMode::Unique => Some("Write /unique, or /unique off."),
                ChatMode::VerifiedEmail => Some("Write /verified, or /verified off."),
                _ => None,
            },
            _ => None,
        }
    }

    /// Does it; answers what was done, unless it shows by itself, and the action that takes it back.
    pub async fn run(self, room: Room, own: String, rest: String) -> Outcome {
        if let Some(sentence) = self.misuse(&rest) {
            return Err(AppError(Problem::new(Code::ValidationFailed, sentence)));
        }
        let name = named(&rest).0.to_owned();
        let done = self.done(room, own, &rest).await;
        // What else is not found says so by itself.
        let is_name = |error: &AppError| self.takes_name() && error.0 == Problem::not_found();
        done.map_err(|error| match is_name(&error) {
            true => {
                let sentence = format!("Nobody here has the name @{name}. Check how it is written.");
                AppError(Problem::new(Code::NotFound, sentence))
            }
            false => error,
        })
    }

    async fn done(self, room: Room, own: String, rest: &str) -> Outcome {
        let channel = room.channel.get_value();
        let (name, why) = named(rest);
        let name = name.to_owned();
        let words = match self {
            Self::Ban => return act::ban(channel, name.clone(), name, None, reason(why)).await,
            Self::Timeout if let Some(TimedOut { seconds, why, .. }) = TimedOut::parse(rest) => {
                return act::ban(channel, name.clone(), name, Some(seconds), reason(why)).await;
            }
            Self::Delete => {
                let answered = room.replying.with_untracked(|row| row.as_ref().map(|row| row.id));
                let sentence = "Reply to the message that you want to delete, then write /delete.";
                return act::delete(answered.ok_or_else(|| AppError(Problem::new(Code::NotFound, sentence)))?).await;
            }
            Self::Clear => return act::delete_all(channel, name.clone(), name).await,
            Self::Unban => return act::unban(channel, name.clone(), name).await,
            Self::Lockdown => return act::lock(channel, !is_off(rest)).await,
            // The input shows the commands; without a name a timeout was misused.
            Self::Help | Self::Timeout => String::new(),
            Self::Block => format!("{} is blocked.", block_user(name).await?.user.display_name),
            Self::Unblock => {
                let user = user_page(name).await?.user;
                unblock_user(user.id).await?;
                format!("{} is no longer blocked.", user.display_name)
            }
            Self::Announce => {
                announce(channel, rest.to_owned()).await?;
                String::new()
            }
            Self::Pin => {
                let sentence = "Reply to the message that you want to pin, then write /pin.";
                let message = room.to_pin(&own).ok_or_else(|| AppError(Problem::new(Code::NotFound, sentence)))?;
                pin_message(channel, Some(message)).await?;
                room.replying.set(None);
                "The message is pinned.".to_owned()
            }
            Self::Unpin => {
                pin_message(channel, None).await?;
                "No message is pinned now.".to_owned()
            }
            Self::Mode(mode) => {
                change_filters(channel, mode, value(mode, rest)).await?;
                // The banner above the input says it.
                String::new()
            }
        };
        Ok((words, None))
    }
}

/// Whether this switches something off; phones begin words with a capital.
fn is_off(rest: &str) -> bool {
    rest.eq_ignore_ascii_case("off")
}

fn reason(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// The value of a mode; none switches it off.
fn value(mode: ChatMode, rest: &str) -> Option<u32> {
    let usual = match mode {
        ChatMode::Slow => 30,
        ChatMode::AccountAge => 10,
        _ => 0,
    };
    let value = (!is_off(rest)).then(|| rest.parse().unwrap_or(usual))?;
    (usual == 0 || value > 0).then_some(value)
}

/// Reads a text. `//` begins a message with a slash.
pub fn parse(text: &str) -> Parsed<'_> {
    let Some(typed) = text.strip_prefix('/') else { return Parsed::Message(text) };
    if typed.starts_with('/') {
        return Parsed::Message(typed);
    }
    let (name, rest) = typed.split_once(char::is_whitespace).unwrap_or((typed, ""));
    let is_it = |command: &&Command| {
        command.usage().trim_end().strip_prefix('/').is_some_and(|usual| usual.eq_ignore_ascii_case(name))
    };
    Command::ALL.iter().find(is_it).map_or(Parsed::Unknown(name), |command| Parsed::Command(*command, rest.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_with_a_slash_is_a_command_and_with_two_a_message() {
        assert_eq!(parse("hi /help"), Parsed::Message("hi /help"));
        assert_eq!(parse("//help"), Parsed::Message("/help"));
        assert_eq!(parse("/block  @bob "), Parsed::Command(Command::Block, "@bob"));
        assert_eq!(parse("/help"), Parsed::Command(Command::Help, ""));
        assert_eq!(parse("/BAN Bob"), Parsed::Command(Command::Ban, "Bob"));
        assert_eq!(parse("/blo"), Parsed::Unknown("blo"));
        assert_eq!(parse("/"), Parsed::Unknown(""));
        assert_eq!(parse("/slow 5"), Parsed::Command(Command::Mode(ChatMode::Slow), "5"));
    }

    #[test]
    fn what_is_written_in_another_way_changes_nothing() {
        let mode = |mode, rest| Command::Mode(mode).misuse(rest).is_some();
        assert_eq!(
            ["", "off", "5", "ten", "-1"].map(|rest| mode(ChatMode::Slow, rest)),
            [false, false, false, true, true]
        );
        assert_eq!(["", "off", "on"].map(|rest| mode(ChatMode::Unique, rest)), [false, false, true]);
        let timeout = |rest| Command::Timeout.misuse(rest).is_some();
        assert_eq!(["@bob", "@bob 1", "@bob 10m spam", "@bob spam"].map(timeout), [false; 4]);
        assert_eq!(
            ["@bob 0", "@bob 0m", "@bob -5", "@bob 521w", "@bob 522w"].map(timeout),
            [true, true, true, false, true]
        );
        assert_eq!(["525600", "525601", "99999999"].map(|rest| mode(ChatMode::AccountAge, rest)), [false, true, true]);
        assert!(["off", "OFF", ""].iter().all(|rest| Command::Lockdown.misuse(rest).is_none()));
        assert!(Command::Timeout.misuse("@bob 0").is_some_and(|sentence| sentence.contains("/ban @name")));
        assert!(Command::Ban.misuse("@").is_some());
        assert!(Command::Block.misuse("").is_some() && Command::Block.misuse("@bob").is_none());
        assert!(Command::Pin.misuse("this").is_some() && Command::Pin.misuse("").is_none());
    }

    #[test]
    fn commands_are_for_those_who_may_do_what_they_do() {
        let may = |command: Command, permissions: &[Permission]| command.is_for(permissions);
        assert!(may(Command::Help, &[]) && !may(Command::Ban, &[Permission::Timeout]));
        assert!(may(Command::Unban, &[Permission::Timeout]) && may(Command::Unban, &[Permission::Ban]));
        assert!(!may(Command::Unban, &[Permission::Delete]));
        assert!(may(Command::Timeout, &[Permission::Timeout]) && !may(Command::Unpin, &[]));
    }

    #[test]
    fn modes_are_switched_by_a_value_and_off() {
        assert_eq!(["5", "", "off", "0"].map(|rest| value(ChatMode::Slow, rest)), [Some(5), Some(30), None, None]);
        assert_eq!(
            ["5", "", "off", "0"].map(|rest| value(ChatMode::Followers, rest)),
            [Some(5), Some(0), None, Some(0)]
        );
        assert_eq!(
            ["5", "", "0", "Off"].map(|rest| value(ChatMode::AccountAge, rest)),
            [Some(5), Some(10), None, None]
        );
    }
}
