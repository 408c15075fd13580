//! One room: a task that owns who is in it and what was said last. It gathers messages while the ones before are being stored, stores them together,
//! and sends all members the same frame.

mod accounts;
mod changes;
mod commands;
mod commit;

use super::channel_filter::ChannelFilter;
use super::deletion::Deletion;
use super::frames::{RoomEvent, RoomFrame, render};
use super::lookalike::KnownNames;
use super::outlet::RoomSubscription;
use super::presence::{Change, Presence, Typing};
use super::raid_watch::RaidWatch;
use super::store;
use crate::{Result, emotes};
use accounts::Reloaded;
use bytes::Bytes;
pub use commands::{Draft, Entrance, Joined, Membership, Posted, RoomCommand};
pub(super) use commands::{OpenRooms, RoomHandle, RoomParts};
use commit::{Committed, Waiting};
use domain::chat::{Message, Modes, Participant, ServerEvent};
use domain::emotes::Emote;
use domain::{ActionId, ChannelId, StreamId, UserId};
use futures_util::{StreamExt, future::BoxFuture, stream::FuturesUnordered};
use std::collections::{HashMap, VecDeque};
use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError};
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::task::{JoinHandle, yield_now};
use tokio::time::{Instant, MissedTickBehavior, interval, sleep_until};

/// Messages that a socket receives when it joins a room.
pub const HISTORY: usize = 50;
/// Messages that may wait for one transaction; senders wait beyond that.
const BATCH: usize = 1000;
/// The least time between two frames grows with the room: this much per viewer, so that a crowd costs no more than a share of a core.
const REST_PER_VIEWER: Duration = Duration::from_micros(38);
/// Writes between which other tasks of the same thread get a turn.
const WRITES: usize = 64;
/// Size of a frame in bytes beyond which the rest goes into another one, so that slow readers get on in steps.
const FRAME: usize = 64 * 1024;
/// How long an empty room stays open.
const IDLE: Duration = Duration::from_secs(30);

struct Room {
    parts: RoomParts,
    owner: UserId,
    /// Names of the owner, moderators and staff. Others with such a name are shown with their @username.
    known: Arc<KnownNames>,
    seq: i64,
    on_air: Option<StreamId>,
    /// Viewers of the stream on air, current and peak.
    viewers: (i32, i32),
    modes: Modes,
    /// The rules for texts.
    filter: Arc<ChannelFilter>,
    raid_watch: RaidWatch,
    pinned: Option<Message>,
    /// The channel's own.
    emotes: Vec<Emote>,
    rendered_emotes: Option<Bytes>,
    /// How often modes or the pinned message were set: what was read from the database before that is older.
    told: u64,
    history: VecDeque<Message>,
    rendered_history: Option<Bytes>,
    /// Actions whose messages are back: they are read with the next reload, and the history as a whole.
    restored: Vec<ActionId>,
    rendered_users: Option<Bytes>,
    /// The sockets by number.
    subscriptions: HashMap<u64, RoomSubscription>,
    presence: Presence,
    /// Sockets that join with the next frame: a frame for each of them would cost as much as there are members.
    entering: VecDeque<Entrance>,
    /// People have come or left since the last digest, of whom the room was not told one by one: in a crowd, or without a name.
    digest_due: bool,
    typing: Typing,
    waiting: Vec<Waiting>,
    outbox: Vec<RoomEvent>,
    next_frame: Instant,
    next_socket: u64,
    /// Since when a batch is being stored.
    committing: Option<Instant>,
    /// How long the last batch took to be stored. The next one is begun so much before the next frame, which it goes into.
    commit_time: Duration,
    /// Accounts erased while a batch is being stored, which may still bring a message of theirs.
    erased: Vec<UserId>,
    /// The last deletions that members were told of. Those of this node are heard of twice.
    deletions: VecDeque<(u64, Deletion)>,
    /// Counts what was heard of deletions: those after a reload has begun are newer than what it reads.
    heard_deletions: u64,
    empty_since: Instant,
}

/// Runs a room until it has been empty for a while or the server stops. Whatever was handed in by then is stored.
pub async fn run(parts: RoomParts, mut commands: mpsc::Receiver<RoomCommand>) {
    let shutdown = parts.shutdown.clone();
    let open = parts.open.clone();
    let channel = parts.channel;
    let mut room = match Room::open(parts).await {
        Ok(room) => room,
        Err(error) => {
            // Dropping the replies answers the callers that wait.
            tracing::warn!(%channel, %error, "a chat room could not open");
            close(&open, channel, &mut commands);
            return;
        }
    };
    let mut work: FuturesUnordered<JoinHandle<Committed>> = FuturesUnordered::new();
    let mut reloads: FuturesUnordered<BoxFuture<'static, Result<Reloaded>>> = FuturesUnordered::new();
    let mut seconds = interval(Duration::from_secs(1));
    seconds.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut second: u64 = 0;
    let mut may_reload = false;
    loop {
        if std::mem::take(&mut may_reload) && reloads.is_empty() && room.parts.is_stale.swap(false, Ordering::Relaxed) {
            reloads.push(room.reload());
        }
        let now = Instant::now();
        if now >= room.commit_at() {
            work.extend(room.next_commit());
        }
        if now >= room.next_frame {
            room.send_frame(now).await;
        }
        room.let_in();
        let next_step = room.next_step();
        tokio::select! {
            command = commands.recv(), if room.waiting.len() < BATCH => match command {
                Some(RoomCommand::Reload) => may_reload = true,
                Some(command) => room.handle(command),
                None => break,
            },
            Some(committed) = work.next() => match committed {
                Ok(committed) => room.finish(committed),
                // A panic. Its senders are told that they got no answer; the next socket opens a new room.
                Err(_) => break,
            },
            Some(reloaded) = reloads.next() => {
                // What has changed meanwhile is read at once, and what could not be read within a second.
                may_reload = reloaded.is_ok();
                room.take(reloaded);
            }
            () = sleep_until(next_step.unwrap_or(now)), if next_step.is_some() => {}
            _ = seconds.tick() => {
                second += 1;
                room.tick(second);
                may_reload = true;
                if room.is_idle() && commands.is_empty() {
                    break;
                }
            }
            () = shutdown.cancelled() => break,
        }
    }
    close(&open, channel, &mut commands);
    room.store_the_rest(&mut commands, work).await;
}

/// Removes the room from the map of open rooms, so that the next socket opens a new one.
fn close(open: &OpenRooms, channel: ChannelId, commands: &mut mpsc::Receiver<RoomCommand>) {
    let mut open = open.lock().unwrap_or_else(PoisonError::into_inner);
    commands.close();
    if open.get(&channel).is_some_and(RoomHandle::is_closed) {
        open.remove(&channel);
    }
}

impl Room {
    async fn open(parts: RoomParts) -> Result<Self> {
        let row = store::room(&parts.db, parts.channel).await?.ok_or_else(domain::Problem::not_found)?;
        let known = KnownNames::load(&parts.db, parts.channel).await?;
        let mut history = store::recent(&parts.db, None, parts.channel, i64::MAX, HISTORY as i64).await?;
        history.iter_mut().for_each(|message| known.show(message));
        let stored = store::filters(&parts.db, parts.channel).await?;
        let modes = stored.filters.modes.clone();
        let filter = ChannelFilter::compile(stored).await?;
        let pinned = store::pinned(&parts.db, parts.channel).await?.map(|message| known.shown_message(message));
        let emotes = emotes::store::of_channel(&parts.db, parts.channel).await?;
        let now = Instant::now();
        Ok(Self {
            raid_watch: RaidWatch::of(parts.channel),
            parts,
            owner: row.owner,
            known: Arc::new(known),
            // A message may have been stored between the two reads; the history contains it already.
            seq: history.last().map_or(row.seq, |last| last.seq.max(row.seq)),
            on_air: row.on_air,
            viewers: row.viewers,
            modes,
            filter,
            pinned,
            emotes,
            rendered_emotes: None,
            told: 0,
            history: history.into(),
            rendered_history: None,
            restored: Vec::new(),
            rendered_users: None,
            subscriptions: HashMap::new(),
            presence: Presence::default(),
            entering: VecDeque::new(),
            digest_due: false,
            typing: Typing::default(),
            waiting: Vec::new(),
            outbox: Vec::new(),
            next_frame: now,
            next_socket: 0,
            committing: None,
            commit_time: Duration::ZERO,
            erased: Vec::new(),
            deletions: VecDeque::new(),
            heard_deletions: 0,
            empty_since: now,
        })
    }

    fn handle(&mut self, command: RoomCommand) {
        match command {
            RoomCommand::Join(entrance) => self.entering.push_back(entrance),
            RoomCommand::Leave(socket) => {
                self.subscriptions.remove(&socket);
                let change = self.presence.leave(socket);
                self.tell_presence(change);
                self.empty_since = Instant::now();
            }
            RoomCommand::Post { draft, reply } => {
                self.typing.remove(draft.author.id);
                self.waiting.push(Waiting { draft: *draft, reply });
            }
            RoomCommand::Recount => self.digest_due = true,
            RoomCommand::Typing(Participant { id, username, display_name, .. }) => {
                self.typing.add(id, self.known.shown(id, &username, display_name));
            }
            RoomCommand::Person(person) => {
                let person = self.shown(person);
                if self.presence.update(person) {
                    self.rendered_users = None;
                    self.digest_due = true;
                }
            }
            RoomCommand::Erase(account) => self.erase(account),
            RoomCommand::Modes(modes) => self.set_modes(modes),
            RoomCommand::Pinned(pinned) => self.set_pinned(pinned),
            RoomCommand::Deleted(deletion) => self.delete(deletion),
            RoomCommand::Restored(action) => self.restore(action),
            RoomCommand::Reload => self.parts.is_stale.store(true, Ordering::Relaxed),
            RoomCommand::Stream(event) => {
                self.note(&event);
                self.outbox.push(RoomEvent::new(&event));
            }
        }
    }

    /// Lets sockets join that wait for it. What is in the outbox is older than they are: it goes to the other members first, with the next
    /// frame, so that newcomers do not receive it twice.
    fn let_in(&mut self) {
        while self.outbox.is_empty()
            && let Some(entrance) = self.entering.pop_front()
        {
            self.join(entrance);
        }
    }

    fn shown(&self, person: Participant) -> Participant {
        let display_name = self.known.shown(person.id, &person.username, person.display_name);
        Participant { display_name, ..person }
    }

    fn join(&mut self, Entrance { person, subscription, reply }: Entrance) {
        // All senders of this room are gone, so it has no members left.
        let Some(own) = self.parts.own.upgrade() else { return };
        self.next_socket += 1;
        let membership = Membership::new(own, self.next_socket, self.parts.tasks.clone());
        let person = person.map(|person| self.shown(person));
        let change = self.presence.join(self.next_socket, person);
        self.tell_presence(change);
        self.subscriptions.insert(self.next_socket, subscription);
        let joined = Joined {
            membership,
            seq: self.seq,
            on_air: self.on_air,
            viewers: self.viewers,
            modes: self.modes.clone(),
            pinned: self.pinned.clone(),
            emotes: self.emotes_event(),
            history: self.history_event(),
            users: self.users_event(),
        };
        // If the socket has gone meanwhile, the membership is dropped, which leaves the room.
        let _ = reply.send(joined);
    }

    fn history_event(&mut self) -> Bytes {
        let history = &self.history;
        self.rendered_history
            .get_or_insert_with(|| render(&ServerEvent::History { messages: history.iter().cloned().collect() }).into())
            .clone()
    }

    /// None for a channel without emotes of its own.
    fn emotes_event(&mut self) -> Option<Bytes> {
        let emotes = &self.emotes;
        let render = || render(&ServerEvent::Emotes { emotes: emotes.clone() }).into();
        (!emotes.is_empty()).then(|| self.rendered_emotes.get_or_insert_with(render).clone())
    }

    fn users_event(&mut self) -> Bytes {
        let presence = &self.presence;
        self.rendered_users
            .get_or_insert_with(|| {
                render(&ServerEvent::Users { users: presence.list(), total: presence.total() }).into()
            })
            .clone()
    }

    fn tell_presence(&mut self, change: Change) {
        self.rendered_users = None;
        match change {
            _ if matches!(change, Change::Counted) || !self.presence.is_small() => self.digest_due = true,
            Change::Joined(user) => self.outbox.push(RoomEvent::new(&ServerEvent::UserJoined { user })),
            Change::Left(user_id) => {
                self.typing.remove(user_id);
                self.outbox.push(RoomEvent::new(&ServerEvent::UserLeft { user_id }));
            }
            _ => {}
        }
    }

    async fn send_frame(&mut self, now: Instant) {
        if self.outbox.is_empty() {
            return;
        }
        let (mut part, mut size) = (Vec::new(), 0);
        for event in std::mem::take(&mut self.outbox) {
            if size > 0 && size + event.len() > FRAME {
                self.send_part(std::mem::take(&mut part)).await;
                size = 0;
            }
            size += event.len();
            part.push(event);
        }
        self.send_part(part).await;
        let readers = u32::try_from(self.subscriptions.len()).unwrap_or(u32::MAX);
        self.next_frame = now + REST_PER_VIEWER.saturating_mul(readers);
    }

    async fn send_part(&self, events: Vec<RoomEvent>) {
        let frame = Arc::new(RoomFrame::new(events));
        for (number, subscription) in self.subscriptions.values().enumerate() {
            subscription.send(&frame);
            if number % WRITES == WRITES - 1 {
                yield_now().await;
            }
        }
    }

    fn commit_at(&self) -> Instant {
        self.next_frame.checked_sub(self.commit_time).unwrap_or(self.next_frame)
    }

    /// When there is something to store or to send.
    fn next_step(&self) -> Option<Instant> {
        let commit = (!self.waiting.is_empty() && self.committing.is_none()).then(|| self.commit_at());
        let frame = (!self.outbox.is_empty()).then_some(self.next_frame);
        commit.into_iter().chain(frame).min()
    }

    fn is_idle(&self) -> bool {
        self.presence.is_empty()
            && self.entering.is_empty()
            && self.waiting.is_empty()
            && self.committing.is_none()
            && self.empty_since.elapsed() > IDLE
    }

    /// When the server stops or the room closes, messages that were handed in are still stored, sent out and answered.
    async fn store_the_rest(
        mut self,
        commands: &mut mpsc::Receiver<RoomCommand>,
        mut work: FuturesUnordered<JoinHandle<Committed>>,
    ) {
        while let Some(Ok(committed)) = work.next().await {
            self.finish(committed);
        }
        while let Ok(command) = commands.try_recv() {
            if let RoomCommand::Post { draft, reply } = command {
                self.waiting.push(Waiting { draft: *draft, reply });
            }
        }
        if let Some(commit) = self.next_commit()
            && let Ok(committed) = commit.await
        {
            self.finish(committed);
        }
        self.send_frame(Instant::now()).await;
    }
}
