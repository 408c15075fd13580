//! Streams: sessions of a channel and their way from OFFLINE to ARCHIVED.

mod figures;
mod health;
pub mod lifecycle;
pub mod live_sessions;
pub(crate) mod store;
mod thumbnails;

use crate::{Result, Services, access, accounts::CurrentUser, channels};
use domain::streams::{NewStream, Playback, Status, Stream, StreamChange, Studio, Title};
use domain::{ChannelId, Code, Problem, StreamId, channels::Description, problem::Fields};
pub use health::health;
pub use lifecycle::{Admitted, authorize_publish, encoder_gone, encoder_playable};
pub use live_sessions::{LiveSessions, PlayableEncoder, SessionAudience};
use store::StreamRow;
pub use thumbnails::Thumbnails;

/// Makes a session, OFFLINE.
pub async fn create_stream(svc: &Services, current_user: &CurrentUser, wanted: NewStream) -> Result<Stream> {
    let channel = channels::resolve(svc, current_user, &wanted.channel_id).await?;
    let owner = access::owner(svc, current_user, channel).await?;
    let change =
        checked(StreamChange { title: Some(wanted.title), description: wanted.description, visibility: None })?;
    let title = change.title.as_deref().unwrap_or_default();
    let stream = store::insert(&svc.db, owner.channel(), title, change.description.as_deref()).await?;
    Ok(stream.into())
}

/// A stream by id. One that is not on air yet is found by its channel's owner only.
pub async fn get_stream(svc: &Services, current_user: &CurrentUser, id: StreamId) -> Result<Stream> {
    let (mut stream, owner, is_public) = store::find(&svc.db, id).await?.ok_or_else(Problem::not_found)?;
    let own = current_user.id() == Some(owner);
    // Only its owner may learn that a private VOD exists.
    if stream.is_archived
        && !own
        && !crate::vods::archive_access(svc, id).await.is_ok_and(|archive_access| archive_access.is_open)
    {
        (stream.is_archived, stream.vod_url, stream.thumbnail_url) = (false, None, None);
    }
    if own || (is_public && stream.status != Status::Offline) {
        Ok(stream.into())
    } else {
        Err(Problem::not_found().into())
    }
}

/// Where and in which renditions a live stream can be watched.
pub async fn playback(svc: &Services, current_user: &CurrentUser, id: StreamId) -> Result<Playback> {
    let stream = get_stream(svc, current_user, id).await?;
    let url = stream.hls_url.ok_or_else(Problem::not_found)?;
    Ok(Playback { url, renditions: svc.live_sessions.renditions(id) })
}

/// Notes that a stream on air has a new thumbnail; `version` makes its address a new one.
pub async fn note_thumbnail(svc: &Services, stream: StreamId, version: i64) -> Result<()> {
    store::set_thumbnail(&svc.db, stream, &format!("/hls/{stream}/thumb.webp?v={version}")).await
}

/// Everything the stream manager shows. Owner only.
pub async fn studio(svc: &Services, current_user: &CurrentUser, channel: ChannelId) -> Result<Studio> {
    let owner = access::owner(svc, current_user, channel).await?;
    let channel = channels::get_channel(svc, current_user, &channel.to_string()).await?;
    let stream = store::open_session(&svc.db, owner.channel()).await?;
    let feeding = svc.live_sessions.feeding(owner.channel());
    let ingest = feeding.map(|stream| svc.live_sessions.view(stream).unwrap_or_default());
    let mut stream: Option<Stream> = stream.map(Into::into);
    // The preview plays from the session that the encoder feeds, which only the owner can watch.
    let is_preview = |stream: &&mut Stream| stream.status == Status::Offline && feeding == Some(stream.id);
    if let Some(stream) = stream.as_mut().filter(is_preview)
        && svc.live_sessions.is_playable(stream.id)
    {
        stream.hls_url = Some(store::hls_url(stream.id));
    }
    Ok(Studio { channel, stream, ingest })
}

/// Changes title, description, and who may watch the VOD.
pub async fn change_stream(
    svc: &Services,
    current_user: &CurrentUser,
    id: StreamId,
    change: StreamChange,
) -> Result<Stream> {
    access::stream_owner(svc, current_user, id).await?;
    let change = checked(change)?;
    let stream = store::change(&svc.db, id, &change).await?.ok_or_else(Problem::not_found)?;
    svc.audiences.forget(id);
    // Open pages show no status of an ended stream, and only viewers of the VOD may see its title: tell only streams that are on air.
    if matches!(stream.status, Status::Live | Status::Ending) {
        lifecycle::tell_status(svc, &stream).await;
    }
    Ok(stream.into())
}

/// Changes title and description of the channel's open session; creates one if there is none.
pub async fn change_open_stream(
    svc: &Services,
    current_user: &CurrentUser,
    channel: ChannelId,
    change: StreamChange,
) -> Result<Stream> {
    let owner = access::owner(svc, current_user, channel).await?;
    let open = match store::open_session(&svc.db, owner.channel()).await? {
        Some(open) => open,
        None => store::insert(&svc.db, owner.channel(), "Live", None).await?,
    };
    change_stream(svc, current_user, open.id.into(), change).await
}

/// Puts the channel's open session on air. Owner only.
///
/// Errors: `no_encoder`, `invalid_transition` when it is on air already.
pub async fn go_live(svc: &Services, current_user: &CurrentUser, channel: ChannelId) -> Result<Stream> {
    let owner = access::owner(svc, current_user, channel).await?;
    let open = store::open_session(&svc.db, owner.channel()).await?;
    match open {
        Some(open) if open.status != Status::Offline => Err(invalid_transition(open.status, Status::Live).into()),
        Some(open) => lifecycle::start(svc, owner.channel(), open.id.into()).await.map(Into::into),
        None => Err(lifecycle::no_encoder().into()),
    }
}

/// Ends a stream that is on air. An encoder that still sends becomes a private preview.
///
/// Errors: `invalid_transition` when it is not on air.
pub async fn end_stream(svc: &Services, current_user: &CurrentUser, id: StreamId) -> Result<Stream> {
    access::stream_owner(svc, current_user, id).await?;
    lifecycle::end(svc, id).await.map(Into::into)
}

/// Drives the state machine one step.
///
/// Errors: `invalid_transition`, `no_encoder`.
pub async fn set_status(svc: &Services, current_user: &CurrentUser, id: StreamId, status: Status) -> Result<Stream> {
    let owner = access::stream_owner(svc, current_user, id).await?;
    let (stream, _, _) = store::find(&svc.db, id).await?.ok_or_else(Problem::not_found)?;
    if !stream.status.can_become(status) {
        return Err(invalid_transition(stream.status, status).into());
    }
    let stream: StreamRow = match status {
        Status::Live => lifecycle::start(svc, owner.channel(), id).await?,
        Status::Ending => lifecycle::end(svc, id).await?,
        Status::Archived => {
            lifecycle::archive(svc, id).await?.ok_or_else(|| invalid_transition(stream.status, status))?
        }
        Status::Offline => return Err(invalid_transition(stream.status, status).into()),
    };
    Ok(stream.into())
}

/// The problem of a status change that the state machine does not allow.
pub(crate) fn invalid_transition(from: Status, to: Status) -> Problem {
    let sentence = match (from, to) {
        (Status::Live, Status::Live) => "This stream is live already.".to_owned(),
        (Status::Ending | Status::Archived, _) => "This stream has ended. Start a new one to go live again.".to_owned(),
        (Status::Offline, _) => "This stream is not live yet, so it can't be ended.".to_owned(),
        (from, to) => format!("A stream that is {} can't become {}.", from.as_str(), to.as_str()),
    };
    Problem::new(Code::InvalidTransition, sentence)
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
