//! Handlers that run to their end, and how long requests that change something may take.

use crate::api::picture_form::is_upload;
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
use tokio::sync::Semaphore;
use tokio::task::{JoinError, JoinHandle};
use tokio::time::timeout;
use tracing::Instrument;

/// Time from the headers to the answer. Playlists and sockets, which wait on purpose, use GET.
const LIMIT: Duration = Duration::from_secs(20);

/// The same for uploads, whose body is read only once their user was found to be allowed to send it: 8 MB at half a megabit per second.
const UPLOAD_LIMIT: Duration = Duration::from_secs(150);

/// Answers 408 if a request's body, or its handler, takes too long: a body that never comes must not hold a connection.
///
/// A handler that has its body whole runs to its end, even when the client is gone or the time is up: between a change in the database and
/// the ingest and the pages that hear of it, it must not stop.
pub async fn keep(state: extract::State<State>, request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    let limit = if is_upload(request.uri().path()) { UPLOAD_LIMIT } else { LIMIT };
    let has_arrived = Arc::<AtomicBool>::default();
    let request = request.map(|body| Body::new(Arriving::new(body, has_arrived.clone())));
    let mut handler = spawn(&state, next.run(request));
    match timeout(limit, &mut handler).await {
        Ok(ended) => response_of(ended),
        Err(_) => {
            if !has_arrived.load(Ordering::Relaxed) {
                handler.abort();
            }
            too_slow()
        }
    }
}

/// Renders a page to its end, even when the client is gone. What components compute on other tasks belongs to the rendering: if that were
/// dropped, they would panic at their next look at it. Those who ask and go away keep their turn until then, so they cannot make the
/// server render more than `turns` at once.
pub async fn render_whole(
    extract::State((state, turns)): extract::State<(State, Arc<Semaphore>)>,
    request: Request,
    next: Next,
) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    // Nothing closes the semaphore.
    let turn = turns.acquire_owned().await.ok();
    let render = async move {
        let response = next.run(request).await;
        drop(turn);
        response
    };
    response_of(spawn(&state, render).await)
}

fn spawn(state: &State, handler: impl Future<Output = Response> + Send + 'static) -> JoinHandle<Response> {
    // A task of its own does not have the request's id by itself.
    let id = REQUEST_ID.try_with(String::clone).unwrap_or_default();
    state.services.tasks.spawn(REQUEST_ID.scope(id, handler).in_current_span())
}

fn response_of(ended: Result<Response, JoinError>) -> Response {
    ended.unwrap_or_else(|ended| match ended.try_into_panic() {
        Ok(panic) => resume_unwind(panic),
        // Only a body that came too slowly makes us abort a handler.
        Err(_) => too_slow(),
    })
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
