//! What the reader may do in a channel as a moderator.

use domain::ChannelId;
use domain::moderation::Permission;

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

    pub fn may(&self, permission: Permission) -> bool {
        self.permissions.contains(&permission)
    }
}
