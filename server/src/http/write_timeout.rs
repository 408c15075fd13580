//! A stream that fails when its peer reads more slowly than a least rate, and that remembers when bytes last moved.

use super::ConnectionPermit;
use super::connections::Work;
use std::io::{self, ErrorKind, IoSlice};
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep};

/// Bytes a second that a peer has to take while a write waits. A phone whose plan is throttled to 64 kbit/s takes twice as many, and the
/// smallest rendition needs fifteen times as many to be watched at all. A timer for each write would let a peer hold an answer for weeks,
/// byte by byte.
pub const LEAST_RATE: u32 = 4 * 1024;
/// How long a write may wait in vain before that counts, as in a tunnel.
const GRACE: Duration = Duration::from_secs(20);
/// Bytes that the kernel takes beyond those on their way to the peer. It would take megabytes, and only see to it that a third of them is
/// free before it takes more: a slow peer would look like one that stalls. Half of this at [`LEAST_RATE`] lasts longer than [`GRACE`], but
/// at 64 kbit/s it does not.
pub const UNSENT: u32 = 256 * 1024;

/// How much longer a peer may let writes wait. Waiting uses it up; bytes that move, and time without a waiting write, fill it again.
struct Allowance {
    left: Duration,
    /// When `left` was right.
    at: Instant,
    /// A write waits since then.
    waits: bool,
}

impl Allowance {
    fn new(now: Instant) -> Self {
        Self { left: GRACE, at: now, waits: false }
    }

    /// A write waits; returns how long it may, at most.
    fn wait(&mut self, now: Instant) -> Instant {
        if !self.waits {
            *self = Self { left: (self.left + (now - self.at)).min(GRACE), at: now, waits: true };
        }
        self.at + self.left
    }

    /// So many bytes were written.
    fn moved(&mut self, bytes: usize, now: Instant) {
        let passed = now - self.at;
        let left = if self.waits { self.left.saturating_sub(passed) } else { self.left + passed };
        let earned = Duration::from_secs_f64(bytes as f64 / f64::from(LEAST_RATE));
        *self = Self { left: (left + earned).min(GRACE), at: now, waits: false };
    }
}

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
    allowance: Allowance,
    /// Runs while a write waits.
    limit: Pin<Box<Sleep>>,
    permit: ConnectionPermit,
    /// While a write waits: the peer has not read all of its answer yet.
    work: Option<Work>,
}

impl<S> WriteTimeout<S> {
    /// Wraps the stream of a new connection.
    pub fn new(stream: S, peer: SocketAddr, permit: ConnectionPermit) -> Self {
        let allowance = Allowance::new(Instant::now());
        let limit = Box::pin(sleep(GRACE));
        Self { stream, peer, movement: Movement::new(), allowance, limit, permit, work: None }
    }

    /// The shared time when bytes last moved.
    pub fn movement(&self) -> Movement {
        self.movement.clone()
    }

    /// Passes the result of a write on, unless the peer has been too slow for too long.
    fn judge(&mut self, context: &mut Context<'_>, written: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        let now = Instant::now();
        if let Poll::Ready(written) = written {
            self.allowance.moved(written.as_ref().copied().unwrap_or_default(), now);
            self.movement.note();
            self.work = None;
            return Poll::Ready(written);
        }
        let was_waiting = self.allowance.waits;
        let limit = self.allowance.wait(now);
        if !was_waiting {
            self.limit.as_mut().reset(limit);
            self.work = Some(self.permit.work());
        }
        if self.limit.as_mut().poll(context).is_pending() {
            return Poll::Pending;
        }
        tracing::debug!(peer = %self.peer, "a reader that was too slow was cut");
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

#[cfg(test)]
mod tests {
    use super::super::Connections;
    use super::*;
    use crate::proxies::Proxies;
    use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};
    use tokio::time::timeout;

    /// An answer of this many bytes to a peer that reads `lump` bytes each `pause`: whether it takes all of it, and how long that lasts.
    async fn sent(length: usize, lump: usize, pause: Duration) -> (bool, Duration) {
        let (ours, mut theirs) = duplex(8 * 1024);
        let begin = Instant::now();
        let reading = tokio::spawn(async move {
            let mut bytes = vec![0; lump];
            loop {
                sleep(pause).await;
                if theirs.read_exact(&mut bytes).await.is_err() {
                    return;
                }
            }
        });
        let peer = SocketAddr::from(([192, 0, 2, 1], 443));
        let permit = Connections::new(1, Proxies::default()).admit(peer.ip()).unwrap();
        let mut stream = WriteTimeout::new(ours, peer, permit);
        let answer = vec![7; length];
        let done = timeout(Duration::from_secs(24 * 3600), stream.write_all(&answer)).await;
        reading.abort();
        (matches!(done, Ok(Ok(()))), begin.elapsed())
    }

    #[tokio::test(start_paused = true)]
    async fn a_peer_that_trickles_is_cut_like_one_that_stalls() {
        for (lump, pause) in [(1, 19), (1024, 1), (16 * 1024, 15)].map(|(lump, s)| (lump, Duration::from_secs(s))) {
            let (all, lasted) = sent(1 << 20, lump, pause).await;
            assert!(!all && lasted < Duration::from_secs(60), "{lump} bytes each {pause:?}: {all}, {lasted:?}");
        }
        let (all, lasted) = sent(1 << 20, 1, Duration::from_secs(3600)).await;
        assert!(!all && lasted < Duration::from_secs(30), "a peer that stalls: {all}, {lasted:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn a_phone_on_a_slow_network_and_in_tunnels_gets_everything() {
        // 64 kbit/s, and the same with the network gone for 15 s between lumps.
        for (lump, pause) in [(8 * 1024, Duration::from_secs(1)), (128 * 1024, Duration::from_secs(15))] {
            let (all, lasted) = sent(4 << 20, lump, pause).await;
            assert!(all && lasted > Duration::from_secs(400), "{lump} bytes each {pause:?}: {all}, {lasted:?}");
        }
    }
}
