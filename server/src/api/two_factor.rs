//! `/api/auth/two-factor`.

use super::ApiResult;
use super::extract::ApiJson;
use super::refusals::{Busy, Invalid, SignedOut, TwoFactorOff, TwoFactorOn, TwoFactorOther};
use crate::state::State;
use axum::Json;
use axum::extract;
use axum::http::StatusCode;
use domain::accounts::{
    RecoveryCodes, TwoFactor, TwoFactorConfirmation, TwoFactorProof, TwoFactorRequest, TwoFactorSetup,
};
use services::accounts::{self, CurrentUser, Device};

type App = extract::State<State>;

/// Whether signing in asks for a code.
#[utoipa::path(
    get, path = "/auth/two-factor", tag = "accounts",
    responses((status = 200, description = "Two-factor sign-in of the account.", body = TwoFactor), SignedOut),
)]
pub async fn two_factor(app: App, current_user: CurrentUser) -> ApiResult<Json<TwoFactor>> {
    Ok(Json(accounts::two_factor(&app.services, &current_user).await?))
}

/// Begins to set two-factor sign-in up: makes a secret for an authenticator app (TOTP, RFC 6238: SHA-1, 6 digits, 30 seconds).
#[utoipa::path(
    post, path = "/auth/two-factor", tag = "accounts", request_body = TwoFactorRequest,
    responses((status = 201, description = "The secret for the app.", body = TwoFactorSetup), SignedOut, TwoFactorOn, Invalid, Busy),
)]
pub async fn begin_two_factor(
    app: App,
    current_user: CurrentUser,
    device: Device,
    ApiJson(body): ApiJson<TwoFactorRequest>,
) -> ApiResult<(StatusCode, Json<TwoFactorSetup>)> {
    let setup = accounts::begin_two_factor(&app.services, &current_user, &body.password, device).await?;
    Ok((StatusCode::CREATED, Json(setup)))
}

/// Switches two-factor sign-in on by a code of the app, and signs the other devices out.
#[utoipa::path(
    put, path = "/auth/two-factor", tag = "accounts", request_body = TwoFactorConfirmation,
    responses(
        (status = 200, description = "It is on. The recovery codes are shown this once.", body = RecoveryCodes),
        SignedOut, TwoFactorOther, Invalid, Busy
    ),
)]
pub async fn confirm_two_factor(
    app: App,
    current_user: CurrentUser,
    device: Device,
    ApiJson(body): ApiJson<TwoFactorConfirmation>,
) -> ApiResult<Json<RecoveryCodes>> {
    Ok(Json(accounts::confirm_two_factor(&app.services, &current_user, &body.code, device).await?))
}

/// Switches two-factor sign-in off.
#[utoipa::path(
    delete, path = "/auth/two-factor", tag = "accounts", request_body = TwoFactorProof,
    responses((status = 204, description = "It is off."), SignedOut, TwoFactorOff, Invalid, Busy),
)]
pub async fn end_two_factor(
    app: App,
    current_user: CurrentUser,
    device: Device,
    ApiJson(body): ApiJson<TwoFactorProof>,
) -> ApiResult<StatusCode> {
    accounts::end_two_factor(&app.services, &current_user, &body.password, &body.code, device).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Makes new recovery codes in place of the old ones.
#[utoipa::path(
    post, path = "/auth/two-factor/recovery-codes", tag = "accounts", request_body = TwoFactorProof,
    responses(
        (status = 201, description = "The codes, which are shown this once.", body = RecoveryCodes),
        SignedOut, TwoFactorOff, Invalid, Busy
    ),
)]
pub async fn renew_recovery_codes(
    app: App,
    current_user: CurrentUser,
    device: Device,
    ApiJson(body): ApiJson<TwoFactorProof>,
) -> ApiResult<(StatusCode, Json<RecoveryCodes>)> {
    let codes =
        accounts::renew_recovery_codes(&app.services, &current_user, &body.password, &body.code, device).await?;
    Ok((StatusCode::CREATED, Json(codes)))
}
