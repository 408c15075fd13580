//! Deleting channels, and what is left of them.

use crate::Result;
use crate::access::ChannelOwner;
use crate::database::{Database, Transaction};
use domain::{ChannelId, UserId};

pub async fn delete(db: &Database, owner: ChannelOwner) -> Result<()> {
    sqlx::query!("delete from channel where id = $1 and owner_id = $2", owner.channel().0, owner.user().0)
        .execute(db)
        .await?;
    Ok(())
}

/// Deletes all channels of an account; answers which.
pub async fn delete_of_owner(tx: &mut Transaction, owner: UserId) -> Result<Vec<ChannelId>> {
    // In the order of ids, as all that locks several channels.
    let deleted = sqlx::query_scalar!(
        "delete from channel where id in (select id from channel where owner_id = $1 order by id for update) returning id",
        owner.0
    );
    Ok(deleted.fetch_all(tx).await?.into_iter().map(ChannelId::from).collect())
}

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
