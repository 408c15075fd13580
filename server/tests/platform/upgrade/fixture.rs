//! The fixtures in `server/tests/upgrade`: for each version of the schema a dump of the database and the other files of the data
//! directory. A dump is text and fits every version of PostgreSQL; a cluster's own files are large and fit one.

use crate::database::Database;
use crate::test_app::TestApp;
use serde::{Deserialize, Serialize};
use sqlx::{AssertSqlSafe, Connection, PgConnection, raw_sql};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use testkit::server::Folder;
use tokio::process::Command;
use uuid::Uuid;

const DATABASE: &str = "database.sql";
const CONTENTS: &str = "contents.json";
const DATA: &str = "data";

/// What a fixture holds. A field that is added later is optional, because older fixtures lack it.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Contents {
    /// The password of every account.
    pub password: String,
    /// `name=value` of a session cookie of mira's.
    pub cookie: String,
    /// Stream keys by the slugs of their channels.
    pub stream_keys: BTreeMap<String, String>,
    /// mira's stream that has ended, and is a video.
    pub ended: Recorded,
    /// mira's stream that is prepared.
    pub prepared: Uuid,
    /// noor's stream, which was on air when the server was killed.
    pub interrupted: Recorded,
    /// The messages of mira's ended stream, the oldest first.
    pub messages: Vec<String>,
    /// A message of that stream that a moderator has deleted.
    pub deleted_message: String,
}

/// A recording and how many segments it has at least; an ended one has no more.
#[derive(Debug, Serialize, Deserialize)]
pub struct Recorded {
    pub stream: Uuid,
    pub segments: usize,
}

/// The folders of all fixtures, the oldest first.
pub fn all() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/upgrade");
    // One that is being made is not complete yet.
    let mut fixtures: Vec<PathBuf> = entries(&folder).filter(|path| path.extension().is_none()).collect();
    fixtures.sort();
    assert!(!fixtures.is_empty(), "there is no fixture; `cargo xtask fixture` makes one");
    fixtures
}

/// Today's server on a copy of a fixture.
pub async fn restore(fixture: &Path) -> (TestApp, Contents) {
    // A failed test shows which fixture it was about.
    eprintln!("upgrading {}", fixture.display());
    let contents = serde_json::from_slice(&fs::read(fixture.join(CONTENTS)).unwrap()).unwrap();
    let database = Database::create().await;
    let dump = fs::read_to_string(fixture.join(DATABASE)).unwrap();
    let mut connection = PgConnection::connect(&database.url).await.unwrap();
    // As in a whole dump: functions stand before the tables whose rows they name.
    let dump = format!("set check_function_bodies = off;\n{dump}");
    raw_sql(AssertSqlSafe(dump)).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    let folder = Folder::new();
    copy(&fixture.join(DATA), &folder.path().join("data"));
    (TestApp::on(database, folder, &[]).await, contents)
}

/// Writes the fixture of a server that was killed.
pub async fn save(app: &TestApp, contents: &Contents, fixture: &Path) {
    fs::create_dir_all(fixture).unwrap();
    fs::write(fixture.join(DATABASE), dump(&app.database.url).await).unwrap();
    fs::write(fixture.join(CONTENTS), format!("{}\n", serde_json::to_string_pretty(contents).unwrap())).unwrap();
    copy(&app.server.data(), &fixture.join(DATA));
}

/// Schema and rows as statements that any client can execute.
async fn dump(url: &str) -> String {
    let program = std::env::var_os("PG_DUMP").unwrap_or("pg_dump".into());
    let mut pg_dump = Command::new(program);
    pg_dump.args(["--no-owner", "--no-privileges", "--column-inserts", "--dbname", url]);
    let output = pg_dump.output().await.expect("pg_dump comes with PostgreSQL's client programs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    // Settings of the session differ between versions of PostgreSQL, and commands to psql are no SQL.
    let needless = |line: &&str| !line.is_empty() && !["--", "SET ", "\\"].iter().any(|start| line.starts_with(start));
    text.lines().filter(needless).map(|line| format!("{line}\n")).collect()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for path in entries(from) {
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() { copy(&path, &target) } else { fs::copy(&path, &target).map(drop).unwrap() }
    }
}

fn entries(folder: &Path) -> impl Iterator<Item = PathBuf> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path())
}
