//! What goes in and out of a room: commands, drafts of messages, and the membership of a socket that joined.

use crate::Result;
use crate::access::Moderator;
use crate::chat::deletion::Deletion;
use crate::chat::outlet::RoomSubscription;
use crate::database::Database;
use crate::recheck::Watchers;
use bytes::Bytes;
use domain::chat::{Author, Message, Modes, Participant, ServerEvent};
use domain::moderation::Held;
use domain::{ActionId, ChannelId, HoldId, MessageId, StreamId, UserId};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, atomic::AtomicBool};
use time::OffsetDateTime;
use tokio::sync::{mpsc, oneshot};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// A message on its way to the database.
pub struct Draft {
    pub(in crate::chat) id: MessageId,
    pub(in crate::chat) author: Author,
    pub(in crate::chat) content: String,
    pub(in crate::chat) is_staff: bool,
    /// Who announces it, if it is an announcement.
    pub(in crate::chat) announced_by: Option<Moderator>,
    /// The hold that it was, and who lets it go on.
    pub(in crate::chat) releases: Option<(HoldId, Moderator)>,
    pub(in crate::chat) nonce: Option<String>,
    pub(in crate::chat) reply_to: Option<MessageId>,
    /// Usernames that the content mentions.
    pub(in crate::chat) mentions: Vec<String>,
    pub(in crate::chat) created_at: OffsetDateTime,
}

/// What became of a message.
#[derive(Clone, Debug)]
pub enum Posted {
    /// It is stored and sent.
    Stored(Box<Message>),
    /// It waits for a moderator.
    Held(Held),
}

impl Posted {
    /// The message, unless it waits.
    pub fn stored(self) -> Option<Message> {
        match self {
            Self::Stored(message) => Some(*message),
            Self::Held(_) => None,
        }
    }
}

/// A request to a room.
pub enum RoomCommand {
    /// A socket joins the room.
    Join(Entrance),
    /// The socket with this number leaves.
    Leave(u64),
    /// A person posts a message.
    Post {
        /// The checked message.
        draft: Box<Draft>,
        /// Receives the stored message, or why it is not sent.
        reply: oneshot::Sender<Result<Posted>>,
    },
    /// The members are told once more who is here: one of them sees people again whom they had blocked.
    Recount,
    /// A person is typing.
    Typing(Participant),
    /// A person has these names and badges now.
    Person(Participant),
    /// An account was erased: what it has written is shown no longer.
    Erase(UserId),
    /// These modes are in force now.
    Modes(Modes),
    /// This message is pinned now, or none.
    Pinned(Option<Message>),
    /// Messages were deleted.
    Deleted(Deletion),
    /// What this action has deleted is back.
    Restored(ActionId),
    /// Roles, names, modes, emotes or the pinned message may have changed; `is_stale` says so, too.
    Reload,
    /// The status or the viewer count of the channel's stream has changed.
    Stream(ServerEvent),
}

/// A socket that wants to join.
pub struct Entrance {
    /// The signed-in person; none for an anonymous viewer.
    pub(in crate::chat) person: Option<Participant>,
    /// Where the room's frames go from then on.
    pub(in crate::chat) subscription: RoomSubscription,
    /// Receives the room's state.
    pub(in crate::chat) reply: oneshot::Sender<Joined>,
}

/// The sending side of a room's inbox.
#[derive(Clone)]
pub(in crate::chat) struct RoomHandle {
    pub(in crate::chat) commands: mpsc::Sender<RoomCommand>,
    /// Set where roles or names may have changed. A flag instead of a command, so that a busy room does not block the sender.
    pub(in crate::chat) is_stale: Arc<AtomicBool>,
}

impl RoomHandle {
    pub fn is_closed(&self) -> bool {
        self.commands.is_closed()
    }
}

/// The open rooms by channel.
pub(in crate::chat) type OpenRooms = Arc<Mutex<HashMap<ChannelId, RoomHandle>>>;

/// A socket's membership in a room; dropping it leaves the room.
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

/// What a socket receives when it joins a room.
pub struct Joined {
    /// Leaves the room when dropped.
    pub membership: Membership,
    /// Last sequence number; what comes out of the outlet is newer.
    pub seq: i64,
    /// The stream on air.
    pub on_air: Option<StreamId>,
    /// Its viewers, current and peak.
    pub viewers: (i32, i32),
    /// The chat modes in force.
    pub modes: Modes,
    /// The message at the top of the chat.
    pub pinned: Option<Message>,
    /// The channel's own emotes, rendered as a `chat:emotes` event; none if it has none.
    pub emotes: Option<Bytes>,
    /// The last messages, rendered as a `chat:history` event.
    pub history: Bytes,
    /// Who is here, rendered as a `chat:users` event.
    pub users: Bytes,
}

/// What a room needs before it reads the database.
pub struct RoomParts {
    pub(in crate::chat) channel: ChannelId,
    pub(in crate::chat) db: Database,
    pub(in crate::chat) open: OpenRooms,
    pub(in crate::chat) own: mpsc::WeakSender<RoomCommand>,
    pub(in crate::chat) is_stale: Arc<AtomicBool>,
    /// Told of writers who have to wait now.
    pub(in crate::chat) watchers: Watchers,
    pub(in crate::chat) tasks: TaskTracker,
    pub(in crate::chat) shutdown: CancellationToken,
}
