//! The queue of deliveries in the table `webhook_delivery`: taking what is due, and noting what came of it.

use crate::Result;
use crate::database::Database;
use domain::webhooks::TEST_EVENT;
use std::time::Duration;
use uuid::Uuid;

/// A delivery that is due, with all that sending it takes.
pub struct ClaimedDelivery {
    pub id: Uuid,
    pub webhook_id: Uuid,
    pub owner_id: Uuid,
    pub kind: String,
    pub body: String,
    pub attempts: i32,
    pub address_sealed: Vec<u8>,
    pub secret_sealed: Option<Vec<u8>>,
    /// While it counts.
    pub old_secret_sealed: Option<Vec<u8>>,
}

/// What came of an attempt.
#[derive(Debug, Default)]
pub struct AttemptNote {
    pub status_code: Option<i32>,
    pub duration_ms: i32,
    pub response: Option<String>,
    /// Why it counts as a failure.
    pub error: Option<String>,
}

// Whatever changes a webhook and its deliveries locks the webhook first, so that none of these statements waits for another in a circle.

/// Takes the oldest delivery that is due, of a webhook of which no other is under way. Both are leased: if the process is killed now, the delivery
/// is due again after `lease`. What it costs grows with the webhooks that have something waiting, not with how much that is: `waiting` skips from
/// one webhook's deliveries to the next one's. Deliveries of channels that `busy` accounts own are left for later.
pub async fn claim(db: &Database, lease: Duration, busy: &[Uuid]) -> Result<Option<ClaimedDelivery>> {
    let claimed = sqlx::query_as!(
        ClaimedDelivery,
        r#"with recursive waiting as (
               (select webhook_id from webhook_delivery where due_at is not null order by webhook_id limit 1)
               union all
               select (select later.webhook_id from webhook_delivery later
                       where later.due_at is not null and later.webhook_id > waiting.webhook_id order by later.webhook_id limit 1)
               from waiting where waiting.webhook_id is not null),
           picked as (
               select next.id, webhook.id as webhook_id
               from waiting join webhook on webhook.id = waiting.webhook_id join channel on channel.id = channel_id
               cross join lateral (
                   select due.id, due_at from webhook_delivery due
                   where due.webhook_id = webhook.id and due_at <= now() and (is_public or event = $2) order by due_at, due.id limit 1) next
               where (leased_until is null or leased_until <= now() or leased_until > now() + make_interval(secs => $1))
                 and (paused_until is null or paused_until <= now()) and owner_id <> all($3)
               order by next.due_at, next.id limit 1 for no key update of webhook skip locked),
           leased as (
               update webhook set leased_until = now() + make_interval(secs => $1) from picked where webhook.id = picked.webhook_id
               returning webhook.id, kind, address_sealed, secret_sealed, (select owner_id from channel where channel.id = channel_id) as owner_id,
                         case when old_secret_until > now() then old_secret_sealed end as old_secret_sealed)
           update webhook_delivery set attempts = attempts + 1, due_at = now() + make_interval(secs => $1)
           from picked join leased on leased.id = picked.webhook_id where webhook_delivery.id = picked.id
           returning webhook_delivery.id, webhook_delivery.webhook_id, leased.owner_id as "owner_id!", kind, body, attempts, address_sealed,
                     leased.secret_sealed as "secret_sealed?", leased.old_secret_sealed as "old_secret_sealed?""#,
        lease.as_secs_f64(),
        TEST_EVENT,
        busy
    );
    Ok(claimed.fetch_optional(db).await?)
}

/// Notes that a delivery has arrived. Its webhook is on again, if it was switched off.
pub async fn delivered(db: &Database, delivery: Uuid, note: &AttemptNote) -> Result<()> {
    sqlx::query!(
        "with held as (
             select webhook.id from webhook join webhook_delivery on webhook_delivery.webhook_id = webhook.id
             where webhook_delivery.id = $1 for no key update of webhook),
         arrived as (
             update webhook_delivery set due_at = null, delivered_at = now(), attempted_at = now(), status_code = $2, duration_ms = $3,
                 response = $4, error = null, attempts = greatest(attempts, 1)
             from held where webhook_delivery.id = $1 and webhook_id = held.id returning webhook_id)
         update webhook set leased_until = null, paused_until = null, failing_since = null, disabled_at = null, disabled_reason = null
         from arrived where webhook.id = arrived.webhook_id",
        delivery,
        note.status_code,
        note.duration_ms,
        note.response
    )
    .execute(db)
    .await?;
    Ok(())
}

/// When a delivery that has failed is tried again.
pub struct NextAttempt {
    /// After this pause; never if it is none.
    pub pause: Option<Duration>,
    /// A delivery that is older is given up.
    pub give_up: Duration,
    /// Until then the webhook's other deliveries wait, at least: its receiver asked for it.
    pub pause_of_webhook: Duration,
    /// The longest pause of a webhook that fails. It grows with the time for which it has failed.
    pub longest_pause_of_webhook: Duration,
}

/// Notes that a delivery has not arrived. If its webhook has got another address meanwhile, it is due there now, and the failure says nothing of that
/// address. One that was given up meanwhile, because the channel was hidden, stays given up.
pub async fn failed(db: &Database, attempt: &ClaimedDelivery, note: &AttemptNote, next: &NextAttempt) -> Result<()> {
    sqlx::query!(
        "with held as (
             select webhook.id, address_sealed = $10 as is_same from webhook join webhook_delivery on webhook_delivery.webhook_id = webhook.id
             where webhook_delivery.id = $1 for no key update of webhook),
         missed as (
             update webhook_delivery set attempted_at = now(), status_code = $2, duration_ms = $3, response = $4, error = $5,
                 due_at = case when due_at is null then null when not is_same then now()
                     when created_at + make_interval(secs => $7) > now() + make_interval(secs => $6) then now() + make_interval(secs => $6) end
             from held where webhook_delivery.id = $1 and webhook_id = held.id returning webhook_id, is_same)
         update webhook set leased_until = null, failing_since = case when is_same then coalesce(failing_since, now()) else failing_since end,
             paused_until = case when is_same then now() + greatest(make_interval(secs => $8),
                 least(now() - coalesce(failing_since, now()), make_interval(secs => $9))) else paused_until end
         from missed where webhook.id = missed.webhook_id",
        attempt.id,
        note.status_code,
        note.duration_ms,
        note.response,
        note.error,
        next.pause.map(|pause| pause.as_secs_f64()),
        next.give_up.as_secs_f64(),
        next.pause_of_webhook.as_secs_f64(),
        next.longest_pause_of_webhook.as_secs_f64(),
        attempt.address_sealed.as_slice()
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Switches the webhook of an attempt off, and gives up what waits for it: at once, or if it has failed for so long. True if it was on until now and
/// has the address still that was tried.
pub async fn disable(
    db: &Database,
    attempt: &ClaimedDelivery,
    failing_for: Option<Duration>,
    reason: &str,
) -> Result<bool> {
    let disabled = sqlx::query!(
        "with disabled as (
             update webhook set disabled_at = now(), disabled_reason = $3
             where id = $1 and address_sealed = $4 and disabled_at is null
               and ($2::float8 is null or failing_since < now() - make_interval(secs => $2)) returning id),
         given_up as (
             update webhook_delivery set due_at = null from disabled where webhook_id = disabled.id and due_at is not null)
         select id from disabled",
        attempt.webhook_id,
        failing_for.map(|long| long.as_secs_f64()),
        reason,
        attempt.address_sealed.as_slice()
    );
    Ok(disabled.fetch_optional(db).await?.is_some())
}

/// Deletes old deliveries, as many at a time as a statement can delete quickly; answers how many.
pub async fn forget(db: &Database, after: Duration, limit: i64) -> Result<u64> {
    let deleted = sqlx::query!(
        "delete from webhook_delivery where id in (
             select id from webhook_delivery where created_at < now() - make_interval(secs => $1) order by created_at limit $2)",
        after.as_secs_f64(),
        limit
    );
    Ok(deleted.execute(db).await?.rows_affected())
}
