//! The table `block`. Triggers tell the open sockets of both accounts (`migrations/0012_blocks.sql`).

use crate::Result;
use crate::accounts::store::ListedUserRow;
use crate::database::{Database, Transaction};
use domain::accounts::{User, UserRef};
use domain::blocks::BlockedUser;
use domain::{BlockId, UserId};
use std::collections::HashSet;
use time::OffsetDateTime;
use uuid::Uuid;

/// Locks both accounts until the transaction ends: the blocker's, so that what is counted of it stays true, and the other one's, whose follows
/// wait for the same lock. In the order of ids, so that two people who block each other do not wait for each other.
pub async fn lock(tx: &mut Transaction, blocker: UserId, blocked: UserId) -> Result<()> {
    let accounts = [blocker.0, blocked.0];
    sqlx::query!("select from account where id = any ($1) order by id for no key update", &accounts)
        .execute(tx)
        .await?;
    Ok(())
}

pub async fn count(tx: &mut Transaction, blocker: UserId) -> Result<i64> {
    let count = sqlx::query_scalar!(r#"select count(*) as "count!" from block where account_id = $1"#, blocker.0);
    Ok(count.fetch_one(tx).await?)
}

pub async fn insert(tx: &mut Transaction, blocker: UserId, blocked: UserId) -> Result<()> {
    sqlx::query!(
        "insert into block (id, account_id, blocked_id) values ($1, $2, $3)",
        Uuid::now_v7(),
        blocker.0,
        blocked.0
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Lifts a block; false if there was none. The blocked account may be disabled by now.
pub async fn delete(db: &Database, blocker: UserId, blocked: &UserRef) -> Result<bool> {
    let deleted = sqlx::query!(
        "delete from block where account_id = $1
           and (blocked_id = $2 or blocked_id = (select taken.account_id from taken_username taken where taken.username = $3))",
        blocker.0,
        blocked.id().map(|id| id.0),
        blocked.username()
    );
    Ok(deleted.execute(db).await?.rows_affected() > 0)
}

/// Whether an account has blocked another one. In a transaction that has locked the other one ([`crate::accounts::store::lock`]) the answer
/// stays true.
pub async fn is_blocked(tx: &mut Transaction, blocker: UserId, blocked: UserId) -> Result<bool> {
    let found = sqlx::query_scalar!(
        r#"select exists (select from block where account_id = $1 and blocked_id = $2) as "found!""#,
        blocker.0,
        blocked.0
    );
    Ok(found.fetch_one(tx).await?)
}

/// The accounts that an account has blocked.
pub async fn all(db: &Database, blocker: UserId) -> Result<HashSet<UserId>> {
    let ids = sqlx::query_scalar!("select blocked_id from block where account_id = $1", blocker.0);
    Ok(ids.fetch_all(db).await?.into_iter().map(UserId::from).collect())
}

/// A query for blocked users of the account `$1`.
macro_rules! blocked {
    ($tail:literal, $blocker:expr $(, $argument:expr)*) => {
        sqlx::query_as!(
            ListedUserRow,
            r#"select block.id as entry_id, block.created_at as entered_at, account.id, username as "username!", display_name as "display_name!",
                      account.avatar, bio, social_links as "social_links: _", account.created_at
               from block join account on account.id = block.blocked_id
               join profile on profile.account_id = account.id
               where block.account_id = $1 and username is not null "# + $tail,
            $blocker.0
            $(, $argument)*
        )
    };
}

/// A user, and since when they are blocked.
pub fn blocked_user((user, blocked_at): (User, OffsetDateTime)) -> BlockedUser {
    BlockedUser { user, blocked_at }
}

/// A block as its owner sees it.
pub async fn find(tx: &mut Transaction, blocker: UserId, blocked: UserId) -> Result<Option<BlockedUser>> {
    let row = blocked!("and blocked_id = $2", blocker, blocked.0);
    Ok(row.fetch_optional(tx).await?.map(|row| blocked_user(row.into())))
}

/// The users whom an account has blocked, the newest block first.
pub async fn list(db: &Database, blocker: UserId, before: Option<BlockId>, limit: i64) -> Result<Vec<ListedUserRow>> {
    let rows = blocked!(
        "and ($2::uuid is null or block.id < $2) order by block.id desc limit $3",
        blocker,
        before.map(|id| id.0),
        limit
    );
    Ok(rows.fetch_all(db).await?)
}

/// A mention or reply that its writer may not make: the person it addresses has blocked them.
#[derive(PartialEq, Eq, Hash)]
pub enum Refused {
    /// By the writer, of this username.
    Mention(Uuid, String),
    /// By the writer, to this message.
    Reply(Uuid, Uuid),
}

/// Which of these mentions (writer, username) and replies (writer, message) address a person who has blocked the writer.
pub async fn refused(
    tx: &mut Transaction,
    mentions: (&[Uuid], &[String]),
    replies: (&[Uuid], &[Uuid]),
) -> Result<HashSet<Refused>> {
    let rows = sqlx::query!(
        r#"select mention.writer as "writer!", mention.name, null::uuid as message
           from unnest($1::uuid[], $2::text[]) as mention (writer, name)
           join taken_username taken on taken.username = mention.name
           join block on block.account_id = taken.account_id and block.blocked_id = mention.writer
           union all
           select reply.writer, null, reply.message
           from unnest($3::uuid[], $4::uuid[]) as reply (writer, message)
           join message on message.id = reply.message
           join block on block.account_id = message.account_id and block.blocked_id = reply.writer"#,
        mentions.0,
        mentions.1,
        replies.0,
        replies.1
    );
    let refused = rows.fetch_all(tx).await?.into_iter().filter_map(|row| match (row.name, row.message) {
        (Some(name), _) => Some(Refused::Mention(row.writer, name)),
        (None, Some(message)) => Some(Refused::Reply(row.writer, message)),
        (None, None) => None,
    });
    Ok(refused.collect())
}
