//! The recording of one stream: its content so far, on disk and in memory.

mod content;
#[cfg(test)]
mod tests;

use super::journal::{self, Entry, PictureEntry};
use super::spool::{JOURNAL, Spool};
use super::uploads::{Job, Uploads};
use crate::storage::ArchiveKey;
use bytes::Bytes;
pub use content::{Content, PlaylistVersion, Track};
use domain::StreamId;
use media::hls::FinishedSegment;
pub use media::hls::SOURCE;
use media::hls::TICKS_PER_SECOND;
use media::hls::playlist::{self, PlaylistText};
use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::task::spawn_blocking;

#[derive(Default)]
struct RecordingState {
    content: Content,
    /// Number of renditions that are being read.
    readers: usize,
    /// Number of files that storage does not have yet.
    waiting: usize,
    /// A segment could not be kept.
    has_gap: bool,
    /// It is being finished: no more segments are accepted.
    closed: bool,
    /// It is being dropped: its archive was deleted, or is ready already.
    abandoned: bool,
}

/// The journal. Only threads that may block hold its lock.
#[derive(Default)]
struct Journal {
    /// `None` until the first line, and after one that could not be written.
    file: Option<File>,
    /// Bytes of whole lines.
    length: u64,
    /// Renditions with a last segment that could not be kept.
    failing: BTreeSet<String>,
}

/// The recording of one stream.
pub struct Recording {
    key: ArchiveKey,
    spool: Arc<Spool>,
    uploads: Arc<Uploads>,
    journal: Mutex<Journal>,
    state: Mutex<RecordingState>,
}

impl Recording {
    /// An empty recording.
    pub(super) fn new(key: ArchiveKey, spool: Arc<Spool>, uploads: Arc<Uploads>) -> Arc<Self> {
        Arc::new(Self { key, spool, uploads, journal: Mutex::default(), state: Mutex::default() })
    }

    /// The recording that an earlier process left behind; what it had not stored yet is queued. Blocks.
    pub(super) fn load(key: ArchiveKey, spool: Arc<Spool>, uploads: Arc<Uploads>) -> io::Result<Arc<Self>> {
        let recording = Self::new(key, spool, uploads);
        let path = recording.spool.folder(recording.stream()).join(JOURNAL);
        let text = match fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            text => text?,
        };
        let (entries, whole) = journal::parse(&text);
        recording.journal().length = whole as u64;
        for entry in entries {
            let file = recording.file(&entry.path());
            match fs::metadata(&file) {
                Ok(found) if found.len() == entry.bytes() => {
                    recording.spool.count(entry.bytes());
                    recording.add(entry);
                }
                // A missing file was stored; if not, that is found when the recording is finished.
                // One of a wrong length did not survive a crash of the machine.
                found => {
                    if found.is_ok() {
                        fs::remove_file(&file)?;
                    }
                    recording.state().content.apply(entry);
                }
            }
        }
        Ok(recording)
    }

    /// The recorded stream.
    pub fn stream(&self) -> StreamId {
        self.key.stream()
    }

    /// Where it is in storage.
    pub(super) fn key(&self) -> ArchiveKey {
        self.key
    }

    /// Keeps a segment of a rendition. One that cannot be kept leaves a gap; recording goes on with the next.
    pub async fn keep(self: &Arc<Self>, rendition: &str, segment: FinishedSegment) {
        let (this, rendition) = (self.clone(), rendition.to_owned());
        self.blocking(move |journal| {
            let kept = this.keep_segment(journal, &rendition, segment);
            this.tell(journal, rendition, kept);
        })
        .await;
    }

    /// Keeps a picture of the moment `at` (milliseconds of media time). The recording is as good without it.
    pub async fn picture(self: &Arc<Self>, at: i64, webp: Bytes) {
        let this = self.clone();
        let entry = Entry::Picture(PictureEntry { at, bytes: webp.len() as u64 });
        self.blocking(move |journal| {
            // No segment will be added that it could show.
            if this.state().content.tracks.get(SOURCE).is_some_and(Track::is_full) {
                return;
            }
            if let Err(error) = this.write(journal, entry, &webp) {
                tracing::debug!(stream = %this.stream(), %error, "a picture of the recording could not be kept");
            }
        })
        .await;
    }

    async fn blocking(self: &Arc<Self>, work: impl FnOnce(&mut Journal) + Send + 'static) {
        let this = self.clone();
        let done = spawn_blocking(move || {
            if !this.state().abandoned && !this.state().closed {
                work(&mut this.journal());
            }
        });
        if let Err(error) = done.await {
            tracing::error!(stream = %self.stream(), %error, "recording failed");
        }
    }

    /// Logs that a rendition has a gap, and that it goes on: once each, not for every segment.
    fn tell(&self, journal: &mut Journal, rendition: String, kept: io::Result<()>) {
        let stream = self.stream();
        match kept {
            Ok(()) => {
                if journal.failing.remove(&rendition) {
                    tracing::info!(%stream, rendition, "the recording goes on");
                }
            }
            Err(error) => {
                self.state().has_gap = true;
                if !journal.failing.contains(&rendition) {
                    tracing::warn!(%stream, rendition, %error, "the recording has a gap until it can be kept again");
                    journal.failing.insert(rendition);
                }
            }
        }
    }

    fn keep_segment(&self, journal: &mut Journal, rendition: &str, segment: FinishedSegment) -> io::Result<()> {
        let (init, mut recorded) = (&segment.init, segment.recorded());
        let (last, is_known, is_full) = {
            let state = self.state();
            let track = state.content.tracks.get(rendition);
            let last = track.and_then(|track| track.kept.segments().last()).map(|segment| segment.msn);
            let is_known = track.is_some_and(|track| track.kept.init(init.uri()).is_some());
            (last, is_known, track.is_some_and(Track::is_full))
        };
        // A reader that starts again at the beginning of the window delivers segments that are kept already.
        if last.is_some_and(|last| recorded.msn <= last) {
            return Ok(());
        }
        if is_full {
            return Err(io::Error::other("it is as long as a recording may be, and ends here"));
        }
        let rendition = rendition.to_owned();
        if !is_known {
            let entry = Entry::Init { rendition: rendition.clone(), init: init.recorded() };
            self.write(journal, entry, init.bytes())?;
        }
        recorded.discontinuity |= last.is_some_and(|last| last + 1 != recorded.msn);
        self.write(journal, Entry::Segment { rendition, segment: recorded }, &segment.bytes)
    }

    /// Writes first the file, then its line, so that a line always stands for a whole file.
    fn write(&self, journal: &mut Journal, entry: Entry, bytes: &[u8]) -> io::Result<()> {
        let path = self.file(&entry.path());
        self.spool.keep(&path, bytes)?;
        if let Err(error) = self.append(journal, &entry.line()) {
            self.spool.release(&path, bytes.len() as u64);
            return Err(error);
        }
        self.add(entry);
        Ok(())
    }

    fn append(&self, journal: &mut Journal, line: &str) -> io::Result<()> {
        let mut file = match journal.file.take() {
            // Without a name it was deleted meanwhile, and what is written to it would be lost with the process.
            Some(file) if file.metadata()?.nlink() > 0 => file,
            _ => {
                let file = self.open_journal(journal.length)?;
                // An earlier version may have written the same lines longer or shorter.
                journal.length = file.metadata()?.len();
                file
            }
        };
        // After an error the file is closed; a partial line is cut off when it is opened again.
        file.write_all(line.as_bytes())?;
        journal.length += line.len() as u64;
        journal.file = Some(file);
        Ok(())
    }

    /// The journal's file, truncated to its whole lines: half a line would make all that follows unreadable. Lines that are missing in it are
    /// written again.
    fn open_journal(&self, length: u64) -> io::Result<File> {
        let path = self.spool.folder(self.stream()).join(JOURNAL);
        let mut file = OpenOptions::new().append(true).create(true).open(path)?;
        let found = file.metadata()?.len();
        if found > length {
            file.set_len(length)?;
        } else if found < length {
            file.set_len(0)?;
            file.write_all(self.content().journal().as_bytes())?;
        }
        Ok(file)
    }

    /// Notes an entry with a file in the spool, and queues media for upload.
    fn add(&self, entry: Entry) {
        let (path, bytes) = (entry.path(), entry.bytes());
        let is_media = !matches!(entry, Entry::Picture(_));
        let mut state = self.state();
        state.content.apply(entry);
        if is_media {
            state.waiting += 1;
            drop(state);
            self.uploads.push(Job { stream: self.stream(), path, bytes });
        }
    }

    /// Deletes a file from the spool once storage has it, or once it is not needed any more.
    pub(super) fn uploaded(&self, job: &Job) {
        self.spool.release(&self.file(&job.path), job.bytes);
        let mut state = self.state();
        state.waiting = state.waiting.saturating_sub(1);
    }

    /// Path of a file in the spool.
    pub fn file(&self, path: &str) -> PathBuf {
        self.spool.folder(self.stream()).join(path)
    }

    /// A copy of the recording's content.
    pub fn content(&self) -> Content {
        self.state().content.clone()
    }

    /// Whole seconds of the source that have been recorded.
    pub fn seconds(&self) -> i32 {
        let ticks = self.state().content.tracks.get(SOURCE).map_or(0, |track| track.kept.ticks());
        i32::try_from(ticks / TICKS_PER_SECOND).unwrap_or(i32::MAX)
    }

    /// Length in bytes of one of its files, in the spool or in storage.
    pub fn length(&self, path: &str) -> Option<u64> {
        let (rendition, name) = path.split_once('/')?;
        let state = self.state();
        let track = state.content.tracks.get(rendition)?;
        if let Some(msn) = name.strip_suffix(journal::SEGMENT).and_then(|msn| msn.parse::<u64>().ok()) {
            return track.kept.segment(msn).map(|segment| segment.bytes);
        }
        track.kept.init(name).map(|init| init.bytes)
    }

    /// The media playlist of the source so far, one version until it grows. `is_over`: nothing will be added.
    pub fn playlist(&self, is_over: bool) -> Option<Arc<PlaylistVersion>> {
        let mut state = self.state();
        let is_complete = is_over && state.readers == 0;
        let progress = if is_complete { playlist::RecordingState::Complete } else { playlist::RecordingState::Growing };
        state.content.tracks.get_mut(SOURCE)?.playlist(progress)
    }

    /// The multivariant playlist so far, rendered once per version: the source, which alone is there from the beginning.
    pub fn multivariant(&self) -> Option<Arc<PlaylistText>> {
        self.state().content.tracks.get_mut(SOURCE)?.multivariant(SOURCE)
    }

    /// Whether a segment could not be kept since this process records.
    pub(super) fn has_gap(&self) -> bool {
        self.state().has_gap
    }

    /// Registers a reader of a rendition; false if no more segments are accepted.
    pub(super) fn enter(&self) -> bool {
        let mut state = self.state();
        let open = !state.closed && !state.abandoned;
        state.readers += usize::from(open);
        open
    }

    pub(super) fn leave(&self) {
        self.state().readers -= 1;
    }

    /// Whether no rendition is being read and no file waits for its upload.
    pub(super) fn is_idle(&self) -> bool {
        let state = self.state();
        state.readers == 0 && state.waiting == 0
    }

    /// Accepts no more segments. Call it only if [`Self::is_idle`].
    pub(super) fn close(&self) {
        self.state().closed = true;
    }

    /// Drops the recording: no more segments are accepted, and waiting uploads are dropped.
    pub(super) fn abandon(&self) {
        self.state().abandoned = true;
    }

    pub(super) fn is_abandoned(&self) -> bool {
        self.state().abandoned
    }

    fn state(&self) -> MutexGuard<'_, RecordingState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn journal(&self) -> MutexGuard<'_, Journal> {
        self.journal.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
