//! The channels of a person: those they own, and those they moderate.

use super::{ChannelRow, OwnedChannel};
use crate::Result;
use crate::database::Database;
use domain::UserId;
use sqlx::PgExecutor;

pub async fn of_owner(db: impl PgExecutor<'_>, owner: UserId) -> Result<Vec<OwnedChannel>> {
    let rows = channels!("", "where channel.owner_id = $1 order by channel.id", owner.0).fetch_all(db).await?;
    Ok(rows.into_iter().map(OwnedChannel::from).collect())
}

/// Public channels that an account moderates.
pub async fn of_moderator(db: &Database, moderator: UserId) -> Result<Vec<OwnedChannel>> {
    let rows = channels!(
        "",
        "join moderator on moderator.channel_id = channel.id and moderator.account_id = $1 where channel.is_public",
        moderator.0
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(OwnedChannel::from).collect())
}
