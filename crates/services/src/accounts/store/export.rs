//! What the export of an account's data reads that no page shows. The rows are written to its files as they are. Other people are named by
//! their username alone, and only if others can see them; so are channels.

use crate::Result;
use crate::database::Database;
use domain::{ChannelId, UserId};
use serde::Serialize;
use time::OffsetDateTime;
use uuid::Uuid;

/// What an account has beside [`domain::accounts::Account`].
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AccountDetails {
    pub has_password: bool,
    /// None while it is off.
    #[serde(with = "time::serde::rfc3339::option")]
    pub two_factor_since: Option<OffsetDateTime>,
    #[serde(with = "time::serde::rfc3339::option")]
    pub username_changed_at: Option<OffsetDateTime>,
    /// All that it has or has had.
    pub usernames: Vec<String>,
    /// All that its channels have or have had.
    pub slugs: Vec<String>,
    #[serde(with = "time::serde::rfc3339")]
    pub updated_at: OffsetDateTime,
    #[serde(with = "time::serde::rfc3339::option")]
    pub last_seen_at: Option<OffsetDateTime>,
}

pub async fn account_details(db: &Database, account: UserId) -> Result<Option<AccountDetails>> {
    let details = sqlx::query_as!(
        AccountDetails,
        r#"select password_hash is not null as "has_password!", two_factor_at as two_factor_since, username_changed_at, updated_at,
                  (select seen_at from account_seen where account_id = account.id) as last_seen_at,
                  array(select taken.username from taken_username taken where taken.account_id = account.id
                        order by taken.username) as "usernames!",
                  array(select taken.slug from taken_slug taken where taken.account_id = account.id
                        order by taken.slug) as "slugs!"
           from account where id = $1"#,
        account.0
    );
    Ok(details.fetch_optional(db).await?)
}

/// A message as its author reads it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OwnMessage {
    pub id: Uuid,
    pub channel_id: Uuid,
    pub stream_id: Option<Uuid>,
    pub seq: i64,
    pub content: String,
    pub badges: Vec<String>,
    pub reply_to: Option<Uuid>,
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
    #[serde(with = "time::serde::rfc3339::option")]
    pub deleted_at: Option<OffsetDateTime>,
}

/// The next channel, by its id, in whose room the account has written.
pub async fn room_after(db: &Database, account: UserId, after: Option<ChannelId>) -> Result<Option<ChannelId>> {
    let next = sqlx::query_scalar!(
        "select channel_id from message where account_id = $1 and ($2::uuid is null or channel_id > $2) order by channel_id limit 1",
        account.0,
        after.map(|id| id.0)
    );
    Ok(next.fetch_optional(db).await?.map(ChannelId::from))
}

/// What the account has written in a room after a sequence number, the oldest first.
pub async fn own_messages(
    db: &Database,
    account: UserId,
    channel: ChannelId,
    after: i64,
    limit: i64,
) -> Result<Vec<OwnMessage>> {
    let rows = sqlx::query_as!(
        OwnMessage,
        "select id, channel_id, stream_id, seq, content, badges, reply_to, created_at, deleted_at
         from message where account_id = $1 and channel_id = $2 and seq > $3 order by seq limit $4",
        account.0,
        channel.0,
        after,
        limit
    );
    Ok(rows.fetch_all(db).await?)
}

/// Whom or what the account follows.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OwnFollow {
    pub id: Uuid,
    pub user_id: Option<Uuid>,
    pub username: Option<String>,
    pub channel_id: Option<Uuid>,
    pub slug: Option<String>,
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
}

/// All that the account follows: twice [`crate::follows::FOLLOWS_PER_ACCOUNT`] at most.
pub async fn own_follows(db: &Database, account: UserId) -> Result<Vec<OwnFollow>> {
    let rows = sqlx::query_as!(
        OwnFollow,
        r#"select follow.id as "id!", followee_id as user_id,
                  case when disabled_at is null then username end as username, null::uuid as channel_id, null::text as slug,
                  follow.created_at as "created_at!"
           from follow join account on account.id = followee_id where follower_id = $1
           union all
           select channel_follow.id, null, null, channel_id, case when is_public then slug end, channel_follow.created_at
           from channel_follow left join channel on channel.id = channel_id where account_id = $1
           order by 1"#,
        account.0
    );
    Ok(rows.fetch_all(db).await?)
}

/// Who follows the account, or one of its channels.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OwnFollower {
    pub id: Uuid,
    pub username: Option<String>,
    /// None: the account itself is followed.
    pub channel_id: Option<Uuid>,
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
}

/// Followers of the account behind one of them, the oldest first.
pub async fn followers_of_account(db: &Database, account: UserId, after: Uuid, limit: i64) -> Result<Vec<OwnFollower>> {
    let rows = sqlx::query_as!(
        OwnFollower,
        r#"select follow.id, case when disabled_at is null then username end as username, null::uuid as channel_id, follow.created_at
           from follow join account on account.id = follower_id
           where followee_id = $1 and follow.id > $2 order by follow.id limit $3"#,
        account.0,
        after,
        limit
    );
    Ok(rows.fetch_all(db).await?)
}

/// Followers of a channel of the account behind one of them, the oldest first.
pub async fn followers_of_channel(
    db: &Database,
    account: UserId,
    channel: ChannelId,
    after: Uuid,
    limit: i64,
) -> Result<Vec<OwnFollower>> {
    let rows = sqlx::query_as!(
        OwnFollower,
        r#"select channel_follow.id, case when disabled_at is null then username end as username,
                  channel_id as "channel_id?", channel_follow.created_at
           from channel_follow join channel on channel.id = channel_id join account on account.id = account_id
           where channel_id = $2 and owner_id = $1 and channel_follow.id > $3 order by channel_follow.id limit $4"#,
        account.0,
        channel.0,
        after,
        limit
    );
    Ok(rows.fetch_all(db).await?)
}

/// A message that a channel's filters held or refused.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OwnFiltered {
    pub id: Uuid,
    pub channel_id: Uuid,
    pub content: String,
    /// `hold` or `refuse`.
    pub action: String,
    pub decision: Option<String>,
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
}

/// Messages of the account that filters did not let through, behind one of them, the oldest first.
pub async fn own_filtered(db: &Database, account: UserId, after: Uuid, limit: i64) -> Result<Vec<OwnFiltered>> {
    let rows = sqlx::query_as!(
        OwnFiltered,
        "select id, channel_id, content, action, decision, created_at from filtered_message
         where account_id = $1 and id > $2 order by id limit $3",
        account.0,
        after,
        limit
    );
    Ok(rows.fetch_all(db).await?)
}

/// An appeal of the account's against a ban.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OwnAppeal {
    pub ban_id: Uuid,
    pub channel_id: Uuid,
    pub content: String,
    pub decision: Option<String>,
    pub answer: Option<String>,
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
}

/// All appeals of the account, the oldest first.
pub async fn own_appeals(db: &Database, account: UserId) -> Result<Vec<OwnAppeal>> {
    let rows = sqlx::query_as!(
        OwnAppeal,
        "select ban_id, channel_id, content, decision, answer, created_at from appeal where account_id = $1 order by created_at, ban_id",
        account.0
    );
    Ok(rows.fetch_all(db).await?)
}

/// Something that the account has reported.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OwnReport {
    pub id: Uuid,
    pub channel_id: Option<Uuid>,
    pub message_id: Option<Uuid>,
    pub user_id: Option<Uuid>,
    pub reason: String,
    pub status: String,
    pub resolution: Option<String>,
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
}

/// The reports of the account after this one, the oldest first.
pub async fn own_reports(db: &Database, account: UserId, after: Uuid, limit: i64) -> Result<Vec<OwnReport>> {
    let rows = sqlx::query_as!(
        OwnReport,
        "select id, channel_id, message_id, account_id as user_id, reason, status, resolution, created_at from report
         where reporter_id = $1 and id > $2 order by id limit $3",
        account.0,
        after,
        limit
    );
    Ok(rows.fetch_all(db).await?)
}

/// Whom the account has blocked.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OwnBlock {
    pub id: Uuid,
    pub username: Option<String>,
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
}

/// All blocks of the account: [`crate::blocks::BLOCKS_PER_ACCOUNT`] at most.
pub async fn own_blocks(db: &Database, account: UserId) -> Result<Vec<OwnBlock>> {
    let rows = sqlx::query_as!(
        OwnBlock,
        "select block.id, case when disabled_at is null then username end as username, block.created_at
         from block join account on account.id = blocked_id where block.account_id = $1 order by block.id",
        account.0
    );
    Ok(rows.fetch_all(db).await?)
}

/// An identity at a provider, as that provider names it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OwnIdentity {
    pub id: Uuid,
    pub provider: String,
    pub issuer: String,
    pub subject: String,
    pub email: Option<String>,
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
}

pub async fn own_identities(db: &Database, account: UserId) -> Result<Vec<OwnIdentity>> {
    let rows = sqlx::query_as!(
        OwnIdentity,
        "select id, provider, issuer, subject, email, created_at from identity where account_id = $1 order by id",
        account.0
    );
    Ok(rows.fetch_all(db).await?)
}

/// An emote of a channel that the account owns.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OwnEmote {
    pub channel_id: ChannelId,
    pub name: String,
    /// Address of its picture.
    pub url: String,
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
}

pub async fn own_emotes(db: &Database, account: UserId) -> Result<Vec<OwnEmote>> {
    let rows = sqlx::query_as!(
        OwnEmote,
        "select channel_id, emote.name, picture as url, emote.created_at
         from emote join channel on channel.id = channel_id
         where owner_id = $1 order by emote.id",
        account.0
    );
    Ok(rows.fetch_all(db).await?)
}
