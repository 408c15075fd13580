//! What a room does when an account was erased.

use super::{Room, RoomEvent};
use domain::UserId;
use domain::chat::ServerEvent;

impl Room {
    /// Forgets what an account has written, and tells the members to drop it.
    pub(super) fn erase(&mut self, account: UserId) {
        self.typing.remove(account);
        self.history.retain(|message| message.user.id != account);
        self.rendered_history = None;
        // The account may have written long ago: pages show more messages than the room remembers.
        let dropped = ServerEvent::Deleted { message_id: None, user_id: Some(account), by: account };
        self.outbox.push(RoomEvent::new(&dropped));
        if self.committing {
            self.erased.push(account);
        }
    }
}
