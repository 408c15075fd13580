//! What can go wrong, each with what to do about it.

use std::path::PathBuf;

/// Why the database could not be started or stopped.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No PostgreSQL programs on this machine.
    #[error(
        "PostgreSQL's programs (postgres, initdb) were not found. Install them ({hint}), or name their folder in PG_BIN, \
         or give DATABASE_URL of a server that runs already. Looked in: {looked}"
    )]
    BinariesMissing {
        /// The command that installs them here.
        hint: &'static str,
        /// The folders looked at.
        looked: String,
    },
    /// The cluster was made by another major version.
    #[error(
        "the database in {} was made by PostgreSQL {cluster}, but only version {found} is installed. Install \
         PostgreSQL {cluster} beside it, or move the data with pg_upgrade", home.display()
    )]
    WrongVersion {
        /// Where the database lies.
        home: PathBuf,
        /// Major version of the database.
        cluster: u32,
        /// Major version of the programs.
        found: u32,
    },
    /// Running as root, and there is no unprivileged user to give the database to.
    #[error(
        "PostgreSQL does not run as root, and there is neither a user postgres nor nobody to run it as. Create one \
         (useradd --system postgres), or give the data directory to the user it shall run as"
    )]
    NoUser,
    /// The database's user cannot reach its folder, and no other folder could be made.
    #[error(
        "PostgreSQL runs as user {user} and cannot reach {}, and {} could not be made instead: {source}. Set \
         AETHEX_DATA_DIR to a folder that user can reach, for example /var/lib/aethex", wanted.display(), instead.display()
    )]
    OutOfReach {
        /// The user's name.
        user: String,
        /// The folder asked for.
        wanted: PathBuf,
        /// The folder tried instead.
        instead: PathBuf,
        /// Why that failed.
        source: std::io::Error,
    },
    /// Another live process owns the database.
    #[error("another process is already running the database in {}. Stop it, or choose another AETHEX_DATA_DIR", home.display())]
    InUse {
        /// Where the database lies.
        home: PathBuf,
    },
    /// The process that owns the database did not get it ready in time.
    #[error("another process owns the database in {} but has not got it ready; look at its log", home.display())]
    OwnerNotReady {
        /// Where the database lies.
        home: PathBuf,
    },
    /// `initdb` or the first set-up failed.
    #[error("creating the database failed: {program} said: {output}")]
    Create {
        /// The program that failed.
        program: &'static str,
        /// The end of what it printed.
        output: String,
    },
    /// The postmaster ended while starting.
    #[error("PostgreSQL did not start. The end of its log ({}) says: {tail}", log.display())]
    Start {
        /// The log file.
        log: PathBuf,
        /// Its last lines.
        tail: String,
    },
    /// The postmaster did not take connections in time.
    #[error("PostgreSQL took no connections within {seconds} s; its log is {}", log.display())]
    NotReady {
        /// How long the caller waited.
        seconds: u64,
        /// The log file.
        log: PathBuf,
    },
    /// The postmaster could not be stopped.
    #[error("PostgreSQL (process {pid}) did not stop within {seconds} s")]
    NotStopped {
        /// Its process id.
        pid: i32,
        /// How long the caller waited.
        seconds: u64,
    },
    /// The file system or the operating system refused something.
    #[error("{what}: {source}")]
    Io {
        /// What was tried, with the path.
        what: String,
        /// The system's error.
        source: std::io::Error,
    },
    /// The supervising thread is gone; only a bug does that.
    #[error("the thread that supervises PostgreSQL ended unexpectedly")]
    SupervisorGone,
}

/// Puts what was tried in front of an I/O error.
pub(crate) trait Context<T> {
    /// `what` reads like "cannot create /x/y".
    fn context(self, what: impl FnOnce() -> String) -> Result<T, Error>;
}

impl<T> Context<T> for std::io::Result<T> {
    fn context(self, what: impl FnOnce() -> String) -> Result<T, Error> {
        self.map_err(|source| Error::Io { what: what(), source })
    }
}
