//! The spool: what is recorded lies on the local disk until storage has it. Bounded, so that a storage that is away can
//! neither fill the disk nor touch a live stream.

use domain::StreamId;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes that all recordings may take together.
const MOST: u64 = 8 << 30;
/// Bytes of the disk that stay free whatever happens.
const FREE: u64 = 1 << 30;

/// File name of a recording's journal.
pub const JOURNAL: &str = "journal.jsonl";

/// Folders of recordings on the local disk; synchronous.
pub struct Spool {
    root: PathBuf,
    used: AtomicU64,
}

impl Spool {
    /// The spool in this folder, which is made with the first file.
    pub fn new(root: PathBuf) -> Self {
        Self { root, used: AtomicU64::new(0) }
    }

    /// Where the files of a stream lie.
    pub fn folder(&self, stream: StreamId) -> PathBuf {
        self.root.join(stream.to_string())
    }

    /// Streams that have a folder.
    ///
    /// # Errors
    /// When the spool cannot be read.
    pub fn streams(&self) -> io::Result<Vec<StreamId>> {
        let folders = match fs::read_dir(&self.root) {
            Ok(folders) => folders,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let mut streams = Vec::new();
        for folder in folders {
            streams.extend(folder?.file_name().to_str().and_then(|name| name.parse::<StreamId>().ok()));
        }
        Ok(streams)
    }

    /// Keeps a file, whole or not at all.
    ///
    /// # Errors
    /// `StorageFull` beyond the spool's bounds, and whatever the disk says.
    pub fn keep(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let length = bytes.len() as u64;
        let folder = path.parent().unwrap_or(&self.root);
        fs::create_dir_all(folder)?;
        if self.used.load(Ordering::Relaxed) + length > MOST || free(folder)? < FREE + length {
            return Err(io::ErrorKind::StorageFull.into());
        }
        let aside = path.with_extension("new");
        let written = fs::File::create(&aside).and_then(|mut file| file.write_all(bytes));
        written.and_then(|()| fs::rename(&aside, path)).inspect_err(|_| {
            // It is in the way of nothing but the room it takes.
            let _ = fs::remove_file(&aside);
        })?;
        self.used.fetch_add(length, Ordering::Relaxed);
        Ok(())
    }

    /// Counts a file that an earlier process kept.
    pub fn count(&self, length: u64) {
        self.used.fetch_add(length, Ordering::Relaxed);
    }

    /// Lets a file go that was kept or counted.
    pub fn release(&self, path: &Path, length: u64) {
        // Gone already is as good.
        let _ = fs::remove_file(path);
        self.uncount(length);
    }

    /// Takes back what [`Self::count`] or [`Self::keep`] counted, for files that go with their folder.
    pub fn uncount(&self, length: u64) {
        // More than was counted is never taken back, but a wrong sum must not wrap into a full spool.
        let less = |used: u64| Some(used.saturating_sub(length));
        let _ = self.used.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less);
    }

    /// Removes a stream's folder.
    ///
    /// # Errors
    /// When it cannot be removed.
    pub fn remove(&self, stream: StreamId) -> io::Result<()> {
        match fs::remove_dir_all(self.folder(stream)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

/// Bytes of the disk below a folder that anybody may take.
fn free(folder: &Path) -> io::Result<u64> {
    let disk = rustix::fs::statvfs(folder)?;
    Ok(disk.f_bavail.saturating_mul(disk.f_frsize))
}
