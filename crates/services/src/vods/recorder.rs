//! Records streams: takes in their finished segments, uploads them to storage, and makes VODs of streams that have ended.

use super::finalize;
use super::recording::Recording;
use super::retry::RetryPauses;
use super::spool::Spool;
use super::uploader;
use super::uploads::Uploads;
use crate::archives;
use crate::outage::Outage;
use crate::pictures;
use crate::storage::Storage;
use crate::storage::prefix;
use crate::{Result, Services};
use bytes::Bytes;
use domain::StreamId;
use media::hls::FinishedSegment;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::task::spawn_blocking;
use tokio::time::{MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;

/// Ticks of the recorder between two searches for expired VODs.
const RETENTION_TICKS: u64 = 10;

/// All recordings of this process. Clones are cheap and share the recordings.
#[derive(Clone)]
pub struct Recorder(Arc<RecorderState>);

struct RecorderState {
    services: Services,
    storage: Storage,
    spool: Arc<Spool>,
    uploads: Arc<Uploads>,
    recordings: Mutex<HashMap<StreamId, Arc<Recording>>>,
}

/// The right to feed one rendition into a recording; while it is held, the recording is not finished.
pub struct RecordingFeed {
    recording: Arc<Recording>,
    rendition: String,
}

impl RecordingFeed {
    /// Keeps the next segment. One that cannot be kept leaves a gap.
    pub async fn keep(&self, segment: FinishedSegment) {
        self.recording.keep(&self.rendition, segment).await;
    }
}

impl Drop for RecordingFeed {
    fn drop(&mut self) {
        self.recording.leave();
    }
}

impl Recorder {
    /// A recorder with this spool.
    pub fn new(services: Services, storage: Storage, spool: Spool) -> Self {
        Self(Arc::new(RecorderState {
            services,
            storage,
            spool: Arc::new(spool),
            uploads: Arc::default(),
            recordings: Mutex::default(),
        }))
    }

    pub(super) fn services(&self) -> &Services {
        &self.0.services
    }

    /// The storage that recordings are uploaded to.
    pub fn storage(&self) -> &Storage {
        &self.0.storage
    }

    /// The recording of a stream, from its beginning until its VOD is listed.
    pub fn recording(&self, stream: StreamId) -> Option<Arc<Recording>> {
        self.recordings().get(&stream).cloned()
    }

    /// Continues the recordings that an earlier process left in the spool. Call it before [`Self::feed`]. A recording that cannot be read
    /// becomes `failed`. Its files stay in the spool, so that the next start continues it if the operator has repaired them.
    ///
    /// # Errors
    /// When the spool or the database cannot be read.
    pub async fn resume(&self) -> Result<()> {
        let (this, spool) = (self.clone(), self.0.spool.clone());
        let streams = spawn_blocking(move || spool.streams()).await??;
        let keys = archives::found_again(&self.0.services.db, &streams).await?;
        let resumed = spawn_blocking(move || -> std::io::Result<Vec<StreamId>> {
            let mut unreadable = Vec::new();
            for stream in streams {
                let Some(key) = keys.iter().find(|key| key.stream() == stream) else {
                    // The stream was deleted meanwhile; its stored objects are on the list of those to be deleted.
                    if let Err(error) = this.0.spool.remove(stream) {
                        let path = this.0.spool.folder(stream);
                        tracing::warn!(path = %path.display(), %error, "what is left of a deleted recording cannot be removed");
                    }
                    continue;
                };
                match Recording::load(*key, this.0.spool.clone(), this.0.uploads.clone()) {
                    Ok(recording) => {
                        this.recordings().insert(stream, recording);
                    }
                    Err(error) => {
                        let path = this.0.spool.folder(stream);
                        tracing::error!(%stream, path = %path.display(), %error, "a recording in the spool cannot be read, so there will be no VOD of it");
                        unreadable.push(stream);
                    }
                }
            }
            Ok(unreadable)
        });
        for stream in resumed.await?? {
            archives::failed(&self.0.services.db, stream).await?;
        }
        Ok(())
    }

    /// Lets a rendition of a stream that is LIVE be recorded; none if its channel keeps nothing, or it is over.
    pub async fn feed(&self, stream: StreamId, rendition: &str) -> Result<Option<RecordingFeed>> {
        let recording = match self.recording(stream) {
            Some(recording) => recording,
            None => {
                let Some(key) = archives::wanted(&self.0.services.db, stream).await? else { return Ok(None) };
                tracing::info!(%stream, "recording");
                let new = || Recording::new(key, self.0.spool.clone(), self.0.uploads.clone());
                self.recordings().entry(stream).or_insert_with(new).clone()
            }
        };
        Ok(recording.enter().then(|| RecordingFeed { recording, rendition: rendition.to_owned() }))
    }

    /// Keeps a picture of a stream that is recorded: the moment `at` (milliseconds of its media time) as WebP.
    pub async fn picture(&self, stream: StreamId, at: i64, webp: Bytes) {
        if let Some(recording) = self.recording(stream) {
            recording.picture(at, webp).await;
        }
    }

    /// Uploads recordings and finishes them, and deletes replaced pictures, until `stop`. [`Self::resume`] continues what is not done by then.
    pub async fn run(&self, stop: &CancellationToken) {
        tokio::select! {
            () = uploader::run(&self.0.uploads, &self.0.storage, |stream| self.recording(stream)) => {}
            () = self.tend_regularly() => {}
            () = pictures::sweep_regularly(&self.0.services, &self.0.storage) => {}
            () = stop.cancelled() => {}
        }
    }

    async fn tend_regularly(&self) {
        let mut seconds = interval(Duration::from_secs(1));
        seconds.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let (mut tick, mut outage, mut pauses) = (0u64, Outage::default(), RetryPauses::default());
        loop {
            seconds.tick().await;
            let tended = self.tend(tick, &mut pauses).await;
            tick += 1;
            match tended {
                Err(error) if outage.begins() => {
                    tracing::warn!(%error, "recordings can't be finished or deleted at the moment")
                }
                // What failed is tried again after a pause, so a success of the rest does not end the outage.
                Ok(()) if pauses.is_empty() && outage.ends() => {
                    tracing::info!("recordings are finished and deleted again")
                }
                _ => {}
            }
        }
    }

    async fn tend(&self, tick: u64, pauses: &mut RetryPauses) -> Result<()> {
        let db = &self.0.services.db;
        let known: Vec<Arc<Recording>> = self.recordings().values().cloned().collect();
        let ids: Vec<StreamId> = known.iter().map(|recording| recording.stream()).collect();
        let stored = archives::unfinished(db, &ids).await?;
        // A failure must not block the others, nor be retried all the time: finishing a long recording is expensive.
        let mut failed = None;
        for recording in known {
            let stream = recording.stream();
            let done = match stored.iter().find(|(known, _)| *known == stream) {
                None => self.forget(&recording).await,
                Some((_, is_over)) if *is_over && recording.is_idle() && pauses.is_over(stream, Instant::now()) => {
                    self.finish(&recording).await
                }
                Some(_) => continue,
            };
            pauses.note(stream, done.is_ok(), Instant::now());
            failed = failed.or(done.err());
        }
        if tick.is_multiple_of(RETENTION_TICKS) {
            for stream in archives::expire(db).await? {
                tracing::info!(%stream, "the archive's time is over");
                self.0.services.archive_access.forget(stream);
            }
            failed = failed.or(self.give_up_lost().await.err());
        }
        // Uploads of a recording that is being dropped must end first: no upload may follow the deletion.
        let mut later: Vec<StreamId> = self.recordings().keys().copied().collect();
        later.extend(pauses.resting(Instant::now()));
        for stream in archives::discarded(db, &later).await? {
            let done = self.delete(stream).await;
            pauses.note(stream, done.is_ok(), Instant::now());
            failed = failed.or(done.err());
        }
        failed.map_or(Ok(()), Err)
    }

    /// Deletes the stored objects of a stream with a dropped archive.
    async fn delete(&self, stream: StreamId) -> Result<()> {
        self.0.storage.delete_prefix(&prefix(stream)).await?;
        archives::forget_discarded(&self.0.services.db, stream).await
    }

    /// Gives up archives whose files are not in the spool any more. Without any object there is nothing to keep: the server was killed before
    /// the first segment.
    async fn give_up_lost(&self) -> Result<()> {
        let db = &self.0.services.db;
        // Finishing others may have taken minutes, in which recordings began and streams ended.
        let known: Vec<StreamId> = self.recordings().keys().copied().collect();
        for stream in archives::lost(db, &known).await? {
            if self.recording(stream).is_some() {
                continue;
            }
            if self.0.storage.list(&prefix(stream)).await?.is_empty() {
                archives::discard(db, stream).await?;
            } else {
                tracing::warn!(%stream, "the recording's files were lost on the local disk, so there will be no VOD");
                archives::failed(db, stream).await?;
            }
            self.0.services.archive_access.forget(stream);
        }
        Ok(())
    }

    async fn finish(&self, recording: &Arc<Recording>) -> Result<()> {
        archives::finishing(&self.0.services.db, recording.stream()).await?;
        recording.close();
        finalize::finish(&self.0.services, &self.0.storage, recording).await?;
        self.0.services.archive_access.forget(recording.stream());
        self.remove(recording.stream()).await
    }

    /// Drops a recording that is not needed any more: its archive was deleted, or is ready already.
    async fn forget(&self, recording: &Arc<Recording>) -> Result<()> {
        recording.abandon();
        if recording.is_idle() { self.remove(recording.stream()).await } else { Ok(()) }
    }

    async fn remove(&self, stream: StreamId) -> Result<()> {
        let Some(recording) = self.recording(stream) else { return Ok(()) };
        let spool = self.0.spool.clone();
        let removed = spawn_blocking(move || -> std::io::Result<()> {
            spool.remove(stream)?;
            let content = recording.content();
            // Media files were uncounted when they were uploaded; the pictures are deleted with the folder.
            for picture in &content.pictures {
                spool.uncount(picture.bytes);
            }
            Ok(())
        });
        removed.await??;
        // Only now, so that a folder that could not be removed is tried again.
        self.recordings().remove(&stream);
        Ok(())
    }

    fn recordings(&self) -> MutexGuard<'_, HashMap<StreamId, Arc<Recording>>> {
        self.0.recordings.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
