//! Arbitrary text causes no panic, and a value stays the same when it is written and read again.
//!
//! Each target replays its folder of `corpus`, then runs for two seconds on changed copies, the same ones each time.
#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod targets;

use testkit::fuzz::{Files, run};

const FILES: Files =
    Files { corpus: concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fuzz/corpus"), failed: env!("CARGO_TARGET_TMPDIR") };

macro_rules! tests {
    ($($name:ident)+) => { $(#[test] fn $name() { run(FILES, stringify!($name), targets::$name); })+ };
}

targets::with_each!(tests);
