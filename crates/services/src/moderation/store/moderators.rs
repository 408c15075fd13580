//! The table `moderator`.

use super::people;
use crate::Result;
use crate::access::{ChannelOwner, Moderator};
use crate::database::{Database, Transaction};
use domain::moderation::{ChannelModerator, Permission};
use domain::{ChannelId, UserId};
use time::OffsetDateTime;
use uuid::Uuid;

struct ModeratorRow {
    account_id: Uuid,
    permissions: Vec<String>,
    created_at: OffsetDateTime,
}

/// Names that this version does not know are left out.
pub fn permissions(names: &[String]) -> Vec<Permission> {
    names.iter().filter_map(|name| Permission::named(name)).collect()
}

/// Whether a moderator may still do what they could when they were let in. The caller has locked the channel.
pub async fn is_unchanged(tx: &mut Transaction, moderator: &Moderator) -> Result<bool> {
    let names = sqlx::query_scalar!(
        "select permissions from moderator where channel_id = $1 and account_id = $2",
        moderator.channel().0,
        moderator.user().0
    );
    let now = names.fetch_optional(tx).await?.map(|names| permissions(&names));
    Ok(now.is_some_and(|now| now == moderator.permissions()))
}

pub async fn is_moderator(tx: &mut Transaction, channel: ChannelId, user: UserId) -> Result<bool> {
    let found = sqlx::query_scalar!(
        r#"select exists (select from moderator where channel_id = $1 and account_id = $2) as "found!""#,
        channel.0,
        user.0
    );
    Ok(found.fetch_one(tx).await?)
}

/// Whether a user moderates the channel or is staff, so that no ban binds them.
pub async fn is_untouchable(tx: &mut Transaction, channel: ChannelId, user: UserId) -> Result<bool> {
    let found = sqlx::query_scalar!(
        r#"select exists (select from moderator where channel_id = $1 and account_id = $2)
               or exists (select from account where id = $2 and is_admin) as "found!""#,
        channel.0,
        user.0
    );
    Ok(found.fetch_one(tx).await?)
}

pub async fn count_moderators(tx: &mut Transaction, channel: ChannelId) -> Result<i64> {
    let count = sqlx::query_scalar!(r#"select count(*) as "count!" from moderator where channel_id = $1"#, channel.0);
    Ok(count.fetch_one(tx).await?)
}

/// Makes a user a moderator with these permissions, or gives these to one.
pub async fn put_moderator(
    tx: &mut Transaction,
    owner: &ChannelOwner,
    user: UserId,
    permissions: &[Permission],
) -> Result<()> {
    let names: Vec<String> = permissions.iter().map(|permission| permission.as_str().to_owned()).collect();
    sqlx::query!(
        "insert into moderator (channel_id, account_id, permissions) values ($1, $2, $3)
         on conflict (channel_id, account_id) do update set permissions = excluded.permissions",
        owner.channel().0,
        user.0,
        &names
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// False if the user is no moderator there.
pub async fn delete_moderator(tx: &mut Transaction, channel: ChannelId, user: UserId) -> Result<bool> {
    let done = sqlx::query!("delete from moderator where channel_id = $1 and account_id = $2", channel.0, user.0);
    Ok(done.execute(tx).await?.rows_affected() == 1)
}

pub async fn moderator(tx: &mut Transaction, channel: ChannelId, user: UserId) -> Result<Option<ChannelModerator>> {
    let rows = sqlx::query_as!(
        ModeratorRow,
        "select account_id, permissions, created_at from moderator where channel_id = $1 and account_id = $2",
        channel.0,
        user.0
    );
    let rows = rows.fetch_all(&mut *tx).await?;
    Ok(with_people(tx, rows).await?.pop())
}

/// All moderators of a channel, the oldest first.
pub async fn moderators(db: &Database, channel: ChannelId) -> Result<Vec<ChannelModerator>> {
    let rows = sqlx::query_as!(
        ModeratorRow,
        "select account_id, permissions, created_at from moderator where channel_id = $1 order by created_at, account_id",
        channel.0
    );
    let rows = rows.fetch_all(db).await?;
    with_people(db, rows).await
}

async fn with_people(db: impl sqlx::PgExecutor<'_>, rows: Vec<ModeratorRow>) -> Result<Vec<ChannelModerator>> {
    let people = people(db, rows.iter().map(|row| Some(row.account_id))).await?;
    let moderator = |row: ModeratorRow| {
        let user = people.get(&row.account_id)?.clone();
        Some(ChannelModerator { user, permissions: permissions(&row.permissions), created_at: row.created_at })
    };
    Ok(rows.into_iter().filter_map(moderator).collect())
}
