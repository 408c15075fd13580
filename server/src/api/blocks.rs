//! Blocks: `/api/users/{id}/block` and `/api/users/me/blocks`.

use super::ApiResult;
use super::extract::{ApiPath, ApiQuery, PageQuery, UserPath};
use super::refusals::{BadRequest, Busy, CannotBlock, Missing, SignedOut};
use crate::state::State;
use axum::Json;
use axum::extract;
use axum::http::StatusCode;
use domain::Page;
use domain::blocks::BlockedUser;
use services::accounts::CurrentUser;
use services::blocks::{self, Blocked};

type App = extract::State<State>;

/// Blocks a user: hides their messages, and they cannot mention, reply to or follow the blocker, nor write in the blocker's channels.
#[utoipa::path(
    post, path = "/users/{id}/block", tag = "blocks", params(UserPath),
    responses(
        (status = 201, description = "The blocked user.", body = BlockedUser),
        (status = 200, description = "The user, who was blocked already.", body = BlockedUser),
        SignedOut, CannotBlock, Missing, Busy,
    ),
)]
pub async fn block_user(
    app: App,
    current_user: CurrentUser,
    ApiPath(user): ApiPath<String>,
) -> ApiResult<(StatusCode, Json<BlockedUser>)> {
    Ok(match blocks::block_user(&app.services, &current_user, &user).await? {
        Blocked::Now(user) => (StatusCode::CREATED, Json(user)),
        Blocked::Before(user) => (StatusCode::OK, Json(user)),
    })
}

/// Lifts a block; nothing happens if there was none.
#[utoipa::path(
    delete, path = "/users/{id}/block", tag = "blocks", params(UserPath),
    responses((status = 204, description = "Not blocked any more."), SignedOut, Missing, Busy),
)]
pub async fn unblock_user(
    app: App,
    current_user: CurrentUser,
    ApiPath(user): ApiPath<String>,
) -> ApiResult<StatusCode> {
    blocks::unblock_user(&app.services, &current_user, &user).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The users whom the signed-in user has blocked, the newest block first.
#[utoipa::path(
    get, path = "/users/me/blocks", tag = "blocks", params(PageQuery),
    responses((status = 200, description = "A page of blocked users.", body = Page<BlockedUser>), BadRequest, SignedOut),
)]
pub async fn blocked_users(
    app: App,
    current_user: CurrentUser,
    ApiQuery(page): ApiQuery<PageQuery>,
) -> ApiResult<Json<Page<BlockedUser>>> {
    let users = blocks::blocked_users(&app.services, &current_user, page.cursor.as_deref(), page.limit);
    Ok(Json(users.await?))
}
