//! Deleting messages of the table `message`: they keep their rows and numbers, and no reader gets them any more.

use super::MessageRow;
use crate::Result;
use crate::access::Moderator;
use crate::channels::store::Ownership;
use crate::database::{Database, Transaction};
use domain::chat::Message;
use domain::{ActionId, ChannelId, MessageId, UserId};
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

/// Deletes a message, in a moderator's action if it is none of its author. False if the message was deleted already.
pub async fn delete_one(
    tx: &mut Transaction,
    message: MessageId,
    by: UserId,
    action: Option<ActionId>,
) -> Result<bool> {
    let deleted = sqlx::query!(
        "update message set deleted_at = now(), deleted_by = $2, deleted_in = $3 where id = $1 and deleted_at is null",
        message.0,
        by.0,
        action.map(|action| action.0)
    );
    Ok(deleted.execute(tx).await?.rows_affected() > 0)
}

/// Deletes what a user has written in a channel up to now. Answers the room's last number then, and how many messages it were.
pub async fn delete_of(
    tx: &mut Transaction,
    moderator: &Moderator,
    user: UserId,
    action: ActionId,
) -> Result<(i64, u64)> {
    let channel = moderator.channel();
    let last = sqlx::query_scalar!("select last_message_seq from channel where id = $1", channel.0);
    let Some(last) = last.fetch_optional(&mut *tx).await? else { return Ok((0, 0)) };
    let deleted = sqlx::query!(
        "update message set deleted_at = now(), deleted_by = $4, deleted_in = $5
         where channel_id = $1 and account_id = $2 and seq <= $3 and deleted_at is null",
        channel.0,
        user.0,
        last,
        moderator.user().0,
        action.0
    );
    Ok((last, deleted.execute(tx).await?.rows_affected()))
}

/// Brings back what an action has deleted; false if there is nothing.
pub async fn restore(tx: &mut Transaction, action: ActionId) -> Result<bool> {
    let done = sqlx::query!(
        "update message set deleted_at = null, deleted_by = null where deleted_in = $1 and deleted_at is not null",
        action.0
    );
    Ok(done.execute(tx).await?.rows_affected() > 0)
}

/// The newest messages that were deleted in this action and are back, oldest first.
pub async fn restored(db: &Database, action: ActionId, limit: i64) -> Result<Vec<Message>> {
    let reader: Option<UserId> = None;
    let rows = messages!("and message.deleted_in = $2 order by message.seq desc limit $3", reader, action.0, limit);
    Ok(rows.fetch_all(db).await?.into_iter().rev().map(Message::from).collect())
}

/// The last messages of an author in a channel, deleted ones included, the newest first.
pub async fn all_of_author(db: &Database, channel: ChannelId, author: UserId, limit: i64) -> Result<Vec<Message>> {
    let rows = sqlx::query!(
        r#"select message.id, message.seq, message.stream_id, message.content, message.badges, message.reply_to, message.created_at,
                  message.deleted_at, username as "username!", display_name as "display_name!", avatar
           from message join account author on author.id = message.account_id
           where message.channel_id = $1 and message.account_id = $2 order by message.seq desc limit $3"#,
        channel.0,
        author.0,
        limit
    );
    let rows = rows.fetch_all(db).await?.into_iter();
    let message = |deleted_at, row: MessageRow| Message { deleted_at, ..Message::from(row) };
    Ok(rows
        .map(|row| {
            let shown = MessageRow {
                id: row.id,
                seq: row.seq,
                stream_id: row.stream_id,
                channel_id: channel.0,
                content: row.content,
                badges: row.badges,
                reply_to: row.reply_to,
                created_at: row.created_at,
                account_id: author.0,
                username: row.username,
                display_name: row.display_name,
                avatar: row.avatar,
            };
            message(row.deleted_at, shown)
        })
        .collect())
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
