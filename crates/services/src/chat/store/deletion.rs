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

/// The most messages that one statement deletes or brings back, so that the channel is not locked for long.
pub const DELETED_AT_ONCE: i64 = 2000;

/// What a deletion of all that a user has written concerns.
pub struct Scope {
    /// The room's last number.
    pub until: i64,
    /// How many messages it is.
    pub count: i64,
}

/// Deletes the newest of what a user has written in a channel up to now, in an action; what the whole deletion concerns. [`delete_rest`] has to
/// follow the commit if there are more than [`DELETED_AT_ONCE`].
pub async fn delete_of(tx: &mut Transaction, moderator: &Moderator, user: UserId, action: ActionId) -> Result<Scope> {
    let channel = moderator.channel();
    let scope = sqlx::query!(
        r#"select last_message_seq,
                  (select count(*) from message where channel_id = $1 and account_id = $2 and deleted_at is null) as "count!"
           from channel where id = $1"#,
        channel.0,
        user.0
    );
    let Some(scope) = scope.fetch_optional(&mut *tx).await? else { return Ok(Scope { until: 0, count: 0 }) };
    let scope = Scope { until: scope.last_message_seq, count: scope.count };
    delete_some(tx, channel, user, scope.until, (moderator.user(), action)).await?;
    Ok(scope)
}

async fn delete_some(
    db: impl PgExecutor<'_>,
    channel: ChannelId,
    user: UserId,
    until: i64,
    (by, action): (UserId, ActionId),
) -> Result<u64> {
    let deleted = sqlx::query!(
        "update message set deleted_at = now(), deleted_by = $4, deleted_in = $5
         where id in (select id from message where channel_id = $1 and account_id = $2 and seq <= $3 and deleted_at is null
                      order by seq desc limit $6)
           and not exists (select from audit where undoes = $5)",
        channel.0,
        user.0,
        until,
        by.0,
        action.0,
        DELETED_AT_ONCE
    );
    Ok(deleted.execute(db).await?.rows_affected())
}

/// Deletes what [`delete_of`] has left, unless the action is taken back meanwhile.
pub async fn delete_rest(
    db: &Database,
    channel: ChannelId,
    user: UserId,
    until: i64,
    by: UserId,
    action: ActionId,
) -> Result<()> {
    while delete_some(db, channel, user, until, (by, action)).await? > 0 {}
    Ok(())
}

/// Brings back the newest of what an action has deleted; how many it were. [`restore_rest`] has to follow the commit if it were
/// [`DELETED_AT_ONCE`].
pub async fn restore(db: impl PgExecutor<'_>, action: ActionId) -> Result<u64> {
    let done = sqlx::query!(
        "update message set deleted_at = null, deleted_by = null
         where id in (select id from message where deleted_in = $1 and deleted_at is not null order by seq desc limit $2)",
        action.0,
        DELETED_AT_ONCE
    );
    Ok(done.execute(db).await?.rows_affected())
}

/// Brings back what [`restore`] has left.
pub async fn restore_rest(db: &Database, action: ActionId) -> Result<()> {
    while restore(db, action).await? > 0 {}
    Ok(())
}

/// Messages between two numbers, the first of them not included, that were deleted once and are back, oldest first.
pub async fn restored_between(
    db: &Database,
    reader: Option<UserId>,
    channel: ChannelId,
    after: i64,
    until: i64,
) -> Result<Vec<Message>> {
    let rows = messages!(
        "and message.channel_id = $2 and message.seq > $3 and message.seq <= $4 and message.deleted_in is not null order by message.seq",
        reader,
        channel.0,
        after,
        until
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(Message::from).collect())
}

/// The newest messages that were deleted in this action and are back, oldest first.
pub async fn restored(db: &Database, action: ActionId, limit: i64) -> Result<Vec<Message>> {
    let reader: Option<UserId> = None;
    let rows = messages!("and message.deleted_in = $2 order by message.seq desc limit $3", reader, action.0, limit);
    Ok(rows.fetch_all(db).await?.into_iter().rev().map(Message::from).collect())
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
