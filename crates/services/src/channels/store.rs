//! The table `channel`.

use crate::{
    Result,
    access::Owner,
    streams::store::{StoredStatus, StreamRow},
};
use domain::channels::{Category, Channel, ChannelName, Description, SearchText, Slug, StreamUrl, Tag, VodSettings};
use domain::{ChannelId, StreamId, UserId, accounts::User, vods::Visibility};
use sqlx::{PgExecutor, PgPool, types::Json};
use std::collections::BTreeMap;
use time::OffsetDateTime;
use uuid::Uuid;

/// A channel and what only its owner sees of it.
pub struct OwnedChannel {
    pub channel: Channel,
    pub auto_start: bool,
    pub vods: VodSettings,
}

/// How a channel is named.
pub enum Which {
    Id(ChannelId),
    Slug(Slug),
}

pub struct New {
    pub owner: UserId,
    pub name: ChannelName,
    pub slug: Slug,
    pub description: Description,
    pub category: Category,
    pub tags: Vec<String>,
}

#[derive(Default)]
pub struct Change {
    pub name: Option<ChannelName>,
    pub slug: Option<Slug>,
    pub description: Option<Description>,
    pub category: Option<Category>,
    pub tags: Option<Vec<String>>,
    pub is_public: Option<bool>,
    pub auto_start: Option<bool>,
    pub archive: Option<bool>,
    pub vod_visibility: Option<Visibility>,
    pub retention_days: Option<Option<i32>>,
}

struct ChannelRow {
    id: Uuid,
    slug: String,
    name: String,
    description: Option<String>,
    avatar: Option<String>,
    banner: Option<String>,
    category: String,
    tags: Vec<String>,
    is_public: bool,
    auto_start: bool,
    archive: bool,
    vod_visibility: String,
    retention_days: Option<i32>,
    view_count: i64,
    follower_count: i64,
    created_at: OffsetDateTime,
    owner_id: Uuid,
    owner_username: String,
    owner_display_name: String,
    owner_avatar: Option<String>,
    owner_bio: Option<String>,
    owner_social_links: Json<BTreeMap<String, String>>,
    owner_created_at: OffsetDateTime,
    stream_id: Option<Uuid>,
    stream_title: Option<String>,
    stream_description: Option<String>,
    stream_status: Option<StoredStatus>,
    stream_started_at: Option<OffsetDateTime>,
    stream_ended_at: Option<OffsetDateTime>,
    stream_encoder_gone_at: Option<OffsetDateTime>,
    stream_viewer_count: Option<i32>,
    stream_peak_viewers: Option<i32>,
    stream_seconds_watched: Option<i64>,
    stream_thumbnail_url: Option<String>,
    stream_is_archived: Option<bool>,
    stream_vod_url: Option<String>,
    stream_recording: Option<bool>,
}

/// A query for channels: the columns are the same for all, the rest of the statement is the argument.
macro_rules! channels {
    ($tail:literal $(, $argument:expr)*) => {
        sqlx::query_as!(
            ChannelRow,
            r#"select channel.id, channel.slug, channel.name, channel.description, channel.avatar, channel.banner, channel.category,
                      channel.tags, channel.is_public, channel.auto_start, channel.archive,
                      channel.vod_visibility, channel.retention_days, channel.view_count, channel.follower_count, channel.created_at,
                      owner.id as owner_id, owner.username as "owner_username!", owner.display_name as "owner_display_name!",
                      owner.avatar as owner_avatar, owner.bio as owner_bio, profile.social_links as "owner_social_links: _",
                      owner.created_at as owner_created_at,
                      stream.id as "stream_id?", stream.title as "stream_title?", stream.description as stream_description,
                      stream.status as "stream_status?: StoredStatus", stream.started_at as stream_started_at, stream.ended_at as stream_ended_at,
                      stream.encoder_gone_at as stream_encoder_gone_at, stream.viewer_count as "stream_viewer_count?",
                      stream.peak_viewers as "stream_peak_viewers?", stream.seconds_watched as "stream_seconds_watched?",
                      stream.thumbnail_url as stream_thumbnail_url,
                      stream.is_archived as "stream_is_archived?", stream.vod_url as stream_vod_url, stream.recording as "stream_recording?"
               from channel
               join account owner on owner.id = channel.owner_id
               join profile on profile.account_id = owner.id
               left join stream on stream.channel_id = channel.id and stream.status in ('LIVE', 'ENDING') "# + $tail
            $(, $argument)*
        )
    };
}

impl From<ChannelRow> for OwnedChannel {
    fn from(row: ChannelRow) -> Self {
        let stream = match (row.stream_id, row.stream_title, row.stream_status) {
            (Some(id), Some(title), Some(status)) => Some(StreamRow {
                id,
                channel_id: row.id,
                title,
                description: row.stream_description,
                status: status.into(),
                started_at: row.stream_started_at,
                ended_at: row.stream_ended_at,
                encoder_gone_at: row.stream_encoder_gone_at,
                viewer_count: row.stream_viewer_count.unwrap_or_default(),
                peak_viewers: row.stream_peak_viewers.unwrap_or_default(),
                seconds_watched: row.stream_seconds_watched.unwrap_or_default(),
                duration: None,
                thumbnail_url: row.stream_thumbnail_url,
                is_archived: row.stream_is_archived.unwrap_or_default(),
                vod_url: row.stream_vod_url,
                recording: row.stream_recording.unwrap_or_default(),
            }),
            _ => None,
        };
        let owner = User {
            id: row.owner_id.into(),
            username: row.owner_username,
            display_name: row.owner_display_name,
            avatar: row.owner_avatar,
            bio: row.owner_bio,
            social_links: row.owner_social_links.0,
            created_at: row.owner_created_at,
        };
        let channel = Channel {
            id: row.id.into(),
            slug: row.slug,
            name: row.name,
            description: row.description,
            avatar: row.avatar,
            banner: row.banner,
            category: row.category,
            tags: row.tags,
            is_public: row.is_public,
            view_count: row.view_count,
            follower_count: row.follower_count,
            owner,
            stream: stream.map(Into::into),
            created_at: row.created_at,
            role: None,
            auto_start: None,
            vods: None,
        };
        let vods = VodSettings {
            archive: row.archive,
            // The column's constraint allows no other values.
            vod_visibility: row.vod_visibility.parse().unwrap_or(Visibility::Private),
            retention_days: row.retention_days,
        };
        Self { channel, auto_start: row.auto_start, vods }
    }
}

pub async fn find(db: &PgPool, which: &Which) -> Result<Option<OwnedChannel>> {
    let row = match which {
        Which::Id(id) => channels!("where channel.id = $1", id.0).fetch_optional(db).await?,
        Which::Slug(slug) => channels!("where channel.slug = $1", slug.as_str()).fetch_optional(db).await?,
    };
    Ok(row.map(OwnedChannel::from))
}

pub async fn of_owner(db: &PgPool, owner: UserId) -> Result<Vec<OwnedChannel>> {
    let rows = channels!("where channel.owner_id = $1 order by channel.id", owner.0).fetch_all(db).await?;
    Ok(rows.into_iter().map(OwnedChannel::from).collect())
}

pub async fn live(db: &PgPool, limit: i64) -> Result<Vec<OwnedChannel>> {
    let rows = channels!(
        "where stream.status = 'LIVE' and channel.is_public order by stream.viewer_count desc, channel.id limit $1",
        limit
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(OwnedChannel::from).collect())
}

/// What a page of the directory is to hold.
pub struct ChannelFilter {
    pub live: bool,
    pub category: Option<Category>,
    pub tag: Option<Tag>,
    /// In name or slug.
    pub text: Option<SearchText>,
    /// Where the last page ended.
    pub after: Option<ChannelId>,
}

pub async fn list(db: &PgPool, wanted: &ChannelFilter, limit: i64) -> Result<Vec<OwnedChannel>> {
    let rows = channels!(
        "where channel.is_public
           and (not $1 or stream.status = 'LIVE')
           and ($2::text is null or channel.category = $2)
           and ($3::text is null or $3 = any (channel.tags))
           and ($4::text is null or strpos(lower(channel.name), lower($4)) > 0 or strpos(channel.slug, lower($4)) > 0)
           and ($5::uuid is null or channel.id > $5)
         order by channel.id limit $6",
        wanted.live,
        wanted.category.as_ref().map(Category::as_str),
        wanted.tag.as_ref().map(Tag::as_str),
        wanted.text.as_ref().map(SearchText::as_str),
        wanted.after.map(|id| id.0),
        limit
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(OwnedChannel::from).collect())
}

pub async fn owner(db: &PgPool, channel: ChannelId) -> Result<Option<UserId>> {
    let owner = sqlx::query_scalar!("select owner_id from channel where id = $1", channel.0).fetch_optional(db).await?;
    Ok(owner.map(UserId::from))
}

pub async fn count_of_owner(db: &PgPool, owner: UserId) -> Result<i64> {
    Ok(sqlx::query_scalar!(r#"select count(*) as "count!" from channel where owner_id = $1"#, owner.0)
        .fetch_one(db)
        .await?)
}

pub async fn insert(db: &PgPool, new: &New, key_digest: &[u8], key_sealed: &[u8]) -> Result<ChannelId> {
    let id = Uuid::now_v7();
    sqlx::query!(
        "insert into channel (id, owner_id, name, slug, description, category, tags, stream_key_digest, stream_key_sealed)
         values ($1, $2, $3, $4, nullif($5, ''), $6, $7, $8, $9)",
        id,
        new.owner.0,
        new.name.as_str(),
        new.slug.as_str(),
        new.description.as_str(),
        new.category.as_str(),
        &new.tags,
        key_digest,
        key_sealed
    )
    .execute(db)
    .await?;
    Ok(id.into())
}

pub async fn update(db: &PgPool, owner: Owner, change: &Change) -> Result<()> {
    sqlx::query!(
        "update channel set
             name = coalesce($2, name), slug = coalesce($3, slug),
             description = case when $4::text is null then description else nullif($4, '') end,
             category = coalesce($5, category), tags = coalesce($6, tags),
             is_public = coalesce($7, is_public), auto_start = coalesce($8, auto_start), archive = coalesce($9, archive),
             vod_visibility = coalesce($10, vod_visibility),
             retention_days = case when $11 then $12::integer else retention_days end, updated_at = now()
         where id = $1",
        owner.channel().0,
        change.name.as_ref().map(ChannelName::as_str),
        change.slug.as_ref().map(Slug::as_str),
        change.description.as_ref().map(Description::as_str),
        change.category.as_ref().map(Category::as_str),
        change.tags.as_deref(),
        change.is_public,
        change.auto_start,
        change.archive,
        change.vod_visibility.map(Visibility::as_str),
        change.retention_days.is_some(),
        change.retention_days.flatten()
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn delete(db: &PgPool, owner: Owner) -> Result<()> {
    sqlx::query!("delete from channel where id = $1", owner.channel().0).execute(db).await?;
    Ok(())
}

/// How a channel is published to.
pub struct Ingest {
    /// `None`: the server's own address.
    pub stream_url: Option<String>,
    pub sealed_key: Vec<u8>,
}

pub async fn ingest(db: &PgPool, owner: Owner) -> Result<Option<Ingest>> {
    let ingest = sqlx::query_as!(
        Ingest,
        "select stream_url, stream_key_sealed as sealed_key from channel where id = $1",
        owner.channel().0
    );
    Ok(ingest.fetch_optional(db).await?)
}

pub async fn set_stream_key(db: &PgPool, owner: Owner, digest: &[u8], sealed: &[u8]) -> Result<Option<Ingest>> {
    let ingest = sqlx::query_as!(
        Ingest,
        "update channel set stream_key_digest = $2, stream_key_sealed = $3, updated_at = now() where id = $1
         returning stream_url, stream_key_sealed as sealed_key",
        owner.channel().0,
        digest,
        sealed
    );
    Ok(ingest.fetch_optional(db).await?)
}

/// Sets a channel's ingest address; `None` is the server's own.
pub async fn set_stream_url(db: &PgPool, owner: Owner, stream_url: Option<&StreamUrl>) -> Result<()> {
    sqlx::query!(
        "update channel set stream_url = $2, updated_at = now() where id = $1",
        owner.channel().0,
        stream_url.map(StreamUrl::as_str)
    )
    .execute(db)
    .await?;
    Ok(())
}

/// What the ingest gate needs of a key's channel.
pub struct Publishable {
    pub id: ChannelId,
    pub owner: UserId,
    pub slug: String,
    pub name: String,
    pub is_public: bool,
}

pub async fn by_stream_key(db: &PgPool, digest: &[u8]) -> Result<Option<Publishable>> {
    let row = sqlx::query!(
        "select channel.id, owner_id, slug, name, is_public from channel join account on account.id = owner_id
         where stream_key_digest = $1 and disabled_at is null",
        digest
    );
    Ok(row.fetch_optional(db).await?.map(|row| Publishable {
        id: row.id.into(),
        owner: row.owner_id.into(),
        slug: row.slug,
        name: row.name,
        is_public: row.is_public,
    }))
}

/// Adds playback sessions that were opened on these streams to their channels' views.
pub async fn add_views(db: impl PgExecutor<'_>, views: &[(StreamId, i64)]) -> Result<()> {
    let (streams, views): (Vec<Uuid>, Vec<i64>) = views.iter().map(|(stream, views)| (stream.0, *views)).unzip();
    sqlx::query!(
        "update channel set view_count = view_count + opened.views
         from (select channel_id, sum(views)::bigint as views
               from unnest($1::uuid[], $2::bigint[]) as opened (stream_id, views) join stream on stream.id = stream_id
               group by channel_id) as opened
         where channel.id = opened.channel_id",
        &streams,
        &views
    )
    .execute(db)
    .await?;
    Ok(())
}
