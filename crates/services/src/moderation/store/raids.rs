//! What the table `filter` has of raids.

use crate::Result;
use crate::database::{Database, Transaction};
use domain::moderation::{GUARD_MINUTES, RaidSuspicion};
use domain::{ActionId, ChannelId};
use sqlx::types::Json;

fn guard_minutes() -> i32 {
    i32::try_from(GUARD_MINUTES).unwrap_or(i32::MAX)
}

/// Starts the guard, or prolongs it; a suspicion is dealt with by it.
pub async fn start_raid_guard(tx: &mut Transaction, channel: ChannelId, action: ActionId) -> Result<()> {
    sqlx::query!(
        "insert into filter (channel_id, raid_guard_since, raid_guard_until, raid_guard_action) values ($1, now(), now() + make_interval(mins => $2), $3)
         on conflict (channel_id) do update
             set raid_guard_since = case when filter.raid_guard_until > now() then filter.raid_guard_since else now() end,
                 raid_guard_until = excluded.raid_guard_until, raid_guard_action = excluded.raid_guard_action,
                 raid_suspicion = null, raid_suspected_at = null, updated_at = now()",
        channel.0,
        guard_minutes(),
        action.0
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The action that has started or prolonged the guard, if it is on.
pub async fn guard_action(tx: &mut Transaction, channel: ChannelId) -> Result<Option<ActionId>> {
    let action = sqlx::query_scalar!(
        r#"select raid_guard_action as "action!" from filter where channel_id = $1 and raid_guard_until > now() for update"#,
        channel.0
    );
    Ok(action.fetch_optional(tx).await?.map(ActionId::from))
}

/// Ends the guard and drops the suspicion; whether the guard was on. None if there was neither. After a guard the next raid is noted at once,
/// after a suspicion that was dropped in some minutes.
pub async fn end_raid_guard(tx: &mut Transaction, channel: ChannelId) -> Result<Option<bool>> {
    let before = sqlx::query_scalar!(
        r#"select coalesce(raid_guard_until > now(), false) as "was_on!" from filter
           where channel_id = $1 and (raid_guard_until > now() or raid_suspicion is not null) for update"#,
        channel.0
    );
    let Some(was_on) = before.fetch_optional(&mut *tx).await? else { return Ok(None) };
    sqlx::query!(
        "update filter set raid_guard_since = null, raid_guard_until = null, raid_guard_action = null, raid_suspicion = null,
                           raid_suspected_at = case when $2 then null else raid_suspected_at end, updated_at = now()
         where channel_id = $1",
        channel.0,
        was_on
    )
    .execute(tx)
    .await?;
    Ok(Some(was_on))
}

/// Notes a suspicion, and starts the guard if the channel's rules say so; whether they do. None if one was noted in the last minutes, or the
/// guard is on.
pub async fn note_raid(
    tx: &mut Transaction,
    channel: ChannelId,
    suspicion: &RaidSuspicion,
    action: ActionId,
) -> Result<Option<bool>> {
    let acts = sqlx::query_scalar!(
        r#"insert into filter (channel_id, raid_suspected_at, raid_suspicion) values ($1, now(), $2)
           on conflict (channel_id) do update
               set raid_suspected_at = now(), raid_suspicion = excluded.raid_suspicion, updated_at = now()
               where (filter.raid_suspected_at is null or filter.raid_suspected_at <= now() - make_interval(mins => $3))
                 and (filter.raid_guard_until is null or filter.raid_guard_until <= now())
           returning coalesce(rules ->> 'raidGuard' = 'act', false) as "acts!""#,
        channel.0,
        Json(suspicion) as _,
        guard_minutes()
    );
    let acts = acts.fetch_optional(&mut *tx).await?;
    if acts == Some(true) {
        sqlx::query!(
            "update filter set raid_guard_since = now(), raid_guard_until = now() + make_interval(mins => $2), raid_guard_action = $3
             where channel_id = $1",
            channel.0,
            guard_minutes(),
            action.0
        )
        .execute(tx)
        .await?;
    }
    Ok(acts)
}

/// Forgets what looked like a raid some minutes ago: it has the words of a message in it.
pub async fn forget_raids(db: &Database) -> Result<()> {
    sqlx::query!(
        "update filter set raid_suspicion = null where raid_suspicion is not null and raid_suspected_at <= now() - make_interval(mins => $1)",
        guard_minutes()
    )
    .execute(db)
    .await?;
    Ok(())
}
