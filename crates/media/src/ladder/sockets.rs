//! Unix sockets in a folder that other users may not enter: the transcoder delivers its renditions there.

use std::fs::{self, DirBuilder, File};
use std::io::{Error, ErrorKind, Result};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::net::UnixListener;

/// How the names of all such folders begin.
const PREFIX: &str = "aethex-ladder-";

/// A folder that is removed with its owner.
pub(super) struct Folder {
    path: PathBuf,
    /// The folder itself, locked: however its owner ends, the kernel releases the lock, which tells [`sweep`] that it has no owner.
    _lock: File,
}

impl Folder {
    /// Makes a new folder below `root`. The path of `root` has to be short: a socket's path has 108 bytes at most.
    ///
    /// # Errors
    /// The I/O error of making it.
    pub fn new(root: &Path) -> Result<Self> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        for _ in 0..100 {
            let name = format!("{PREFIX}{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
            let path = root.join(name);
            match DirBuilder::new().mode(0o700).create(&path) {
                // An earlier process with the same id left it behind, or another user made it: it can't be trusted.
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                made => {
                    made?;
                    let lock = File::open(&path)?;
                    lock.try_lock()?;
                    return Ok(Self { path, _lock: lock });
                }
            }
        }
        Err(Error::other("no free name for a folder of sockets"))
    }

    /// Listens on a socket of this name; its path is for the other side.
    ///
    /// # Errors
    /// The I/O error of listening.
    pub fn listen(&self, name: &str) -> Result<(UnixListener, PathBuf)> {
        let path = self.path.join(name);
        Ok((UnixListener::bind(&path)?, path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // If it fails, empty sockets stay behind until the next sweep.
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// Removes the folders below `root` that killed processes left. Failures are ignored: a folder that stays does no harm.
pub(super) fn sweep(root: &Path) {
    let Ok(entries) = fs::read_dir(root) else { return };
    for entry in entries.flatten() {
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if !is_folder || !entry.file_name().as_encoded_bytes().starts_with(PREFIX.as_bytes()) {
            continue;
        }
        // The lock is held until the folder is gone: an owner that has just made it then gets an error, not a folder that vanishes.
        if let Ok(folder) = File::open(entry.path())
            && folder.try_lock().is_ok()
        {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_folders_that_are_nobodys_are_swept() {
        let root = std::env::temp_dir().join(format!("aethex-sweep-{}", std::process::id()));
        fs::create_dir(&root).unwrap();
        let folder = Folder::new(&root).unwrap();
        let (_listener, socket) = folder.listen("180p").unwrap();
        // What a killed process leaves: a folder that no process has locked.
        let left = root.join("aethex-ladder-1-0");
        fs::create_dir(&left).unwrap();
        drop(std::os::unix::net::UnixListener::bind(left.join("180p")).unwrap());
        let others = [root.join("aethex-test-1-0"), root.join("aethex-ladder-2-0")];
        fs::create_dir(&others[0]).unwrap();
        fs::write(&others[1], "a file").unwrap();

        sweep(&root);
        assert!(!left.exists() && socket.exists());
        assert!(others.iter().all(|other| other.exists()));
        drop(folder);
        assert!(!socket.exists() && root.exists());
        fs::remove_dir_all(&root).unwrap();
    }
}
