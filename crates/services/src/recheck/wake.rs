//! What wakes a socket.

use domain::moderation::Permission;
use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicU16, Ordering};
use std::sync::{Mutex, PoisonError};
use tokio::sync::Notify;

/// Events for one socket alone that may wait for it.
const LETTERS: usize = 64;

/// What a socket has to look at again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Recheck {
    /// Whether its user may write.
    Standing,
    /// All that they may do and see.
    Access,
}

/// What reaches a socket besides the frames of its room: that it has to look at something again, and events for it alone.
#[derive(Default)]
pub(super) struct Wake {
    notify: Notify,
    /// Whether all has to be looked at.
    is_access: AtomicBool,
    /// What the socket's user may do as a moderator: a bit for each permission, in their order.
    permissions: AtomicU16,
    /// Events for this socket alone, rendered, and what wakes it for them.
    letters: Mutex<VecDeque<String>>,
    letter: Notify,
}

impl Wake {
    pub fn up(&self, recheck: Recheck) {
        if recheck == Recheck::Access {
            self.is_access.store(true, Ordering::SeqCst);
        }
        self.notify.notify_one();
    }

    /// Hands the socket an event. Of those that are not taken, the newest are kept, and one that repeats the last is not noted again.
    pub fn write(&self, event: &str) {
        let mut letters = self.letters.lock().unwrap_or_else(PoisonError::into_inner);
        if letters.back().is_some_and(|last| last == event) {
            return;
        }
        if letters.len() >= LETTERS {
            letters.pop_front();
        }
        letters.push_back(event.to_owned());
        self.letter.notify_one();
    }

    /// Waits until something has to be looked at again. Cancel-safe.
    pub async fn changed(&self) -> Recheck {
        self.notify.notified().await;
        match self.is_access.swap(false, Ordering::SeqCst) {
            true => Recheck::Access,
            false => Recheck::Standing,
        }
    }

    /// Waits for an event. Cancel-safe.
    pub async fn letter(&self) -> String {
        loop {
            let first = self.letters.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
            match first {
                Some(letter) => return letter,
                None => self.letter.notified().await,
            }
        }
    }

    pub fn set_permissions(&self, permissions: &[Permission]) {
        let bits = permissions.iter().fold(0, |bits, permission| bits | bit(*permission));
        self.permissions.store(bits, Ordering::SeqCst);
    }

    /// Whether the user is a moderator, with this permission if one is needed.
    pub fn moderates(&self, needed: Option<Permission>) -> bool {
        self.permissions.load(Ordering::SeqCst) & needed.map_or(u16::MAX, bit) != 0
    }
}

fn bit(permission: Permission) -> u16 {
    1 << (permission as u16)
}
