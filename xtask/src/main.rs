//! `cargo xtask`: the one tool that installs, builds, runs, tests and checks this project.

mod bench;
mod check;
mod coverage;
mod database;
mod fixture;
mod fuzz;
mod install;
mod programs;
mod project;
mod run;
mod site;
mod suite;
mod tidy;

use std::process::ExitCode;

/// What every command ends with; the message is for a person.
type Result<T = ()> = std::result::Result<T, String>;

const USAGE: &str = "\
cargo xtask <command>

  demo [ARGS]         install what is missing, build, start AeThex Live with a live demo channel
  run [ARGS]          the same without the demo; ARGS go to the program (cargo xtask run -- --help)
  test [--all]        install what is missing, then every check and every test; with --all what takes longer, too: faults
                      that last, ten minutes of everyday life, third-party players, every page as a picture
  coverage            lines of the API and of the use cases that their tests run, for each file; fails below 95 %
  check               format, clippy for server and browser, rustdoc, house rules, queries, API document, list of settings, licences
  e2e [ARGS]          the browser tests alone; ARGS go to Playwright
  build               the browser's bundle and the server
  bench media [PART]  figures of the media path: viewers, publisher, slow, hostile, restart, first, open, glass, steady, nginx; all without PART
  bench accounts [PART]
                      timing: whether the time to an answer tells who has an account; sign-ups: a hundred a second; both without PART
  bench api [mix]     300 requests a second of programs with access tokens
  bench chat [PART]   cost and latency of messages beside Socket.IO and a bare loop: rates, growth, idle, slow; all without PART
  fuzz [TARGET] [SECONDS]
                      look for hostile bytes with coverage, a minute for each target; what is new goes to its corpus
  tidy                the house rules alone: who may import whom, sizes and names of files
  install [--test]    what is missing on this machine; with --test what the tests need, too
  openapi             renew docs/openapi.json, the description of the REST API
  settings            renew docs/settings.md, the list of all settings
  fixture             keep the data directory of this version's server, to be upgraded by the tests of later versions
  db prepare          renew .sqlx, which lets queries be checked without a database
  db prepare --check  fail when .sqlx is out of date
  db shell [ARGS]     psql on the database of ./data (or AETHEX_DATA_DIR)";

fn main() -> ExitCode {
    tracing_subscriber::fmt().without_time().with_target(false).with_writer(std::io::stderr).init();
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--").collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = run::catch_signals().and_then(|()| dispatch(&words));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("\nxtask: {message}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(words: &[&str]) -> Result {
    // Every path below is relative to the checkout, wherever the command was typed.
    std::env::set_current_dir(project::root()).map_err(|error| format!("cannot enter the checkout: {error}"))?;
    match words {
        ["demo", ..] => project::become_aethex(words),
        ["run", rest @ ..] => project::become_aethex(rest),
        ["test"] => suite::test(suite::Extent::Ordinary),
        ["test", "--all"] => suite::test(suite::Extent::All),
        ["coverage"] => coverage::coverage(),
        ["check"] => {
            install::install(install::For::Tests)?;
            check::check_all()
        }
        ["e2e", rest @ ..] => suite::e2e_alone(rest),
        ["build"] => {
            install::install(install::For::Running)?;
            project::build().map(drop)
        }
        ["openapi"] => check::OPENAPI.write(),
        ["settings"] => check::SETTINGS.write(),
        ["bench", "accounts", rest @ ..] => bench::accounts(rest),
        ["bench", "api", rest @ ..] => bench::api(rest),
        ["bench", "chat", rest @ ..] => bench::chat(rest),
        ["bench", "media", rest @ ..] => bench::media(rest),
        ["fuzz", rest @ ..] => fuzz::fuzz(rest),
        ["tidy"] => tidy::tidy(),
        ["install"] => install::install(install::For::Running),
        ["install", "--test"] => install::install(install::For::Tests),
        ["fixture"] => fixture::make(),
        ["db", "prepare"] => database::prepare(false),
        ["db", "prepare", "--check"] => database::prepare(true),
        ["db", "shell", rest @ ..] => database::shell(rest),
        [] | ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(())
        }
        _ => Err(format!("unknown command: {}\n\n{USAGE}", words.join(" "))),
    }
}
