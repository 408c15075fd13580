//! The connected publishers, and the orders given to them from outside.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use tokio::sync::Notify;
use tokio::time::Instant;

use super::{Admission, Gone, PublisherId};
use crate::health::{Meter, Report};
use crate::hls::Stats;
use crate::message::Message;

/// Control over the connected publishers. Clones are cheap and refer to the same ingest.
#[derive(Clone, Default)]
pub struct Publishers(Arc<Mutex<HashMap<String, Arc<Slot>>>>);

impl Publishers {
    /// Whether an encoder is connected for this stream.
    pub fn connected(&self, stream_id: &str) -> bool {
        self.map().contains_key(stream_id)
    }

    /// Number of connected publishers.
    pub fn count(&self) -> usize {
        self.map().len()
    }

    /// What this stream's encoder sends, at most a second old.
    pub fn stats(&self, stream_id: &str) -> Option<Stats> {
        let slot = self.map().get(stream_id).cloned()?;
        lock(&slot.stats).clone()
    }

    /// What was measured of this stream's encoder since it connected, up to now; times are Unix milliseconds. A retarget takes it along.
    pub fn health(&self, stream_id: &str) -> Option<Report> {
        let slot = self.map().get(stream_id).cloned()?;
        let now = slot.clock.now();
        Some(lock(&slot.meter).report(now))
    }

    /// Disconnects the stream's publisher, as when its key is changed or an administrator stops it.
    pub fn cut(&self, stream_id: &str) {
        if let Some(slot) = self.map().get(stream_id) {
            slot.end(Gone::Cut);
        }
    }

    /// Lets the stream's publisher go on under another stream without reconnecting; `false` when none is connected.
    /// A publisher already there is taken over. The old stream gets no [`super::Event::Gone`], but an event that was under
    /// way may still name it. Call it within [`super::IngestSettings::idle`] of the old stream's end at the origin, or the
    /// publisher is cut.
    pub fn retarget(&self, stream_id: &str, to: Admission) -> bool {
        let mut map = self.map();
        let Some(slot) = map.remove(stream_id) else { return false };
        *lock(&slot.stream) = Some(to.stream_id.clone());
        if let Some(displaced) = map.insert(to.stream_id.clone(), Arc::clone(&slot)) {
            displaced.end(Gone::TakenOver);
        }
        lock(&slot.orders).retarget = Some(to);
        slot.wake.notify_one();
        true
    }

    /// Registers an admitted publisher; an earlier publisher of the stream is disconnected.
    pub(super) fn enter(&self, slot: &Arc<Slot>, stream_id: &str) {
        let mut map = self.map();
        *lock(&slot.stream) = Some(stream_id.to_owned());
        if let Some(displaced) = map.insert(stream_id.to_owned(), Arc::clone(slot)) {
            displaced.end(Gone::TakenOver);
        }
    }

    /// Takes a publisher off the list. The first caller gets the stream's name and with it the duty to tell the gate.
    pub(super) fn leave(&self, slot: &Slot) -> Option<String> {
        let mut map = self.map();
        let stream_id = lock(&slot.stream).take()?;
        if map.get(&stream_id).is_some_and(|holder| holder.id == slot.id) {
            map.remove(&stream_id);
        }
        Some(stream_id)
    }

    fn map(&self) -> MutexGuard<'_, HashMap<String, Arc<Slot>>> {
        lock(&self.0)
    }
}

/// One connection as seen from outside its task.
pub(super) struct Slot {
    pub(super) id: PublisherId,
    /// The connection is neither admitted nor over.
    entering: AtomicBool,
    stats: Mutex<Option<Stats>>,
    clock: Clock,
    /// The lock is contended only while another task reads the figures.
    meter: Mutex<Meter>,
    /// The stream it is entered for.
    stream: Mutex<Option<String>>,
    orders: Mutex<Orders>,
    wake: Notify,
}

/// Orders to a connection: first the retarget, then the end.
#[derive(Default)]
pub(super) struct Orders {
    pub(super) retarget: Option<Admission>,
    pub(super) end: Option<Gone>,
}

impl Slot {
    pub(super) fn new(id: PublisherId) -> Arc<Self> {
        Arc::new(Self {
            id,
            entering: AtomicBool::new(true),
            stats: Mutex::default(),
            clock: Clock::default(),
            meter: Mutex::default(),
            stream: Mutex::default(),
            orders: Mutex::default(),
            wake: Notify::new(),
        })
    }

    /// Tells the connection to end; the first reason stands.
    pub(super) fn end(&self, reason: Gone) {
        lock(&self.orders).end.get_or_insert(reason);
        self.wake.notify_one();
    }

    /// Waits for orders. Nothing is lost when the future is dropped.
    pub(super) async fn orders(&self) -> Orders {
        loop {
            let orders = std::mem::take(&mut *lock(&self.orders));
            if orders.retarget.is_some() || orders.end.is_some() {
                return orders;
            }
            self.wake.notified().await;
        }
    }

    /// Makes the stream's facts readable from outside.
    pub(super) fn note(&self, stats: Option<Stats>) {
        if let Some(stats) = &stats {
            lock(&self.meter).dropped(stats.dropped);
        }
        *lock(&self.stats) = stats;
    }

    /// Measures a message that has just arrived.
    pub(super) fn measure(&self, message: &Message) {
        let now = self.clock.now();
        lock(&self.meter).push(message, now);
    }

    /// The connection is admitted or over.
    pub(super) fn settle(&self) {
        self.entering.store(false, Ordering::Relaxed);
    }

    pub(super) fn is_entering(&self) -> bool {
        self.entering.load(Ordering::Relaxed)
    }
}

/// Unix milliseconds that never go back, whatever is done to the system's clock.
struct Clock {
    unix: i64,
    since: Instant,
}

impl Default for Clock {
    fn default() -> Self {
        let unix = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |unix| unix.as_millis());
        Self { unix: i64::try_from(unix).unwrap_or(0), since: Instant::now() }
    }
}

impl Clock {
    fn now(&self) -> i64 {
        self.unix + i64::try_from(self.since.elapsed().as_millis()).unwrap_or(0)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
