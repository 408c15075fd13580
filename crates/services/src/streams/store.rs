//! The table `stream`. Every status change is one statement that names the status it starts from.

use crate::Result;
use domain::streams::{Status, Stream, StreamChange};
use domain::vods::Visibility;
use domain::{ChannelId, StreamId, UserId};
use sqlx::{PgExecutor, PgPool};
use std::time::Duration;
use time::OffsetDateTime;
use uuid::Uuid;

/// A stream as stored.
pub struct StreamRow {
    pub id: Uuid,
    pub channel_id: Uuid,
    pub title: String,
    pub description: Option<String>,
    pub status: Status,
    pub started_at: Option<OffsetDateTime>,
    pub ended_at: Option<OffsetDateTime>,
    pub encoder_gone_at: Option<OffsetDateTime>,
    pub viewer_count: i32,
    pub peak_viewers: i32,
    pub seconds_watched: i64,
    pub duration: Option<i32>,
    pub thumbnail_url: Option<String>,
    pub is_archived: bool,
    pub vod_url: Option<String>,
    pub recording: bool,
}

impl StreamRow {
    /// Whether it is LIVE without an encoder.
    pub fn is_reconnecting(&self) -> bool {
        self.status == Status::Live && self.encoder_gone_at.is_some()
    }
}

/// Address of a stream's multivariant playlist.
pub fn hls_url(stream: StreamId) -> String {
    format!("/hls/{stream}/master.m3u8")
}

impl From<StreamRow> for Stream {
    fn from(row: StreamRow) -> Self {
        let reconnecting = row.is_reconnecting();
        let is_rewindable = row.status == Status::Live && row.recording;
        Self {
            id: row.id.into(),
            channel_id: row.channel_id.into(),
            title: row.title,
            description: row.description,
            status: row.status,
            start_time: row.started_at,
            end_time: row.ended_at,
            viewer_count: row.viewer_count,
            peak_viewers: row.peak_viewers,
            minutes_watched: row.seconds_watched / 60,
            duration: row.duration,
            hls_url: matches!(row.status, Status::Live | Status::Ending).then(|| hls_url(row.id.into())),
            // An ended stream has a thumbnail only if it has a VOD.
            thumbnail_url: row.thumbnail_url.filter(|_| row.status == Status::Live || row.is_archived),
            is_archived: row.is_archived,
            vod_url: row.vod_url,
            dvr_url: is_rewindable.then(|| crate::vods::url(row.id.into(), "master.m3u8")),
            reconnecting,
        }
    }
}

/// The database's enum `stream_status`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "stream_status", rename_all = "UPPERCASE")]
pub enum StoredStatus {
    Offline,
    Live,
    Ending,
    Archived,
}

impl From<StoredStatus> for Status {
    fn from(stored: StoredStatus) -> Self {
        match stored {
            StoredStatus::Offline => Self::Offline,
            StoredStatus::Live => Self::Live,
            StoredStatus::Ending => Self::Ending,
            StoredStatus::Archived => Self::Archived,
        }
    }
}

/// A statement that returns whole rows: the text before the columns, the text after them, and the arguments.
macro_rules! streams {
    ($head:literal, $tail:literal $(, $argument:expr)*) => {
        sqlx::query_as!(
            StreamRow,
            $head + r#" stream.id, stream.channel_id, stream.title, stream.description, stream.status as "status: StoredStatus",
                        stream.started_at, stream.ended_at, stream.encoder_gone_at, stream.viewer_count, stream.peak_viewers,
                        stream.seconds_watched, stream.duration, stream.thumbnail_url, stream.is_archived, stream.vod_url,
                        stream.recording "# + $tail
            $(, $argument)*
        )
    };
}

// Below the macro that it needs.
pub mod archive;

pub async fn insert(db: &PgPool, channel: ChannelId, title: &str, description: Option<&str>) -> Result<StreamRow> {
    let row = streams!(
        "insert into stream (id, channel_id, title, description) values ($1, $2, $3, nullif($4, '')) returning",
        "",
        Uuid::now_v7(),
        channel.0,
        title,
        description
    );
    Ok(row.fetch_one(db).await?)
}

/// A stream, its channel's owner, and whether the channel is public.
pub async fn find(db: &PgPool, id: StreamId) -> Result<Option<(StreamRow, UserId, bool)>> {
    let Some(row) = streams!("select", "from stream where id = $1", id.0).fetch_optional(db).await? else {
        return Ok(None);
    };
    let channel = sqlx::query!("select owner_id, is_public from channel where id = $1", row.channel_id);
    Ok(channel.fetch_optional(db).await?.map(|channel| (row, channel.owner_id.into(), channel.is_public)))
}

/// The channel's session on air, else the newest one prepared.
pub async fn open_session(db: &PgPool, channel: ChannelId) -> Result<Option<StreamRow>> {
    let row = streams!(
        "select",
        "from stream where channel_id = $1 and status in ('LIVE', 'OFFLINE') order by status = 'LIVE' desc, id desc limit 1",
        channel.0
    );
    Ok(row.fetch_optional(db).await?)
}

/// Whether a stream's channel is public.
pub async fn is_listed(db: &PgPool, id: StreamId) -> Result<bool> {
    let listed = sqlx::query_scalar!(
        "select is_public from channel join stream on stream.channel_id = channel.id where stream.id = $1",
        id.0
    );
    Ok(listed.fetch_optional(db).await?.unwrap_or_default())
}

/// Title of the channel's newest session.
pub async fn last_title(db: &PgPool, channel: ChannelId) -> Result<Option<String>> {
    let title =
        sqlx::query_scalar!("select title from stream where channel_id = $1 order by id desc limit 1", channel.0);
    Ok(title.fetch_optional(db).await?)
}

/// Sessions of a channel that can be watched or fed.
pub async fn open_of_channel(db: &PgPool, channel: ChannelId) -> Result<Vec<StreamId>> {
    let ids = sqlx::query_scalar!("select id from stream where channel_id = $1 and status <> 'ARCHIVED'", channel.0);
    Ok(ids.fetch_all(db).await?.into_iter().map(StreamId::from).collect())
}

/// The channel's newest session that has not been on air yet.
pub async fn prepared(db: &PgPool, channel: ChannelId) -> Result<Option<StreamRow>> {
    let row = streams!(
        "select",
        "from stream where channel_id = $1 and status = 'OFFLINE' order by id desc limit 1",
        channel.0
    );
    Ok(row.fetch_optional(db).await?)
}

/// Every stream on air.
pub async fn on_air(db: &PgPool) -> Result<Vec<StreamRow>> {
    Ok(streams!("select", "from stream where status = 'LIVE'").fetch_all(db).await?)
}

pub async fn change(db: &PgPool, id: StreamId, change: &StreamChange) -> Result<Option<StreamRow>> {
    let row = streams!(
        "update stream set title = coalesce($2, title),
             description = case when $3::text is null then description else nullif($3, '') end,
             visibility = coalesce($4, visibility), updated_at = now()
         where id = $1 returning",
        "",
        id.0,
        change.title.as_deref(),
        change.description.as_deref(),
        change.visibility.map(Visibility::as_str)
    );
    Ok(row.fetch_optional(db).await?)
}

/// Whether a prepared session goes on air when its encoder arrives.
pub async fn starts_by_itself(db: &PgPool, id: StreamId) -> Result<bool> {
    let found = sqlx::query_scalar!(
        "select auto_start from channel join stream on stream.channel_id = channel.id where stream.id = $1 and status = 'OFFLINE'",
        id.0
    );
    Ok(found.fetch_optional(db).await?.unwrap_or_default())
}

/// A session that has gone on air, and the one before it if that was still showing its last seconds: its channel has moved on.
pub struct Started {
    pub stream: StreamRow,
    pub before: Option<StreamRow>,
}

/// OFFLINE → LIVE, and ENDING → ARCHIVED for the session before it. None if it was not OFFLINE; then nothing has changed, and neither
/// has it when the channel has another stream on air, which is an error.
pub async fn start(db: &PgPool, id: StreamId) -> Result<Option<Started>> {
    let mut tx = db.begin().await?;
    let before = streams!(
        "update stream set status = 'ARCHIVED', updated_at = now()
         where status = 'ENDING' and channel_id = (select channel_id from stream where id = $1) returning",
        "",
        id.0
    );
    let before = before.fetch_optional(&mut *tx).await?;
    let row = streams!(
        "update stream set status = 'LIVE', started_at = now(), updated_at = now(),
             recording = (select archive from channel where channel.id = channel_id)
         where id = $1 and status = 'OFFLINE' returning",
        "",
        id.0
    );
    let Some(stream) = row.fetch_optional(&mut *tx).await? else {
        tx.rollback().await?;
        return Ok(None);
    };
    tx.commit().await?;
    Ok(Some(Started { stream, before }))
}

/// LIVE → ENDING; none if it was not LIVE.
pub async fn end(db: &PgPool, id: StreamId) -> Result<Option<StreamRow>> {
    let row = streams!(
        "update stream set status = 'ENDING', ended_at = now(), encoder_gone_at = null, viewer_count = 0, updated_at = now(),
             duration = extract(epoch from now() - started_at)::integer
         where id = $1 and status = 'LIVE' returning",
        "",
        id.0
    );
    Ok(row.fetch_optional(db).await?)
}

/// ENDING → ARCHIVED; none if it was not ENDING.
pub async fn archive(db: &PgPool, id: StreamId) -> Result<Option<StreamRow>> {
    let row = streams!(
        "update stream set status = 'ARCHIVED', updated_at = now() where id = $1 and status = 'ENDING' returning",
        "",
        id.0
    );
    Ok(row.fetch_optional(db).await?)
}

/// A stream on air has its encoder again; none if it is not on air.
pub async fn encoder_back(db: &PgPool, id: StreamId) -> Result<Option<StreamRow>> {
    let row = streams!(
        "update stream set encoder_gone_at = null, updated_at = now() where id = $1 and status = 'LIVE' returning",
        "",
        id.0
    );
    Ok(row.fetch_optional(db).await?)
}

/// A stream on air waits for its encoder from now on; none if it is not on air.
pub async fn encoder_gone(db: &PgPool, id: StreamId) -> Result<Option<StreamRow>> {
    let row = streams!(
        "update stream set encoder_gone_at = coalesce(encoder_gone_at, now()), updated_at = now()
         where id = $1 and status = 'LIVE' returning",
        "",
        id.0
    );
    Ok(row.fetch_optional(db).await?)
}

/// No encoder feeds any stream on air; answers those streams and how many watched them.
pub async fn all_encoders_gone(db: &PgPool) -> Result<Vec<(StreamId, i32)>> {
    // The grace time starts anew: the encoder could not have come back while the server was away.
    let rows =
        sqlx::query!("update stream set encoder_gone_at = now() where status = 'LIVE' returning id, viewer_count");
    Ok(rows.fetch_all(db).await?.into_iter().map(|row| (row.id.into(), row.viewer_count)).collect())
}

/// Streams on air that have been without an encoder for longer than `grace`.
pub async fn abandoned(db: &PgPool, grace: Duration) -> Result<Vec<StreamId>> {
    let ids = sqlx::query_scalar!(
        "select id from stream where status = 'LIVE' and encoder_gone_at < now() - make_interval(secs => $1)",
        grace.as_secs_f64()
    );
    Ok(ids.fetch_all(db).await?.into_iter().map(StreamId::from).collect())
}

/// Streams that ended longer than `drain` ago.
pub async fn drained(db: &PgPool, drain: Duration) -> Result<Vec<StreamId>> {
    let ids = sqlx::query_scalar!(
        "select id from stream where status = 'ENDING' and ended_at < now() - make_interval(secs => $1)",
        drain.as_secs_f64()
    );
    Ok(ids.fetch_all(db).await?.into_iter().map(StreamId::from).collect())
}

/// A stream's viewers now, and what to add to its seconds watched since the last call.
pub struct Watched {
    pub stream: StreamId,
    pub viewers: i32,
    pub seconds: i64,
}

/// A stream on air after its viewers were stored.
pub struct Noted {
    pub stream: StreamId,
    pub channel: ChannelId,
    pub peak: i32,
}

/// Sets the address of a recent frame of a stream on air.
pub async fn set_thumbnail(db: &PgPool, id: StreamId, url: &str) -> Result<()> {
    sqlx::query!("update stream set thumbnail_url = $2 where id = $1 and status = 'LIVE'", id.0, url)
        .execute(db)
        .await?;
    Ok(())
}

/// Stores viewer counts and time watched. Returns the streams that are on air; for others only the time is stored.
pub async fn note_watched(db: impl PgExecutor<'_>, watched: &[&Watched]) -> Result<Vec<Noted>> {
    let ids: Vec<Uuid> = watched.iter().map(|watched| watched.stream.0).collect();
    let viewers: Vec<i32> = watched.iter().map(|watched| watched.viewers).collect();
    let seconds: Vec<i64> = watched.iter().map(|watched| watched.seconds).collect();
    let rows = sqlx::query!(
        r#"update stream set
               viewer_count = case when status = 'LIVE' then watched.viewers else viewer_count end,
               peak_viewers = case when status = 'LIVE' then greatest(peak_viewers, watched.viewers) else peak_viewers end,
               seconds_watched = seconds_watched + watched.seconds
           from unnest($1::uuid[], $2::integer[], $3::bigint[]) as watched (id, viewers, seconds)
           where stream.id = watched.id
           returning stream.id, channel_id, peak_viewers, status = 'LIVE' as "on_air!""#,
        &ids,
        &viewers,
        &seconds
    );
    let on_air = rows.fetch_all(db).await?.into_iter().filter(|row| row.on_air);
    Ok(on_air
        .map(|row| Noted { stream: row.id.into(), channel: row.channel_id.into(), peak: row.peak_viewers })
        .collect())
}
