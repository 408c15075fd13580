//! Uploads the files in the spool to storage, a few at once, and retries for ever. Their order does not matter: a recording is
//! finished when all of its files are stored, and is read from the spool until then.

use super::recording::Recording;
use super::retry::pause;
use super::uploads::{Job, Uploads};
use crate::outage::Outage;
use crate::storage::Storage;
use domain::StreamId;
use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use std::io;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::spawn_blocking;
use tokio::time::{Instant, sleep, sleep_until};

/// Number of concurrent uploads.
const AT_ONCE: usize = 4;
/// Longest pause after a failure.
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

/// Runs for ever; dropping it loses nothing. `find` looks up the recording of a stream.
pub async fn run(uploads: &Uploads, storage: &Storage, find: impl Fn(StreamId) -> Option<Arc<Recording>>) {
    // A file that failed rests for a while and then waits behind all others: it may be the only one that cannot be stored.
    let (mut running, mut resting) = (FuturesUnordered::new(), FuturesUnordered::new());
    let (mut failures, mut outage) = (0u32, Outage::default());
    let mut resume = Instant::now();
    loop {
        // During an outage only one file at a time is tried, to find out whether storage is back.
        let most = if failures == 0 { AT_ONCE } else { 1 };
        while running.len() < most && Instant::now() >= resume {
            let Some((job, failed)) = uploads.next() else { break };
            let recording = find(job.stream);
            running.push(async move { (upload(storage, recording, &job).await, job, failed) });
        }
        let (is_paused, has_room) = (Instant::now() < resume, running.len() < most);
        tokio::select! {
            Some((done, job, failed)) = running.next() => match done {
                Ok(()) => {
                    if outage.ends() {
                        tracing::info!("storage takes recordings again");
                    }
                    failures = 0;
                }
                Err(error) => {
                    // Logged once for an outage, and once for a file that fails alone.
                    if failed == 0 && outage.begins() {
                        let Job { stream, path, .. } = &job;
                        tracing::warn!(%stream, path, error, "storage does not take recordings; they stay on the local disk until it does");
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
            () = uploads.added(), if has_room && !is_paused => {}
            () = sleep_until(resume), if is_paused => {}
        }
    }
}

async fn upload(storage: &Storage, recording: Option<Arc<Recording>>, job: &Job) -> Result<(), String> {
    let Some(recording) = recording else { return Ok(()) };
    if !recording.is_abandoned() {
        let file = recording.file(&job.path);
        let read = spawn_blocking(move || std::fs::read(file)).await.map_err(|error| error.to_string())?;
        match read {
            Ok(bytes) => {
                let key = recording.key().key(&job.path);
                let put = storage.put(&key, bytes.into(), "video/mp4").await;
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
