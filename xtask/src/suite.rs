//! `cargo xtask test`: every check and every test, and one line at the end that says how it went.

mod count;

use std::num::NonZero;
use std::process::Command;
use std::thread;
use std::time::Instant;

use count::Count;

use crate::database::ThrowAway;
use crate::install::{self, For};
use crate::run::{interrupted, run_listening, step};
use crate::{Result, check, programs, project};

const BROWSER_TESTS: &str = "end2end/playwright.config.ts";
const LONG_TESTS: &str = "end2end/all.config.ts";

/// How many of the tests to run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// The tests that CI runs.
    Ordinary,
    /// Also the tests that take longer.
    All,
}

/// Installs what is missing, then runs everything, also after something failed.
pub fn test(extent: Extent) -> Result {
    let begin = Instant::now();
    install::install(if extent == Extent::All { For::AllTests } else { For::Tests })?;
    let mut failed: Vec<&str> = check::failures();
    let mut count = Count::default();
    let built = project::build();
    if built.is_err() {
        failed.push("build");
    }
    if step("unit and integration tests", || rust_tests(&mut count)).is_err() {
        failed.push("unit and integration tests");
    }
    let mut in_browsers = vec![("browser tests", BROWSER_TESTS)];
    if extent == Extent::All {
        in_browsers.push(("long tests", LONG_TESTS));
    }
    for (title, config) in in_browsers {
        if built.is_err() {
            eprintln!("\n    {title}: skipped, nothing was built");
        } else if step(title, || playwright(config, &[], &mut count)).is_err() {
            failed.push(title);
        }
    }
    if interrupted() {
        return Err("stopped".into());
    }
    // A step that failed without a failed test of its own counts as one failure.
    let failures = count.failed.max(failed.len());
    let minutes = begin.elapsed().as_secs_f32() / 60.0;
    eprintln!("\n==> all done in {minutes:.1} min");
    for second_try in count.second_tries() {
        println!("{second_try}");
    }
    println!("{} passed, {failures} failed", count.passed);
    if failed.is_empty() { Ok(()) } else { Err(format!("failed: {}", failed.join("; "))) }
}

/// The browser tests alone.
pub fn e2e_alone(arguments: &[&str]) -> Result {
    install::install(For::Tests)?;
    project::build()?;
    step("browser tests", || playwright(BROWSER_TESTS, arguments, &mut Count::default()))
}

/// What is tested in one call of cargo. The media crate's tests turn on a part of tokio that the others do without; in one
/// call with them everything would be built a second time.
struct Selection {
    packages: &'static [&'static str],
    /// How many tests run at once for each core: those of a server mostly wait for it, those of the media crate keep a core busy each.
    tests_per_core: usize,
}

const SELECTIONS: [Selection; 2] = [
    Selection { packages: &["--workspace", "--exclude", "frontend", "--exclude", "media"], tests_per_core: 3 },
    Selection { packages: &["--package", "media"], tests_per_core: 1 },
];

/// Every crate's tests, each with a database of its own on one throw-away server.
fn rust_tests(count: &mut Count) -> Result {
    let database = ThrowAway::start()?;
    let mut ran = Ok(());
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    for Selection { packages, tests_per_core } in SELECTIONS {
        let mut tests = programs::cargo();
        tests.args(["nextest", "run", "--locked", "--no-fail-fast"]).args(packages);
        tests.args(["--test-threads", &(cores * tests_per_core).to_string()]);
        let mut examples = programs::cargo();
        examples.args(["test", "--locked", "--no-fail-fast", "--doc"]).args(packages);
        for mut command in [tests, examples] {
            command.env("DATABASE_URL", database.url()).env("AETHEX_SITE_DIR", project::site());
            ran = listen(command, count).and(ran);
        }
    }
    ran
}

/// End-to-end tests in a real browser, against the server just built.
fn playwright(config: &str, arguments: &[&str], count: &mut Count) -> Result {
    let mut playwright = programs::command("playwright");
    playwright.args(["test", "--config", config]).args(arguments);
    playwright.env("AETHEX_BIN", project::server()).env("AETHEX_SITE_DIR", project::site());
    // The tests' servers run on their embedded defaults.
    playwright.env_remove("DATABASE_URL").env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    if let Some(browser) = programs::browser() {
        playwright.env("CHROME_PATH", browser);
    }
    listen(playwright, count)
}

fn listen(mut command: Command, count: &mut Count) -> Result {
    let (result, lines) = run_listening(&mut command)?;
    lines.iter().for_each(|line| count.add_line(line));
    result
}
