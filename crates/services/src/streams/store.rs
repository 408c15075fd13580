//! The table `stream`. Every status change is one statement that names the status it starts from.

use crate::Result;
use crate::access::{ChannelOwner, StreamOwner};
use crate::accounts::CurrentUser;
use crate::storage::{ArchiveKey, prefix};
use domain::addresses::{self, MULTIVARIANT, THUMBNAIL};
use domain::streams::{Status, Stream, StreamChange};
use domain::vods::ArchiveState;
use domain::{ChannelId, StreamId, UserId, Visibility};
use sqlx::{PgExecutor, PgPool};
use std::time::Duration;
use time::OffsetDateTime;
use uuid::Uuid;

/// A stream as stored, with what decides who may see it and what is kept of it.
pub struct StreamRow {
    pub id: Uuid,
    pub channel_id: Uuid,
    pub owner_id: Uuid,
    /// Whether its channel is public.
    pub is_public: bool,
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
    visibility: String,
    pub retention_days: Option<i32>,
    archive_state: Option<String>,
    archive_folder: Option<Uuid>,
    pub archive_size: Option<i64>,
    pub archive_duration: Option<i32>,
    pub has_thumbnail: Option<bool>,
    pub has_storyboard: Option<bool>,
}

impl StreamRow {
    /// Whether it is LIVE without an encoder.
    pub fn is_reconnecting(&self) -> bool {
        self.status == Status::Live && self.encoder_gone_at.is_some()
    }

    /// Whether it is over.
    pub fn is_over(&self) -> bool {
        matches!(self.status, Status::Ending | Status::Archived)
    }

    pub fn is_owned_by(&self, current_user: &CurrentUser) -> bool {
        current_user.id() == Some(UserId::from(self.owner_id))
    }

    /// Whether the user may see it: a prepared one, and one of a channel that is not public, are for their owner only.
    pub fn is_visible_to(&self, current_user: &CurrentUser) -> bool {
        self.is_owned_by(current_user) || self.is_visible_to_all()
    }

    fn is_visible_to_all(&self) -> bool {
        self.is_public && self.status != Status::Offline
    }

    /// The current user as its owner.
    pub fn owner(&self, current_user: &CurrentUser) -> Result<StreamOwner> {
        let (id, channel, owner) = (self.id.into(), self.channel_id.into(), self.owner_id.into());
        StreamOwner::prove(current_user, id, channel, owner, self.is_visible_to_all())
    }

    /// How far its archive is; none if nothing is kept.
    pub fn archive_state(&self) -> Option<ArchiveState> {
        // The column's constraint allows no other values.
        self.archive_state.as_deref().and_then(|state| state.parse().ok())
    }

    /// Where its archive lies.
    pub fn archive_key(&self) -> Option<ArchiveKey> {
        self.archive_state.as_ref().map(|_| ArchiveKey::new(self.id.into(), self.archive_folder))
    }

    /// Who may watch its VOD.
    pub fn visibility(&self) -> Visibility {
        // The columns' constraints allow no other values; an unknown one counts as private.
        self.visibility.parse().unwrap_or(Visibility::Private)
    }

    /// Whether its VOD, or its recording so far, is open to all users who have the address.
    pub fn is_archive_open(&self) -> bool {
        self.is_public && (self.status == Status::Live || self.visibility() != Visibility::Private)
    }

    /// The stream as the user sees it.
    pub fn view(self, current_user: &CurrentUser) -> Stream {
        let (id, is_own, state): (StreamId, _, _) =
            (self.id.into(), self.is_owned_by(current_user), self.archive_state());
        // Only its owner may learn that a private VOD exists.
        let is_archived = state == Some(ArchiveState::Ready) && (is_own || self.is_archive_open());
        let of_archive = |file| addresses::archive(id, file);
        let is_rewindable = self.status == Status::Live && state == Some(ArchiveState::Recording);
        let has_thumbnail = is_archived && self.has_thumbnail.unwrap_or_default();
        Stream {
            id,
            channel_id: self.channel_id.into(),
            status: self.status,
            start_time: self.started_at,
            end_time: self.ended_at,
            viewer_count: self.viewer_count,
            peak_viewers: self.peak_viewers,
            minutes_watched: self.seconds_watched / 60,
            duration: self.archive_duration.filter(|_| is_archived).or(self.duration),
            hls_url: matches!(self.status, Status::Live | Status::Ending).then(|| addresses::live(id, MULTIVARIANT)),
            is_archived,
            vod_url: is_archived.then(|| of_archive(MULTIVARIANT)),
            dvr_url: is_rewindable.then(|| of_archive(MULTIVARIANT)),
            reconnecting: self.is_reconnecting(),
            // Without the folder, whose name is a secret where browsers may read the bucket.
            recording_path: is_own.then(|| state.map(|_| prefix(id))),
            // A recent frame while it is LIVE; an ended stream has a thumbnail only if it has a VOD.
            thumbnail_url: match self.status {
                Status::Live => self.thumbnail_url,
                _ => has_thumbnail.then(|| of_archive(THUMBNAIL)),
            },
            title: self.title,
            description: self.description,
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
                        channel.retention_days as "retention_days?", archive.state as "archive_state?",
                        archive.folder as "archive_folder?", archive.size as "archive_size?", archive.duration as "archive_duration?",
                        archive.has_thumbnail as "has_thumbnail?", archive.has_storyboard as "has_storyboard?"
                        from stream join channel on channel.id = stream.channel_id
                        left join archive on archive.stream_id = stream.id "# + $tail
            $(, $argument)*
        )
    };
}

pub async fn insert(db: &PgPool, channel: ChannelId, title: &str, description: Option<&str>) -> Result<StreamRow> {
    let row = streams!(
        "with stream as (
             insert into stream (id, channel_id, title, description) values ($1, $2, $3, nullif($4, '')) returning *)",
        "",
        Uuid::now_v7(),
        channel.0,
        title,
        description
    );
    Ok(row.fetch_one(db).await?)
}

/// A session with the title of the channel's newest one, or with `first_title` if it has none.
pub async fn insert_next(db: &PgPool, channel: ChannelId, first_title: &str) -> Result<StreamRow> {
    let row = streams!(
        "with stream as (
             insert into stream (id, channel_id, title)
             values ($1, $2, coalesce((select title from stream where channel_id = $2 order by id desc limit 1), $3)) returning *)",
        "",
        Uuid::now_v7(),
        channel.0,
        first_title
    );
    Ok(row.fetch_one(db).await?)
}

pub async fn find(db: &PgPool, id: StreamId) -> Result<Option<StreamRow>> {
    Ok(streams!("", "where stream.id = $1", id.0).fetch_optional(db).await?)
}

/// The streams of these channels that are LIVE or ENDING; one each at most.
pub async fn of_channels(db: &PgPool, channels: &[ChannelId]) -> Result<Vec<StreamRow>> {
    let channels: Vec<Uuid> = channels.iter().map(|channel| channel.0).collect();
    let rows = streams!("", "where stream.channel_id = any($1) and stream.status in ('LIVE', 'ENDING')", &channels);
    Ok(rows.fetch_all(db).await?)
}

/// A channel's ended streams with an archive, newest first: all, or those with a public VOD.
pub async fn archived(
    db: &PgPool,
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
pub async fn open_session(db: &PgPool, channel: ChannelId) -> Result<Option<StreamRow>> {
    let row = streams!(
        "",
        "where stream.channel_id = $1 and stream.status in ('LIVE', 'OFFLINE') order by stream.status = 'LIVE' desc, stream.id desc limit 1",
        channel.0
    );
    Ok(row.fetch_optional(db).await?)
}

/// Sessions of a channel that can be watched or fed.
pub async fn open_of_channel(db: &PgPool, owner: ChannelOwner) -> Result<Vec<StreamId>> {
    let ids =
        sqlx::query_scalar!("select id from stream where channel_id = $1 and status <> 'ARCHIVED'", owner.channel().0);
    Ok(ids.fetch_all(db).await?.into_iter().map(StreamId::from).collect())
}

/// The channel's newest session that has not been on air yet.
pub async fn prepared(db: &PgPool, channel: ChannelId) -> Result<Option<StreamRow>> {
    let row = streams!(
        "",
        "where stream.channel_id = $1 and stream.status = 'OFFLINE' order by stream.id desc limit 1",
        channel.0
    );
    Ok(row.fetch_optional(db).await?)
}

/// Every stream on air.
pub async fn on_air(db: &PgPool) -> Result<Vec<StreamRow>> {
    Ok(streams!("", "where stream.status = 'LIVE'").fetch_all(db).await?)
}

/// Changes what its owner says about a stream; none if it does not exist any more.
pub async fn change(db: &PgPool, owner: StreamOwner, change: &StreamChange) -> Result<Option<StreamRow>> {
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
pub async fn starts_by_itself(db: &PgPool, id: StreamId) -> Result<bool> {
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
pub async fn end(db: &PgPool, id: StreamId) -> Result<Option<StreamRow>> {
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
pub async fn archive(db: &PgPool, id: StreamId) -> Result<Option<StreamRow>> {
    let row = streams!(
        "with stream as (
             update stream set status = 'ARCHIVED', updated_at = now() where id = $1 and status = 'ENDING' returning *)",
        "",
        id.0
    );
    Ok(row.fetch_optional(db).await?)
}

/// A stream on air has its encoder again; none if it is not on air.
pub async fn encoder_back(db: &PgPool, id: StreamId) -> Result<Option<StreamRow>> {
    let row = streams!(
        "with stream as (
             update stream set encoder_gone_at = null, updated_at = now() where id = $1 and status = 'LIVE' returning *)",
        "",
        id.0
    );
    Ok(row.fetch_optional(db).await?)
}

/// A stream on air waits for its encoder from now on; none if it is not on air.
pub async fn encoder_gone(db: &PgPool, id: StreamId) -> Result<Option<StreamRow>> {
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
