//! Throw-away databases for tests and query checks, and a shell on the real one.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use embedded_postgres::{ClusterSettings, Server};

use crate::run::{run, step};
use crate::{Result, programs, project};

/// A database in a temporary folder; gone when dropped.
pub struct ThrowAway {
    server: Option<Server>,
    folder: PathBuf,
}

impl ThrowAway {
    /// Starts an empty database that does not wait for the disk.
    pub fn start() -> Result<Self> {
        let folder = std::env::temp_dir().join(format!("aethex-test-{}", std::process::id()));
        let server =
            embedded_postgres::start(ClusterSettings::throw_away(&folder)).map_err(|error| error.to_string())?;
        Ok(Self { server: Some(server), folder })
    }

    /// The `postgres://` address.
    pub fn url(&self) -> String {
        self.server.as_ref().map(Server::url).unwrap_or_default()
    }

    /// The path of PostgreSQL's `pg_dump`.
    pub fn pg_dump(&self) -> PathBuf {
        self.server.as_ref().map_or_else(|| "pg_dump".into(), |server| client(server, "pg_dump"))
    }

    /// Applies the migrations.
    fn migrate(&self) -> Result {
        let Some(server) = &self.server else { return Ok(()) };
        for file in migrations()? {
            let quietly = ["-XqtA", "-o", "/dev/null", "-v", "ON_ERROR_STOP=1", "--single-transaction", "-f"];
            run(psql(server).args(quietly).arg(file))?;
        }
        Ok(())
    }
}

impl Drop for ThrowAway {
    fn drop(&mut self) {
        if let Some(Err(error)) = self.server.take().map(Server::stop) {
            eprintln!("xtask: {error}");
        }
        // Leftovers are in the system's temporary folder, so a failure is harmless.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// The path of a client program; every packaging puts it beside the server's programs or on the path.
fn client(server: &Server, name: &str) -> PathBuf {
    let beside = server.bin_dir().join(name);
    if beside.is_file() { beside } else { name.into() }
}

/// PostgreSQL's client on `server`. The password goes by the environment: arguments can be read by everyone on the machine.
fn psql(server: &Server) -> Command {
    let mut psql = programs::command(client(server, "psql").to_str().unwrap_or("psql"));
    let url = server.url();
    match url.split_once("://").and_then(|(scheme, rest)| Some((scheme, rest.split_once('@')?))) {
        Some((scheme, (login, address))) => {
            let (role, password) = login.split_once(':').unwrap_or((login, ""));
            psql.env("PGPASSWORD", password).arg(format!("{scheme}://{role}@{address}"))
        }
        None => psql.arg(url),
    };
    psql
}

/// The migrations' files, in order.
pub fn migrations() -> Result<Vec<PathBuf>> {
    let mut files = files_in(Path::new("migrations"))?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "sql"));
    files.sort();
    Ok(files)
}

/// What is directly in a folder.
pub fn files_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).map_err(|error| format!("cannot read {}: {error}", folder.display()))?;
    Ok(entries.filter_map(|entry| Some(entry.ok()?.path())).collect())
}

/// Renews `.sqlx` from the migrations and the queries in `services`; or, with `check_only`, tells whether it is up to date.
pub fn prepare(check_only: bool) -> Result {
    let committed = project::root().join(".sqlx");
    let fresh = project::target().join("sqlx-fresh");
    // It may not exist, so a failure is harmless.
    let _ = fs::remove_dir_all(&fresh);
    fs::create_dir_all(&fresh).map_err(|error| format!("cannot create {}: {error}", fresh.display()))?;
    step("asking a fresh database about every query", || {
        let database = ThrowAway::start()?;
        database.migrate()?;
        // The macros write down what they learn, but only when the compiler runs.
        let source = File::options().append(true).open("crates/services/src/lib.rs");
        let touched = source.and_then(|file| file.set_modified(SystemTime::now()));
        touched.map_err(|error| format!("cannot touch crates/services/src/lib.rs: {error}"))?;
        let mut check = programs::cargo();
        check.args(["check", "--quiet", "--locked", "--package", "services", "--all-targets"]);
        check.env("DATABASE_URL", database.url()).env("SQLX_OFFLINE", "false").env("SQLX_OFFLINE_DIR", &fresh);
        run(&mut check)
    })?;
    let changed = differences(&fresh, &committed)?;
    if changed.is_empty() {
        return Ok(());
    }
    if check_only {
        return Err(format!(".sqlx is out of date in {} files; run `cargo xtask db prepare`", changed.len()));
    }
    fs::create_dir_all(&committed).map_err(|error| format!("cannot create {}: {error}", committed.display()))?;
    for name in &changed {
        let (from, to) = (fresh.join(name), committed.join(name));
        let done = if from.exists() { fs::copy(&from, &to).map(drop) } else { fs::remove_file(&to) };
        done.map_err(|error| format!("cannot renew {}: {error}", to.display()))?;
    }
    eprintln!("    .sqlx: {} files renewed", changed.len());
    Ok(())
}

/// The names of files that differ between two folders.
fn differences(one: &Path, other: &Path) -> Result<Vec<String>> {
    let mut names: Vec<String> = Vec::new();
    for folder in [one, other].into_iter().filter(|folder| folder.is_dir()) {
        names.extend(files_in(folder)?.iter().filter_map(|file| Some(file.file_name()?.to_str()?.to_owned())));
    }
    names.sort();
    names.dedup();
    names.retain(|name| fs::read(one.join(name)).ok() != fs::read(other.join(name)).ok());
    Ok(names)
}

/// `psql` on the embedded database, whether the server runs or not.
pub fn shell(arguments: &[&str]) -> Result {
    let data = std::env::var("AETHEX_DATA_DIR").unwrap_or_else(|_| "data".into());
    if !Path::new(&data).join("postgres").exists() {
        return Err(format!("there is no database in {data} yet; `cargo xtask run` makes one"));
    }
    let server = embedded_postgres::start_or_join(ClusterSettings::new(data)).map_err(|error| error.to_string())?;
    let status = psql(&server).args(arguments).status();
    server.stop().map_err(|error| error.to_string())?;
    status.map(drop).map_err(|error| format!("cannot run psql: {error}"))
}
