//! What the table `filter` has of raids.

use crate::Result;
use crate::database::Transaction;
use domain::ChannelId;
use domain::moderation::{GUARD_MINUTES, RaidSuspicion};
use sqlx::types::Json;

fn guard_minutes() -> i32 {
    i32::try_from(GUARD_MINUTES).unwrap_or(i32::MAX)
}

/// Starts the guard; a suspicion is dealt with by it.
pub async fn start_raid_guard(tx: &mut Transaction, channel: ChannelId) -> Result<()> {
    sqlx::query!(
        "insert into filter (channel_id, raid_guard_until, raid_suspected_at) values ($1, now() + make_interval(mins => $2), now())
         on conflict (channel_id) do update set raid_guard_until = excluded.raid_guard_until, raid_suspicion = null,
                                                raid_suspected_at = now(), updated_at = now()",
        channel.0,
        guard_minutes()
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Ends the guard and drops the suspicion; whether the guard was on. None if there was neither.
pub async fn end_raid_guard(tx: &mut Transaction, channel: ChannelId) -> Result<Option<bool>> {
    let before = sqlx::query_scalar!(
        r#"select coalesce(raid_guard_until > now(), false) as "was_on!" from filter
           where channel_id = $1 and (raid_guard_until > now() or raid_suspicion is not null) for update"#,
        channel.0
    );
    let Some(was_on) = before.fetch_optional(&mut *tx).await? else { return Ok(None) };
    sqlx::query!(
        "update filter set raid_guard_until = null, raid_suspicion = null, updated_at = now() where channel_id = $1",
        channel.0
    )
    .execute(tx)
    .await?;
    Ok(Some(was_on))
}

/// Notes a suspicion, and starts the guard if the channel's rules say so; whether they do. None if one was noted in the last minutes.
pub async fn note_raid(tx: &mut Transaction, channel: ChannelId, suspicion: &RaidSuspicion) -> Result<Option<bool>> {
    let acted = sqlx::query_scalar!(
        r#"insert into filter (channel_id, raid_suspected_at, raid_suspicion) values ($1, now(), $2)
           on conflict (channel_id) do update
               set raid_suspected_at = now(), raid_suspicion = excluded.raid_suspicion, updated_at = now(),
                   raid_guard_until = case when filter.rules ->> 'raidGuard' = 'act' then now() + make_interval(mins => $3)
                                           else filter.raid_guard_until end
               where filter.raid_suspected_at is null or filter.raid_suspected_at <= now() - make_interval(mins => $3)
           returning coalesce(rules ->> 'raidGuard' = 'act', false) as "acted!""#,
        channel.0,
        Json(suspicion) as _,
        guard_minutes()
    );
    Ok(acted.fetch_optional(tx).await?)
}
