//! Messages as moderators read them: deleted ones, too. Those of erased accounts have no text any more, and are not among them.

use super::MessageRow;
use crate::Result;
use crate::database::Database;
use domain::chat::Message;
use domain::{ActionId, ChannelId, UserId};
use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

struct Row {
    id: Uuid,
    seq: i64,
    stream_id: Option<Uuid>,
    channel_id: Uuid,
    content: String,
    badges: Vec<String>,
    reply_to: Option<Uuid>,
    created_at: OffsetDateTime,
    deleted_at: Option<OffsetDateTime>,
    account_id: Uuid,
    username: String,
    display_name: String,
    avatar: Option<String>,
}

impl From<Row> for Message {
    fn from(row: Row) -> Self {
        let shown = MessageRow {
            id: row.id,
            seq: row.seq,
            stream_id: row.stream_id,
            channel_id: row.channel_id,
            content: row.content,
            badges: row.badges,
            reply_to: row.reply_to,
            created_at: row.created_at,
            account_id: row.account_id,
            username: row.username,
            display_name: row.display_name,
            avatar: row.avatar,
        };
        Self { deleted_at: row.deleted_at, ..Self::from(shown) }
    }
}

/// A query for whole messages, deleted ones included.
macro_rules! messages {
    ($tail:literal $(, $argument:expr)*) => {
        sqlx::query_as!(
            Row,
            r#"select message.id, message.seq, message.stream_id, message.channel_id, message.content, message.badges, message.reply_to,
                      message.created_at, message.deleted_at, author.id as account_id, author.username as "username!",
                      author.display_name as "display_name!", author.avatar
               from message join account author on author.id = message.account_id
               where "# + $tail
            $(, $argument)*
        )
    };
}

/// The last messages of an author in a channel, the newest first.
pub async fn all_of_author(db: &Database, channel: ChannelId, author: UserId, limit: i64) -> Result<Vec<Message>> {
    let rows = messages!(
        "message.channel_id = $1 and message.account_id = $2 order by message.seq desc limit $3",
        channel.0,
        author.0,
        limit
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(Message::from).collect())
}

/// The messages of a channel between these two numbers, both included, oldest first.
pub async fn between(db: &Database, channel: ChannelId, from: i64, to: i64) -> Result<Vec<Message>> {
    let rows = messages!(
        "message.channel_id = $1 and message.seq between $2 and $3 order by message.seq",
        channel.0,
        from,
        to
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(Message::from).collect())
}

/// The newest messages that this action has deleted and that are not back, oldest first.
pub async fn deleted_in(db: &Database, channel: ChannelId, action: ActionId, limit: i64) -> Result<Vec<Message>> {
    let rows = messages!(
        "message.deleted_in = $1 and message.channel_id = $2 and message.deleted_at is not null order by message.seq desc limit $3",
        action.0,
        channel.0,
        limit
    );
    Ok(rows.fetch_all(db).await?.into_iter().rev().map(Message::from).collect())
}

/// These messages, in any order.
pub async fn by_ids(db: impl PgExecutor<'_>, messages: &[Uuid]) -> Result<Vec<Message>> {
    let rows = messages!("message.id = any ($1)", messages);
    Ok(rows.fetch_all(db).await?.into_iter().map(Message::from).collect())
}
