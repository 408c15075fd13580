//! Fuzzing: runs a target on its corpus first, then on changed copies of it, until the time is up.
//!
//! A target is a test. It runs in a thread of its own, so that one which never ends is noticed, and its input kept, like one
//! that panics. The seed is always the same: a test that fails fails again. `cargo xtask fuzz` looks for new inputs with coverage.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at what it did not expect")]

mod mutator;

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use std::{fs, thread};

use mutator::{Random, mutate};

/// The function under test: it must return, and panics when something is wrong.
pub type Target = fn(&[u8]);

/// Time for the changed copies of one target, once there were as many as must be. A bound: the seed makes the inputs.
const TIME: Duration = Duration::from_secs(2);
/// Changed copies that are tried however long they take, and most of them.
const LEAST: u64 = 1_000;
const MOST: u64 = 200_000;
const SEED: u64 = 1;
/// One input that takes longer than this never ends. Generous: machines that test are busy.
const LONGEST: Duration = Duration::from_secs(60);
/// Most memory of the whole process, in KiB.
const MEMORY: u64 = 1024 * 1024;

/// The input at hand: which one it is, since when, and its bytes.
struct Current {
    number: u64,
    since: Instant,
    bytes: Arc<[u8]>,
}

/// Where a crate's targets have their inputs.
#[derive(Clone, Copy, Debug)]
pub struct Files {
    /// Holds a folder of inputs for each target, named after it.
    pub corpus: &'static str,
    /// Takes the inputs that fail.
    pub failed: &'static str,
}

/// Runs `target` over its corpus and over changed copies of it, 1000 of them at least.
///
/// # Panics
/// When the target panics or does not return, with a message that names a file with the input.
pub fn run(files: Files, name: &'static str, target: Target) {
    let corpus = files.corpus(name);
    assert!(!corpus.is_empty(), "{} holds no input", files.folder(name).display());
    let inputs = corpus.len();
    let current = Arc::new(Mutex::new(Current { number: 0, since: Instant::now(), bytes: Arc::from([]) }));
    let (done, is_done) = mpsc::channel();
    let worker = thread::spawn({
        let current = Arc::clone(&current);
        move || {
            let attempt = |number, bytes: Arc<[u8]>| {
                let now = Current { number, since: Instant::now(), bytes: Arc::clone(&bytes) };
                *current.lock().unwrap() = now;
                target(&bytes);
            };
            corpus.iter().for_each(|bytes| attempt(0, bytes.as_slice().into()));
            let begin = Instant::now();
            let mut number = 0;
            while number < LEAST || number < MOST && begin.elapsed() < TIME {
                number += 1;
                // A seed of its own for each input: any of them can be made again without those before it.
                attempt(number, mutate(&mut Random::new(SEED, number), &corpus).into());
            }
            let _ = done.send(number);
        }
    });
    let tried = loop {
        match is_done.recv_timeout(Duration::from_secs(1)) {
            Ok(tried) => break tried,
            Err(RecvTimeoutError::Disconnected) => fail(files, name, &current, "the target panicked"),
            Err(RecvTimeoutError::Timeout) => {
                let since = current.lock().unwrap_or_else(PoisonError::into_inner).since;
                if since.elapsed() > LONGEST {
                    fail(files, name, &current, "the target did not return");
                }
            }
        }
    };
    worker.join().expect("it has ended well");
    println!("{name}: {tried} changed inputs of {inputs} in the corpus");
    let peak = peak_memory();
    assert!(peak.is_none_or(|peak| peak < MEMORY), "{name} took {peak:?} KiB of memory");
}

fn fail(files: Files, name: &str, current: &Mutex<Current>, what: &str) -> ! {
    let current = current.lock().unwrap_or_else(PoisonError::into_inner);
    let (number, bytes) = (current.number, &current.bytes);
    let hash = bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    let path = Path::new(files.failed).join(format!("{name}-{hash:016x}"));
    let kept = fs::write(&path, bytes).map(|()| path.display().to_string()).unwrap_or_else(|error| error.to_string());
    panic!("{name}: {what} (input {number}); its {} bytes are kept: {kept}", bytes.len());
}

impl Files {
    /// The inputs of a target in the order of their names, so that a seed means the same everywhere.
    ///
    /// # Panics
    /// When one of them cannot be read.
    pub fn corpus(self, name: &str) -> Vec<Vec<u8>> {
        let entries = fs::read_dir(self.folder(name)).into_iter().flatten().flatten();
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        paths.sort();
        paths.iter().map(|path| fs::read(path).unwrap()).collect()
    }

    fn folder(self, name: &str) -> PathBuf {
        Path::new(self.corpus).join(name)
    }
}

/// The most memory this process ever held, in KiB, where the system tells.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU64, Ordering};

    #[test]
    fn a_slow_target_is_tried_a_thousand_times_all_the_same() {
        static TRIED: AtomicU64 = AtomicU64::new(0);
        // Slow enough that the time is up long before: the bound of the count must hold on a busy machine too.
        fn slow(_: &[u8]) {
            TRIED.fetch_add(1, Ordering::Relaxed);
            thread::sleep(Duration::from_millis(4));
        }
        run(
            Files { corpus: concat!(env!("CARGO_MANIFEST_DIR"), "/src"), failed: env!("CARGO_MANIFEST_DIR") },
            "fuzz",
            slow,
        );
        let corpus = 1;
        assert_eq!(TRIED.load(Ordering::Relaxed), corpus + 1000);
    }
}
