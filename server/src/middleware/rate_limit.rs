//! `RateLimit` headers: what is left of the limit that a request took from
//! ([draft-ietf-httpapi-ratelimit-headers](https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/)).

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use services::limits::{self, Taken};

/// Says which limit it was, how much may be asked of it, and in how many seconds it fills up.
const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
/// Says how much is left, and in how many seconds all of it is there again.
const LEFT: HeaderName = HeaderName::from_static("ratelimit");

/// Adds both headers to the answers of requests that count.
pub async fn tell(request: Request, next: Next) -> Response {
    let (mut response, takings) = limits::watched(next.run(request)).await;
    // `Retry-After` is about the limit that refused.
    let refused = takings.refused.filter(|_| response.status() == StatusCode::TOO_MANY_REQUESTS);
    let taken = refused.or(takings.tightest);
    if let Some(Taken { name, count, per, left, full_in }) = taken {
        let headers = response.headers_mut();
        let policy = format!("\"{name}\";q={count};w={}", per.as_secs());
        let rest = format!("\"{name}\";r={left};t={}", full_in.as_secs_f64().ceil());
        headers.extend(HeaderValue::try_from(policy).map(|policy| (POLICY, policy)));
        headers.extend(HeaderValue::try_from(rest).map(|rest| (LEFT, rest)));
    }
    response
}
