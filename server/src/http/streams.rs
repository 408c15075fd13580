//! The running requests of one HTTP/2 connection. A request is given up if the peer does not read its answer, as a whole HTTP/1.1
//! connection would be: on HTTP/2 the peer may still read the other answers.

use super::connection::AnswerBody;
use super::report;
use axum::body::HttpBody;
use bytes::Bytes;
use http_body::{Frame, SizeHint};
use hyper::rt::Executor;
use std::cell::Cell;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until};

/// How long a request may make no progress, which is a least rate as well: progress is another [`SLICE`]. Playlists wait for up to 12 s before they answer, and slow bodies get a 408 after 20 s.
const STALL: Duration = Duration::from_secs(25);
/// The most bytes handed to hyper at once. Their progress cannot be seen any more.
const SLICE: usize = 64 * 1024;

tokio::task_local! {
    /// When the request of this task last made progress.
    static PROGRESS: Cell<Instant>;
}

/// Runs a connection's requests; they end with it.
#[derive(Clone, Default)]
pub struct Streams(Arc<Mutex<JoinSet<()>>>);

impl<F: Future<Output = ()> + Send + 'static> Executor<F> for Streams {
    fn execute(&self, request: F) {
        let mut requests = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        while let Some(ended) = requests.try_join_next() {
            report(ended);
        }
        requests.spawn(PROGRESS.scope(Cell::new(Instant::now()), give_up_when_stalled(request)));
    }
}

async fn give_up_when_stalled(request: impl Future<Output = ()>) {
    let mut request = pin!(request);
    loop {
        let limit = PROGRESS.with(Cell::get) + STALL;
        tokio::select! {
            () = request.as_mut() => return,
            () = sleep_until(limit) => {
                if PROGRESS.with(Cell::get) + STALL <= Instant::now() {
                    tracing::debug!("an answer that nobody takes was given up");
                    return;
                }
            }
        }
    }
}

/// An answer's body in slices. hyper asks for the next one when the peer has room for it, which counts as progress.
pub struct Slices {
    body: AnswerBody,
    rest: Bytes,
}

impl From<AnswerBody> for Slices {
    fn from(body: AnswerBody) -> Self {
        Self { body, rest: Bytes::new() }
    }
}

impl HttpBody for Slices {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        // Fails outside of a request's task, where progress does not matter.
        let _ = PROGRESS.try_with(|progress| progress.set(Instant::now()));
        if self.rest.is_empty() {
            match ready!(Pin::new(&mut self.body).poll_frame(context)) {
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(data) => self.rest = data,
                    Err(other) => return Poll::Ready(Some(Ok(other))),
                },
                end => return Poll::Ready(end),
            }
        }
        let length = self.rest.len().min(SLICE);
        Poll::Ready(Some(Ok(Frame::data(self.rest.split_to(length)))))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty() && self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        let (mut hint, rest) = (self.body.size_hint(), self.rest.len() as u64);
        if let Some(upper) = hint.upper() {
            hint.set_upper(upper + rest);
        }
        hint.set_lower(hint.lower() + rest);
        hint
    }
}
