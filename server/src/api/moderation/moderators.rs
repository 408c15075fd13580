//! Who moderates a channel, over REST.

use super::ChannelUserPath;
use crate::api::ApiResult;
use crate::api::extract::{ApiJson, ApiPath, ChannelPath};
use crate::api::refusals::{Busy, Changed, Invalid, Missing, NotModerator, NotOwner, SignedOut};
use crate::state::State;
use axum::Json;
use axum::extract;
use axum::http::StatusCode;
use domain::Page;
use domain::channels::ChannelRef;
use domain::moderation::{ChannelModerator, ModeratorChange};
use services::accounts::CurrentUser;
use services::moderation;

type App = extract::State<State>;

/// The moderators of a channel, the oldest first. For its owner.
#[utoipa::path(
    get, path = "/channels/{id}/moderators", tag = "moderation", params(ChannelPath),
    responses((status = 200, description = "The moderators.", body = Page<ChannelModerator>), SignedOut, NotOwner, Missing),
)]
pub async fn moderators(
    app: App,
    current_user: CurrentUser,
    ApiPath(channel): ApiPath<ChannelRef>,
) -> ApiResult<Json<Page<ChannelModerator>>> {
    Ok(Json(Page::whole(moderation::moderators(&app.services, &current_user, &channel).await?)))
}

/// Makes a user a moderator, or changes what a moderator may do. For the channel's owner.
#[utoipa::path(
    post, path = "/channels/{id}/moderators", tag = "moderation", params(ChannelPath), request_body = ModeratorChange,
    responses(
        (status = 201, description = "The moderator.", body = ChannelModerator),
        SignedOut, NotOwner, Missing, Changed, Invalid, Busy,
    ),
)]
pub async fn set_moderator(
    app: App,
    current_user: CurrentUser,
    ApiPath(channel): ApiPath<ChannelRef>,
    ApiJson(body): ApiJson<ModeratorChange>,
) -> ApiResult<(StatusCode, Json<ChannelModerator>)> {
    let moderator = moderation::set_moderator(&app.services, &current_user, &channel, body).await?;
    Ok((StatusCode::CREATED, Json(moderator)))
}

/// Removes a moderator. For the channel's owner, and for moderators themselves.
#[utoipa::path(
    delete, path = "/channels/{id}/moderators/{userId}", tag = "moderation", params(ChannelUserPath),
    responses((status = 204, description = "No moderator any more."), SignedOut, NotModerator, Missing, Busy),
)]
pub async fn remove_moderator(
    app: App,
    current_user: CurrentUser,
    path: extract::Path<ChannelUserPath>,
) -> ApiResult<StatusCode> {
    let (channel, user) = path.parts()?;
    moderation::remove_moderator(&app.services, &current_user, &channel, &user).await?;
    Ok(StatusCode::NO_CONTENT)
}
