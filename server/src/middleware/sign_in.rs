//! Visitors are told to sign in before their request is read: what else is wrong with it is of no use to them until then.

use super::session;
use crate::api::needs_user;
use crate::api::problem::ApiError;
use crate::state::State;
use axum::extract::{self, MatchedPath, Request};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use services::access;
use services::accounts::CurrentUser;

/// Refuses a request that has neither a session's cookie nor a token, if its operation is for signed-in users. The handler finds out whether a
/// cookie or a token is valid.
pub async fn refuse_visitors(extract::State(state): extract::State<State>, request: Request, next: Next) -> Response {
    let path = request.extensions().get::<MatchedPath>();
    let is_refused = !session::names_user(&state, request.headers()) && needs_user(request.method(), path);
    if is_refused && let Err(refused) = access::signed_in(&CurrentUser::default()) {
        return ApiError::from(refused).into_response();
    }
    next.run(request).await
}
