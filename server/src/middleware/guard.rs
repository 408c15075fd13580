//! The cross-site guard: one layer for REST, server functions and sockets.

use crate::api::problem::Failure;
use crate::config::is_loopback;
use crate::state::State;
use axum::extract::{self, Request};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::{Code, Problem};

/// Refuses requests that change something and come from another site.
pub async fn refuse_cross_site(extract::State(state): extract::State<State>, request: Request, next: Next) -> Response {
    let is_safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if is_safe || is_own(&state, request.headers()) {
        return next.run(request).await;
    }
    let sentence = "This request came from another site. Open the platform itself and try there.";
    Failure(Problem::new(Code::CrossSite, sentence)).into_response()
}

/// Browsers say where a request comes from, in one of two headers or both. What says neither is no browser, and carries no
/// cookie that somebody else could make it send.
fn is_own(state: &State, headers: &HeaderMap) -> bool {
    let value = |name: header::HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    if let Some(site) = value(header::HeaderName::from_static("sec-fetch-site")) {
        return matches!(site, "same-origin" | "none");
    }
    value(header::ORIGIN).is_none_or(|origin| is_own_origin(state, origin))
}

/// Whether a script of our own pages asks. Browsers tell by `Sec-Fetch-Site` over https and on loopback, by `Referer` elsewhere;
/// a person who opens an address by hand, and a player that is no browser, tells neither.
pub fn is_from_own_page(state: &State, headers: &HeaderMap) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return matches!(site.as_bytes(), b"same-origin" | b"same-site");
    }
    let referer = headers.get(header::REFERER).and_then(|referer| referer.to_str().ok());
    referer.is_some_and(|referer| {
        let path = referer.match_indices('/').nth(2).map_or(referer.len(), |(at, _)| at);
        is_own_origin(state, &referer[..path])
    })
}

/// Whether an origin is the public URL's. On loopback the machine's other names count too: people type localhost for 127.0.0.1.
pub fn is_own_origin(state: &State, origin: &str) -> bool {
    let own = state.services.settings.public_url.as_str();
    let scheme = |url: &str| url.split("://").next().map(str::to_owned);
    let port = |url: &str| url.rsplit(':').next().map(str::to_owned);
    let is_alike = || scheme(origin) == scheme(own) && port(origin) == port(own);
    origin == own || (is_loopback(own) && is_loopback(origin) && is_alike())
}
