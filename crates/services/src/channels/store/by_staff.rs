//! What administrators see of channels, hidden ones included, and do to them.

use super::{ChannelRow, OwnedChannel, containing};
use crate::Result;
use crate::access::{Administrator, ChannelOwner};
use crate::database::{Database, Transaction};
use domain::channels::{Channel, EndedByStaff, SearchText, StaffNotice};
use domain::{ChannelId, UserId};
use std::collections::HashMap;
use uuid::Uuid;

/// Channels with this text in their name, slug or owner's username, the newest first.
pub async fn all(
    db: &Database,
    _: Administrator,
    text: Option<&SearchText>,
    before: Option<ChannelId>,
    limit: i64,
) -> Result<Vec<Channel>> {
    let rows = channels!(
        "",
        "where ($1::text is null or lower(channel.name) like lower($1) or channel.slug like lower($1) or owner.username like lower($1))
           and ($2::uuid is null or channel.id < $2)
         order by channel.id desc limit $3",
        text.map(containing),
        before.map(|id| id.0),
        limit
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(|row| OwnedChannel::from(row).channel).collect())
}

/// Those of these channels that exist.
pub async fn these(db: &Database, _: Administrator, channels: &[ChannelId]) -> Result<Vec<Channel>> {
    let ids: Vec<Uuid> = channels.iter().map(|channel| channel.0).collect();
    let rows = channels!("", "where channel.id = any($1)", &ids).fetch_all(db).await?;
    Ok(rows.into_iter().map(|row| OwnedChannel::from(row).channel).collect())
}

/// Why the owner of a channel cannot make it public.
#[derive(Clone, Debug, Default)]
pub struct Hidden {
    /// What administrators gave as their reason; none if they have not hidden it.
    pub reason: Option<String>,
    /// Its owner's account is disabled.
    pub with_owner: bool,
}

/// Those of these channels that are hidden by administrators or with their owners.
pub async fn hidden(db: &Database, channels: &[ChannelId]) -> Result<HashMap<ChannelId, Hidden>> {
    let ids: Vec<Uuid> = channels.iter().map(|channel| channel.0).collect();
    let rows = sqlx::query!(
        "select id, hidden_reason, hidden_with_owner from channel
         where id = any($1) and (hidden_reason is not null or hidden_with_owner)",
        &ids
    );
    let hidden = |reason, with_owner| Hidden { reason, with_owner };
    Ok(rows
        .fetch_all(db)
        .await?
        .into_iter()
        .map(|row| (row.id.into(), hidden(row.hidden_reason, row.hidden_with_owner)))
        .collect())
}

/// What administrators have done to a channel, for its owner: why they hide it, and the stream that they ended last, if that was in the last
/// `days`. None if the channel does not exist any more.
pub async fn notice(db: &Database, owner: ChannelOwner, days: i32) -> Result<Option<StaffNotice>> {
    // Ordered by the time, which has no index: the lines of one account are few, and the whole log is never read backwards in search of one.
    let row = sqlx::query!(
        r#"select hidden_reason, ended.created_at as "ended_at?", ended.reason as "ended_reason?"
           from channel left join lateral (
               select audit.created_at, audit.detail ->> 'reason' as reason from audit
               where audit.target_account_id = channel.owner_id and audit.action = 'end_stream'
                 and audit.detail -> 'channel' ->> 'id' = channel.id::text and audit.created_at > now() - make_interval(days => $2)
               order by audit.created_at desc limit 1) ended on true
           where channel.id = $1"#,
        owner.channel().0,
        days
    );
    Ok(row.fetch_optional(db).await?.map(|row| StaffNotice {
        hidden_reason: row.hidden_reason,
        ended_stream: row.ended_at.zip(row.ended_reason).map(|(at, reason)| EndedByStaff { at, reason }),
    }))
}

/// Locks an account's channels in the order of their ids, as all that locks several. Whether each is public.
pub async fn lock_of_owner(tx: &mut Transaction, owner: UserId) -> Result<HashMap<ChannelId, bool>> {
    let locked =
        sqlx::query!("select id, is_public from channel where owner_id = $1 order by id for no key update", owner.0);
    Ok(locked.fetch_all(tx).await?.into_iter().map(|row| (row.id.into(), row.is_public)).collect())
}

/// Hides a channel for this reason; or without one lets it be as public as it was before, unless its owner's account is disabled. None if it does
/// not exist any more, and for the latter if administrators have not hidden it.
pub async fn set_hidden(
    tx: &mut Transaction,
    _: Administrator,
    channel: ChannelId,
    reason: Option<&str>,
) -> Result<Option<Channel>> {
    let row = channels!(
        "with channel as (
             update channel set hidden_reason = $2::text, updated_at = now(),
                 is_public = $2::text is null and hidden_was_public and not hidden_with_owner,
                 hidden_was_public = case
                     when $2::text is null then hidden_with_owner and hidden_was_public
                     when hidden_reason is null and not hidden_with_owner then is_public
                     else hidden_was_public
                 end
             where id = $1 and ($2::text is not null or hidden_reason is not null) returning *)",
        "",
        channel.0,
        reason
    );
    Ok(row.fetch_optional(tx).await?.map(|row| OwnedChannel::from(row).channel))
}

/// Deletes a channel; as it was, or none if it does not exist any more.
pub async fn delete(tx: &mut Transaction, _: Administrator, channel: ChannelId) -> Result<Option<Channel>> {
    let row = channels!("with channel as (delete from channel where id = $1 returning *)", "", channel.0);
    Ok(row.fetch_optional(tx).await?.map(|row| OwnedChannel::from(row).channel))
}

/// Gives a channel another stream key; as it is then, or none if it does not exist any more.
pub async fn set_stream_key(
    tx: &mut Transaction,
    _: Administrator,
    channel: ChannelId,
    digest: &[u8],
    sealed: &[u8],
) -> Result<Option<Channel>> {
    let row = channels!(
        "with channel as (
             update channel set stream_key_digest = $2, stream_key_sealed = $3, updated_at = now() where id = $1 returning *)",
        "",
        channel.0,
        digest,
        sealed
    );
    Ok(row.fetch_optional(tx).await?.map(|row| OwnedChannel::from(row).channel))
}
