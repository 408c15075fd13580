//! `Idempotency-Key`: a client that has heard no answer sends its request again, and what it creates is created once.

use crate::api::document;
use crate::api::extract::whole_body;
use crate::api::problem::ApiError;
use crate::state::State;
use axum::body::{Body, to_bytes};
use axum::extract::{self, FromRequestParts, MatchedPath, Request};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use services::accounts::CurrentUser;
use services::idempotency::{self, IdempotencyKey, KeptAnswer};
use std::collections::HashSet;
use std::sync::LazyLock;

/// The header.
pub const KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// Tells that an answer was given before.
const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

/// Paths of the operations that create something.
static CREATING: LazyLock<HashSet<String>> = LazyLock::new(document::creating);

/// Runs a request that names a key, unless its answer is kept.
pub async fn once(extract::State(state): extract::State<State>, request: Request, next: Next) -> Response {
    let path = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
    let creates = request.method() == Method::POST && path.is_some_and(|path| CREATING.contains(path));
    match request.headers().get(KEY).cloned().filter(|_| creates) {
        Some(key) => run(&state, key, request, next).await.unwrap_or_else(ApiError::into_response),
        None => next.run(request).await,
    }
}

async fn run(state: &State, key: HeaderValue, request: Request, next: Next) -> Result<Response, ApiError> {
    let (mut parts, body) = request.into_parts();
    let current_user = CurrentUser::from_request_parts(&mut parts, state).await?;
    // Visitors, whom the operation tells to sign in, have no keys.
    let Some(user) = current_user.id() else { return Ok(next.run(Request::from_parts(parts, body)).await) };
    let body = whole_body(Request::from_parts(parts.clone(), body), state).await?;
    let address = parts.uri.path_and_query().map_or("", |address| address.as_str());
    let key = IdempotencyKey::new(user, key.as_bytes(), &[address.as_bytes(), &body])?;
    let svc = &state.services;
    if let Some(kept) = idempotency::begin(svc, &key).await? {
        return Ok(replayed(kept));
    }
    let response = next.run(Request::from_parts(parts, Body::from(body))).await;
    if !response.status().is_success() {
        idempotency::release(svc, &key).await?;
        return Ok(response);
    }
    let (parts, body) = response.into_parts();
    let Ok(body) = to_bytes(body, usize::MAX).await else {
        return Ok(StatusCode::INTERNAL_SERVER_ERROR.into_response());
    };
    let answer = KeptAnswer { status: parts.status.as_u16(), body: String::from_utf8_lossy(&body).into_owned() };
    if let Err(error) = idempotency::keep(svc, &key, &answer).await {
        // It is done, and its client hears so; only another attempt would not.
        tracing::warn!(%error, "the answer to a request with an idempotency key could not be kept");
    }
    Ok(Response::from_parts(parts, Body::from(body)))
}

fn replayed(kept: KeptAnswer) -> Response {
    let status = StatusCode::from_u16(kept.status).unwrap_or(StatusCode::OK);
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store"), (REPLAYED, "true")];
    (status, headers, kept.body).into_response()
}
