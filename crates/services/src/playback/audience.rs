//! The viewers of one stream. Pure: callers pass the time.

use domain::UserId;
use domain::playback::HEARTBEAT_SECONDS;
use media::networks::SHARES;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use std::time::{Duration, Instant};
use uuid::Uuid;

/// A session counts while its last heartbeat is no older, and a device while its last playlist is: one may get lost, and one may be late.
const FRESH: Duration = Duration::from_secs(40);
/// Most of the time between two heartbeats that counts as watched.
const LONGEST_STEP: Duration = Duration::from_secs(2 * HEARTBEAT_SECONDS as u64);
/// Anonymous viewers counted for each share of a network: enough for a household or an office, and a script cannot add more.
const PER_NETWORK: usize = 20;
/// How long a viewer plays before that is a view.
const VIEW: Duration = Duration::from_secs(10);
/// How long it is remembered who has viewed a stream without viewers.
const REMEMBERED: Duration = Duration::from_secs(3600);
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
    /// The networks that it belongs to, the narrowest first, each with its number of shares; none where they may have any number of viewers.
    pub networks: ViewerNetworks,
}

/// Hashes of nested networks with their shares.
pub type ViewerNetworks = [Option<(u64, usize)>; SHARES.len()];

struct CountedSession {
    who: Who,
    place: ViewerPlace,
    last: Instant,
    played: Duration,
}

struct Person {
    sessions: usize,
    /// Time watched is credited up to here.
    last: Instant,
    played: Duration,
}

struct Fetcher {
    networks: ViewerNetworks,
    last: Instant,
    played: Duration,
}

/// Who has viewed a stream.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Viewer {
    Person(UserId),
    /// An anonymous viewer, by network and user agent.
    Device(u64),
    /// An anonymous viewer where a network may have any number of them.
    Session(Uuid),
}

impl Viewer {
    /// The viewer of a session; none for the channel's owner.
    fn of(session: Uuid, who: Who, place: ViewerPlace) -> Option<Self> {
        match who {
            Who::Person(user) => Some(Self::Person(user)),
            Who::Anonymous if place.networks[0].is_some() => Some(Self::Device(place.device)),
            Who::Anonymous => Some(Self::Session(session)),
            Who::Owner => None,
        }
    }
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
    /// Views that are not stored yet.
    pub views: i64,
    viewed: HashSet<Viewer>,
    /// Network → its anonymous viewers in `viewed`.
    viewed_networks: HashMap<u64, usize>,
    /// When a player was last heard of.
    active_at: Instant,
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
            viewed: HashSet::new(),
            viewed_networks: HashMap::new(),
            active_at: now,
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
        self.active_at = now;
        if self.sessions.contains_key(&id) {
            self.credit(id, now);
            return;
        }
        match who {
            Who::Person(user) => {
                let person =
                    self.people.entry(user).or_insert(Person { sessions: 0, last: now, played: Duration::ZERO });
                person.sessions += 1;
            }
            Who::Anonymous if !take(&mut self.networks, &place.networks) => return,
            Who::Anonymous => self.anonymous += 1,
            Who::Owner => {}
        }
        *self.devices.entry(place.device).or_default() += 1;
        self.sessions.insert(id, CountedSession { who, place, last: now, played: Duration::ZERO });
        if let Some(viewer) = Viewer::of(id, who, place) {
            self.resume(viewer, &place.networks);
        }
    }

    /// Ends a session whose player has stopped.
    pub fn end(&mut self, id: Uuid, now: Instant) {
        self.credit(id, now);
        self.remove(id);
    }

    /// Notes that a device fetched a playlist.
    pub fn fetched(&mut self, place: ViewerPlace, now: Instant) {
        self.active_at = now;
        // A device that sends heartbeats is counted by its sessions.
        if self.devices.contains_key(&place.device) {
            return;
        }
        if let Some(fetcher) = self.fetchers.get_mut(&place.device) {
            let watched = step(fetcher.last, now);
            self.watched += watched;
            fetcher.last = now;
            fetcher.played += watched;
            if fetcher.played >= VIEW {
                self.view(Viewer::Device(place.device), &place.networks);
            }
        } else if take(&mut self.networks, &place.networks) {
            self.fetchers.insert(place.device, Fetcher { networks: place.networks, last: now, played: Duration::ZERO });
            self.resume(Viewer::Device(place.device), &place.networks);
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
        let (devices, networks) = (&self.devices, &mut self.networks);
        self.fetchers.retain(|device, fetcher| {
            // A player's heartbeats may begin after its first playlist.
            let stays = !is_stale(fetcher.last) && !devices.contains_key(device);
            if !stays {
                give_back(networks, &fetcher.networks);
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
    pub fn is_idle(&self, now: Instant) -> bool {
        let is_empty = self.sessions.is_empty() && self.fetchers.is_empty() && self.before.is_none();
        let is_forgotten = self.viewed.is_empty() || now.saturating_duration_since(self.active_at) >= REMEMBERED;
        is_empty && is_forgotten && self.seconds() == 0 && self.views == 0
    }

    /// Counts a viewer who has played for long enough; once.
    fn view(&mut self, viewer: Viewer, networks: &ViewerNetworks) {
        if self.remember(viewer, networks) {
            self.views += 1;
        }
    }

    /// Notes that a viewer has viewed the stream; false if that was known, or their network has no more views.
    fn remember(&mut self, viewer: Viewer, networks: &ViewerNetworks) -> bool {
        let networks = if matches!(viewer, Viewer::Device(_)) { networks } else { &ViewerNetworks::default() };
        let is_new = !self.viewed.contains(&viewer) && take(&mut self.viewed_networks, networks);
        is_new && self.viewed.insert(viewer)
    }

    /// During the warm-up after a restart, a player is most likely one whose view was counted before.
    fn resume(&mut self, viewer: Viewer, networks: &ViewerNetworks) {
        if self.before.is_some() {
            self.remember(viewer, networks);
        }
    }

    /// Credits the time since a session's last heartbeat as watched; only once for a person, however many players they have.
    fn credit(&mut self, id: Uuid, now: Instant) {
        let Some(session) = self.sessions.get_mut(&id) else { return };
        let (who, place) = (session.who, session.place);
        let (last, played) = match who {
            Who::Person(user) => match self.people.get_mut(&user) {
                Some(person) => (&mut person.last, &mut person.played),
                None => return,
            },
            Who::Anonymous | Who::Owner => (&mut session.last, &mut session.played),
        };
        let watched = step(*last, now);
        (*last, *played) = (now, *played + watched);
        let is_view = *played >= VIEW;
        session.last = now;
        let Some(viewer) = Viewer::of(id, who, place) else { return };
        self.watched += watched;
        if is_view {
            self.view(viewer, &place.networks);
        }
    }

    fn remove(&mut self, id: Uuid) {
        let Some(CountedSession { who, place, .. }) = self.sessions.remove(&id) else { return };
        count_down(&mut self.devices, place.device);
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
                give_back(&mut self.networks, &place.networks);
            }
            Who::Owner => {}
        }
    }
}

fn step(last: Instant, now: Instant) -> Duration {
    now.saturating_duration_since(last).min(LONGEST_STEP)
}

/// Takes a place in each of these networks; false if one of them has none left.
fn take(counts: &mut HashMap<u64, usize>, networks: &ViewerNetworks) -> bool {
    let is_free =
        |&(network, shares): &(u64, usize)| counts.get(&network).is_none_or(|count| *count < PER_NETWORK * shares);
    if !networks.iter().flatten().all(is_free) {
        return false;
    }
    networks.iter().flatten().for_each(|(network, _)| *counts.entry(*network).or_default() += 1);
    true
}

fn give_back(counts: &mut HashMap<u64, usize>, networks: &ViewerNetworks) {
    networks.iter().flatten().for_each(|(network, _)| count_down(counts, *network));
}

fn count_down(counts: &mut HashMap<u64, usize>, key: u64) {
    if let Some(count) = counts.get_mut(&key) {
        *count -= 1;
        if *count == 0 {
            counts.remove(&key);
        }
    }
}

#[cfg(test)]
mod tests;
