//! The state of a stream's archive: `recording` while it is made, `is_archived` once it is complete. When both are cleared, a trigger puts
//! the stream on the list of archives to be deleted, in the same transaction.

use super::{StoredStatus, StreamRow};
use crate::Result;
use crate::vods::ArchiveKey;
use domain::StreamId;
use sqlx::PgPool;

/// What a complete archive adds to its stream.
pub struct Archived {
    pub vod_url: String,
    /// Bytes of media.
    pub size: i64,
    /// Seconds of media.
    pub duration: i32,
    pub thumbnail_url: Option<String>,
    pub storyboard_url: Option<String>,
}

/// Where to put a stream's recording; none if it is not on air or not to be recorded, as its channel's setting said when it began.
pub async fn wanted(db: &PgPool, id: StreamId) -> Result<Option<ArchiveKey>> {
    let folder =
        sqlx::query_scalar!("select archive_folder from stream where id = $1 and status = 'LIVE' and recording", id.0);
    Ok(folder.fetch_optional(db).await?.map(|folder| ArchiveKey::new(id, folder)))
}

/// Where the archives of these streams lie. A stream that was deleted has none.
pub async fn places(db: &PgPool, ids: &[StreamId]) -> Result<Vec<ArchiveKey>> {
    let ids: Vec<_> = ids.iter().map(|id| id.0).collect();
    let rows = sqlx::query!("select id, archive_folder from stream where id = any($1)", &ids);
    Ok(rows.fetch_all(db).await?.into_iter().map(|row| ArchiveKey::new(row.id.into(), row.archive_folder)).collect())
}

/// Streams that ended more than a minute ago, were to be recorded, and are none of these; sixteen at most.
pub async fn unknown(db: &PgPool, known: &[StreamId]) -> Result<Vec<StreamId>> {
    let known: Vec<_> = known.iter().map(|id| id.0).collect();
    let ids = sqlx::query_scalar!(
        "select id from stream
         where recording and status in ('ENDING', 'ARCHIVED') and ended_at < now() - interval '1 minute' and id <> all($1) limit 16",
        &known
    );
    Ok(ids.fetch_all(db).await?.into_iter().map(StreamId::from).collect())
}

/// Which of these are being recorded, and whether they are over.
pub async fn recording(db: &PgPool, ids: &[StreamId]) -> Result<Vec<(StreamId, bool)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<_> = ids.iter().map(|id| id.0).collect();
    let rows = sqlx::query!(
        r#"select id, status in ('ENDING', 'ARCHIVED') as "is_over!" from stream where id = any($1) and recording"#,
        &ids
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(|row| (row.id.into(), row.is_over)).collect())
}

/// Marks the archive as complete; none if its channel or owner has dropped it meanwhile.
pub async fn list(db: &PgPool, id: StreamId, archived: &Archived) -> Result<Option<StreamRow>> {
    let row = streams!(
        "update stream set recording = false, is_archived = true, vod_url = $2, size = $3, duration = $4, thumbnail_url = $5,
             storyboard_url = $6, visibility = coalesce(visibility, (select vod_visibility from channel where id = channel_id)),
             updated_at = now()
         where id = $1 and recording and status in ('ENDING', 'ARCHIVED') returning",
        "",
        id.0,
        archived.vod_url,
        archived.size,
        archived.duration,
        archived.thumbnail_url,
        archived.storyboard_url
    );
    Ok(row.fetch_optional(db).await?)
}

/// Drops the archive of an ended stream; false if it had none.
pub async fn drop(db: &PgPool, id: StreamId) -> Result<bool> {
    let dropped = sqlx::query!(
        "update stream set recording = false, is_archived = false, vod_url = null, thumbnail_url = null, storyboard_url = null, size = 0,
             updated_at = now()
         where id = $1 and (recording or is_archived) and status in ('ENDING', 'ARCHIVED')",
        id.0
    );
    Ok(dropped.execute(db).await?.rows_affected() > 0)
}

/// Drops the archives that are older than their channels keep them; a hundred at most.
pub async fn expire(db: &PgPool) -> Result<Vec<StreamId>> {
    let ids = sqlx::query_scalar!(
        "update stream set is_archived = false, vod_url = null, thumbnail_url = null, storyboard_url = null, size = 0, updated_at = now()
         where id in (
             select stream.id from stream join channel on channel.id = stream.channel_id
             where stream.is_archived and stream.ended_at < now() - make_interval(days => channel.retention_days) limit 100)
         returning id"
    );
    Ok(ids.fetch_all(db).await?.into_iter().map(StreamId::from).collect())
}

/// Streams with objects to be deleted, except these; sixteen at most, the oldest first.
pub async fn discarded(db: &PgPool, but: &[StreamId]) -> Result<Vec<StreamId>> {
    let but: Vec<_> = but.iter().map(|id| id.0).collect();
    let ids = sqlx::query_scalar!(
        "select stream_id from discarded_archive where stream_id <> all($1) order by created_at limit 16",
        &but
    );
    Ok(ids.fetch_all(db).await?.into_iter().map(StreamId::from).collect())
}

/// Notes that a stream's objects have been deleted.
pub async fn forget_discarded(db: &PgPool, id: StreamId) -> Result<()> {
    sqlx::query!("delete from discarded_archive where stream_id = $1", id.0).execute(db).await?;
    Ok(())
}
