//! The viewers of one stream. Pure: callers pass the time.

use domain::UserId;
use domain::playback::HEARTBEAT_SECONDS;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::time::{Duration, Instant};
use uuid::Uuid;

/// A session counts while its last heartbeat is no older, and a device while its last playlist is: one may get lost, and one may be late.
const FRESH: Duration = Duration::from_secs(40);
/// Most of the time between two heartbeats that counts as watched.
const LONGEST_STEP: Duration = Duration::from_secs(2 * HEARTBEAT_SECONDS as u64);
/// Anonymous viewers counted per network: enough for a household or an office, and a script cannot add more.
const PER_NETWORK: usize = 20;
/// How long a count from before a restart holds: one heartbeat, late by a third.
const WARM_UP: Duration = Duration::from_secs(20);

/// Who a session's viewer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Who {
    /// A signed-in person, who counts once, however many players they have.
    Person(UserId),
    /// An anonymous viewer: each player counts.
    Anonymous,
    /// The channel's owner, who does not count.
    Owner,
}

/// Where a player is, as keyed hashes.
#[derive(Clone, Copy, Debug)]
pub struct ViewerPlace {
    /// Network and user agent.
    pub device: u64,
    /// The network; none where it may have any number of viewers.
    pub network: Option<u64>,
}

struct CountedSession {
    who: Who,
    place: ViewerPlace,
    last: Instant,
}

struct Person {
    sessions: usize,
    /// Time watched is credited up to here.
    last: Instant,
}

struct Fetcher {
    network: Option<u64>,
    last: Instant,
    is_viewed: bool,
}

/// The viewers of one stream.
pub struct StreamAudience {
    sessions: HashMap<Uuid, CountedSession>,
    people: HashMap<UserId, Person>,
    anonymous: usize,
    /// Devices that fetch playlists without sending heartbeats.
    fetchers: HashMap<u64, Fetcher>,
    /// Device → its sessions.
    devices: HashMap<u64, usize>,
    /// Network → its viewers who are not signed in.
    networks: HashMap<u64, usize>,
    watched: Duration,
    /// Sessions opened and not stored yet.
    pub views: i64,
    /// The count as last stored and told.
    pub told: Option<i32>,
    stored_at: Instant,
    /// The count before a restart, and until when it holds.
    before: Option<(i32, Instant)>,
}

impl StreamAudience {
    pub fn new(now: Instant) -> Self {
        Self {
            sessions: HashMap::new(),
            people: HashMap::new(),
            anonymous: 0,
            fetchers: HashMap::new(),
            devices: HashMap::new(),
            networks: HashMap::new(),
            watched: Duration::ZERO,
            views: 0,
            told: None,
            stored_at: now,
            before: None,
        }
    }

    /// After a restart: the previous count holds for `WARM_UP`, so that players have time to send a heartbeat.
    pub fn resumed(viewers: i32, now: Instant) -> Self {
        Self { told: Some(viewers), before: Some((viewers, now + WARM_UP)), ..Self::new(now) }
    }

    /// Handles the heartbeat of a session that plays.
    pub fn beat(&mut self, id: Uuid, who: Who, place: ViewerPlace, now: Instant) {
        if self.sessions.contains_key(&id) {
            self.credit(id, now);
            return;
        }
        match who {
            Who::Person(user) => {
                let person = self.people.entry(user).or_insert(Person { sessions: 0, last: now });
                person.sessions += 1;
            }
            Who::Anonymous if !take(&mut self.networks, place.network) => return,
            Who::Anonymous => self.anonymous += 1,
            Who::Owner => {}
        }
        *self.devices.entry(place.device).or_default() += 1;
        self.sessions.insert(id, CountedSession { who, place, last: now });
    }

    /// Ends a session whose player has stopped.
    pub fn end(&mut self, id: Uuid, now: Instant) {
        self.credit(id, now);
        self.remove(id);
    }

    /// Notes that a device fetched a playlist.
    pub fn fetched(&mut self, place: ViewerPlace, now: Instant) {
        // A device that sends heartbeats is counted by its sessions.
        if self.devices.contains_key(&place.device) {
            return;
        }
        if let Some(fetcher) = self.fetchers.get_mut(&place.device) {
            self.watched += step(fetcher.last, now);
            fetcher.last = now;
        } else if take(&mut self.networks, place.network) {
            // During the warm-up after a restart, a fetcher is most likely one whose view was counted before.
            let is_viewed = self.before.is_some();
            self.fetchers.insert(place.device, Fetcher { network: place.network, last: now, is_viewed });
        }
    }

    /// The number of viewers. Removes sessions and devices that were not heard of for too long.
    pub fn count(&mut self, now: Instant) -> i32 {
        let is_stale = |last: Instant| now.saturating_duration_since(last) > FRESH;
        let gone: Vec<Uuid> =
            self.sessions.iter().filter(|(_, session)| is_stale(session.last)).map(|(id, _)| *id).collect();
        for id in gone {
            self.remove(id);
        }
        let (devices, networks, views) = (&self.devices, &mut self.networks, &mut self.views);
        self.fetchers.retain(|device, fetcher| {
            // A player's heartbeats may begin after its first playlist.
            let stays = !is_stale(fetcher.last) && !devices.contains_key(device);
            if !stays {
                give_back(networks, fetcher.network);
            } else if !fetcher.is_viewed {
                fetcher.is_viewed = true;
                *views += 1;
            }
            stays
        });
        self.before = self.before.filter(|(_, until)| now < *until);
        let viewers = i32::try_from(self.people.len() + self.anonymous + self.fetchers.len()).unwrap_or(i32::MAX);
        self.before.map_or(viewers, |(before, _)| viewers.max(before))
    }

    /// Whole seconds watched that are not stored yet.
    pub fn seconds(&self) -> i64 {
        i64::try_from(self.watched.as_secs()).unwrap_or(i64::MAX)
    }

    /// Whether there is something to store that has waited for so long.
    pub fn has_waited(&self, now: Instant, every: Duration) -> bool {
        (self.seconds() > 0 || self.views > 0) && now.saturating_duration_since(self.stored_at) >= every
    }

    /// Notes what has been stored.
    pub fn stored(&mut self, viewers: i32, seconds: i64, views: i64, now: Instant) {
        self.told = Some(viewers);
        self.watched = self.watched.saturating_sub(Duration::from_secs(seconds.unsigned_abs()));
        self.views -= views;
        self.stored_at = now;
    }

    /// Whether it can be dropped without losing anything.
    pub fn is_idle(&self) -> bool {
        let is_empty = self.sessions.is_empty() && self.fetchers.is_empty() && self.before.is_none();
        is_empty && self.seconds() == 0 && self.views == 0
    }

    /// Credits the time since a session's last heartbeat as watched; only once for a person, however many players they have.
    fn credit(&mut self, id: Uuid, now: Instant) {
        let Some(session) = self.sessions.get_mut(&id) else { return };
        self.watched += match session.who {
            Who::Anonymous => step(session.last, now),
            Who::Person(user) => self.people.get_mut(&user).map_or(Duration::ZERO, |person| {
                let watched = step(person.last, now);
                person.last = now;
                watched
            }),
            Who::Owner => Duration::ZERO,
        };
        session.last = now;
    }

    fn remove(&mut self, id: Uuid) {
        let Some(CountedSession { who, place, .. }) = self.sessions.remove(&id) else { return };
        give_back(&mut self.devices, Some(place.device));
        match who {
            Who::Person(user) => {
                if let Some(person) = self.people.get_mut(&user) {
                    person.sessions -= 1;
                    if person.sessions == 0 {
                        self.people.remove(&user);
                    }
                }
            }
            Who::Anonymous => {
                self.anonymous -= 1;
                give_back(&mut self.networks, place.network);
            }
            Who::Owner => {}
        }
    }
}

fn step(last: Instant, now: Instant) -> Duration {
    now.saturating_duration_since(last).min(LONGEST_STEP)
}

/// Takes one of a network's places; false if it has none left.
fn take(networks: &mut HashMap<u64, usize>, network: Option<u64>) -> bool {
    let Some(network) = network else { return true };
    let viewers = networks.entry(network).or_default();
    let is_free = *viewers < PER_NETWORK;
    *viewers += usize::from(is_free);
    is_free
}

fn give_back(counts: &mut HashMap<u64, usize>, key: Option<u64>) {
    if let Some(key) = key
        && let Some(count) = counts.get_mut(&key)
    {
        *count -= 1;
        if *count == 0 {
            counts.remove(&key);
        }
    }
}

#[cfg(test)]
mod tests;
