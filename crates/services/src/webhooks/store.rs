//! The tables `webhook` and `webhook_delivery`: webhooks as their owners have them, and the events that are queued for them.

use crate::Result;
use crate::access::ChannelOwner;
use crate::database::{Database, Transaction};
use domain::webhooks::WebhookKind;
use domain::{ChannelId, DeliveryId, UserId, WebhookId};
use sqlx::PgExecutor;
use std::time::Duration;
use time::OffsetDateTime;
use uuid::Uuid;

/// A webhook as stored.
pub struct WebhookRow {
    pub id: Uuid,
    pub channel_id: Uuid,
    pub kind: String,
    pub address_sealed: Vec<u8>,
    pub events: Vec<String>,
    pub disabled_reason: Option<String>,
    pub failing_since: Option<OffsetDateTime>,
    pub created_at: OffsetDateTime,
}

/// A delivery as its webhook's owner sees it.
pub struct DeliveryRow {
    pub id: Uuid,
    pub event: String,
    pub attempts: i32,
    pub status_code: Option<i32>,
    pub duration_ms: Option<i32>,
    pub response: Option<String>,
    pub error: Option<String>,
    pub created_at: OffsetDateTime,
    pub attempted_at: Option<OffsetDateTime>,
    pub delivered_at: Option<OffsetDateTime>,
    pub due_at: Option<OffsetDateTime>,
    /// Whether its channel is public.
    pub is_public: bool,
}

/// A webhook that wants to know of an event, and the channel's names.
pub struct Taker {
    pub id: Uuid,
    pub kind: String,
    pub channel_name: String,
    pub channel_slug: String,
}

/// What is stored of a new webhook.
pub struct NewRow<'a> {
    pub kind: WebhookKind,
    pub address: &'a [u8],
    /// Of those that are signed.
    pub secret: Option<&'a [u8]>,
    pub events: &'a [String],
}

/// What is stored of a change of a webhook; what is none stays.
pub struct ChangedRow<'a> {
    /// An address that differs from the one before.
    pub address: Option<&'a [u8]>,
    pub events: Option<&'a [String]>,
}

macro_rules! webhooks {
    ($with:literal, $tail:literal $(, $argument:expr)*) => {
        sqlx::query_as!(
            WebhookRow,
            $with + r#" select webhook.id as "id!", channel_id as "channel_id!", kind as "kind!", address_sealed as "address_sealed!",
                        events as "events!", disabled_reason as "disabled_reason?", failing_since as "failing_since?",
                        webhook.created_at as "created_at!" from webhook "# + $tail
            $(, $argument)*
        )
    };
}

macro_rules! deliveries {
    ($with:literal, $tail:literal $(, $argument:expr)*) => {
        sqlx::query_as!(
            DeliveryRow,
            $with + r#" select webhook_delivery.id as "id!", event as "event!", attempts as "attempts!", status_code as "status_code?",
                        duration_ms as "duration_ms?", response as "response?", error as "error?", webhook_delivery.created_at as "created_at!",
                        attempted_at as "attempted_at?", delivered_at as "delivered_at?", due_at as "due_at?", is_public as "is_public!"
                 from webhook_delivery join webhook on webhook.id = webhook_id join channel on channel.id = channel_id "# + $tail
            $(, $argument)*
        )
    };
}

/// The webhooks of a channel, the oldest first.
pub async fn of_channel(db: &Database, owner: ChannelOwner) -> Result<Vec<WebhookRow>> {
    let rows = webhooks!("", "where channel_id = $1 order by id", owner.channel().0);
    Ok(rows.fetch_all(db).await?)
}

/// The webhooks of an account's channels, channel by channel, the oldest first.
pub async fn of_owner(db: &Database, owner: UserId) -> Result<Vec<WebhookRow>> {
    let rows = webhooks!(
        "",
        "join channel on channel.id = channel_id where owner_id = $1 order by channel_id, webhook.id",
        owner.0
    );
    Ok(rows.fetch_all(db).await?)
}

/// A webhook of the channel; none if it is another channel's.
pub async fn find(db: impl PgExecutor<'_>, owner: ChannelOwner, id: WebhookId) -> Result<Option<WebhookRow>> {
    let row = webhooks!("", "where channel_id = $1 and id = $2", owner.channel().0, id.0);
    Ok(row.fetch_optional(db).await?)
}

/// The same, which stays as it is until the transaction ends.
pub async fn lock(tx: &mut Transaction, owner: ChannelOwner, id: WebhookId) -> Result<Option<WebhookRow>> {
    let row = webhooks!("", "where channel_id = $1 and id = $2 for no key update", owner.channel().0, id.0);
    Ok(row.fetch_optional(tx).await?)
}

pub async fn count(tx: &mut Transaction, owner: ChannelOwner) -> Result<i64> {
    let count =
        sqlx::query_scalar!(r#"select count(*) as "count!" from webhook where channel_id = $1"#, owner.channel().0);
    Ok(count.fetch_one(tx).await?)
}

pub async fn insert(tx: &mut Transaction, owner: ChannelOwner, new: NewRow<'_>) -> Result<WebhookRow> {
    let row = webhooks!(
        "with webhook as (
             insert into webhook (id, channel_id, kind, address_sealed, secret_sealed, events) values ($1, $2, $3, $4, $5, $6) returning *)",
        "",
        Uuid::now_v7(),
        owner.channel().0,
        new.kind.as_str(),
        new.address,
        new.secret,
        new.events
    );
    Ok(row.fetch_one(tx).await?)
}

/// Changes a webhook, which is locked; none if there is no such webhook. A new address has not failed yet: the webhook is on, and what waits for
/// it is due now, for the first time.
pub async fn change(
    tx: &mut Transaction,
    owner: ChannelOwner,
    id: WebhookId,
    changed: ChangedRow<'_>,
) -> Result<Option<WebhookRow>> {
    let row = webhooks!(
        "with webhook as (
             update webhook set address_sealed = coalesce($3, address_sealed), events = coalesce($4::text[], events),
                 disabled_at = case when $3::bytea is null then disabled_at end,
                 disabled_reason = case when $3::bytea is null then disabled_reason end,
                 failing_since = case when $3::bytea is null then failing_since end,
                 paused_until = case when $3::bytea is null then paused_until end
             where channel_id = $1 and id = $2 returning *),
         hurried as (
             update webhook_delivery set due_at = least(due_at, now()), attempts = 0 from webhook
             where $3::bytea is not null and webhook_id = webhook.id and due_at is not null)",
        "",
        owner.channel().0,
        id.0,
        changed.address,
        changed.events
    );
    Ok(row.fetch_optional(tx).await?)
}

/// False if the channel has no such webhook.
pub async fn delete(db: &Database, owner: ChannelOwner, id: WebhookId) -> Result<bool> {
    let deleted = sqlx::query!("delete from webhook where channel_id = $1 and id = $2", owner.channel().0, id.0);
    Ok(deleted.execute(db).await?.rows_affected() > 0)
}

/// Puts another secret in the place of a webhook's own, which counts for so long besides; none if there is no such webhook, or it has no secret.
pub async fn rotate(
    db: &Database,
    owner: ChannelOwner,
    id: WebhookId,
    secret: &[u8],
    overlap: Duration,
) -> Result<Option<WebhookRow>> {
    let row = webhooks!(
        "with webhook as (
             update webhook set old_secret_sealed = secret_sealed, old_secret_until = now() + make_interval(secs => $4), secret_sealed = $3
             where channel_id = $1 and id = $2 and secret_sealed is not null returning *)",
        "",
        owner.channel().0,
        id.0,
        secret,
        overlap.as_secs_f64()
    );
    Ok(row.fetch_optional(db).await?)
}

/// The webhooks that want to know of an event of a public channel. They stay until the transaction ends; one that is just being deleted is left
/// out, so that events wait for no deletion.
/// A `follower` who has followed within a day is told of no more: people may follow and unfollow all day.
pub async fn takers(
    tx: &mut Transaction,
    channel: ChannelId,
    event: &str,
    follower: Option<UserId>,
) -> Result<Vec<Taker>> {
    let rows = sqlx::query_as!(
        Taker,
        "select webhook.id, kind, channel.name as channel_name, channel.slug as channel_slug
         from webhook join channel on channel.id = channel_id
         where channel_id = $1 and is_public and disabled_at is null and $2 = any(events)
           and not exists (select from webhook_delivery told
                           where told.account_id = $3 and told.webhook_id = webhook.id and told.event = $2
                             and told.created_at > now() - interval '1 day')
         order by webhook.id for key share of webhook skip locked",
        channel.0,
        event,
        follower.map(|follower| follower.0)
    );
    Ok(rows.fetch_all(tx).await?)
}

/// The webhook of the channel as the only taker of an event that its owner sends, whether the webhook is on or not.
pub async fn taker(tx: &mut Transaction, owner: ChannelOwner, id: WebhookId) -> Result<Option<Taker>> {
    let row = sqlx::query_as!(
        Taker,
        "select webhook.id, kind, channel.name as channel_name, channel.slug as channel_slug
         from webhook join channel on channel.id = channel_id
         where channel_id = $1 and webhook.id = $2 for key share of webhook",
        owner.channel().0,
        id.0
    );
    Ok(row.fetch_optional(tx).await?)
}

/// Queues bodies for webhooks.
pub async fn queue(
    tx: &mut Transaction,
    event: &str,
    account: Option<UserId>,
    deliveries: &[(DeliveryId, WebhookId, String)],
) -> Result<()> {
    let ids: Vec<Uuid> = deliveries.iter().map(|(id, ..)| id.0).collect();
    let webhooks: Vec<Uuid> = deliveries.iter().map(|(_, webhook, _)| webhook.0).collect();
    let bodies: Vec<String> = deliveries.iter().map(|(.., body)| body.clone()).collect();
    sqlx::query!(
        "insert into webhook_delivery (id, webhook_id, event, body, account_id)
         select id, webhook_id, $3, body, (select account.id from account where account.id = $4) from unnest($1::uuid[], $2::uuid[], $5::text[]) as one (id, webhook_id, body)",
        &ids,
        &webhooks,
        event,
        account.map(|account| account.0),
        &bodies
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The deliveries of a webhook, the newest first.
pub async fn deliveries(
    db: &Database,
    owner: ChannelOwner,
    webhook: WebhookId,
    before: Option<DeliveryId>,
    limit: i64,
) -> Result<Vec<DeliveryRow>> {
    let rows = deliveries!(
        "",
        "where channel_id = $1 and webhook_id = $2 and ($3::uuid is null or webhook_delivery.id < $3)
         order by webhook_delivery.id desc limit $4",
        owner.channel().0,
        webhook.0,
        before.map(|id| id.0),
        limit
    );
    Ok(rows.fetch_all(db).await?)
}

/// A delivery of a webhook of the channel.
pub async fn delivery(
    tx: &mut Transaction,
    owner: ChannelOwner,
    webhook: WebhookId,
    id: DeliveryId,
) -> Result<Option<DeliveryRow>> {
    let row = deliveries!(
        "",
        "where channel_id = $1 and webhook_id = $2 and webhook_delivery.id = $3",
        owner.channel().0,
        webhook.0,
        id.0
    );
    Ok(row.fetch_optional(tx).await?)
}

/// Makes a delivery due now, and ends the pause of its webhook; false if there is no such delivery.
pub async fn resend(
    tx: &mut Transaction,
    owner: ChannelOwner,
    webhook: WebhookId,
    delivery: DeliveryId,
) -> Result<bool> {
    // The webhook first, as everywhere.
    unpause(tx, owner, webhook).await?;
    let due = sqlx::query!(
        "update webhook_delivery set due_at = now(), delivered_at = null from webhook
         where webhook.id = webhook_id and channel_id = $1 and webhook_id = $2 and webhook_delivery.id = $3",
        owner.channel().0,
        webhook.0,
        delivery.0
    );
    Ok(due.execute(tx).await?.rows_affected() > 0)
}

/// Ends the pause of a webhook that fails.
pub async fn unpause(tx: &mut Transaction, owner: ChannelOwner, webhook: WebhookId) -> Result<()> {
    let ended = sqlx::query!(
        "update webhook set paused_until = null where id = $1 and channel_id = $2",
        webhook.0,
        owner.channel().0
    );
    ended.execute(tx).await?;
    Ok(())
}
