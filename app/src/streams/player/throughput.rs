//! How fast parts of a live stream come, for the automatic choice of a rendition.
//!
//! At the live edge a part takes a few milliseconds four times a second on a good line. An average by the time that loading
//! took, as players for longer segments keep it, is then ruled by what was before for ten seconds after the line turns bad,
//! while no more than one second is buffered; and a line that turns good again counts for next to nothing. Here a part that comes
//! slower than it plays makes everything before it worthless, and what has come since counts alike. It may have been a hiccup:
//! eight seconds of a smaller picture are the lesser harm, for a second such part would be a picture that stands still.

use std::collections::VecDeque;

/// Parts that count at most: eight seconds of parts of 250 ms. After a step down the level stays lower for as long.
const PARTS: usize = 32;
/// Seconds that even a short part may take.
const SHORT: f64 = 0.2;
/// A body that comes in one piece is not infinitely fast: seconds it is taken to have needed at least.
const LEAST: f64 = 0.002;

/// The measured throughput of a line.
#[derive(Debug, Default)]
pub struct Throughput {
    /// Bits, and the seconds between the first and the last of them.
    parts: VecDeque<(f64, f64)>,
    /// What the line carried when a part was last slow (bits per second), and how many have come since.
    ceiling: Option<(f64, usize)>,
    /// The next part is not counted.
    is_clogged: bool,
}

impl Throughput {
    /// Notes a part: its bytes, how long its body took from the first of them to the last, and how long it plays, both in seconds.
    pub fn note(&mut self, bytes: f64, took: f64, plays: f64) {
        if std::mem::take(&mut self.is_clogged) {
            return;
        }
        let part = (bytes * 8.0, took.max(LEAST));
        if took > plays.max(SHORT) {
            self.parts.clear();
            self.ceiling = Some((part.0 / part.1, 0));
        } else if let Some((_, since)) = &mut self.ceiling {
            *since += 1;
            self.ceiling = self.ceiling.filter(|(_, since)| *since < PARTS);
        }
        if self.parts.len() == PARTS {
            self.parts.pop_front();
        }
        self.parts.push_back(part);
    }

    /// A smaller rendition comes next: its first part shares the line with what is still on it of the larger one.
    pub fn goes_down(&mut self) {
        self.is_clogged = true;
    }

    /// The measured throughput; infinite before the first part.
    pub fn bits_per_second(&self) -> f64 {
        let ceiling = self.ceiling.map_or(f64::INFINITY, |(ceiling, _)| ceiling);
        let (bits, seconds) = self.parts.iter().fold((0.0, 0.0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
        if self.parts.is_empty() { f64::INFINITY } else { ceiling.min(bits / seconds) }
    }
}

#[cfg(test)]
mod tests {
    use super::{PARTS, Throughput};

    /// Bytes of a quarter of a second of 2.5 Mbit/s.
    const PART: f64 = 78_125.0;

    /// Notes so many parts alike, and tells what the line is taken for then.
    fn after(line: &mut Throughput, parts: usize, bytes: f64, took: f64) -> f64 {
        (0..parts).for_each(|_| line.note(bytes, took, 0.25));
        line.bits_per_second()
    }

    #[test]
    fn the_first_part_that_comes_too_slowly_tells_the_throughput() {
        let mut line = Throughput::default();
        assert!(after(&mut line, 100, PART, 0.005) > 100e6);
        let estimate = after(&mut line, 1, PART, 0.347);
        assert!((1.75e6..1.85e6).contains(&estimate), "{estimate}");
    }

    #[test]
    fn a_large_part_within_its_time_changes_little() {
        let mut line = Throughput::default();
        after(&mut line, PARTS, PART, 0.1);
        let estimate = after(&mut line, 1, 4.0 * PART, 0.24);
        assert!((6.2e6..7.2e6).contains(&estimate), "{estimate}");
    }

    #[test]
    fn a_short_part_need_not_come_within_its_time() {
        let mut line = Throughput::default();
        after(&mut line, PARTS, PART, 0.005);
        (0..2).for_each(|_| line.note(PART / 4.0, 0.1, 0.067));
        assert!(line.bits_per_second() > 20e6);
    }

    #[test]
    fn a_line_that_is_good_again_is_believed_after_eight_seconds() {
        let (mut line, small) = (Throughput::default(), PART / 5.0);
        after(&mut line, 1, PART, 0.347);
        let (soon, later) = (after(&mut line, PARTS - 1, small, 0.003), after(&mut line, 1, small, 0.003));
        assert!(soon < 1.85e6 && later > 20e6, "{soon} {later}");
    }

    #[test]
    fn the_first_part_after_going_down_tells_nothing() {
        let mut line = Throughput::default();
        let narrow = after(&mut line, 1, PART, 0.347);
        line.goes_down();
        assert!((after(&mut line, 1, PART / 5.0, 0.336) - narrow).abs() < 1.0, "{narrow}");
        assert!(after(&mut line, 1, PART / 5.0, 0.336) < 0.5e6, "the second one counts");
    }

    #[test]
    fn a_body_in_one_piece_is_not_infinitely_fast() {
        assert_eq!(Throughput::default().bits_per_second(), f64::INFINITY);
        let estimate = after(&mut Throughput::default(), 1, 2_500.0, 0.0);
        assert!((9e6..11e6).contains(&estimate), "{estimate}");
    }
}
