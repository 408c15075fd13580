//! The table `pinned_message`. A message that is deleted is unpinned by a trigger (`migrations/0014_erased_traces_and_chat_modes.sql`), and triggers tell the rooms.

use super::MessageRow;
use crate::Result;
use crate::access::Moderator;
use crate::database::{Database, Transaction};
use domain::chat::Message;
use domain::{ChannelId, MessageId, UserId};

/// The message that is pinned in a channel.
pub async fn pinned(db: &Database, channel: ChannelId) -> Result<Option<Message>> {
    let reader: Option<UserId> = None;
    let row = messages!(
        "and message.id = (select message_id from pinned_message where pinned_message.channel_id = $2)",
        reader,
        channel.0
    );
    Ok(row.fetch_optional(db).await?.map(Message::from))
}

/// Pins a message of the channel in the place of another one; none if the channel has no such message.
pub async fn pin(tx: &mut Transaction, moderator: &Moderator, message: MessageId) -> Result<Option<Message>> {
    let reader: Option<UserId> = None;
    // Locked, so that a deletion at the same time comes before or unpins it.
    let row = messages!(
        "and message.channel_id = $2 and message.id = $3 for update of message",
        reader,
        moderator.channel().0,
        message.0
    );
    let Some(row) = row.fetch_optional(&mut *tx).await? else { return Ok(None) };
    sqlx::query!(
        "insert into pinned_message (channel_id, message_id, pinned_by) values ($1, $2, $3)
         on conflict (channel_id) do update set message_id = excluded.message_id, pinned_by = excluded.pinned_by, created_at = now()",
        moderator.channel().0,
        message.0,
        moderator.user().0
    )
    .execute(tx)
    .await?;
    Ok(Some(row.into()))
}

/// Answers which message was pinned, if one was.
pub async fn unpin(tx: &mut Transaction, moderator: &Moderator) -> Result<Option<MessageId>> {
    let unpinned = sqlx::query_scalar!(
        "delete from pinned_message where channel_id = $1 returning message_id",
        moderator.channel().0
    );
    Ok(unpinned.fetch_optional(tx).await?.map(MessageId::from))
}
