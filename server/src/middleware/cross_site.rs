//! The cross-site guard: one layer for REST, server functions and sockets.

use super::form_replay::is_plain_form;
use crate::api::problem::ApiError;
use crate::config::is_loopback;
use crate::state::State;
use axum::extract::{self, Request};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::{Code, Problem};
use services::RequestHost;

/// What a page of an allowed origin may send. `If-Range` and `Range` are of downloads.
const PREFLIGHT: [(HeaderName, &str); 3] = [
    (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, PUT, PATCH, DELETE"),
    (
        header::ACCESS_CONTROL_ALLOW_HEADERS,
        "authorization, content-type, idempotency-key, if-none-match, if-range, range",
    ),
    (header::ACCESS_CONTROL_MAX_AGE, "86400"),
];

/// What a page of an allowed origin may read of the headers.
const EXPOSED: &str = "accept-ranges, content-disposition, content-range, etag, idempotency-replayed, link, ratelimit, ratelimit-policy, \
                       retry-after, x-request-id";

/// Refuses requests from other sites that change something. Puts [`RequestHost`] into all others.
pub async fn refuse_cross_site(
    extract::State(state): extract::State<State>,
    mut request: Request,
    next: Next,
) -> Response {
    let request_host = request_host(&state, request.headers(), request.uri());
    if let Some(origin) = allowed_origin(&state, request.headers(), &request_host) {
        request.extensions_mut().insert(request_host);
        return share(&state, origin, request, next).await;
    }
    let is_safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if is_safe || is_own(&state, request.headers(), &request_host) {
        request.extensions_mut().insert(request_host);
        let is_shared = !state.allowed_origins.is_empty() && request.uri().path().starts_with("/api/");
        let mut response = next.run(request).await;
        // A cache must not give this answer, which no page of another origin may read, to such a page.
        if is_shared {
            response.headers_mut().append(header::VARY, HeaderValue::from_static("origin"));
        }
        return response;
    }
    let refusal = refusal(&state);
    if is_plain_form(&request) {
        // As text, because the browser shows it to the user; the page before it still has what they typed.
        return (StatusCode::FORBIDDEN, refusal.0.detail).into_response();
    }
    refusal.into_response()
}

/// The origin of a request, if it is another than ours and the operator has allowed its pages to use the API and the socket.
fn allowed_origin(state: &State, headers: &HeaderMap, request_host: &RequestHost) -> Option<HeaderValue> {
    let value = headers.get(header::ORIGIN)?;
    let origin = value.to_str().ok()?;
    let is_allowed = state.allowed_origins.iter().any(|allowed| allowed == origin);
    (is_allowed && !is_own_origin(state, origin, request_host)).then(|| value.clone())
}

/// Answers a page of an allowed origin, and tells its browser that the page may read the answer (CORS). The page acts by a bearer token alone:
/// a cookie of ours, which the browser sends along for pages of the same site, does not count.
async fn share(state: &State, origin: HeaderValue, mut request: Request, next: Next) -> Response {
    request.headers_mut().remove(header::COOKIE);
    let is_api = request.uri().path().starts_with("/api/");
    let is_preflight =
        request.method() == Method::OPTIONS && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    let is_safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let has_token = request.headers().contains_key(header::AUTHORIZATION);
    let mut response = if is_api && is_preflight {
        (StatusCode::NO_CONTENT, PREFLIGHT).into_response()
    } else if is_safe || (is_api && has_token) {
        next.run(request).await
    } else {
        refusal(state).into_response()
    };
    if is_api {
        let headers = response.headers_mut();
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static(EXPOSED));
        headers.append(header::VARY, HeaderValue::from_static("origin"));
    }
    response
}

/// Whether a socket may be opened by a page of this origin.
pub fn may_open_socket(state: &State, headers: &HeaderMap, request_host: &RequestHost) -> bool {
    let origin = headers.get(header::ORIGIN).map(|origin| origin.to_str().unwrap_or_default());
    origin.is_none_or(|origin| is_own_origin(state, origin, request_host))
        || allowed_origin(state, headers, request_host).is_some()
}

/// The answer to a request from another site. Without a public URL the cause is most likely a host name that this server does not
/// know to be its own.
pub fn refusal(state: &State) -> ApiError {
    let sentence = if state.services.settings.has_public_url {
        "This request came from another site. Open the platform itself and try there."
    } else {
        "This request came from another site. If it came from this platform's own pages, tell its operator to set AETHEX_PUBLIC_URL to \
         the address in your browser's address bar."
    };
    ApiError(Problem::new(Code::CrossSite, sentence))
}

/// The name under which a request reached this server: `Host`, or over HTTP/2 `:authority`.
pub fn request_host(state: &State, headers: &HeaderMap, uri: &Uri) -> RequestHost {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    RequestHost::new(&state.services.settings, host.or(uri.authority().map(|authority| authority.as_str())))
}

/// Browsers say where a request comes from, in one of two headers or both; over plain http to an address they send `Origin` alone. A
/// client that sends neither is no browser, so another site cannot make it send a cookie.
fn is_own(state: &State, headers: &HeaderMap, request_host: &RequestHost) -> bool {
    let value = |name: header::HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    if let Some(site) = value(header::HeaderName::from_static("sec-fetch-site")) {
        return matches!(site, "same-origin" | "none");
    }
    value(header::ORIGIN).is_none_or(|origin| is_own_origin(state, origin, request_host))
}

/// Whether a script of our own pages sends the request. Browsers show it by `Sec-Fetch-Site` over https and on loopback, by `Referer`
/// elsewhere. For an address that was typed in, and for a player outside a browser, neither header names our site.
pub fn is_from_own_page(state: &State, headers: &HeaderMap, uri: &Uri) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return matches!(site.as_bytes(), b"same-origin" | b"same-site");
    }
    let referer = headers.get(header::REFERER).and_then(|referer| referer.to_str().ok());
    referer.is_some_and(|referer| {
        let path = referer.match_indices('/').nth(2).map_or(referer.len(), |(at, _)| at);
        is_own_origin(state, &referer[..path], &request_host(state, headers, uri))
    })
}

/// Whether an origin is the public URL's, or that of the name which counts while none is set. On loopback the machine's other names
/// count too: people type localhost for 127.0.0.1.
fn is_own_origin(state: &State, origin: &str, request_host: &RequestHost) -> bool {
    let own = state.services.settings.public_url.as_str();
    let scheme = |url: &str| url.split("://").next().map(str::to_owned);
    let port = |url: &str| url.rsplit(':').next().map(str::to_owned);
    let is_alike = || scheme(origin) == scheme(own) && port(origin) == port(own);
    origin == own || request_host.is_origin(origin) || (is_loopback(own) && is_loopback(origin) && is_alike())
}
