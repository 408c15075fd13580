//! What changes in a room besides new messages: the stream, the modes, the pinned message, the emotes, who types, and messages that are deleted.

use super::{HISTORY, Room, RoomEvent};
use crate::chat::deletion::Deletion;
use crate::moderation::raids;
use domain::ActionId;
use domain::chat::{Message, Modes, ServerEvent};
use domain::emotes::Emote;
use domain::moderation::RaidGuard;
use domain::streams::Status;
use std::sync::atomic::Ordering;

/// Seconds between two digests of who is in a room: in a small one, and in a large one.
const DIGESTS: [u64; 2] = [1, 5];
/// Deletions that a room remembers, so that it tells each once.
const REMEMBERED: usize = 64;

impl Room {
    /// Keeps what later members have to know of the stream.
    pub(super) fn note(&mut self, event: &ServerEvent) {
        match event {
            ServerEvent::StreamStatus { stream_id, status: Status::Live, .. } => {
                let before = self.on_air.replace(*stream_id);
                if before != Some(*stream_id) {
                    self.viewers = (0, 0);
                }
            }
            ServerEvent::StreamStatus { stream_id, .. } if self.on_air == Some(*stream_id) => self.on_air = None,
            ServerEvent::StreamViewers { stream_id, viewers, peak } if self.on_air == Some(*stream_id) => {
                self.viewers = (*viewers, *peak);
            }
            _ => {}
        }
    }

    /// Once a second.
    pub(super) fn tick(&mut self, second: u64) {
        if self.presence.is_small() {
            if let Some(people) = self.typing.tick() {
                self.outbox.push(RoomEvent::typing(people));
            }
        } else {
            self.typing.clear();
        }
        let [small, large] = DIGESTS;
        let pause = if self.presence.is_small() { small } else { large };
        if self.digest_due && second.is_multiple_of(pause) {
            self.digest_due = false;
            let digest = ServerEvent::Users { users: self.presence.list(), total: self.presence.total() };
            self.outbox.push(RoomEvent::new(&digest));
        }
    }

    /// Tells the members the modes, if they are others than before.
    pub(super) fn set_modes(&mut self, modes: Modes) {
        self.told += 1;
        if self.modes != modes {
            self.modes = modes.clone();
            self.outbox.push(RoomEvent::new(&ServerEvent::Modes { modes }));
        }
    }

    /// Tells the members the pinned message, if it is another one than before.
    pub(super) fn set_pinned(&mut self, pinned: Option<Message>) {
        self.told += 1;
        let pinned = pinned.map(|message| self.known.shown_message(message));
        if self.pinned.as_ref().map(|message| message.id) != pinned.as_ref().map(|message| message.id) {
            self.outbox.push(RoomEvent::new(&ServerEvent::Pinned { message: pinned.clone() }));
        }
        self.pinned = pinned;
    }

    /// Tells the members the channel's emotes, if they are others than before.
    pub(super) fn set_emotes(&mut self, emotes: Vec<Emote>) {
        if self.emotes != emotes {
            self.outbox.push(RoomEvent::new(&ServerEvent::Emotes { emotes: emotes.clone() }));
            self.emotes = emotes;
            self.rendered_emotes = None;
        }
    }

    /// Tells the moderators if what is written looks like a raid, unless strangers may not write anyway.
    pub(super) fn watch_for_raids(&mut self, message: &Message) {
        let Modes { followers_only, lockdown, raid_guard_until, .. } = self.modes;
        let is_guarded = raid_guard_until.is_some_and(|until| until > message.created_at);
        if self.filter.raid_guard == RaidGuard::Off || followers_only.is_some() || lockdown || is_guarded {
            return;
        }
        let Some(suspicion) = self.raid_watch.note(message, &self.emotes) else { return };
        let (db, channel) = (self.parts.db.clone(), self.parts.channel);
        self.parts.tasks.spawn(async move {
            if let Err(error) = raids::suspect(&db, channel, &suspicion).await {
                tracing::warn!(%channel, %error, "moderators could not be told of what looks like a raid");
            }
        });
    }

    /// Forgets messages that were deleted, and tells the members to drop them.
    pub(super) fn delete(&mut self, deletion: Deletion) {
        self.heard_deletions += 1;
        let number = self.heard_deletions;
        if let Some(known) = self.deletions.iter_mut().find(|(_, known)| *known == deletion) {
            known.0 = number;
            return;
        }
        self.deletions.push_back((number, deletion));
        if self.deletions.len() > REMEMBERED {
            self.deletions.pop_front();
        }
        self.forget(deletion);
        self.tell_deletion(deletion);
    }

    /// What an action has deleted is back: it is read with the next reload, so that it is as new as what is heard of deletions.
    pub(super) fn restore(&mut self, action: ActionId) {
        self.restored.push(action);
        self.parts.is_stale.store(true, Ordering::Relaxed);
    }

    /// Tells the members of messages that are back. Those that were deleted after they were read stay deleted.
    pub(super) fn tell_restored(&mut self, mut messages: Vec<Message>, heard_before: u64) {
        let is_gone = |message: &Message| {
            self.deletions.iter().any(|(number, deletion)| *number > heard_before && deletion.concerns(message))
        };
        messages.retain(|message| !is_gone(message));
        let is_back = |deletion: &Deletion| messages.iter().any(|message| deletion.concerns(message));
        self.deletions.retain(|(number, deletion)| *number > heard_before || !is_back(deletion));
        messages.iter_mut().for_each(|message| self.known.show(message));
        // In steps, so that no frame is too large for slow readers.
        for messages in messages.chunks(HISTORY) {
            self.outbox.push(RoomEvent::new(&ServerEvent::Restored { messages: messages.to_vec() }));
        }
    }

    fn tell_deletion(&mut self, deletion: Deletion) {
        let is_overtaken = self.history.iter().any(|message| deletion.spares(message));
        self.outbox.push(RoomEvent::new(&deletion.event(is_overtaken)));
    }

    /// A batch may have brought messages that were deleted while it was being stored.
    pub(super) fn delete_again(&mut self) {
        let late = |deletion: &Deletion| self.history.iter().any(|message| deletion.concerns(message));
        let late: Vec<Deletion> =
            self.deletions.iter().map(|(_, deletion)| deletion).filter(|deletion| late(deletion)).copied().collect();
        for deletion in late {
            self.forget(deletion);
            self.tell_deletion(deletion);
        }
    }

    /// Forgets messages. Older ones are loaded in their places, for those who join.
    pub(super) fn drop_history(&mut self, is_gone: impl Fn(&Message) -> bool) {
        let before = self.history.len();
        self.history.retain(|message| !is_gone(message));
        if self.history.len() < before {
            self.rendered_history = None;
            self.parts.is_stale.store(true, Ordering::Relaxed);
        }
    }

    fn forget(&mut self, deletion: Deletion) {
        self.drop_history(|message| deletion.concerns(message));
        if self.pinned.as_ref().is_some_and(|message| deletion.concerns(message)) {
            self.set_pinned(None);
        }
    }
}
