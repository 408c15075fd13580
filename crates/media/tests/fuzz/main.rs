//! Arbitrary bytes cause no panic and no endless work, and nothing is handed out that was not sent.
//!
//! Each target replays its folder of `corpus`, then runs for two seconds on changed copies, the same ones each time. A new
//! target is a function in `targets`, its name in the list below, and a folder of a few real inputs.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at what it did not expect")]

mod targets;

use testkit::fuzz::{Files, run};

const FILES: Files =
    Files { corpus: concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fuzz/corpus"), failed: env!("CARGO_TARGET_TMPDIR") };

macro_rules! tests {
    ($($name:ident)+) => { $(#[test] fn $name() { run(FILES, stringify!($name), targets::$name); })+ };
}

targets::with_each!(tests);
