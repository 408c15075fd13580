//! Crowds of viewers for benches: each holds one connection, asks for playlists as a low-latency player does, and fetches
//! every part. A part that comes too late to be shown in time counts as a stall.

mod connection;
mod playlist;

use std::collections::HashMap;
use std::io::{Error, Result};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until};

pub use connection::LoadConnection;
pub use media::hls::playlist::PartName;

/// Connections opened per second: viewers of a real stream don't all come at the same moment either.
const ARRIVALS: u64 = 500;

/// Time after which a viewer whose connection has failed comes back.
const COMES_BACK: Duration = Duration::from_millis(100);

/// A live stream that is watched.
#[derive(Clone, Debug)]
pub struct Live {
    /// The server's address.
    pub address: SocketAddr,
    /// Path of the media playlist.
    pub playlist: String,
}

/// Files that are fetched as if they were live: one part per step of the clock, and the playlist with each.
#[derive(Clone, Debug)]
pub struct Replay {
    /// The server's address.
    pub address: SocketAddr,
    /// Path of the media playlist.
    pub playlist: String,
    /// The parts' paths, begun anew when all were fetched.
    pub parts: Vec<String>,
    /// Time from part to part.
    pub step: Duration,
}

/// The figures of a crowd of viewers.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Answers with status 200.
    pub requests: u64,
    /// Bytes of their bodies.
    pub bytes: u64,
    /// Parts that came too late to be shown in time.
    pub stalls: u64,
    /// Viewers with a failed connection.
    pub failures: u64,
    /// Processor time between begin and end, by the meter.
    pub processor: Duration,
    /// For each part of each viewer: how long after the first viewer it came, sorted.
    pub spread: Vec<Duration>,
    /// For each part of each viewer of a live stream: how long after the playlist that listed it, it was there, sorted.
    pub fetches: Vec<Duration>,
}

/// The duration that a share of these keeps to, for example 0.99. They are sorted.
pub fn quantile(sorted: &[Duration], share: f64) -> Duration {
    let rank = (sorted.len() as f64 * share).ceil() as usize;
    sorted.get(rank.saturating_sub(1)).copied().unwrap_or_default()
}

impl Outcome {
    /// The spread that a share of all arrivals kept to, for example 0.99.
    pub fn quantile(&self, share: f64) -> Duration {
        quantile(&self.spread, share)
    }

    fn add(&mut self, other: Self) {
        self.requests += other.requests;
        self.bytes += other.bytes;
        self.stalls += other.stalls;
        self.failures += other.failures;
        self.spread.extend(other.spread);
        self.fetches.extend(other.fetches);
    }

    fn sort(&mut self) {
        self.spread.sort_unstable();
        self.fetches.sort_unstable();
    }
}

/// When a viewer first saw each part.
type FirstSeen = Arc<Mutex<HashMap<PartName, Instant>>>;

fn after_first(seen: &FirstSeen, part: PartName, now: Instant) -> Duration {
    let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
    now.duration_since(*seen.entry(part).or_insert(now))
}

/// Lets `viewers` watch a live stream for a while, counted from when all are there. `meter` tells processor time.
pub async fn watch(live: &Live, viewers: usize, time: Duration, meter: impl Fn() -> Duration) -> Outcome {
    let live = live.clone();
    gather(viewers, time, meter, move |begin, end, seen| {
        let live = live.clone();
        async move {
            let mut outcome = Outcome::default();
            follow(&live, begin, end, &seen, &mut outcome).await.map(|()| outcome)
        }
    })
    .await
}

/// Lets one viewer watch a live stream for a while, who comes back each time the connection fails; how often it did is counted.
pub async fn watch_on(live: &Live, time: Duration) -> Outcome {
    let (begin, seen, mut outcome) = (Instant::now(), FirstSeen::default(), Outcome::default());
    while Instant::now() < begin + time {
        if follow(live, begin, begin + time, &seen, &mut outcome).await.is_err() {
            outcome.failures += 1;
            tokio::time::sleep(COMES_BACK).await;
        }
    }
    outcome.sort();
    outcome
}

/// Lets `viewers` fetch files at the pace of a live stream.
pub async fn replay(replay: &Replay, viewers: usize, time: Duration, meter: impl Fn() -> Duration) -> Outcome {
    let replay = replay.clone();
    gather(viewers, time, meter, move |begin, end, seen| {
        let replay = replay.clone();
        async move { repeat(&replay, begin, end, &seen).await }
    })
    .await
}

/// Starts the viewers one after another; what they do before `begin`, when all are there, is not counted.
async fn gather<F>(
    viewers: usize,
    time: Duration,
    meter: impl Fn() -> Duration,
    view: impl Fn(Instant, Instant, FirstSeen) -> F,
) -> Outcome
where
    F: Future<Output = Result<Outcome>> + Send + 'static,
{
    let seen = FirstSeen::default();
    let gap = Duration::from_micros(1_000_000 / ARRIVALS);
    let begin = Instant::now() + gap * u32::try_from(viewers).unwrap_or(u32::MAX) + Duration::from_secs(2);
    let mut crowd = JoinSet::new();
    for _ in 0..viewers {
        crowd.spawn(view(begin, begin + time, Arc::clone(&seen)));
        tokio::time::sleep(gap).await;
    }
    sleep_until(begin).await;
    let before = meter();
    sleep_until(begin + time).await;
    let mut outcome = Outcome { processor: meter().saturating_sub(before), ..Outcome::default() };
    while let Some(viewed) = crowd.join_next().await {
        match viewed {
            Ok(Ok(one)) => outcome.add(one),
            _ => outcome.failures += 1,
        }
    }
    outcome.sort();
    outcome
}

/// One viewer of a live stream.
async fn follow(live: &Live, begin: Instant, end: Instant, seen: &FirstSeen, outcome: &mut Outcome) -> Result<()> {
    let mut connection = LoadConnection::open(live.address).await?;
    let index = connection.get(&live.playlist).await?;
    let folder = live.playlist.rsplit_once('/').map_or("", |(folder, _)| folder);
    let hold_back = playlist::hold_back(&index).ok_or_else(|| Error::other("no PART-HOLD-BACK in the playlist"))?;
    let mut newest = playlist::newest(&index).ok_or_else(|| Error::other("no part in the playlist"))?;
    // When the next part is due: the picture begins a hold-back after the arrival of the first part.
    let mut due: Option<Instant> = None;
    while Instant::now() < end {
        let wanted = format!("{}?_HLS_msn={}&_HLS_part={}", live.playlist, newest.segment, newest.part + 1);
        let index = connection.get(&wanted).await?;
        let listed = Instant::now();
        let counts = listed >= begin;
        outcome.requests += u64::from(counts);
        outcome.bytes += if counts { index.len() as u64 } else { 0 };
        for part in playlist::since(&index, newest) {
            let size = connection.skip(&format!("{folder}/{}", part.name)).await?;
            let now = Instant::now();
            newest = part.name;
            let late = due.is_some_and(|due| now > due);
            let shown = due.filter(|_| !late).unwrap_or(now + hold_back);
            due = Some(shown + part.duration);
            if counts {
                outcome.stalls += u64::from(late);
                outcome.spread.push(after_first(seen, part.name, now));
                outcome.fetches.push(now - listed);
                outcome.requests += 1;
                outcome.bytes += size;
            }
        }
    }
    Ok(())
}

/// One viewer that fetches files.
async fn repeat(replay: &Replay, begin: Instant, end: Instant, seen: &FirstSeen) -> Result<Outcome> {
    let mut connection = LoadConnection::open(replay.address).await?;
    let mut outcome = Outcome::default();
    let mut at = begin;
    for (number, path) in (0..).zip(replay.parts.iter().cycle()) {
        if at >= end {
            break;
        }
        sleep_until(at).await;
        outcome.bytes += connection.get(&replay.playlist).await?.len() as u64 + connection.skip(path).await?;
        outcome.requests += 2;
        let now = Instant::now();
        // Everything is there already: late is what comes after the step is over by the usual hold-back.
        outcome.stalls += u64::from(now > at + Duration::from_secs(1));
        outcome.spread.push(after_first(seen, PartName { segment: number, part: 0 }, now));
        at += replay.step;
    }
    Ok(outcome)
}

/// Keeps what viewers of a live stream are sent: its parts for a while, in order, and the playlist that listed the last one.
///
/// # Errors
/// When the server stops answering.
pub async fn record(live: &Live, time: Duration) -> Result<(Vec<Vec<u8>>, String)> {
    let mut connection = LoadConnection::open(live.address).await?;
    let folder = live.playlist.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut index = connection.get(&live.playlist).await?;
    let mut newest = playlist::newest(&index).ok_or_else(|| Error::other("no part in the playlist"))?;
    let mut parts = Vec::new();
    let end = Instant::now() + time;
    while Instant::now() < end {
        let wanted = format!("{}?_HLS_msn={}&_HLS_part={}", live.playlist, newest.segment, newest.part + 1);
        index = connection.get(&wanted).await?;
        for part in playlist::since(&index, newest) {
            parts.push(connection.fetch(&format!("{folder}/{}", part.name)).await?);
            newest = part.name;
        }
    }
    Ok((parts, index))
}
