//! Rust's parts and the two programs that turn `frontend` into what browsers load.

use std::fs;
use std::path::Path;

use super::For;
use crate::run::{output_of, run, succeeds};
use crate::{Result, programs};

/// Goes with the version of `wasm_split_helpers` in Cargo.lock.
const WASM_SPLIT: &str = "0.2.3";
/// The same as in Cargo.toml.
const WASM_BINDGEN: &str = "0.2.130";
const NEXTEST: &str = "0.9.143";
const CARGO_FUZZ: &str = "0.13.2";

/// Installs the compiler's parts, wasm-split and wasm-bindgen.
pub fn install(purpose: For) -> Result {
    wasm_target()?;
    if purpose.includes(For::Tests) {
        component("rustfmt", "fmt")?;
        component("clippy", "clippy")?;
        if programs::find("cargo-nextest").is_none() {
            eprintln!("    cargo-nextest {NEXTEST}, which runs the tests: built from source once, about three minutes");
            let features = ["--no-default-features", "--features", "default-no-update"];
            cargo_install("cargo-nextest", NEXTEST, &[&["--locked"], &features[..]].concat())?;
        }
    }
    if !is_installed("wasm_split_cli_support", WASM_SPLIT) {
        eprintln!("    wasm-split {WASM_SPLIT}: built from source once, about one minute");
        cargo_install("wasm_split_cli_support", WASM_SPLIT, &["--locked", "--features", "build-binary"])?;
    }
    if version("wasm-bindgen") != Some(WASM_BINDGEN.to_owned()) {
        eprintln!("    wasm-bindgen {WASM_BINDGEN}: built from source once, about one minute");
        cargo_install("wasm-bindgen-cli", WASM_BINDGEN, &[])?;
    }
    Ok(())
}

/// Installs what fuzzing needs besides: a nightly compiler and cargo-fuzz.
pub fn cargo_fuzz() -> Result {
    if programs::find("c++").is_none() {
        return Err(
            "a C++ compiler is needed, which libFuzzer is built with (on Debian and Ubuntu: apt install g++)".into()
        );
    }
    if !succeeds(programs::command("rustup").args(["run", "nightly", "rustc", "--version"])) {
        eprintln!("    Rust nightly, which alone can measure coverage for the fuzzer");
        run(programs::command("rustup").args(["toolchain", "install", "nightly", "--profile", "minimal"]))?;
    }
    if programs::find("cargo-fuzz").is_none() {
        eprintln!("    cargo-fuzz {CARGO_FUZZ}: built from source once, about one minute");
        cargo_install("cargo-fuzz", CARGO_FUZZ, &["--locked"])?;
    }
    Ok(())
}

fn wasm_target() -> Result {
    let libraries = ["--print", "target-libdir", "--target", "wasm32-unknown-unknown"];
    let there = output_of(programs::command("rustc").args(libraries)).is_ok_and(|path| Path::new(path.trim()).is_dir());
    if there {
        return Ok(());
    }
    eprintln!("    Rust's standard library for the browser");
    run(programs::command("rustup").args(["target", "add", "wasm32-unknown-unknown"]))
}

fn component(name: &str, subcommand: &str) -> Result {
    if succeeds(programs::cargo().args([subcommand, "--version"])) {
        return Ok(());
    }
    run(programs::command("rustup").args(["component", "add", name]))
}

/// Whether cargo's list of what it has built for this project has a program that does not tell its version itself.
fn is_installed(name: &str, version: &str) -> bool {
    let list = fs::read_to_string(programs::tools_dir().join(".crates.toml")).unwrap_or_default();
    list.contains(&format!("\"{name} {version} "))
}

/// `wasm-bindgen 0.2.130` → `0.2.130`
fn version(program: &str) -> Option<String> {
    let text = output_of(programs::command(program).env_remove("NO_COLOR").arg("--version")).ok()?;
    text.split_whitespace().nth(1).map(str::to_owned)
}

/// Builds a tool quickly rather than for speed: it runs for seconds.
fn cargo_install(name: &str, version: &str, options: &[&str]) -> Result {
    let mut cargo = programs::cargo();
    cargo.args(["install", name, "--version", version, "--root"]).arg(programs::tools_dir());
    cargo.args(options).env_remove("CARGO_TARGET_DIR").env("CARGO_RESOLVER_INCOMPATIBLE_RUST_VERSIONS", "fallback");
    cargo.env("CARGO_PROFILE_RELEASE_LTO", "off").env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
    run(cargo.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"))
}
