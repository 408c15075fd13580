//! The clients that fetched a playlist in the last seconds: a small table that answers most requests without a lock.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Instant;

/// Number of entries; two clients that share one only cost each other a lock.
const SIZE: usize = 4096;
/// Seconds before a client is noted again. Players fetch several times a second.
const AGAIN: u64 = 5;
/// Bits of an entry that hold the second; the others tell clients apart.
const SECOND: u64 = (1 << 24) - 1;

/// Client → the second it was last noted.
pub struct Recent {
    entries: Box<[AtomicU64]>,
    start: Instant,
}

impl Recent {
    pub fn new() -> Self {
        Self { entries: (0..SIZE).map(|_| AtomicU64::new(0)).collect(), start: Instant::now() }
    }

    /// Whether this client, named by a good hash, has to be noted now.
    pub fn note(&self, client: u64, now: Instant) -> bool {
        let entry = &self.entries[client as usize % SIZE];
        // Never 0, which marks an empty entry.
        let second = (now.saturating_duration_since(self.start).as_secs() + 1) & SECOND;
        let before = entry.load(Relaxed);
        let is_same = (before ^ client) & !SECOND == 0;
        let since = second.wrapping_sub(before) & SECOND;
        if is_same && before & SECOND != 0 && since < AGAIN {
            return false;
        }
        // Two requests at once may both be noted, which does no harm.
        entry.store((client & !SECOND) | second, Relaxed);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_client_is_noted_once_in_a_while_and_clients_in_one_entry_are_told_apart() {
        let recent = Recent::new();
        let at = |seconds| recent.start + Duration::from_secs(seconds);
        let (client, other) = (7 | 1 << 40, 7 | 1 << 41);
        assert!(recent.note(client, at(0)));
        assert!(!recent.note(client, at(0)) && !recent.note(client, at(AGAIN - 1)));
        assert!(recent.note(client, at(AGAIN)));
        assert!(recent.note(other, at(AGAIN)));
        assert!(recent.note(client, at(AGAIN)), "its place was taken");
    }
}
