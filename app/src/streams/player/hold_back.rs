//! How far behind the live edge playback aims to be: as near as the packager is cut for, further back where a line or a device
//! stutters, and nearer again once it has held for a while. hls.js's own distance only ever grows.

/// Seconds that the packager is cut for; the same as `liveSyncDuration` in the settings.
const NEAREST: f64 = 1.0;
/// Further back than this, a viewer would be too far behind the chat.
const FURTHEST: f64 = 2.5;
/// Seconds further back after each stall, and nearer after each calm.
const STEP: f64 = 0.25;
/// Milliseconds without a stall that are worth a step.
const CALM: f64 = 15_000.0;

/// The distance that one player aims for. Times are in milliseconds of any one clock.
#[derive(Clone, Copy, Debug)]
pub struct HoldBack {
    seconds: f64,
    since: f64,
}

impl Default for HoldBack {
    fn default() -> Self {
        Self { seconds: NEAREST, since: 0.0 }
    }
}

impl HoldBack {
    /// Seconds behind the edge.
    pub fn seconds(self) -> f64 {
        self.seconds
    }

    /// The new distance after a stall: one step further back, up to a limit.
    pub fn stalled(self, now: f64) -> Self {
        Self { seconds: (self.seconds + STEP).min(FURTHEST), since: now }
    }

    /// The distance while playback goes on: one step nearer after a calm time.
    pub fn held(self, now: f64) -> Self {
        if self.seconds > NEAREST && now - self.since >= CALM {
            Self { seconds: (self.seconds - STEP).max(NEAREST), since: now }
        } else {
            self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_stall_goes_a_step_back_and_there_is_an_end() {
        let after = |stalls| (0..stalls).fold(HoldBack::default(), |hold_back, _| hold_back.stalled(0.0)).seconds();
        assert_eq!([0, 1, 2, 100].map(after), [1.0, 1.25, 1.5, 2.5]);
    }

    #[test]
    fn calm_brings_it_back_a_step_at_a_time() {
        let mut hold_back = HoldBack::default().stalled(0.0).stalled(1_000.0);
        let mut after = |now| {
            hold_back = hold_back.held(now);
            hold_back.seconds()
        };
        let seen = [15_999.0, 16_000.0, 30_999.0, 31_000.0, 500_000.0].map(&mut after);
        assert_eq!(seen, [1.5, 1.25, 1.25, 1.0, 1.0]);
    }
}
