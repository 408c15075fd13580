//! Users and profiles: `/api/users/{id}`, `/api/profile` and `/api/auth/profile`.

use super::ApiResult;
use super::extract::{ApiJson, ApiPath, UserPath};
use super::refusals::{BadRequest, Busy, Invalid, LastAdministrator, Missing, NotYours, SignedOut, Unnamed};
use crate::state::State;
use axum::Json;
use axum::extract;
use domain::accounts::{Account, ProfileChange, User, UserRef};
use domain::users::{ChangedUser, UserChange};
use services::accounts::{self, CurrentUser};
use services::users;

type App = extract::State<State>;

/// Changes the profile of the signed-in user; fields that are left out keep their values.
#[utoipa::path(
    put, path = "/profile", tag = "users", request_body = ProfileChange,
    responses((status = 200, description = "The account.", body = Account), SignedOut, Unnamed, Invalid, Busy),
)]
pub async fn change_profile(
    app: App,
    current_user: CurrentUser,
    ApiJson(body): ApiJson<ProfileChange>,
) -> ApiResult<Json<Account>> {
    Ok(Json(accounts::change_profile(&app.services, &current_user, body).await?))
}

/// The same as `PUT /api/profile`.
#[utoipa::path(
    put, path = "/auth/profile", tag = "users", request_body = ProfileChange,
    responses((status = 200, description = "The account.", body = Account), SignedOut, Unnamed, Invalid, Busy),
)]
pub async fn change_own_profile(
    app: App,
    current_user: CurrentUser,
    body: ApiJson<ProfileChange>,
) -> ApiResult<Json<Account>> {
    change_profile(app, current_user, body).await
}

/// A user. A former username finds them, too.
#[utoipa::path(
    get, path = "/users/{id}", tag = "users", params(UserPath),
    responses((status = 200, description = "The user.", body = User), Missing),
)]
pub async fn get_user(app: App, current_user: CurrentUser, ApiPath(user): ApiPath<UserRef>) -> ApiResult<Json<User>> {
    Ok(Json(users::get_user(&app.services, &current_user, &user).await?))
}

/// Changes the profile of the signed-in user. An administrator changes any account, with a `reason`. An account that is disabled, or whose roles
/// change, is signed out everywhere; one that is disabled also has its live streams ended.
#[utoipa::path(
    put, path = "/users/{id}", tag = "users", params(UserPath), request_body = UserChange,
    responses(
        (status = 200, description = "The account.", body = ChangedUser),
        BadRequest, SignedOut, NotYours, Missing, LastAdministrator, Invalid, Busy,
    ),
)]
pub async fn change_user(
    app: App,
    current_user: CurrentUser,
    ApiPath(user): ApiPath<UserRef>,
    ApiJson(body): ApiJson<UserChange>,
) -> ApiResult<Json<ChangedUser>> {
    Ok(Json(users::change_user(&app.services, &current_user, &user, body).await?))
}
