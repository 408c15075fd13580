//! What the chat shows, as signals: rows, people, rules; and how each server event changes it.

use domain::chat::{Me, Message, Modes, Participant, ServerEvent};
use domain::{ChannelId, MessageId, UserId};
use leptos::prelude::*;
use std::sync::Arc;

/// Rows kept on the page; more of them while the user reads further up.
const ROWS: usize = 200;
const ROWS_SCROLLED: usize = 300;

/// The room as this page knows it.
#[derive(Clone, Copy)]
pub struct Room {
    pub channel: StoredValue<ChannelId>,
    /// The numbering of the rows.
    epoch: StoredValue<Option<String>>,
    pub rows: RwSignal<Vec<Arc<Message>>>,
    pub people: RwSignal<Vec<Participant>>,
    /// Everybody, signed in or not; none before the socket has said.
    pub total: RwSignal<Option<usize>>,
    pub typing: RwSignal<Vec<String>>,
    pub modes: RwSignal<Modes>,
    /// What the reader may do; none before the room was joined.
    pub me: RwSignal<Option<Me>>,
    /// Whether the room is joined on the socket as it is now.
    pub joined: RwSignal<bool>,
    /// Whether the newest row is in sight.
    pub pinned: RwSignal<bool>,
    /// Messages that came while it was not.
    pub unseen: RwSignal<usize>,
}

impl Room {
    pub fn new(channel: ChannelId) -> Self {
        Self {
            channel: StoredValue::new(channel),
            epoch: StoredValue::new(None),
            rows: RwSignal::new(Vec::new()),
            people: RwSignal::new(Vec::new()),
            total: RwSignal::new(None),
            typing: RwSignal::new(Vec::new()),
            modes: RwSignal::new(Modes::default()),
            me: RwSignal::new(None),
            joined: RwSignal::new(false),
            pinned: RwSignal::new(true),
            unseen: RwSignal::new(0),
        }
    }

    /// The first rows, as the server rendered them.
    pub fn seed(self, messages: Vec<Message>) {
        if self.rows.with_untracked(Vec::is_empty) {
            self.rows.set(messages.into_iter().filter(|message| message.deleted_at.is_none()).map(Arc::new).collect());
        }
    }

    /// Takes a frame's events; the rows change once, however many messages came.
    pub fn hear(self, events: &[ServerEvent]) {
        let mut fresh = Vec::new();
        for event in events {
            match event {
                ServerEvent::Message { message } => fresh.push(Arc::new(message.clone())),
                ServerEvent::History { messages } => fresh.extend(messages.iter().cloned().map(Arc::new)),
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
            ServerEvent::Joined { channel_id, epoch, modes, me, .. } if *channel_id == self.channel.get_value() => {
                // Another numbering: the history that follows is the room as it is, and old rows would mix with it.
                let other = self.epoch.with_value(|known| known.as_ref().is_some_and(|known| known != epoch));
                if other {
                    self.rows.set(Vec::new());
                }
                self.epoch.set_value(Some(epoch.clone()));
                self.modes.set(modes.clone());
                self.me.set(Some(me.clone()));
                self.joined.set(true);
            }
            ServerEvent::Me(me) => self.me.set(Some(me.clone())),
            ServerEvent::Deleted { message_id, user_id, .. } => self.remove(*message_id, *user_id),
            ServerEvent::Users { users, total } => {
                self.people.set(users.clone());
                self.total.set(Some(*total));
                // A room that has grown large tells its people in one go and nothing more of who is typing.
                self.typing.set(Vec::new());
            }
            ServerEvent::UserJoined { user } => {
                let known = self.people.with_untracked(|people| people.iter().any(|person| person.id == user.id));
                if !known {
                    self.people.update(|people| people.push(user.clone()));
                    self.total.update(|total| *total = total.map(|total| total + 1));
                }
            }
            ServerEvent::UserLeft { user_id } => {
                let known = self.people.with_untracked(|people| people.iter().any(|person| person.id == *user_id));
                if known {
                    self.people.update(|people| people.retain(|person| person.id != *user_id));
                    self.total.update(|total| *total = total.map(|total| total.saturating_sub(1)));
                }
            }
            ServerEvent::Typing { users } => self.typing.set(users.clone()),
            ServerEvent::Modes { modes } => self.modes.set(modes.clone()),
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
        let pinned = self.pinned.get_untracked();
        let mut added = 0;
        self.rows.update(|rows| {
            for message in fresh {
                // The order of the room is that of its numbers, and a resume may bring a row twice.
                let place = rows.partition_point(|row| row.seq < message.seq);
                if rows.get(place).is_some_and(|row| row.seq == message.seq) || message.deleted_at.is_some() {
                    continue;
                }
                added += 1;
                rows.insert(place, message);
            }
            let keep = if pinned { ROWS } else { ROWS_SCROLLED };
            rows.drain(..rows.len().saturating_sub(keep));
        });
        if !pinned && added > 0 {
            self.unseen.update(|unseen| *unseen += added);
        }
    }

    fn remove(self, message: Option<MessageId>, user: Option<UserId>) {
        self.rows.update(|rows| rows.retain(|row| Some(row.id) != message && Some(row.user.id) != user));
    }

    /// The newest row is in sight again.
    pub fn pin(self, pinned: bool) {
        if self.pinned.get_untracked() != pinned {
            self.pinned.set(pinned);
        }
        if pinned && self.unseen.get_untracked() > 0 {
            self.unseen.set(0);
        }
    }
}
