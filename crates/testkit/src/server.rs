//! The real server as a separate process: started on free ports, killed, stopped, and restarted on the same ports.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};
use std::{env, fs, io};

use tokio::process::{Child, Command};
use tokio::time::timeout;

use crate::client::Client;
use crate::process::{gather, signal};
use crate::{Certificate, Log};

/// Time for a start; a first one migrates the database and hashes a password.
const START: Duration = Duration::from_secs(60);
/// How long another listener may have a port that is wanted again, and how the server ends that finds it so.
const PORT_IS_FREE: Duration = Duration::from_secs(30);
const PORT_IS_TAKEN: &str = "to another port.";
/// Time for a stop of a server that nothing is tested of any more.
const STOP: Duration = Duration::from_secs(20);

/// Time for the rest of the log of a process that has ended. A program that the process left behind may hold it open for longer.
const LAST_WORDS: Duration = Duration::from_secs(10);

/// How a server is started: which program, with which settings. It doesn't inherit settings from the test's environment.
#[derive(Clone, Debug)]
pub struct Setup {
    program: PathBuf,
    settings: BTreeMap<String, String>,
}

impl Setup {
    /// The program on free ports of loopback, with rate limits off.
    pub fn new(program: impl Into<PathBuf>, database_url: &str) -> Self {
        let setup = Self { program: program.into(), settings: BTreeMap::new() };
        let setup = setup.set("AETHEX_HTTP_ADDR", "127.0.0.1:0").set("AETHEX_RTMP_ADDR", "127.0.0.1:0");
        setup.set("AETHEX_RATE_LIMITS", "off").set("DATABASE_URL", database_url)
    }

    /// Sets an environment variable.
    pub fn set(mut self, name: &str, value: impl Into<String>) -> Self {
        self.settings.insert(name.to_owned(), value.into());
        self
    }

    /// Serves HTTPS and RTMPS with this certificate.
    pub fn secure(self, certificate: &Certificate) -> Self {
        let file = |path: PathBuf| path.display().to_string();
        let setup = self.set("AETHEX_TLS_CERT", file(certificate.certificate()));
        setup.set("AETHEX_TLS_KEY", file(certificate.key())).set("AETHEX_RTMPS_ADDR", "127.0.0.1:0")
    }

    /// The program with these settings, to be run in a folder of its own, where no configuration file lies.
    pub fn command(&self, folder: &Folder) -> Command {
        let mut command = Command::new(&self.program);
        for (name, _) in env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("AETHEX_")) {
            command.env_remove(name);
        }
        command.env_remove("DATABASE_URL").envs(&self.settings).current_dir(folder.path());
        command.stdin(Stdio::null()).kill_on_drop(true);
        command
    }

    /// Data and the browser's files in this folder, where they are not set yet.
    pub fn at_home(mut self, folder: &Folder) -> Self {
        let site = folder.path().join("site");
        let made = fs::create_dir_all(site.join("pkg"))
            .and_then(|()| fs::write(site.join("pkg/aethex.js"), "// no page is tested here\n"));
        assert!(made.is_ok(), "cannot write to {}: {made:?}", folder.path().display());
        for (name, path) in [("AETHEX_SITE_DIR", site), ("AETHEX_DATA_DIR", folder.path().join("data"))] {
            self.settings.entry(name.to_owned()).or_insert_with(|| path.display().to_string());
        }
        self
    }

    /// Starts the server and waits until it says that it is ready. Call it inside a tokio runtime.
    ///
    /// # Panics
    /// When it does not start, with what it said.
    pub async fn start(self) -> Server {
        self.start_in(Folder::new()).await
    }

    /// Like [`Setup::start`], in this folder: its `data` is the data directory, which may hold something already.
    ///
    /// # Panics
    /// When it does not start, with what it said.
    pub async fn start_in(self, folder: Folder) -> Server {
        let setup = self.at_home(&folder);
        let log = Log::default();
        let running = Running::start(&setup, &folder, &log).await;
        // From here on it is found where it was found first.
        let (http, rtmp) = (running.http, running.rtmp);
        let setup = setup.set("AETHEX_HTTP_ADDR", http.to_string()).set("AETHEX_RTMP_ADDR", rtmp.to_string());
        Server { setup, running, log, folder }
    }
}

/// A process and where it listens.
struct Running {
    child: Child,
    /// Reads the log to its end.
    reader: JoinHandle<()>,
    http: SocketAddr,
    rtmp: SocketAddr,
    /// The RTMPS address as the server prints it; none if RTMPS is off.
    rtmps: Option<String>,
}

impl Running {
    /// A server that starts again may find its port with the listener of another test, which does not keep it for long.
    async fn start(setup: &Setup, folder: &Folder, log: &Log) -> Self {
        let deadline = Instant::now() + PORT_IS_FREE;
        loop {
            match Self::try_start(setup, folder, log).await {
                Some(running) => return running,
                None if log.text().trim_end().ends_with(PORT_IS_TAKEN) && Instant::now() < deadline => {
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
                None => panic!("the server did not start: {}", log.text()),
            }
        }
    }

    async fn try_start(setup: &Setup, folder: &Folder, log: &Log) -> Option<Self> {
        let spawned = io::pipe().and_then(|(reader, stderr)| {
            Ok((reader, setup.command(folder).stdout(Stdio::piped()).stderr(stderr).spawn()?))
        });
        let (reader, mut child) = match spawned {
            Ok((stderr, child)) => (log.read(stderr), child),
            Err(error) => panic!("cannot start {}: {error}", setup.program.display()),
        };
        let (mut stdout, _) = gather(child.stdout.take());
        let addresses = timeout(START, stdout.wait_for(|said| addresses_of(said).is_some())).await;
        let addresses = addresses.ok().and_then(|said| said.ok().and_then(|said| addresses_of(&said)));
        let rtmps = after(&stdout.borrow(), "Publish (RTMPS)").map(str::to_owned);
        let Some((http, rtmp)) = addresses else {
            last_words(&reader);
            return None;
        };
        Some(Self { child, reader, http, rtmp, rtmps })
    }
}

/// Waits until the log of a process that has ended, or has just been killed, is read.
fn last_words(reader: &JoinHandle<()>) {
    let deadline = Instant::now() + LAST_WORDS;
    while !reader.is_finished() && Instant::now() < deadline {
        thread::sleep(Duration::from_millis(2));
    }
}

/// A running server, or one that has just ended. Dropping it kills it, removes its folder, and fails the test if any of its starts
/// logged a panic or an error that the test did not declare.
pub struct Server {
    setup: Setup,
    running: Running,
    log: Log,
    folder: Folder,
}

impl Server {
    /// Its HTTP address.
    pub fn http(&self) -> SocketAddr {
        self.running.http
    }

    /// Its RTMP address.
    pub fn rtmp(&self) -> SocketAddr {
        self.running.rtmp
    }

    /// Where an encoder with this stream key publishes.
    pub fn rtmp_url(&self, key: &str) -> String {
        format!("rtmp://{}/live/{key}", self.running.rtmp)
    }

    /// Where an encoder with this stream key publishes over TLS.
    ///
    /// # Panics
    /// When the server takes none.
    pub fn rtmps_url(&self, key: &str) -> String {
        match &self.running.rtmps {
            Some(url) => format!("{url}/{key}"),
            None => panic!("this server takes no RTMPS"),
        }
    }

    /// Its process id, while it runs.
    pub fn id(&self) -> Option<u32> {
        self.running.child.id()
    }

    /// Its data directory.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A new HTTP client, without cookies.
    pub fn client(&self) -> Client {
        Client::new(self.running.http)
    }

    /// What it wrote to its log so far, over all its starts.
    pub fn log(&self) -> String {
        self.log.text()
    }

    /// Declares that the test makes the server log an error, or a panic, with these words, as [`Log::expects_error`].
    pub fn expects_error(&self, words: &str) {
        self.log.expects_error(words);
    }

    /// Kills it, as a crash or `kill -9` does.
    pub async fn kill(&mut self) {
        // It may have ended by itself already.
        let _ = self.running.child.kill().await;
        last_words(&self.running.reader);
    }

    /// Asks it to stop, as a service manager does. It goes on until it has.
    pub async fn terminate(&self) {
        signal(&self.running.child, "TERM").await;
    }

    /// Waits for its end.
    ///
    /// # Panics
    /// When it goes on for longer.
    pub async fn exit(&mut self, within: Duration) -> ExitStatus {
        let Ok(Ok(status)) = timeout(within, self.running.child.wait()).await else {
            panic!("the server did not end within {within:?}")
        };
        last_words(&self.running.reader);
        status
    }

    /// Starts it again after its end, on the same addresses, data and database, with these settings changed.
    ///
    /// # Panics
    /// When it does not start, with what it said.
    pub async fn start_again(&mut self, changes: &[(&str, &str)]) {
        for (name, value) in changes {
            self.setup.settings.insert((*name).to_owned(), (*value).to_owned());
        }
        self.running = Running::start(&self.setup, &self.folder, &self.log).await;
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Under `cargo xtask coverage` the server counts the lines that it runs, and writes the counts when it stops by itself.
        if env::var_os("LLVM_PROFILE_FILE").is_some() {
            self.stop_by_itself();
        }
        // It may have ended by itself already.
        let _ = self.running.child.start_kill();
        last_words(&self.running.reader);
        self.log.check();
    }
}

impl Server {
    /// Asks it to stop and gives it some seconds, blocking the thread.
    fn stop_by_itself(&mut self) {
        let Some(id) = self.id() else { return };
        let _ = std::process::Command::new("kill").args(["-TERM", &id.to_string()]).status();
        let deadline = Instant::now() + STOP;
        while matches!(self.running.child.try_wait(), Ok(None)) && Instant::now() < deadline {
            thread::sleep(Duration::from_millis(20));
        }
    }
}

/// A temporary folder of its own; gone when dropped.
#[derive(Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// Makes an empty folder.
    ///
    /// # Panics
    /// When it cannot be made.
    pub fn new() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let name = format!("aethex-test-{}-{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let path = env::temp_dir().join(name);
        let made = fs::create_dir_all(&path);
        assert!(made.is_ok(), "cannot make {}: {made:?}", path.display());
        Self(path)
    }

    /// Its path.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Default for Folder {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // Leftovers are in the system's temporary folder, so a failure is harmless.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The addresses in the lines that the server prints at its start.
fn addresses_of(said: &str) -> Option<(SocketAddr, SocketAddr)> {
    let whole_lines = said.rsplit_once('\n')?.0;
    let http = after(whole_lines, "Watch and chat")?.split_once("://")?.1;
    let rtmp = after(whole_lines, "Publish (OBS)")?.strip_prefix("rtmp://")?.strip_suffix("/live")?;
    Some((http.parse().ok()?, rtmp.parse().ok()?))
}

/// The text after a label.
fn after<'a>(said: &'a str, label: &str) -> Option<&'a str> {
    said.lines().find_map(|line| line.trim().strip_prefix(label)).map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greeting_names_both_addresses() {
        let greeting = "\n  Watch and chat   http://127.0.0.1:3000\n  Publish (OBS)    rtmp://127.0.0.1:1935/live\n";
        let found = addresses_of(greeting);
        assert_eq!(found, Some((([127, 0, 0, 1], 3000).into(), ([127, 0, 0, 1], 1935).into())));
        assert_eq!(addresses_of(&greeting[..greeting.len() - 1]), None, "a line that is not whole yet");
    }
}
