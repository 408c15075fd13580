//! Installs what this machine lacks, and says so; quick where nothing is missing.

mod system;
mod tools;

use std::fs;

use crate::run::{output_of, run, step};
use crate::{Result, programs};
pub use tools::cargo_fuzz;

/// The commands that must work afterwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum For {
    /// `run` and `demo`.
    Running,
    /// Also `test`.
    Tests,
    /// Also `bench`: the programs to compare with.
    Benches,
    /// Also `test --all`: players that are programs.
    AllTests,
}

impl For {
    /// Whether what is needed for `other` is needed for this, too.
    pub fn includes(self, other: Self) -> bool {
        match other {
            Self::Running => true,
            Self::Tests => self != Self::Running,
            Self::Benches | Self::AllTests => self == other,
        }
    }
}

/// Installs what is missing: system packages, the browser's compiler target, wasm-split and wasm-bindgen, npm's packages.
pub fn install(purpose: For) -> Result {
    step("looking for what is missing on this machine", || {
        node_is_there()?;
        system::install(purpose)?;
        tools::install(purpose)?;
        npm()
    })
}

/// Node is left to the user to install, because every machine has its own way.
fn node_is_there() -> Result {
    let version = output_of(programs::command("node").arg("--version"));
    let version = version.map_err(|_| "Node.js 20 or newer is needed (https://nodejs.org, or your package manager)")?;
    let major = version.trim().trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    if major.is_some_and(|major| major >= 20) {
        return Ok(());
    }
    Err(format!("Node.js 20 or newer is needed, found {}", version.trim()))
}

/// `npm ci`, unless `node_modules` was made from this very lock file.
fn npm() -> Result {
    const STAMP: &str = "node_modules/.made-from";
    let lock = fs::read("package-lock.json").map_err(|error| format!("cannot read package-lock.json: {error}"))?;
    if fs::read(STAMP).is_ok_and(|made_from| made_from == lock) {
        return Ok(());
    }
    eprintln!("    npm's packages: style sheet compiler, player, font, browser tests");
    // The tests use the system's browser.
    run(programs::command("npm").args(["ci", "--no-audit", "--no-fund"]).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))?;
    fs::write(STAMP, lock).map_err(|error| format!("cannot write {STAMP}: {error}"))
}
