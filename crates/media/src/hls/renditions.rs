//! The renditions of a stream below its source: which are offered, which run, and when they were last requested.

use super::rendition::Rendition;
use arc_swap::ArcSwap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::Instant;

/// Renditions of one stream at most.
const MOST: usize = 16;
/// How exactly the time of the last request is kept, in milliseconds: requests within it share one notice.
const GRAIN_MS: u64 = 500;

/// A rendition that the multivariant playlist lists although it may not run yet.
#[derive(Clone, Debug, PartialEq)]
pub struct OfferedRendition {
    /// 1–16 of `a`–`z` and `0`–`9`; not `source`. It is the folder of the rendition's URIs.
    pub name: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Bits per second to expect at most, until it runs and is measured.
    pub bandwidth: u64,
    /// RFC 6381 names to expect, for example `avc1.64001F,mp4a.40.2`.
    pub codecs: String,
}

/// One name in the ladder.
pub(super) struct RenditionSlot {
    pub name: Box<str>,
    state: watch::Sender<RenditionState>,
    /// Milliseconds from the ladder's beginning to the last request, plus one; zero before the first.
    requested: AtomicU64,
    /// First segment number that was not used yet: a later writer of the same name never gives a URI other content.
    next_msn: AtomicU64,
}

#[derive(Clone, Default)]
pub(super) struct RenditionState {
    pub offered: Option<OfferedRendition>,
    /// The rendition, once it can be played.
    pub running: Option<Arc<Rendition>>,
    /// Number of the newest writer; older ones may not write.
    pub generation: u64,
}

pub(super) struct Renditions {
    list: ArcSwap<Vec<Arc<RenditionSlot>>>,
    changing: Mutex<()>,
    begin: Instant,
    requested: watch::Sender<Option<Instant>>,
}

impl Renditions {
    pub fn new() -> Self {
        Self {
            list: ArcSwap::default(),
            changing: Mutex::default(),
            begin: Instant::now(),
            requested: watch::Sender::new(None),
        }
    }

    /// In the order of the multivariant playlist.
    pub fn list(&self) -> Arc<Vec<Arc<RenditionSlot>>> {
        self.list.load_full()
    }

    pub fn find(&self, name: &str) -> Option<Arc<RenditionSlot>> {
        self.list.load().iter().find(|rung| &*rung.name == name).cloned()
    }

    /// Replaces what is offered. A rendition that runs goes on running.
    pub fn offer(&self, offered: Vec<OfferedRendition>) {
        let _changing = self.changing();
        let known = self.list();
        let mut list: Vec<Arc<RenditionSlot>> = Vec::with_capacity(known.len());
        for offer in offered.into_iter().filter(|offer| is_name(&offer.name)).take(MOST) {
            if list.iter().any(|rung| *rung.name == *offer.name) {
                continue;
            }
            let rung = known.iter().find(|rung| *rung.name == *offer.name);
            let rung = rung.cloned().unwrap_or_else(|| Arc::new(RenditionSlot::new(&offer.name)));
            rung.state.send_modify(|standing| standing.offered = Some(offer));
            list.push(rung);
        }
        for rung in known.iter() {
            if list.iter().all(|kept| !Arc::ptr_eq(kept, rung)) {
                rung.state.send_modify(|standing| standing.offered = None);
                // What was ever written is remembered, for its numbers may not be used again.
                if rung.standing().generation > 0 {
                    list.push(rung.clone());
                }
            }
        }
        self.list.store(Arc::new(list));
    }

    /// The rung of this name for a new writer, with the writer's generation; any older one's rendition is taken away.
    pub fn claim(&self, name: &str) -> Option<(Arc<RenditionSlot>, u64)> {
        if !is_name(name) {
            return None;
        }
        let _changing = self.changing();
        let rung = match self.find(name) {
            Some(rung) => rung,
            None => {
                let mut list = Vec::clone(&self.list());
                if list.len() >= 2 * MOST {
                    return None;
                }
                let rung = Arc::new(RenditionSlot::new(name));
                list.push(rung.clone());
                self.list.store(Arc::new(list));
                rung
            }
        };
        let mut generation = 0;
        rung.state.send_modify(|standing| {
            standing.generation += 1;
            generation = standing.generation;
            if let Some(older) = standing.running.take() {
                older.retire();
            }
        });
        Some((rung, generation))
    }

    /// Notes a request for the rendition.
    pub fn note(&self, rung: &RenditionSlot) {
        let now = self.begin.elapsed().as_millis() as u64 + 1;
        let before = rung.requested.load(Ordering::Relaxed);
        if before == 0 || now.saturating_sub(before) >= GRAIN_MS {
            rung.requested.store(now, Ordering::Relaxed);
            self.requested.send_replace(Some(Instant::now()));
        }
    }

    pub fn watch_requests(&self) -> watch::Receiver<Option<Instant>> {
        self.requested.subscribe()
    }

    pub fn last_request(&self, rung: &RenditionSlot) -> Option<Instant> {
        let ms = rung.requested.load(Ordering::Relaxed).checked_sub(1)?;
        Some(self.begin + Duration::from_millis(ms))
    }

    /// Removes all renditions.
    pub fn remove(&self) {
        let _changing = self.changing();
        for rung in self.list().iter() {
            rung.state.send_modify(|standing| {
                standing.offered = None;
                if let Some(running) = standing.running.take() {
                    running.remove();
                }
            });
        }
    }

    fn changing(&self) -> MutexGuard<'_, ()> {
        self.changing.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl RenditionSlot {
    fn new(name: &str) -> Self {
        Self {
            name: name.into(),
            state: watch::Sender::default(),
            requested: AtomicU64::new(0),
            next_msn: AtomicU64::new(0),
        }
    }

    pub fn standing(&self) -> RenditionState {
        self.state.borrow().clone()
    }

    /// Whether it is offered or runs.
    pub fn is_listed(&self) -> bool {
        let standing = self.state.borrow();
        standing.offered.is_some() || standing.running.is_some()
    }

    /// The rendition, if it can be played.
    pub fn running(&self) -> Option<Arc<Rendition>> {
        self.state.borrow().running.clone()
    }

    pub fn is_current(&self, generation: u64) -> bool {
        self.state.borrow().generation == generation
    }

    pub fn next_msn(&self) -> u64 {
        self.next_msn.load(Ordering::Relaxed)
    }

    pub fn used(&self, next_msn: u64) {
        self.next_msn.fetch_max(next_msn, Ordering::Relaxed);
    }

    /// The writer's first playlist exists: the rendition can be played.
    pub fn start(&self, generation: u64, rendition: &Arc<Rendition>) {
        self.state.send_modify(|standing| {
            if standing.generation == generation {
                standing.running = Some(rendition.clone());
            }
        });
    }

    /// The writer is gone without the stream having ended.
    pub fn stop(&self, generation: u64) {
        self.state.send_modify(|standing| {
            if standing.generation == generation {
                standing.running = None;
            }
        });
    }

    /// Waits until the rendition can be played; `None` when it is not offered (any more) or does not come in time.
    pub async fn playable(&self, limit: Duration) -> Option<Arc<Rendition>> {
        if let Some(running) = self.running() {
            return Some(running);
        }
        let mut state = self.state.subscribe();
        let known = state.wait_for(|standing| standing.running.is_some() || standing.offered.is_none());
        let standing = tokio::time::timeout(limit, known).await.ok()?.ok()?;
        standing.running.clone()
    }
}

fn is_name(name: &str) -> bool {
    let fits = (1..=16).contains(&name.len()) && name != super::rendition::SOURCE;
    fits && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
}
