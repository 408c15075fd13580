//! How long to wait before trying again: doubling with jitter, so that clients do not all meet a restarted server at once.

use std::cell::Cell;
use std::time::Duration;

/// A growing wait. Randomness comes from outside.
#[derive(Debug)]
pub struct Backoff {
    first: Duration,
    longest: Duration,
    attempts: Cell<i32>,
}

impl Backoff {
    pub const fn new(first: Duration, longest: Duration) -> Self {
        Self { first, longest, attempts: Cell::new(0) }
    }

    /// The time until the next attempt; `random` lies in 0..1 and takes up to half of the wait away.
    pub fn next(&self, random: f64) -> Duration {
        let full = self.first.mul_f64(f64::powi(2.0, self.attempts.get())).min(self.longest);
        // Beyond this the wait is the longest anyway; a night offline must not overflow the power.
        self.attempts.set((self.attempts.get() + 1).min(16));
        full.mul_f64(1.0 - random / 2.0)
    }

    /// It worked: the next loss starts from the shortest wait.
    pub fn reset(&self) {
        self.attempts.set(0);
    }

    /// Attempts since it last worked, at most 16.
    pub fn attempts(&self) -> i32 {
        self.attempts.get()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn backoff() -> Backoff {
        Backoff::new(Duration::from_millis(250), Duration::from_secs(10))
    }

    #[test]
    fn waits_double_up_to_the_longest_and_start_over_after_success() {
        let backoff = backoff();
        let waits: Vec<u128> = (0..8).map(|_| backoff.next(0.0).as_millis()).collect();
        assert_eq!(waits, [250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
        backoff.reset();
        assert_eq!(backoff.next(0.0).as_millis(), 250);
    }

    #[test]
    fn jitter_takes_at_most_half() {
        assert_eq!(backoff().next(1.0).as_millis(), 125);
    }
}
