//! Trying filters out, what they have done, and messages that wait for a decision, over REST.

use crate::api::ApiResult;
use crate::api::extract::{ApiJson, ApiPath, ApiQuery, ChannelPath, yes_or_no};
use crate::api::refusals::{BadRequest, Busy, Changed, Invalid, Missing, NotModerator, SignedOut};
use crate::state::State;
use axum::Json;
use axum::extract;
use axum::http::StatusCode;
use domain::channels::ChannelRef;
use domain::chat::Message;
use domain::moderation::{DryRun, FilterTest, Hold, RuleStatistics, RulesChange, Verdict};
use domain::{HoldId, Page};
use serde::Deserialize;
use services::accounts::CurrentUser;
use services::{chat, moderation};
use utoipa::{IntoParams, ToSchema};

type App = extract::State<State>;

/// Body of `POST /api/channels/{id}/filters/dry-run`.
#[derive(Deserialize, ToSchema)]
pub struct DryRunWanted {
    /// The change that is tried out, as for `PUT /api/channels/{id}/filters`.
    #[serde(default)]
    filters: RulesChange,
    /// How many hours of chat are looked at, 24 if left out. 0 counts as 1, and more than 168 as 168.
    #[schema(format = "uint32", maximum = 4294967295u32)]
    hours: Option<u32>,
}

/// The path of a hold.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "the API document reads the fields")]
pub struct HoldPath {
    /// Id of the hold.
    id: HoldId,
}

/// What the channel's filters say of a text, with the places where rules match. For its owner and moderators.
#[utoipa::path(
    post, path = "/channels/{id}/filters/test", tag = "moderation", params(ChannelPath), request_body = FilterTest,
    responses((status = 200, description = "The verdict.", body = Verdict), SignedOut, NotModerator, Missing, Invalid, Busy),
)]
pub async fn test_filters(
    app: App,
    current_user: CurrentUser,
    ApiPath(channel): ApiPath<ChannelRef>,
    ApiJson(body): ApiJson<FilterTest>,
) -> ApiResult<Json<Verdict>> {
    Ok(Json(chat::test_filters(&app.services, &current_user, &channel, &body.content).await?))
}

/// What changed filters would have done to the chat of the past hours; nothing is changed. For the channel's owner and moderators with the
/// permission `filters`.
#[utoipa::path(
    post, path = "/channels/{id}/filters/dry-run", tag = "moderation", params(ChannelPath), request_body = DryRunWanted,
    responses((status = 200, description = "What they would have done.", body = DryRun), SignedOut, NotModerator, Missing, Invalid, Busy),
)]
pub async fn dry_run(
    app: App,
    current_user: CurrentUser,
    ApiPath(channel): ApiPath<ChannelRef>,
    ApiJson(body): ApiJson<DryRunWanted>,
) -> ApiResult<Json<DryRun>> {
    Ok(Json(chat::dry_run(&app.services, &current_user, &channel, body.filters, body.hours).await?))
}

/// What each rule has done in the past thirty days, the busiest first. For the channel's owner and moderators.
#[utoipa::path(
    get, path = "/channels/{id}/filters/statistics", tag = "moderation", params(ChannelPath),
    responses((status = 200, description = "The rules that have done something.", body = Page<RuleStatistics>), SignedOut, NotModerator, Missing),
)]
pub async fn rule_statistics(
    app: App,
    current_user: CurrentUser,
    ApiPath(channel): ApiPath<ChannelRef>,
) -> ApiResult<Json<Page<RuleStatistics>>> {
    Ok(Json(Page::whole(chat::rule_statistics(&app.services, &current_user, &channel).await?)))
}

/// Query of the messages that filters have stopped.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct HoldsQuery {
    /// `true` for those that were refused in the past 90 days, in place of those that wait.
    #[serde(default, deserialize_with = "yes_or_no")]
    refused: Option<bool>,
    /// `nextCursor` of the page before; empty or left out, the first page.
    cursor: Option<String>,
    /// Most items of a page, 50 if left out. 0 counts as 1, and more than 100 as 100.
    #[param(format = "uint32", maximum = 4294967295u32)]
    limit: Option<u32>,
}

/// Messages that wait for a decision, the newest first, or those that were refused. For the channel's owner and moderators with the permission
/// `hold`.
#[utoipa::path(
    get, path = "/channels/{id}/holds", tag = "moderation", params(ChannelPath, HoldsQuery),
    responses((status = 200, description = "A page of them.", body = Page<Hold>), BadRequest, SignedOut, NotModerator, Missing),
)]
pub async fn holds(
    app: App,
    current_user: CurrentUser,
    ApiPath(channel): ApiPath<ChannelRef>,
    ApiQuery(HoldsQuery { refused, cursor, limit }): ApiQuery<HoldsQuery>,
) -> ApiResult<Json<Page<Hold>>> {
    let refused = refused.unwrap_or_default();
    let holds = moderation::holds(&app.services, &current_user, &channel, refused, cursor.as_deref(), limit);
    Ok(Json(holds.await?))
}

/// Approves a message that waits: it is written into the chat. For the channel's owner and moderators with the permission `hold`.
#[utoipa::path(
    post, path = "/holds/{id}/approve", tag = "moderation", params(HoldPath),
    responses((status = 200, description = "The message as stored.", body = Message), SignedOut, NotModerator, Missing, Changed, Busy),
)]
pub async fn approve(app: App, current_user: CurrentUser, ApiPath(hold): ApiPath<HoldId>) -> ApiResult<Json<Message>> {
    Ok(Json(moderation::approve(&app.services, &current_user, hold).await?))
}

/// Denies a message that waits: it is never shown. For the channel's owner and moderators with the permission `hold`.
#[utoipa::path(
    post, path = "/holds/{id}/deny", tag = "moderation", params(HoldPath),
    responses((status = 204, description = "It is not sent."), SignedOut, NotModerator, Missing, Changed, Busy),
)]
pub async fn deny(app: App, current_user: CurrentUser, ApiPath(hold): ApiPath<HoldId>) -> ApiResult<StatusCode> {
    moderation::deny(&app.services, &current_user, hold).await?;
    Ok(StatusCode::NO_CONTENT)
}
