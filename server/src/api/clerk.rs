//! `/api/webhooks/clerk`.

use super::ApiResult;
use super::extract::RawJson;
use super::refusals::{Missing, WrongSignature};
use crate::state::State;
use axum::extract;
use axum::http::{HeaderMap, StatusCode};
use services::clerk::{self, WebhookHeaders};

/// Takes an event of Clerk, signed by Svix: `user.created`, `user.updated` and `user.deleted` make, change and erase accounts, and
/// `session.ended`, `session.removed` and `session.revoked` sign out. Other events, and repeats, are accepted and change nothing. The
/// answer is 404 while `AETHEX_CLERK_WEBHOOK_SECRET` is not set.
#[utoipa::path(
    post, path = "/webhooks/clerk", tag = "accounts", request_body = Value,
    params(
        ("svix-id" = String, Header, description = "Id of the event, the same in repeats."),
        ("svix-timestamp" = i64, Header, description = "When it was sent, in seconds since 1970; within five minutes of now."),
        ("svix-signature" = String, Header, description = "`v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`; several between spaces."),
    ),
    responses((status = 204, description = "The event is processed, now or at its first delivery."), WrongSignature, Missing),
)]
pub async fn clerk_webhook(
    app: extract::State<State>,
    headers: HeaderMap,
    RawJson(body): RawJson,
) -> ApiResult<StatusCode> {
    let text = |name: &str| headers.get(name)?.to_str().ok();
    let headers =
        WebhookHeaders { id: text("svix-id"), timestamp: text("svix-timestamp"), signature: text("svix-signature") };
    clerk::receive(&app.services, headers, &body).await?;
    Ok(StatusCode::NO_CONTENT)
}
