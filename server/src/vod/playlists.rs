//! A cache of playlists of finished VODs. They never change, so each is read from storage only once in a while.

use media::hls::playlist::PlaylistText;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The most bytes of text that are kept. A VOD of twelve hours has some 600 kB; compressed forms add about a tenth.
const MOST: usize = 64 << 20;

/// Texts by a name that always stands for the same text. The least recently used are evicted.
#[derive(Default)]
pub struct Playlists(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    /// Each text with the time of its last use.
    texts: HashMap<String, (Arc<PlaylistText>, u64)>,
    /// Size of all texts together.
    bytes: usize,
    /// Counts uses: the clock that finds the least recently used text.
    uses: u64,
}

impl Playlists {
    /// The text of this name, if it is kept.
    pub fn find(&self, name: &str) -> Option<Arc<PlaylistText>> {
        let mut kept = self.lock();
        kept.uses += 1;
        let now = kept.uses;
        let (text, used) = kept.texts.get_mut(name)?;
        *used = now;
        Some(text.clone())
    }

    /// Keeps a text, unless it alone exceeds the limit.
    pub fn keep(&self, name: String, text: Arc<PlaylistText>) {
        let length = text.plain().len();
        if length > MOST {
            return;
        }
        let mut kept = self.lock();
        kept.remove(&name);
        while kept.bytes + length > MOST {
            let oldest = kept.texts.iter().min_by_key(|(_, (_, used))| *used).map(|(name, _)| name.clone());
            let Some(oldest) = oldest else { break };
            kept.remove(&oldest);
        }
        kept.uses += 1;
        kept.bytes += length;
        let now = kept.uses;
        kept.texts.insert(name, (text, now));
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    fn remove(&mut self, name: &str) {
        if let Some((text, _)) = self.texts.remove(name) {
            self.bytes -= text.plain().len();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_recently_used_makes_room() {
        let playlists = Playlists::default();
        let keep =
            |name: &str, length: usize| playlists.keep(name.into(), Arc::new(PlaylistText::new(vec![b'#'; length])));
        for name in ["first", "second", "third"] {
            keep(name, MOST / 3);
        }
        assert!(playlists.find("first").is_some());
        keep("fourth", MOST / 3);
        let kept = |name| playlists.find(name).is_some();
        assert_eq!([kept("first"), kept("second"), kept("third"), kept("fourth")], [true, false, true, true]);

        keep("too large", MOST + 1);
        assert!(!kept("too large") && kept("first"));
        keep("all", MOST);
        assert_eq!([kept("all"), kept("first")], [true, false]);
        keep("all", 1);
        assert_eq!(playlists.lock().bytes, 1, "in place of the one before");
    }
}
