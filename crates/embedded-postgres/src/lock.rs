//! One owner for each database: a locked file, which the kernel unlocks however the owner ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use crate::Error;
use crate::error::Context;

/// Held as long as this process owns the database.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
}

/// Takes the lock in `home`; `None` where another process has it.
pub(crate) fn acquire(home: &Path) -> Result<Option<Lock>, Error> {
    let path = home.join("owner.lock");
    let what = || format!("cannot lock {}", path.display());
    let file = OpenOptions::new().create(true).append(true).open(&path).context(what)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(Lock { _file: file })),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(source)) => Err(Error::Io { what: what(), source }),
    }
}
