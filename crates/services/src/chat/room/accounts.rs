//! What a room does when accounts have changed: it loads the names again, and drops what erased accounts have written.

use super::{Room, RoomEvent};
use crate::Result;
use crate::chat::lookalike::KnownNames;
use crate::chat::store;
use domain::UserId;
use domain::chat::ServerEvent;
use futures_util::{FutureExt, future::BoxFuture};
use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// What a room has loaded again.
pub(super) struct Reloaded {
    known: KnownNames,
    /// Authors of remembered messages whose account is gone. Each is told at once, unless the connection that tells was lost just then.
    erased: Vec<UserId>,
}

impl Room {
    pub(super) fn reload(&self) -> BoxFuture<'static, Result<Reloaded>> {
        let (db, channel) = (self.parts.db.clone(), self.parts.channel);
        let authors: HashSet<UserId> = self.history.iter().map(|message| message.user.id).collect();
        let authors = Vec::from_iter(authors);
        async move {
            let known = KnownNames::load(&db, channel).await?;
            let erased = store::erased(&db, &authors).await?;
            Ok(Reloaded { known, erased })
        }
        .boxed()
    }

    /// Takes what was loaded again. Messages already sent keep the name they were sent with.
    pub(super) fn take(&mut self, reloaded: Result<Reloaded>) {
        match reloaded {
            Ok(Reloaded { known, erased }) => {
                self.known = Arc::new(known);
                erased.into_iter().for_each(|account| self.erase(account));
            }
            Err(error) => {
                tracing::debug!(channel = %self.parts.channel, %error, "names could not be loaded again");
                self.parts.is_stale.store(true, Ordering::Relaxed);
            }
        }
    }

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
