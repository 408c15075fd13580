//! Server functions of webhooks; each bears the name of its use case.

use crate::error::AppError;
use domain::webhooks::{Webhook, WebhookDelivery, WebhookEvent, WebhookKind};
use domain::{ChannelId, DeliveryId, Page, WebhookId};
use leptos::prelude::*;

/// The webhooks of a channel. One that was just made, or whose secret was, by a form without JavaScript has its secret. Owner only.
#[server]
pub async fn webhooks(channel: ChannelId) -> Result<Page<Webhook>, AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    let mut page = services::webhooks::webhooks(&svc, &current_user, &channel.into()).await?;
    if let Some((id, secret)) = crate::ssr::handed_webhook_secret() {
        page.items
            .iter_mut()
            .filter(|webhook| webhook.id == id)
            .for_each(|webhook| webhook.secret = Some(secret.clone()));
    }
    Ok(page)
}

/// Makes a webhook. Owner only.
#[server]
pub async fn create_webhook(
    channel: ChannelId,
    kind: WebhookKind,
    url: String,
    #[server(default)] events: Vec<WebhookEvent>,
) -> Result<Webhook, AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    let wanted = domain::webhooks::NewWebhook { url, kind: Some(kind), events };
    let webhook = services::webhooks::create_webhook(&svc, &current_user, &channel.into(), wanted).await?;
    crate::ssr::hand_over_webhook_secret(&webhook)?;
    Ok(webhook)
}

/// Changes a webhook's address and its events; an empty address means that it stays. `seen` is the fingerprint of the webhook that the form was made
/// of. Owner only.
#[server]
pub async fn change_webhook(
    channel: ChannelId,
    webhook: WebhookId,
    url: String,
    #[server(default)] events: Vec<WebhookEvent>,
    seen: String,
) -> Result<Webhook, AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    let url = Some(url).filter(|url| !url.trim().is_empty());
    let wanted = domain::webhooks::WebhookChange { url, events: Some(events) };
    let change = services::webhooks::change_webhook_as_seen;
    Ok(change(&svc, &current_user, &channel.into(), webhook, wanted, Some(seen)).await?)
}

/// Deletes a webhook. Owner only.
#[server]
pub async fn delete_webhook(channel: ChannelId, webhook: WebhookId) -> Result<(), AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    Ok(services::webhooks::delete_webhook(&svc, &current_user, &channel.into(), webhook).await?)
}

/// A new secret; the one before counts for a day besides. Owner only.
#[server]
pub async fn rotate_webhook_secret(channel: ChannelId, webhook: WebhookId) -> Result<Webhook, AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    Ok(services::webhooks::rotate_webhook_secret(&svc, &current_user, &channel.into(), webhook).await?)
}

/// Sends a webhook an event to try it. The page that the form was on comes back. Owner only.
#[server]
pub async fn test_webhook(channel: ChannelId, webhook: WebhookId) -> Result<WebhookDelivery, AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    Ok(services::webhooks::test_webhook(&svc, &current_user, &channel.into(), webhook).await?)
}

/// The deliveries of a webhook, the newest first. Owner only.
#[server]
pub async fn webhook_deliveries(
    channel: ChannelId,
    webhook: WebhookId,
    cursor: Option<String>,
    limit: Option<u32>,
) -> Result<Page<WebhookDelivery>, AppError> {
    let (svc, current_user, channel) = (crate::ssr::services(), crate::ssr::current_user(), channel.into());
    let page = services::webhooks::webhook_deliveries(&svc, &current_user, &channel, webhook, cursor.as_deref(), limit);
    Ok(page.await?)
}

/// Sends a delivery once more. The page that the form was on comes back. Owner only.
#[server]
pub async fn resend_delivery(
    channel: ChannelId,
    webhook: WebhookId,
    delivery: DeliveryId,
) -> Result<WebhookDelivery, AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    Ok(services::webhooks::resend_delivery(&svc, &current_user, &channel.into(), webhook, delivery).await?)
}
