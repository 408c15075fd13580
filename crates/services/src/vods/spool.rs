//! The spool: what is recorded lies on the local disk until storage has it. Bounded, so that a storage that is away can
//! neither fill the disk nor touch a live stream. A spool at its bounds and a disk that is full are one case.

use domain::StreamId;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// A spool that was full takes files in again once this part of each bound is clear.
const CLEARANCE: u64 = 8;

/// File name of a recording's journal.
pub const JOURNAL: &str = "journal.jsonl";

/// How much of the local disk recordings may take.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Bytes that all recordings may take together.
    pub limit: u64,
    /// Bytes of the disk that stay free whatever happens.
    pub reserve: u64,
}

/// Folders of recordings on the local disk; synchronous.
pub struct Spool {
    root: PathBuf,
    bounds: Bounds,
    used: AtomicU64,
    /// The last file did not fit.
    is_full: AtomicBool,
}

impl Spool {
    /// The spool in this folder, which is made with the first file.
    pub fn new(root: PathBuf, bounds: Bounds) -> Self {
        Self { root, bounds, used: AtomicU64::new(0), is_full: AtomicBool::new(false) }
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
        self.find_room(folder, length)?;
        let aside = path.with_extension("new");
        let written = fs::File::create(&aside).and_then(|mut file| file.write_all(bytes));
        written.and_then(|()| fs::rename(&aside, path)).inspect_err(|_| {
            // It is in the way of nothing but the room it takes.
            let _ = fs::remove_file(&aside);
        })?;
        self.used.fetch_add(length, Ordering::Relaxed);
        Ok(())
    }

    /// Whether a file of this length fits.
    ///
    /// Once one did not, an eighth of each bound has to be clear before the next does: a recording with a few long gaps can be watched,
    /// one that lacks every other segment cannot.
    fn find_room(&self, folder: &Path, length: u64) -> io::Result<()> {
        let Bounds { limit, reserve } = self.bounds;
        let was_full = self.is_full.load(Ordering::Relaxed);
        let needed = |bound: u64| length.saturating_add(if was_full { bound / CLEARANCE } else { 0 });
        let lacking = if self.used.load(Ordering::Relaxed).saturating_add(needed(limit)) > limit {
            Some("what waits for storage takes all the room that it may")
        } else if free(folder)? < reserve.saturating_add(needed(reserve)) {
            Some("the disk has no room beside what is to stay free")
        } else {
            None
        };
        self.is_full.store(lacking.is_some(), Ordering::Relaxed);
        lacking.map_or(Ok(()), |lacking| Err(io::Error::new(io::ErrorKind::StorageFull, lacking)))
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A spool in a folder of its own, which goes with it.
    struct Temporary(Spool);

    impl Temporary {
        fn new(bounds: Bounds) -> Self {
            let name = format!("aethex-spool-{}", uuid::Uuid::now_v7());
            Self(Spool::new(std::env::temp_dir().join(name), bounds))
        }

        fn path(&self, name: &str) -> PathBuf {
            self.0.root.join(name)
        }

        fn keep(&self, name: &str, length: usize) -> io::Result<()> {
            self.0.keep(&self.path(name), &vec![7; length])
        }
    }

    impl Drop for Temporary {
        fn drop(&mut self) {
            fs::remove_dir_all(&self.0.root).unwrap();
        }
    }

    #[test]
    fn a_full_spool_takes_nothing_until_an_eighth_of_it_is_clear() {
        let spool = Temporary::new(Bounds { limit: 800, reserve: 0 });
        spool.keep("1", 400).unwrap();
        spool.keep("2", 400).unwrap();
        let full = spool.keep("3", 50).unwrap_err();
        assert_eq!(full.kind(), io::ErrorKind::StorageFull);
        assert!(full.to_string().contains("waits for storage"), "{full}");
        assert!(!spool.path("3").exists() && !spool.path("3.new").exists());

        spool.0.uncount(100);
        assert!(spool.keep("3", 50).is_err(), "50 bytes would be left: less than an eighth");
        spool.0.uncount(50);
        spool.keep("3", 50).unwrap();
        spool.keep("4", 100).unwrap();
        assert_eq!(fs::read(spool.path("4")).unwrap(), [7; 100]);
    }

    #[test]
    fn what_is_to_stay_free_of_the_disk_stays_free() {
        let spool = Temporary::new(Bounds { limit: u64::MAX, reserve: u64::MAX });
        let full = spool.keep("1", 1).unwrap_err();
        assert_eq!(full.kind(), io::ErrorKind::StorageFull);
        assert!(full.to_string().contains("stay free"), "{full}");
    }
}
