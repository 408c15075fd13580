//! A PostgreSQL server of the test's own. A test that halts PostgreSQL needs one: the other tests' server creates and drops a database only
//! once each of its processes has answered, so that a single halted one makes every test wait.

use embedded_postgres::{ClusterSettings, Server};
use std::process::Command;
use testkit::server::Folder;
use testkit::until;
use tokio::task::spawn_blocking;

/// It is stopped and removed when dropped.
pub struct Postgres {
    folder: Folder,
    /// As operators run it. The other tests' databases are faster, since none of what they store has to outlive a crash.
    durable: bool,
    server: Option<Server>,
}

impl Postgres {
    pub async fn start() -> Self {
        Self::open(false).await
    }

    /// One that keeps what it has committed when it crashes.
    pub async fn durable() -> Self {
        Self::open(true).await
    }

    async fn open(durable: bool) -> Self {
        let mut postgres = Self { folder: Folder::new(), durable, server: None };
        postgres.start_again().await;
        postgres
    }

    pub async fn start_again(&mut self) {
        let settings = ClusterSettings { data_dir: self.folder.path().into(), durable: self.durable };
        let server = spawn_blocking(move || embedded_postgres::start(settings)).await.unwrap().unwrap();
        self.server = Some(server);
    }

    pub fn url(&self) -> String {
        self.server.as_ref().unwrap().url()
    }

    pub async fn stop(&mut self) {
        let server = self.server.take().unwrap();
        spawn_blocking(move || server.stop()).await.unwrap().unwrap();
    }

    /// Ends it as a crash does (an immediate shutdown), and waits until it was started again.
    pub async fn crash(&self) {
        let server = self.server.as_ref().unwrap();
        let (file, before) = (server.home().join("cluster/postmaster.pid"), server.restarts());
        let first = std::fs::read_to_string(file).unwrap().lines().next().unwrap().to_owned();
        self.signal_one(&first, "-QUIT");
        until("PostgreSQL to be back", async || (server.restarts() > before && server.check()).then_some(())).await;
    }

    /// Sends a signal to all its processes: first to the one that starts the others.
    pub fn signal(&self, name: &str) {
        let file = self.server.as_ref().unwrap().home().join("cluster/postmaster.pid");
        let first = std::fs::read_to_string(file).unwrap().lines().next().unwrap().to_owned();
        self.signal_one(&first, name);
        let others = String::from_utf8(Command::new("pgrep").args(["-P", &first]).output().unwrap().stdout).unwrap();
        // Some may have ended by now, of which `kill` complains after it has sent the signal to the rest.
        Command::new("kill").arg(name).args(others.lines()).output().unwrap();
    }

    /// Sends a signal to the one process with this id.
    pub fn signal_one(&self, pid: &str, name: &str) {
        let sent = Command::new("kill").args([name, pid]).status().unwrap();
        assert!(sent.success(), "{name} {pid}");
    }
}

/// A failed test must not leave processes that no signal ends.
impl Drop for Postgres {
    fn drop(&mut self) {
        if self.server.is_some() && std::thread::panicking() {
            self.signal("-CONT");
        }
    }
}
