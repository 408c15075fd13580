//! Follows: `/api/channels/{id}/follow`, `/api/channels/{id}/followers`, `/api/users/{id}/follow` and `/api/users/me/follows`.

use super::ApiResult;
use super::extract::{ApiPath, ApiQuery, ChannelPath, PageQuery, UserPath};
use super::refusals::{BadRequest, Busy, MayNotFollow, Missing, NotOwner, SignedOut};
use crate::state::State;
use axum::Json;
use axum::extract;
use axum::http::StatusCode;
use domain::Page;
use domain::accounts::UserRef;
use domain::channels::{Channel, ChannelRef};
use domain::follows::{ChannelFollow, ChannelFollower, Follow};
use services::accounts::CurrentUser;
use services::follows::{self, Followed};

type App = extract::State<State>;

/// 201 for a new follow, 200 for one that was there.
fn answer<T>(followed: Followed<T>) -> (StatusCode, Json<T>) {
    match followed {
        Followed::Now(follow) => (StatusCode::CREATED, Json(follow)),
        Followed::Before(follow) => (StatusCode::OK, Json(follow)),
    }
}

/// Follows a channel; one's own channels cannot be followed.
#[utoipa::path(
    post, path = "/channels/{id}/follow", tag = "follows", params(ChannelPath),
    responses(
        (status = 201, description = "The follow.", body = ChannelFollow),
        (status = 200, description = "The follow that was there already.", body = ChannelFollow),
        SignedOut, MayNotFollow, Missing, Busy,
    ),
)]
pub async fn follow_channel(
    app: App,
    current_user: CurrentUser,
    ApiPath(channel): ApiPath<ChannelRef>,
) -> ApiResult<(StatusCode, Json<ChannelFollow>)> {
    Ok(answer(follows::follow_channel(&app.services, &current_user, &channel).await?))
}

/// Stops following a channel; nothing happens if it was not followed.
#[utoipa::path(
    delete, path = "/channels/{id}/follow", tag = "follows", params(ChannelPath),
    responses((status = 204, description = "Not followed any more."), SignedOut, Missing, Busy),
)]
pub async fn unfollow_channel(
    app: App,
    current_user: CurrentUser,
    ApiPath(channel): ApiPath<ChannelRef>,
) -> ApiResult<StatusCode> {
    follows::unfollow_channel(&app.services, &current_user, &channel).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The followers of a channel, the newest first. For its owner.
#[utoipa::path(
    get, path = "/channels/{id}/followers", tag = "follows", params(ChannelPath, PageQuery),
    responses((status = 200, description = "A page of followers.", body = Page<ChannelFollower>), BadRequest, SignedOut, NotOwner, Missing),
)]
pub async fn followers(
    app: App,
    current_user: CurrentUser,
    ApiPath(channel): ApiPath<ChannelRef>,
    ApiQuery(page): ApiQuery<PageQuery>,
) -> ApiResult<Json<Page<ChannelFollower>>> {
    let followers = follows::followers(&app.services, &current_user, &channel, page.cursor.as_deref(), page.limit);
    Ok(Json(followers.await?))
}

/// Follows another user.
#[utoipa::path(
    post, path = "/users/{id}/follow", tag = "follows", params(UserPath),
    responses(
        (status = 201, description = "The follow.", body = Follow),
        (status = 200, description = "The follow that was there already.", body = Follow),
        SignedOut, MayNotFollow, Missing, Busy,
    ),
)]
pub async fn follow_user(
    app: App,
    current_user: CurrentUser,
    ApiPath(user): ApiPath<UserRef>,
) -> ApiResult<(StatusCode, Json<Follow>)> {
    Ok(answer(follows::follow_user(&app.services, &current_user, &user).await?))
}

/// Stops following another user; nothing happens if they were not followed.
#[utoipa::path(
    delete, path = "/users/{id}/follow", tag = "follows", params(UserPath),
    responses((status = 204, description = "Not followed any more."), SignedOut, Missing, Busy),
)]
pub async fn unfollow_user(
    app: App,
    current_user: CurrentUser,
    ApiPath(user): ApiPath<UserRef>,
) -> ApiResult<StatusCode> {
    follows::unfollow_user(&app.services, &current_user, &user).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The channels that the signed-in user follows: first those that are live, then the others, both with the newest follow first.
#[utoipa::path(
    get, path = "/users/me/follows", tag = "follows", params(PageQuery),
    responses((status = 200, description = "A page of channels.", body = Page<Channel>), BadRequest, SignedOut),
)]
pub async fn followed_channels(
    app: App,
    current_user: CurrentUser,
    ApiQuery(page): ApiQuery<PageQuery>,
) -> ApiResult<Json<Page<Channel>>> {
    let channels = follows::followed_channels(&app.services, &current_user, page.cursor.as_deref(), page.limit);
    Ok(Json(channels.await?))
}
