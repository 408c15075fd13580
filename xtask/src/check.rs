//! Everything that is checked without running the program.

use crate::run::{output_of, run, step};
use crate::{Result, database, programs, tidy};

/// Crates with documentation that is part of their interface.
const DOCUMENTED: [&str; 5] = ["domain", "filter", "services", "media", "embedded-postgres"];

/// A document in the repository that the program prints.
pub struct Document {
    path: &'static str,
    /// The program's sub-command, and that of `cargo xtask`.
    command: &'static str,
}

/// The description of the REST API.
pub const OPENAPI: Document = Document { path: "docs/openapi.json", command: "openapi" };

/// All settings.
pub const SETTINGS: Document = Document { path: "docs/settings.md", command: "settings" };

/// One check: its title and what it does.
type Check = (&'static str, fn() -> Result);

const CHECKS: [Check; 9] = [
    ("format", format),
    ("clippy, server side", clippy_native),
    ("clippy, browser side", clippy_browser),
    ("rustdoc", rustdoc),
    ("house rules", tidy::tidy),
    ("queries against the schema", || database::prepare(true)),
    ("the API against docs/openapi.json", || OPENAPI.check()),
    ("settings against docs/settings.md", || SETTINGS.check()),
    ("licences and sources of dependencies", deny),
];

/// Runs every check, also after one failed; returns the titles of those that failed.
pub fn failures() -> Vec<&'static str> {
    CHECKS.iter().filter(|(title, check)| step(title, check).is_err()).map(|(title, _)| *title).collect()
}

/// Runs every check.
pub fn check_all() -> Result {
    let failed = failures();
    if failed.is_empty() { Ok(()) } else { Err(format!("failed: {}", failed.join("; "))) }
}

fn format() -> Result {
    run(programs::cargo().args(["fmt", "--all", "--check"]))?;
    // A workspace of its own.
    run(programs::cargo().args(["fmt", "--manifest-path", "fuzz/Cargo.toml", "--check"]))
}

/// Everything native at once: the server's choice of features is then the app's, too.
fn clippy_native() -> Result {
    let mut clippy = programs::cargo();
    clippy.args([
        "clippy",
        "--locked",
        "--workspace",
        "--exclude",
        "frontend",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]);
    run(&mut clippy)
}

/// In a call of its own: server functions decide client or server inside their macro crate.
fn clippy_browser() -> Result {
    let mut clippy = programs::cargo();
    clippy.args(["clippy", "--locked", "--package", "frontend", "--target", "wasm32-unknown-unknown"]);
    run(clippy.args(["--", "-D", "warnings"]))
}

fn rustdoc() -> Result {
    let mut doc = programs::cargo();
    doc.args(["doc", "--locked", "--no-deps", "--document-private-items"]).env("RUSTDOCFLAGS", "-D warnings");
    for package in DOCUMENTED {
        doc.args(["--package", package]);
    }
    run(&mut doc)
}

impl Document {
    /// Whether the repository has what the program prints.
    fn check(&self) -> Result {
        let Self { path, command } = self;
        let written = std::fs::read_to_string(path).map_err(|error| format!("cannot read {path}: {error}"))?;
        if written == self.print()? {
            return Ok(());
        }
        Err(format!("{path} is out of date; `cargo xtask {command}` writes it"))
    }

    /// Writes it.
    pub fn write(&self) -> Result {
        std::fs::write(self.path, self.print()?).map_err(|error| format!("cannot write {}: {error}", self.path))
    }

    fn print(&self) -> Result<String> {
        let mut aethex = programs::cargo();
        aethex.args(["run", "--quiet", "--locked", "--package", "aethex", "--bin", "aethex", "--", self.command]);
        output_of(&mut aethex)
    }
}

fn deny() -> Result {
    if programs::find("cargo-deny").is_none() {
        eprintln!("    skipped: cargo-deny is not installed (cargo install cargo-deny --locked)");
        return Ok(());
    }
    run(programs::cargo().args(["deny", "check", "licenses", "bans", "sources"]))
}
