//! Chat: messages, and every frame that crosses the socket (`GET /ws`).

use crate::{ChannelId, Code, MessageId, Problem, StreamId, UserId, channels::Role, streams::Status, value};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// Longest message, in characters.
pub const MESSAGE_LENGTH: usize = 500;

value::text_value!(
    /// What somebody says: 1 to 500 characters on one line.
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

/// A client's own mark on a message, kept as it is: 1 to 64 bytes without control characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nonce(String);

impl Nonce {
    /// Checks a mark; the error is a sentence.
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Author {
    /// Id.
    pub id: UserId,
    /// The name in addresses and mentions.
    pub username: String,
    /// The name people read.
    pub display_name: String,
    /// Address of the avatar.
    pub avatar: Option<String>,
    /// Hue of the name, 0 to 359 degrees in OKLCH; the theme adds lightness, so that it can be read on both.
    pub color: u16,
}

impl Author {
    /// A hue that stays with a person: the id's last bytes spread around the circle.
    pub fn hue(id: UserId) -> u16 {
        let bytes = id.0.as_bytes();
        u16::from_be_bytes([bytes[14], bytes[15]]) % 360
    }
}

/// One chat message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Message {
    /// Id.
    pub id: MessageId,
    /// Place in its room; rises by one.
    pub seq: i64,
    /// The stream it was said in; none while the channel was offline.
    pub stream_id: Option<StreamId>,
    /// The room.
    pub channel_id: ChannelId,
    /// Who said it.
    pub user: Author,
    /// What was said.
    pub content: String,
    /// `owner`, `moderator`, `admin`, …
    pub badges: Vec<String>,
    /// The message it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<MessageId>,
    /// When it was said.
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
    /// When it was deleted; only moderators see deleted messages.
    #[serde(default, with = "time::serde::rfc3339::option", skip_serializing_if = "Option::is_none")]
    pub deleted_at: Option<OffsetDateTime>,
}

/// A person in a room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Participant {
    /// Id.
    pub id: UserId,
    /// The name in addresses and mentions.
    pub username: String,
    /// The name people read.
    pub display_name: String,
}

/// Rules in force in a room; all off by default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Modes {
    /// Seconds between two messages of one person; 0 is off.
    pub slow_seconds: u32,
    /// Only followers may write.
    pub followers_only: bool,
    /// Only emotes.
    pub emote_only: bool,
}

/// What the one who joined may do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Me {
    /// Role in the channel.
    pub role: Role,
    /// Whether they may write now.
    pub can_send: bool,
    /// Why not.
    pub reason: Option<Code>,
}

/// What a client sends: one JSON object per frame.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type")]
pub enum ClientFrame {
    /// Enter a room, by stream or by channel slug; with `epoch` and `since`, go on after that message.
    #[serde(rename = "chat:join", rename_all = "camelCase")]
    Join {
        /// A stream of the room's channel.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        stream_id: Option<StreamId>,
        /// The channel's slug.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        channel: Option<String>,
        /// Numbering that `since` belongs to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        epoch: Option<String>,
        /// Last sequence number seen.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        since: Option<i64>,
    },
    /// Say something.
    #[serde(rename = "chat:send", rename_all = "camelCase")]
    Send {
        /// What.
        content: String,
        /// Echoed in the answer; the same one is stored once.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        nonce: Option<String>,
        /// The message it answers.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reply_to: Option<MessageId>,
    },
    /// Somebody is writing.
    #[serde(rename = "chat:typing")]
    Typing,
    /// Leave the room.
    #[serde(rename = "chat:leave")]
    Leave,
}

/// What the server sends; a frame is an array of these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type")]
pub enum ServerEvent {
    /// You are in.
    #[serde(rename = "chat:joined", rename_all = "camelCase")]
    Joined {
        /// The stream on air, if any.
        stream_id: Option<StreamId>,
        /// The room.
        channel_id: ChannelId,
        /// Numbering the sequence belongs to.
        epoch: String,
        /// The room's last sequence number.
        seq: i64,
        /// Whether the history below closes the gap since `since`.
        recovered: bool,
        /// Rules in force.
        modes: Modes,
        /// What you may do.
        me: Me,
    },
    /// What was said before, oldest first.
    #[serde(rename = "chat:history")]
    History {
        /// The messages.
        messages: Vec<Message>,
    },
    /// Somebody said something.
    #[serde(rename = "chat:message")]
    Message {
        /// What.
        message: Message,
    },
    /// Your message is in the database.
    #[serde(rename = "chat:ack")]
    Ack {
        /// As sent.
        nonce: Option<String>,
        /// The message's id.
        id: MessageId,
        /// Its place.
        seq: i64,
    },
    /// A message, or all of a person's, is gone.
    #[serde(rename = "chat:deleted", rename_all = "camelCase")]
    Deleted {
        /// The message.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        message_id: Option<MessageId>,
        /// Or everything of this person.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        user_id: Option<UserId>,
        /// Who did it.
        by: UserId,
    },
    /// Somebody came in.
    #[serde(rename = "chat:user-joined")]
    UserJoined {
        /// Who.
        user: Participant,
    },
    /// Somebody left.
    #[serde(rename = "chat:user-left", rename_all = "camelCase")]
    UserLeft {
        /// Who.
        user_id: UserId,
    },
    /// Who is here.
    #[serde(rename = "chat:users")]
    Users {
        /// People who are signed in, at most 100.
        users: Vec<Participant>,
        /// Everybody, signed in or not.
        total: usize,
    },
    /// Who is writing, at most three names.
    #[serde(rename = "chat:typing")]
    Typing {
        /// Display names.
        users: Vec<String>,
    },
    /// Rules as now in force.
    #[serde(rename = "chat:modes")]
    Modes {
        /// The rules.
        modes: Modes,
    },
    /// Where the stream stands.
    #[serde(rename = "stream:status", rename_all = "camelCase")]
    StreamStatus {
        /// The stream.
        stream_id: StreamId,
        /// Where it stands.
        status: Status,
        /// When it went live.
        #[serde(with = "time::serde::rfc3339::option")]
        started_at: Option<OffsetDateTime>,
        /// Title.
        title: String,
        /// Whether it waits for its encoder.
        reconnecting: bool,
    },
    /// How many watch.
    #[serde(rename = "stream:viewers", rename_all = "camelCase")]
    StreamViewers {
        /// The stream.
        stream_id: StreamId,
        /// Now.
        viewers: i32,
        /// Most at once.
        peak: i32,
    },
    /// Something you asked for did not work.
    #[serde(rename = "error", rename_all = "camelCase")]
    Error {
        /// Why, for machines.
        code: Code,
        /// What happened and what to do.
        message: String,
        /// Of the message at fault.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        nonce: Option<String>,
        /// When trying again makes sense.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        retry_after_ms: Option<u64>,
    },
}

impl ServerEvent {
    /// A problem as an event.
    pub fn error(problem: Problem, nonce: Option<String>) -> Self {
        Self::Error { code: problem.code, message: problem.detail, nonce, retry_after_ms: problem.retry_after_ms }
    }
}
