//! What a room does when the database tells of a change: it loads again what it keeps in memory, and drops what erased accounts have written.

use super::{HISTORY, Room, RoomEvent};
use crate::Result;
use crate::chat::channel_filter::ChannelFilter;
use crate::chat::deletion::{Deleted, Deletion};
use crate::chat::lookalike::KnownNames;
use crate::chat::store;
use crate::emotes;
use domain::chat::{Message, Modes, ServerEvent};
use domain::emotes::Emote;
use domain::{ActionId, UserId};
use futures_util::{FutureExt, future::BoxFuture};
use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Messages of one action that members are told of when they are back: as many as a client that comes back is told of.
const RESTORED: i64 = 500;

/// What a room has loaded again.
pub(super) struct Reloaded {
    known: KnownNames,
    /// Authors of remembered messages whose account is gone. Each is told at once, unless the connection that tells was lost just then.
    erased: Vec<UserId>,
    /// [`Room::told`] when it began.
    told: u64,
    modes: Modes,
    /// If they are others than before.
    filter: Option<Arc<ChannelFilter>>,
    pinned: Option<Message>,
    emotes: Vec<Emote>,
    /// Remembered messages that are deleted by now.
    deleted: Vec<Deletion>,
    older: Older,
    /// What is back of what these actions had deleted, and how much was heard of deletions before it was read.
    restored: Vec<(ActionId, Vec<Message>)>,
    heard_deletions: u64,
}

/// Messages for the history, oldest first.
enum Older {
    /// As many as are missing from the remembered ones, from before this number.
    Before(i64, Vec<Message>),
    /// All up to this number.
    Whole(i64, Vec<Message>),
}

impl Room {
    pub(super) fn reload(&self) -> BoxFuture<'static, Result<Reloaded>> {
        let (db, channel) = (self.parts.db.clone(), self.parts.channel);
        let authors: HashSet<UserId> = self.history.iter().map(|message| message.user.id).collect();
        let authors = Vec::from_iter(authors);
        let (first, last) = (self.history.front().map_or(0, |message| message.seq - 1), self.seq);
        let (owner, told, missing) = (self.owner, self.told, HISTORY.saturating_sub(self.history.len()));
        let first_kept = self.first_kept();
        let (restoring, heard_deletions, version) = (self.restored.clone(), self.heard_deletions, self.filter.version);
        let is_whole = !restoring.is_empty();
        async move {
            let known = KnownNames::load(&db, channel).await?;
            let erased = store::erased(&db, &authors).await?;
            let stored = store::filters(&db, channel).await?;
            let modes = stored.filters.modes.clone();
            let filter = match stored.filters.version == version {
                true => None,
                false => Some(ChannelFilter::compile(stored).await?),
            };
            let pinned = store::pinned(&db, channel).await?;
            let emotes = emotes::store::of_channel(&db, channel).await?;
            let deleted = store::deleted_between(&db, channel, first, last).await?.into_iter();
            let deleted = deleted.map(|(id, by)| Deletion { channel, what: Deleted::One(id), by: by.unwrap_or(owner) });
            let older = match missing {
                _ if is_whole => Older::Whole(last, store::recent(&db, None, channel, last, HISTORY as i64).await?),
                0 => Older::Before(first_kept, Vec::new()),
                missing => {
                    let older = store::recent(&db, None, channel, first_kept - 1, missing as i64).await?;
                    Older::Before(first_kept, older)
                }
            };
            let mut restored = Vec::new();
            for action in restoring {
                restored.push((action, store::restored(&db, action, RESTORED).await?));
            }
            let deleted = deleted.collect();
            Ok(Reloaded {
                restored,
                heard_deletions,
                known,
                erased,
                told,
                modes,
                filter,
                pinned,
                emotes,
                deleted,
                older,
            })
        }
        .boxed()
    }

    /// Takes what was loaded again. Messages already sent keep the name they were sent with.
    pub(super) fn take(&mut self, reloaded: Result<Reloaded>) {
        match reloaded {
            Ok(Reloaded {
                known,
                erased,
                told,
                modes,
                filter,
                pinned,
                emotes,
                deleted,
                older,
                restored,
                heard_deletions,
            }) => {
                self.set_emotes(emotes);
                filter.into_iter().for_each(|filter| self.filter = filter);
                self.known = Arc::new(known);
                for (action, messages) in restored {
                    self.restored.retain(|waiting| *waiting != action);
                    self.tell_restored(messages, heard_deletions);
                }
                self.remember(older);
                erased.into_iter().for_each(|account| self.erase(account));
                let is_shown = |deletion: &Deletion| self.history.iter().any(|message| deletion.concerns(message));
                let deleted: Vec<Deletion> = deleted.into_iter().filter(is_shown).collect();
                deleted.into_iter().for_each(|deletion| self.delete(deletion));
                if told == self.told {
                    self.set_modes(modes);
                    self.set_pinned(pinned);
                } else {
                    self.parts.is_stale.store(true, Ordering::Relaxed);
                }
            }
            Err(error) => {
                tracing::debug!(channel = %self.parts.channel, %error, "a room could not be loaded again");
                self.parts.is_stale.store(true, Ordering::Relaxed);
            }
        }
    }

    /// The first number that is remembered. Without a message it is the next one: what is stored, but not sent out yet, is still to come.
    fn first_kept(&self) -> i64 {
        self.history.front().map_or(self.seq + 1, |message| message.seq)
    }

    /// Takes the messages before the remembered ones, unless others are the first by now, or all of them anew.
    fn remember(&mut self, older: Older) {
        let older = match older {
            Older::Before(before, older) if older.is_empty() || self.first_kept() != before => return,
            Older::Before(_, older) => older,
            Older::Whole(until, older) => {
                self.history.retain(|message| message.seq > until);
                older
            }
        };
        for mut message in older.into_iter().rev() {
            // Deleted since they were read.
            if !self.deletions.iter().any(|(_, deletion)| deletion.concerns(&message)) {
                self.known.show(&mut message);
                self.history.push_front(message);
            }
        }
        while self.history.len() > HISTORY {
            self.history.pop_front();
        }
        self.rendered_history = None;
    }

    /// Forgets what an account has written, and tells the members to drop it.
    pub(super) fn erase(&mut self, account: UserId) {
        self.typing.remove(account);
        self.drop_history(|message| message.user.id == account);
        if self.pinned.as_ref().is_some_and(|message| message.user.id == account) {
            self.set_pinned(None);
        }
        // The account may have written long ago: pages show more messages than the room remembers.
        let dropped = ServerEvent::Deleted {
            message_id: None,
            user_id: Some(account),
            until: None,
            by: account,
            is_blocked: false,
        };
        self.outbox.push(RoomEvent::new(&dropped));
        if self.committing.is_some() {
            self.erased.push(account);
        }
    }
}
