//! A stream that fails when its peer reads nothing for too long, and that remembers when bytes last moved.

use std::io::{self, ErrorKind, IoSlice};
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep};

/// How long a peer may read nothing while a write waits.
const STALL: Duration = Duration::from_secs(20);

/// When bytes last moved, shared with the task that watches the connection.
#[derive(Clone)]
pub struct Movement(Arc<(Instant, AtomicU64)>);

impl Movement {
    fn new() -> Self {
        Self(Arc::new((Instant::now(), AtomicU64::new(0))))
    }

    fn note(&self) {
        let milliseconds = u64::try_from(self.0.0.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.0.1.store(milliseconds, Ordering::Relaxed);
    }

    /// The last time that bytes moved, or the connection's start.
    pub fn last(&self) -> Instant {
        self.0.0 + Duration::from_millis(self.0.1.load(Ordering::Relaxed))
    }
}

/// The stream of one peer.
pub struct WriteTimeout<S> {
    stream: S,
    peer: SocketAddr,
    movement: Movement,
    /// Runs while a write waits.
    limit: Pin<Box<Sleep>>,
    waits: bool,
}

impl<S> WriteTimeout<S> {
    /// Wraps the stream of a new connection.
    pub fn new(stream: S, peer: SocketAddr) -> Self {
        Self { stream, peer, movement: Movement::new(), limit: Box::pin(sleep(STALL)), waits: false }
    }

    /// The shared time when bytes last moved.
    pub fn movement(&self) -> Movement {
        self.movement.clone()
    }

    /// Passes the result of a write on, unless writes have been pending for too long.
    fn judge(&mut self, context: &mut Context<'_>, written: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        if written.is_ready() {
            self.waits = false;
            self.movement.note();
            return written;
        }
        if !std::mem::replace(&mut self.waits, true) {
            self.limit.as_mut().reset(Instant::now() + STALL);
        }
        if self.limit.as_mut().poll(context).is_pending() {
            return Poll::Pending;
        }
        tracing::debug!(peer = %self.peer, "a reader that stalled was cut");
        Poll::Ready(Err(ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for WriteTimeout<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let read = Pin::new(&mut self.stream).poll_read(context, buffer);
        if read.is_ready() {
            self.movement.note();
        }
        read
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for WriteTimeout<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.judge(context, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, slices);
        self.judge(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
