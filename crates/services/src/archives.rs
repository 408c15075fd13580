//! The table `archive`: what is kept of streams. A row begins when its stream goes on air; a trigger puts the objects of a deleted row on the
//! list of those to be deleted (`discarded_archive`), in the same transaction.

use crate::Result;
use crate::access::{ChannelOwner, StreamOwner};
use crate::database::Database;
use crate::storage::ArchiveKey;
use domain::StreamId;
use sqlx::PgExecutor;
use uuid::Uuid;

/// What a VOD consists of when it is ready.
pub struct Archived {
    /// Bytes of media.
    pub size: i64,
    /// Seconds of media.
    pub duration: i32,
    pub has_thumbnail: bool,
    pub has_storyboard: bool,
}

/// Begins the archive of a prepared stream, if its channel keeps its streams.
pub async fn begin(db: impl PgExecutor<'_>, stream: StreamId) -> Result<()> {
    let begun = sqlx::query!(
        "insert into archive (stream_id)
         select stream.id from stream join channel on channel.id = stream.channel_id
         where stream.id = $1 and stream.status = 'OFFLINE' and channel.archive
         on conflict do nothing",
        stream.0
    );
    begun.execute(db).await?;
    Ok(())
}

/// Where to put a stream's recording; none if it is not on air or not to be recorded.
pub async fn wanted(db: &Database, stream: StreamId) -> Result<Option<ArchiveKey>> {
    let folder = sqlx::query_scalar!(
        "select folder from archive join stream on stream.id = stream_id
         where stream_id = $1 and state = 'recording' and status = 'LIVE'",
        stream.0
    );
    Ok(folder.fetch_optional(db).await?.map(|folder| ArchiveKey::new(stream, folder)))
}

/// Where the archives of these streams lie: those that have one. An archive that was given up for lost is finished after all.
pub async fn found_again(db: &Database, streams: &[StreamId]) -> Result<Vec<ArchiveKey>> {
    let rows = sqlx::query!(
        "update archive set state = case when state = 'failed' then 'finishing' else state end, updated_at = now()
         where stream_id = any($1) returning stream_id, folder",
        &uuids(streams)
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(|row| ArchiveKey::new(row.stream_id.into(), row.folder)).collect())
}

/// Which of these streams have an archive that is not ready, and whether they are over.
pub async fn unfinished(db: &Database, streams: &[StreamId]) -> Result<Vec<(StreamId, bool)>> {
    if streams.is_empty() {
        return Ok(Vec::new());
    }
    let rows = sqlx::query!(
        r#"select stream_id, status in ('ENDING', 'ARCHIVED') as "is_over!" from archive join stream on stream.id = stream_id
           where stream_id = any($1) and state in ('recording', 'finishing')"#,
        &uuids(streams)
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(|row| (row.stream_id.into(), row.is_over)).collect())
}

/// Streams that ended more than a minute ago, have an archive that is not ready, and are none of these; sixteen at most.
pub async fn lost(db: &Database, known: &[StreamId]) -> Result<Vec<StreamId>> {
    let ids = sqlx::query_scalar!(
        "select stream_id from archive join stream on stream.id = stream_id
         where state in ('recording', 'finishing') and status in ('ENDING', 'ARCHIVED')
           and ended_at < now() - interval '1 minute' and stream_id <> all($1)
         limit 16",
        &uuids(known)
    );
    Ok(ids.fetch_all(db).await?.into_iter().map(StreamId::from).collect())
}

/// `recording` → `finishing`: the stream is over, and its files are being stored.
pub async fn finishing(db: &Database, stream: StreamId) -> Result<()> {
    let changed = sqlx::query!(
        "update archive set state = 'finishing', updated_at = now() where stream_id = $1 and state = 'recording'",
        stream.0
    );
    changed.execute(db).await?;
    Ok(())
}

/// `finishing` → `ready`; false if it was deleted meanwhile. Having all files outweighs that it was given up for lost.
pub async fn ready(db: impl PgExecutor<'_>, stream: StreamId, archived: &Archived) -> Result<bool> {
    // Locks the channel's row first, so that the channel's settings change either before this or after it.
    let changed = sqlx::query!(
        "with kept as (
             select vod_visibility, ended_at + make_interval(days => retention_days) as expires_at
             from stream join channel on channel.id = channel_id where stream.id = $1 for share of channel)
         update archive set state = 'ready', size = $2, duration = $3, has_thumbnail = $4, has_storyboard = $5, updated_at = now(),
             visibility = kept.vod_visibility, expires_at = kept.expires_at
         from kept where stream_id = $1 and state in ('finishing', 'failed')",
        stream.0,
        archived.size,
        archived.duration,
        archived.has_thumbnail,
        archived.has_storyboard
    );
    Ok(changed.execute(db).await?.rows_affected() > 0)
}

/// Gives an archive up: files were lost before they were stored.
pub async fn failed(db: &Database, stream: StreamId) -> Result<()> {
    let changed = sqlx::query!(
        "with kept as (
             select ended_at + make_interval(days => retention_days) as expires_at
             from stream join channel on channel.id = channel_id where stream.id = $1 for share of channel)
         update archive set state = 'failed', expires_at = kept.expires_at, updated_at = now()
         from kept where stream_id = $1 and state in ('recording', 'finishing')",
        stream.0
    );
    changed.execute(db).await?;
    Ok(())
}

/// Deletes the archive of an ended stream; false if it had none.
pub async fn delete(db: &Database, owner: StreamOwner) -> Result<bool> {
    let deleted = sqlx::query!(
        "delete from archive using stream, channel
         where stream.id = stream_id and channel.id = channel_id and stream_id = $1 and owner_id = $2 and status in ('ENDING', 'ARCHIVED')",
        owner.stream().0,
        owner.user().0
    );
    Ok(deleted.execute(db).await?.rows_affected() > 0)
}

/// Drops the archive of an ended stream that holds nothing worth keeping.
pub async fn discard(db: &Database, stream: StreamId) -> Result<()> {
    let dropped = sqlx::query!(
        "delete from archive using stream where stream.id = stream_id and stream_id = $1 and status in ('ENDING', 'ARCHIVED')",
        stream.0
    );
    dropped.execute(db).await?;
    Ok(())
}

/// Deletes the archives that are older than their channels keep them; a hundred at most.
pub async fn expire(db: &Database) -> Result<Vec<StreamId>> {
    let ids = sqlx::query_scalar!(
        "delete from archive where stream_id in (
             select stream_id from archive where expires_at < now() and state in ('ready', 'failed') limit 100)
         returning stream_id"
    );
    Ok(ids.fetch_all(db).await?.into_iter().map(StreamId::from).collect())
}

/// Streams with objects to be deleted, except these; sixteen at most, the oldest first.
pub async fn discarded(db: &Database, but: &[StreamId]) -> Result<Vec<StreamId>> {
    let ids = sqlx::query_scalar!(
        "select stream_id from discarded_archive where stream_id <> all($1) order by created_at limit 16",
        &uuids(but)
    );
    Ok(ids.fetch_all(db).await?.into_iter().map(StreamId::from).collect())
}

/// Notes that a stream's objects have been deleted.
pub async fn forget_discarded(db: &Database, stream: StreamId) -> Result<()> {
    sqlx::query!("delete from discarded_archive where stream_id = $1", stream.0).execute(db).await?;
    Ok(())
}

/// Bytes that a channel's VODs take in storage.
pub async fn used(db: &Database, owner: ChannelOwner) -> Result<i64> {
    let used = sqlx::query_scalar!(
        r#"select coalesce(sum(size), 0)::bigint as "used!" from archive join stream on stream.id = stream_id
           join channel on channel.id = channel_id
           where channel_id = $1 and owner_id = $2 and state = 'ready'"#,
        owner.channel().0,
        owner.user().0
    );
    Ok(used.fetch_one(db).await?)
}

fn uuids(streams: &[StreamId]) -> Vec<Uuid> {
    streams.iter().map(|stream| stream.0).collect()
}
