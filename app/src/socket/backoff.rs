//! How long to wait before trying again: doubling with jitter, so that a restarted server is not met by everybody at once.

/// A growing wait. Pure: randomness comes from outside.
#[derive(Clone, Copy, Debug)]
pub struct Backoff {
    first_ms: f64,
    longest_ms: f64,
    attempts: i32,
}

impl Backoff {
    /// Waits from `first_ms` up to `longest_ms`, both in milliseconds.
    pub const fn new(first_ms: f64, longest_ms: f64) -> Self {
        Self { first_ms, longest_ms, attempts: 0 }
    }

    /// Milliseconds until the next attempt; `random` lies in 0..1 and takes up to half of the wait away.
    pub fn next(&mut self, random: f64) -> f64 {
        let full = (self.first_ms * f64::powi(2.0, self.attempts)).min(self.longest_ms);
        // Beyond this the wait is the longest anyway; a night offline must not overflow the power.
        self.attempts = (self.attempts + 1).min(16);
        full * (1.0 - random / 2.0)
    }

    /// It worked: the next loss starts from the shortest wait.
    pub fn reset(&mut self) {
        self.attempts = 0;
    }

    /// Attempts since it last worked, at most 16.
    pub fn attempts(&self) -> i32 {
        self.attempts
    }
}

#[cfg(test)]
mod tests {
    use super::Backoff;

    #[test]
    fn waits_double_up_to_the_longest_and_start_over_after_success() {
        let mut backoff = Backoff::new(250.0, 10_000.0);
        let waits: Vec<f64> = (0..8).map(|_| backoff.next(0.0)).collect();
        assert_eq!(waits, [250.0, 500.0, 1000.0, 2000.0, 4000.0, 8000.0, 10_000.0, 10_000.0]);
        backoff.reset();
        assert_eq!(backoff.next(0.0), 250.0);
    }

    #[test]
    fn jitter_takes_at_most_half() {
        assert_eq!(Backoff::new(250.0, 10_000.0).next(1.0), 125.0);
    }
}
