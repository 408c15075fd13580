//! Where programs are found: npm's, the ones built for this project, and the system's, in this order.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Tools built for this project; they outlive `cargo clean` and replace nothing of the user's.
pub fn tools_dir() -> PathBuf {
    let cache = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let cache = cache.or_else(|| std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache")));
    cache.unwrap_or_else(std::env::temp_dir).join("aethex-live/tools")
}

/// Where `cargo install` puts programs.
fn cargo_bin() -> PathBuf {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cargo")));
    home.unwrap_or_default().join("bin")
}

/// The folders to search, best first.
fn search() -> Vec<PathBuf> {
    let mut found = vec![Path::new("node_modules/.bin").to_owned(), tools_dir().join("bin")];
    found.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    found.push(cargo_bin());
    found.into_iter().filter_map(|dir| std::path::absolute(dir).ok()).collect()
}

/// The full path of a program.
pub fn find(name: &str) -> Option<PathBuf> {
    search().into_iter().map(|dir| dir.join(name)).find(|path| path.is_file())
}

/// A command that finds programs where [`find`] does, as do the programs that it starts.
pub fn command(name: &str) -> Command {
    let path = std::env::join_paths(search()).unwrap_or_else(|_| std::env::var_os("PATH").unwrap_or_default());
    let mut command = Command::new(find(name).unwrap_or_else(|| name.into()));
    command.env("PATH", path);
    command
}

/// The cargo that started us.
pub fn cargo() -> Command {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let mut cargo = command(&cargo);
    // What is true for this tool is not true for what it builds.
    for (name, _) in
        std::env::vars().filter(|(name, _)| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_"))
    {
        cargo.env_remove(name);
    }
    cargo
}

/// The path of Chromium or Chrome.
pub fn browser() -> Option<PathBuf> {
    let chosen = std::env::var_os("CHROME_PATH").map(PathBuf::from).filter(|path| path.is_file());
    chosen.or_else(|| {
        ["chromium", "google-chrome", "google-chrome-stable", "chromium-browser"].iter().find_map(|name| find(name))
    })
}
