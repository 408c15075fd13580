//! What goes in and out of a room: commands, drafts of messages, and what somebody who came in holds.

use crate::Result;
use crate::chat::rooms::OpenRooms;
use bytes::Bytes;
use domain::chat::{Author, Message, Modes, Participant, ServerEvent};
use domain::{ChannelId, MessageId, StreamId};
use sqlx::PgPool;
use std::sync::{Arc, atomic::AtomicBool};
use time::OffsetDateTime;
use tokio::sync::{broadcast, mpsc, oneshot};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// A message on its way to the database.
pub struct Draft {
    pub(in crate::chat) id: MessageId,
    pub(in crate::chat) author: Author,
    pub(in crate::chat) content: String,
    pub(in crate::chat) badges: Vec<String>,
    pub(in crate::chat) nonce: Option<String>,
    pub(in crate::chat) reply_to: Option<MessageId>,
    pub(in crate::chat) created_at: OffsetDateTime,
}

/// What a room is asked.
pub enum RoomCommand {
    /// Come in.
    Join {
        /// Who; none if nobody is signed in.
        person: Option<Participant>,
        /// What they get.
        reply: oneshot::Sender<Joined>,
    },
    /// Go.
    Leave(u64),
    /// Say something.
    Post {
        /// What.
        draft: Box<Draft>,
        /// What came of it.
        reply: oneshot::Sender<Result<Message>>,
    },
    /// Somebody writes.
    Typing(Participant),
    /// The channel's stream stands elsewhere now, or has more viewers or fewer.
    Stream(ServerEvent),
}

/// A place in a room; leaving is dropping it.
pub struct Membership {
    room: mpsc::Sender<RoomCommand>,
    socket: u64,
    tasks: TaskTracker,
}

impl Membership {
    pub(super) fn new(room: mpsc::Sender<RoomCommand>, socket: u64, tasks: TaskTracker) -> Self {
        Self { room, socket, tasks }
    }
}

impl Drop for Membership {
    fn drop(&mut self) {
        // A full inbox must not swallow a leave, and drop cannot wait: a task hands it in.
        let (room, socket) = (self.room.clone(), self.socket);
        if let Err(mpsc::error::TrySendError::Full(leave)) = room.try_send(RoomCommand::Leave(socket))
            && let Ok(runtime) = tokio::runtime::Handle::try_current()
        {
            self.tasks.spawn_on(async move { room.send(leave).await }, &runtime);
        }
    }
}

/// What somebody who came in gets.
pub struct Joined {
    /// Frames from now on; all viewers share them.
    pub frames: broadcast::Receiver<Bytes>,
    /// Drop it to leave.
    pub membership: Membership,
    /// Last sequence number; what comes through `frames` is newer.
    pub seq: i64,
    /// The stream on air.
    pub on_air: Option<StreamId>,
    /// Its viewers, now and at most.
    pub viewers: (i32, i32),
    /// Rules in force.
    pub modes: Modes,
    /// The last messages, rendered as a `chat:history` event.
    pub history: Bytes,
    /// Who is here, rendered as a `chat:users` event.
    pub users: Bytes,
}

/// What a room is made of before it has looked into the database.
pub struct RoomParts {
    pub(in crate::chat) channel: ChannelId,
    pub(in crate::chat) db: PgPool,
    pub(in crate::chat) open: OpenRooms,
    pub(in crate::chat) own: mpsc::WeakSender<RoomCommand>,
    pub(in crate::chat) is_stale: Arc<AtomicBool>,
    pub(in crate::chat) tasks: TaskTracker,
    pub(in crate::chat) shutdown: CancellationToken,
}
