//! The open rooms: the first socket that joins opens a room, which closes some time after the last one has left.

use super::StatusFeed;
use super::deletion::Deletion;
use super::outlet::RoomSubscription;
use super::room::{self, Draft, Entrance, Joined, OpenRooms, Posted, RoomCommand, RoomHandle, RoomParts};
use crate::database::Database;
use crate::recheck::Watchers;
use crate::{Error, Result, error::unavailable};
use domain::chat::{Participant, ServerEvent};
use domain::{ActionId, ChannelId, UserId};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError};
use tokio::sync::{Semaphore, mpsc, oneshot};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// Commands that may wait for a room; beyond that, senders wait.
const INBOX: usize = 1024;

/// Gaps that are read from the database at once. The pool is there for others, too, when thousands of sockets come back after a restart.
const GAP_READS: usize = 4;

/// All open rooms of this node.
pub struct Rooms {
    open: OpenRooms,
    db: Database,
    status_feed: StatusFeed,
    watchers: Watchers,
    pub(super) gap_reads: Semaphore,
    tasks: TaskTracker,
    shutdown: CancellationToken,
}

impl Rooms {
    /// Without open rooms.
    pub fn new(
        db: Database,
        status_feed: StatusFeed,
        watchers: Watchers,
        tasks: TaskTracker,
        shutdown: CancellationToken,
    ) -> Self {
        let gap_reads = Semaphore::new(GAP_READS);
        Self { open: OpenRooms::default(), db, status_feed, watchers, gap_reads, tasks, shutdown }
    }

    /// The feed that tells every socket which public channels are live.
    pub fn status_feed(&self) -> &StatusFeed {
        &self.status_feed
    }

    /// Joins a room. Every message after the answer's `seq` comes out of the subscription's outlet.
    pub async fn join(
        &self,
        channel: ChannelId,
        person: Option<Participant>,
        subscription: RoomSubscription,
    ) -> Result<Joined> {
        let (reply, joined) = oneshot::channel();
        self.send(channel, RoomCommand::Join(Entrance { person, subscription, reply })).await?;
        joined.await.map_err(|_| unavailable().into())
    }

    /// Hands a message to its room. The receiver answers once the message is stored, or with the reason why it is not.
    pub async fn post(&self, channel: ChannelId, draft: Draft) -> Result<oneshot::Receiver<Result<Posted>>> {
        let (reply, posted) = oneshot::channel();
        self.send(channel, RoomCommand::Post { draft: Box::new(draft), reply }).await?;
        Ok(posted)
    }

    /// Tells the room that a person is typing. Dropped if the room is busy.
    pub fn typing(&self, channel: ChannelId, person: Participant) {
        if let Some(room) = self.peek(channel) {
            let _ = room.try_send(RoomCommand::Typing(person));
        }
    }

    /// Has a room tell its members once more who is here. Dropped if the room is busy.
    pub fn recount(&self, channel: ChannelId) {
        if let Some(room) = self.peek(channel) {
            let _ = room.try_send(RoomCommand::Recount);
        }
    }

    /// Tells a room, if it is open, the names and badges of a person in it, which may be new.
    pub async fn update_person(&self, channel: ChannelId, person: Participant) {
        self.tell(channel, RoomCommand::Person(person)).await;
    }

    /// Roles, names, modes, emotes or the pinned message may have changed, in one channel or anywhere: rooms look at them again, within a second if
    /// it may have been anywhere.
    pub fn refresh(&self, channel: Option<ChannelId>) {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let mark = |room: &RoomHandle| room.is_stale.store(true, Ordering::Relaxed);
        match channel {
            Some(channel) => open.get(&channel).into_iter().for_each(|room| {
                mark(room);
                // A room that is too busy to be told looks at the mark within a second.
                let _ = room.commands.try_send(RoomCommand::Reload);
            }),
            None => open.values().for_each(mark),
        }
    }

    /// An account was erased: every open room drops what it has written.
    pub fn erase(&self, account: UserId) {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.values().for_each(|room| self.hand_in(room, RoomCommand::Erase(account)));
    }

    /// Messages were deleted, maybe by another node: the room, if it is open, drops them.
    pub(crate) fn delete(&self, deletion: Deletion) {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.get(&deletion.channel).into_iter().for_each(|room| self.hand_in(room, RoomCommand::Deleted(deletion)));
    }

    /// What this action has deleted is back: the room, if it is open, shows it again.
    pub(crate) fn restore(&self, channel: ChannelId, action: ActionId) {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.get(&channel).into_iter().for_each(|room| self.hand_in(room, RoomCommand::Restored(action)));
    }

    /// Waits for a busy room elsewhere, so that the others are told at once.
    fn hand_in(&self, room: &RoomHandle, command: RoomCommand) {
        if let Err(mpsc::error::TrySendError::Full(command)) = room.commands.try_send(command) {
            let commands = room.commands.clone();
            self.tasks.spawn(async move { commands.send(command).await });
        }
    }

    /// Hands a command to a room, if it is open. Sockets that join afterwards find it done.
    pub(crate) async fn tell(&self, channel: ChannelId, command: RoomCommand) {
        if let Some(room) = self.peek(channel) {
            // A room that has just closed has no members to tell.
            let _ = room.send(command).await;
        }
    }

    /// Tells a room, if it is open, something about its channel's stream.
    pub async fn tell_stream(&self, channel: ChannelId, event: ServerEvent) {
        self.tell(channel, RoomCommand::Stream(event)).await;
    }

    fn peek(&self, channel: ChannelId) -> Option<mpsc::Sender<RoomCommand>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner).get(&channel).map(|room| room.commands.clone())
    }

    async fn send(&self, channel: ChannelId, command: RoomCommand) -> Result<()> {
        match self.enter(channel).send(command).await {
            Ok(()) => Ok(()),
            // The room closed between the look-up and the send: open a new one.
            Err(mpsc::error::SendError(command)) => {
                self.enter(channel).send(command).await.map_err(|_| Error::from(unavailable()))
            }
        }
    }

    fn enter(&self, channel: ChannelId) -> mpsc::Sender<RoomCommand> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(room) = open.get(&channel).filter(|room| !room.is_closed()) {
            return room.commands.clone();
        }
        let (sender, commands) = mpsc::channel(INBOX);
        let is_stale = Arc::<AtomicBool>::default();
        open.insert(channel, RoomHandle { commands: sender.clone(), is_stale: is_stale.clone() });
        let parts = RoomParts {
            channel,
            db: self.db.clone(),
            open: self.open.clone(),
            own: sender.downgrade(),
            is_stale,
            watchers: self.watchers.clone(),
            tasks: self.tasks.clone(),
            shutdown: self.shutdown.clone(),
        };
        self.tasks.spawn(room::run(parts, commands));
        sender
    }
}
