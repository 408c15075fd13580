//! The list of live channels: read from the database at most once a second and shared by all requests; read again after each change.

use crate::Result;
use domain::channels::Channel;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::OnceCell;

/// How old a shared list may be. Every open page asks when a stream comes or goes.
const FRESH: Duration = Duration::from_secs(1);

/// The shared list.
#[derive(Default)]
pub struct LiveList(Mutex<Option<Arc<CachedList>>>);

struct CachedList {
    since: Instant,
    channels: OnceCell<Vec<Channel>>,
}

impl LiveList {
    /// Drops the list because something in it changed; the next request reads it again.
    pub(crate) fn forget(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// The list, which `read` fetches from the database if it is older than a second; requests at the same time share one reading.
    pub(super) async fn get_or_read(&self, read: impl Future<Output = Result<Vec<Channel>>>) -> Result<Vec<Channel>> {
        Ok(self.answer().channels.get_or_try_init(|| read).await?.clone())
    }

    fn answer(&self) -> Arc<CachedList> {
        let mut current = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = current.take().filter(|answer| answer.since.elapsed() < FRESH);
        let answer = fresh.unwrap_or_else(|| Arc::new(CachedList { since: Instant::now(), channels: OnceCell::new() }));
        current.insert(answer).clone()
    }
}
