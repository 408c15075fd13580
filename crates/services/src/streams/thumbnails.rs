//! A recent frame of every stream on air, for cards and previews, and all of them for its recording's seek bar.

use crate::Services;
use crate::vods::Recorder;
use bytes::Bytes;
use domain::StreamId;
use media::hls::{Reader, SOURCE};
use media::picture;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

/// Media time between two pictures, in ticks of 90 kHz.
const EVERY: i64 = 10 * 90_000;
/// Pictures made at a time, for all streams together.
const AT_A_TIME: usize = 1;
/// Pause before a stream whose reader has ended is read again.
const RETRY: Duration = Duration::from_secs(1);
/// After each failure in a row the interval doubles, at most this many times.
const MOST_DOUBLINGS: u32 = 6;

/// The newest picture of each stream on air.
#[derive(Clone, Default)]
pub struct Thumbnails(Arc<Mutex<HashMap<StreamId, Bytes>>>);

impl Thumbnails {
    /// WebP, at most 640 × 360.
    pub fn newest(&self, stream: StreamId) -> Option<Bytes> {
        self.lock().get(&stream).cloned()
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<StreamId, Bytes>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes pictures of whatever is on air until `shutdown`. Ends at once where ffmpeg is not installed.
    pub async fn run(&self, services: &Services, recorder: &Recorder, shutdown: &CancellationToken) {
        if !picture::is_possible() {
            tracing::warn!("ffmpeg is not installed: there will be no thumbnails; install it and start again");
            return;
        }
        let turns = Arc::new(Semaphore::new(AT_A_TIME));
        let live_sessions = &services.live_sessions;
        let (mut on_air, mut begun) = (live_sessions.names_on_air(), live_sessions.origin().renditions_begin());
        let mut followed = HashMap::new();
        let mut tasks = JoinSet::new();
        loop {
            let mut is_due = false;
            on_air.mark_unchanged();
            begun.mark_unchanged();
            for stream in live_sessions.on_air() {
                if !followed.contains_key(&stream)
                    && let Some(reader) = live_sessions.origin().read(&stream.to_string(), SOURCE)
                {
                    let shelves = (self.clone(), services.clone(), recorder.clone());
                    let task = follow(shelves, turns.clone(), stream, reader);
                    followed.insert(stream, tasks.spawn(task).id());
                }
            }
            loop {
                tokio::select! {
                    biased;
                    () = shutdown.cancelled() => return,
                    // A reader may end at once, so it is not read again before a pause.
                    Some(done) = tasks.join_next_with_id() => {
                        let id = match done {
                            Ok((id, ())) => id,
                            Err(error) => {
                                tracing::error!(%error, "the thumbnails of a stream failed");
                                error.id()
                            }
                        };
                        followed.retain(|_, task| *task != id);
                        is_due = true;
                    }
                    // Neither sender is dropped while the sessions exist.
                    _ = on_air.changed() => break,
                    _ = begun.changed() => break,
                    () = sleep(RETRY), if is_due => break,
                }
            }
        }
    }
}

async fn follow(
    (thumbnails, services, recorder): (Thumbnails, Services, Recorder),
    turns: Arc<Semaphore>,
    stream: StreamId,
    mut reader: Reader,
) {
    let mut next = i64::MIN;
    let mut failures = 0;
    while let Some(segment) = reader.next_segment().await {
        if !segment.independent || segment.start < next || segment.init.width().is_none() {
            continue;
        }
        let Ok(_turn) = turns.acquire().await else { break };
        let made = picture::frame(segment.init.bytes(), &segment.bytes).await;
        failures = if made.is_ok() { 0 } else { MOST_DOUBLINGS.min(failures + 1) };
        // A stream that ffmpeg fails on, or takes too long for, is tried less and less often.
        next = segment.start + (EVERY << failures);
        match made {
            Ok(webp) => {
                recorder.picture(stream, segment.start / 90, webp.clone()).await;
                thumbnails.lock().insert(stream, webp);
                let version = segment.start / EVERY;
                if let Err(error) = super::note_thumbnail(&services, stream, version).await {
                    tracing::debug!(%stream, %error, "a thumbnail could not be noted");
                }
            }
            Err(error) => tracing::debug!(%stream, %error, "a segment without a picture"),
        }
    }
    thumbnails.lock().remove(&stream);
}
