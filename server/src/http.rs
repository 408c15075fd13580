//! The HTTP listener: our own accept loop, because limits on headers and connections have to stand somewhere.

mod connection;
mod patience;
mod streams;

use axum::Router;
use connection::Guest;
use std::collections::HashMap;
use std::net::IpAddr;
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;

/// Connections at once.
const CONNECTIONS: usize = 15_000;
/// Connections of one address at once; loopback is where proxies and load tests come from.
const PER_ADDRESS: usize = 500;
/// Connections that are still taken in while the server stops.
const LATE: usize = 100;
/// How long answers may take to finish once the server stops.
const DRAIN: Duration = Duration::from_secs(8);

/// Connections by address, to hold one address to its share.
#[derive(Clone, Default)]
struct Addresses(Arc<Mutex<HashMap<IpAddr, usize>>>);

/// What a connection counts as. Requests carry it, so that a socket goes on counting after its connection was upgraded.
#[derive(Clone)]
pub struct Counted {
    _held: Arc<(OwnedSemaphorePermit, Place)>,
}

/// A counted connection; dropping it gives the place back.
struct Place {
    addresses: Addresses,
    address: IpAddr,
}

impl Addresses {
    fn take(&self, address: IpAddr) -> Option<Place> {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(address).or_default();
        if *count >= PER_ADDRESS && !address.is_loopback() {
            return None;
        }
        *count += 1;
        Some(Place { addresses: self.clone(), address })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut counts = self.addresses.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&self.address) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.address);
            }
        }
    }
}

/// Serves until told to stop, then lets answers finish; over TLS if there is an acceptor. A panic ends its own connection only.
pub async fn serve(listener: TcpListener, tls: Option<TlsAcceptor>, router: Router, shutdown: CancellationToken) {
    let slots = Arc::new(Semaphore::new(CONNECTIONS));
    let addresses = Addresses::default();
    let mut connections = JoinSet::new();
    loop {
        // At the cap new connections wait in the kernel's queue.
        let slot = tokio::select! {
            Ok(slot) = slots.clone().acquire_owned() => slot,
            () = shutdown.cancelled() => break,
        };
        let (stream, peer) = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    // Out of descriptors, most likely: accepting again at once would only spin.
                    tracing::warn!(%error, "a connection could not be accepted");
                    sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
            Some(ended) = connections.join_next() => {
                report(ended);
                continue;
            }
            () = shutdown.cancelled() => break,
        };
        let Some(place) = addresses.take(peer.ip()) else { continue };
        let counted = Counted { _held: Arc::new((slot, place)) };
        let guest = Guest { stream, peer, counted, shutdown: Some(shutdown.clone()) };
        connections.spawn(guest.serve(tls.clone(), router.clone()));
    }
    let mut late = JoinSet::new();
    {
        let finished = async { while connections.join_next().await.is_some() {} };
        let mut drained = pin!(timeout(DRAIN, finished));
        loop {
            tokio::select! {
                done = &mut drained => {
                    if done.is_err() {
                        tracing::warn!("some answers did not finish in time");
                    }
                    break;
                }
                // Whoever asks now learns from /readyz that this server stops, and one answer is all a connection gets.
                Ok((stream, peer)) = listener.accept(), if late.len() < LATE => {
                    let Ok(slot) = slots.clone().try_acquire_owned() else { continue };
                    let Some(place) = addresses.take(peer.ip()) else { continue };
                    let counted = Counted { _held: Arc::new((slot, place)) };
                    let guest = Guest { stream, peer, counted, shutdown: None };
                    late.spawn(guest.serve(tls.clone(), router.clone()));
                }
            }
        }
    }
    drop(listener);
    late.shutdown().await;
    connections.shutdown().await;
}

fn report(ended: Result<(), tokio::task::JoinError>) {
    if let Err(error) = ended
        && error.is_panic()
    {
        tracing::error!(%error, "a connection's task panicked");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_holds_its_share_and_gets_places_back() {
        let (addresses, address) = (Addresses::default(), IpAddr::from([203, 0, 113, 1]));
        let mut places: Vec<Place> = (0..PER_ADDRESS).filter_map(|_| addresses.take(address)).collect();
        assert_eq!(places.len(), PER_ADDRESS);
        assert!(addresses.take(address).is_none());
        assert!(addresses.take(IpAddr::from([203, 0, 113, 2])).is_some());
        places.pop();
        assert!(addresses.take(address).is_some());
    }
}
