//! `postmaster.pid`: which process runs on a cluster, where it listens, and whether that is still true.

use std::path::{Path, PathBuf};

/// A postmaster's status as it states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    Ready,
    /// Starting, recovering or stopping.
    Other,
}

/// The file's lines that matter (PostgreSQL's `miscadmin.h`, LOCK_FILE_LINE_*).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PidFile {
    pub pid: i32,
    pub port: Option<u16>,
    /// The first socket folder, if it listens on one.
    pub socket_dir: Option<PathBuf>,
    /// Whether it listens on TCP; like the socket, unknown while it starts.
    pub on_tcp: bool,
    pub status: Status,
}

impl PidFile {
    /// The file's path in a cluster.
    pub fn path(cluster: &Path) -> PathBuf {
        cluster.join("postmaster.pid")
    }

    /// Reads it; `None` when it is not there or is not yet written in full.
    pub fn read(cluster: &Path) -> Option<Self> {
        Self::parse(&std::fs::read_to_string(Self::path(cluster)).ok()?)
    }

    fn parse(text: &str) -> Option<Self> {
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        let line = |index: usize| lines.get(index).copied().unwrap_or_default();
        let pid = line(0).parse().ok().filter(|pid| *pid > 0)?;
        let socket_dir = Some(line(4)).filter(|dir| !dir.is_empty()).map(PathBuf::from);
        let status = if line(7) == "ready" { Status::Ready } else { Status::Other };
        Some(Self { pid, port: line(3).parse().ok(), socket_dir, on_tcp: !line(5).is_empty(), status })
    }

    /// Whether the process it names is really this cluster's postmaster. The number alone proves nothing: it may
    /// belong to another process by now, or to a zombie that its parent doesn't reap.
    pub fn is_alive(&self, cluster: &Path) -> bool {
        runs_in(self.pid, cluster)
    }
}

/// Whether process `pid` works in the folder `cluster`, as a postmaster does. A zombie has no working directory.
#[cfg(target_os = "linux")]
pub(crate) fn runs_in(pid: i32, cluster: &Path) -> bool {
    std::fs::read_link(format!("/proc/{pid}/cwd")).is_ok_and(|cwd| cwd == cluster)
}

/// Whether process `pid` is a live postgres; without `/proc` its name must do.
#[cfg(not(target_os = "linux"))]
pub(crate) fn runs_in(pid: i32, _cluster: &Path) -> bool {
    let ps = std::process::Command::new("ps").args(["-o", "stat=,comm=", "-p", &pid.to_string()]).output();
    ps.is_ok_and(|output| {
        let line = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        line.contains("postgres") && !line.starts_with('Z')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_in_writing_is_understood() {
        let full = "77\n/d/cluster\n1700000000\n5432\n/d/run\n\n  123456   7\nready   \n";
        let file = PidFile::parse(full).expect("a full file parses");
        assert_eq!((file.pid, file.port, file.status), (77, Some(5432), Status::Ready));
        assert_eq!(file.socket_dir, Some(PathBuf::from("/d/run")));
        let early = PidFile::parse("77\n/d/cluster\n").expect("a short file parses");
        assert_eq!((early.port, early.status), (None, Status::Other));
        assert_eq!(PidFile::parse(""), None);
        assert_eq!(PidFile::parse("-1\n"), None);
    }
}
