//! `/api/auth`.

use super::extract::ApiJson;
use super::refusals::{Busy, EmailTaken, Invalid, SignedOut, UsernameTaken, WrongPassword};
use super::{ApiResult, problem::ApiError};
use crate::state::State;
use axum::Json;
use axum::extract;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use domain::accounts::{Account, Credentials, Onboarding};
use domain::{Code, Problem};
use services::accounts::{self, CurrentUser, Device, NewSession};

type App = extract::State<State>;

/// Makes an account and signs in.
#[utoipa::path(
    post, path = "/auth/register", tag = "accounts", request_body = Credentials,
    responses((status = 201, description = "The account; the session is in the cookie.", body = Account), EmailTaken, Invalid, Busy),
)]
pub async fn register(
    app: App,
    device: Device,
    ApiJson(body): ApiJson<Credentials>,
) -> ApiResult<(StatusCode, HeaderMap, Json<Account>)> {
    let session = accounts::register(&app.services, &body.email, &body.password, &device).await?;
    let (cookie, account) = signed_in(&app, &session).await?;
    Ok((StatusCode::CREATED, cookie, account))
}

/// Signs in.
#[utoipa::path(
    post, path = "/auth/login", tag = "accounts", request_body = Credentials,
    responses((status = 200, description = "The account; the session is in the cookie.", body = Account), WrongPassword, Busy),
)]
pub async fn login(
    app: App,
    device: Device,
    ApiJson(body): ApiJson<Credentials>,
) -> ApiResult<(HeaderMap, Json<Account>)> {
    let session = accounts::login(&app.services, &body.email, &body.password, &device).await?;
    signed_in(&app, &session).await
}

/// Signs out this session; nothing happens without one.
#[utoipa::path(post, path = "/auth/logout", tag = "accounts", responses((status = 204, description = "Signed out.")))]
pub async fn logout(app: App, current_user: CurrentUser) -> ApiResult<(StatusCode, HeaderMap)> {
    accounts::logout(&app.services, &current_user).await?;
    Ok((StatusCode::NO_CONTENT, set_cookie(&app.services.cookies.clear())))
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

async fn signed_in(app: &State, session: &NewSession) -> ApiResult<(HeaderMap, Json<Account>)> {
    let current_user = accounts::sessions::find(&app.services, &session.token).await?.current_user;
    let account = current_user.account().cloned().ok_or_else(|| ApiError(Problem::not_found()))?;
    Ok((set_cookie(&app.services.cookies.issue(session)), Json(account)))
}

fn set_cookie(cookie: &str) -> HeaderMap {
    HeaderValue::from_str(cookie).map(|cookie| HeaderMap::from_iter([(header::SET_COOKIE, cookie)])).unwrap_or_default()
}
