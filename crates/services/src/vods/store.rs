//! Reads the table `stream` as VODs.

use super::archive_access::{ArchiveAccess, is_open};
use super::archive_key::ArchiveKey;
use crate::Result;
use crate::streams::store::{StoredStatus, StreamRow};
use domain::streams::Status;
use domain::vods::Visibility;
use domain::{ChannelId, StreamId};
use sqlx::PgPool;
use time::OffsetDateTime;
use uuid::Uuid;

/// A stream and its VOD.
pub struct VodRow {
    pub stream: StreamRow,
    pub visibility: Visibility,
    pub size: i64,
    pub storyboard_url: Option<String>,
    pub retention_days: Option<i32>,
}

struct Row {
    id: Uuid,
    channel_id: Uuid,
    title: String,
    description: Option<String>,
    status: StoredStatus,
    started_at: Option<OffsetDateTime>,
    ended_at: Option<OffsetDateTime>,
    peak_viewers: i32,
    seconds_watched: i64,
    duration: Option<i32>,
    thumbnail_url: Option<String>,
    is_archived: bool,
    vod_url: Option<String>,
    recording: bool,
    visibility: String,
    size: i64,
    storyboard_url: Option<String>,
    retention_days: Option<i32>,
}

impl From<Row> for VodRow {
    fn from(row: Row) -> Self {
        Self {
            stream: StreamRow {
                id: row.id,
                channel_id: row.channel_id,
                title: row.title,
                description: row.description,
                status: row.status.into(),
                started_at: row.started_at,
                ended_at: row.ended_at,
                encoder_gone_at: None,
                viewer_count: 0,
                peak_viewers: row.peak_viewers,
                seconds_watched: row.seconds_watched,
                duration: row.duration,
                thumbnail_url: row.thumbnail_url,
                is_archived: row.is_archived,
                vod_url: row.vod_url,
                recording: row.recording,
            },
            visibility: visibility(&row.visibility),
            size: row.size,
            storyboard_url: row.storyboard_url,
            retention_days: row.retention_days,
        }
    }
}

/// A query for VODs: the columns are the same for all, the rest of the statement is the argument.
macro_rules! vods {
    ($tail:literal $(, $argument:expr)*) => {
        sqlx::query_as!(
            Row,
            r#"select stream.id, stream.channel_id, stream.title, stream.description, stream.status as "status: StoredStatus",
                      stream.started_at, stream.ended_at, stream.peak_viewers, stream.seconds_watched, stream.duration, stream.thumbnail_url,
                      stream.is_archived,
                      stream.vod_url, stream.recording, coalesce(stream.visibility, channel.vod_visibility) as "visibility!",
                      stream.size, stream.storyboard_url, channel.retention_days
               from stream join channel on channel.id = stream.channel_id "# + $tail
            $(, $argument)*
        )
    };
}

/// The VOD of a stream, also one that is still being finished.
pub async fn find(db: &PgPool, id: StreamId) -> Result<Option<VodRow>> {
    let row = vods!(
        "where stream.id = $1 and (stream.is_archived or stream.recording) and stream.status in ('ENDING', 'ARCHIVED')",
        id.0
    );
    Ok(row.fetch_optional(db).await?.map(VodRow::from))
}

/// A channel's VODs, newest first: all, or the public ones that are complete.
pub async fn of_channel(
    db: &PgPool,
    channel: ChannelId,
    all: bool,
    before: Option<StreamId>,
    limit: i64,
) -> Result<Vec<VodRow>> {
    let rows = vods!(
        "where stream.channel_id = $1 and stream.status in ('ENDING', 'ARCHIVED') and (stream.is_archived or stream.recording)
           and ($2 or (stream.is_archived and stream.visibility = 'public'))
           and ($3::uuid is null or stream.id < $3)
         order by stream.id desc limit $4",
        channel.0,
        all,
        before.map(|id| id.0),
        limit
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(VodRow::from).collect())
}

/// Bytes that a channel's VODs take in storage.
pub async fn used(db: &PgPool, channel: ChannelId) -> Result<i64> {
    let used = sqlx::query_scalar!(
        r#"select coalesce(sum(size), 0)::bigint as "used!" from stream where channel_id = $1 and is_archived"#,
        channel.0
    );
    Ok(used.fetch_one(db).await?)
}

/// Who may watch a stream's archive; none if it has none.
pub async fn archive_access(db: &PgPool, id: StreamId) -> Result<Option<ArchiveAccess>> {
    let row = sqlx::query!(
        r#"select channel.owner_id, channel.is_public, stream.status as "status: StoredStatus", stream.is_archived, stream.archive_folder,
                  coalesce(stream.visibility, channel.vod_visibility) as "visibility!"
           from stream join channel on channel.id = stream.channel_id
           where stream.id = $1 and (stream.is_archived or stream.recording)"#,
        id.0
    );
    Ok(row.fetch_optional(db).await?.map(|row| {
        let is_live = Status::from(row.status) == Status::Live;
        ArchiveAccess {
            owner: row.owner_id.into(),
            is_open: is_open(visibility(&row.visibility), is_live, row.is_public),
            is_over: !is_live,
            is_archived: row.is_archived,
            place: ArchiveKey::new(id, row.archive_folder),
        }
    }))
}

/// Parses the column. Its constraint allows no other values; an unknown one counts as private.
fn visibility(word: &str) -> Visibility {
    word.parse().unwrap_or(Visibility::Private)
}
