//! Which folder the database lives in: `postgres/` below the data directory, wherever its user can reach that.

use std::fs;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt, chown, symlink};
use std::path::{Path, PathBuf};

use crate::Error;
use crate::error::Context;
use crate::user::{self, SystemUser};

/// Where root keeps databases if the data directory lies in a home that the database's user can't enter.
const COMMON_HOME: &str = "/var/lib/aethex";

/// The folder of one database and the user it belongs to.
#[derive(Debug, Clone)]
pub(crate) struct DataDir {
    /// Absolute, without links; owned by `user`, mode 0700.
    pub home: PathBuf,
    /// The user that PostgreSQL runs as; `None` is this process's own user.
    pub user: Option<SystemUser>,
}

/// Makes the folder ready. Where `data_dir/postgres` is out of its user's reach (a clone below `/root`), it becomes a
/// link to a folder in `/var/lib/aethex` that is named by the data directory's path.
pub(crate) fn prepare(data_dir: &Path) -> Result<DataDir, Error> {
    fs::create_dir_all(data_dir).context(|| format!("cannot create the data directory {}", data_dir.display()))?;
    let data_dir = fs::canonicalize(data_dir).context(|| format!("cannot open {}", data_dir.display()))?;
    let wanted = data_dir.join("postgres");
    let user = user::choose(&data_dir, &wanted)?;
    // An existing link is followed, even if its target doesn't exist yet.
    let mut home = fs::read_link(&wanted).unwrap_or_else(|_| wanted.clone());
    if let Some(user) = &user
        && !user::can_reach(user, &home)
    {
        home = Path::new(COMMON_HOME).join(name_of(&data_dir));
        // A link that was copied from elsewhere, or an empty folder, is replaced; a database is not.
        let _ = fs::remove_file(&wanted).or_else(|_| fs::remove_dir(&wanted));
        let moved = fs::create_dir_all(COMMON_HOME)
            .and_then(|()| fs::set_permissions(COMMON_HOME, fs::Permissions::from_mode(0o755)))
            .and_then(|()| symlink(&home, &wanted));
        moved.map_err(|source| Error::OutOfReach {
            user: user.name.clone(),
            wanted: wanted.clone(),
            instead: home.clone(),
            source,
        })?;
        tracing::info!(
            "PostgreSQL runs as {} and cannot reach {}: its files go to {}",
            user.name,
            wanted.display(),
            home.display()
        );
    }
    make_private(&home, user.as_ref())?;
    let home = fs::canonicalize(&home).context(|| format!("cannot open {}", home.display()))?;
    Ok(DataDir { home, user })
}

/// Creates `path` as a folder for its owner alone, and gives it to `user`.
pub(crate) fn make_private(path: &Path, user: Option<&SystemUser>) -> Result<(), Error> {
    if !path.is_dir() {
        fs::DirBuilder::new()
            .mode(0o700)
            .recursive(true)
            .create(path)
            .context(|| format!("cannot create {}", path.display()))?;
    }
    give(path, user)
}

/// Gives a file or folder to `user`.
pub(crate) fn give(path: &Path, user: Option<&SystemUser>) -> Result<(), Error> {
    let Some(user) = user else { return Ok(()) };
    chown(path, Some(user.uid), Some(user.gid)).context(|| format!("cannot give {} to {}", path.display(), user.name))
}

/// A folder name that stands for a path: FNV-1a, which never changes with the compiler.
fn name_of(path: &Path) -> String {
    let hash = path
        .as_os_str()
        .as_encoded_bytes()
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}
