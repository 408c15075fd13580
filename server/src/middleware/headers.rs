//! Headers that every answer carries.

use crate::state::State;
use axum::extract::{self, Request};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

/// What pages may load and which sites may frame them. `nonce` is the one of the page's own inline script; `media` is the address, with
/// a slash at the end, from which browsers fetch recordings and pictures if that is not this server.
pub fn content_security_policy(nonce: &str, media: Option<&str>) -> String {
    let media = media.unwrap_or_default();
    format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self' 'nonce-{nonce}'; \
         img-src 'self' data: blob: {media}; font-src 'self'; connect-src 'self' {media}; media-src 'self' blob:; \
         manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
}

/// Adds the headers that are the same everywhere. A page has set its own content policy before.
pub async fn add(extract::State(state): extract::State<State>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    add_missing(&state, response.headers_mut());
    response
}

/// The same for an answer that does not pass through the middleware.
pub fn add_missing(state: &State, headers: &mut HeaderMap) {
    let mut set = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'");
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "strict-origin-when-cross-origin");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=(), payment=()");
    if state.services.settings.is_https() {
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
}
