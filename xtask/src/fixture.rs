//! `cargo xtask fixture`: keeps the data directory of this version, which the upgrade tests give to later ones.

use std::fs;
use std::path::{Path, PathBuf};

use crate::database::{ThrowAway, files_in, migrations};
use crate::run::{run, step};
use crate::{Result, programs};

/// A folder for each version of the schema.
pub const FIXTURES: &str = "server/tests/upgrade/";
/// The test that makes a data directory, and keeps it where it is told to.
const TEST: &str = "upgrade::what_this_version_leaves_is_served_after_a_restart";
/// The most bytes of a fixture.
const LIMIT: u64 = 300 * 1024;

/// Makes the fixture of the newest migration, also where there is one already. It is kept if the server that made it serves it.
pub fn make() -> Result {
    let newest = migrations()?.last().map(|file| version(file).to_owned()).ok_or("there are no migrations")?;
    let kept = Path::new(FIXTURES).join(&newest);
    let fresh = kept.with_extension("new");
    step(&format!("making {}", kept.display()), || {
        remove(&fresh)?;
        let made = record(&fresh).and_then(|()| judge(&fresh));
        if made.is_err() {
            remove(&fresh)?;
            return made;
        }
        remove(&kept)?;
        fs::rename(&fresh, &kept).map_err(|error| format!("cannot rename {}: {error}", fresh.display()))
    })
}

fn record(fresh: &Path) -> Result {
    let database = ThrowAway::start()?;
    let mut test = programs::cargo();
    test.args(["test", "--locked", "--package", "aethex", "--test", "platform", "--", "--exact", TEST]);
    let fresh = std::path::absolute(fresh).map_err(|error| format!("cannot enter {FIXTURES}: {error}"))?;
    run(test.env("DATABASE_URL", database.url()).env("UPGRADE_FIXTURE", fresh).env("PG_DUMP", database.pg_dump()))
}

/// Refuses a fixture that is missing or too large.
fn judge(fresh: &Path) -> Result {
    if !fresh.is_dir() {
        return Err(format!("{TEST} made nothing: is there still a test of this name?"));
    }
    let size = size(fresh)?;
    eprintln!("    {} KiB", size.div_ceil(1024));
    if size <= LIMIT { Ok(()) } else { Err(format!("{size} bytes are too many for the repository, {LIMIT} may be")) }
}

fn size(folder: &Path) -> Result<u64> {
    let sizes = files_in(folder)?.into_iter().map(|path| match path.is_dir() {
        true => size(&path),
        false => path.metadata().map(|file| file.len()).map_err(|error| format!("{}: {error}", path.display())),
    });
    sizes.sum()
}

fn remove(folder: &Path) -> Result {
    if !folder.exists() {
        return Ok(());
    }
    fs::remove_dir_all(folder).map_err(|error| format!("cannot remove {}: {error}", folder.display()))
}

/// The number that a migration's name begins with.
fn version(migration: &Path) -> &str {
    let name = migration.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    name.split('_').next().unwrap_or_default()
}

/// A breach of the rule that the upgrade to the newest migration is tested: there is a fixture of it or of the one before it.
pub fn breaches() -> Result<Vec<String>> {
    let fixtures: Vec<PathBuf> = files_in(Path::new(FIXTURES))?;
    let names: Vec<&str> = fixtures.iter().filter_map(|folder| folder.file_name()?.to_str()).collect();
    let migrations = migrations()?;
    let migrations: Vec<&str> = migrations.iter().map(|file| version(file)).collect();
    Ok(breach(&migrations, &names).into_iter().collect())
}

/// `migrations` are in order.
fn breach(migrations: &[&str], fixtures: &[&str]) -> Option<String> {
    let covered = migrations.iter().rposition(|version| fixtures.contains(version));
    let missing = migrations.get(covered.map_or(0, |index| index + 1)..).unwrap_or_default();
    let [.., before, newest] = missing else { return None };
    Some(format!(
        "{FIXTURES}{before}: is missing, so the upgrade to migration {newest} is not tested; run `cargo xtask fixture` without that migration"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_migration_may_be_one_ahead_of_the_fixtures() {
        let migrations = ["0001", "0002", "0003", "0004"];
        assert_eq!(breach(&migrations, &["0002", "0004"]), None);
        assert_eq!(breach(&migrations, &["0003"]), None);
        for too_old in [&["0001", "0002"][..], &["0004.new"], &[]] {
            let told = breach(&migrations, too_old).unwrap_or_default();
            assert!(told.starts_with("server/tests/upgrade/0003: is missing"), "{too_old:?}: {told}");
        }
    }
}
