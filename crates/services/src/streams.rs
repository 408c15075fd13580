//! Streams: sessions of a channel and their way from OFFLINE to ARCHIVED.

mod health;
pub mod lifecycle;
pub mod live_sessions;
mod reconcile;
mod row;
pub(crate) mod store;
mod thumbnails;

use crate::access::{self, ChannelOwner, StreamOwner};
use crate::webhooks::{self, ChannelEvent};
use crate::{Result, Services, accounts::CurrentUser, channels, markers};
use domain::addresses::{self, MULTIVARIANT};
use domain::channels::{ChannelRef, Description};
use domain::streams::{NewStream, Playback, Status, Stream, StreamChange, Title};
use domain::studio::{MARKERS_SHOWN, Studio};
use domain::{Code, Problem, StreamId, Visibility, problem::Fields};
pub use health::health;
pub use lifecycle::{authorize_publish, encoder_gone, encoder_playable};
pub use live_sessions::{Admitted, LiveSessions, PlayableEncoder, SessionAudience};
use store::StreamRow;
pub use thumbnails::Thumbnails;

/// Most sessions of a channel that have not been on air yet.
const PREPARED_PER_CHANNEL: i64 = 20;

/// Makes a session, OFFLINE.
///
/// Errors: `forbidden` if the channel has too many that were not on air yet.
pub async fn create_stream(svc: &Services, current_user: &CurrentUser, wanted: NewStream) -> Result<Stream> {
    let owner = access::channel_owner(svc, current_user, &wanted.channel_id.parse()?).await?;
    let change =
        checked(StreamChange { title: Some(wanted.title), description: wanted.description, visibility: None })?;
    let title = change.title.as_deref().unwrap_or_default();
    let mut tx = svc.db.begin().await?;
    if channels::store::lock(&mut tx, owner.channel()).await?.is_none() {
        return Err(Problem::not_found().into());
    }
    if store::count_prepared(&mut tx, owner.channel()).await? >= PREPARED_PER_CHANNEL {
        let sentence =
            format!("A channel has at most {PREPARED_PER_CHANNEL} sessions that wait. Go live with one of them first.");
        return Err(Problem::new(Code::Forbidden, sentence).into());
    }
    let stream = store::insert(&mut tx, owner, title, change.description.as_deref()).await?;
    tx.commit().await?;
    Ok(stream.ok_or_else(Problem::not_found)?.view(current_user))
}

/// A stream by id. One that is not on air yet is found by its channel's owner only.
pub async fn get_stream(svc: &Services, current_user: &CurrentUser, id: StreamId) -> Result<Stream> {
    Ok(visible(svc, current_user, id).await?.view(current_user))
}

/// A stream as stored, if the user may see it.
pub(crate) async fn visible(svc: &Services, current_user: &CurrentUser, id: StreamId) -> Result<StreamRow> {
    let found = store::find(svc.db_for(current_user), id).await?.filter(|stream| stream.is_visible_to(current_user));
    Ok(found.ok_or_else(Problem::not_found)?)
}

/// Where and in which renditions a live stream can be watched.
pub async fn playback(svc: &Services, current_user: &CurrentUser, id: StreamId) -> Result<Playback> {
    let stream = get_stream(svc, current_user, id).await?;
    let url = stream.hls_url.ok_or_else(Problem::not_found)?;
    Ok(Playback { url, renditions: svc.live_sessions.renditions(id) })
}

/// Notes that a stream on air has a new thumbnail; `version` makes its address a new one.
pub async fn note_thumbnail(svc: &Services, stream: StreamId, version: i64) -> Result<()> {
    store::set_thumbnail(&svc.db, stream, &addresses::live_thumbnail(stream, version)).await
}

/// Everything the stream manager shows. Owner only.
pub async fn studio(svc: &Services, current_user: &CurrentUser, channel: &ChannelRef) -> Result<Studio> {
    let channel = channels::get_channel(svc, current_user, channel).await?;
    let owner = ChannelOwner::prove(current_user, channel.id, channel.owner.id, channel.is_public)?;
    let stream = store::open_session(&svc.db, owner.channel()).await?;
    let feeding = svc.live_sessions.feeding(owner.channel());
    let ingest = feeding.map(|stream| svc.live_sessions.view(stream).unwrap_or_default());
    let mut stream: Option<Stream> = stream.map(|stream| stream.view(current_user));
    // The preview plays from the session that the encoder feeds, which only the owner can watch.
    let is_preview = |stream: &&mut Stream| stream.status == Status::Offline && feeding == Some(stream.id);
    if let Some(stream) = stream.as_mut().filter(is_preview)
        && svc.live_sessions.is_playable(stream.id)
    {
        stream.hls_url = Some(addresses::live(stream.id, MULTIVARIANT));
    }
    let upcoming = match stream {
        Some(_) => None,
        None => Some(lifecycle::upcoming(svc, owner.channel(), &channel.name).await?),
    };
    let markers = match stream.as_ref().filter(|stream| stream.status == Status::Live) {
        Some(stream) => markers::newest(svc, stream.id, MARKERS_SHOWN).await?,
        None => Vec::new(),
    };
    Ok(Studio { channel, stream, upcoming, ingest, markers })
}

/// Changes title, description, and who may watch the VOD.
pub async fn change_stream(
    svc: &Services,
    current_user: &CurrentUser,
    id: StreamId,
    change: StreamChange,
) -> Result<Stream> {
    let owner = access::stream_owner(svc, current_user, id).await?;
    Ok(change_as(svc, owner, change).await?.view(current_user))
}

/// Changes a stream as its owner.
pub(crate) async fn change_as(svc: &Services, owner: StreamOwner, change: StreamChange) -> Result<StreamRow> {
    let change = checked(change)?;
    svc.limits.stream_change.take(owner.channel())?;
    let mut tx = svc.db.begin().await?;
    let stream = store::change(&mut tx, owner, &change).await?.ok_or_else(Problem::not_found)?;
    // Who may watch its VOD is nothing that viewers are told.
    let is_told = change.title.is_some() || change.description.is_some();
    if is_told && stream.status == Status::Live {
        webhooks::queue(&mut tx, svc, owner.channel(), ChannelEvent::StreamUpdated(&stream)).await?;
    }
    tx.commit().await?;
    svc.archive_access.forget(owner.stream());
    if change.visibility == Some(Visibility::Private) {
        svc.live_sessions.hide_ended(owner.stream());
    }
    // Open pages show no status of an ended stream, and only viewers of the VOD may see its title: tell only streams that are on air.
    if matches!(stream.status, Status::Live | Status::Ending) {
        lifecycle::tell_status(svc, &stream).await;
    }
    Ok(stream)
}

/// Changes title and description of the channel's open session; creates one if there is none.
pub async fn change_open_stream(
    svc: &Services,
    current_user: &CurrentUser,
    channel: &ChannelRef,
    change: StreamChange,
) -> Result<Stream> {
    let owner = access::channel_owner(svc, current_user, channel).await?;
    let open = match store::open_session(&svc.db, owner.channel()).await? {
        Some(open) => open,
        None => lifecycle::prepared_or_next(svc, owner.channel(), "Live").await?.ok_or_else(Problem::not_found)?,
    };
    Ok(change_as(svc, open.owner(current_user)?, change).await?.view(current_user))
}

/// Puts the channel's open session on air. Owner only.
///
/// Errors: `no_encoder`, `invalid_transition` when it is on air already.
pub async fn go_live(svc: &Services, current_user: &CurrentUser, channel: &ChannelRef) -> Result<Stream> {
    let owner = access::channel_owner(svc, current_user, channel).await?;
    let open = store::open_session(&svc.db, owner.channel()).await?;
    match open {
        Some(open) if open.status != Status::Offline => {
            Err(lifecycle::invalid_transition(open.status, Status::Live).into())
        }
        Some(open) => Ok(lifecycle::start(svc, owner.channel(), open.id.into()).await?.view(current_user)),
        None => Err(lifecycle::no_encoder().into()),
    }
}

/// Ends a stream that is on air. An encoder that still sends becomes a private preview.
///
/// Errors: `invalid_transition` when it is not on air.
pub async fn end_stream(svc: &Services, current_user: &CurrentUser, id: StreamId) -> Result<Stream> {
    let owner = access::stream_owner(svc, current_user, id).await?;
    Ok(lifecycle::end(svc, owner.stream()).await?.view(current_user))
}

/// Drives the state machine one step.
///
/// Errors: `invalid_transition`, `no_encoder`.
pub async fn set_status(svc: &Services, current_user: &CurrentUser, id: StreamId, status: Status) -> Result<Stream> {
    access::signed_in(current_user)?;
    let stream = visible(svc, current_user, id).await?;
    let owner = stream.owner(current_user)?;
    let refused = || lifecycle::invalid_transition(stream.status, status);
    if !stream.status.can_become(status) {
        return Err(refused().into());
    }
    let stream = match status {
        Status::Live => lifecycle::start(svc, owner.channel(), id).await?,
        Status::Ending => lifecycle::end(svc, id).await?,
        Status::Archived => lifecycle::archive(svc, id).await?.ok_or_else(refused)?,
        Status::Offline => return Err(refused().into()),
    };
    Ok(stream.view(current_user))
}

fn checked(change: StreamChange) -> Result<StreamChange> {
    let mut fields = Fields::default();
    let title = change.title.and_then(|title| fields.take("title", Title::parse(&title)));
    let description = change.description.and_then(|text| fields.take("description", Description::parse(&text)));
    fields.into_result()?;
    Ok(StreamChange {
        title: title.map(|title| title.to_string()),
        description: description.map(|description| description.to_string()),
        visibility: change.visibility,
    })
}
