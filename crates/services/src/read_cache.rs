//! Answers from the database that are kept for a moment and shared: requests at the same time wait for one reading.

use crate::Result;
use domain::Problem;
use moka::policy::EvictionPolicy;
use moka::sync::Cache;
use std::hash::Hash;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::OnceCell;

/// Answers by key. What is cached is the cell that a reading fills, so that [`Self::forget`] also drops a reading that has begun before a
/// change: moka's `try_get_with` would share its answer with requests that come after the change.
pub struct ReadCache<K, V>(Cache<K, Arc<SharedReading<V>>>);

type SharedReading<V> = OnceCell<std::result::Result<V, Problem>>;

impl<K, V> ReadCache<K, V>
where
    K: Clone + Eq + Hash + Send + Sync + 'static,
    V: Clone + Send + Sync + 'static,
{
    /// Keeps answers for a time that counts from the beginning of their reading. With more than `most` keys, it drops the least recently used.
    pub fn new(fresh: Duration, most: u64) -> Self {
        let cells = Cache::builder().time_to_live(fresh).max_capacity(most).eviction_policy(EvictionPolicy::lru());
        Self(cells.build())
    }

    /// The answer, which `read` fetches if none is kept. A failure is shared with those who wait for it, but not kept.
    pub async fn get_or_read(&self, key: K, read: impl Future<Output = Result<V>>) -> Result<V> {
        let cell = self.0.get_with(key.clone(), Arc::default);
        let fill = async {
            read.await.map_err(|error| {
                self.0.invalidate(&key);
                error.into_problem()
            })
        };
        Ok(cell.get_or_init(|| fill).await.clone()?)
    }

    /// Drops the answer of this key, because it has changed.
    pub fn forget(&self, key: &K) {
        self.0.invalidate(key);
    }

    /// Drops all answers.
    pub fn forget_all(&self) {
        self.0.invalidate_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::unavailable;
    use std::cell::Cell;
    use std::future::pending;
    use tokio::sync::Notify;
    use tokio::task::yield_now;
    use tokio::time::timeout;

    const LONG: Duration = Duration::from_secs(3600);

    #[tokio::test]
    async fn requests_at_the_same_time_share_one_reading() -> Result<()> {
        let (cache, readings) = (ReadCache::new(LONG, 10), Cell::new(0));
        let get = || {
            cache.get_or_read("key", async {
                readings.set(readings.get() + 1);
                yield_now().await;
                Ok(readings.get())
            })
        };
        let (one, other) = tokio::join!(get(), get());
        assert_eq!((one?, other?, get().await?, readings.get()), (1, 1, 1, 1));
        Ok(())
    }

    #[tokio::test]
    async fn a_request_after_a_change_does_not_get_a_reading_from_before_it() {
        for all in [false, true] {
            let (cache, go) = (ReadCache::new(LONG, 10), Notify::new());
            let before = cache.get_or_read("key", async {
                go.notified().await;
                Ok("before")
            });
            let after = async {
                if all {
                    cache.forget_all()
                } else {
                    cache.forget(&"key")
                }
                let after = cache.get_or_read("key", async { Ok("after") }).await;
                go.notify_one();
                after
            };
            let (before, after) = tokio::join!(before, after);
            assert_eq!((before.ok(), after.ok()), (Some("before"), Some("after")));
            let kept = cache.get_or_read("key", pending()).await;
            assert_eq!(kept.ok(), Some("after"), "the late reading does not replace it");
        }
    }

    #[tokio::test]
    async fn a_failure_is_shared_and_not_kept() {
        let (cache, readings) = (ReadCache::new(LONG, 10), Cell::new(0));
        let (cache, readings) = (&cache, &readings);
        let get = |is_there: bool| {
            cache.get_or_read("key", async move {
                readings.set(readings.get() + 1);
                yield_now().await;
                if is_there { Ok(()) } else { Err(unavailable().into()) }
            })
        };
        let (one, other) = tokio::join!(get(false), get(true));
        assert!(one.is_err() && other.is_err() && readings.get() == 1);
        assert!(get(true).await.is_ok() && readings.get() == 2);
    }

    #[tokio::test]
    async fn an_answer_that_is_old_is_read_again() {
        let cache = ReadCache::new(Duration::from_millis(1), 10);
        assert_eq!(cache.get_or_read("key", async { Ok("old") }).await.ok(), Some("old"));
        let renewed = async {
            while cache.get_or_read("key", async { Ok("new") }).await.ok() != Some("new") {
                yield_now().await;
            }
        };
        assert!(timeout(Duration::from_secs(60), renewed).await.is_ok());
    }
}
