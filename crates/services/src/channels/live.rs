//! The list of live channels: read from the database at most once a second and shared by all requests; read again after each change.

use super::{PAGE, store};
use crate::{Result, Services};
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

    fn answer(&self) -> Arc<CachedList> {
        let mut current = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = current.take().filter(|answer| answer.since.elapsed() < FRESH);
        let answer = fresh.unwrap_or_else(|| Arc::new(CachedList { since: Instant::now(), channels: OnceCell::new() }));
        current.insert(answer).clone()
    }
}

/// Public channels that are live, most watched first.
pub async fn live_channels(svc: &Services) -> Result<Vec<Channel>> {
    let answer = svc.live.answer();
    let read = || async {
        let found = store::live(&svc.db, PAGE).await?;
        Ok::<_, crate::Error>(found.into_iter().map(|found| found.channel).collect())
    };
    Ok(answer.channels.get_or_try_init(read).await?.clone())
}
