//! The table `stream`. Every status change is one statement that names the status it starts from.

pub use super::row::{StoredStatus, StreamRow};
use crate::Result;
use crate::access::{Administrator, ChannelOwner, StreamOwner};
use crate::database::{Database, Transaction};
use domain::streams::{Status, StreamChange};
use domain::{ChannelId, StreamId, UserId, Visibility};
use sqlx::PgExecutor;
use std::collections::HashMap;
use std::time::Duration;
use uuid::Uuid;

/// A statement that returns whole rows: the text before `select`, the text after the tables, and the arguments. A change stands before it,
/// as `with stream as (… returning *)`.
macro_rules! streams {
    ($with:literal, $tail:literal $(, $argument:expr)*) => {
        sqlx::query_as!(
            StreamRow,
            $with + r#" select stream.id as "id!", stream.channel_id as "channel_id!", channel.owner_id as "owner_id!",
                        channel.is_public as "is_public!", stream.title as "title!", stream.description as "description?",
                        stream.status as "status!: StoredStatus", stream.started_at as "started_at?", stream.ended_at as "ended_at?",
                        stream.encoder_gone_at as "encoder_gone_at?", stream.viewer_count as "viewer_count!",
                        stream.peak_viewers as "peak_viewers!", stream.seconds_watched as "seconds_watched!",
                        stream.duration as "duration?", stream.thumbnail_url as "thumbnail_url?",
                        coalesce(stream.visibility, archive.visibility, channel.vod_visibility) as "visibility!",
                        channel.vod_downloads as "vod_downloads!", channel.retention_days as "retention_days?", archive.state as "archive_state?",
                        archive.folder as "archive_folder?", archive.size as "archive_size?", archive.duration as "archive_duration?",
                        archive.has_thumbnail as "has_thumbnail?", archive.has_storyboard as "has_storyboard?"
                        from stream join channel on channel.id = stream.channel_id
                        left join archive on archive.stream_id = stream.id "# + $tail
            $(, $argument)*
        )
    };
}

mod watched;

pub use watched::{Watched, add_views, note_watched};

/// A session that its channel's owner prepares; none if the channel does not exist any more.
pub async fn insert(
    db: impl PgExecutor<'_>,
    owner: ChannelOwner,
    title: &str,
    description: Option<&str>,
) -> Result<Option<StreamRow>> {
    let row = streams!(
        "with stream as (
             insert into stream (id, channel_id, title, description)
             select $1, id, $4, nullif($5, '') from channel where id = $2 and owner_id = $3 returning *)",
        "",
        Uuid::now_v7(),
        owner.channel().0,
        owner.user().0,
        title,
        description
    );
    Ok(row.fetch_optional(db).await?)
}

/// A session for what an encoder sends: with title and description of the channel's newest one, or with `first_title` if it has none.
pub async fn insert_next(db: impl PgExecutor<'_>, channel: ChannelId, first_title: &str) -> Result<StreamRow> {
    let row = streams!(
        "with stream as (
             insert into stream (id, channel_id, title, description)
             select $1, $2, coalesce(title, $3), description
             from (values (1)) one left join (select title, description from stream where channel_id = $2 order by id desc limit 1) newest on true
             returning *)",
        "",
        Uuid::now_v7(),
        channel.0,
        first_title
    );
    Ok(row.fetch_one(db).await?)
}

/// Title and description of the channel's newest session, which the next one takes over.
pub async fn newest_title(db: &Database, channel: ChannelId) -> Result<Option<(String, Option<String>)>> {
    let newest =
        sqlx::query!("select title, description from stream where channel_id = $1 order by id desc limit 1", channel.0);
    Ok(newest.fetch_optional(db).await?.map(|newest| (newest.title, newest.description)))
}

pub async fn find(db: impl PgExecutor<'_>, id: StreamId) -> Result<Option<StreamRow>> {
    Ok(streams!("", "where stream.id = $1", id.0).fetch_optional(db).await?)
}

/// Those of these streams that exist.
pub async fn these(db: &Database, streams: &[StreamId]) -> Result<Vec<StreamRow>> {
    let ids: Vec<Uuid> = streams.iter().map(|stream| stream.0).collect();
    Ok(streams!("", "where stream.id = any($1)", &ids).fetch_all(db).await?)
}

/// The streams of these channels that are LIVE or ENDING; one each at most.
pub async fn of_channels(db: &Database, channels: &[ChannelId]) -> Result<Vec<StreamRow>> {
    let channels: Vec<Uuid> = channels.iter().map(|channel| channel.0).collect();
    let rows = streams!("", "where stream.channel_id = any($1) and stream.status in ('LIVE', 'ENDING')", &channels);
    Ok(rows.fetch_all(db).await?)
}

/// A channel's ended streams with an archive, newest first: all, or those with a public VOD.
pub async fn archived(
    db: &Database,
    channel: ChannelId,
    all: bool,
    before: Option<StreamId>,
    limit: i64,
) -> Result<Vec<StreamRow>> {
    let rows = streams!(
        "",
        "where stream.channel_id = $1 and stream.status in ('ENDING', 'ARCHIVED') and archive.state is not null
           and ($2 or (archive.state = 'ready' and coalesce(stream.visibility, archive.visibility) = 'public'))
           and ($3::uuid is null or stream.id < $3)
         order by stream.id desc limit $4",
        channel.0,
        all,
        before.map(|id| id.0),
        limit
    );
    Ok(rows.fetch_all(db).await?)
}

/// The channel's session on air, else the newest one prepared.
pub async fn open_session(db: &Database, channel: ChannelId) -> Result<Option<StreamRow>> {
    let row = streams!(
        "",
        "where stream.channel_id = $1 and stream.status in ('LIVE', 'OFFLINE') order by stream.status = 'LIVE' desc, stream.id desc limit 1",
        channel.0
    );
    Ok(row.fetch_optional(db).await?)
}

/// Sessions of a channel that can be watched or fed.
pub async fn open_of_channel(db: &Database, owner: ChannelOwner) -> Result<Vec<StreamRow>> {
    let streams = streams!(
        "",
        "where stream.channel_id = $1 and channel.owner_id = $2 and stream.status <> 'ARCHIVED'",
        owner.channel().0,
        owner.user().0
    );
    Ok(streams.fetch_all(db).await?)
}

/// Sessions of a channel that can be watched or fed.
pub async fn open_of(tx: &mut Transaction, _: Administrator, channel: ChannelId) -> Result<Vec<StreamRow>> {
    let streams = streams!("", "where stream.channel_id = $1 and stream.status <> 'ARCHIVED'", channel.0);
    Ok(streams.fetch_all(tx).await?)
}

/// Streams of an owner's channels behind one of them, the oldest first.
pub async fn of_owner(db: &Database, owner: UserId, after: Option<StreamId>, limit: i64) -> Result<Vec<StreamRow>> {
    let streams = streams!(
        "",
        "where channel.owner_id = $1 and ($2::uuid is null or stream.id > $2) order by stream.id limit $3",
        owner.0,
        after.map(|id| id.0),
        limit
    );
    Ok(streams.fetch_all(db).await?)
}

/// Streams of an owner's channels that are not archived.
pub async fn open_of_owner(db: impl PgExecutor<'_>, owner: UserId) -> Result<Vec<StreamRow>> {
    let streams = streams!("", "where channel.owner_id = $1 and stream.status <> 'ARCHIVED'", owner.0);
    Ok(streams.fetch_all(db).await?)
}

/// The channel's newest session that has not been on air yet.
pub async fn prepared(db: impl PgExecutor<'_>, channel: ChannelId) -> Result<Option<StreamRow>> {
    let row = streams!(
        "",
        "where stream.channel_id = $1 and stream.status = 'OFFLINE' order by stream.id desc limit 1",
        channel.0
    );
    Ok(row.fetch_optional(db).await?)
}

/// Number of a channel's sessions that have not been on air yet.
pub async fn count_prepared(db: impl PgExecutor<'_>, channel: ChannelId) -> Result<i64> {
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from stream where channel_id = $1 and status = 'OFFLINE'"#,
        channel.0
    );
    Ok(count.fetch_one(db).await?)
}

/// What the database says of a session that an encoder feeds or fed.
pub struct StoredSession {
    pub status: Status,
    /// Whether its channel is public.
    pub is_public: bool,
    /// Whether its owner keeps its VOD private.
    pub is_private: bool,
    /// Digest of the channel's stream key; none if its owner's account is disabled.
    pub key_digest: Option<Vec<u8>>,
    /// The channel's session on air.
    pub on_air: Option<StreamId>,
}

/// Those of these sessions that still exist.
pub async fn of_sessions(db: &Database, streams: &[StreamId]) -> Result<HashMap<StreamId, StoredSession>> {
    let streams: Vec<Uuid> = streams.iter().map(|stream| stream.0).collect();
    let rows = sqlx::query!(
        r#"select stream.id, stream.status as "status: StoredStatus", channel.is_public,
                  stream.visibility is not distinct from 'private' as "is_private!",
                  case when owner.disabled_at is null then stream_key_digest end as key_digest, on_air.id as "on_air?"
           from stream join channel on channel.id = stream.channel_id join account owner on owner.id = channel.owner_id
           left join stream on_air on on_air.channel_id = channel.id and on_air.status = 'LIVE'
           where stream.id = any($1)"#,
        &streams
    );
    Ok(rows
        .fetch_all(db)
        .await?
        .into_iter()
        .map(|row| {
            let stored = StoredSession {
                status: row.status.into(),
                is_public: row.is_public,
                is_private: row.is_private,
                key_digest: row.key_digest,
                on_air: row.on_air.map(StreamId::from),
            };
            (row.id.into(), stored)
        })
        .collect())
}

/// Streams that are LIVE or ENDING, the most watched first.
pub async fn on_air_or_ending(db: &Database, _: Administrator, limit: i64) -> Result<Vec<StreamRow>> {
    let rows = streams!(
        "",
        "where stream.status in ('LIVE', 'ENDING') order by stream.viewer_count desc, stream.id limit $1",
        limit
    );
    Ok(rows.fetch_all(db).await?)
}

/// Every stream on air.
pub async fn on_air(db: &Database) -> Result<Vec<StreamRow>> {
    Ok(streams!("", "where stream.status = 'LIVE'").fetch_all(db).await?)
}

/// Changes what its owner says about a stream; none if it does not exist any more.
pub async fn change(db: impl PgExecutor<'_>, owner: StreamOwner, change: &StreamChange) -> Result<Option<StreamRow>> {
    let row = streams!(
        "with stream as (
             update stream set title = coalesce($3, title),
                 description = case when $4::text is null then description else nullif($4, '') end,
                 visibility = coalesce($5, visibility), updated_at = now()
             where id = $1 and channel_id in (select id from channel where owner_id = $2) returning *)",
        "",
        owner.stream().0,
        owner.user().0,
        change.title.as_deref(),
        change.description.as_deref(),
        change.visibility.map(Visibility::as_str)
    );
    Ok(row.fetch_optional(db).await?)
}

/// Whether a prepared session goes on air when its encoder arrives.
pub async fn starts_by_itself(db: &Database, id: StreamId) -> Result<bool> {
    let found = sqlx::query_scalar!(
        "select auto_start from channel join stream on stream.channel_id = channel.id where stream.id = $1 and status = 'OFFLINE'",
        id.0
    );
    Ok(found.fetch_optional(db).await?.unwrap_or_default())
}

/// ENDING → ARCHIVED for the session of the same channel that was still showing its last seconds: the channel moves on to this one.
pub async fn archive_before(db: impl PgExecutor<'_>, id: StreamId) -> Result<Option<StreamRow>> {
    let row = streams!(
        "with stream as (
             update stream set status = 'ARCHIVED', updated_at = now()
             where status = 'ENDING' and channel_id = (select channel_id from stream where id = $1) returning *)",
        "",
        id.0
    );
    Ok(row.fetch_optional(db).await?)
}

/// OFFLINE → LIVE; none if it was not OFFLINE. An error when the channel has another stream on air.
pub async fn start(db: impl PgExecutor<'_>, id: StreamId) -> Result<Option<StreamRow>> {
    let row = streams!(
        "with stream as (
             update stream set status = 'LIVE', started_at = now(), updated_at = now() where id = $1 and status = 'OFFLINE' returning *)",
        "",
        id.0
    );
    Ok(row.fetch_optional(db).await?)
}

/// LIVE → ENDING; none if it was not LIVE.
pub async fn end(db: impl PgExecutor<'_>, id: StreamId) -> Result<Option<StreamRow>> {
    let row = streams!(
        "with stream as (
             update stream set status = 'ENDING', ended_at = now(), encoder_gone_at = null, viewer_count = 0, updated_at = now(),
                 duration = extract(epoch from now() - started_at)::integer
             where id = $1 and status = 'LIVE' returning *)",
        "",
        id.0
    );
    Ok(row.fetch_optional(db).await?)
}

/// ENDING → ARCHIVED; none if it was not ENDING.
pub async fn archive(db: &Database, id: StreamId) -> Result<Option<StreamRow>> {
    let row = streams!(
        "with stream as (
             update stream set status = 'ARCHIVED', updated_at = now() where id = $1 and status = 'ENDING' returning *)",
        "",
        id.0
    );
    Ok(row.fetch_optional(db).await?)
}

/// A stream on air has its encoder again; none if it is not on air.
pub async fn encoder_back(db: &Database, id: StreamId) -> Result<Option<StreamRow>> {
    let row = streams!(
        "with stream as (
             update stream set encoder_gone_at = null, updated_at = now() where id = $1 and status = 'LIVE' returning *)",
        "",
        id.0
    );
    Ok(row.fetch_optional(db).await?)
}

/// A stream on air waits for its encoder from now on; none if it is not on air.
pub async fn encoder_gone(db: &Database, id: StreamId) -> Result<Option<StreamRow>> {
    let row = streams!(
        "with stream as (
             update stream set encoder_gone_at = coalesce(encoder_gone_at, now()), updated_at = now()
             where id = $1 and status = 'LIVE' returning *)",
        "",
        id.0
    );
    Ok(row.fetch_optional(db).await?)
}

/// No encoder feeds any stream on air; answers those streams and how many watched them.
pub async fn all_encoders_gone(db: &Database) -> Result<Vec<(StreamId, i32)>> {
    // The grace time starts anew: the encoder could not have come back while the server was away.
    let rows =
        sqlx::query!("update stream set encoder_gone_at = now() where status = 'LIVE' returning id, viewer_count");
    Ok(rows.fetch_all(db).await?.into_iter().map(|row| (row.id.into(), row.viewer_count)).collect())
}

/// Streams on air that have been without an encoder for longer than `grace`.
pub async fn abandoned(db: &Database, grace: Duration) -> Result<Vec<StreamId>> {
    let ids = sqlx::query_scalar!(
        "select id from stream where status = 'LIVE' and encoder_gone_at < now() - make_interval(secs => $1)",
        grace.as_secs_f64()
    );
    Ok(ids.fetch_all(db).await?.into_iter().map(StreamId::from).collect())
}

/// Streams that ended longer than `drain` ago.
pub async fn drained(db: &Database, drain: Duration) -> Result<Vec<StreamId>> {
    let ids = sqlx::query_scalar!(
        "select id from stream where status = 'ENDING' and ended_at < now() - make_interval(secs => $1)",
        drain.as_secs_f64()
    );
    Ok(ids.fetch_all(db).await?.into_iter().map(StreamId::from).collect())
}

/// Sets the address of a recent frame of a stream on air.
pub async fn set_thumbnail(db: &Database, id: StreamId, url: &str) -> Result<()> {
    sqlx::query!("update stream set thumbnail_url = $2 where id = $1 and status = 'LIVE'", id.0, url)
        .execute(db)
        .await?;
    Ok(())
}
