//! The HTTP listener: our own accept loop, because it has to enforce limits on headers and connections.

mod connection;
mod connections;
mod direct;
mod streams;
mod write_timeout;

use crate::router::Front;
use connection::AcceptedConnection;
use connections::Refusal;
pub use connections::{CONNECTIONS, ConnectionPermit, Connections, Work};
pub use direct::Direct;
use services::outage::Outage;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;
pub use write_timeout::LEAST_RATE;

/// The most connections that are still accepted while the server stops.
const LATE: usize = 100;
/// How long answers may take to finish once the server stops.
const DRAIN: Duration = Duration::from_secs(8);

/// Serves until told to stop, then lets answers finish; over TLS if there is an acceptor. A panic ends its own connection only.
pub async fn serve(
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    front: Front,
    admitted: Arc<Connections>,
    shutdown: CancellationToken,
) {
    let mut connections = JoinSet::new();
    loop {
        let (stream, peer) = tokio::select! {
            accepted = accept(&listener) => accepted,
            Some(ended) = connections.join_next() => {
                report(ended);
                continue;
            }
            () = shutdown.cancelled() => break,
        };
        let permit = loop {
            match admitted.admit(peer.ip()) {
                Ok(permit) => break Some(permit),
                Err(Refusal::Share) => break None,
                Err(Refusal::Full) => {}
            }
            // This one waits for a place, and those after it in the kernel's queue.
            tokio::select! {
                () = admitted.freed() => {}
                Some(ended) = connections.join_next() => report(ended),
                () = shutdown.cancelled() => break None,
            }
        };
        let Some(permit) = permit else { continue };
        let connection = AcceptedConnection { stream, peer, permit, shutdown: Some(shutdown.clone()) };
        connections.spawn(connection.serve(tls.clone(), front.clone()));
    }
    let mut late = JoinSet::new();
    {
        let finished = async { while connections.join_next().await.is_some() {} };
        let mut drained = pin!(timeout(DRAIN, finished));
        loop {
            // New connections still get one answer each, so that /readyz can tell a load balancer that this server stops.
            let (stream, peer) = tokio::select! {
                done = &mut drained => {
                    if done.is_err() {
                        tracing::warn!("some answers did not finish in time");
                    }
                    break;
                }
                Some(ended) = late.join_next() => {
                    report(ended);
                    continue;
                }
                accepted = accept(&listener), if late.len() < LATE => accepted,
            };
            let Ok(permit) = admitted.admit(peer.ip()) else { continue };
            let connection = AcceptedConnection { stream, peer, permit, shutdown: None };
            late.spawn(connection.serve(tls.clone(), front.clone()));
        }
    }
    drop(listener);
    late.shutdown().await;
    connections.shutdown().await;
}

/// Accepts the next connection. Cancel-safe.
pub async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    let mut outage = Outage::default();
    loop {
        match listener.accept().await {
            Ok(accepted) => return accepted,
            Err(error) => {
                if outage.begins() {
                    tracing::warn!(%error, "a connection could not be accepted");
                }
                // Out of descriptors, most likely: accepting again at once would only spin.
                sleep(Duration::from_millis(50)).await;
            }
        }
    }
}

fn report(ended: Result<(), tokio::task::JoinError>) {
    if let Err(error) = ended
        && error.is_panic()
    {
        tracing::error!(%error, "a connection's task panicked");
    }
}
