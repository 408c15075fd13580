//! What is left of deleted channels.

use crate::Result;
use crate::database::Database;
use domain::ChannelId;

/// A deleted channel with messages or followers that are still stored.
pub async fn next_deleted(db: &Database) -> Result<Option<ChannelId>> {
    let next = sqlx::query_scalar!("select channel_id from deleted_channel order by created_at limit 1");
    Ok(next.fetch_optional(db).await?.map(ChannelId::from))
}

/// Notes that nothing is left of a deleted channel.
pub async fn forget_deleted(db: &Database, channel: ChannelId) -> Result<()> {
    sqlx::query!("delete from deleted_channel where channel_id = $1", channel.0).execute(db).await?;
    Ok(())
}
