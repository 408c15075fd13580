//! `cargo xtask fuzz`: all fuzz targets for longer than in the tests, with a new seed each time.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::run::{run, step};
use crate::{Result, programs};

/// Seconds for each target by default.
const SECONDS: &str = "60";

/// `[target] [--seconds N]`; an input that makes a target fail is kept in its corpus, to be committed with the fix.
pub fn fuzz(arguments: &[&str]) -> Result {
    let (mut target, mut seconds) = (None, SECONDS);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match *argument {
            "--seconds" => seconds = rest.next().ok_or("--seconds needs a number")?,
            name if !name.starts_with('-') && target.is_none() => target = Some(name),
            other => return Err(format!("what is {other}? cargo xtask fuzz [target] [--seconds N]")),
        }
    }
    seconds.parse::<u64>().map_err(|_| format!("--seconds: {seconds} is no number"))?;
    let seed = SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |now| now.as_secs());
    step(&format!("fuzzing {} with seed {seed}, {seconds} s each", target.unwrap_or("everything")), || {
        let mut tests = programs::cargo();
        tests.args([
            "test",
            "--locked",
            "--package",
            "media",
            "--package",
            "domain",
            "--test",
            "fuzz",
            "--no-fail-fast",
        ]);
        tests.args(["--", "--nocapture"]);
        tests.args(target.iter().flat_map(|name| ["--exact", name]));
        tests.env("FUZZ_SECONDS", seconds).env("FUZZ_SEED", seed.to_string()).env("FUZZ_SAVE", "1");
        run(&mut tests)
    })
}
