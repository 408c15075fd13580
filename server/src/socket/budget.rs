//! How much a client may have the server read in a second.

use std::time::Duration;
use tokio::time::Instant;

/// Frames that a client may send per second, both on average and at once.
pub const FRAMES_PER_SECOND: i32 = 50;
const SECOND: Duration = Duration::from_secs(1);

/// The frames that may still be read. It is filled when it is looked at, so that a silent client costs no timer.
pub struct Budget {
    /// In this second. Below zero what was read cost more than a second's worth.
    left: i32,
    /// When this second began.
    second: Instant,
}

impl Budget {
    /// That of a client that has sent nothing yet.
    pub fn full() -> Self {
        Self { left: FRAMES_PER_SECOND, second: Instant::now() }
    }

    /// Whether a frame may be read.
    pub fn is_left(&self) -> bool {
        self.left > 0
    }

    /// Takes what has been read off, counted in frames.
    pub fn spend(&mut self, frames: i32) {
        self.refill();
        self.left = self.left.saturating_sub(frames);
    }

    /// Adds what the seconds that have passed allow.
    pub fn refill(&mut self) {
        let passed = self.second.elapsed().as_secs();
        let allowed = i32::try_from(passed).unwrap_or(i32::MAX).saturating_mul(FRAMES_PER_SECOND);
        self.left = self.left.saturating_add(allowed).min(FRAMES_PER_SECOND);
        self.second += SECOND * u32::try_from(passed).unwrap_or(u32::MAX);
    }

    /// When the next second begins.
    pub fn next_second(&self) -> Instant {
        self.second + SECOND
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::time::advance;

    #[tokio::test(start_paused = true)]
    async fn a_second_allows_so_many_frames_and_what_cost_more_is_made_up_for() {
        let mut budget = Budget::full();
        budget.spend(FRAMES_PER_SECOND);
        assert!(!budget.is_left());
        advance(SECOND / 2).await;
        budget.refill();
        assert!(!budget.is_left(), "half a second is none");
        advance(SECOND / 2).await;
        budget.refill();
        assert!(budget.is_left());
        budget.spend(3 * FRAMES_PER_SECOND);
        advance(SECOND * 2).await;
        budget.refill();
        assert!(!budget.is_left(), "two seconds make up for two seconds' worth");
        advance(SECOND * 1000).await;
        budget.spend(FRAMES_PER_SECOND);
        assert!(!budget.is_left(), "silence saves nothing up");
    }
}
