//! Requests that change something: how long they may take, and that they run to their end.

use crate::api::problem::{ApiError, REQUEST_ID};
use crate::state::State;
use axum::body::{Body, Bytes};
use axum::extract::{self, Request};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::{Code, Problem};
use http_body::{Frame, SizeHint};
use std::panic::resume_unwind;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::time::timeout;
use tracing::Instrument;

/// Time from the headers to the answer. Playlists and sockets, which wait on purpose, use GET.
const LIMIT: Duration = Duration::from_secs(20);

/// Answers 408 if a request's body, or its handler, takes too long: a body that never comes must not hold a connection.
///
/// A handler that has its body whole runs to its end, even when the client is gone or the time is up: between a change in the database and
/// the ingest and the pages that hear of it, it must not stop.
pub async fn keep(state: extract::State<State>, request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    let has_arrived = Arc::<AtomicBool>::default();
    let request = request.map(|body| Body::new(Arriving::new(body, has_arrived.clone())));
    // A task of its own does not have the request's id by itself.
    let id = REQUEST_ID.try_with(String::clone).unwrap_or_default();
    let mut handler = state.services.tasks.spawn(REQUEST_ID.scope(id, next.run(request)).in_current_span());
    match timeout(LIMIT, &mut handler).await {
        Ok(Ok(response)) => response,
        Ok(Err(ended)) => match ended.try_into_panic() {
            Ok(panic) => resume_unwind(panic),
            // Only the line below aborts it.
            Err(_) => too_slow(),
        },
        Err(_) => {
            if !has_arrived.load(Ordering::Relaxed) {
                handler.abort();
            }
            too_slow()
        }
    }
}

fn too_slow() -> Response {
    ApiError(Problem::new(Code::TooSlow, "The request took too long to arrive. Please try again.")).into_response()
}

/// A body that tells when it has arrived whole. One that breaks off tells its reader, which is an error of the request.
struct Arriving {
    body: Body,
    has_arrived: Arc<AtomicBool>,
}

impl Arriving {
    fn new(body: Body, has_arrived: Arc<AtomicBool>) -> Self {
        let arriving = Self { body, has_arrived };
        arriving.note();
        arriving
    }

    fn note(&self) {
        if http_body::Body::is_end_stream(&self.body) {
            self.has_arrived.store(true, Ordering::Relaxed);
        }
    }
}

impl http_body::Body for Arriving {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(context));
        if frame.is_none() {
            self.has_arrived.store(true, Ordering::Relaxed);
        }
        self.note();
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
