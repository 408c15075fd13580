//! Pauses before retries, which double with each further failure.

use domain::StreamId;
use std::collections::HashMap;
use std::time::{Duration, Instant};

/// Pause after the first failure.
const FIRST: Duration = Duration::from_millis(500);
/// Longest pause of a stream, so that recordings are finished soon after a long outage of the storage.
const LONGEST: Duration = Duration::from_secs(60);

/// The pause after this many failures in a row, one or more.
pub fn pause(failures: u32, longest: Duration) -> Duration {
    (FIRST * 2u32.saturating_pow(failures.saturating_sub(1))).min(longest)
}

/// Streams for which an operation on the recording failed, and when to retry.
#[derive(Default)]
pub struct RetryPauses(HashMap<StreamId, (u32, Instant)>);

impl RetryPauses {
    /// Whether the stream may be tried now.
    pub fn is_over(&self, stream: StreamId, now: Instant) -> bool {
        self.0.get(&stream).is_none_or(|(_, until)| *until <= now)
    }

    /// The streams that may not be tried yet.
    pub fn resting(&self, now: Instant) -> impl Iterator<Item = StreamId> {
        self.0.iter().filter(move |(_, (_, until))| *until > now).map(|(stream, _)| *stream)
    }

    /// Notes the result of an attempt.
    pub fn note(&mut self, stream: StreamId, is_done: bool, now: Instant) {
        if is_done {
            self.0.remove(&stream);
            return;
        }
        let (failures, until) = self.0.entry(stream).or_insert((0, now));
        *failures = failures.saturating_add(1);
        *until = now + pause(*failures, LONGEST);
    }

    /// Whether no stream has failed since its last success.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn pauses_double_up_to_the_longest() {
        let seconds: Vec<f64> = (1..=8).map(|failures| pause(failures, LONGEST).as_secs_f64()).collect();
        assert_eq!(seconds, [0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0]);
        assert_eq!(pause(u32::MAX, LONGEST), LONGEST);
    }

    #[test]
    fn a_stream_waits_after_failures_of_its_own_until_it_is_done() {
        let (one, other) = (StreamId::from(Uuid::from_u128(1)), StreamId::from(Uuid::from_u128(2)));
        let (mut pauses, start) = (RetryPauses::default(), Instant::now());
        let at = |milliseconds| start + Duration::from_millis(milliseconds);
        pauses.note(one, false, at(0));
        assert!(!pauses.is_over(one, at(499)) && pauses.is_over(one, at(500)) && pauses.is_over(other, at(0)));
        assert!(pauses.resting(at(499)).eq([one]) && pauses.resting(at(500)).next().is_none());
        pauses.note(one, false, at(500));
        assert!(!pauses.is_over(one, at(1499)) && pauses.is_over(one, at(1500)));
        pauses.note(other, true, at(0));
        assert!(!pauses.is_empty());
        pauses.note(one, true, at(1500));
        assert!(pauses.is_empty());
        pauses.note(one, false, at(2000));
        assert!(pauses.is_over(one, at(2500)), "what was done is forgotten");
    }
}
