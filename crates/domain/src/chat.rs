//! Chat: messages, and every frame that crosses the socket (`GET /ws`).

pub mod emotes;
mod mentions;
mod modes;

use crate::channels::Channel;
use crate::moderation::Permission;
use crate::{BanId, ChannelId, Code, MessageId, Problem, StreamId, UserId, channels::Role, streams::Status, value};
pub use mentions::{mentioned, mentions, words};
pub use modes::{Filters, FiltersChange, Modes, ModesChange};
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
        let text: String = text.chars().map(|c| if c == '\n' || c == '\t' { ' ' } else { c }).collect();
        let length = text.chars().count();
        if length > MESSAGE_LENGTH {
            return Err(format!("A message can have at most {MESSAGE_LENGTH} characters; this has {length}."));
        }
        value::line(&text, "Your message", 1, MESSAGE_LENGTH).map_err(|_| "Write something first.".to_owned())
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
    /// What they may do as a moderator; all for the owner and staff.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub permissions: Vec<Permission>,
}

impl Me {
    /// A user with this role who may write.
    pub fn may_write(role: Role) -> Self {
        Self { role, can_send: true, reason: None, until: None, ban_id: None, permissions: Vec::new() }
    }

    /// A user with this role who may not write, and when that is over.
    pub fn may_not_write(role: Role, reason: Code, until: Option<OffsetDateTime>) -> Self {
        Self { role, can_send: false, reason: Some(reason), until, ban_id: None, permissions: Vec::new() }
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

/// What the server sends; a frame is an array of these. Pages read an event's type first, and then by `{TYPE: EVENT}`, since serde would keep
/// the fields of an event in a tree until it knows the type, which takes the page's program more code.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(Serialize), serde(tag = "type"))]
pub enum ServerEvent {
    /// The client has joined the room.
    #[serde(rename = "chat:joined", rename_all = "camelCase")]
    Joined {
        /// The stream on air, if any.
        stream_id: Option<StreamId>,
        /// The channel that the room belongs to.
        channel_id: ChannelId,
        /// The numbering that `seq` belongs to.
        epoch: String,
        /// The room's last sequence number.
        seq: i64,
        /// Whether the history that follows closes the gap since `since`.
        recovered: bool,
        /// Modes of the room.
        modes: Modes,
        /// What the user may do.
        me: Me,
    },
    /// Earlier messages, oldest first.
    #[serde(rename = "chat:history")]
    History {
        /// The messages, oldest first.
        messages: Vec<Message>,
    },
    /// A new message. With [`ServerEvent::Announcement`] it tells every number of the room once, in order.
    #[serde(rename = "chat:message")]
    Message {
        /// The message as stored.
        message: Message,
    },
    /// The client's message is in the database.
    #[serde(rename = "chat:ack")]
    Ack {
        /// The nonce that the client sent.
        nonce: Option<String>,
        /// The message's id.
        id: MessageId,
        /// The message's sequence number.
        seq: i64,
    },
    /// A message, or all messages of a person, were deleted. Also sent to a socket whose user has blocked a person: `by` is that user.
    #[serde(rename = "chat:deleted", rename_all = "camelCase")]
    Deleted {
        /// The deleted message, if it is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        message_id: Option<MessageId>,
        /// The author of the deleted messages, if all of that author's messages were deleted.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        user_id: Option<UserId>,
        /// With `userId`: only messages up to this sequence number, if later ones were sent before this event.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<i64>,
        /// The user who deleted them.
        by: UserId,
    },
    /// Messages that were deleted are back, because a moderator's action was taken back. All are of one author.
    #[serde(rename = "chat:restored")]
    Restored {
        /// The newest of them, oldest first.
        messages: Vec<Message>,
    },
    /// A signed-in user joined.
    #[serde(rename = "chat:user-joined")]
    UserJoined {
        /// The user who joined.
        user: Participant,
    },
    /// A signed-in user left.
    #[serde(rename = "chat:user-left", rename_all = "camelCase")]
    UserLeft {
        /// The user who left.
        user_id: UserId,
    },
    /// The people in the room.
    #[serde(rename = "chat:users")]
    Users {
        /// People who are signed in, at most 100.
        users: Vec<Participant>,
        /// Number of people, signed in or not.
        total: usize,
    },
    /// The users who are writing, at most three.
    #[serde(rename = "chat:typing")]
    Typing {
        /// Their display names.
        users: Vec<String>,
    },
    /// The room's modes have changed.
    #[serde(rename = "chat:modes")]
    Modes {
        /// The modes from now on.
        modes: Modes,
    },
    /// What the user may do now, after a change.
    #[serde(rename = "chat:me")]
    Me(Me),
    /// The message at the top of the chat has changed. Sent after `chat:joined`, too, if there is one or the client comes back.
    #[serde(rename = "chat:pinned")]
    Pinned {
        /// The message; none if none is pinned any more.
        message: Option<Message>,
    },
    /// A new message that is an announcement, instead of `chat:message`. In histories it has the badge [`ANNOUNCEMENT`].
    #[serde(rename = "chat:announcement")]
    Announcement {
        /// The message as stored.
        message: Message,
    },
    /// The stream's status.
    #[serde(rename = "stream:status", rename_all = "camelCase")]
    StreamStatus {
        /// The stream's id.
        stream_id: StreamId,
        /// Its status.
        status: Status,
        /// When it went live.
        #[serde(with = "time::serde::rfc3339::option")]
        started_at: Option<OffsetDateTime>,
        /// The stream's title.
        title: String,
        /// Whether it waits for its encoder.
        reconnecting: bool,
    },
    /// A public channel is live, or what lists show of it has changed. Sent to every socket, in a room or not.
    #[serde(rename = "channel:live")]
    ChannelLive {
        /// The channel with its stream.
        channel: Box<Channel>,
    },
    /// A public channel is not live any more, or was hidden or deleted: lists show it no longer. Sent to every socket.
    #[serde(rename = "channel:offline", rename_all = "camelCase")]
    ChannelOffline {
        /// The channel's id.
        channel_id: ChannelId,
    },
    /// The number of viewers.
    #[serde(rename = "stream:viewers", rename_all = "camelCase")]
    StreamViewers {
        /// The stream's id.
        stream_id: StreamId,
        /// Viewers now.
        viewers: i32,
        /// Most viewers at once.
        peak: i32,
    },
    /// A client's frame was refused or failed.
    #[serde(rename = "error", rename_all = "camelCase")]
    Error {
        /// Why, for machines.
        code: Code,
        /// What happened and what to do.
        message: String,
        /// The nonce of the message at fault.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        nonce: Option<String>,
        /// When trying again makes sense, in milliseconds.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        retry_after_ms: Option<u64>,
    },
}

impl ServerEvent {
    /// The event that brings a new message.
    pub fn message(message: Message) -> Self {
        match message.is_announcement() {
            true => Self::Announcement { message },
            false => Self::Message { message },
        }
    }

    /// A problem as an event.
    pub fn error(problem: Problem, nonce: Option<String>) -> Self {
        Self::Error { code: problem.code, message: problem.detail, nonce, retry_after_ms: problem.retry_after_ms }
    }
}
