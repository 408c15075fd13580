//! The database's files: made once in a temporary folder, then renamed, so that a half-made one is never used.

use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

use crate::Error;
use crate::binaries::Binaries;
use crate::data_dir::{DataDir, give};
use crate::error::Context;
use crate::postmaster::command;

/// The role that the program signs in as; it owns the database of the same name and may create others, nothing more.
pub(crate) const ROLE: &str = "aethex";
const FOLDER: &str = "cluster";
const PASSWORD_FILE: &str = "aethex.password";

/// An initialised cluster.
#[derive(Debug, Clone)]
pub(crate) struct Cluster {
    /// PostgreSQL's own data directory.
    pub dir: PathBuf,
    /// Password of [`ROLE`]; hexadecimal.
    pub password: String,
}

/// The major version of the existing cluster, if there is one.
pub(crate) fn version(data_dir: &DataDir) -> Option<u32> {
    let text = fs::read_to_string(data_dir.home.join(FOLDER).join("PG_VERSION")).ok()?;
    text.trim().parse().ok()
}

/// The existing cluster, if there is one.
pub(crate) fn open(data_dir: &DataDir) -> Result<Option<Cluster>, Error> {
    let dir = data_dir.home.join(FOLDER);
    if !dir.is_dir() {
        return Ok(None);
    }
    let file = dir.join(PASSWORD_FILE);
    let password = fs::read_to_string(&file).context(|| format!("cannot read {}", file.display()))?;
    Ok(Some(Cluster { dir, password: password.trim().to_owned() }))
}

/// Opens the cluster, or makes it.
pub(crate) fn open_or_create(data_dir: &DataDir, binaries: &Binaries, durable: bool) -> Result<Cluster, Error> {
    if let Some(cluster) = open(data_dir)? {
        return Ok(cluster);
    }
    remove_leftovers(&data_dir.home);
    tracing::info!("creating the database in {}", data_dir.home.display());
    let fresh = data_dir.home.join(format!("{FOLDER}.new-{}", std::process::id()));
    let password = random_hex()?;
    initdb(data_dir, binaries, &fresh, durable)?;
    create_role(data_dir, binaries, &fresh, &password, durable)?;
    write_private(data_dir, &fresh.join(PASSWORD_FILE), &password)?;
    // One role, one method: the superuser can't sign in over a connection.
    let rules = format!("local all {ROLE} scram-sha-256\nhost all {ROLE} 127.0.0.1/32 scram-sha-256\n");
    write_private(data_dir, &fresh.join("pg_hba.conf"), &rules)?;
    let dir = data_dir.home.join(FOLDER);
    fs::rename(&fresh, &dir).context(|| format!("cannot rename {} to {}", fresh.display(), dir.display()))?;
    fs::File::open(&data_dir.home)
        .and_then(|home| home.sync_all())
        .context(|| "cannot sync the data directory".into())?;
    Ok(Cluster { dir, password })
}

/// Removes unfinished clusters of killed predecessors. Only called by the lock's holder.
fn remove_leftovers(home: &Path) {
    let Ok(entries) = fs::read_dir(home) else { return };
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        if path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with("cluster.new-")) {
            // A failure is harmless: the new folder has another name.
            let _ = fs::remove_dir_all(&path);
        }
    }
}

fn initdb(data_dir: &DataDir, binaries: &Binaries, fresh: &Path, durable: bool) -> Result<(), Error> {
    let mut initdb = command(&binaries.program("initdb"), data_dir);
    initdb.arg("--pgdata").arg(fresh);
    initdb.args(["--username=postgres", "--auth=reject", "--encoding=UTF8", "--no-instructions"]);
    // Unicode upper and lower case without a natural language's sorting, whatever the machine's locale is.
    let locale: &[&str] =
        if cfg!(target_os = "linux") { &["--locale=C.UTF-8"] } else { &["--locale=C", "--lc-ctype=UTF-8"] };
    initdb.args(locale).arg(if durable { "--data-checksums" } else { "--no-sync" });
    let output = initdb.stdin(Stdio::null()).output().context(|| "cannot run initdb".into())?;
    succeeded("initdb", &output)
}

/// Creates role and database in PostgreSQL's single-user mode: no server, no connection, no client needed.
fn create_role(
    data_dir: &DataDir,
    binaries: &Binaries,
    fresh: &Path,
    password: &str,
    durable: bool,
) -> Result<(), Error> {
    let mut single = command(&binaries.program("postgres"), data_dir);
    single.arg("--single").arg("-D").arg(fresh);
    // Without -j each line is one statement.
    single.args(["-c", "exit_on_error=true", "-c", "log_min_messages=error"]);
    single.args(["-c", if durable { "fsync=on" } else { "fsync=off" }]).arg("postgres");
    single.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = single.spawn().context(|| "cannot run postgres --single".into())?;
    let sql = format!("create role {ROLE} login createdb password '{password}'\ncreate database {ROLE} owner {ROLE}\n");
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(sql.as_bytes()).context(|| "cannot write to postgres --single".into())?;
    }
    let output = child.wait_with_output().context(|| "cannot wait for postgres --single".into())?;
    succeeded("postgres --single", &output)
}

fn succeeded(program: &'static str, output: &Output) -> Result<(), Error> {
    if output.status.success() {
        return Ok(());
    }
    let text = String::from_utf8_lossy(&output.stderr);
    Err(Error::Create { program, output: format!("{} ({})", last_lines(&text, 6), output.status) })
}

/// The last `count` lines on one line.
pub(crate) fn last_lines(text: &str, count: usize) -> String {
    let lines: Vec<_> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    lines[lines.len().saturating_sub(count)..].join(" / ")
}

/// Writes a file that only the database's user may read, to the disk.
fn write_private(data_dir: &DataDir, path: &Path, text: &str) -> Result<(), Error> {
    let write = || {
        let mut file = fs::OpenOptions::new().create(true).write(true).truncate(true).mode(0o600).open(path)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()
    };
    write().context(|| format!("cannot write {}", path.display()))?;
    give(path, data_dir.user.as_ref())
}

fn random_hex() -> Result<String, Error> {
    let mut bytes = [0_u8; 24];
    let read = fs::File::open("/dev/urandom").and_then(|mut file| file.read_exact(&mut bytes));
    read.context(|| "cannot read /dev/urandom".into())?;
    Ok(hex::encode(bytes))
}
