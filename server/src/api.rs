//! REST: each handler unwraps the request, calls one use case, and wraps the answer. No rules and no SQL here.

mod accounts;
mod channels;
mod chat;
pub mod extract;
mod playback;
pub mod problem;
mod streams;
mod vods;

use crate::state::State;
use axum::Router;
use axum::extract::rejection::RawPathParamsRejection;
use axum::extract::{RawPathParams, Request};
use axum::http::{StatusCode, Uri, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, delete, get, post, put};
use domain::{Code, Problem};
use problem::ApiError;

/// The result of a handler.
pub type ApiResult<T> = Result<T, ApiError>;

/// Every route below `/api`.
pub fn routes() -> Router<State> {
    Router::new()
        .route("/auth/register", post(accounts::register))
        .route("/auth/login", post(accounts::login))
        .route("/auth/logout", post(accounts::logout))
        .route("/auth/onboard", post(accounts::onboard))
        .route("/auth/user", get(accounts::current_user))
        .route("/channels", get(channels::list).post(channels::create))
        .route("/channels/{id}", get(channels::get).put(channels::change).delete(channels::delete))
        .route("/channels/{id}/stream-key", get(channels::stream_key))
        .route("/channels/{id}/stream-key/rotate", post(channels::rotate_stream_key))
        .route("/channels/{id}/vod", get(vods::list))
        .route("/streams", post(streams::create))
        // One pattern serves ids of streams and of channels: the verb behind it decides which.
        .route("/streams/{id}", get(streams::get).patch(streams::change))
        .route("/streams/{id}/start", post(streams::start))
        .route("/streams/{id}/status", put(streams::set_status))
        .route("/streams/{id}/end", post(streams::end))
        .route("/streams/{id}/vod", delete(vods::delete))
        .route("/streams/{id}/hls", get(streams::playback))
        .route("/streams/{id}/playback", post(playback::open))
        .route("/streams/{id}/health", get(streams::health))
        .route("/streams/{id}/messages", get(chat::list).post(chat::post))
        .route("/messages", post(chat::send))
        .route("/stream/{*rest}", any(moved))
        .route_layer(from_fn(readable))
        .fallback(not_found)
        .method_not_allowed_fallback(method_not_allowed)
}

/// Routes below `/api` that need no session: the token in the request is enough, without a database query.
pub fn routes_without_session() -> Router<State> {
    Router::new()
        .route("/playback/heartbeat", post(playback::heartbeat))
        .method_not_allowed_fallback(method_not_allowed)
}

/// The guide's singular drafts answer with the plural address; method and body stay (308).
async fn moved(uri: Uri) -> Response {
    let rest = uri.path().trim_start_matches("/api/stream/").trim_start_matches("/stream/");
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    let target = match rest {
        "create" => "/api/streams".to_owned(),
        rest => format!("/api/streams/{rest}"),
    };
    (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, format!("{target}{query}"))]).into_response()
}

/// Answers `not_found` for a path that is not valid UTF-8.
async fn readable(parameters: Result<RawPathParams, RawPathParamsRejection>, request: Request, next: Next) -> Response {
    match parameters {
        Ok(_) => next.run(request).await,
        Err(_) => ApiError(Problem::not_found()).into_response(),
    }
}

async fn not_found() -> ApiError {
    Problem::not_found().into()
}

async fn method_not_allowed() -> ApiError {
    Problem::new(Code::MethodNotAllowed, "This address exists, but not for this method.").into()
}
