//! Turns of searches: only as many run at a time as leave the database free for others, and of one network only one.

use crate::accounts::Device;
use crate::error::unavailable;
use crate::{Error, Result, Services};
use media::networks::Network;
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, SemaphorePermit};
use tokio::time::timeout;

/// Searches for a text at a time. More would take all processors from the other statements of the database.
pub(crate) const SEARCHES: usize = 2;
/// How long a search waits for its turn.
const TURN: Duration = Duration::from_secs(3);

/// One turn for each network: an IPv4 address or an IPv6 /48, whose owner has many networks of 64 bits. Only those are kept whose searches run or wait.
#[derive(Debug, Default)]
pub(crate) struct NetworkTurns(Mutex<HashMap<Network, Weak<Semaphore>>>);

impl NetworkTurns {
    /// The turn of the network of an address.
    fn of(&self, address: IpAddr) -> Arc<Semaphore> {
        let mut turns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        turns.retain(|_, turn| turn.strong_count() > 0);
        let network = Network::widest(address);
        if let Some(turn) = turns.get(&network).and_then(Weak::upgrade) {
            return turn;
        }
        let turn = Arc::new(Semaphore::new(1));
        turns.insert(network, Arc::downgrade(&turn));
        turn
    }
}

/// The right to run a search, until it is dropped.
pub(crate) struct Turn<'a> {
    _among_all: SemaphorePermit<'a>,
    _of_network: Option<OwnedSemaphorePermit>,
}

/// Waits until a search may be run, first for the others of its network: so no network holds or waits for two of the turns that all share.
///
/// Errors: `rate_limited`, and `unavailable` if that takes too long.
pub(crate) async fn turn(svc: &Services, device: Device) -> Result<Turn<'_>> {
    if let Some(address) = device.address {
        svc.limits.search.take(address)?;
    }
    let wait = async {
        // Load tests come from one address, with limits switched off.
        let address = device.address.filter(|_| svc.settings.rate_limits);
        let of_network = match address.map(|address| svc.network_searches.of(address)) {
            Some(turn) => Some(turn.acquire_owned().await.map_err(|_| unavailable())?),
            None => None,
        };
        let among_all = svc.searches.acquire().await.map_err(|_| unavailable())?;
        Ok::<_, Error>(Turn { _among_all: among_all, _of_network: of_network })
    };
    timeout(TURN, wait).await.map_err(|_| unavailable())?
}
