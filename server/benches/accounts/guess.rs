//! How often a guess from time alone is right: a threshold is learnt from one half of the tries and used on the other half.

/// One try: whether the address was known, and the time to its answer.
#[derive(Clone, Copy)]
pub struct Try {
    pub is_known: bool,
    pub seconds: f64,
}

/// The result on the half that the threshold was not learnt from.
pub struct Guess {
    right: usize,
    of: usize,
}

impl Guess {
    /// Every second try teaches, and the others are guessed, so that both halves saw the same load. The tries are in the order in which they
    /// were made, which must be random.
    pub fn of(tries: &[Try]) -> Self {
        let (taught, guessed): (Vec<_>, Vec<_>) = tries.iter().enumerate().partition(|(number, _)| number % 2 == 0);
        let taught: Vec<Try> = taught.into_iter().map(|(_, one)| *one).collect();
        let (threshold, known_is_slower) = learn(taught);
        let is_right = |one: &Try| ((one.seconds > threshold) == known_is_slower) == one.is_known;
        Self { right: guessed.iter().filter(|(_, one)| is_right(one)).count(), of: guessed.len() }
    }

    /// The share of right guesses.
    pub fn share(&self) -> f64 {
        self.right as f64 / self.of as f64
    }

    /// Its 95 % interval (Wilson's score).
    pub fn interval(&self) -> (f64, f64) {
        const Z: f64 = 1.96;
        let (share, of) = (self.share(), self.of as f64);
        let centre = share + Z * Z / (2.0 * of);
        let margin = Z * (share * (1.0 - share) / of + Z * Z / (4.0 * of * of)).sqrt();
        let whole = 1.0 + Z * Z / of;
        ((centre - margin) / whole, (centre + margin) / whole)
    }
}

/// The time that divides best, and whether known addresses lie above it.
fn learn(mut tries: Vec<Try>) -> (f64, bool) {
    tries.sort_by(|one, other| one.seconds.total_cmp(&other.seconds));
    let known_in_all = tries.iter().filter(|one| one.is_known).count();
    let (mut best, mut learnt) = (0, (0.0, true));
    let mut known_below = 0;
    for (number, one) in tries.iter().enumerate() {
        known_below += usize::from(one.is_known);
        let (below, above) = (number + 1, tries.len() - number - 1);
        // Right guesses if known addresses are slower, and if they are faster.
        let slower = (below - known_below) + (known_in_all - known_below);
        let faster = known_below + (above - (known_in_all - known_below));
        for (right, known_is_slower) in [(slower, true), (faster, false)] {
            if right > best {
                (best, learnt) = (right, (one.seconds, known_is_slower));
            }
        }
    }
    learnt
}

/// The median of the tries' times, in milliseconds.
pub fn median(tries: &[Try], is_known: bool) -> f64 {
    let mut times: Vec<f64> = tries.iter().filter(|one| one.is_known == is_known).map(|one| one.seconds).collect();
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).map_or(f64::NAN, |seconds| seconds * 1000.0)
}
