//! Accepts connections and owns their tasks.

use std::collections::{HashMap, VecDeque};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use bytes::BytesMut;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{Id, JoinError, JoinSet};
use tokio::time::{Instant, timeout, timeout_at};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;
use tokio_util::sync::CancellationToken;

use super::connection::{IngestContext, RtmpConnection};
use super::publishers::{Publishers, Slot};
use super::{Event, Gate, Gone, IngestSettings, PublisherId};
use crate::hls::Origin;
use crate::networks::Networks;
use crate::rtmp::RtmpSession;

/// Accepts encoders over RTMP and RTMPS, with one task for each connection.
pub struct Ingest<G> {
    shared: Arc<IngestContext<G>>,
    secure: Option<(TcpListener, TlsAcceptor)>,
    networks: Networks,
    tasks: JoinSet<()>,
    slots: HashMap<Id, Arc<Slot>>,
    /// Connections in the order they came; those that are no longer entering are dropped when they reach the front.
    entering: VecDeque<Arc<Slot>>,
    next_id: u64,
}

impl<G: Gate> Ingest<G> {
    /// An ingest that writes to `origin`, and the handle to control its publishers.
    pub fn new(gate: Arc<G>, origin: Origin, settings: IngestSettings) -> (Self, Publishers) {
        let publishers = Publishers::default();
        let shared = Arc::new(IngestContext { gate, origin, publishers: publishers.clone(), settings });
        let ingest = Self {
            shared,
            secure: None,
            networks: Networks::default(),
            tasks: JoinSet::new(),
            slots: HashMap::new(),
            entering: VecDeque::new(),
            next_id: 1,
        };
        (ingest, publishers)
    }

    /// Takes encoders over TLS (RTMPS) on `listener`, too. Caps on connections apply before the TLS handshake, which is part of
    /// the time for [`IngestSettings::handshake`].
    pub fn secure(mut self, listener: TcpListener, acceptor: TlsAcceptor) -> Self {
        self.secure = Some((listener, acceptor));
        self
    }

    /// Serves until `shutdown`, then ends all publishers (as disconnected, so that they come back) and waits for them
    /// at most [`IngestSettings::shutdown`]. A panic in one connection ends that connection only.
    pub async fn run(mut self, listener: TcpListener, shutdown: CancellationToken) {
        let secure = self.secure.take();
        let mut is_failing = false;
        loop {
            let (accepted, acceptor) = tokio::select! {
                biased;
                () = shutdown.cancelled() => break,
                Some(done) = self.tasks.join_next_with_id() => {
                    self.reap(done);
                    continue;
                }
                accepted = listener.accept() => (accepted, None),
                accepted = accept_secure(&secure) => accepted,
            };
            match accepted {
                Ok((socket, peer)) => {
                    is_failing = false;
                    self.admit(socket, peer, acceptor);
                }
                Err(error) => {
                    // Out of file descriptors, most likely: let some go before the next try, and say it once.
                    if !std::mem::replace(&mut is_failing, true) {
                        tracing::warn!(%error, "cannot accept an encoder");
                    }
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
            }
        }
        drop((listener, secure));
        self.slots.values().for_each(|slot| slot.end(Gone::Disconnected));
        let limit = self.shared.settings.shutdown;
        let all = async {
            while let Some(done) = self.tasks.join_next_with_id().await {
                self.reap(done);
            }
        };
        if timeout(limit, all).await.is_err() {
            tracing::warn!(left = self.tasks.len(), "publishers did not end in time");
            self.tasks.shutdown().await;
        }
    }

    fn admit(&mut self, socket: TcpStream, peer: SocketAddr, acceptor: Option<TlsAcceptor>) {
        let settings = &self.shared.settings;
        let counts = settings.count_loopback || !peer.ip().to_canonical().is_loopback();
        let most = if counts { settings.per_address } else { usize::MAX };
        let Some(place) = self.networks.take(peer.ip(), most) else {
            tracing::debug!(%peer, "too many connections from one network");
            return;
        };
        while self.entering.front().is_some_and(|slot| !slot.is_entering()) {
            self.entering.pop_front();
        }
        if self.slots.len() >= settings.connections {
            let Some(oldest) = self.entering.pop_front() else {
                tracing::warn!(%peer, "encoder refused: as many publishers as allowed");
                return;
            };
            oldest.end(Gone::Disconnected);
        }
        if let Err(error) = socket.set_nodelay(true) {
            tracing::debug!(%peer, %error, "no TCP_NODELAY");
        }
        let slot = Slot::new(PublisherId(self.next_id));
        self.next_id += 1;
        self.entering.push_back(Arc::clone(&slot));
        let waiting =
            WaitingPeer { shared: Arc::clone(&self.shared), slot: Arc::clone(&slot), peer, begin: Instant::now() };
        let task = self.tasks.spawn(async move {
            let _place = place;
            match acceptor {
                None => waiting.serve(socket).await,
                Some(acceptor) => {
                    if let Some(socket) = waiting.shake_hands(&acceptor, socket).await {
                        waiting.serve(socket).await;
                    }
                }
            }
        });
        self.slots.insert(task.id(), slot);
    }

    /// Cleans up after a task. Even after a panic the gate gets the event that the publisher is gone.
    fn reap(&mut self, done: Result<(Id, ()), JoinError>) {
        let id = match &done {
            Ok((id, ())) => *id,
            Err(error) => error.id(),
        };
        let Some(slot) = self.slots.remove(&id) else { return };
        let Err(error) = done else { return };
        slot.settle();
        tracing::error!(publisher = %slot.id, panicked = error.is_panic(), "a publisher's task failed");
        if let Some(stream_id) = self.shared.publishers.leave(&slot) {
            let gate = Arc::clone(&self.shared.gate);
            self.tasks.spawn(async move {
                gate.event(slot.id, &stream_id, Event::Gone { reason: Gone::Disconnected }).await;
            });
        }
    }
}

/// An accepted connection and, for RTMPS, the TLS acceptor.
type Accepted = (std::io::Result<(TcpStream, SocketAddr)>, Option<TlsAcceptor>);

/// The next RTMPS connection; waits for ever if RTMPS is off.
async fn accept_secure(secure: &Option<(TcpListener, TlsAcceptor)>) -> Accepted {
    match secure {
        Some((listener, acceptor)) => (listener.accept().await, Some(acceptor.clone())),
        None => std::future::pending().await,
    }
}

/// An accepted connection before its first byte.
struct WaitingPeer<G> {
    shared: Arc<IngestContext<G>>,
    slot: Arc<Slot>,
    peer: SocketAddr,
    begin: Instant,
}

impl<G: Gate> WaitingPeer<G> {
    /// The TLS handshake. `None` when it fails, takes too long, or the connection has to make room.
    async fn shake_hands(&self, acceptor: &TlsAcceptor, socket: TcpStream) -> Option<TlsStream<TcpStream>> {
        let limit = self.begin + self.shared.settings.handshake;
        let secured = tokio::select! {
            biased;
            _ = self.slot.orders() => None,
            shaken = timeout_at(limit, acceptor.accept(socket)) => shaken.ok().and_then(Result::ok),
        };
        if secured.is_none() {
            self.slot.settle();
            tracing::debug!(publisher = %self.slot.id, peer = %self.peer, "no TLS handshake");
        }
        secured
    }

    async fn serve<S: AsyncRead + AsyncWrite + Unpin>(self, socket: S) {
        let Self { shared, slot, peer, begin } = self;
        RtmpConnection { shared, slot, peer, begin, socket, session: RtmpSession::new(), input: BytesMut::new() }
            .serve()
            .await;
    }
}
