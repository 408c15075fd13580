//! One owner for each database: a locked file, which the kernel unlocks however the owner ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;
use std::time::{Duration, Instant};

use crate::Error;
use crate::error::Context;

/// Held as long as this process owns the database.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
}

/// Takes the lock in `home`, waiting at most `wait` for another owner to leave; `None` when it stays.
pub(crate) fn acquire(home: &Path, wait: Duration) -> Result<Option<Lock>, Error> {
    let path = home.join("owner.lock");
    let what = || format!("cannot lock {}", path.display());
    let file = OpenOptions::new().create(true).append(true).open(&path).context(what)?;
    let deadline = Instant::now() + wait;
    let mut told = wait.is_zero();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(Some(Lock { _file: file })),
            Err(TryLockError::WouldBlock) if Instant::now() >= deadline => return Ok(None),
            Err(TryLockError::WouldBlock) => {
                if !std::mem::replace(&mut told, true) {
                    tracing::info!("waiting for another process to leave the database in {}", home.display());
                }
                std::thread::sleep(Duration::from_millis(50));
            }
            Err(TryLockError::Error(source)) => return Err(Error::Io { what: what(), source }),
        }
    }
}
