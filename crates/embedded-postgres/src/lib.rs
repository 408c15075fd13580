//! A private PostgreSQL that starts, survives and stops together with the program that uses it.
//!
//! Synchronous on purpose: a server calls [`start`] and [`Server::stop`] on a blocking thread, tools call them directly.
//! One thread owns the postmaster: it starts it, or adopts one that a killed predecessor left running, and starts it
//! again when it dies. The address in [`Server::url`] never changes while the [`Server`] lives.
//!
//! ```no_run
//! let server = embedded_postgres::start(embedded_postgres::ClusterSettings::new("./data"))?;
//! println!("{}", server.url());
//! server.stop()?;
//! # Ok::<(), embedded_postgres::Error>(())
//! ```

mod binaries;
mod cluster;
mod data_dir;
mod endpoint;
mod error;
mod lock;
mod postmaster;
mod supervisor;
mod user;

use std::path::{Path, PathBuf};
use std::time::Duration;

pub use error::Error;
use supervisor::Supervisor;

/// Where the database lives and how careful it is.
#[derive(Debug, Clone)]
pub struct ClusterSettings {
    /// The program's data directory; PostgreSQL keeps everything below `postgres/` in it.
    pub data_dir: PathBuf,
    /// `false` turns `fsync` off: for throw-away databases of tests only, a power cut destroys them.
    pub durable: bool,
}

impl ClusterSettings {
    /// A durable database below `data_dir`.
    pub fn new(data_dir: impl Into<PathBuf>) -> Self {
        Self { data_dir: data_dir.into(), durable: true }
    }

    /// A throw-away database below `data_dir`: fast, and lost with the machine's power.
    pub fn throw_away(data_dir: impl Into<PathBuf>) -> Self {
        Self { data_dir: data_dir.into(), durable: false }
    }
}

/// A running database. Dropping it stops the database too, for up to [`STOP_LIMIT`]; prefer [`Server::stop`], which
/// tells how it went.
#[derive(Debug)]
pub struct Server {
    url: String,
    endpoint: endpoint::Endpoint,
    home: PathBuf,
    bin_dir: PathBuf,
    /// `None` where another process owns the database and this one merely uses it.
    supervisor: Option<Supervisor>,
}

/// The longest that stopping takes: a fast shutdown, then an immediate one.
pub const STOP_LIMIT: Duration = Duration::from_secs(20);

/// How long [`start_or_join`] waits for the database of an owner that is still starting.
const OWNER_WAIT: Duration = Duration::from_secs(15);

/// Starts the database of `settings`, creating it on first use, and waits until it takes connections.
///
/// A postmaster left running by a killed predecessor is adopted. Returns [`Error::InUse`] when another live process
/// owns the same data directory; one that is shutting down leaves it within [`STOP_LIMIT`].
pub fn start(settings: ClusterSettings) -> Result<Server, Error> {
    let data_dir = data_dir::prepare(&settings.data_dir)?;
    let lock = lock::acquire(&data_dir.home)?.ok_or_else(|| Error::InUse { home: data_dir.home.clone() })?;
    own(data_dir, lock, settings.durable)
}

/// Like [`start`], but where another process already runs this database, uses it as a guest: the guest never stops or
/// restarts it. For one-off commands beside a running server.
pub fn start_or_join(settings: ClusterSettings) -> Result<Server, Error> {
    let data_dir = data_dir::prepare(&settings.data_dir)?;
    match lock::acquire(&data_dir.home)? {
        Some(lock) => own(data_dir, lock, settings.durable),
        None => join(data_dir),
    }
}

/// Whether PostgreSQL's programs are on this machine.
pub fn is_installed() -> bool {
    binaries::any()
}

fn own(data_dir: data_dir::DataDir, lock: lock::Lock, durable: bool) -> Result<Server, Error> {
    let binaries = binaries::find(&data_dir)?;
    let cluster = cluster::open_or_create(&data_dir, &binaries, durable)?;
    let endpoint = endpoint::choose(&data_dir, &cluster)?;
    let url = endpoint.url(&cluster.password);
    let bin_dir = binaries.dir.clone();
    let home = data_dir.home.clone();
    let postmaster = postmaster::Launch { data_dir, binaries, cluster, endpoint: endpoint.clone(), durable };
    let supervisor = Supervisor::start(postmaster, lock)?;
    Ok(Server { url, endpoint, home, bin_dir, supervisor: Some(supervisor) })
}

fn join(data_dir: data_dir::DataDir) -> Result<Server, Error> {
    let binaries = binaries::find(&data_dir)?;
    let deadline = std::time::Instant::now() + OWNER_WAIT;
    loop {
        if let Some(cluster) = cluster::open(&data_dir)?
            && let Some(endpoint) = endpoint::of_running(&cluster)
            && endpoint.answers()
        {
            let url = endpoint.url(&cluster.password);
            return Ok(Server { url, endpoint, home: data_dir.home, bin_dir: binaries.dir, supervisor: None });
        }
        if std::time::Instant::now() > deadline {
            return Err(Error::OwnerNotReady { home: data_dir.home });
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

impl Server {
    /// The `postgres://` address of the database `aethex`, password included. It stays the same across restarts of the
    /// postmaster.
    pub fn url(&self) -> String {
        self.url.clone()
    }

    /// Whether the database takes connections at this moment.
    pub fn check(&self) -> bool {
        self.endpoint.answers()
    }

    /// Whether another process owns this database, see [`start_or_join`].
    pub fn is_guest(&self) -> bool {
        self.supervisor.is_none()
    }

    /// How often the postmaster died and was started again.
    pub fn restarts(&self) -> u32 {
        self.supervisor.as_ref().map_or(0, Supervisor::restarts)
    }

    /// Where the database's files really lie; below `/var/lib/aethex` when the data directory is out of its user's reach.
    pub fn home(&self) -> &Path {
        &self.home
    }

    /// The folder of PostgreSQL's programs, among them usually `psql`.
    pub fn bin_dir(&self) -> &Path {
        &self.bin_dir
    }

    /// Shuts the database down: open transactions are rolled back, everything committed is on disk. Takes at most
    /// [`STOP_LIMIT`]. Does nothing for a guest.
    pub fn stop(mut self) -> Result<(), Error> {
        self.supervisor.take().map_or(Ok(()), Supervisor::stop)
    }
}
