//! Uploads the files in the spool to storage, a few at once, and retries for ever. Their order does not matter: a recording is
//! finished when all of its files are stored, and is read from the spool until then.

use super::recorder::Recorder;
use super::retry::pause;
use domain::StreamId;
use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use std::collections::VecDeque;
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::Notify;
use tokio::task::spawn_blocking;
use tokio::time::{Instant, sleep, sleep_until};

/// Number of concurrent uploads.
const AT_ONCE: usize = 4;
/// Longest pause after a failure.
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

/// A file that storage does not have yet.
#[derive(Clone, Debug)]
pub struct Job {
    /// The stream that it was recorded from.
    pub stream: StreamId,
    /// Path below the stream's folder, and below its prefix in storage.
    pub path: String,
    pub bytes: u64,
}

/// Files that wait, and how often each of them failed; no more than fit into the spool.
#[derive(Default)]
pub struct Uploads {
    queue: Mutex<VecDeque<(Job, u32)>>,
    added: Notify,
}

impl Uploads {
    pub fn push(&self, job: Job) {
        self.add(job, 0);
    }

    fn add(&self, job: Job, failures: u32) {
        self.queue().push_back((job, failures));
        self.added.notify_one();
    }

    fn queue(&self) -> MutexGuard<'_, VecDeque<(Job, u32)>> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Runs for ever; dropping it loses nothing.
pub async fn run(recorder: &Recorder) {
    let uploads = recorder.uploads();
    // A file that failed rests for a while and then waits behind all others: it may be the only one that cannot be stored.
    let (mut running, mut resting) = (FuturesUnordered::new(), FuturesUnordered::new());
    let (mut failures, mut is_away) = (0u32, false);
    let mut resume = Instant::now();
    loop {
        // During an outage only one file at a time is tried, to find out whether storage is back.
        let most = if failures == 0 { AT_ONCE } else { 1 };
        while running.len() < most && Instant::now() >= resume {
            let Some((job, failed)) = uploads.queue().pop_front() else { break };
            running.push(async move { (upload(recorder, &job).await, job, failed) });
        }
        let (is_paused, has_room) = (Instant::now() < resume, running.len() < most);
        tokio::select! {
            Some((done, job, failed)) = running.next() => match done {
                Ok(()) => {
                    if std::mem::take(&mut is_away) {
                        tracing::info!("storage takes recordings again");
                    }
                    failures = 0;
                }
                Err(error) => {
                    // Logged once for an outage, and once for a file that fails alone.
                    if failed == 0 && !is_away {
                        let Job { stream, path, .. } = &job;
                        tracing::warn!(%stream, path, error, "storage does not take recordings; they stay on the local disk until it does");
                        is_away = true;
                    }
                    failures = failures.saturating_add(1);
                    resume = Instant::now() + pause(failures, LONGEST_PAUSE);
                    let failed = failed.saturating_add(1);
                    resting.push(async move {
                        sleep(pause(failed, LONGEST_PAUSE)).await;
                        (job, failed)
                    });
                }
            },
            Some((job, failed)) = resting.next() => uploads.add(job, failed),
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
            // The file is lost; finishing the recording leaves out what storage does not have.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error.to_string()),
        }
    }
    let job = job.clone();
    spawn_blocking(move || recording.uploaded(&job)).await.map_err(|error| error.to_string())
}
