//! Conditional reads of the API (RFC 9110, section 13.1.2): what a visitor reads has a tag, and a client that has that answer already gets 304
//! instead of it. Answers that may depend on the user are not to be stored, so they have none.

use super::session;
use crate::state::State;
use axum::body::{Body, HttpBody, to_bytes};
use axum::extract;
use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use headers::{ETag, HeaderMapExt, IfNoneMatch};
use sha2::{Digest, Sha256};

/// Tags answers, and leaves out the body of those that the client has.
pub async fn tag(extract::State(state): extract::State<State>, request: Request, next: Next) -> Response {
    // The body of an answer to HEAD is left out later: its headers are those of GET (RFC 9110, section 9.3.2).
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    let is_public = is_read && !session::is_personal(&state, &request);
    let known = request.headers().typed_get::<IfNoneMatch>();
    let response = next.run(request).await;
    // A body of known length is in memory.
    let is_json = |kind: &HeaderValue| kind.as_bytes().starts_with(b"application/json");
    let is_whole = response.body().size_hint().exact().is_some();
    let is_tagged = is_public && is_whole && response.status() == StatusCode::OK;
    if !is_tagged || !response.headers().get(header::CONTENT_TYPE).is_some_and(is_json) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(body) = to_bytes(body, usize::MAX).await else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    // Weak, because the answer may be compressed afterwards.
    let tag = format!("W/\"{}\"", hex::encode(&Sha256::digest(&body)[..16]));
    let Ok(tag) = tag.parse::<ETag>() else { return Response::from_parts(parts, Body::from(body)) };
    let is_known = known.is_some_and(|known| !known.precondition_passes(&tag));
    parts.headers.typed_insert(tag);
    parts.headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-cache"));
    if is_known {
        parts.status = StatusCode::NOT_MODIFIED;
        parts.headers.remove(header::CONTENT_LENGTH);
        return Response::from_parts(parts, Body::empty());
    }
    Response::from_parts(parts, Body::from(body))
}
