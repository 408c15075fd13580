//! The routes of the whole server.

use crate::api::problem::ApiError;
use crate::http::{ConnectionPermit, Direct};
use crate::middleware::{
    conditional, cross_site, form_replay, headers, idempotency, rate_limit, request, session, sign_in, time_limit,
};
use crate::state::State;
use crate::{api, health, hls, identity, pages, pictures, site, socket, vod};
use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, DefaultBodyLimit};
use axum::http::{HeaderMap, HeaderValue, Request, Version, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::{Code, Problem, addresses};
use hyper::body::Incoming;
use std::net::SocketAddr;
use std::sync::Arc;
use tower::ServiceExt;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};

/// Largest body, in bytes, except for uploads.
const BODY: usize = 1024 * 1024;

/// The front end of the server: answers every request.
#[derive(Clone)]
pub struct Front {
    state: State,
    router: Router,
}

impl Front {
    /// All routes, with this state.
    pub fn new(state: State) -> Self {
        Self { router: with_layers(routes(&state), &state), state }
    }

    /// Answers a request that came from `peer` over a connection that holds `permit`, and to which others may write if it is `direct`.
    pub async fn answer(
        self,
        request: Request<Incoming>,
        peer: SocketAddr,
        permit: ConnectionPermit,
        direct: Option<Arc<Direct>>,
    ) -> Response {
        if !is_addressed(&request) {
            return ApiError(Problem::new(Code::BadRequest, "A request needs a path and one Host.")).into_response();
        }
        if request.uri().path().starts_with(addresses::LIVE) {
            let (request, _) = request.into_parts();
            return hls::answer(&self.state, &request, peer).await;
        }
        let mut request = request.map(Body::new);
        join_cookies(request.headers_mut());
        request.extensions_mut().insert(ConnectInfo(peer));
        request.extensions_mut().insert(permit);
        request.extensions_mut().insert(direct);
        let Ok(response) = self.router.oneshot(request).await;
        response
    }
}

fn routes(state: &State) -> Router<State> {
    let pages = pages::routes(state)
        .layer(from_fn_with_state(state.clone(), form_replay::bring_back))
        .layer(from_fn_with_state(state.clone(), session::find));
    let archive = format!("{}{{stream}}/{{*path}}", addresses::ARCHIVE);
    let picture = format!("{}{{name}}", addresses::PICTURES);
    let pkg = format!("/{}/{{*name}}", state.site.folder());
    Router::new()
        .nest(
            "/api",
            api::routes()
                .layer(from_fn_with_state(state.clone(), sign_in::refuse_visitors))
                .layer(from_fn_with_state(state.clone(), idempotency::once))
                .layer(from_fn(rate_limit::tell))
                .layer(from_fn_with_state(state.clone(), conditional::tag)),
        )
        .route("/ws", get(socket::open))
        .merge(identity::routes())
        .merge(pages)
        .layer(session::layer(state))
        .layer(from_fn_with_state(state.clone(), session::guard_cookie))
        .layer(compression())
        // The following routes need no session.
        .nest("/api", api::routes_without_session())
        .route(&archive, get(vod::respond).options(hls::preflight))
        .route(&picture, get(pictures::respond))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route(&pkg, get(site::file))
        .route("/favicon.svg", get(site::favicon))
        .route("/robots.txt", get(site::robots))
}

/// The routes under the middleware of every request.
fn with_layers(routes: Router<State>, state: &State) -> Router {
    routes
        .layer(from_fn_with_state(state.clone(), cross_site::refuse_cross_site))
        .layer(DefaultBodyLimit::max(BODY))
        .layer(from_fn_with_state(state.clone(), time_limit::keep))
        .layer(from_fn(request::identify))
        .layer(from_fn_with_state(state.clone(), headers::add))
        .with_state(state.clone())
}

/// Pages and answers of the API are compressed for each request, so at level 3: higher levels cost more time than they save
/// (docs/adr/0015-what-is-compressed-how-hard.md). To guess a secret from lengths, an attacker has to make a user's
/// browser send many requests, which `SameSite=Lax` prevents from other sites.
fn compression() -> CompressionLayer<impl Predicate> {
    let large_enough = SizeAbove::new(1024).and(NotForContentType::IMAGES).and(NotForContentType::SSE);
    // Downloads of VODs, and exports, which consist mostly of videos.
    let compressible =
        large_enough.and(NotForContentType::const_new("video/")).and(NotForContentType::const_new("application/zip"));
    CompressionLayer::new().quality(CompressionLevel::Precise(3)).compress_when(compressible)
}

/// Whether a request names a path, which the targets of proxies do not (RFC 9112, section 3.2.3), and over HTTP/1.1 one host (section 3.2).
fn is_addressed(request: &Request<Incoming>) -> bool {
    let has_host = || request.headers().get_all(header::HOST).iter().count() == 1;
    request.uri().path_and_query().is_some() && (request.version() != Version::HTTP_11 || has_host())
}

/// Over HTTP/2 browsers send each cookie in a separate header. The rest of the server expects one (RFC 9113, 8.2.3), and that it is UTF-8.
fn join_cookies(headers: &mut HeaderMap) {
    if !headers.contains_key(header::COOKIE) {
        return;
    }
    let joined = session::cookie_pairs(headers).collect::<Vec<_>>().join("; ");
    if let Ok(joined) = HeaderValue::from_bytes(joined.as_bytes()) {
        headers.insert(header::COOKIE, joined);
    }
}

#[cfg(test)]
mod tests;
