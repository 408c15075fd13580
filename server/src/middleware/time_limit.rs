//! A limit on how long a request that changes something may take: a body that never comes must not hold a connection.

use crate::api::problem::ApiError;
use axum::extract::Request;
use axum::http::Method;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::{Code, Problem};
use std::time::Duration;
use tokio::time::timeout;

/// Time from the headers to the answer. Playlists and sockets, which wait on purpose, use GET.
const LIMIT: Duration = Duration::from_secs(20);

/// Answers 408 if a request's body, or its handler, takes too long.
pub async fn keep(request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    let too_slow = || ApiError(Problem::new(Code::TooSlow, "The request took too long to arrive. Please try again."));
    timeout(LIMIT, next.run(request)).await.unwrap_or_else(|_| too_slow().into_response())
}
