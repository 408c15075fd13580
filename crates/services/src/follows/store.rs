//! The tables `follow` and `channel_follow`. Triggers keep `channel.follower_count` equal to the rows of a channel
//! (`migrations/0011_accounts_and_follows.sql`).

use super::followed_cursor::FollowedCursor;
use crate::Result;
use crate::access::ChannelOwner;
use crate::accounts::store::{ListedUserRow, VisibleUserRow};
use crate::database::{Database, Transaction};
use domain::accounts::User;
use domain::channels::ChannelRef;
use domain::follows::{ChannelFollow, Follow};
use domain::{ChannelId, FollowId, UserId};
use uuid::Uuid;

pub async fn channel_follow(tx: &mut Transaction, user: UserId, channel: ChannelId) -> Result<Option<ChannelFollow>> {
    let follow = sqlx::query_as!(
        ChannelFollow,
        "select id, account_id as user_id, channel_id, created_at from channel_follow where account_id = $1 and channel_id = $2",
        user.0,
        channel.0
    );
    Ok(follow.fetch_optional(tx).await?)
}

pub async fn count_channels(tx: &mut Transaction, user: UserId) -> Result<i64> {
    let count = sqlx::query_scalar!(r#"select count(*) as "count!" from channel_follow where account_id = $1"#, user.0);
    Ok(count.fetch_one(tx).await?)
}

/// Follows a channel; none if it was deleted or hidden. The channel's row is locked until the transaction ends, so that the followers of a
/// deleted channel, which are deleted behind it, are all there by then; and as strongly as counting the follower does, which would otherwise
/// wait, holding a weaker lock, for a transaction that deletes the channel.
pub async fn insert_channel_follow(
    tx: &mut Transaction,
    user: UserId,
    channel: ChannelId,
) -> Result<Option<ChannelFollow>> {
    let follow = sqlx::query_as!(
        ChannelFollow,
        "insert into channel_follow (id, account_id, channel_id)
         select $1, $2, id from channel where id = $3 and is_public for no key update
         returning id, account_id as user_id, channel_id, created_at",
        Uuid::now_v7(),
        user.0,
        channel.0
    );
    Ok(follow.fetch_optional(tx).await?)
}

pub async fn delete_channel_follow(tx: &mut Transaction, user: UserId, channel: ChannelId) -> Result<()> {
    sqlx::query!("delete from channel_follow where account_id = $1 and channel_id = $2", user.0, channel.0)
        .execute(tx)
        .await?;
    Ok(())
}

/// Deletes followers of a deleted channel, `limit` at most; answers how many.
pub async fn delete_followers(db: &Database, channel: ChannelId, limit: i64) -> Result<u64> {
    let deleted = sqlx::query!(
        "delete from channel_follow where ctid = any (array(select ctid from channel_follow where channel_id = $1 limit $2))",
        channel.0,
        limit
    );
    Ok(deleted.execute(db).await?.rows_affected())
}

pub async fn is_following(db: &Database, user: UserId, channel: &ChannelRef) -> Result<bool> {
    let (id, slug) = (channel.id().map(|id| id.0), channel.slug());
    let found = sqlx::query_scalar!(
        r#"select exists (select from channel_follow join channel on channel.id = channel_id
                          where account_id = $1
                            and (channel.id = $2
                                 or channel.id = (select taken.channel_id from taken_slug taken where taken.slug = $3))) as "found!""#,
        user.0,
        id,
        slug
    );
    Ok(found.fetch_one(db).await?)
}

/// A channel in the list of those that an account follows.
pub struct FollowedRow {
    pub follow_id: Uuid,
    pub channel_id: Uuid,
    pub is_live: bool,
}

impl FollowedRow {
    /// The place behind it.
    pub fn cursor(&self) -> FollowedCursor {
        FollowedCursor { is_live: self.is_live, follow: self.follow_id }
    }
}

/// The public channels that an account follows, those that are live first, each from the newest follow on.
pub async fn followed(
    db: &Database,
    user: UserId,
    after: Option<FollowedCursor>,
    limit: i64,
) -> Result<Vec<FollowedRow>> {
    let rows = sqlx::query_as!(
        FollowedRow,
        r#"select channel_follow.id as follow_id, channel.id as channel_id, stream.id is not null as "is_live!"
           from channel_follow join channel on channel.id = channel_follow.channel_id
           left join stream on stream.channel_id = channel.id and stream.status = 'LIVE'
           where account_id = $1 and channel.is_public
             and ($2::uuid is null or (stream.id is not null, channel_follow.id) < ($3::boolean, $2))
           order by stream.id is not null desc, channel_follow.id desc limit $4"#,
        user.0,
        after.map(|after| after.follow),
        after.map(|after| after.is_live),
        limit
    );
    Ok(rows.fetch_all(db).await?)
}

/// The followers of a channel, the newest first.
pub async fn followers(
    db: &Database,
    owner: ChannelOwner,
    before: Option<FollowId>,
    limit: i64,
) -> Result<Vec<ListedUserRow>> {
    let rows = sqlx::query_as!(
        ListedUserRow,
        r#"select channel_follow.id as entry_id, channel_follow.created_at as entered_at, account.id, username as "username!",
                  display_name as "display_name!", account.avatar, bio, social_links as "social_links: _", account.created_at
           from channel_follow join channel on channel.id = channel_follow.channel_id
           join account on account.id = channel_follow.account_id
           join profile on profile.account_id = account.id
           where channel.id = $1 and owner_id = $2 and ($3::uuid is null or channel_follow.id < $3)
           order by channel_follow.id desc limit $4"#,
        owner.channel().0,
        owner.user().0,
        before.map(|id| id.0),
        limit
    );
    Ok(rows.fetch_all(db).await?)
}

pub async fn follow(tx: &mut Transaction, follower: UserId, followee: UserId) -> Result<Option<Follow>> {
    let follow = sqlx::query_as!(
        Follow,
        "select id, follower_id, followee_id, created_at from follow where follower_id = $1 and followee_id = $2",
        follower.0,
        followee.0
    );
    Ok(follow.fetch_optional(tx).await?)
}

pub async fn count_users(tx: &mut Transaction, follower: UserId) -> Result<i64> {
    let count = sqlx::query_scalar!(r#"select count(*) as "count!" from follow where follower_id = $1"#, follower.0);
    Ok(count.fetch_one(tx).await?)
}

/// Follows a user; none if they are gone.
pub async fn insert_follow(tx: &mut Transaction, follower: UserId, followee: UserId) -> Result<Option<Follow>> {
    let follow = sqlx::query_as!(
        Follow,
        "insert into follow (id, follower_id, followee_id)
         select $1, $2, id from account where id = $3 and disabled_at is null for key share
         returning id, follower_id, followee_id, created_at",
        Uuid::now_v7(),
        follower.0,
        followee.0
    );
    Ok(follow.fetch_optional(tx).await?)
}

/// Ends what one user follows of another one: the person and their channels.
pub async fn delete_follows_of(tx: &mut Transaction, follower: UserId, followee: UserId) -> Result<()> {
    sqlx::query!(
        "with people as (delete from follow where follower_id = $1 and followee_id = $2)
         delete from channel_follow using channel
         where channel.id = channel_follow.channel_id and channel_follow.account_id = $1 and channel.owner_id = $2",
        follower.0,
        followee.0
    )
    .execute(tx)
    .await?;
    Ok(())
}

pub async fn delete_follow(db: &Database, follower: UserId, followee: UserId) -> Result<()> {
    sqlx::query!("delete from follow where follower_id = $1 and followee_id = $2", follower.0, followee.0)
        .execute(db)
        .await?;
    Ok(())
}

pub async fn is_following_user(db: &Database, follower: UserId, followee: UserId) -> Result<bool> {
    let found = sqlx::query_scalar!(
        r#"select exists (select from follow where follower_id = $1 and followee_id = $2) as "found!""#,
        follower.0,
        followee.0
    );
    Ok(found.fetch_one(db).await?)
}

pub async fn count_followers_of_user(db: &Database, followee: UserId) -> Result<i64> {
    let count = sqlx::query_scalar!(r#"select count(*) as "count!" from follow where followee_id = $1"#, followee.0);
    Ok(count.fetch_one(db).await?)
}

/// The users whom an account follows and others can see, the newest follow first.
pub async fn followed_users(db: &Database, follower: UserId, limit: i64) -> Result<Vec<User>> {
    let rows = sqlx::query_as!(
        VisibleUserRow,
        r#"select account.id, username as "username!", display_name as "display_name!", account.avatar, bio,
                  social_links as "social_links: _", account.created_at
           from follow join account on account.id = followee_id
           join profile on profile.account_id = account.id
           where follower_id = $1 and username is not null and disabled_at is null
           order by follow.id desc limit $2"#,
        follower.0,
        limit
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(User::from).collect())
}
