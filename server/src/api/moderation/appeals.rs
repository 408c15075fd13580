//! Appeals against bans: `/api/bans/{id}/appeal`.

use crate::api::ApiResult;
use crate::api::extract::{ApiJson, ApiPath};
use crate::api::refusals::{Busy, Changed, Invalid, MayNotAppeal, Missing, NotModerator, SignedOut};
use crate::state::State;
use axum::Json;
use axum::extract;
use axum::http::StatusCode;
use domain::BanId;
use domain::moderation::{Appeal, AppealAnswer, NewAppeal};
use services::accounts::CurrentUser;
use services::moderation;
use utoipa::IntoParams;

type App = extract::State<State>;

/// The path of a ban.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "the API document reads the fields")]
pub struct BanPath {
    /// Id of the ban.
    id: BanId,
}

/// Appeals against a ban, once. For the banned user.
#[utoipa::path(
    post, path = "/bans/{id}/appeal", tag = "moderation", params(BanPath), request_body = NewAppeal,
    responses((status = 201, description = "The appeal.", body = Appeal), SignedOut, MayNotAppeal, Missing, Changed, Invalid, Busy),
)]
pub async fn appeal(
    app: App,
    current_user: CurrentUser,
    ApiPath(ban): ApiPath<BanId>,
    ApiJson(body): ApiJson<NewAppeal>,
) -> ApiResult<(StatusCode, Json<Appeal>)> {
    let appeal = moderation::appeal(&app.services, &current_user, ban, &body.text).await?;
    Ok((StatusCode::CREATED, Json(appeal)))
}

/// Answers an appeal; if it is approved, the ban ends. For the channel's owner and moderators with the permission `ban`.
#[utoipa::path(
    put, path = "/bans/{id}/appeal", tag = "moderation", params(BanPath), request_body = AppealAnswer,
    responses((status = 200, description = "The appeal with its answer.", body = Appeal), SignedOut, NotModerator, Missing, Changed, Invalid, Busy),
)]
pub async fn answer_appeal(
    app: App,
    current_user: CurrentUser,
    ApiPath(ban): ApiPath<BanId>,
    ApiJson(body): ApiJson<AppealAnswer>,
) -> ApiResult<Json<Appeal>> {
    Ok(Json(moderation::answer_appeal(&app.services, &current_user, ban, body).await?))
}
