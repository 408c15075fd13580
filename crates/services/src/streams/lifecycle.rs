//! How a stream begins, loses its encoder, gets it back and ends. The database decides; everybody is told after it has.

use super::{invalid_transition, store, store::StreamRow};
use crate::{Result, Services, channels, error::violated, secrets};
use domain::{ChannelId, Code, Problem, StreamId, UserId, chat::ServerEvent, streams::Status};
use std::net::IpAddr;
use std::time::{Duration, Instant};

/// How long a stream stays ENDING, so that viewers see its last seconds.
const DRAIN: Duration = Duration::from_secs(2);

/// What the ingest gate learns of a key that fits.
pub struct Admitted {
    /// Whose picture it is.
    pub channel: ChannelId,
    /// Its owner, the only one to see a preview.
    pub owner: UserId,
    /// The channel's slug, for logs.
    pub slug: String,
    /// The session it feeds.
    pub stream: StreamId,
    /// Whether that session is on air already.
    pub on_air: bool,
    /// How long ago it went on air.
    pub age: Duration,
    /// What the key is looked up by, to ask again with [`may_still_publish`].
    pub key_digest: Vec<u8>,
}

/// Lets an encoder in by its stream key: into the session on air, else into the newest prepared one, else into a new one.
/// None if the key fits no channel; wrong keys are counted against the address.
pub async fn authorize_publish(svc: &Services, key: &str, address: IpAddr) -> Result<Option<Admitted>> {
    let key_digest = secrets::digest(key);
    let Some(channel) = channels::store::by_stream_key(&svc.db, &key_digest).await? else {
        svc.limits.bad_key.take(address)?;
        return Ok(None);
    };
    let open = match store::open_session(&svc.db, channel.id).await? {
        Some(open) => open,
        None => {
            let title = store::last_title(&svc.db, channel.id).await?;
            store::insert(&svc.db, channel.id, &title.unwrap_or_else(|| format!("{} is live", channel.name)), None)
                .await?
        }
    };
    Ok(Some(Admitted {
        channel: channel.id,
        owner: channel.owner,
        slug: channel.slug,
        stream: open.id.into(),
        on_air: open.status == Status::Live,
        age: open.age(),
        key_digest,
    }))
}

/// Whether the key that let an encoder in is the channel's key still. It may have been changed while the encoder was on its way
/// in, when there was nothing to cut yet.
pub async fn may_still_publish(svc: &Services, channel: ChannelId, key_digest: &[u8]) -> Result<bool> {
    Ok(channels::store::by_stream_key(&svc.db, key_digest).await?.is_some_and(|found| found.id == channel))
}

/// The encoder's picture can be watched: a stream on air goes on, one that was prepared goes on air if its channel wants that.
pub async fn encoder_playable(svc: &Services, channel: ChannelId, stream: StreamId, held: bool) -> Result<()> {
    let Some(back) = store::encoder_back(&svc.db, stream).await? else {
        if !held && store::starts_by_itself(&svc.db, stream).await? {
            start(svc, channel, stream).await?;
        }
        return Ok(());
    };
    svc.ingest.open_to_public(stream);
    tell_status(svc, &back).await;
    Ok(())
}

/// The encoder is gone: a stream on air waits for it for the grace time.
pub async fn encoder_gone(svc: &Services, stream: StreamId) -> Result<()> {
    match store::encoder_gone(&svc.db, stream).await? {
        Some(waiting) => tell_status(svc, &waiting).await,
        None => svc.ingest.end(stream),
    }
    Ok(())
}

/// OFFLINE → LIVE.
pub(crate) async fn start(svc: &Services, channel: ChannelId, stream: StreamId) -> Result<StreamRow> {
    match svc.ingest.feeding(channel) {
        None => return Err(no_encoder().into()),
        Some(fed) if fed != stream => svc.ingest.retarget(channel, stream),
        Some(_) => {}
    }
    // The session before may still be showing its last seconds; its channel has moved on.
    for ending in store::ending_of_channel(&svc.db, channel).await? {
        archive(svc, ending).await?;
    }
    let started = store::start(&svc.db, stream).await.map_err(|error| match &error {
        crate::Error::Database(cause) if violated(cause) == Some("stream_one_live_per_channel") => {
            Problem::new(Code::InvalidTransition, "This channel is live already. End that stream first.").into()
        }
        _ => error,
    })?;
    let started = match started {
        Some(started) => started,
        None => return Err(refused(svc, stream, Status::Live).await?.into()),
    };
    svc.ingest.open_to_public(stream);
    tell_status(svc, &started).await;
    tracing::info!(%stream, %channel, "live");
    Ok(started)
}

/// LIVE → ENDING. [`tend`] makes it ARCHIVED soon after.
pub(crate) async fn end(svc: &Services, stream: StreamId) -> Result<StreamRow> {
    let ended = match store::end(&svc.db, stream).await? {
        Some(ended) => ended,
        None => return Err(refused(svc, stream, Status::Ending).await?.into()),
    };
    let channel = ended.channel_id.into();
    if svc.ingest.feeding(channel) == Some(stream) {
        // The encoder need not be touched to go live again: what it sends is now the preview of the next session.
        let next = store::insert(&svc.db, channel, &ended.title, ended.description.as_deref()).await?;
        svc.ingest.retarget(channel, next.id.into());
    }
    svc.ingest.end(stream);
    tell_status(svc, &ended).await;
    tracing::info!(%stream, %channel, "ending");
    Ok(ended)
}

/// ENDING → ARCHIVED; none if it was not ENDING.
pub(crate) async fn archive(svc: &Services, stream: StreamId) -> Result<Option<StreamRow>> {
    let archived = store::archive(&svc.db, stream).await?;
    if let Some(archived) = &archived {
        tell_status(svc, archived).await;
        tracing::info!(%stream, "archived");
    }
    Ok(archived)
}

/// After a start no encoder is connected, whatever the database says: streams on air wait for theirs from now on.
pub async fn after_restart(svc: &Services) -> Result<()> {
    let on_air = store::all_encoders_gone(&svc.db).await?;
    svc.playback.resume(&on_air, Instant::now());
    Ok(())
}

/// Ends streams whose encoder stayed away, and archives those that have drained. Called about once a second.
pub async fn tend(svc: &Services) -> Result<()> {
    for stream in store::abandoned(&svc.db, svc.settings.reconnect_grace).await? {
        tracing::info!(%stream, "the encoder did not come back");
        end(svc, stream).await?;
    }
    for stream in store::drained(&svc.db, DRAIN).await? {
        archive(svc, stream).await?;
    }
    Ok(())
}

/// Pushes where a stream stands to its room, and to pages that list streams.
/// A prepared stream is nobody's business yet.
pub(crate) async fn tell_status(svc: &Services, stream: &StreamRow) {
    if stream.status == Status::Offline {
        return;
    }
    svc.live.forget();
    let event = ServerEvent::StreamStatus {
        stream_id: stream.id.into(),
        status: stream.status,
        started_at: stream.started_at,
        title: stream.title.clone(),
        reconnecting: stream.is_reconnecting(),
    };
    let listed = store::is_listed(&svc.db, stream.id.into()).await.unwrap_or_default();
    svc.rooms.tell_status(stream.channel_id.into(), event, listed).await;
}

pub(crate) fn no_encoder() -> Problem {
    Problem::new(
        Code::NoEncoder,
        "No encoder is connected. Start streaming in OBS with your stream key, then go live here.",
    )
}

/// Why a step was refused, from where the stream stands now.
async fn refused(svc: &Services, stream: StreamId, wanted: Status) -> Result<Problem> {
    let (now, _, _) = store::find(&svc.db, stream).await?.ok_or_else(Problem::not_found)?;
    Ok(invalid_transition(now.status, wanted))
}
