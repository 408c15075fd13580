//! How much memory the media of all streams may take together. A new stream is refused when there is no room for another one like those there
//! are. When streams that go on exceed the memory, the newest that holds a good part of its share makes room.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A stream that holds less than this is not counted among those that share the memory.
const LITTLE: usize = 1024 * 1024;

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
        Arc::new(Account { budget: self.clone(), number, held, is_admitted: AtomicBool::new(false) })
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
    is_admitted: AtomicBool,
}

impl Account {
    /// Whether this stream's publisher has to go. Nearly always one comparison.
    pub fn is_refused(&self) -> bool {
        let Budget { limit, held, .. } = &*self.budget;
        let all = held.load(Relaxed);
        if self.is_admitted.load(Relaxed) && all <= *limit {
            return false;
        }
        let accounts = self.budget.accounts();
        let held = |held: &Arc<AtomicUsize>| held.load(Relaxed);
        let streams = accounts.held.values().filter(|stream| held(stream) >= LITTLE).count().max(1);
        let is_refused = if self.is_admitted.load(Relaxed) {
            // Half a share: a young stream, whose window still grows, must not displace an old one.
            let newest = accounts.held.iter().rev().find(|(_, stream)| held(stream) > limit / streams / 2);
            newest.is_some_and(|(number, _)| *number == self.number)
        } else {
            all + LITTLE.max(all / streams) > *limit
        };
        // Its publisher may come back when there is room again.
        self.is_admitted.store(!is_refused, Relaxed);
        is_refused
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

    fn refused(streams: &[Held]) -> Vec<bool> {
        streams.iter().map(|held| held.account().is_refused()).collect()
    }

    #[test]
    fn a_new_stream_needs_room_for_one_like_the_others() {
        let budget = Budget::new(100 * MIB);
        let mut streams: Vec<Held> = Vec::new();
        for _ in 0..5 {
            let mut new = Held::new(budget.open());
            if !new.account().is_refused() {
                new.set(24 * MIB);
            }
            streams.push(new);
        }
        assert_eq!(refused(&streams), [false, false, false, false, true], "four of them take 96 MiB");
        streams.remove(0);
        assert_eq!(refused(&streams), [false; 4], "the last comes again, and there is room");
        drop(streams);
        assert_eq!(budget.held.load(Relaxed), 0);
        assert!(budget.accounts().held.is_empty());
        assert!(Budget::new(0).open().is_refused());
    }

    #[test]
    fn the_newest_stream_makes_room_while_its_window_still_grows() {
        let budget = Budget::new(100 * MIB);
        let mut streams: Vec<Held> = (0..3).map(|_| Held::new(budget.open())).collect();
        assert_eq!(refused(&streams), [false; 3]);
        for (held, mib) in streams.iter_mut().zip([60, 30, 10]) {
            held.set(mib * MIB);
        }
        assert_eq!(refused(&streams), [false; 3], "all of it");
        streams[0].set(61 * MIB);
        assert_eq!(refused(&streams), [false, true, false], "the last one holds less than half of its share");
        streams[1].set(0);
        streams[2].set(45 * MIB);
        assert_eq!(refused(&streams), [false, true, true], "the one that was sent away waits");
    }
}
