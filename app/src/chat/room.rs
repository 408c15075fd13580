//! What the chat shows, as signals: rows, people, rules; and how each server event changes it.

use super::card::Card;
use super::moderated::Moderated;
use super::rpc::{RecentChat, channel_messages};
use super::store::{COMPARED, FLOOD_PAUSE, MessageStore, OlderMessages};
use crate::browser;
use crate::reports::dialog::ReportTarget;
use domain::chat::{Me, Message, Modes, Participant, ServerEvent};
use domain::emotes::Emote;
use domain::{ChannelId, MessageId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;
use std::time::Duration;

/// Over how long pages compare: they all reconnect at once when the server restarts.
const COMPARE_WITHIN: Duration = Duration::from_secs(5);

/// Finds the input on the page.
pub const INPUT: &str = ".chat-input";

/// The room as this page knows it.
#[derive(Clone, Copy)]
pub struct Room {
    pub channel: StoredValue<ChannelId>,
    /// The numbering of the rows.
    epoch: StoredValue<Option<String>>,
    store: StoredValue<MessageStore>,
    /// Whether the next history replaces what is kept.
    replaces: StoredValue<bool>,
    /// Whether a frame is asked for.
    drawing: StoredValue<bool>,
    /// What is drawn.
    pub rows: RwSignal<Vec<Arc<Message>>>,
    pub older: RwSignal<OlderMessages>,
    /// Tells when messages are deleted, or are back.
    pub removals: Trigger,
    pub people: RwSignal<Vec<Participant>>,
    /// Everybody, signed in or not; none before the socket has said.
    pub total: RwSignal<Option<usize>>,
    pub typing: RwSignal<Vec<String>>,
    pub modes: RwSignal<Modes>,
    /// The channel's own emotes.
    pub emotes: RwSignal<Vec<Emote>>,
    /// What the reader may do; none before the room was joined.
    pub me: RwSignal<Option<Me>>,
    /// The message at the top.
    pub pinned: RwSignal<Option<Message>>,
    /// Whether the room is joined on the socket as it is now.
    pub joined: RwSignal<bool>,
    /// Whether the newest row is in sight, so that the rows follow.
    pub following: RwSignal<bool>,
    /// Whether a moderator points at the rows with a mouse, so that they stay where they are.
    pub paused: RwSignal<bool>,
    /// Messages that came while it was not.
    pub unseen: RwSignal<usize>,
    /// The message that the input answers.
    pub replying: RwSignal<Option<Arc<Message>>>,
    /// The card that is open.
    pub card: RwSignal<Option<Card>>,
    /// What the reader is about to report.
    pub reporting: RwSignal<Option<ReportTarget>>,
}

impl Room {
    pub fn new(channel: ChannelId) -> Self {
        Self {
            channel: StoredValue::new(channel),
            epoch: StoredValue::new(None),
            store: StoredValue::new(MessageStore::default()),
            replaces: StoredValue::new(false),
            drawing: StoredValue::new(false),
            rows: RwSignal::new(Vec::new()),
            older: RwSignal::new(OlderMessages::Unknown),
            removals: Trigger::new(),
            people: RwSignal::new(Vec::new()),
            total: RwSignal::new(None),
            typing: RwSignal::new(Vec::new()),
            modes: RwSignal::new(Modes::default()),
            emotes: RwSignal::new(Vec::new()),
            me: RwSignal::new(None),
            pinned: RwSignal::new(None),
            joined: RwSignal::new(false),
            following: RwSignal::new(true),
            paused: RwSignal::new(false),
            unseen: RwSignal::new(0),
            replying: RwSignal::new(None),
            card: RwSignal::new(None),
            reporting: RwSignal::new(None),
        }
    }

    /// The first rows, as the server rendered them.
    pub fn seed(self, RecentChat { messages, emotes }: RecentChat) {
        if self.rows.with_untracked(Vec::is_empty) {
            self.emotes.set(emotes);
            self.store.update_value(|store| {
                store.add(messages.into_iter().map(Arc::new));
                store.show_newest();
            });
            self.show();
        }
    }

    /// Takes a frame's events; what they bring is drawn with the next frame of the browser, however many they are.
    pub fn hear(self, events: &[ServerEvent]) {
        let mut fresh = Vec::new();
        for event in events {
            match event {
                ServerEvent::Message { message } | ServerEvent::Announcement { message } => {
                    fresh.push(Arc::new(message.clone()));
                }
                other => {
                    self.add(std::mem::take(&mut fresh));
                    self.apply(other);
                }
            }
        }
        self.add(fresh);
    }

    fn apply(self, event: &ServerEvent) {
        match event {
            ServerEvent::Joined { channel_id, epoch, modes, me, recovered, .. }
                if *channel_id == self.channel.get_value() =>
            {
                let other_numbering = self.epoch.with_value(|known| known.as_ref().is_some_and(|known| known != epoch));
                // Without the messages between, what is kept would have a gap.
                self.replaces.set_value(other_numbering || !recovered);
                if *recovered {
                    self.compare();
                }
                self.epoch.set_value(Some(epoch.clone()));
                self.modes.set(modes.clone());
                // They come next, if the channel has any.
                self.emotes.set(Vec::new());
                self.me.set(Some(me.clone()));
                self.joined.set(true);
            }
            ServerEvent::History { messages } => {
                if self.replaces.get_value() {
                    self.replaces.set_value(false);
                    self.store.update_value(MessageStore::clear);
                    self.older.set(OlderMessages::Unknown);
                    self.following.set(true);
                    self.paused.set(false);
                    self.unseen.set(0);
                }
                self.add(messages.iter().cloned().map(Arc::new).collect());
                // Also without messages: those before are gone.
                self.request_draw();
            }
            ServerEvent::Me(me) => self.me.set(Some(me.clone())),
            ServerEvent::Deleted { message_id, user_id, until, by, is_blocked } => {
                // Of an account that was erased nothing stays.
                let leaves_trace = !is_blocked && Some(*by) != *user_id && self.moderated().is_some();
                let is_gone = |row: &Message| {
                    Some(row.id) == *message_id
                        || Some(row.user.id) == *user_id && until.is_none_or(|until| row.seq <= until)
                };
                self.remove(is_gone, leaves_trace);
            }
            ServerEvent::Restored { messages } => self.restore(messages),
            ServerEvent::Pinned { message } => self.pinned.set(message.clone()),
            ServerEvent::Users { users, total } => {
                self.people.set(users.clone());
                self.total.set(Some(*total));
                // A room that has grown large tells its people in one go and nothing more of who is typing.
                self.typing.set(Vec::new());
            }
            ServerEvent::UserJoined { user } => self.comes(user),
            ServerEvent::UserLeft { user_id } => self.leaves(*user_id),
            ServerEvent::Typing { users } => self.typing.set(users.clone()),
            ServerEvent::Modes { modes } => self.modes.set(modes.clone()),
            ServerEvent::Emotes { emotes } => self.emotes.set(emotes.clone()),
            _ => {}
        }
    }

    fn add(self, fresh: Vec<Arc<Message>>) {
        if fresh.is_empty() {
            return;
        }
        // The sender of a message that has arrived is no longer typing it.
        let is_writing =
            |names: &Vec<String>| names.iter().any(|name| fresh.iter().any(|row| row.user.display_name == *name));
        if self.typing.with_untracked(is_writing) {
            self.typing.update(|names| names.retain(|name| fresh.iter().all(|row| row.user.display_name != *name)));
        }
        let following = self.following.get_untracked();
        let added = self.store.try_update_value(|store| {
            let added = store.add(fresh);
            (added, store.trim(following))
        });
        if let Some((_, true)) = added
            && self.older.get_untracked() == OlderMessages::None
        {
            self.older.set(OlderMessages::Unknown);
        }
        if following {
            self.request_draw();
        } else if let Some((added @ 1.., _)) = added {
            self.unseen.update(|unseen| *unseen += added);
        }
    }

    /// Messages are back that were deleted. Those from before the kept ones are read once the reader goes there.
    fn restore(self, messages: &[Message]) {
        self.store.update_value(|store| store.restore(messages, self.following.get_untracked()));
        self.show();
        self.removals.notify();
    }

    /// Takes messages out of view; moderators see that there were some, and read them with a click.
    fn remove(self, is_gone: impl Fn(&Message) -> bool, leaves_trace: bool) {
        self.store.update_value(|store| store.remove(&is_gone, leaves_trace.then(browser::now)));
        self.show();
        self.removals.notify();
        if self.pinned.with_untracked(|pinned| pinned.as_ref().is_some_and(&is_gone)) {
            self.pinned.set(None);
        }
        if self.replying.with_untracked(|row| row.as_ref().is_some_and(|row| is_gone(row))) {
            self.replying.set(None);
        }
    }

    /// Drops what was deleted while the page could not hear of it.
    fn compare(self) {
        browser::after(browser::share_of(COMPARE_WITHIN), move || {
            let Some(channel) = self.channel.try_get_value() else { return };
            spawn_local(async move {
                let Ok(page) = channel_messages(channel, None, Some(COMPARED)).await else { return };
                let compared = self
                    .following
                    .try_get_untracked()
                    .and_then(|following| self.store.try_update_value(|store| store.reconcile(&page.items, following)));
                if compared.is_some() {
                    self.show();
                    self.removals.notify();
                }
            });
        });
    }

    /// The channel, if the reader moderates it.
    pub fn moderated(self) -> Option<Moderated> {
        let permissions = self.me.with_untracked(|me| me.as_ref().map(|me| me.permissions.clone()))?;
        Moderated::new(self.channel.get_value(), permissions)
    }

    /// The message of a row.
    pub fn message_of(self, row: MessageId) -> Option<Arc<Message>> {
        self.store.with_value(|store| store.find_even_deleted(row))
    }

    /// A message that is kept, such as one that is answered.
    pub fn find(self, message: MessageId) -> Option<Arc<Message>> {
        self.store.with_value(|store| store.find(message))
    }

    /// What a command pins: the message that is being answered, or this user's last one.
    pub fn to_pin(self, own: &str) -> Option<MessageId> {
        let answered = self.replying.with_untracked(|row| row.as_ref().map(|row| row.id));
        let is_own = |row: &&Arc<Message>| row.user.username == own;
        answered.or_else(|| self.store.with_value(|store| store.newest_first().find(is_own).map(|row| row.id)))
    }

    /// The authors of the messages that are kept and the people in the room, each once; who wrote last comes first.
    pub fn names(self) -> Vec<(String, String)> {
        let mut names: Vec<(String, String)> = Vec::new();
        let mut add = |username: &String, display_name: &String| {
            if names.iter().all(|(known, _)| known != username) {
                names.push((username.clone(), display_name.clone()));
            }
        };
        self.store.with_value(|store| {
            store.newest_first().for_each(|row| add(&row.user.username, &row.user.display_name));
        });
        self.people.with_untracked(|people| {
            people.iter().for_each(|person| add(&person.username, &person.display_name));
        });
        names
    }

    /// The next message that is written answers this one.
    pub fn reply(self, message: Arc<Message>) {
        self.replying.set(Some(message));
        browser::focus_on(INPUT);
    }

    fn request_draw(self) {
        if !self.drawing.get_value() {
            self.drawing.set_value(true);
            browser::next_frame(move || self.draw());
        }
    }

    fn draw(self) {
        // The page may be gone.
        if self.drawing.try_set_value(false).is_some() || !self.following.get_untracked() {
            return;
        }
        let is_flood = self.store.try_update_value(|store| store.follow(browser::milliseconds())).unwrap_or_default();
        self.show();
        if is_flood {
            self.drawing.set_value(true);
            browser::after(FLOOD_PAUSE, move || browser::next_frame(move || self.draw()));
        }
    }

    /// Draws the window, if it is another.
    fn show(self) {
        self.store.with_value(|store| {
            let window = store.window();
            let is_drawn = |rows: &Vec<Arc<Message>>| {
                rows.len() == window.len() && rows.iter().zip(window).all(|(row, wanted)| Arc::ptr_eq(row, wanted))
            };
            if !self.rows.with_untracked(is_drawn) {
                self.rows.set(window.to_vec());
            }
        });
    }

    /// The reader is at the end of the rows, or further up.
    pub fn follow(self, at_end: bool) {
        let was_following = self.following.get_untracked();
        // In a flood the newest rows are drawn a moment later.
        let is_at_end = || was_following || self.store.with_value(MessageStore::is_at_end);
        let following = at_end && !self.paused.get_untracked() && is_at_end();
        if was_following == following {
            return;
        }
        self.following.set(following);
        if following {
            self.unseen.set(0);
        } else {
            self.store.update_value(MessageStore::fill);
            self.show();
        }
    }

    /// A moderator points at the rows: a click must not hit another row than the one they aimed at.
    pub fn pause(self) {
        if !self.paused.get_untracked() {
            self.paused.set(true);
            self.follow(false);
        }
    }

    /// Goes to the newest messages.
    pub fn to_newest(self) {
        self.paused.set(false);
        self.store.update_value(MessageStore::show_newest);
        self.following.set(true);
        self.unseen.set(0);
        self.show();
    }

    /// Draws the messages above the rows; false if no older ones are kept.
    pub fn show_older(self) -> bool {
        let moved = self.store.try_update_value(MessageStore::show_older).unwrap_or_default();
        if moved {
            self.show();
        }
        moved
    }

    /// Reads messages above the rows; whether there are any to draw now. The page may be gone by the time that this begins.
    pub async fn load_older(self) -> bool {
        let first = self.rows.try_with_untracked(|rows| rows.first().map(|row| row.seq.to_string())).flatten();
        if first.is_none() || self.older.try_get_untracked() != Some(OlderMessages::Unknown) {
            return false;
        }
        self.older.set(OlderMessages::Loading);
        let page = channel_messages(self.channel.get_value(), first, None).await;
        let older = match &page {
            Ok(page) if page.next_cursor.is_none() => OlderMessages::None,
            _ => OlderMessages::Unknown,
        };
        let messages = page.map(|page| page.items).unwrap_or_default();
        // The page may be gone.
        self.older.try_set(older).is_none()
            && self.store.try_update_value(|store| store.add(messages.into_iter().map(Arc::new))).unwrap_or_default()
                > 0
    }

    /// Draws the messages below the rows; false if there are none.
    pub fn show_newer(self) -> bool {
        let moved = self.store.try_update_value(MessageStore::show_newer).unwrap_or_default();
        if moved {
            self.show();
        }
        moved
    }
}
