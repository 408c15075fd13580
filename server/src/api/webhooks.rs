//! Outgoing webhooks: `/api/channels/{id}/webhooks` and what is below.

use super::ApiResult;
use super::extract::{ApiJson, ApiPath, ApiQuery, ChannelPath};
use super::refusals::{BadRequest, Busy, Changed, Invalid, Missing, NotOwner, SignedOut};
use crate::state::State;
use axum::Json;
use axum::extract;
use axum::http::StatusCode;
use domain::channels::ChannelRef;
use domain::webhooks::{NewWebhook, Webhook, WebhookChange, WebhookDelivery};
use domain::{DeliveryId, Page, Problem, WebhookId};
use serde::Deserialize;
use services::accounts::CurrentUser;
use services::webhooks;
use std::str::FromStr;
use utoipa::IntoParams;

type App = extract::State<State>;

/// A channel and one of its webhooks.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct WebhookPath {
    /// Id or slug of the channel.
    id: String,
    /// Id of the webhook.
    #[serde(rename = "webhookId")]
    #[param(rename = "webhookId", value_type = WebhookId)]
    webhook_id: String,
}

impl WebhookPath {
    fn parts(&self) -> ApiResult<(ChannelRef, WebhookId)> {
        Ok((self.id.parse()?, named(&self.webhook_id)?))
    }
}

/// A channel, one of its webhooks, and one of that webhook's deliveries.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct DeliveryPath {
    /// Id or slug of the channel.
    id: String,
    /// Id of the webhook.
    #[serde(rename = "webhookId")]
    #[param(rename = "webhookId", value_type = WebhookId)]
    webhook_id: String,
    /// Id of the delivery.
    #[serde(rename = "deliveryId")]
    #[param(rename = "deliveryId", value_type = DeliveryId)]
    delivery_id: String,
}

impl DeliveryPath {
    fn parts(&self) -> ApiResult<(ChannelRef, WebhookId, DeliveryId)> {
        Ok((self.id.parse()?, named(&self.webhook_id)?, named(&self.delivery_id)?))
    }
}

/// Query of a webhook's deliveries.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DeliveriesQuery {
    /// `nextCursor` of the page before; empty or left out, the first page.
    cursor: Option<String>,
    /// Most deliveries of a page, 50 if left out. 0 counts as 1, and more than 50 as 50.
    #[param(format = "uint32", maximum = 4294967295u32)]
    limit: Option<u32>,
}

/// A text that is not an id is answered like an unknown id.
fn named<T: FromStr>(id: &str) -> ApiResult<T> {
    id.parse().map_err(|_| Problem::not_found().into())
}

/// The webhooks of a channel, the oldest first; all on one page. For its owner.
#[utoipa::path(
    get, path = "/channels/{id}/webhooks", tag = "webhooks", params(ChannelPath),
    responses((status = 200, description = "The webhooks.", body = Page<Webhook>), SignedOut, NotOwner, Missing),
)]
pub async fn webhooks(
    app: App,
    current_user: CurrentUser,
    ApiPath(channel): ApiPath<ChannelRef>,
) -> ApiResult<Json<Page<Webhook>>> {
    Ok(Json(webhooks::webhooks(&app.services, &current_user, &channel).await?))
}

/// Makes a webhook. The secret that deliveries are signed with is in this answer only. For the channel's owner.
#[utoipa::path(
    post, path = "/channels/{id}/webhooks", tag = "webhooks", params(ChannelPath), request_body = NewWebhook,
    responses(
        (status = 201, description = "The webhook with its secret.", body = Webhook),
        SignedOut, NotOwner, Missing, Invalid, Busy,
    ),
)]
pub async fn create_webhook(
    app: App,
    current_user: CurrentUser,
    ApiPath(channel): ApiPath<ChannelRef>,
    ApiJson(body): ApiJson<NewWebhook>,
) -> ApiResult<(StatusCode, Json<Webhook>)> {
    let webhook = webhooks::create_webhook(&app.services, &current_user, &channel, body).await?;
    Ok((StatusCode::CREATED, Json(webhook)))
}

/// Changes a webhook; what is left out stays, as its kind and its secret do. A new address switches the webhook on again, and pending deliveries
/// go there. For a Discord webhook, the shortened address that `GET` shows leaves the address unchanged. For the channel's owner.
#[utoipa::path(
    put, path = "/channels/{id}/webhooks/{webhookId}", tag = "webhooks", params(WebhookPath), request_body = WebhookChange,
    responses(
        (status = 200, description = "The webhook as it is now, without its secret.", body = Webhook),
        SignedOut, NotOwner, Missing, Invalid, Busy,
    ),
)]
pub async fn change_webhook(
    app: App,
    current_user: CurrentUser,
    path: extract::Path<WebhookPath>,
    ApiJson(body): ApiJson<WebhookChange>,
) -> ApiResult<Json<Webhook>> {
    let (channel, webhook) = path.parts()?;
    Ok(Json(webhooks::change_webhook(&app.services, &current_user, &channel, webhook, body).await?))
}

/// Deletes a webhook with all that waits for it. For the channel's owner.
#[utoipa::path(
    delete, path = "/channels/{id}/webhooks/{webhookId}", tag = "webhooks", params(WebhookPath),
    responses((status = 204, description = "Deleted."), SignedOut, NotOwner, Missing),
)]
pub async fn delete_webhook(
    app: App,
    current_user: CurrentUser,
    path: extract::Path<WebhookPath>,
) -> ApiResult<StatusCode> {
    let (channel, webhook) = path.parts()?;
    webhooks::delete_webhook(&app.services, &current_user, &channel, webhook).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Gives a webhook a new secret. The former one stays valid for 24 hours: until then each delivery has two signatures, one by each secret. For the
/// channel's owner.
#[utoipa::path(
    post, path = "/channels/{id}/webhooks/{webhookId}/rotate", tag = "webhooks", params(WebhookPath),
    responses(
        (status = 200, description = "The webhook with its new secret.", body = Webhook),
        SignedOut, NotOwner, Missing, Changed, Busy,
    ),
)]
pub async fn rotate_webhook_secret(
    app: App,
    current_user: CurrentUser,
    path: extract::Path<WebhookPath>,
) -> ApiResult<Json<Webhook>> {
    let (channel, webhook) = path.parts()?;
    Ok(Json(webhooks::rotate_webhook_secret(&app.services, &current_user, &channel, webhook).await?))
}

/// Sends a webhook an event named `test`, also if it is switched off. For the channel's owner.
#[utoipa::path(
    post, path = "/channels/{id}/webhooks/{webhookId}/test", tag = "webhooks", params(WebhookPath),
    responses(
        (status = 202, description = "The delivery, which is on its way.", body = WebhookDelivery),
        SignedOut, NotOwner, Missing, Busy,
    ),
)]
pub async fn test_webhook(
    app: App,
    current_user: CurrentUser,
    path: extract::Path<WebhookPath>,
) -> ApiResult<(StatusCode, Json<WebhookDelivery>)> {
    let (channel, webhook) = path.parts()?;
    let delivery = webhooks::test_webhook(&app.services, &current_user, &channel, webhook).await?;
    Ok((StatusCode::ACCEPTED, Json(delivery)))
}

/// The deliveries of a webhook in the last 30 days, the newest first. For the channel's owner.
#[utoipa::path(
    get, path = "/channels/{id}/webhooks/{webhookId}/deliveries", tag = "webhooks", params(WebhookPath, DeliveriesQuery),
    responses((status = 200, description = "A page of deliveries.", body = Page<WebhookDelivery>), BadRequest, SignedOut, NotOwner, Missing),
)]
pub async fn webhook_deliveries(
    app: App,
    current_user: CurrentUser,
    path: extract::Path<WebhookPath>,
    ApiQuery(page): ApiQuery<DeliveriesQuery>,
) -> ApiResult<Json<Page<WebhookDelivery>>> {
    let (channel, webhook) = path.parts()?;
    let (cursor, limit) = (page.cursor.as_deref(), page.limit);
    let page = webhooks::webhook_deliveries(&app.services, &current_user, &channel, webhook, cursor, limit);
    Ok(Json(page.await?))
}

/// Sends a delivery once more, whether it has arrived or the server has given it up. For the channel's owner.
#[utoipa::path(
    post, path = "/channels/{id}/webhooks/{webhookId}/deliveries/{deliveryId}/resend", tag = "webhooks", params(DeliveryPath),
    responses(
        (status = 202, description = "The delivery, which is due now.", body = WebhookDelivery),
        SignedOut, NotOwner, Missing, Busy,
    ),
)]
pub async fn resend_delivery(
    app: App,
    current_user: CurrentUser,
    path: extract::Path<DeliveryPath>,
) -> ApiResult<(StatusCode, Json<WebhookDelivery>)> {
    let (channel, webhook, delivery) = path.parts()?;
    let delivery = webhooks::resend_delivery(&app.services, &current_user, &channel, webhook, delivery).await?;
    Ok((StatusCode::ACCEPTED, Json(delivery)))
}
