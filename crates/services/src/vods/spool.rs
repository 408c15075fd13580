//! The spool: recorded files lie on the local disk until storage has them. Bounded, so that a storage outage can neither fill
//! the disk nor affect a live stream. A spool at its bounds and a full disk are handled alike.

use domain::StreamId;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// A spool that was full accepts files again once one part in this many of each bound is free.
const CLEARANCE: u64 = 8;

/// Bytes that a file counts at least: what a disk has of room for each file that it can hold (ext4's default). Many small files take all of
/// a disk's inodes while it has room, and other programs can write no more.
const FILE: u64 = 16 * 1024;

/// File name of a recording's journal.
pub const JOURNAL: &str = "journal.jsonl";

/// How much of the local disk recordings may take. A file counts 16 KiB at least, so that the number of files is bounded, too.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Bytes that all recordings may take together.
    pub limit: u64,
    /// Bytes of the disk that recordings leave free.
    pub reserve: u64,
}

/// Folders of recordings on the local disk; synchronous.
pub struct Spool {
    root: PathBuf,
    bounds: Bounds,
    used: AtomicU64,
    /// Whether the last file did not fit.
    is_full: AtomicBool,
}

impl Spool {
    /// A spool in this folder, which is created with the first file.
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

    /// Stores a file atomically.
    ///
    /// # Errors
    /// `StorageFull` beyond the spool's bounds, and any error of the disk.
    pub fn keep(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let length = bytes.len() as u64;
        let folder = path.parent().unwrap_or(&self.root);
        fs::create_dir_all(folder)?;
        self.find_room(folder, length)?;
        let aside = path.with_extension("new");
        let written = fs::File::create(&aside).and_then(|mut file| file.write_all(bytes));
        written.and_then(|()| fs::rename(&aside, path)).inspect_err(|_| {
            // The leftover does no harm except for the room it takes.
            let _ = fs::remove_file(&aside);
        })?;
        self.count(length);
        Ok(())
    }

    /// Whether a file of this length fits.
    ///
    /// After one did not fit, an eighth of each bound has to be free before the next fits: a recording with a few long gaps can be
    /// watched, one that lacks every other segment cannot.
    fn find_room(&self, folder: &Path, length: u64) -> io::Result<()> {
        let Bounds { limit, reserve } = self.bounds;
        let was_full = self.is_full.load(Ordering::Relaxed);
        let needed = |bound: u64| counted(length).saturating_add(if was_full { bound / CLEARANCE } else { 0 });
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
        self.used.fetch_add(counted(length), Ordering::Relaxed);
    }

    /// Deletes a file that was kept or counted.
    pub fn release(&self, path: &Path, length: u64) {
        // It may be deleted already.
        let _ = fs::remove_file(path);
        self.uncount(length);
    }

    /// Takes back what [`Self::count`] or [`Self::keep`] counted, for a file that is deleted with its folder.
    pub fn uncount(&self, length: u64) {
        // Callers never take back more than was counted, but a wrong sum must not wrap around.
        let less = |used: u64| Some(used.saturating_sub(counted(length)));
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

/// What a file of this length takes of the spool.
fn counted(length: u64) -> u64 {
    length.max(FILE)
}

/// Free bytes, for unprivileged processes, of the disk that holds a folder; fewer if it can hold so few more files.
fn free(folder: &Path) -> io::Result<u64> {
    let disk = rustix::fs::statvfs(folder)?;
    // File systems that make inodes when they need them report none.
    let files = if disk.f_files == 0 { u64::MAX } else { disk.f_favail };
    Ok(disk.f_bavail.saturating_mul(disk.f_frsize).min(files.saturating_mul(FILE)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A spool in a temporary folder, which is deleted with it.
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

    const KIB: usize = 1024;

    #[test]
    fn a_full_spool_takes_nothing_until_an_eighth_of_it_is_clear() {
        let spool = Temporary::new(Bounds { limit: 800 * KIB as u64, reserve: 0 });
        spool.keep("1", 400 * KIB).unwrap();
        spool.keep("2", 400 * KIB).unwrap();
        let full = spool.keep("3", 50 * KIB).unwrap_err();
        assert_eq!(full.kind(), io::ErrorKind::StorageFull);
        assert!(full.to_string().contains("waits for storage"), "{full}");
        assert!(!spool.path("3").exists() && !spool.path("3.new").exists());

        spool.0.uncount(100 * KIB as u64);
        assert!(spool.keep("3", 50 * KIB).is_err(), "50 KiB would be left: less than an eighth");
        spool.0.uncount(50 * KIB as u64);
        spool.keep("3", 50 * KIB).unwrap();
        spool.keep("4", 100 * KIB).unwrap();
        assert_eq!(fs::read(spool.path("4")).unwrap(), [7; 100 * KIB]);
    }

    #[test]
    fn the_number_of_small_files_is_bounded_too() {
        let spool = Temporary::new(Bounds { limit: 64 * FILE, reserve: 0 });
        let kept = (0..1000).take_while(|number| spool.keep(&number.to_string(), 1).is_ok()).count();
        assert_eq!(kept, 64);
        for number in 0..8 {
            assert!(spool.keep("more", 1).is_err(), "{number} files are gone: less than an eighth would be left");
            spool.0.release(&spool.path(&number.to_string()), 1);
        }
        assert!(spool.keep("more", 1).is_err(), "with this file it would be less than an eighth");
        spool.0.release(&spool.path("8"), 1);
        spool.keep("more", 1).unwrap();
        assert_eq!(fs::read_dir(&spool.0.root).unwrap().count(), 64 - 9 + 1);
    }

    #[test]
    fn what_is_to_stay_free_of_the_disk_stays_free() {
        let spool = Temporary::new(Bounds { limit: u64::MAX, reserve: u64::MAX });
        let full = spool.keep("1", 1).unwrap_err();
        assert_eq!(full.kind(), io::ErrorKind::StorageFull);
        assert!(full.to_string().contains("stay free"), "{full}");
    }
}
