//! `DELETE /api/users/me`.

use super::ApiResult;
use super::extract::ApiJson;
use super::refusals::{Busy, Invalid, LastAdministrator, SignedOut};
use crate::state::State;
use axum::extract;
use axum::http::StatusCode;
use domain::accounts::AccountErasure;
use services::accounts::{self, CurrentUser, Device, Session};

/// Erases the signed-in user's account with its channels, streams and recordings. Its messages elsewhere are emptied, and its username stays reserved.
#[utoipa::path(
    delete, path = "/users/me", tag = "users", request_body = AccountErasure,
    responses((status = 204, description = "It is erased, and signed out everywhere."), SignedOut, LastAdministrator, Invalid, Busy),
)]
pub async fn erase_account(
    app: extract::State<State>,
    session: Session,
    current_user: CurrentUser,
    device: Device,
    ApiJson(body): ApiJson<AccountErasure>,
) -> ApiResult<StatusCode> {
    accounts::erase_account(&app.services, &current_user, &body.password, body.code.as_deref(), device).await?;
    accounts::logout(&session).await?;
    Ok(StatusCode::NO_CONTENT)
}
