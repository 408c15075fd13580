//! What the reader may do in a channel as a moderator.

use super::room::Room;
use domain::ChannelId;
use domain::moderation::Permission;
use leptos::prelude::*;

/// A channel that the reader moderates, and what they may do there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moderated {
    pub channel: ChannelId,
    permissions: Vec<Permission>,
}

impl Moderated {
    /// None without any permission.
    pub fn new(channel: ChannelId, permissions: Vec<Permission>) -> Option<Self> {
        (!permissions.is_empty()).then_some(Self { channel, permissions })
    }

    /// The room's channel while the reader moderates it; the owner may change what they may do.
    pub fn of(room: Room) -> Memo<Option<Self>> {
        Memo::new(move |_| {
            room.me.track();
            room.moderated()
        })
    }

    pub fn may(&self, permission: Permission) -> bool {
        self.permissions.contains(&permission)
    }
}
