//! A cache of playlists of finished VODs. They never change, so each is read from storage only once in a while.

use media::hls::playlist::PlaylistText;
use moka::future::Cache;
use moka::policy::EvictionPolicy;
use services::{Error, Result};
use std::sync::Arc;

/// The most bytes of text that are kept. A VOD of twelve hours has some 600 kB; compressed forms add about a tenth.
const MOST: u64 = 64 << 20;

/// Texts by a name that always stands for the same text. The least recently used are evicted.
pub struct Playlists(Cache<String, Arc<PlaylistText>>);

impl Default for Playlists {
    fn default() -> Self {
        let length = |_: &String, text: &Arc<PlaylistText>| u32::try_from(text.plain().len()).unwrap_or(u32::MAX);
        let texts = Cache::builder().weigher(length).max_capacity(MOST).eviction_policy(EvictionPolicy::lru());
        Self(texts.build())
    }
}

impl Playlists {
    /// The text of this name, which `read` fetches if it is not kept; requests at the same time share one reading.
    pub async fn get_or_read(
        &self,
        name: String,
        read: impl Future<Output = Result<PlaylistText>>,
    ) -> Result<Arc<PlaylistText>> {
        let read = async { read.await.map(Arc::new).map_err(Error::into_problem) };
        let entry = self.0.entry(name).or_try_insert_with(read).await.map_err(|problem| (*problem).clone())?;
        if entry.is_fresh() {
            // Evicts at once: otherwise hundreds of texts may be added before the limit is enforced.
            self.0.run_pending_tasks().await;
        }
        Ok(entry.into_value())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use services::error::unavailable;
    use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

    #[tokio::test]
    async fn the_least_recently_used_makes_room() {
        let (playlists, readings) = (Playlists::default(), AtomicUsize::new(0));
        let get = async |name: &str, length: usize| {
            let before = readings.load(Relaxed);
            let read = async {
                readings.fetch_add(1, Relaxed);
                Ok(PlaylistText::new(vec![b'#'; length]))
            };
            let text = playlists.get_or_read(name.to_owned(), read).await.unwrap();
            assert_eq!(text.plain().len(), length, "{name}");
            readings.load(Relaxed) == before
        };
        let (third, all) = (MOST as usize / 3, MOST as usize);
        for name in ["first", "second", "third"] {
            assert!(!get(name, third).await);
        }
        assert!(get("first", third).await);
        assert!(!get("fourth", third).await);
        for name in ["first", "third", "fourth"] {
            assert!(get(name, third).await, "{name}");
        }
        assert!(!get("second", third).await, "it made room for the fourth");
        for _ in 0..2 {
            assert!(!get("too large", all + 1).await);
        }
        assert!(get("second", third).await);
        assert!(!get("all", all).await);
        assert!(get("all", all).await);
        assert_eq!(playlists.0.weighted_size(), MOST);
    }

    #[tokio::test]
    async fn requests_at_the_same_time_share_one_reading_and_its_failure() {
        let (playlists, readings) = (Playlists::default(), AtomicUsize::new(0));
        let (playlists, readings) = (&playlists, &readings);
        let get = |is_there: bool| {
            playlists.get_or_read("name".into(), async move {
                readings.fetch_add(1, Relaxed);
                tokio::task::yield_now().await;
                if is_there { Ok(PlaylistText::new(b"#EXTM3U".to_vec())) } else { Err(unavailable().into()) }
            })
        };
        let (one, other) = tokio::join!(get(false), get(true));
        assert!(one.is_err() && other.is_err());
        let (one, other) = tokio::join!(get(true), get(false));
        assert!(Arc::ptr_eq(&one.unwrap(), &other.unwrap()), "a failure is not kept");
        assert_eq!(readings.load(Relaxed), 2);
    }
}
