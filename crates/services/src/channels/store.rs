//! The table `channel`.

use crate::Result;
use crate::access::{ChannelOwner, Member};
use crate::database::{Database, Transaction};
use domain::channels::{
    Category, Channel, ChannelName, ChannelRef, ChannelVisibility, CheckedChannel, CheckedChannelChange, Description,
    Language, SearchText, Slug, StreamUrl, Tag, VodSettings,
};
use domain::{ChannelId, StreamId, UserId, Visibility, accounts::User};
use sqlx::{PgExecutor, types::Json};
use std::collections::BTreeMap;
use time::OffsetDateTime;
use uuid::Uuid;

/// A channel without its stream, and what only its owner sees of it.
pub struct OwnedChannel {
    pub channel: Channel,
    pub auto_start: bool,
    pub vods: VodSettings,
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
    language: Option<String>,
    is_public: bool,
    auto_start: bool,
    archive: bool,
    vod_visibility: String,
    vod_downloads: bool,
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
}

/// A statement that returns whole channels: the text before `select`, the text after the tables, and the arguments. A change stands before it,
/// as `with channel as (… returning *)`.
macro_rules! channels {
    ($with:literal, $tail:literal $(, $argument:expr)*) => {
        sqlx::query_as!(
            ChannelRow,
            $with + r#" select channel.id as "id!", channel.slug as "slug!", channel.name as "name!",
                        channel.description as "description?", channel.avatar as "avatar?", channel.banner as "banner?",
                        channel.category as "category!", channel.tags as "tags!", channel.language as "language?", channel.is_public as "is_public!",
                        channel.auto_start as "auto_start!", channel.archive as "archive!", channel.vod_visibility as "vod_visibility!",
                        channel.vod_downloads as "vod_downloads!", channel.retention_days as "retention_days?", channel.view_count as "view_count!",
                        channel.follower_count as "follower_count!", channel.created_at as "created_at!", owner.id as "owner_id!",
                        owner.username as "owner_username!", owner.display_name as "owner_display_name!",
                        owner.avatar as owner_avatar, owner.bio as owner_bio, profile.social_links as "owner_social_links: _",
                        owner.created_at as owner_created_at
                        from channel
                        join account owner on owner.id = channel.owner_id
                        join profile on profile.account_id = owner.id "# + $tail
            $(, $argument)*
        )
    };
}

mod deleted;
// Behind the macro, which they use.
pub mod by_staff;
mod of_people;
pub mod slugs;
pub use deleted::{delete, delete_of_owner, forget_deleted, next_deleted};
pub use of_people::{of_moderator, of_owner};

impl From<ChannelRow> for OwnedChannel {
    fn from(row: ChannelRow) -> Self {
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
            language: row.language,
            visibility: ChannelVisibility::of(row.is_public),
            is_public: row.is_public,
            view_count: row.view_count,
            follower_count: row.follower_count,
            owner,
            stream: None,
            created_at: row.created_at,
            role: None,
            auto_start: None,
            vods: None,
        };
        let vods = VodSettings {
            archive: row.archive,
            // The column's constraint allows no other values.
            vod_visibility: row.vod_visibility.parse().unwrap_or(Visibility::Private),
            vod_downloads: row.vod_downloads,
            retention_days: row.retention_days,
        };
        Self { channel, auto_start: row.auto_start, vods }
    }
}

/// A channel by its id, or by a slug that it has or has had.
pub async fn find(db: impl PgExecutor<'_>, channel: &ChannelRef) -> Result<Option<OwnedChannel>> {
    let (id, slug) = (channel.id().map(|id| id.0), channel.slug());
    let row = channels!(
        "",
        "where channel.id = $1 or channel.id = (select taken.channel_id from taken_slug taken where taken.slug = $2)",
        id,
        slug
    );
    Ok(row.fetch_optional(db).await?.map(OwnedChannel::from))
}

/// Those of these channels that are public.
pub async fn public(db: &Database, channels: &[ChannelId]) -> Result<Vec<OwnedChannel>> {
    let ids: Vec<Uuid> = channels.iter().map(|channel| channel.0).collect();
    let rows = channels!("", "where channel.id = any($1) and channel.is_public", &ids).fetch_all(db).await?;
    Ok(rows.into_iter().map(OwnedChannel::from).collect())
}

pub async fn live(db: &Database, limit: i64) -> Result<Vec<OwnedChannel>> {
    let rows = channels!(
        "",
        "join stream on stream.channel_id = channel.id and stream.status = 'LIVE'
         where channel.is_public order by stream.viewer_count desc, channel.id limit $1",
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

pub async fn list(db: &Database, wanted: &ChannelFilter, limit: i64) -> Result<Vec<OwnedChannel>> {
    let rows = channels!(
        "",
        "where channel.is_public
           and (not $1 or exists (select from stream where stream.channel_id = channel.id and stream.status = 'LIVE'))
           and ($2::text is null or channel.category = $2)
           and ($3::text is null or $3 = any (channel.tags))
           and ($4::text is null or lower(channel.name) like lower($4) or channel.slug like lower($4))
           and ($5::uuid is null or channel.id > $5)
         order by channel.id limit $6",
        wanted.live,
        wanted.category.as_ref().map(Category::as_str),
        wanted.tag.as_ref().map(Tag::as_str),
        wanted.text.as_ref().map(containing),
        wanted.after.map(|id| id.0),
        limit
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(OwnedChannel::from).collect())
}

/// Who owns a channel.
pub struct Ownership {
    pub id: ChannelId,
    pub owner: UserId,
    pub is_public: bool,
}

pub async fn owned(db: &Database, channel: &ChannelRef) -> Result<Option<Ownership>> {
    let (id, slug) = (channel.id().map(|id| id.0), channel.slug());
    let row = sqlx::query_as!(
        Ownership,
        "select id, owner_id as owner, is_public from channel
         where id = $1 or id = (select taken.channel_id from taken_slug taken where taken.slug = $2)",
        id,
        slug
    );
    Ok(row.fetch_optional(db).await?)
}

/// Locks a channel's row until the transaction ends, so that what is counted of it stays true. Whether it is public; none if there is no such
/// channel.
pub async fn lock(tx: &mut Transaction, channel: ChannelId) -> Result<Option<bool>> {
    let is_public = sqlx::query_scalar!("select is_public from channel where id = $1 for no key update", channel.0);
    Ok(is_public.fetch_optional(tx).await?)
}

pub async fn count_of_owner(db: impl PgExecutor<'_>, owner: UserId) -> Result<i64> {
    Ok(sqlx::query_scalar!(r#"select count(*) as "count!" from channel where owner_id = $1"#, owner.0)
        .fetch_one(db)
        .await?)
}

pub async fn insert(
    db: impl PgExecutor<'_>,
    owner: &Member,
    new: &CheckedChannel,
    key_digest: &[u8],
    key_sealed: &[u8],
) -> Result<OwnedChannel> {
    let row = channels!(
        "with channel as (
             insert into channel (id, owner_id, name, slug, description, category, tags, language, stream_key_digest, stream_key_sealed)
             values ($1, $2, $3, $4, nullif($5, ''), $6, $7, nullif($8, ''), $9, $10) returning *)",
        "",
        Uuid::now_v7(),
        owner.id.0,
        new.name.as_str(),
        new.slug.as_str(),
        new.description.as_str(),
        new.category.as_str(),
        &texts(&new.tags),
        new.language.as_str(),
        key_digest,
        key_sealed
    );
    Ok(row.fetch_one(db).await?.into())
}

/// Changes a channel; none if it does not exist any more.
pub async fn update(
    tx: &mut Transaction,
    owner: ChannelOwner,
    change: &CheckedChannelChange,
) -> Result<Option<OwnedChannel>> {
    let tags = change.tags.as_deref().map(texts);
    let row = channels!(
        "with channel as (
             update channel set
                 name = coalesce($3, name), slug = coalesce($4, slug),
                 description = case when $5::text is null then description else nullif($5, '') end,
                 category = coalesce($6, category), tags = coalesce($7, tags),
                 is_public = coalesce($8, is_public), hidden_was_public = hidden_was_public and coalesce($8, true), auto_start = coalesce($9, auto_start), archive = coalesce($10, archive),
                 vod_visibility = coalesce($11, vod_visibility), vod_downloads = coalesce($15, vod_downloads),
                 retention_days = case when $12 then $13::integer else retention_days end,
                 language = case when $14::text is null then language else nullif($14, '') end, updated_at = now()
             where id = $1 and owner_id = $2 returning *),
         due as (
             update archive set expires_at = ended_at + make_interval(days => channel.retention_days)
             from stream, channel where $12 and stream.id = archive.stream_id and stream.channel_id = channel.id)",
        "",
        owner.channel().0,
        owner.user().0,
        change.name.as_ref().map(ChannelName::as_str),
        change.slug.as_ref().map(Slug::as_str),
        change.description.as_ref().map(Description::as_str),
        change.category.as_ref().map(Category::as_str),
        tags.as_deref(),
        change.is_public,
        change.auto_start,
        change.archive,
        change.vod_visibility.map(Visibility::as_str),
        change.retention_days.is_some(),
        change.retention_days.flatten(),
        change.language.as_ref().map(Language::as_str),
        change.vod_downloads
    );
    Ok(row.fetch_optional(tx).await?.map(OwnedChannel::from))
}

/// How a channel is published to.
pub struct Ingest {
    /// `None`: the server's own address.
    pub stream_url: Option<String>,
    pub sealed_key: Vec<u8>,
}

pub async fn ingest(db: &Database, owner: ChannelOwner) -> Result<Option<Ingest>> {
    let ingest = sqlx::query_as!(
        Ingest,
        "select stream_url, stream_key_sealed as sealed_key from channel where id = $1 and owner_id = $2",
        owner.channel().0,
        owner.user().0
    );
    Ok(ingest.fetch_optional(db).await?)
}

pub async fn set_stream_key(
    db: &Database,
    owner: ChannelOwner,
    digest: &[u8],
    sealed: &[u8],
) -> Result<Option<Ingest>> {
    let ingest = sqlx::query_as!(
        Ingest,
        "update channel set stream_key_digest = $3, stream_key_sealed = $4, updated_at = now() where id = $1 and owner_id = $2
         returning stream_url, stream_key_sealed as sealed_key",
        owner.channel().0,
        owner.user().0,
        digest,
        sealed
    );
    Ok(ingest.fetch_optional(db).await?)
}

/// Sets a channel's ingest address; `None` is the server's own.
pub async fn set_stream_url(db: &Database, owner: ChannelOwner, stream_url: Option<&StreamUrl>) -> Result<()> {
    sqlx::query!(
        "update channel set stream_url = $3, updated_at = now() where id = $1 and owner_id = $2",
        owner.channel().0,
        owner.user().0,
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

pub async fn by_stream_key(db: &Database, digest: &[u8]) -> Result<Option<Publishable>> {
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

/// Adds these streams' new views to those of their channels, which are locked in the order of their ids, as everywhere.
pub async fn add_views(db: impl PgExecutor<'_>, views: &[(StreamId, i64)]) -> Result<()> {
    let (streams, views): (Vec<Uuid>, Vec<i64>) = views.iter().map(|(stream, views)| (stream.0, *views)).unzip();
    sqlx::query!(
        "with opened as (
             select channel_id, sum(views)::bigint as views
             from unnest($1::uuid[], $2::bigint[]) as opened (stream_id, views) join stream on stream.id = stream_id group by channel_id),
         held as materialized (
             select channel.id, opened.views from channel join opened on channel_id = channel.id
             order by channel.id for no key update of channel)
         update channel set view_count = view_count + held.views from held where channel.id = held.id",
        &streams,
        &views
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The pattern of `like` for texts that contain this one.
fn containing(text: &SearchText) -> String {
    format!("%{}%", escaped(text))
}

/// A text within a pattern of `like`, where some characters have a meaning of their own.
pub fn escaped(text: &SearchText) -> String {
    let mut pattern = String::new();
    for letter in text.as_str().chars() {
        if matches!(letter, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern
}

fn texts(tags: &[Tag]) -> Vec<String> {
    tags.iter().map(Tag::to_string).collect()
}
