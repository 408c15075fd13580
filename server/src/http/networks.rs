//! Counts connections by network, to limit each network to its share.

use crate::proxies::Proxies;
use services::limits::network;
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

/// The most concurrent connections of one network.
const PER_NETWORK: usize = 500;

/// Number of connections of each network. Loopback and the trusted proxies are not counted, since many clients come through them.
pub struct Networks {
    proxies: Proxies,
    counts: Mutex<HashMap<IpAddr, usize>>,
}

/// A connection's place among those of its network; dropping it gives the place back.
pub struct NetworkSlot {
    networks: Arc<Networks>,
    /// None where connections are not counted.
    network: Option<IpAddr>,
}

impl Networks {
    pub fn new(proxies: Proxies) -> Arc<Self> {
        Arc::new(Self { proxies, counts: Mutex::default() })
    }

    /// A place for a connection from this address, or none if its network has its share already.
    pub fn take(self: &Arc<Self>, address: IpAddr) -> Option<NetworkSlot> {
        let network = network(address);
        if network.is_loopback() || self.proxies.contains(address) {
            return Some(NetworkSlot { networks: self.clone(), network: None });
        }
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(network).or_default();
        if *count >= PER_NETWORK {
            return None;
        }
        *count += 1;
        Some(NetworkSlot { networks: self.clone(), network: Some(network) })
    }
}

impl Drop for NetworkSlot {
    fn drop(&mut self) {
        let Some(network) = self.network else { return };
        let mut counts = self.networks.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&network) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&network);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As many places as there are for connections from these addresses in turn; more than a share is not asked for.
    fn fill(networks: &Arc<Networks>, addresses: &[&str]) -> Vec<NetworkSlot> {
        let from = addresses.iter().cycle().map(|address| address.parse().unwrap());
        from.take(PER_NETWORK + 1).map_while(|address| networks.take(address)).collect()
    }

    #[test]
    fn one_network_holds_its_share_and_gets_places_back() {
        let networks = Networks::new(Proxies::default());
        for (addresses, neighbour) in [
            (["203.0.113.1", "::ffff:203.0.113.1"], "203.0.113.2"),
            (["2001:db8::1", "2001:db8::ffff:2"], "2001:db8:0:1::1"),
        ] {
            let mut places = fill(&networks, &addresses);
            assert_eq!(places.len(), PER_NETWORK, "{addresses:?}");
            assert!(networks.take(neighbour.parse().unwrap()).is_some(), "{neighbour} is another network");
            places.pop();
            assert!(networks.take(addresses[0].parse().unwrap()).is_some(), "a place was given back");
        }
        assert!(networks.counts.lock().unwrap().is_empty(), "nothing is remembered of who is gone");
    }

    #[test]
    fn crowds_behind_loopback_and_trusted_proxies_have_no_cap() {
        let networks = Networks::new("10.0.0.1,2400:cb00::/32".parse().unwrap());
        for address in ["127.0.0.1", "::ffff:127.0.0.1", "::1", "10.0.0.1", "::ffff:10.0.0.1", "2400:cb00::1"] {
            assert_eq!(fill(&networks, &[address]).len(), PER_NETWORK + 1, "{address}");
        }
        assert_eq!(fill(&networks, &["10.0.0.2"]).len(), PER_NETWORK, "none of the proxies");
    }
}
