//! Deleting messages of the table `message`: they keep their rows and numbers, and no reader gets them any more.

use crate::Result;
use crate::access::Moderator;
use crate::channels::store::Ownership;
use crate::database::{Database, Transaction};
use domain::{ChannelId, MessageId, UserId};
use sqlx::PgExecutor;

/// A message that may be deleted, and its channel.
pub struct Target {
    pub channel: Ownership,
    pub author: UserId,
}

/// None if the message is deleted already.
pub async fn target(db: &Database, message: MessageId) -> Result<Option<Target>> {
    let row = sqlx::query!(
        r#"select channel.id, owner_id, is_public, account_id as "account_id!"
           from message join channel on channel.id = message.channel_id
           where message.id = $1 and deleted_at is null and account_id is not null"#,
        message.0
    );
    Ok(row.fetch_optional(db).await?.map(|row| Target {
        channel: Ownership { id: row.id.into(), owner: row.owner_id.into(), is_public: row.is_public },
        author: row.account_id.into(),
    }))
}

/// False if the message was deleted already.
pub async fn delete_one(tx: &mut Transaction, message: MessageId, by: UserId) -> Result<bool> {
    let deleted = sqlx::query!(
        "update message set deleted_at = now(), deleted_by = $2 where id = $1 and deleted_at is null",
        message.0,
        by.0
    );
    Ok(deleted.execute(tx).await?.rows_affected() > 0)
}

/// Deletes what a user has written in a channel up to now. Answers the room's last number then, and how many messages it were.
pub async fn delete_of(tx: &mut Transaction, moderator: &Moderator, user: UserId) -> Result<(i64, u64)> {
    let channel = moderator.channel();
    let last = sqlx::query_scalar!("select last_message_seq from channel where id = $1", channel.0);
    let Some(last) = last.fetch_optional(&mut *tx).await? else { return Ok((0, 0)) };
    let deleted = sqlx::query!(
        "update message set deleted_at = now(), deleted_by = $4
         where channel_id = $1 and account_id = $2 and seq <= $3 and deleted_at is null",
        channel.0,
        user.0,
        last,
        moderator.user().0
    );
    Ok((last, deleted.execute(tx).await?.rows_affected()))
}

/// Messages that were deleted among those between two numbers, the first of them not included, and by whom; none where the account that
/// deleted them is gone.
pub async fn deleted_between(
    db: impl PgExecutor<'_>,
    channel: ChannelId,
    after: i64,
    until: i64,
) -> Result<Vec<(MessageId, Option<UserId>)>> {
    let rows = sqlx::query!(
        "select id, deleted_by from message
         where channel_id = $1 and seq > $2 and seq <= $3 and deleted_at is not null order by seq",
        channel.0,
        after,
        until
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(|row| (row.id.into(), row.deleted_by.map(UserId::from))).collect())
}
