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

/// Deletes the newest of what a user has written in a channel up to now, in an action; what the whole deletion concerns. If there are more than
/// [`DELETED_AT_ONCE`], it is noted that the rest is left to [`go_on`].
pub async fn delete_of(tx: &mut Transaction, moderator: &Moderator, user: UserId, action: ActionId) -> Result<Scope> {
    let channel = moderator.channel();
    let taken_over = take_over(&mut *tx, channel, user, (moderator.user(), action)).await?;
    let scope = sqlx::query!(
        r#"select last_message_seq,
                  (select count(*) from message where channel_id = $1 and account_id = $2 and deleted_at is null) as "count!"
           from channel where id = $1"#,
        channel.0,
        user.0
    );
    let Some(scope) = scope.fetch_optional(&mut *tx).await? else { return Ok(Scope { until: 0, count: 0 }) };
    let (until, visible) = (scope.last_message_seq, scope.count);
    delete_some(&mut *tx, channel, user, until, (Some(moderator.user()), action)).await?;
    if visible > DELETED_AT_ONCE {
        sqlx::query!("insert into unfinished_deletion (action_id, until) values ($1, $2)", action.0, until)
            .execute(tx)
            .await?;
    }
    Ok(Scope { until, count: visible + taken_over })
}

/// Ends the undoing of earlier actions that would bring messages of this user back, and makes what is not back yet part of this action, so that
/// its own undoing brings that back, too. Answers how many messages these were. It is one statement without a bound, because the undoing was begun
/// moments ago: tens of thousands of messages take less than a second.
async fn take_over(
    tx: &mut Transaction,
    channel: ChannelId,
    user: UserId,
    (by, action): (UserId, ActionId),
) -> Result<i64> {
    // Waits for a step that is under way.
    let undone = sqlx::query_scalar!(
        "select action_id from unfinished_deletion join audit on audit.id = action_id
         where restores and channel_id = $1 and target_account_id = $2 for update of unfinished_deletion",
        channel.0,
        user.0
    );
    let undone = undone.fetch_all(&mut *tx).await?;
    if undone.is_empty() {
        return Ok(0);
    }
    sqlx::query!("delete from unfinished_deletion where action_id = any($1)", &undone).execute(&mut *tx).await?;
    let taken = sqlx::query!(
        "update message set deleted_at = now(), deleted_by = $2, deleted_in = $3 where deleted_in = any($1) and deleted_at is not null",
        &undone,
        by.0,
        action.0
    );
    Ok(i64::try_from(taken.execute(tx).await?.rows_affected()).unwrap_or(i64::MAX))
}

async fn delete_some(
    db: impl PgExecutor<'_>,
    channel: ChannelId,
    user: UserId,
    until: i64,
    (by, action): (Option<UserId>, ActionId),
) -> Result<u64> {
    let deleted = sqlx::query!(
        "update message set deleted_at = now(), deleted_by = $4, deleted_in = $5
         where id in (select id from message where channel_id = $1 and account_id = $2 and seq <= $3 and deleted_at is null
                      order by seq desc limit $6)",
        channel.0,
        user.0,
        until,
        by.map(|by| by.0),
        action.0,
        DELETED_AT_ONCE
    );
    Ok(deleted.execute(db).await?.rows_affected())
}

/// Brings back the newest of what an action has deleted; how many it were. If there may be more, it is noted that the rest is left to [`go_on`].
/// A step of the deletion that is under way is waited for, and none follows it.
pub async fn restore(tx: &mut Transaction, action: ActionId) -> Result<u64> {
    sqlx::query!("delete from unfinished_deletion where action_id = $1", action.0).execute(&mut *tx).await?;
    let restored = restore_some(&mut *tx, action).await?;
    if restored >= DELETED_AT_ONCE.unsigned_abs() {
        sqlx::query!("insert into unfinished_deletion (action_id, until, restores) values ($1, 0, true)", action.0)
            .execute(tx)
            .await?;
    }
    Ok(restored)
}

async fn restore_some(db: impl PgExecutor<'_>, action: ActionId) -> Result<u64> {
    let done = sqlx::query!(
        "update message set deleted_at = null, deleted_by = null
         where id in (select id from message where deleted_in = $1 and deleted_at is not null order by seq desc limit $2)",
        action.0,
        DELETED_AT_ONCE
    );
    Ok(done.execute(db).await?.rows_affected())
}

/// Actions of which something is left to do.
pub async fn unfinished(db: &Database) -> Result<Vec<ActionId>> {
    let actions = sqlx::query_scalar!("select action_id from unfinished_deletion order by action_id limit 100");
    Ok(actions.fetch_all(db).await?.into_iter().map(ActionId::from).collect())
}

/// Does a part of what an action has left to do; whether there is more. The row is locked, so two nodes do one part after the other.
pub async fn go_on(tx: &mut Transaction, action: ActionId) -> Result<bool> {
    let left = sqlx::query!(
        "select until, restores, channel_id, target_account_id, actor_id
         from unfinished_deletion join audit on audit.id = action_id where action_id = $1 for update of unfinished_deletion",
        action.0
    );
    let Some(left) = left.fetch_optional(&mut *tx).await? else { return Ok(false) };
    let done = match (left.restores, left.channel_id, left.target_account_id) {
        (true, ..) => restore_some(&mut *tx, action).await?,
        (false, Some(channel), Some(user)) => {
            let by = left.actor_id.map(UserId::from);
            delete_some(&mut *tx, channel.into(), user.into(), left.until, (by, action)).await?
        }
        // The account is erased, and with it what it has written.
        _ => 0,
    };
    if done >= DELETED_AT_ONCE.unsigned_abs() {
        return Ok(true);
    }
    sqlx::query!("delete from unfinished_deletion where action_id = $1", action.0).execute(tx).await?;
    Ok(false)
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
