//! `cargo xtask bench media`, `accounts`, `api` and `chat`: figures of the media path, of signing in and up, of the API, and of the chat, taken
//! from a release build in real time. They say what this machine does, with its load beside them; nothing here passes or fails.

use std::path::PathBuf;
use std::process::Command;

use crate::database::ThrowAway;
use crate::install::{self, For};
use crate::run::{run, step};
use crate::{Result, programs, project, site};

const CONFIG: &str = "end2end/measure/measure.config.ts";

/// What measures a figure.
enum Means {
    /// The load of `crates/media/benches/media.rs`.
    Load,
    /// A file of `end2end/measure`, in Chromium.
    Browser(&'static str),
}

/// Parts by name, in the order they run.
const PARTS: [(&str, Means); 10] = [
    ("viewers", Means::Load),
    ("publisher", Means::Load),
    ("slow", Means::Load),
    ("restart", Means::Load),
    ("hostile", Means::Load),
    ("first", Means::Browser("first_picture")),
    ("open", Means::Browser("open_page")),
    ("glass", Means::Browser("glass")),
    ("nginx", Means::Browser("nginx_rtmp")),
    ("steady", Means::Browser("steady")),
];

/// Parts of `server/benches/accounts.rs`.
const ACCOUNTS: [&str; 2] = ["timing", "sign-ups"];
/// Parts of `server/benches/api.rs`.
const API: [&str; 1] = ["mix"];
/// Parts of `server/benches/chat.rs`.
const CHAT: [&str; 4] = ["rates", "growth", "idle", "slow"];

/// Everything, or the parts that are named.
pub fn media(words: &[&str]) -> Result {
    check_parts(words, &PARTS.map(|(name, _)| name))?;
    install::install(For::Benches)?;
    let server = server()?;
    let chosen = PARTS.iter().filter(|(name, _)| words.is_empty() || words.contains(name));
    let mut failed = Vec::new();
    for (name, means) in chosen {
        let done = step(&format!("measuring: {name}"), || match means {
            Means::Load => load(("media", "media"), name, &server),
            Means::Browser(file) => browser(file, &server),
        });
        if done.is_err() {
            failed.push(*name);
        }
    }
    if failed.is_empty() { Ok(()) } else { Err(format!("not measured: {}", failed.join(", "))) }
}

/// Both parts, or the one that is named.
pub fn accounts(words: &[&str]) -> Result {
    of_server("accounts", &ACCOUNTS, words)
}

/// The mix of requests; it has no other part.
pub fn api(words: &[&str]) -> Result {
    of_server("api", &API, words)
}

/// All parts, or those that are named.
pub fn chat(words: &[&str]) -> Result {
    of_server("chat", &CHAT, words)
}

/// Parts of one of the server's benches.
fn of_server(bench: &str, parts: &[&str], words: &[&str]) -> Result {
    check_parts(words, parts)?;
    install::install(For::Running)?;
    let server = server()?;
    for name in parts.iter().filter(|name| words.is_empty() || words.contains(name)) {
        step(&format!("measuring: {name}"), || load(("aethex", bench), name, &server))?;
    }
    Ok(())
}

fn check_parts(words: &[&str], known: &[&str]) -> Result {
    match words.iter().find(|word| !known.contains(word)) {
        Some(unknown) => Err(format!("there is no part {unknown}; there are {}", known.join(", "))),
        None => Ok(()),
    }
}

/// The server to measure: the one that `AETHEX_BIN` names, else a release build.
fn server() -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("AETHEX_BIN") {
        return Ok(named.into());
    }
    site::build()?;
    step("building the server for release", || {
        run(programs::cargo().args(["build", "--locked", "--release", "--package", "aethex", "--bin", "aethex"]))
    })?;
    Ok(project::target().join("release/aethex"))
}

fn load((package, bench): (&str, &str), part: &str, server: &PathBuf) -> Result {
    let database = ThrowAway::start()?;
    let mut command = programs::cargo();
    command.args(["bench", "--locked", "--package", package, "--bench", bench, "--", part]);
    run(with_sbin(&mut command).env("AETHEX_BIN", server).env("DATABASE_URL", database.url()))
}

fn browser(file: &str, server: &PathBuf) -> Result {
    let mut playwright = programs::command("playwright");
    playwright.args(["test", "--config", CONFIG, file]).env("AETHEX_BIN", server);
    playwright.env("AETHEX_SITE_DIR", std::env::var_os("AETHEX_SITE_DIR").unwrap_or_else(|| project::site().into()));
    playwright.env_remove("DATABASE_URL").env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    if let Some(browser) = programs::browser() {
        playwright.env("CHROME_PATH", browser);
    }
    run(with_sbin(&mut playwright))
}

/// Debian installs nginx in a folder that is only on root's search path.
fn with_sbin(command: &mut Command) -> &mut Command {
    let known = command.get_envs().find(|(name, _)| *name == "PATH").and_then(|(_, path)| path.map(ToOwned::to_owned));
    let mut path = known.unwrap_or_default();
    path.push(":/usr/sbin");
    command.env("PATH", path)
}
