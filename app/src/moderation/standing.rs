//! What the reader of the moderation page may do, which the channel's owner may change while the page is open.

use crate::socket;
use domain::ChannelId;
use domain::channels::Role;
use domain::chat::{Me, ServerEvent};
use domain::moderation::Permission;
use leptos::prelude::*;

/// What the reader may do in the channel whose chat the page has joined.
#[derive(Clone, Copy)]
pub struct Standing {
    may: RwSignal<Vec<Permission>>,
    has_left: RwSignal<bool>,
    is_changed: StoredValue<bool>,
}

impl Standing {
    /// `first` is what they might do when the page was made.
    pub fn of(channel: ChannelId, mut first: Vec<Permission>) -> Self {
        first.sort_unstable();
        let standing =
            Self { may: RwSignal::new(first), has_left: RwSignal::new(false), is_changed: StoredValue::new(false) };
        // What is told before the room was joined is about the one that another page had joined.
        let is_there = StoredValue::new(false);
        socket::listen(move |events| {
            for event in events {
                match event {
                    ServerEvent::Joined { channel_id, me, .. } => {
                        is_there.set_value(*channel_id == channel);
                        if *channel_id == channel {
                            standing.hear(me);
                        }
                    }
                    ServerEvent::Me(me) if is_there.get_value() => standing.hear(me),
                    _ => {}
                }
            }
        });
        standing
    }

    fn hear(self, me: &Me) {
        let mut now = me.permissions.clone();
        now.sort_unstable();
        let has_left = me.role == Role::Viewer && now.is_empty();
        if self.has_left.get_untracked() != has_left {
            self.has_left.set(has_left);
        }
        if self.may.with_untracked(|known| *known != now) {
            self.is_changed.set_value(true);
            self.may.set(now);
        }
    }

    /// Whether they may do this.
    pub fn may(self, permission: Permission) -> Signal<bool> {
        Memo::new(move |_| self.may.with(|may| may.contains(&permission))).into()
    }

    /// All that they may do.
    pub fn permissions(self) -> Signal<Vec<Permission>> {
        self.may.into()
    }

    /// Whether they do not moderate the channel now. Once they do again, the page reads its lists anew, because those from before are old.
    pub fn has_left(self) -> bool {
        self.has_left.get()
    }

    /// What a list began with when the page was made; none if it was not read then, or may be old.
    pub fn first<T: Clone + Send + Sync + 'static>(self, first: StoredValue<Option<T>>) -> Option<T> {
        if self.is_changed.get_value() { None } else { first.get_value() }
    }
}
