//! Commands: a text that begins with `/`. Only the page knows them; the socket and the API take every text as text.

use super::room::Room;
use super::rpc::{ChatMode, announce, change_filters, pin_message};
use crate::blocks::rpc::{block_user, unblock_user};
use crate::error::AppError;
use crate::moderation::act::{USUAL_TIMEOUT, banned};
use crate::moderation::rpc::{ban_user, delete_message, delete_user_messages, lock_down, unban_user};
use crate::users::rpc::user_page;
use domain::moderation::Permission;
use domain::{ActionId, Code, Problem};
use leptos::prelude::{GetValue, Set, WithUntracked};

/// A command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    Help,
    Block,
    Unblock,
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
    pub const ALL: [Self; 18] = [
        Self::Help,
        Self::Block,
        Self::Unblock,
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
            Self::Unblock => "Shows them again",
            Self::Announce => "A message that stands out",
            Self::Pin => "Pins what you reply to",
            Self::Unpin => "Takes it down",
            Self::Timeout => "@name, 10m, and why",
            Self::Ban => "@name, and why",
            Self::Unban => "Lets @name write again",
            Self::Delete => "Deletes what you reply to",
            Self::Clear => "Deletes all that @name wrote",
            Self::Lockdown => "Only moderators write, or off",
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
        let needed = match self {
            Self::Help | Self::Block | Self::Unblock => return true,
            Self::Announce => Permission::Announce,
            Self::Pin | Self::Unpin => Permission::Pin,
            Self::Timeout => Permission::Timeout,
            Self::Ban | Self::Unban => Permission::Ban,
            Self::Delete | Self::Clear => Permission::Delete,
            Self::Lockdown | Self::Mode(_) => Permission::Modes,
        };
        permissions.contains(&needed)
    }

    /// How it is to be written, if it was written in another way.
    fn misuse(self, rest: &str) -> Option<&'static str> {
        let is_number = rest.parse::<u32>().is_ok();
        match self {
            Self::Block if rest.is_empty() => Some("Write /block and the @name of the person."),
            Self::Unblock if rest.is_empty() => Some("Write /unblock and the @name of the person."),
            Self::Announce if rest.is_empty() => Some("Write the announcement behind /announce."),
            Self::Ban if rest.is_empty() => Some("Write /ban and the @name of the person, and why if you like."),
            Self::Unban if rest.is_empty() => Some("Write /unban and the @name of the person."),
            Self::Clear if rest.is_empty() => Some("Write /clear and the @name of the person."),
            Self::Timeout if TimedOut::parse(rest).is_none() => {
                Some("Write /timeout @name 10m: a number, and s, m, h or d for its unit.")
            }
            Self::Delete if !rest.is_empty() => {
                Some("Reply to the message that you want to delete, then write /delete alone.")
            }
            Self::Lockdown if !(rest.is_empty() || rest == "off") => Some("Write /lockdown, or /lockdown off."),
            Self::Pin if !rest.is_empty() => Some("Reply to the message that you want to pin, then write /pin alone."),
            Self::Mode(mode) if !(rest.is_empty() || rest == "off") => match mode {
                ChatMode::Slow if !is_number => Some("Write /slow 30 for half a minute, or /slow off."),
                ChatMode::Followers if !is_number => Some("Write /followers 10 for ten minutes, or /followers off."),
                ChatMode::AccountAge if !is_number => Some("Write /accountage 10 for ten minutes, or /accountage off."),
                ChatMode::EmoteOnly => Some("Write /emoteonly, or /emoteonly off."),
                ChatMode::Unique => Some("Write /unique, or /unique off."),
                ChatMode::VerifiedEmail => Some("Write /verified, or /verified off."),
                _ => None,
            },
            _ => None,
        }
    }

    /// Does it; answers what was done, unless it shows by itself, and the action that takes it back.
    pub async fn run(self, room: Room, own: String, rest: String) -> Result<(String, Option<ActionId>), AppError> {
        let channel = room.channel.get_value();
        match self {
            Self::Ban if !rest.is_empty() => {
                let (name, why) = named(&rest);
                let action = ban_user(channel, name.to_owned(), None, reason(why)).await?;
                Ok((banned(name, None), Some(action)))
            }
            Self::Timeout if let Some(TimedOut { name, seconds, why }) = TimedOut::parse(&rest) => {
                let action = ban_user(channel, name.to_owned(), Some(seconds), reason(why)).await?;
                Ok((banned(name, Some(seconds)), Some(action)))
            }
            Self::Delete if rest.is_empty() => {
                let answered = room.replying.with_untracked(|row| row.as_ref().map(|row| row.id));
                let sentence = "Reply to the message that you want to delete, then write /delete.";
                let message = answered.ok_or_else(|| AppError(Problem::new(Code::NotFound, sentence)))?;
                Ok(("The message is deleted.".to_owned(), delete_message(message).await?))
            }
            Self::Clear if !rest.is_empty() => {
                let (name, _) = named(&rest);
                let action = delete_user_messages(channel, name.to_owned()).await?;
                Ok((format!("What {name} has written is deleted."), Some(action)))
            }
            _ => Ok((self.run_for_good(room, own, rest).await?, None)),
        }
    }

    /// Does what no action takes back.
    async fn run_for_good(self, room: Room, own: String, rest: String) -> Result<String, AppError> {
        if let Some(sentence) = self.misuse(&rest) {
            return Err(AppError(Problem::new(Code::ValidationFailed, sentence)));
        }
        let (channel, name) = (room.channel.get_value(), rest.trim_start_matches('@').to_owned());
        match self {
            Self::Unban => unban_user(channel, name.clone()).await.map(|()| format!("{name} may write again.")),
            // The banner above the input says it.
            Self::Lockdown => lock_down(channel, rest != "off").await.map(|()| String::new()),
            // Run above; without what they need, they were misused.
            Self::Help | Self::Ban | Self::Timeout | Self::Delete | Self::Clear => Ok(String::new()),
            Self::Block => block_user(name).await.map(|blocked| format!("{} is blocked.", blocked.user.display_name)),
            Self::Unblock => {
                let user = user_page(name).await?.user;
                unblock_user(user.id).await?;
                Ok(format!("{} is no longer blocked.", user.display_name))
            }
            Self::Announce => announce(channel, rest).await.map(|()| String::new()),
            Self::Pin => {
                let sentence = "Reply to the message that you want to pin, then write /pin.";
                let message = room.to_pin(&own).ok_or_else(|| AppError(Problem::new(Code::NotFound, sentence)))?;
                pin_message(channel, Some(message)).await?;
                room.replying.set(None);
                Ok("The message is pinned.".to_owned())
            }
            Self::Unpin => pin_message(channel, None).await.map(|()| "No message is pinned now.".to_owned()),
            Self::Mode(mode) => {
                change_filters(channel, mode, value(mode, &rest)).await?;
                // The banner above the input says it.
                Ok(String::new())
            }
        }
    }
}

/// A name, without `@`, and what stands behind it.
fn named(rest: &str) -> (&str, &str) {
    let rest = rest.strip_prefix('@').unwrap_or(rest);
    let (name, why) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    (name, why.trim())
}

fn reason(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// Who is timed out, for how long and why: `@troll 10m spam`. Without a unit they are seconds; without a number ten minutes.
#[derive(Debug, PartialEq, Eq)]
struct TimedOut<'a> {
    name: &'a str,
    seconds: u32,
    why: &'a str,
}

impl<'a> TimedOut<'a> {
    fn parse(rest: &'a str) -> Option<Self> {
        let (name, rest) = named(rest);
        if name.is_empty() {
            return None;
        }
        let (span, why) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        if !span.starts_with(|c: char| c.is_ascii_digit()) {
            return Some(Self { name, seconds: USUAL_TIMEOUT, why: rest });
        }
        let unit = span.trim_start_matches(|c: char| c.is_ascii_digit());
        let factor = match unit {
            "" | "s" => 1,
            "m" => 60,
            "h" => 3600,
            "d" => 86_400,
            _ => return None,
        };
        let number: u32 = span.strip_suffix(unit)?.parse().ok()?;
        Some(Self { name, seconds: number.checked_mul(factor)?, why: why.trim() })
    }
}

/// The value of a mode; none switches it off.
fn value(mode: ChatMode, rest: &str) -> Option<u32> {
    let usual = match mode {
        ChatMode::Slow => 30,
        ChatMode::AccountAge => 10,
        _ => 0,
    };
    let value = (rest != "off").then(|| rest.parse().unwrap_or(usual))?;
    (usual == 0 || value > 0).then_some(value)
}

/// Reads a text. `//` begins a message with a slash.
pub fn parse(text: &str) -> Parsed<'_> {
    let Some(typed) = text.strip_prefix('/') else { return Parsed::Message(text) };
    if typed.starts_with('/') {
        return Parsed::Message(typed);
    }
    let (name, rest) = typed.split_once(char::is_whitespace).unwrap_or((typed, ""));
    let is_it = |command: &&Command| command.usage().trim_end().strip_prefix('/') == Some(name);
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
        assert!(Command::Block.misuse("").is_some() && Command::Block.misuse("@bob").is_none());
        assert!(Command::Pin.misuse("this").is_some() && Command::Pin.misuse("").is_none());
    }

    #[test]
    fn a_timeout_takes_a_name_a_time_and_a_reason() {
        let parsed = |rest| TimedOut::parse(rest).map(|TimedOut { name, seconds, why }| (name, seconds, why));
        assert_eq!(parsed("@troll 10m so much spam"), Some(("troll", 600, "so much spam")));
        assert_eq!(parsed("troll 90"), Some(("troll", 90, "")));
        assert_eq!(parsed("troll 2d"), Some(("troll", 172_800, "")));
        assert_eq!(parsed("troll be kind"), Some(("troll", 600, "be kind")));
        assert_eq!(parsed("troll"), Some(("troll", 600, "")));
        for wrong in ["", "@", "troll 10x", "troll 99999999999", "troll 4294967295d"] {
            assert_eq!(parsed(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn commands_are_for_those_who_may_do_what_they_do() {
        let may = |command: Command, permissions: &[Permission]| command.is_for(permissions);
        assert!(may(Command::Help, &[]) && !may(Command::Ban, &[Permission::Timeout]));
        assert!(may(Command::Timeout, &[Permission::Timeout]) && !may(Command::Unpin, &[]));
    }

    #[test]
    fn modes_are_switched_by_a_value_and_off() {
        assert_eq!(["5", "", "off", "0"].map(|rest| value(ChatMode::Slow, rest)), [Some(5), Some(30), None, None]);
        assert_eq!(
            ["5", "", "off", "0"].map(|rest| value(ChatMode::Followers, rest)),
            [Some(5), Some(0), None, Some(0)]
        );
        assert_eq!(["5", "", "0"].map(|rest| value(ChatMode::AccountAge, rest)), [Some(5), Some(10), None]);
    }
}
