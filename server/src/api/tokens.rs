//! `/api/auth/tokens`.

use super::ApiResult;
use super::extract::{ApiJson, ApiPath};
use super::refusals::{Busy, Invalid, Missing, SignedOut, TooManyTokens};
use crate::state::State;
use axum::Json;
use axum::extract;
use axum::http::StatusCode;
use domain::accounts::{AccessToken, CreatedAccessToken, NewAccessToken};
use domain::{Page, TokenId};
use services::accounts::{self, CurrentUser};
use utoipa::IntoParams;

type App = extract::State<State>;

/// The path of a token.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "the API document reads the fields")]
struct TokenPath {
    /// Id of the token.
    id: TokenId,
}

/// The access tokens of the account that are not over, the newest first.
#[utoipa::path(
    get, path = "/auth/tokens", tag = "accounts",
    responses((status = 200, description = "All of them.", body = Page<AccessToken>), SignedOut),
)]
pub async fn access_tokens(app: App, current_user: CurrentUser) -> ApiResult<Json<Page<AccessToken>>> {
    Ok(Json(Page::whole(accounts::access_tokens(&app.services, &current_user).await?)))
}

/// Makes an access token for a program. The token is in this answer and is never shown again.
///
/// `Idempotency-Key` does not count here, because the answer would have to be kept with the token in it: the same request, sent again, makes another
/// token. If an answer was lost, `GET` lists its token, and `DELETE` revokes it.
#[utoipa::path(
    post, path = "/auth/tokens", tag = "accounts", request_body = NewAccessToken,
    responses((status = 201, description = "The token.", body = CreatedAccessToken), SignedOut, TooManyTokens, Invalid, Busy),
)]
pub async fn create_token(
    app: App,
    current_user: CurrentUser,
    ApiJson(new): ApiJson<NewAccessToken>,
) -> ApiResult<(StatusCode, Json<CreatedAccessToken>)> {
    let created = accounts::create_token(&app.services, &current_user, new).await?;
    Ok((StatusCode::CREATED, Json(created)))
}

/// Revokes an access token. Sockets that were opened with it are closed.
#[utoipa::path(
    delete, path = "/auth/tokens/{id}", tag = "accounts", params(TokenPath),
    responses((status = 204, description = "It is revoked."), SignedOut, Missing),
)]
pub async fn revoke_token(
    app: App,
    current_user: CurrentUser,
    ApiPath(token): ApiPath<TokenId>,
) -> ApiResult<StatusCode> {
    accounts::revoke_token(&app.services, &current_user, token).await?;
    Ok(StatusCode::NO_CONTENT)
}
