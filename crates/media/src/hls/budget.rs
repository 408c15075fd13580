//! How much memory the media of all streams may take together. When it is used up, new streams are refused; when streams that go on exceed
//! it, the newest one with more than its share makes room.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A stream with less than this is a new one.
const NEW: usize = 1024 * 1024;

/// The memory of all streams of an origin.
pub(super) struct Budget {
    limit: usize,
    held: AtomicUsize,
    accounts: Mutex<Accounts>,
}

#[derive(Default)]
struct Accounts {
    last: u64,
    /// What each stream holds, the oldest stream first.
    held: BTreeMap<u64, Arc<AtomicUsize>>,
}

impl Budget {
    pub fn new(limit: usize) -> Arc<Self> {
        Arc::new(Self { limit, held: AtomicUsize::new(0), accounts: Mutex::default() })
    }

    /// An account for a new stream.
    pub fn open(self: &Arc<Self>) -> Arc<Account> {
        let mut accounts = self.accounts();
        accounts.last += 1;
        let (number, held) = (accounts.last, Arc::<AtomicUsize>::default());
        accounts.held.insert(number, held.clone());
        Arc::new(Account { budget: self.clone(), number, held })
    }

    fn accounts(&self) -> MutexGuard<'_, Accounts> {
        self.accounts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What one stream holds, in all its renditions.
pub(super) struct Account {
    budget: Arc<Budget>,
    number: u64,
    held: Arc<AtomicUsize>,
}

impl Account {
    /// Whether this stream's publisher has to go: it is new and nine tenths of the memory are used, or all of it is, and this is the newest
    /// of the streams that hold more than an equal share.
    pub fn is_refused(&self) -> bool {
        let Budget { limit, held, .. } = &*self.budget;
        let all = held.load(Relaxed);
        if all <= limit / 10 * 9 {
            return false;
        }
        if self.held.load(Relaxed) < NEW {
            return true;
        }
        if all <= *limit {
            return false;
        }
        let accounts = self.budget.accounts();
        let share = limit / accounts.held.len().max(1);
        let newest = accounts.held.iter().rev().find(|(_, held)| held.load(Relaxed) > share);
        newest.is_some_and(|(number, _)| *number == self.number)
    }
}

impl Drop for Account {
    fn drop(&mut self) {
        self.budget.accounts().held.remove(&self.number);
    }
}

/// The bytes of one rendition on its stream's account; given back when dropped.
pub(super) struct Held {
    account: Arc<Account>,
    bytes: usize,
}

impl Held {
    pub fn new(account: Arc<Account>) -> Self {
        Self { account, bytes: 0 }
    }

    /// The stream's account.
    pub fn account(&self) -> &Arc<Account> {
        &self.account
    }

    /// The rendition holds so many bytes from now on.
    pub fn set(&mut self, bytes: usize) {
        for count in [&self.account.held, &self.account.budget.held] {
            // Added before it is taken away: a count never falls below zero.
            count.fetch_add(bytes, Relaxed);
            count.fetch_sub(self.bytes, Relaxed);
        }
        self.bytes = bytes;
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.set(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIB: usize = 1024 * 1024;

    #[test]
    fn the_newest_stream_above_its_share_makes_room_and_new_ones_wait() {
        let budget = Budget::new(100 * MIB);
        let mut streams: Vec<Held> = (0..4).map(|_| Held::new(budget.open())).collect();
        let refused =
            |streams: &[Held]| -> Vec<bool> { streams.iter().map(|held| held.account().is_refused()).collect() };
        for (held, mib) in streams.iter_mut().zip([40, 30, 20, 0]) {
            held.set(mib * MIB);
        }
        assert_eq!(refused(&streams), [false; 4], "nine tenths are used");
        streams[0].set(41 * MIB);
        assert_eq!(refused(&streams), [false, false, false, true], "a new one comes too late");
        streams[0].set(60 * MIB);
        assert_eq!(refused(&streams), [false, true, false, true], "the share is 25 MiB");
        streams[1].set(0);
        assert_eq!(refused(&streams), [false; 4]);
        streams.remove(0);
        drop(streams);
        assert_eq!(budget.held.load(Relaxed), 0);
        assert!(budget.accounts().held.is_empty());
    }
}
