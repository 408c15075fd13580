//! What wakes a socket.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
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
    /// Whether the socket is told of messages that wait for a decision.
    decides: AtomicBool,
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

    /// Hands the socket an event. Of those that are not taken, the newest are kept.
    pub fn write(&self, event: &str) {
        let mut letters = self.letters.lock().unwrap_or_else(PoisonError::into_inner);
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

    pub fn set_decides(&self, decides: bool) {
        self.decides.store(decides, Ordering::SeqCst);
    }

    pub fn decides(&self) -> bool {
        self.decides.load(Ordering::SeqCst)
    }
}
