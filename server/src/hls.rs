//! `/hls`: the origin's answers, after asking whether a session may be watched yet.

use crate::api::problem::Failure;
use crate::encodings::accepts;
use crate::ingest::Audience;
use crate::middleware::{guard, session};
use crate::state::State;
use axum::body::Body;
use axum::extract::{self, ConnectInfo, Path, RawQuery};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use domain::StreamId;
use media::hls::Access;
use services::playback;
use std::net::SocketAddr;
use std::time::Instant;

/// A recent frame of a stream.
const THUMBNAIL: &str = "thumb.webp";

/// `GET /hls/{stream}/{*path}`. A preview, and what a private channel has on air, is there for its
/// owner only; for others it is as if it were not.
pub async fn respond(
    state: extract::State<State>,
    Path((stream, path)): Path<(StreamIdOrNone, String)>,
    RawQuery(query): RawQuery,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
) -> Response {
    let Some(stream) = stream.0 else { return not_found() };
    let access = match state.feeds.audience(stream) {
        None => return not_found(),
        Some(Audience::Everybody) => Access::Public,
        // Only here is it asked who watches: live media is served without the database.
        Some(Audience::Only(owner)) => match session::viewer(&state, &headers).await {
            Ok(viewer) if viewer.id() == Some(owner) => Access::Private,
            _ => return not_found(),
        },
    };
    if path == THUMBNAIL {
        return state.thumbnails.newest(stream).map_or_else(not_found, |webp| picture(webp, access));
    }
    let origin = state.feeds.origin();
    let accept_gzip = accepts(&headers, "gzip");
    let answer = origin.respond(&stream.to_string(), &path, query.as_deref(), accept_gzip, access).await;
    let is_playlist = answer.status == 200 && path.ends_with("/index.m3u8");
    // Players on our own pages say themselves that they play.
    if is_playlist && access == Access::Public && !guard::is_from_own_page(&state, &headers) {
        let (address, user_agent) = (session::address(&state, peer, &headers), session::user_agent(&headers));
        playback::playlist_fetched(&state.services, stream, address, user_agent, Instant::now());
    }
    let mut response = Response::new(Body::from(answer.body));
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in answer.headers {
        if let Ok(value) = HeaderValue::from_maybe_shared(value) {
            response.headers_mut().insert(HeaderName::from_static(name), value);
        }
    }
    response
}

fn picture(webp: Bytes, access: Access) -> Response {
    let caching = match access {
        // Its address changes with the picture where we give it out; who knows the bare one sees a new picture soon enough.
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

/// Players in a browser see a status only where the header lets them.
pub fn not_found() -> Response {
    let mut response = Failure(domain::Problem::not_found()).into_response();
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
