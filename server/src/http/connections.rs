//! The open connections. Each network has its share of them; when there are as many as allowed, one that does nothing makes room for the
//! next, and if all are at work, one of the network that holds most.

use crate::proxies::Proxies;
use media::networks::{Network, NetworkSlot, Networks};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

/// The most connections at once.
pub const CONNECTIONS: usize = 15_000;
/// A network's share of them.
const SHARE: usize = 500;

/// All connections of a listener. Loopback and the trusted proxies have no share, since many clients come through them.
pub struct Connections {
    most: usize,
    proxies: Proxies,
    networks: Networks,
    table: Mutex<Table>,
    freed: Notify,
}

/// Why a connection is not admitted.
#[derive(Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Its network holds its share, or as many as any other while there is no room.
    Share,
    /// There is no room, and none can be made: others have the same right.
    Full,
}

/// A connection's place in the counts. Requests carry it, so that a WebSocket still counts after its connection was upgraded.
#[derive(Clone)]
pub struct ConnectionPermit(Arc<ConnectionSlot>);

struct ConnectionSlot {
    connections: Arc<Connections>,
    number: u64,
    evicted: CancellationToken,
    _slot: Option<NetworkSlot>,
}

/// While it exists, its connection is not idle: a request is being answered, or an answer waits for the peer to read it.
pub struct Work(ConnectionPermit);

struct OpenConnection {
    /// None where no share counts.
    network: Option<Network>,
    work: usize,
    /// Its key among the idle ones.
    idle_since: u64,
    evicted: CancellationToken,
}

/// Connections by number. Numbers rise, and order moments, too.
#[derive(Default)]
struct Table {
    open: HashMap<u64, OpenConnection>,
    /// Connections without work, by when they became idle.
    idle: BTreeMap<u64, u64>,
    by_network: HashMap<Network, BTreeSet<u64>>,
    /// The networks by how many connections they hold.
    by_size: BTreeSet<(usize, Network)>,
    last_number: u64,
}

impl Connections {
    /// At most so many connections at once.
    pub fn new(most: usize, proxies: Proxies) -> Arc<Self> {
        let (networks, table, freed) = (Networks::default(), Mutex::default(), Notify::new());
        Arc::new(Self { most, proxies, networks, table, freed })
    }

    /// A place for a connection from this address, made free if need be.
    ///
    /// # Errors
    /// When there is no place for it.
    pub fn admit(self: &Arc<Self>, address: IpAddr) -> Result<ConnectionPermit, Refusal> {
        let counts = !address.to_canonical().is_loopback() && !self.proxies.contains(address);
        let slot = match counts {
            true => Some(self.networks.take(address, SHARE).ok_or(Refusal::Share)?),
            false => None,
        };
        let network = counts.then(|| Network::widest(address));
        let mut table = self.table();
        if table.open.len() >= self.most {
            let leaving = match table.idle.first_key_value() {
                Some((_, number)) => *number,
                None => table.of_the_largest_network(network)?,
            };
            if let Some(leaving) = table.remove(leaving) {
                leaving.evicted.cancel();
            }
        }
        let (number, evicted) = table.add(network);
        drop(table);
        Ok(ConnectionPermit(Arc::new(ConnectionSlot { connections: self.clone(), number, evicted, _slot: slot })))
    }

    /// Waits until a connection has gone since the last call, or has done so already.
    pub async fn freed(&self) {
        self.freed.notified().await;
    }

    fn table(&self) -> MutexGuard<'_, Table> {
        self.table.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ConnectionPermit {
    /// The connection has something to do for as long as this exists.
    pub fn work(&self) -> Work {
        let mut table = self.0.connections.table();
        // Not there any more if it was evicted.
        if let Some(connection) = table.open.get_mut(&self.0.number) {
            connection.work += 1;
            let idle_since = connection.idle_since;
            table.idle.remove(&idle_since);
        }
        Work(self.clone())
    }

    /// Waits until the connection has to make room.
    pub async fn evicted(&self) {
        self.0.evicted.cancelled().await;
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        let place = &self.0.0;
        let mut table = place.connections.table();
        let now = table.next_number();
        let Some(connection) = table.open.get_mut(&place.number) else { return };
        connection.work -= 1;
        if connection.work == 0 {
            connection.idle_since = now;
            table.idle.insert(now, place.number);
        }
    }
}

impl Drop for ConnectionSlot {
    fn drop(&mut self) {
        self.connections.table().remove(self.number);
        self.connections.freed.notify_one();
    }
}

impl Table {
    fn next_number(&mut self) -> u64 {
        self.last_number += 1;
        self.last_number
    }

    /// Idle until its first request.
    fn add(&mut self, network: Option<Network>) -> (u64, CancellationToken) {
        let (number, evicted) = (self.next_number(), CancellationToken::new());
        let connection = OpenConnection { network, work: 0, idle_since: number, evicted: evicted.clone() };
        self.open.insert(number, connection);
        self.idle.insert(number, number);
        if let Some(network) = network {
            self.resize(network, |numbers| numbers.insert(number));
        }
        (number, evicted)
    }

    fn remove(&mut self, number: u64) -> Option<OpenConnection> {
        let connection = self.open.remove(&number)?;
        self.idle.remove(&connection.idle_since);
        if let Some(network) = connection.network {
            self.resize(network, |numbers| numbers.remove(&number));
        }
        Some(connection)
    }

    fn resize(&mut self, network: Network, change: impl FnOnce(&mut BTreeSet<u64>) -> bool) {
        let numbers = self.by_network.entry(network).or_default();
        self.by_size.remove(&(numbers.len(), network));
        change(numbers);
        if numbers.is_empty() {
            self.by_network.remove(&network);
        } else {
            self.by_size.insert((numbers.len(), network));
        }
    }

    /// The newest connection of the network that holds most, if it still holds more than the newcomer's network after that.
    fn of_the_largest_network(&self, newcomer: Option<Network>) -> Result<u64, Refusal> {
        let own = newcomer.and_then(|network| self.by_network.get(&network)).map_or(0, BTreeSet::len);
        let refusal = if own > 0 { Refusal::Share } else { Refusal::Full };
        let largest = self.by_size.last().filter(|(size, _)| *size > own + 1);
        let newest = largest.and_then(|(_, network)| self.by_network.get(network)?.last());
        newest.copied().ok_or(refusal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::time::timeout;

    fn connections(most: usize) -> Arc<Connections> {
        Connections::new(most, "10.0.0.1,2400:cb00::/32".parse().unwrap())
    }

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    fn is_evicted(permit: &ConnectionPermit) -> bool {
        permit.0.evicted.is_cancelled()
    }

    /// As many places as there are for connections from these addresses in turn; more than a share is not asked for.
    fn fill(connections: &Arc<Connections>, addresses: &[&str]) -> Vec<ConnectionPermit> {
        let from = addresses.iter().cycle().map(|address| ip(address));
        from.take(SHARE + 1).map_while(|address| connections.admit(address).ok()).collect()
    }

    #[test]
    fn one_network_holds_its_share_and_gets_places_back() {
        let connections = connections(CONNECTIONS);
        for (addresses, neighbour) in [
            (["203.0.113.1", "::ffff:203.0.113.1"], "203.0.113.2"),
            (["2001:db8::1", "2001:db8::ffff:2"], "2001:db8:0:1::1"),
        ] {
            let mut places = fill(&connections, &addresses);
            assert_eq!(places.len(), SHARE, "{addresses:?}");
            assert!(connections.admit(ip(neighbour)).is_ok(), "{neighbour} is another network");
            places.pop();
            assert!(connections.admit(ip(addresses[0])).is_ok(), "a place was given back");
        }
        let table = connections.table();
        assert!(
            table.open.is_empty() && table.idle.is_empty() && table.by_network.is_empty() && table.by_size.is_empty()
        );
    }

    #[test]
    fn crowds_behind_loopback_and_trusted_proxies_have_no_cap() {
        let connections = connections(CONNECTIONS);
        for address in ["127.0.0.1", "::ffff:127.0.0.1", "::1", "10.0.0.1", "::ffff:10.0.0.1", "2400:cb00::1"] {
            assert_eq!(fill(&connections, &[address]).len(), SHARE + 1, "{address}");
        }
        assert_eq!(fill(&connections, &["10.0.0.2"]).len(), SHARE, "none of the proxies");
    }

    #[test]
    fn the_one_that_has_been_idle_for_longest_makes_room() {
        let connections = connections(3);
        let admit = |address: &str| connections.admit(ip(address)).ok().unwrap();
        let (first, second, third) = (admit("192.0.2.1"), admit("192.0.2.2"), admit("127.0.0.1"));
        let work = first.work();
        let fourth = admit("192.0.2.4");
        assert!(is_evicted(&second) && !is_evicted(&first) && !is_evicted(&third), "the first is at work");
        let other = first.work();
        drop(work);
        let fifth = admit("192.0.2.5");
        assert!(is_evicted(&third) && !is_evicted(&first), "the first is still at work");
        drop(other);
        let sixth = admit("192.0.2.6");
        assert!(is_evicted(&fourth) && !is_evicted(&first), "the first has been idle for a moment only");
        drop((second, third, fourth));
        let _seventh = admit("192.0.2.7");
        assert!(
            is_evicted(&fifth) && !is_evicted(&first) && !is_evicted(&sixth),
            "evicted ones gave their places back once"
        );
    }

    #[tokio::test]
    async fn when_all_are_at_work_the_largest_network_makes_room() {
        let connections = connections(6);
        let busy = |address: &str| {
            let permit = connections.admit(ip(address))?;
            let work = permit.work();
            Ok::<_, Refusal>((permit, work))
        };
        let crowd: Vec<_> = (0..4).map(|n| busy(&format!("2001:db8:0:{n}::1")).ok().unwrap()).collect();
        let viewers: Vec<_> = (1..3).map(|n| busy(&format!("192.0.2.{n}")).ok().unwrap()).collect();
        let newcomer = busy("192.0.2.3").ok().unwrap();
        let evicted = || crowd.iter().map(|(permit, _)| is_evicted(permit)).collect::<Vec<_>>();
        assert_eq!(evicted(), [false, false, false, true], "the newest of the /48 that holds most");
        assert_eq!(busy("2001:db8:0:9::1").err(), Some(Refusal::Share), "it gets none of the others' places");
        let proxied = [busy("10.0.0.1").ok().unwrap(), busy("127.0.0.1").ok().unwrap()];
        assert_eq!(evicted(), [false, true, true, true]);
        // Each network has one place now.
        assert_eq!(busy("192.0.2.4").err(), Some(Refusal::Full));
        assert_eq!(busy("192.0.2.3").err(), Some(Refusal::Share));
        // Not of a connection that has gone before.
        let _ = timeout(std::time::Duration::ZERO, connections.freed()).await;
        drop(viewers);
        connections.freed().await;
        assert!(busy("192.0.2.4").is_ok());
        assert!(![&newcomer, &proxied[0], &proxied[1]].iter().any(|(permit, _)| is_evicted(permit)));
    }
}
