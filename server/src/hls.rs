//! `/hls`: the origin's answers, for users who may watch the session.

use crate::api::problem::ApiError;
use crate::encodings::accepts;
use crate::middleware::{cross_site, headers, session};
use crate::state::State;
use axum::body::{Body, HttpBody};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use domain::{Problem, StreamId, addresses};
use futures_util::poll;
use media::hls::Access;
use services::streams::SessionAudience;
use services::{error::unavailable, playback};
use std::net::SocketAddr;
use std::pin::pin;
use std::task::Poll;
use std::time::Instant;

/// Headers of an answer without TLS: the origin's and those that every answer carries. `HeaderMap` grows by doubling, so 13 would allocate
/// twice the table.
const MOST_HEADERS: usize = 12;

/// `/hls/{stream}/{*path}`, without the middleware of other routes: a thousand viewers request ten thousand small files a second,
/// and these requests change nothing.
pub async fn answer(state: &State, request: &Parts, peer: SocketAddr) -> Response {
    let mut response = match request.method {
        Method::GET => respond(state, request, peer).await,
        Method::HEAD => without_body(respond(state, request, peer).await),
        Method::OPTIONS => preflight().await.into_response(),
        _ => (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD, OPTIONS")]).into_response(),
    };
    headers::add_missing(state, response.headers_mut());
    response
}

/// A preview, and what a private channel has on air, is visible to its owner only; for other users it is not found.
async fn respond(state: &State, Parts { uri, headers, .. }: &Parts, peer: SocketAddr) -> Response {
    let Some((stream, path)) = uri.path().strip_prefix(addresses::LIVE).and_then(|path| path.split_once('/')) else {
        return not_found();
    };
    let Ok(stream) = stream.parse::<StreamId>() else { return not_found() };
    let access = match state.services.live_sessions.audience(stream) {
        None => return not_found(),
        Some(SessionAudience::Everybody) => Access::Public,
        // Only here the current user is looked up: public live media is served without the database.
        Some(SessionAudience::Only(owner)) => match session::current_user(state, headers).await {
            Ok(current_user) if current_user.id() == Some(owner) => Access::Private,
            _ => return not_found(),
        },
    };
    if path == addresses::THUMBNAIL {
        return state.thumbnails.newest(stream).map_or_else(not_found, |webp| picture(webp, access));
    }
    let origin = state.services.live_sessions.origin();
    let accept_gzip = accepts(headers, "gzip");
    let (name, query) = (stream.to_string(), uri.query());
    let mut answering = pin!(origin.respond(&name, path, query, accept_gzip, access));
    let answer = match poll!(&mut answering) {
        Poll::Ready(answer) => answer,
        // Held until the stream has the requested media: meanwhile the channel may be hidden, and the server may have to stop.
        Poll::Pending => tokio::select! {
            answer = answering => {
                if access == Access::Public && matches!(state.services.live_sessions.audience(stream), Some(SessionAudience::Only(_))) {
                    return not_found();
                }
                answer
            }
            () = state.shutdown.cancelled() => return refusal(unavailable()),
        },
    };
    let is_playlist = answer.status == 200 && path.ends_with("/index.m3u8");
    // Players on our own pages send heartbeats instead.
    if is_playlist && access == Access::Public && !cross_site::is_from_own_page(state, headers, uri) {
        let (address, user_agent) = (session::address(state, peer, headers), session::user_agent(headers));
        playback::playlist_fetched(&state.services, stream, address, user_agent, Instant::now());
    }
    let mut response = Response::new(Body::from(answer.body));
    // Room for all headers of an answer, so that the table does not grow in steps.
    response.headers_mut().reserve(MOST_HEADERS);
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in answer.headers {
        if let Ok(value) = HeaderValue::from_maybe_shared(value) {
            response.headers_mut().insert(HeaderName::from_static(name), value);
        }
    }
    response
}

/// The headers of an answer tell how long its body would be (RFC 9110, section 9.3.2).
fn without_body(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    if let Some(length) = body.size_hint().exact() {
        parts.headers.insert(header::CONTENT_LENGTH, length.into());
    }
    Response::from_parts(parts, Body::empty())
}

fn picture(webp: Bytes, access: Access) -> Response {
    let caching = match access {
        // Addresses in our API contain a version; with the bare address a client gets a new picture after ten seconds.
        Access::Public => "public, max-age=10",
        Access::Private => "no-store",
    };
    let headers = [
        (header::CONTENT_TYPE, "image/webp"),
        (header::CACHE_CONTROL, caching),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    ];
    (headers, webp).into_response()
}

/// `OPTIONS /hls/{stream}/{*path}`: players on other sites may send headers of their own, `Range` above all.
pub async fn preflight() -> impl IntoResponse {
    let allowed = [
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD"),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, "*"),
        (header::ACCESS_CONTROL_MAX_AGE, "86400"),
    ];
    (StatusCode::NO_CONTENT, allowed)
}

/// The id of a stream; anything else names none.
pub struct StreamIdOrNone(pub Option<StreamId>);

impl<'de> serde::Deserialize<'de> for StreamIdOrNone {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self(text.parse().ok()))
    }
}

/// The answer for something that does not exist, or is hidden from this user.
pub fn not_found() -> Response {
    refusal(Problem::not_found())
}

/// Adds the CORS header without which players in a browser cannot see the status.
fn refusal(problem: Problem) -> Response {
    let mut response = ApiError(problem).into_response();
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
