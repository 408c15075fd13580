//! Unix sockets in a folder that nobody else may enter: where the transcoder delivers its renditions.

use std::fs::DirBuilder;
use std::io::{Error, ErrorKind, Result};
use std::os::unix::fs::DirBuilderExt;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::net::UnixListener;

/// A folder that goes with its owner.
pub(super) struct Folder(PathBuf);

impl Folder {
    /// A fresh one. It lies in the system's folder for temporary files, whose path is short enough for a socket's (108 bytes).
    ///
    /// # Errors
    /// What making it fails with.
    pub fn new() -> Result<Self> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        for _ in 0..100 {
            let name = format!("aethex-ladder-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
            let path = std::env::temp_dir().join(name);
            match DirBuilder::new().mode(0o700).create(&path) {
                // Left behind by an earlier process of the same number, or somebody else's: not to be trusted.
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                made => return made.map(|()| Self(path)),
            }
        }
        Err(Error::other("no free name for a folder of sockets"))
    }

    /// Listens on a socket of this name; its path is for the other side.
    ///
    /// # Errors
    /// What listening fails with.
    pub fn listen(&self, name: &str) -> Result<(UnixListener, PathBuf)> {
        let path = self.0.join(name);
        Ok((UnixListener::bind(&path)?, path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // If it fails, empty sockets stay behind until the system clears its temporary files.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
