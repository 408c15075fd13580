//! Bearer tokens (RFC 6750) of the API and of sockets, by which programs sign in.

use super::session;
use crate::api::problem::ApiError;
use crate::state::State;
use axum::http::{Extensions, HeaderMap, header};
use services::accounts::{self, CurrentUser};
use services::clerk::{self, UnknownUser};

/// The user of the request's bearer token: an access token, or a session token of Clerk, if the operator has set that up. A token that does not
/// count is refused, because a program that sends one does not mean to be anonymous. None without a token.
pub async fn user(
    state: &State,
    extensions: &Extensions,
    headers: &HeaderMap,
    unknown: UnknownUser,
) -> Result<Option<CurrentUser>, ApiError> {
    let Some(token) = token(headers) else { return Ok(None) };
    if accounts::is_access_token(token) || state.services.clerk.is_none() {
        return Ok(Some(accounts::user_of_token(&state.services, token).await?));
    }
    let device = session::device(state, extensions, headers);
    Ok(Some(clerk::current_user(&state.services, token, device, unknown).await?))
}

fn token(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.as_bytes();
    let (scheme, token) =
        value.split_at(value.iter().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(value.len()));
    // What is no text is no token, and refused like one that is forged.
    scheme.eq_ignore_ascii_case(b"bearer").then(|| str::from_utf8(token).unwrap_or_default().trim())
}
