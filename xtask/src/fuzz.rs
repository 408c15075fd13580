//! `cargo xtask fuzz`: libFuzzer over the crates' fuzz targets, led by coverage. What it finds joins their corpora.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::install::cargo_fuzz;
use crate::run::{interrupted, run, step};
use crate::{Result, programs};

/// Seconds for each target by default.
const SECONDS: u32 = 60;
/// Each holds a folder of inputs for each target of a crate, named after it.
const CORPORA: [&str; 2] = ["crates/domain/tests/fuzz/corpus", "crates/media/tests/fuzz/corpus"];
/// Where cargo-fuzz builds, and where inputs stay that add too little to join a corpus.
const WORK: &str = "target/fuzz";
/// Most files and bytes that join a corpus in one run.
const FILES: usize = 100;
const BYTES: u64 = 64 * 1024;

/// `[TARGET] [SECONDS]`; an input that makes a target fail is kept in its corpus, to be committed with the fix.
pub fn fuzz(arguments: &[&str]) -> Result {
    let wrong = || format!("what is {}? cargo xtask fuzz [TARGET] [SECONDS]", arguments.join(" "));
    let (target, seconds) = match arguments {
        [] => (None, SECONDS),
        [one] => one.parse().map_or((Some(*one), SECONDS), |seconds| (None, seconds)),
        [target, seconds] => (Some(*target), seconds.parse().map_err(|_| wrong())?),
        _ => return Err(wrong()),
    };
    let corpora = corpora(target)?;
    step("looking for what is missing on this machine", cargo_fuzz)?;
    step("building the fuzzer", || run(cargo_fuzz_command("build").args(["--target-dir", WORK])))?;
    let failed: Vec<String> = corpora
        .iter()
        .map(|corpus| (name(corpus), step(&format!("{} for {seconds} s", name(corpus)), || explore(corpus, seconds))))
        .filter_map(|(name, ran)| ran.err().map(|_| name))
        .collect();
    if interrupted() {
        return Err("stopped".into());
    }
    if failed.is_empty() { Ok(()) } else { Err(format!("failed, inputs are in their corpora: {}", failed.join(", "))) }
}

/// The folders of the target, or of all.
fn corpora(target: Option<&str>) -> Result<Vec<PathBuf>> {
    let mut all: Vec<PathBuf> = CORPORA
        .iter()
        .flat_map(|dir| fs::read_dir(dir).into_iter().flatten().flatten())
        .map(|dir| dir.path())
        .collect();
    all.sort();
    let Some(target) = target else { return Ok(all) };
    let known = all.iter().map(|corpus| name(corpus)).collect::<Vec<_>>().join(", ");
    all.retain(|corpus| name(corpus) == target);
    if all.is_empty() { Err(format!("there is no target {target}; there are {known}")) } else { Ok(all) }
}

/// The target that a corpus is of.
fn name(corpus: &Path) -> String {
    corpus.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Fuzzes a target, then adds to its corpus a few inputs that reach code which the corpus does not reach yet.
fn explore(corpus: &Path, seconds: u32) -> Result {
    let found = Path::new(WORK).join("corpus").join(name(corpus));
    fs::create_dir_all(&found).map_err(|error| format!("cannot make {}: {error}", found.display()))?;
    let artifacts = format!("-artifact_prefix={}/", corpus.display());
    let limits = ["-timeout=20", "-report_slow_units=20", "-rss_limit_mb=1024", "-print_final_stats=1", &artifacts];
    let fuzzer = |dirs: [&Path; 2], options: &[&str]| {
        let mut fuzzer = cargo_fuzz_command("run");
        fuzzer.args(["--target-dir", WORK, "fuzz"]).args(dirs).arg("--").args(limits).args(options);
        run(fuzzer.env("FUZZ_TARGET", name(corpus)))
    };
    fuzzer([&found, corpus], &[&format!("-max_total_time={seconds}")])?;
    let before = files(corpus)?;
    // By the code that is reached, not how often it is: corpora stay small.
    fuzzer([corpus, &found], &["-set_cover_merge=1", "-use_counters=0"])?;
    thin_out(corpus, &before)
}

/// Removes new inputs beyond the bounds. libFuzzer writes those first that add most.
fn thin_out(corpus: &Path, before: &[PathBuf]) -> Result {
    let mut new = files(corpus)?;
    new.retain(|file| !before.contains(file));
    new.sort_by_key(|file| fs::metadata(file).and_then(|about| about.modified()).ok());
    let (mut files_left, mut bytes_left) = (FILES, BYTES);
    for file in &new {
        let size = fs::metadata(file).map_or(0, |about| about.len());
        if files_left > 0 && size <= bytes_left {
            (files_left, bytes_left) = (files_left - 1, bytes_left - size);
        } else {
            fs::remove_file(file).map_err(|error| format!("cannot remove {}: {error}", file.display()))?;
        }
    }
    eprintln!("    {}: {} new inputs in {}", name(corpus), FILES - files_left, corpus.display());
    Ok(())
}

fn files(corpus: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(corpus).map_err(|error| format!("cannot read {}: {error}", corpus.display()))?;
    Ok(entries.flatten().map(|entry| entry.path()).collect())
}

/// A subcommand of cargo-fuzz on nightly, for the crate in `fuzz/`. Without sanitizers, which look for faults of unsafe code: there is none
/// of ours, and the targets run twice as often.
fn cargo_fuzz_command(subcommand: &str) -> Command {
    let mut rustup = programs::command("rustup");
    rustup.args(["run", "nightly", "cargo", "fuzz", subcommand, "--sanitizer", "none"]);
    // The toolchain and the directory of the build that this tool is of.
    for variable in ["CARGO", "RUSTUP_TOOLCHAIN", "CARGO_TARGET_DIR"] {
        rustup.env_remove(variable);
    }
    rustup
}
