//! What attackers did and were answered, counted.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex};

/// Counts by what was counted. Clones share them.
#[derive(Clone, Default)]
pub struct Tally(Arc<Mutex<BTreeMap<String, u64>>>);

impl Tally {
    /// Counts this once more.
    pub fn count(&self, what: &str) {
        let mut counts = self.0.lock().unwrap();
        match counts.get_mut(what) {
            Some(count) => *count += 1,
            None => drop(counts.insert(what.to_owned(), 1)),
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = self.0.lock().unwrap();
        let each: Vec<String> = counts.iter().map(|(what, count)| format!("{what}: {count}")).collect();
        f.write_str(&each.join(", "))
    }
}
