//! The table `ban`.

use super::people;
use crate::Result;
use crate::access::Moderator;
use crate::database::{Database, Transaction};
use crate::moderation::bans::BanCursor;
use domain::moderation::{Appeal, Ban};
use domain::{BanId, ChannelId, UserId};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

/// A ban in force, as the log keeps it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BanState {
    pub id: BanId,
    pub by: Option<UserId>,
    pub reason: Option<String>,
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
    #[serde(with = "time::serde::rfc3339::option")]
    pub expires_at: Option<OffsetDateTime>,
}

/// The ban of a user that is in force. The caller has locked the channel.
pub async fn ban_state(tx: &mut Transaction, channel: ChannelId, user: UserId) -> Result<Option<BanState>> {
    let row = sqlx::query!(
        "select id, banned_by, reason, created_at, expires_at from ban
         where channel_id = $1 and account_id = $2 and (expires_at is null or expires_at > now())",
        channel.0,
        user.0
    );
    Ok(row.fetch_optional(tx).await?.map(|row| BanState {
        id: row.id.into(),
        by: row.banned_by.map(UserId::from),
        reason: row.reason,
        created_at: row.created_at,
        expires_at: row.expires_at,
    }))
}

/// Bans a user, for some seconds or until it is lifted, in the place of an earlier ban.
pub async fn put_ban(
    tx: &mut Transaction,
    moderator: &Moderator,
    user: UserId,
    id: BanId,
    reason: Option<&str>,
    seconds: Option<u32>,
) -> Result<()> {
    sqlx::query!(
        "insert into ban (id, channel_id, account_id, banned_by, reason, expires_at)
         values ($1, $2, $3, $4, $5, now() + make_interval(secs => $6))
         on conflict (channel_id, account_id) do update set id = excluded.id, banned_by = excluded.banned_by, reason = excluded.reason,
                                                            expires_at = excluded.expires_at, created_at = now()",
        id.0,
        moderator.channel().0,
        user.0,
        moderator.user().0,
        reason,
        seconds.map(f64::from)
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Puts a ban in force again as it was.
pub async fn renew_ban(tx: &mut Transaction, channel: ChannelId, user: UserId, ban: &BanState) -> Result<()> {
    sqlx::query!(
        "insert into ban (id, channel_id, account_id, banned_by, reason, expires_at, created_at)
         values ($1, $2, $3, (select id from account where id = $4), $5, $6, $7) on conflict (channel_id, account_id) do update set id = excluded.id, banned_by = excluded.banned_by, reason = excluded.reason,
                                                            expires_at = excluded.expires_at, created_at = excluded.created_at",
        ban.id.0,
        channel.0,
        user.0,
        ban.by.map(|by| by.0),
        ban.reason,
        ban.expires_at,
        ban.created_at
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Ends all bans of a user, in whichever channels.
pub async fn delete_bans_of(tx: &mut Transaction, user: UserId) -> Result<()> {
    sqlx::query!("delete from ban where account_id = $1", user.0).execute(tx).await?;
    Ok(())
}

pub async fn delete_ban(tx: &mut Transaction, channel: ChannelId, ban: BanId) -> Result<()> {
    sqlx::query!("delete from ban where channel_id = $1 and id = $2", channel.0, ban.0).execute(tx).await?;
    Ok(())
}

struct BanRow {
    id: Uuid,
    channel_id: Uuid,
    account_id: Uuid,
    banned_by: Option<Uuid>,
    reason: Option<String>,
    created_at: OffsetDateTime,
    expires_at: Option<OffsetDateTime>,
    appeal: Option<String>,
    appealed_at: Option<OffsetDateTime>,
    decision: Option<String>,
    answer: Option<String>,
    answered_by: Option<Uuid>,
    answered_at: Option<OffsetDateTime>,
}

/// A query for bans in force.
macro_rules! bans {
    ($tail:literal $(, $argument:expr)*) => {
        sqlx::query_as!(
            BanRow,
            r#"select ban.id, ban.channel_id, ban.account_id, banned_by, reason, ban.created_at, expires_at, content as "appeal?",
                      appeal.created_at as "appealed_at?", decision, answer, answered_by, answered_at
               from ban left join appeal on appeal.ban_id = ban.id
               where (expires_at is null or expires_at > now()) "# + $tail
            $(, $argument)*
        )
    };
}

/// This ban.
pub async fn ban(tx: &mut Transaction, ban: BanId) -> Result<Option<Ban>> {
    let rows = bans!("and ban.id = $1", ban.0).fetch_all(&mut *tx).await?;
    Ok(with_people(tx, rows).await?.pop())
}

/// The ban of a user.
pub async fn ban_of(db: &Database, channel: ChannelId, user: UserId) -> Result<Option<Ban>> {
    let rows = bans!("and ban.channel_id = $1 and ban.account_id = $2", channel.0, user.0).fetch_all(db).await?;
    Ok(with_people(db, rows).await?.pop())
}

/// Those of these users, each in a channel.
pub async fn bans_of(db: &Database, channels: &[Uuid], users: &[Uuid]) -> Result<Vec<(ChannelId, Ban)>> {
    let rows = bans!(
        "and (ban.channel_id, ban.account_id) in (select * from unnest($1::uuid[], $2::uuid[]))",
        channels,
        users
    );
    let rows = rows.fetch_all(db).await?;
    in_channels(db, rows).await
}

/// The bans of a channel before this one, the newest first.
pub async fn bans(db: &Database, channel: ChannelId, before: Option<BanCursor>, limit: i64) -> Result<Vec<Ban>> {
    let (at, ban) = before.map(|BanCursor(at, ban)| (at, ban.0)).unzip();
    let rows = bans!(
        "and ban.channel_id = $1 and ($2::timestamptz is null or (ban.created_at, ban.id) < ($2, $3))
         order by ban.created_at desc, ban.id desc limit $4",
        channel.0,
        at,
        ban,
        limit
    );
    let rows = rows.fetch_all(db).await?;
    with_people(db, rows).await
}

/// Those of a channel with an appeal that waits, the oldest appeal first.
pub async fn appealed_bans(db: &Database, channel: ChannelId, limit: i64) -> Result<Vec<Ban>> {
    let rows = bans!(
        "and appeal.channel_id = $1 and appeal.decision is null order by appeal.created_at, ban.id limit $2",
        channel.0,
        limit
    );
    let rows = rows.fetch_all(db).await?;
    with_people(db, rows).await
}

async fn with_people(db: impl sqlx::PgExecutor<'_>, rows: Vec<BanRow>) -> Result<Vec<Ban>> {
    Ok(in_channels(db, rows).await?.into_iter().map(|(_, ban)| ban).collect())
}

async fn in_channels(db: impl sqlx::PgExecutor<'_>, rows: Vec<BanRow>) -> Result<Vec<(ChannelId, Ban)>> {
    let ids = rows.iter().flat_map(|row| [Some(row.account_id), row.banned_by, row.answered_by]);
    let people = people(db, ids).await?;
    let person = |id: Option<Uuid>| id.and_then(|id| people.get(&id).cloned());
    let ban = |row: BanRow| {
        let appeal = row.appeal.zip(row.appealed_at).map(|(text, created_at)| Appeal {
            text,
            created_at,
            decision: row.decision.and_then(|decision| decision.parse().ok()),
            answer: row.answer,
            answered_by: person(row.answered_by),
            answered_at: row.answered_at,
        });
        let ban = Ban {
            id: row.id.into(),
            user: people.get(&row.account_id)?.clone(),
            by: person(row.banned_by),
            reason: row.reason,
            created_at: row.created_at,
            expires_at: row.expires_at,
            appeal,
        };
        Some((row.channel_id.into(), ban))
    };
    Ok(rows.into_iter().filter_map(ban).collect())
}
