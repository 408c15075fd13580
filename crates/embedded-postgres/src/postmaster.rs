//! Starting, recognising and stopping PostgreSQL's main process.

mod orphans;
mod pid_file;

use std::fs::{File, OpenOptions};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

pub(crate) use pid_file::{PidFile, Status};
use rustix::process::{Pid, Signal, kill_process};

use crate::Error;
use crate::binaries::{Binaries, on_path};
use crate::cluster::{Cluster, last_lines};
use crate::data_dir::{DataDir, give};
use crate::endpoint::Endpoint;
use crate::error::Context;

/// How long a start may take, crash recovery included.
const START_LIMIT: Duration = Duration::from_secs(120);
/// How long the shared memory of a dead postmaster's orphans may block a start.
const ORPHAN_LIMIT: Duration = Duration::from_secs(30);
const POLL: Duration = Duration::from_millis(20);
const LOG_LIMIT: u64 = 16 * 1024 * 1024;

/// Everything needed to start a postmaster.
#[derive(Debug)]
pub(crate) struct Launch {
    pub data_dir: DataDir,
    pub binaries: Binaries,
    pub cluster: Cluster,
    pub endpoint: Endpoint,
    pub durable: bool,
}

/// A live postmaster: our child, or one that an earlier process left behind.
#[derive(Debug)]
pub(crate) struct Postmaster {
    pid: i32,
    child: Option<Child>,
    cluster: PathBuf,
}

/// A command that runs as the database's user, away from the terminal's Ctrl-C, and ends with the calling *thread*
/// where `setpriv` can arrange that (the kernel ties it to the thread, so a lasting thread must start lasting programs).
pub(crate) fn command(program: &Path, data_dir: &DataDir) -> Command {
    let mut command = match on_path("setpriv").filter(|_| cfg!(target_os = "linux")) {
        // It sets the signal after the change of user, which would clear it.
        Some(setpriv) => {
            let mut command = Command::new(setpriv);
            command.args(["--pdeathsig", "INT", "--"]).arg(program);
            command
        }
        None => Command::new(program),
    };
    if let Some(user) = &data_dir.user {
        command.uid(user.uid).gid(user.gid);
    }
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("PG")) {
        command.env_remove(name);
    }
    command.env("LC_ALL", "C").env("TZ", "UTC").current_dir(&data_dir.home).process_group(0);
    command
}

impl Launch {
    /// The log file of the postmaster.
    pub fn log(&self) -> PathBuf {
        self.data_dir.home.join("log")
    }

    /// Adopts the postmaster that runs, or starts one; returns when it takes connections.
    pub fn bring_up(&self) -> Result<Postmaster, Error> {
        let deadline = Instant::now() + START_LIMIT;
        if let Some(adopted) = self.adopt(deadline)? {
            return Ok(adopted);
        }
        let orphans_until = Instant::now() + ORPHAN_LIMIT;
        loop {
            orphans::ask_to_leave(&self.cluster.dir);
            let logged = std::fs::metadata(self.log()).map_or(0, |meta| meta.len());
            let mut postmaster = self.spawn()?;
            match self.wait_ready(&mut postmaster, logged, deadline) {
                Err(Error::Start { tail, .. }) if is_orphans_fault(&tail) && Instant::now() < orphans_until => {
                    std::thread::sleep(Duration::from_millis(250));
                }
                Err(error) => {
                    postmaster.signal(Signal::QUIT);
                    return Err(error);
                }
                Ok(()) => return Ok(postmaster),
            }
        }
    }

    fn adopt(&self, deadline: Instant) -> Result<Option<Postmaster>, Error> {
        let cluster = &self.cluster.dir;
        let Some(file) = PidFile::read(cluster) else { return Ok(None) };
        if !file.is_alive(cluster) {
            tracing::info!("removing the process file of a postmaster that is gone");
            let path = PidFile::path(cluster);
            std::fs::remove_file(&path).context(|| format!("cannot remove {}", path.display()))?;
            // PostgreSQL takes a process that was killed and not waited for yet for a living owner of its socket.
            self.endpoint.remove_socket();
            return Ok(None);
        }
        let mut postmaster = Postmaster { pid: file.pid, child: None, cluster: cluster.clone() };
        while Instant::now() < deadline {
            if !postmaster.is_alive() {
                return Ok(None);
            }
            let ready = PidFile::read(cluster).is_some_and(|file| file.status == Status::Ready);
            if ready && self.endpoint.answers() {
                tracing::info!("adopted the running PostgreSQL, process {}", postmaster.pid);
                return Ok(Some(postmaster));
            }
            std::thread::sleep(POLL);
        }
        Err(self.not_ready())
    }

    fn spawn(&self) -> Result<Postmaster, Error> {
        let log = self.open_log()?;
        let mut command = command(&self.binaries.program("postgres"), &self.data_dir);
        command.arg("-D").arg(&self.cluster.dir);
        let fixed = ["unix_socket_permissions=0700", "timezone=UTC", "log_timezone=UTC", "jit=off"];
        // A refused statement is the program's to log, with its request; here only what the postmaster itself does.
        let logging =
            ["log_min_messages=log", "logging_collector=off", "log_destination=stderr", "log_line_prefix=%m [%p] "];
        let careless = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300"];
        for setting in fixed.iter().chain(&logging).chain(careless.iter().filter(|_| !self.durable)) {
            command.args(["-c", setting]);
        }
        for setting in self.endpoint.settings() {
            command.args(["-c", &setting]);
        }
        let stderr = log.try_clone().context(|| "cannot share the log file".into())?;
        let child = command.stdin(Stdio::null()).stdout(log).stderr(stderr).spawn();
        let child = child.context(|| format!("cannot run {}", self.binaries.program("postgres").display()))?;
        let pid = i32::try_from(child.id()).map_err(|_| Error::SupervisorGone)?;
        Ok(Postmaster { pid, child: Some(child), cluster: self.cluster.dir.clone() })
    }

    /// Opens the log to append to it; a large log is renamed first.
    fn open_log(&self) -> Result<File, Error> {
        let path = self.log();
        if std::fs::metadata(&path).is_ok_and(|meta| meta.len() > LOG_LIMIT) {
            // A failed rename is no reason not to start.
            let _ = std::fs::rename(&path, path.with_extension("old"));
        }
        let file = OpenOptions::new().create(true).append(true).open(&path);
        let file = file.context(|| format!("cannot open {}", path.display()))?;
        give(&path, self.data_dir.user.as_ref())?;
        Ok(file)
    }

    /// `logged` is the length of the log before this start; what follows was logged by this start.
    fn wait_ready(&self, postmaster: &mut Postmaster, logged: u64, deadline: Instant) -> Result<(), Error> {
        while Instant::now() < deadline {
            if !postmaster.is_alive() {
                let text = std::fs::read(self.log()).unwrap_or_default();
                let own = text.get(usize::try_from(logged).unwrap_or(0)..).unwrap_or(&text);
                let tail = last_lines(&String::from_utf8_lossy(own), 5);
                return Err(Error::Start { log: self.log(), tail });
            }
            let ready = PidFile::read(&self.cluster.dir)
                .is_some_and(|file| file.pid == postmaster.pid && file.status == Status::Ready);
            if ready && self.endpoint.answers() {
                return Ok(());
            }
            std::thread::sleep(POLL);
        }
        Err(self.not_ready())
    }

    fn not_ready(&self) -> Error {
        Error::NotReady { seconds: START_LIMIT.as_secs(), log: self.log() }
    }
}

/// Whether a start failed only because a dead postmaster's children have not all left yet.
fn is_orphans_fault(tail: &str) -> bool {
    tail.contains("pre-existing shared memory block") || tail.contains("lock file \"postmaster.pid\"")
}

impl Postmaster {
    /// Whether the process runs; a child that ended is reaped.
    pub fn is_alive(&mut self) -> bool {
        match &mut self.child {
            Some(child) => matches!(child.try_wait(), Ok(None)),
            None => pid_file::runs_in(self.pid, &self.cluster),
        }
    }

    /// The postmaster's process id.
    pub fn pid(&self) -> i32 {
        self.pid
    }

    /// Shuts it down: fast for half of `limit`, then at once.
    pub fn stop(&mut self, limit: Duration) -> Result<(), Error> {
        for signal in [Signal::INT, Signal::QUIT] {
            self.signal(signal);
            let deadline = Instant::now() + limit / 2;
            while Instant::now() < deadline {
                if !self.is_alive() {
                    return Ok(());
                }
                std::thread::sleep(POLL);
            }
            tracing::warn!("PostgreSQL, process {}, is slow to stop", self.pid);
        }
        Err(Error::NotStopped { pid: self.pid, seconds: limit.as_secs() })
    }

    fn signal(&self, signal: Signal) {
        if let Some(pid) = Pid::from_raw(self.pid) {
            // It may have ended by itself just now.
            let _ = kill_process(pid, signal);
        }
    }
}
