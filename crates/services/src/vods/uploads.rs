//! The files of recordings that storage does not have yet.

use domain::StreamId;
use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;

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

    /// Adds a file that has failed so often.
    pub fn add(&self, job: Job, failures: u32) {
        self.queue().push_back((job, failures));
        self.added.notify_one();
    }

    /// The file that waits longest, and how often it failed.
    pub fn next(&self) -> Option<(Job, u32)> {
        self.queue().pop_front()
    }

    /// Waits until a file is added.
    pub async fn added(&self) {
        self.added.notified().await;
    }

    fn queue(&self) -> MutexGuard<'_, VecDeque<(Job, u32)>> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
