//! The browser's bundle: Trunk builds it, then every file gets a compressed copy beside it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::run::{run, step};
use crate::{Result, programs, project};

/// The sources of the bundle.
const SOURCES: [&str; 10] = [
    "app",
    "crates/domain",
    "frontend",
    "style",
    "Trunk.toml",
    "Cargo.toml",
    "Cargo.lock",
    "package-lock.json",
    ".cargo/config.toml",
    "rust-toolchain.toml",
];

/// Builds `<target>/site/pkg`, unless it is there and nothing that goes into it has changed.
pub fn build() -> Result {
    let site = project::site();
    let stamp = site.join("built-from");
    let sources = fingerprint()?;
    if fs::read_to_string(&stamp).is_ok_and(|built| built == sources) {
        return Ok(());
    }
    step("building the browser's bundle", || {
        fs::create_dir_all(&site).map_err(|error| format!("cannot create {}: {error}", site.display()))?;
        let pkg = site.join("pkg");
        // Trunk's cargo works offline, see Trunk.toml.
        run(programs::cargo().args(["fetch", "--quiet", "--locked", "--target", "wasm32-unknown-unknown"]))?;
        // `NO_COLOR` set to anything but a boolean makes Trunk refuse to start.
        let mut trunk = programs::command("trunk");
        run(trunk.env_remove("NO_COLOR").args(["build", "--release", "--locked", "--dist"]).arg(&pkg))?;
        run(programs::command("node").arg("xtask/precompress.mjs").arg(&pkg))?;
        fs::write(&stamp, sources).map_err(|error| format!("cannot write {}: {error}", stamp.display()))
    })
}

/// A number that changes with every change of a source (FNV-1a over paths and contents).
fn fingerprint() -> Result<String> {
    let mut files = Vec::new();
    for source in SOURCES {
        collect(Path::new(source), &mut files).map_err(|error| format!("cannot read {source}: {error}"))?;
    }
    files.sort();
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for file in files {
        let content = fs::read(&file).map_err(|error| format!("cannot read {}: {error}", file.display()))?;
        for byte in file.as_os_str().as_encoded_bytes().iter().chain(&content) {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    Ok(format!("{hash:016x}\n"))
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    for entry in fs::read_dir(path)? {
        collect(&entry?.path(), files)?;
    }
    Ok(())
}
