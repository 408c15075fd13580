//! The tables `appeal`, `ban`, `moderator` and `note`, what `filter` has of raids, and what is read of `audit`.

mod appeals;
mod bans;
mod log;
mod moderators;
mod notes;
mod raids;
mod waiting;

use crate::Result;
use crate::database::{Database, Transaction};
pub use appeals::*;
pub use bans::*;
use domain::accounts::User;
use domain::{ActionId, ChannelId, UserId};
pub use log::*;
pub use moderators::*;
pub use notes::*;
pub use raids::*;
use std::collections::HashMap;
use uuid::Uuid;
pub use waiting::*;

/// Locks a channel's row, as rooms do that store messages; its owner, or none if there is no such channel.
pub async fn lock_channel(tx: &mut Transaction, channel: ChannelId) -> Result<Option<UserId>> {
    let owner = sqlx::query_scalar!("select owner_id from channel where id = $1 for no key update", channel.0);
    Ok(owner.fetch_optional(tx).await?.map(UserId::from))
}

/// Keeps an account from being erased until the transaction ends.
pub async fn share_account(tx: &mut Transaction, account: UserId) -> Result<()> {
    sqlx::query!("select from account where id = $1 for key share", account.0).execute(tx).await?;
    Ok(())
}

/// Locks a chat down, or lifts that; false if it is so already.
pub async fn set_lockdown(tx: &mut Transaction, channel: ChannelId, on: bool) -> Result<bool> {
    let done = sqlx::query!(
        "insert into filter (channel_id, locked_down_at) select $1, case when $2 then now() end
         where $2 or exists (select from filter where channel_id = $1)
         on conflict (channel_id) do update set locked_down_at = excluded.locked_down_at, updated_at = now()
         where (filter.locked_down_at is null) = $2",
        channel.0,
        on
    );
    Ok(done.execute(tx).await?.rows_affected() == 1)
}

/// The action that has locked a channel down last; whether it is still in force, [`set_lockdown`] knows.
pub async fn last_lockdown(tx: &mut Transaction, channel: ChannelId) -> Result<Option<ActionId>> {
    let action = sqlx::query_scalar!(
        "select id from audit where channel_id = $1 and action = 'lock_down' order by id desc limit 1",
        channel.0
    );
    Ok(action.fetch_optional(tx).await?.map(ActionId::from))
}

/// How many messages a user has written in a channel, deleted ones included.
pub async fn count_messages(db: &Database, channel: ChannelId, user: UserId) -> Result<i64> {
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from message where channel_id = $1 and account_id = $2"#,
        channel.0,
        user.0
    );
    Ok(count.fetch_one(db).await?)
}

/// People by their ids, disabled ones included; only those with a username.
pub async fn people(
    db: impl sqlx::PgExecutor<'_>,
    ids: impl Iterator<Item = Option<Uuid>>,
) -> Result<HashMap<Uuid, User>> {
    let mut ids: Vec<Uuid> = ids.flatten().collect();
    ids.sort_unstable();
    ids.dedup();
    let users = crate::accounts::store::users(db, &ids).await?;
    Ok(users.into_iter().map(|user| (user.id.0, user)).collect())
}
