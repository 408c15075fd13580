//! Chat: messages, and every frame that crosses the socket (`GET /ws`).

mod events;
mod mentions;
mod modes;

use crate::moderation::{Appeal, Permission, RaidSuspicion};
use crate::{BanId, ChannelId, Code, MessageId, StreamId, UserId, channels::Role, value};
pub use events::ServerEvent;
pub use mentions::{mentioned, mentions, words};
pub use modes::{Filters, FiltersChange, MOST_ACCOUNT_AGE, Modes, ModesChange};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use utoipa::ToSchema;

/// Longest message, in characters.
pub const MESSAGE_LENGTH: usize = 500;
/// Badge of a message that the channel's owner or a moderator has posted as an announcement.
pub const ANNOUNCEMENT: &str = "announcement";
/// The most people that one message mentions.
pub const MOST_MENTIONS: usize = 20;

value::text_value!(
    /// The text of a message: 1 to 500 characters on one line.
    Content,
    |text| {
        let length = text.chars().count();
        if length > MESSAGE_LENGTH {
            return Err(format!("A message can have at most {MESSAGE_LENGTH} characters; this has {length}."));
        }
        value::line(text, "Your message", 1, MESSAGE_LENGTH).map_err(|_| "Write something first.".to_owned())
    }
);

/// A client's own identifier for a message, stored unchanged: 1 to 64 bytes without control characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nonce(String);

impl Nonce {
    /// Checks a nonce; the error is a sentence.
    pub fn parse(text: &str) -> Result<Self, String> {
        if text.is_empty() || text.len() > 64 || text.chars().any(char::is_control) {
            return Err("A nonce has 1 to 64 bytes and no control characters.".into());
        }
        Ok(Self(text.to_owned()))
    }
}

impl From<Nonce> for String {
    fn from(nonce: Nonce) -> Self {
        nonce.0
    }
}

/// Who wrote a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Author {
    /// The person's account.
    pub id: UserId,
    /// The name in addresses and mentions.
    pub username: String,
    /// The name people read.
    pub display_name: String,
    /// Address of the avatar.
    pub avatar: Option<String>,
    /// Hue of the name, 0 to 359 degrees in OKLCH; the theme adds the lightness, so that it is readable on dark and light.
    pub color: u16,
}

impl Author {
    /// A person's constant hue: the id's last two bytes, modulo 360.
    pub fn hue(id: UserId) -> u16 {
        let bytes = id.0.as_bytes();
        u16::from_be_bytes([bytes[14], bytes[15]]) % 360
    }
}

/// One chat message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Message {
    /// The message's id.
    pub id: MessageId,
    /// Sequence number in its room; rises by one with each message.
    pub seq: i64,
    /// The stream it was written in; none if the channel was offline.
    pub stream_id: Option<StreamId>,
    /// The channel that the room belongs to.
    pub channel_id: ChannelId,
    /// The author.
    pub user: Author,
    /// The text.
    pub content: String,
    /// `announcement` if it is one, then `owner` or `moderator`, then `admin`, then `subscriber`.
    pub badges: Vec<String>,
    /// The message it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<MessageId>,
    /// When it was sent.
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
    /// When it was deleted; only moderators see deleted messages.
    #[serde(default, with = "time::serde::rfc3339::option", skip_serializing_if = "Option::is_none")]
    pub deleted_at: Option<OffsetDateTime>,
}

impl Message {
    /// Whether it is an announcement of the channel.
    pub fn is_announcement(&self) -> bool {
        self.badges.iter().any(|badge| badge == ANNOUNCEMENT)
    }
}

/// A person in a room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Participant {
    /// The person's account.
    pub id: UserId,
    /// The name in addresses and mentions.
    pub username: String,
    /// The name people read.
    pub display_name: String,
    /// `owner` or `moderator`, then `admin`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub badges: Vec<String>,
}

/// The badges of who holds this role in a channel, and of staff: those of a [`Participant`], and among those of a [`Message`].
pub fn role_badges(role: Role, is_staff: bool) -> impl Iterator<Item = &'static str> {
    let role = match role {
        Role::Owner => Some("owner"),
        Role::Moderator => Some("moderator"),
        Role::Viewer => None,
    };
    role.into_iter().chain(is_staff.then_some("admin"))
}

/// What the user who joined may do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Me {
    /// Role in the channel.
    pub role: Role,
    /// Whether they may write now.
    pub can_send: bool,
    /// The reason, if they may not write.
    pub reason: Option<Code>,
    /// When the reason is over by itself; none if time alone does not end it.
    #[serde(default, with = "time::serde::rfc3339::option")]
    pub until: Option<OffsetDateTime>,
    /// The ban, if one is the reason.
    #[serde(default)]
    pub ban_id: Option<BanId>,
    /// Why they are banned, if a reason was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ban_reason: Option<String>,
    /// Their appeal against the ban.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appeal: Option<Box<Appeal>>,
    /// Why the chat looks as if it was raided; for those who may change the modes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raid: Option<Box<RaidSuspicion>>,
    /// What they may do as a moderator; all for the owner and staff.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub permissions: Vec<Permission>,
}

impl Me {
    /// A user with this role who may write.
    pub fn may_write(role: Role) -> Self {
        Self {
            role,
            can_send: true,
            reason: None,
            until: None,
            ban_id: None,
            ban_reason: None,
            appeal: None,
            raid: None,
            permissions: Vec::new(),
        }
    }

    /// A user with this role who may not write, and when that is over.
    pub fn may_not_write(role: Role, reason: Code, until: Option<OffsetDateTime>) -> Self {
        Self { can_send: false, reason: Some(reason), until, ..Self::may_write(role) }
    }
}

/// What a client sends: one JSON object per frame.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type")]
pub enum ClientFrame {
    /// Join a room, by stream or by channel slug; with `epoch` and `since`, resume after that message.
    #[serde(rename = "chat:join", rename_all = "camelCase")]
    Join {
        /// A stream of the room's channel.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        stream_id: Option<StreamId>,
        /// The slug of the room's channel.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        channel: Option<String>,
        /// The numbering that `since` belongs to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        epoch: Option<String>,
        /// Last sequence number seen.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        since: Option<i64>,
    },
    /// Send a message.
    #[serde(rename = "chat:send", rename_all = "camelCase")]
    Send {
        /// The text.
        content: String,
        /// Echoed in the answer; a message sent twice with the same nonce is stored once.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        nonce: Option<String>,
        /// The message it answers.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reply_to: Option<MessageId>,
    },
    /// The user is writing.
    #[serde(rename = "chat:typing")]
    Typing,
    /// Leave the room.
    #[serde(rename = "chat:leave")]
    Leave,
}
