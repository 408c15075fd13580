//! Commands: a text that begins with `/`. Only the page knows them; the socket and the API take every text as text.

use super::room::Room;
use super::rpc::{ChatMode, announce, change_filters, pin_message};
use crate::blocks::rpc::{block_user, unblock_user};
use crate::error::AppError;
use crate::users::rpc::user_page;
use domain::{Code, Problem};
use leptos::prelude::{GetValue, Set};

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
    pub const ALL: [Self; 12] = [
        Self::Help,
        Self::Block,
        Self::Unblock,
        Self::Announce,
        Self::Pin,
        Self::Unpin,
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
            Self::Mode(ChatMode::Slow) => "Seconds between messages, or off",
            Self::Mode(ChatMode::Followers) => "Minutes of following, or off",
            Self::Mode(ChatMode::EmoteOnly) => "Emotes only, or off",
            Self::Mode(ChatMode::Unique) => "No repetitions, or off",
            Self::Mode(ChatMode::VerifiedEmail) => "Confirmed e-mail, or off",
            Self::Mode(ChatMode::AccountAge) => "Minutes of age, or off",
        }
    }

    /// Whether this person may use it.
    pub fn is_for(self, is_moderator: bool) -> bool {
        is_moderator || matches!(self, Self::Help | Self::Block | Self::Unblock)
    }

    /// How it is to be written, if it was written in another way.
    fn misuse(self, rest: &str) -> Option<&'static str> {
        let is_number = rest.parse::<u32>().is_ok();
        match self {
            Self::Block if rest.is_empty() => Some("Write /block and the @name of the person."),
            Self::Unblock if rest.is_empty() => Some("Write /unblock and the @name of the person."),
            Self::Announce if rest.is_empty() => Some("Write the announcement behind /announce."),
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

    /// Does it; answers what was done, unless it shows by itself.
    pub async fn run(self, room: Room, own: String, rest: String) -> Result<String, AppError> {
        if let Some(sentence) = self.misuse(&rest) {
            return Err(AppError(Problem::new(Code::ValidationFailed, sentence)));
        }
        let (channel, name) = (room.channel.get_value(), rest.trim_start_matches('@').to_owned());
        match self {
            Self::Help => Ok(String::new()),
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
    fn modes_are_switched_by_a_value_and_off() {
        assert_eq!(["5", "", "off", "0"].map(|rest| value(ChatMode::Slow, rest)), [Some(5), Some(30), None, None]);
        assert_eq!(
            ["5", "", "off", "0"].map(|rest| value(ChatMode::Followers, rest)),
            [Some(5), Some(0), None, Some(0)]
        );
        assert_eq!(["5", "", "0"].map(|rest| value(ChatMode::AccountAge, rest)), [Some(5), Some(10), None]);
    }
}
