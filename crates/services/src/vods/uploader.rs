//! Brings what lies in the spool to storage, in order, a few files at once, trying again for ever.

use super::recorder::Recorder;
use domain::StreamId;
use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use std::collections::VecDeque;
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::Notify;
use tokio::task::spawn_blocking;
use tokio::time::{Instant, sleep_until};

/// Uploads at once.
const AT_ONCE: usize = 4;
/// Pause after a failure; it doubles with each further one, up to the longest.
const PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

/// A file that storage does not have yet.
#[derive(Clone, Debug)]
pub struct Job {
    /// Whose recording it belongs to.
    pub stream: StreamId,
    /// Below the stream's folder, and below its prefix in storage.
    pub path: String,
    /// Length.
    pub bytes: u64,
}

/// Files that wait; no more than fit into the spool.
#[derive(Default)]
pub struct Uploads {
    queue: Mutex<VecDeque<Job>>,
    added: Notify,
}

impl Uploads {
    /// Adds a file.
    pub fn push(&self, job: Job) {
        self.queue().push_back(job);
        self.added.notify_one();
    }

    fn queue(&self) -> MutexGuard<'_, VecDeque<Job>> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Runs for ever; dropping it loses nothing.
pub async fn run(recorder: &Recorder) {
    let uploads = recorder.uploads();
    let mut running = FuturesUnordered::new();
    let mut failures = 0u32;
    let mut resume = Instant::now();
    loop {
        // While storage is away one file at a time finds out whether it is back.
        let most = if failures == 0 { AT_ONCE } else { 1 };
        while running.len() < most && Instant::now() >= resume {
            let Some(job) = uploads.queue().pop_front() else { break };
            running.push(async { (upload(recorder, &job).await, job) });
        }
        let (is_paused, has_room) = (Instant::now() < resume, running.len() < most);
        tokio::select! {
            Some((done, job)) = running.next() => match done {
                Ok(()) => {
                    if failures > 0 {
                        tracing::info!("storage takes recordings again");
                    }
                    failures = 0;
                }
                Err(error) => {
                    if failures == 0 {
                        tracing::warn!(error, "storage does not take recordings; they stay on the local disk until it does");
                    }
                    uploads.queue().push_front(job);
                    resume = Instant::now() + (PAUSE * 2u32.saturating_pow(failures)).min(LONGEST_PAUSE);
                    failures = (failures + 1).min(16);
                }
            },
            () = uploads.added.notified(), if has_room && !is_paused => {}
            () = sleep_until(resume), if is_paused => {}
        }
    }
}

async fn upload(recorder: &Recorder, job: &Job) -> Result<(), String> {
    let Some(recording) = recorder.recording(job.stream) else { return Ok(()) };
    if !recording.is_abandoned() {
        let file = recording.file(&job.path);
        let read = spawn_blocking(move || std::fs::read(file)).await.map_err(|error| error.to_string())?;
        match read {
            Ok(bytes) => {
                let key = recording.place().key(&job.path);
                let put = recorder.storage().put(&key, bytes.into(), "video/mp4").await;
                put.map_err(|error| error.to_string())?;
            }
            // Lost; what storage does not have is left out when the recording is finished.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error.to_string()),
        }
    }
    let job = job.clone();
    spawn_blocking(move || recording.uploaded(&job)).await.map_err(|error| error.to_string())
}
