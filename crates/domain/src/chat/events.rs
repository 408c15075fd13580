//! What the server tells over the socket.

use super::{Me, Message, Modes, Participant};
use crate::channels::Channel;
use crate::emotes::Emote;
use crate::moderation::{AppealDecision, Decision, Hold};
use crate::reports::ReportStatus;
use crate::streams::Status;
use crate::{ChannelId, Code, HoldId, MessageId, Problem, ReportId, StreamId, UserId};
use serde::Deserialize;
#[cfg(not(target_arch = "wasm32"))]
use serde::Serialize;
use time::OffsetDateTime;

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
    /// The emotes of the channel's own, all of them. Between `chat:joined` and `chat:history` if there are any, and whenever they change.
    #[serde(rename = "chat:emotes")]
    Emotes {
        /// The emotes, the oldest first.
        emotes: Vec<Emote>,
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
        /// Whether they are only out of this user's sight, who has blocked their author.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        is_blocked: bool,
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
    /// The client's message waits for a moderator's decision. Told to its sender after `chat:joined`, too, for those that wait since before.
    #[serde(rename = "chat:held", rename_all = "camelCase")]
    Held {
        /// The nonce that the client sent; none after `chat:joined`.
        nonce: Option<String>,
        /// The hold.
        hold_id: HoldId,
        /// Why, in plain words.
        reason: String,
    },
    /// A message of the user's was approved and sent. Told after `chat:joined`, too, for ten minutes; as the end of other holds is.
    #[serde(rename = "chat:released", rename_all = "camelCase")]
    Released {
        /// The hold.
        hold_id: HoldId,
        /// The message that it has become.
        message_id: MessageId,
    },
    /// A message of the user's was not approved.
    #[serde(rename = "chat:denied", rename_all = "camelCase")]
    Denied {
        /// The hold.
        hold_id: HoldId,
        /// Why, in plain words.
        reason: String,
    },
    /// A message waits for a decision. For those who may decide.
    #[serde(rename = "chat:hold")]
    Hold {
        /// The message and what matched.
        hold: Box<Hold>,
    },
    /// It was decided on a message. For those who may decide.
    #[serde(rename = "chat:hold-decided", rename_all = "camelCase")]
    HoldDecided {
        /// The hold.
        hold_id: HoldId,
        /// What was decided.
        decision: Decision,
        /// Who decided; none if it was over by itself.
        by: Option<UserId>,
    },
    /// Something was done or written that the moderation page lists. For moderators.
    #[serde(rename = "moderation:changed", rename_all = "camelCase")]
    ModerationChanged {
        /// The channel.
        channel_id: ChannelId,
    },
    /// An appeal of the user's was answered.
    #[serde(rename = "chat:appeal-answered")]
    AppealAnswered {
        /// What was decided.
        decision: AppealDecision,
        /// What the moderator says.
        answer: Option<String>,
    },
    /// A report of the user's was closed. Sent to all of their sockets.
    #[serde(rename = "report:closed", rename_all = "camelCase")]
    ReportClosed {
        /// The report.
        report_id: ReportId,
        /// How.
        status: ReportStatus,
        /// What the moderator says.
        resolution: Option<String>,
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
    /// A new message that is an announcement, instead of `chat:message`. In histories it has the badge [`super::ANNOUNCEMENT`].
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
