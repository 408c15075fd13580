//! `/api/auth`.

use super::extract::ApiJson;
use super::refusals::{Busy, EmailTaken, Invalid, SignedOut, UsernameTaken, WrongPassword};
use super::{ApiResult, problem::ApiError};
use crate::state::State;
use axum::Json;
use axum::extract;
use axum::http::StatusCode;
use domain::accounts::{Account, Credentials, Onboarding};
use domain::{Code, Problem};
use services::accounts::{self, CurrentUser, Device, Session};

type App = extract::State<State>;

/// Makes an account and signs in.
#[utoipa::path(
    post, path = "/auth/register", tag = "accounts", request_body = Credentials,
    responses((status = 201, description = "The account; the session is in the cookie.", body = Account), EmailTaken, Invalid, Busy),
)]
pub async fn register(
    app: App,
    session: Session,
    device: Device,
    ApiJson(body): ApiJson<Credentials>,
) -> ApiResult<(StatusCode, Json<Account>)> {
    let account = accounts::register(&app.services, &session, &body.email, &body.password, device).await?;
    Ok((StatusCode::CREATED, Json(account)))
}

/// Signs in.
#[utoipa::path(
    post, path = "/auth/login", tag = "accounts", request_body = Credentials,
    responses((status = 200, description = "The account; the session is in the cookie.", body = Account), WrongPassword, Busy),
)]
pub async fn login(
    app: App,
    session: Session,
    device: Device,
    ApiJson(body): ApiJson<Credentials>,
) -> ApiResult<Json<Account>> {
    Ok(Json(accounts::login(&app.services, &session, &body.email, &body.password, device).await?))
}

/// Signs out this session; nothing happens without one.
#[utoipa::path(post, path = "/auth/logout", tag = "accounts", responses((status = 204, description = "Signed out.")))]
pub async fn logout(session: Session) -> ApiResult<StatusCode> {
    accounts::logout(&session).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Finishes sign-up: chooses the username, once.
#[utoipa::path(
    post, path = "/auth/onboard", tag = "accounts", request_body = Onboarding,
    responses((status = 201, description = "The account with its names.", body = Account), SignedOut, UsernameTaken, Invalid),
)]
pub async fn onboard(
    app: App,
    current_user: CurrentUser,
    ApiJson(body): ApiJson<Onboarding>,
) -> ApiResult<(StatusCode, Json<Account>)> {
    Ok((StatusCode::CREATED, Json(accounts::onboard(&app.services, &current_user, body).await?)))
}

/// The signed-in user's account.
#[utoipa::path(
    get, path = "/auth/user", tag = "accounts",
    responses((status = 200, description = "The account.", body = Account), SignedOut),
)]
pub async fn current_user(current_user: CurrentUser) -> ApiResult<Json<Account>> {
    let signed_out = || ApiError(Problem::new(Code::SigninRequired, "You are not signed in."));
    current_user.account().cloned().map(Json).ok_or_else(signed_out)
}
