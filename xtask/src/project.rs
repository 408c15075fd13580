//! The checkout: its folder, its build output, and how it is built and started.

use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use crate::install::{self, For};
use crate::run::{run, step};
use crate::{Result, programs, site};

/// The checkout's folder: cargo tells it when it starts us, which holds even if several checkouts share one target folder.
pub fn root() -> &'static Path {
    static ROOT: LazyLock<PathBuf> = LazyLock::new(|| {
        let here = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        Path::new(&here).parent().unwrap_or(Path::new(&here)).to_owned()
    });
    &ROOT
}

/// Cargo's target folder.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// Path of the built server.
pub fn server() -> PathBuf {
    target().join("debug/aethex")
}

/// The folder that the server takes as `AETHEX_SITE_DIR`.
pub fn site() -> PathBuf {
    target().join("site")
}

/// Builds the browser's bundle and the server; returns the server's path. The development profile: its dependencies are
/// optimised, and the tests use the same build.
pub fn build() -> Result<PathBuf> {
    site::build()?;
    build_server()
}

fn build_server() -> Result<PathBuf> {
    step("building the server", || {
        run(programs::cargo().args(["build", "--locked", "--package", "aethex", "--bin", "aethex"]))
    })?;
    Ok(server())
}

/// Installs what is missing, builds, and becomes the program with these arguments.
pub fn become_aethex(arguments: &[&str]) -> Result {
    install::install(For::Running)?;
    // Only a server that serves pages needs the browser's bundle.
    let server = match arguments.first() {
        None | Some(&("serve" | "demo")) => build()?,
        Some(_) => build_server()?,
    };
    eprintln!("\n==> starting {}", server.display());
    let mut command = programs::command(&server.to_string_lossy());
    let error = command.env("AETHEX_SITE_DIR", site()).args(arguments).exec();
    Err(format!("cannot start {}: {error}", server.display()))
}
