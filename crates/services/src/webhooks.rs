//! Outgoing webhooks: what happens in a channel is sent to addresses that its owner chose. Events are queued in the transaction in which they
//! happen (`queue`), so that none is lost and none is told that did not happen; [`delivery`] sends them.

mod address;
mod change;
mod client;
pub mod delivery;
mod discord;
mod queue;
mod store;

use crate::access::{self, ChannelOwner};
use crate::accounts::{self, CurrentUser};
use crate::database::Transaction;
use crate::signature::WebhookSecret;
use crate::streams::store::StreamRow;
use crate::{Error, Result, Services, channels, recheck};
pub use address::WebhookReach;
pub use change::{change_webhook, change_webhook_as_seen};
pub use client::WebhookClient;
use domain::channels::ChannelRef;
use domain::follows::{ChannelFollow, ChannelFollower};
use domain::page::parse_cursor;
use domain::webhooks::{
    DeletedMessages, DeliveryState, NewWebhook, TEST_EVENT, Webhook, WebhookDelivery, WebhookEvent, WebhookKind,
    WebhookPayload,
};
use domain::{ChannelId, Code, DeliveryId, Page, Problem, UserId, WebhookId};
use serde::Serialize;
use serde_json::Value;
use std::time::Duration;
use store::{DeliveryRow, NewRow, Taker, WebhookRow};
use time::OffsetDateTime;
use tokio::sync::Notify;
use uuid::Uuid;

/// Most webhooks of one channel.
pub const WEBHOOKS_PER_CHANNEL: i64 = 10;
/// How long a secret stays valid after it was replaced.
const OVERLAP: Duration = Duration::from_secs(24 * 3600);
/// Deliveries on one page of a list, unless fewer are asked for.
const PAGE: u32 = 50;

/// What deliveries need besides the database.
pub struct Webhooks {
    client: WebhookClient,
    /// Told when deliveries wait to be sent.
    queued: Notify,
}

impl Webhooks {
    /// For machines within this reach.
    pub fn new(reach: WebhookReach) -> Self {
        Self { client: WebhookClient::new(reach), queued: Notify::new() }
    }

    /// Deliveries wait; some node has committed them.
    pub(crate) fn wake(&self) {
        self.queued.notify_one();
    }
}

/// Something that has happened in a channel.
pub(crate) enum ChannelEvent<'a> {
    StreamStarted(&'a StreamRow),
    StreamEnded(&'a StreamRow),
    StreamUpdated(&'a StreamRow),
    Follow(&'a ChannelFollow),
    MessagesDeleted(&'a DeletedMessages),
    VodReady(&'a StreamRow),
    /// The owner tries a webhook.
    Test,
}

impl ChannelEvent<'_> {
    fn name(&self) -> &'static str {
        match self {
            Self::StreamStarted(_) => WebhookEvent::StreamStarted.as_str(),
            Self::StreamEnded(_) => WebhookEvent::StreamEnded.as_str(),
            Self::StreamUpdated(_) => WebhookEvent::StreamUpdated.as_str(),
            Self::Follow(_) => WebhookEvent::Follow.as_str(),
            Self::MessagesDeleted(_) => WebhookEvent::MessageDeleted.as_str(),
            Self::VodReady(_) => WebhookEvent::VodReady.as_str(),
            Self::Test => TEST_EVENT,
        }
    }

    /// The account that it tells of besides the channel's owner.
    fn account(&self) -> Option<UserId> {
        match self {
            Self::Follow(follow) => Some(follow.user_id),
            Self::MessagesDeleted(deleted) => Some(deleted.user_id),
            _ => None,
        }
    }
}

/// Queues an event for the webhooks that want to know of it, in the transaction in which it happens; all nodes are told when that is committed.
/// Nothing is queued for a channel that is not public.
pub(crate) async fn queue(
    tx: &mut Transaction,
    svc: &Services,
    channel: ChannelId,
    event: ChannelEvent<'_>,
) -> Result<()> {
    let follower = match &event {
        ChannelEvent::Follow(follow) => Some(follow.user_id),
        _ => None,
    };
    let takers = store::takers(tx, channel, event.name(), follower).await?;
    queue_for(tx, svc, takers, &event).await?;
    Ok(())
}

/// Queues an event for these webhooks; answers the ids of the deliveries.
async fn queue_for(
    tx: &mut Transaction,
    svc: &Services,
    takers: Vec<Taker>,
    event: &ChannelEvent<'_>,
) -> Result<Vec<DeliveryId>> {
    if takers.is_empty() {
        return Ok(Vec::new());
    }
    let follower = match event {
        ChannelEvent::Follow(follow) => {
            // An account that is being erased has no view. Its follow goes with it, so webhooks are not told of it.
            let Some(user) = accounts::store::users(&mut *tx, &[follow.user_id.0]).await?.pop() else {
                return Ok(Vec::new());
            };
            Some(ChannelFollower { user, followed_at: follow.created_at })
        }
        _ => None,
    };
    let standard = standard_body(event, follower.as_ref())?;
    let follower = follower.as_ref().map(|follower| follower.user.display_name.as_str());
    let deliveries: Vec<(DeliveryId, WebhookId, String)> = takers
        .iter()
        .filter_map(|taker| {
            let body = match kind(&taker.kind) {
                WebhookKind::Standard => Some(standard.clone()),
                WebhookKind::Discord => discord::body(event, taker, follower, &svc.settings.public_url),
            };
            Some((DeliveryId(Uuid::now_v7()), taker.id.into(), body?))
        })
        .collect();
    store::queue(tx, event.name(), event.account(), &deliveries).await?;
    recheck::announce(tx, "webhooks queued").await?;
    Ok(deliveries.into_iter().map(|(id, ..)| id).collect())
}

fn standard_body(event: &ChannelEvent<'_>, follower: Option<&ChannelFollower>) -> Result<String> {
    let data: Value = match event {
        ChannelEvent::StreamStarted(stream)
        | ChannelEvent::StreamEnded(stream)
        | ChannelEvent::StreamUpdated(stream)
        | ChannelEvent::VodReady(stream) => json((*stream).clone().view_as(true))?,
        ChannelEvent::Follow(_) => json(follower)?,
        ChannelEvent::MessagesDeleted(deleted) => json(deleted)?,
        ChannelEvent::Test => serde_json::json!({ "message": "A test: this webhook works." }),
    };
    let payload = WebhookPayload { event: event.name(), timestamp: OffsetDateTime::now_utc(), data };
    Ok(json(payload)?.to_string())
}

fn json(value: impl Serialize) -> Result<Value> {
    serde_json::to_value(value).map_err(|_| Error::Unsealable)
}

/// The column's constraint allows no other values.
fn kind(text: &str) -> WebhookKind {
    text.parse().unwrap_or(WebhookKind::Standard)
}

/// The webhooks of a channel, the oldest first; all on one page. Owner only.
///
/// Errors: `signin_required`, `forbidden`, `not_found`.
pub async fn webhooks(svc: &Services, current_user: &CurrentUser, channel: &ChannelRef) -> Result<Page<Webhook>> {
    let owner = access::channel_owner(svc, current_user, channel).await?;
    let rows = store::of_channel(&svc.db, owner).await?;
    Ok(Page::whole(rows.into_iter().map(|row| view(svc, row)).collect()))
}

/// Makes a webhook; the answer is the only one with its secret, unless it is rotated. Owner only.
///
/// Errors: `signin_required`, `not_found`, `validation_failed`, `rate_limited`; `forbidden` also for a channel with [`WEBHOOKS_PER_CHANNEL`].
pub async fn create_webhook(
    svc: &Services,
    current_user: &CurrentUser,
    channel: &ChannelRef,
    wanted: NewWebhook,
) -> Result<Webhook> {
    let owner = access::channel_owner(svc, current_user, channel).await?;
    let kind = wanted.kind.unwrap_or(WebhookKind::Standard);
    let (address, events) = wanted.check(svc.webhooks.client.reach().parse(&wanted.url, kind))?;
    svc.limits.webhook.take(owner.channel())?;
    let address = svc.sealer.seal(address.as_str())?;
    let secret = (kind == WebhookKind::Standard).then(WebhookSecret::random_text);
    let sealed = secret.as_deref().map(|secret| svc.sealer.seal(secret)).transpose()?;
    let events: Vec<String> = events.into_iter().map(|event| event.as_str().to_owned()).collect();
    let mut tx = svc.db.begin().await?;
    // Requests at once are counted one after the other.
    if channels::store::lock(&mut tx, owner.channel()).await?.is_none() {
        return Err(Problem::not_found().into());
    }
    if store::count(&mut tx, owner).await? >= WEBHOOKS_PER_CHANNEL {
        let sentence = format!("A channel can have at most {WEBHOOKS_PER_CHANNEL} webhooks. Delete one first.");
        return Err(Problem::new(Code::Forbidden, sentence).into());
    }
    let new = NewRow { kind, address: &address, secret: sealed.as_deref(), events: &events };
    let row = store::insert(&mut tx, owner, new).await?;
    tx.commit().await?;
    Ok(Webhook { secret, ..view(svc, row) })
}

/// Deletes a webhook with all that waits for it. Owner only.
///
/// Errors: `signin_required`, `forbidden`, `not_found`, also for another channel's webhook.
pub async fn delete_webhook(
    svc: &Services,
    current_user: &CurrentUser,
    channel: &ChannelRef,
    webhook: WebhookId,
) -> Result<()> {
    let owner = access::channel_owner(svc, current_user, channel).await?;
    match store::delete(&svc.db, owner, webhook).await? {
        true => Ok(()),
        false => Err(Problem::not_found().into()),
    }
}

/// A new secret. The one before counts for a day besides: deliveries have a signature of each. Owner only.
///
/// Errors: `signin_required`, `forbidden`, `not_found`, `rate_limited`; `conflict` for a webhook of Discord, which has no secret.
pub async fn rotate_webhook_secret(
    svc: &Services,
    current_user: &CurrentUser,
    channel: &ChannelRef,
    webhook: WebhookId,
) -> Result<Webhook> {
    let owner = access::channel_owner(svc, current_user, channel).await?;
    svc.limits.webhook.take(owner.channel())?;
    let secret = WebhookSecret::random_text();
    if let Some(row) = store::rotate(&svc.db, owner, webhook, &svc.sealer.seal(&secret)?, OVERLAP).await? {
        return Ok(Webhook { secret: Some(secret), ..view(svc, row) });
    }
    store::find(&svc.db, owner, webhook).await?.ok_or_else(Problem::not_found)?;
    let sentence = "A webhook of Discord has no secret. If its address became known, make a new one in Discord.";
    Err(Problem::new(Code::Conflict, sentence).into())
}

/// The deliveries of a webhook, the newest first. Owner only.
///
/// Errors: `signin_required`, `forbidden`, `not_found`; `bad_request` for a cursor that no list gave out.
pub async fn webhook_deliveries(
    svc: &Services,
    current_user: &CurrentUser,
    channel: &ChannelRef,
    webhook: WebhookId,
    cursor: Option<&str>,
    limit: Option<u32>,
) -> Result<Page<WebhookDelivery>> {
    let owner = access::channel_owner(svc, current_user, channel).await?;
    let before = parse_cursor::<DeliveryId>(cursor)?;
    let limit = limit.unwrap_or(PAGE).clamp(1, PAGE);
    store::find(&svc.db, owner, webhook).await?.ok_or_else(Problem::not_found)?;
    let rows = store::deliveries(&svc.db, owner, webhook, before, i64::from(limit) + 1).await?;
    Ok(Page::cut(rows, limit as usize, |row| row.id.to_string()).map(WebhookDelivery::from))
}

/// Makes a delivery due now, whether it has arrived or was given up: one more attempt. Owner only.
///
/// Errors: `signin_required`, `forbidden`, `not_found`, `rate_limited`.
pub async fn resend_delivery(
    svc: &Services,
    current_user: &CurrentUser,
    channel: &ChannelRef,
    webhook: WebhookId,
    delivery: DeliveryId,
) -> Result<WebhookDelivery> {
    let owner = access::channel_owner(svc, current_user, channel).await?;
    svc.limits.webhook.take(owner.channel())?;
    let mut tx = svc.db.begin().await?;
    if !store::resend(&mut tx, owner, webhook, delivery).await? {
        return Err(Problem::not_found().into());
    }
    recheck::announce(&mut tx, "webhooks queued").await?;
    queued(tx, owner, webhook, delivery).await
}

/// Sends a webhook an event that says nothing but that it works, whether it is on or not. Owner only.
///
/// Errors: `signin_required`, `forbidden`, `not_found`, `rate_limited`.
pub async fn test_webhook(
    svc: &Services,
    current_user: &CurrentUser,
    channel: &ChannelRef,
    webhook: WebhookId,
) -> Result<WebhookDelivery> {
    let owner = access::channel_owner(svc, current_user, channel).await?;
    svc.limits.webhook.take(owner.channel())?;
    let mut tx = svc.db.begin().await?;
    let taker = store::taker(&mut tx, owner, webhook).await?.ok_or_else(Problem::not_found)?;
    store::unpause(&mut tx, owner, webhook).await?;
    let ids = queue_for(&mut tx, svc, vec![taker], &ChannelEvent::Test).await?;
    let id = ids.into_iter().next().ok_or_else(Problem::not_found)?;
    queued(tx, owner, webhook, id).await
}

/// Commits what has made a delivery due, and answers it.
async fn queued(
    mut tx: Transaction,
    owner: ChannelOwner,
    webhook: WebhookId,
    delivery: DeliveryId,
) -> Result<WebhookDelivery> {
    let row = store::delivery(&mut tx, owner, webhook, delivery).await?.ok_or_else(Problem::not_found)?;
    tx.commit().await?;
    Ok(row.into())
}

/// The webhooks of an account's channels, for the account's export.
pub(crate) async fn of_owner(svc: &Services, owner: UserId) -> Result<Vec<Webhook>> {
    let rows = store::of_owner(&svc.db, owner).await?;
    Ok(rows.into_iter().map(|row| view(svc, row)).collect())
}

/// A webhook without its secret.
fn view(svc: &Services, row: WebhookRow) -> Webhook {
    let kind = kind(&row.kind);
    // It is unreadable only if the operator has replaced the server's secret key. Deliveries say so.
    let address = svc.sealer.open(&row.address_sealed).unwrap_or_default();
    Webhook {
        id: row.id.into(),
        channel_id: row.channel_id.into(),
        kind,
        url: address::shown(&address, kind),
        events: row.events.iter().filter_map(|event| event.parse().ok()).collect(),
        enabled: row.disabled_reason.is_none(),
        disabled_reason: row.disabled_reason,
        failing_since: row.failing_since,
        secret: None,
        created_at: row.created_at,
    }
}

impl From<DeliveryRow> for WebhookDelivery {
    fn from(row: DeliveryRow) -> Self {
        let state = match (row.due_at, row.delivered_at) {
            (Some(_), _) => DeliveryState::Pending,
            (None, Some(_)) => DeliveryState::Delivered,
            (None, None) => DeliveryState::Failed,
        };
        let waits_for_public = state == DeliveryState::Pending && !row.is_public && row.event != TEST_EVENT;
        Self {
            id: row.id.into(),
            event: row.event,
            state,
            waits_for_public,
            attempts: row.attempts,
            status_code: row.status_code,
            duration_ms: row.duration_ms,
            response: row.response,
            error: row.error,
            created_at: row.created_at,
            attempted_at: row.attempted_at,
            next_attempt_at: row.due_at,
        }
    }
}
