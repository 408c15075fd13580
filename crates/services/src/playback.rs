//! Who watches: playback sessions that players keep up by heartbeats, and players without script that fetch playlists.
//! `docs/viewer-count.md` tells the method and its limits.

mod audience;
mod recent;
mod token;

use crate::accounts::{CurrentUser, Device};
use crate::{Result, Services, channels, streams};
use audience::{StreamAudience, ViewerPlace, Who};
use domain::chat::ServerEvent;
use domain::playback::{HEARTBEAT_SECONDS, Heartbeat, PlaybackSession};
use domain::streams::Status;
use domain::{Problem, StreamId};
use media::networks::{self, Network};
use recent::Recent;
use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use streams::store::Watched;
use time::OffsetDateTime;
use token::Claims;

/// Time watched and sessions opened are stored at least this often: no more is lost when the server is killed.
const STORE_EVERY: Duration = Duration::from_secs(15);

/// The audiences of all streams, in memory. One lock is enough: most operations under it take a microsecond, and counting a
/// stream of ten thousand viewers takes well under one millisecond of each second.
pub struct Playback {
    audiences: Mutex<HashMap<StreamId, StreamAudience>>,
    recent: Recent,
    /// Keyed anew at each start: devices and networks are told apart without being kept.
    hasher: RandomState,
    is_capped: bool,
}

/// What has to be stored about one stream.
struct Due {
    watched: Watched,
    views: i64,
    is_changed: bool,
}

impl Playback {
    /// Without viewers. With rate limits off, a network may have any number of viewers.
    pub fn new(rate_limits: bool) -> Self {
        Self { audiences: Mutex::default(), recent: Recent::new(), hasher: RandomState::new(), is_capped: rate_limits }
    }

    /// After a restart streams go on with the count they had, until their players have had time to say that they are still there.
    pub(crate) fn resume(&self, on_air: &[(StreamId, i32)], now: Instant) {
        let mut audiences = self.lock();
        for (stream, viewers) in on_air.iter().filter(|(_, viewers)| *viewers > 0) {
            audiences.insert(*stream, StreamAudience::resumed(*viewers, now));
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<StreamId, StreamAudience>> {
        self.audiences.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn place(&self, address: Option<IpAddr>, user_agent: Option<&str>) -> ViewerPlace {
        // Loopback is most likely a reverse proxy that is not configured as trusted, so its viewers are not one network's.
        let capped = address.filter(|address| self.is_capped && !address.to_canonical().is_loopback());
        let mut networks = capped.into_iter().flat_map(networks::all);
        ViewerPlace {
            device: self.hasher.hash_one((address.map(Network::narrowest), user_agent)),
            networks: std::array::from_fn(|_| {
                networks.next().map(|(network, shares)| (self.hasher.hash_one(network), shares))
            }),
        }
    }

    /// What is to be stored now: counts that changed, and time watched that has waited for `every`.
    fn due(&self, now: Instant, every: Duration) -> Vec<Due> {
        let mut due = Vec::new();
        self.lock().retain(|stream, audience| {
            let viewers = audience.count(now);
            let is_changed = audience.told != Some(viewers);
            if is_changed || audience.has_waited(now, every) {
                let watched = Watched { stream: *stream, viewers, seconds: audience.seconds() };
                due.push(Due { watched, views: audience.views, is_changed });
                return true;
            }
            !audience.is_idle(now)
        });
        due
    }

    /// Notes what has been stored in the database.
    fn stored(&self, due: &[Due], on_air: &[StreamId], now: Instant) {
        let mut audiences = self.lock();
        for Due { watched, views, .. } in due {
            if !on_air.contains(&watched.stream) {
                // The stream has ended or was deleted.
                audiences.remove(&watched.stream);
            } else if let Some(audience) = audiences.get_mut(&watched.stream) {
                audience.stored(watched.viewers, watched.seconds, *views, now);
            }
        }
    }
}

/// Opens a playback session of a stream that can be watched live. It counts from its first heartbeat on.
///
/// Errors: `not_found`, also while the stream is not live; `rate_limited`.
pub async fn open_playback_session(
    svc: &Services,
    current_user: &CurrentUser,
    stream: StreamId,
    device: &Device,
) -> Result<PlaybackSession> {
    if let Some(address) = device.address {
        svc.limits.playback.take(address)?;
    }
    let watched = streams::visible(svc, current_user, stream).await?;
    if !matches!(watched.status, Status::Live | Status::Ending) {
        return Err(Problem::not_found().into());
    }
    let who = match current_user.id() {
        None => Who::Anonymous,
        Some(_) if watched.is_owned_by(current_user) => Who::Owner,
        Some(user) => Who::Person(user),
    };
    let claims = Claims::new(stream, who, device, OffsetDateTime::now_utc());
    let session = PlaybackSession {
        token: claims.seal(&svc.sealer)?,
        heartbeat_seconds: HEARTBEAT_SECONDS,
        expires_at: claims.expires_at(),
    };
    Ok(session)
}

/// Handles a player's heartbeat, which says whether it still plays.
///
/// Errors: `invalid_playback_token` for one that was not given out to this device; `playback_token_expired`.
pub fn heartbeat(svc: &Services, device: &Device, heartbeat: &Heartbeat, now: Instant) -> Result<()> {
    let claims = Claims::open(&svc.sealer, &heartbeat.token, device, OffsetDateTime::now_utc())?;
    let place = svc.playback.place(device.address, device.user_agent.as_deref());
    let mut audiences = svc.playback.lock();
    if heartbeat.playing {
        let audience = audiences.entry(claims.stream).or_insert_with(|| StreamAudience::new(now));
        audience.beat(claims.session, claims.who, place, now);
    } else if let Some(audience) = audiences.get_mut(&claims.stream) {
        audience.end(claims.session, now);
    }
    Ok(())
}

/// Notes that a player outside our pages fetched a media playlist. Called for every such request; nearly always one look-up in a
/// small table.
pub fn playlist_fetched(svc: &Services, stream: StreamId, address: IpAddr, user_agent: Option<&str>, now: Instant) {
    let playback = &svc.playback;
    let place = playback.place(Some(address), user_agent);
    if playback.recent.note(playback.hasher.hash_one((stream, place.device)), now) {
        playback.lock().entry(stream).or_insert_with(|| StreamAudience::new(now)).fetched(place, now);
    }
}

/// Counts every audience; stores and tells what changed. Called once a second.
pub async fn tend(svc: &Services, now: Instant) -> Result<()> {
    store(svc, now, STORE_EVERY).await
}

/// Stores everything that is not stored yet, when the server stops.
pub async fn store_the_rest(svc: &Services, now: Instant) -> Result<()> {
    store(svc, now, Duration::ZERO).await
}

async fn store(svc: &Services, now: Instant, every: Duration) -> Result<()> {
    let due = svc.playback.due(now, every);
    if due.is_empty() {
        return Ok(());
    }
    let watched: Vec<&Watched> = due.iter().map(|due| &due.watched).collect();
    let views: Vec<_> = due.iter().filter(|due| due.views > 0).map(|due| (due.watched.stream, due.views)).collect();
    let mut tx = svc.db.begin().await?;
    // Channels before their streams, as all that locks both.
    if !views.is_empty() {
        channels::store::add_views(&mut tx, &views).await?;
    }
    let noted = streams::store::note_watched(&mut tx, &watched).await?;
    if !views.is_empty() {
        streams::store::add_views(&mut tx, &views).await?;
    }
    tx.commit().await?;
    let on_air: Vec<StreamId> = noted.iter().map(|noted| noted.stream).collect();
    svc.playback.stored(&due, &on_air, now);
    for noted in noted {
        let changed = due.iter().find(|due| due.watched.stream == noted.stream && due.is_changed);
        if let Some(Due { watched, .. }) = changed {
            let event =
                ServerEvent::StreamViewers { stream_id: noted.stream, viewers: watched.viewers, peak: noted.peak };
            svc.rooms.tell_stream(noted.channel, event).await;
        }
    }
    Ok(())
}
