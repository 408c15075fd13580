//! How a stream begins, loses its encoder, gets it back and ends. The database decides; then rooms and pages are told.

use super::live_sessions::{Admitted, PlayableEncoder};
use super::{reconcile, store, store::StreamRow};
use crate::chat::ChannelNews;
use crate::database::Transaction;
use crate::webhooks::{self, ChannelEvent};
use crate::{Error, Result, Services, archives, channels, error::violated, secrets};
use domain::streams::{Status, first_title};
use domain::studio::Upcoming;
use domain::{ChannelId, Code, Problem, StreamId, chat::ServerEvent};
use std::net::IpAddr;
use std::time::{Duration, Instant};

/// How long a stream stays ENDING, so that viewers see its last seconds.
const DRAIN: Duration = Duration::from_secs(2);

/// Lets an encoder in by its stream key: into the session on air, else into the newest prepared one, else into a new one.
/// `None` if no channel has the key; wrong keys are counted against the network.
pub async fn authorize_publish(svc: &Services, key: &str, address: IpAddr) -> Result<Option<Admitted>> {
    let key_digest = secrets::digest(key);
    let Some(channel) = channels::store::by_stream_key(&svc.db, &key_digest).await? else {
        svc.limits.bad_key.take(address)?;
        return Ok(None);
    };
    svc.limits.publish.take_or(channel.id, many_encoders)?;
    let open = match store::open_session(&svc.db, channel.id).await? {
        Some(open) => Some(open),
        None => prepared_or_next(svc, channel.id, &first_title(&channel.name)).await?,
    };
    // None: the channel has just been deleted, and its key with it.
    let Some(open) = open else { return Ok(None) };
    Ok(Some(Admitted {
        channel: channel.id,
        owner: channel.owner,
        slug: channel.slug,
        stream: open.id.into(),
        on_air: open.status == Status::Live,
        is_public: channel.is_public,
        key_digest,
    }))
}

fn many_encoders(retry_after_ms: u64) -> Problem {
    Problem::limit_reached("The encoder came back very often.", retry_after_ms)
}

/// The encoder's picture can be watched: a stream on air goes on, one that was prepared goes on air if its channel wants that, and
/// otherwise waits for its creator. After an error [`tend`] tries again.
pub async fn encoder_playable(svc: &Services, encoder: &PlayableEncoder) -> Result<()> {
    let PlayableEncoder { channel, stream, .. } = *encoder;
    // The channel may have changed while the encoder connected, before its session was registered: read it again.
    let of_key = channels::store::by_stream_key(&svc.db, &encoder.key_digest).await?;
    if of_key.is_none_or(|found| found.id != channel) {
        tracing::info!(%stream, %channel, "the stream key was changed while the encoder came in");
        // Not one that has taken the session over meanwhile, with the new key.
        svc.live_sessions.cut_key(channel, &encoder.key_digest);
        return Ok(());
    }
    reconcile::reconcile(svc, Some(stream)).await?;
    if let Some(back) = store::encoder_back(&svc.db, stream).await? {
        svc.live_sessions.open_to_public(stream);
        tell_status(svc, &back).await;
        return Ok(());
    }
    if !encoder.is_settled && store::starts_by_itself(&svc.db, stream).await? {
        match start(svc, channel, stream).await {
            Err(Error::Problem(problem)) => {
                tracing::info!(%stream, problem = problem.detail, "it does not start by itself")
            }
            done => return done.map(drop),
        }
    }
    svc.live_sessions.hold(stream);
    Ok(())
}

/// The encoder is gone: a stream on air waits for it for the grace time. After an error [`tend`] tries again.
pub async fn encoder_gone(svc: &Services, stream: StreamId) -> Result<()> {
    if let Some(waiting) = store::encoder_gone(&svc.db, stream).await? {
        tell_status(svc, &waiting).await;
    }
    Ok(())
}

/// OFFLINE → LIVE. If it is refused, the encoder goes on with what it feeds.
pub(crate) async fn start(svc: &Services, channel: ChannelId, stream: StreamId) -> Result<StreamRow> {
    if svc.live_sessions.feeding(channel).is_none() {
        return Err(no_encoder().into());
    }
    svc.limits.start.take(channel)?;
    let mut tx = svc.db.begin().await?;
    let before = store::archive_before(&mut tx, stream).await?;
    archives::begin(&mut tx, stream).await?;
    let started = store::start(&mut tx, stream).await.map_err(|error| match &error {
        Error::Database(cause) if violated(cause) == Some("stream_one_live_per_channel") => {
            Problem::new(Code::InvalidTransition, "This channel is live already. End that stream first.").into()
        }
        _ => error,
    })?;
    let Some(started) = started else {
        tx.rollback().await?;
        return Err(refused(svc, stream, Status::Live).await?.into());
    };
    webhooks::queue(&mut tx, svc, channel, ChannelEvent::StreamStarted(&started)).await?;
    tx.commit().await?;
    if let Some(fed) = svc.live_sessions.feeding(channel).filter(|fed| *fed != stream) {
        svc.live_sessions.retarget(fed, stream);
    }
    svc.live_sessions.open_to_public(stream);
    if let Some(before) = before {
        tell_archived(svc, &before).await;
    }
    tell_status(svc, &started).await;
    tracing::info!(%stream, %channel, "live");
    Ok(started)
}

/// LIVE → ENDING. [`tend`] makes it ARCHIVED soon after.
pub(crate) async fn end(svc: &Services, stream: StreamId) -> Result<StreamRow> {
    let mut tx = svc.db.begin().await?;
    let Some(ended) = end_in(&mut tx, svc, stream).await? else {
        tx.rollback().await?;
        return Err(refused(svc, stream, Status::Ending).await?.into());
    };
    tx.commit().await?;
    tell_ended(svc, &ended).await;
    let channel = ended.channel_id.into();
    if svc.live_sessions.feeding(channel) == Some(stream)
        && let Some(next) = next_session(svc, stream).await?
    {
        // What the encoder sends becomes the preview of the next session, so the creator can go live again without restarting it.
        svc.live_sessions.retarget(stream, next);
    }
    Ok(ended)
}

/// LIVE → ENDING as a part of a transaction; none if it was not LIVE. Call [`tell_ended`] after the commit.
pub(crate) async fn end_in(tx: &mut Transaction, svc: &Services, stream: StreamId) -> Result<Option<StreamRow>> {
    let ended = store::end(&mut *tx, stream).await?;
    if let Some(ended) = &ended {
        webhooks::queue(tx, svc, ended.channel_id.into(), ChannelEvent::StreamEnded(ended)).await?;
    }
    Ok(ended)
}

/// Ends what viewers see of a stream that is ENDING, and tells open pages.
pub(crate) async fn tell_ended(svc: &Services, ended: &StreamRow) {
    // First, because the next steps may fail: viewers must not go on watching a stream that has ended.
    svc.live_sessions.end(ended.id.into());
    tell_status(svc, ended).await;
    tracing::info!(stream = %ended.id, channel = %ended.channel_id, "ending");
}

/// The session that follows one that has ended: the newest prepared one, else a new one; none if the channel was deleted.
pub(super) async fn next_session(svc: &Services, ended: StreamId) -> Result<Option<StreamId>> {
    let Some(ended) = store::find(&svc.db, ended).await? else { return Ok(None) };
    let next = prepared_or_next(svc, ended.channel_id.into(), &ended.title).await?;
    Ok(next.map(|next| next.id.into()))
}

/// What [`prepared_or_next`] begins a new session with.
pub(super) async fn upcoming(svc: &Services, channel: ChannelId, channel_name: &str) -> Result<Upcoming> {
    let newest = store::newest_title(&svc.db, channel).await?;
    let (title, description) = newest.unwrap_or_else(|| (first_title(channel_name), None));
    Ok(Upcoming { title, description })
}

/// The channel's newest prepared session, else a new one; none if the channel was deleted. All who ask at once get the same.
pub(super) async fn prepared_or_next(
    svc: &Services,
    channel: ChannelId,
    first_title: &str,
) -> Result<Option<StreamRow>> {
    let mut tx = svc.db.begin().await?;
    if channels::store::lock(&mut tx, channel).await?.is_none() {
        return Ok(None);
    }
    let session = match store::prepared(&mut tx, channel).await? {
        Some(prepared) => prepared,
        None => store::insert_next(&mut tx, channel, first_title).await?,
    };
    tx.commit().await?;
    Ok(Some(session))
}

/// ENDING → ARCHIVED; none if it was not ENDING.
pub(crate) async fn archive(svc: &Services, stream: StreamId) -> Result<Option<StreamRow>> {
    let archived = store::archive(&svc.db, stream).await?;
    if let Some(archived) = &archived {
        tell_archived(svc, archived).await;
    }
    Ok(archived)
}

async fn tell_archived(svc: &Services, archived: &StreamRow) {
    tell_status(svc, archived).await;
    tracing::info!(stream = %archived.id, "archived");
}

/// Called after a start, when no encoder is connected: streams on air wait for theirs from now on.
pub async fn after_restart(svc: &Services) -> Result<()> {
    let on_air = store::all_encoders_gone(&svc.db).await?;
    svc.playback.resume(&on_air, Instant::now());
    Ok(())
}

/// Brings sessions in line with the database, repeats encoder events that could not be stored, ends streams whose encoder stayed away, and archives those that have drained.
/// Called about once a second.
pub async fn tend(svc: &Services) -> Result<()> {
    reconcile::reconcile(svc, None).await?;
    let on_air = store::on_air(&svc.db).await?;
    for stream in on_air.iter().filter(|stream| !stream.is_reconnecting()) {
        if svc.live_sessions.feeding(stream.channel_id.into()) != Some(stream.id.into()) {
            encoder_gone(svc, stream.id.into()).await?;
        }
    }
    for encoder in svc.live_sessions.playing() {
        let is_noted = match on_air.iter().find(|stream| encoder.stream == stream.id.into()) {
            Some(stream) => !stream.is_reconnecting(),
            None => encoder.is_settled,
        };
        if !is_noted {
            encoder_playable(svc, &encoder).await?;
        }
    }
    for stream in store::abandoned(&svc.db, svc.settings.reconnect_grace).await? {
        tracing::info!(%stream, "the encoder did not come back");
        end(svc, stream).await?;
    }
    for stream in store::drained(&svc.db, DRAIN).await? {
        archive(svc, stream).await?;
    }
    Ok(())
}

/// Sends a stream's status to its room, and to pages that list streams. A prepared stream is not announced.
pub(crate) async fn tell_status(svc: &Services, stream: &StreamRow) {
    if stream.status == Status::Offline {
        return;
    }
    svc.live.forget(&());
    let event = ServerEvent::StreamStatus {
        stream_id: stream.id.into(),
        status: stream.status,
        started_at: stream.started_at,
        title: stream.title.clone(),
        reconnecting: stream.is_reconnecting(),
    };
    let listing = match stream.status {
        _ if !stream.is_public => None,
        // Pages that are sent the channel need not ask for it, all at once.
        Status::Live => channels::live_listing(svc, stream.channel_id.into()).await,
        _ => Some(ServerEvent::ChannelOffline { channel_id: stream.channel_id.into() }),
    };
    if let Some(listing) = listing {
        let news = ChannelNews { listing, status: Some(event.clone()) };
        svc.rooms.status_feed().tell(stream.channel_id.into(), news);
    }
    svc.rooms.tell_stream(stream.channel_id.into(), event).await;
}

pub(crate) fn no_encoder() -> Problem {
    Problem::new(
        Code::NoEncoder,
        "No encoder is connected. Start streaming in OBS with your stream key, then go live here.",
    )
}

/// Why a step was refused, by the stream's current status.
pub(crate) async fn refused(svc: &Services, stream: StreamId, wanted: Status) -> Result<Problem> {
    let now = store::find(&svc.db, stream).await?.ok_or_else(Problem::not_found)?;
    Ok(invalid_transition(now.status, wanted))
}

/// The problem of a status change that the state machine does not allow.
pub(crate) fn invalid_transition(from: Status, to: Status) -> Problem {
    let sentence = match (from, to) {
        (Status::Live, Status::Live) => "This stream is live already.".to_owned(),
        (Status::Ending | Status::Archived, _) => "This stream has ended. Start a new one to go live again.".to_owned(),
        (Status::Offline, Status::Offline) => "This stream is offline already.".to_owned(),
        (Status::Offline, _) => "This stream is not live yet, so it can't be ended.".to_owned(),
        (from, to) => format!("A stream that is {} can't become {}.", from.as_str(), to.as_str()),
    };
    Problem::new(Code::InvalidTransition, sentence)
}
