//! Networks, from the narrowest to the widest that an address belongs to, and how many connections each holds.

use std::collections::HashMap;
use std::fmt;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

/// Lengths in bits of the prefixes that count as networks, and how many shares each has. A /64 of IPv6 is one customer's, or one link of a
/// customer who has a /56 or a /48. Those have more shares, since a school may be behind one; but the owner of a /48 has 65,536 networks of
/// 64 bits, and must not have as many shares.
const V4: &[(u8, usize)] = &[(32, 1)];
const V6: &[(u8, usize)] = &[(64, SHARES[0]), (56, SHARES[1]), (48, SHARES[2])];

/// The numbers of shares that networks have.
pub const SHARES: [usize; 3] = [1, 2, 4];

/// The addresses that begin with the same bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Network {
    first: IpAddr,
    bits: u8,
}

impl Network {
    /// The widest network that an address belongs to: an IPv4 address itself, or an IPv6 /48.
    pub fn widest(address: IpAddr) -> Self {
        let address = address.to_canonical();
        let bits = if address.is_ipv4() { 32 } else { 48 };
        Self::new(address, bits)
    }

    /// The narrowest network that an address belongs to: an IPv4 address itself, or an IPv6 /64.
    pub fn narrowest(address: IpAddr) -> Self {
        let address = address.to_canonical();
        let bits = if address.is_ipv4() { 32 } else { 64 };
        Self::new(address, bits)
    }

    fn new(address: IpAddr, bits: u8) -> Self {
        let first = match address {
            IpAddr::V6(v6) => IpAddr::V6((v6.to_bits() & (u128::MAX << (128 - u32::from(bits)))).into()),
            v4 => v4,
        };
        Self { first, bits }
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.first, self.bits)
    }
}

/// The networks that an address belongs to, the narrowest first, each with its number of shares.
pub fn all(address: IpAddr) -> impl Iterator<Item = (Network, usize)> {
    let address = address.to_canonical();
    let prefixes = if address.is_ipv4() { V4 } else { V6 };
    prefixes.iter().map(move |&(bits, shares)| (Network::new(address, bits), shares))
}

/// How many connections each network holds.
#[derive(Clone, Debug, Default)]
pub struct Networks(Arc<Mutex<HashMap<Network, usize>>>);

/// One connection's place in its networks; given back on drop.
#[derive(Debug)]
pub struct NetworkSlot(Networks, IpAddr);

impl Networks {
    /// A place for a connection from `address`, unless one of its networks holds all of its shares, each of `share` connections.
    pub fn take(&self, address: IpAddr, share: usize) -> Option<NetworkSlot> {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let has_room = |(network, shares): (Network, usize)| {
            counts.get(&network).is_none_or(|count| *count < share.saturating_mul(shares))
        };
        if !all(address).all(has_room) {
            return None;
        }
        for (network, _) in all(address) {
            *counts.entry(network).or_default() += 1;
        }
        Some(NetworkSlot(self.clone(), address))
    }
}

impl Drop for NetworkSlot {
    fn drop(&mut self) {
        let mut counts = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        for (network, _) in all(self.1) {
            if let Some(count) = counts.get_mut(&network) {
                *count -= 1;
                if *count == 0 {
                    counts.remove(&network);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_ipv6_network_counts_as_one_address() {
        let networks = Networks::default();
        let ip = |text: &str| text.parse::<IpAddr>().unwrap_or(IpAddr::from([0; 4]));
        let first = networks.take(ip("2001:db8::1"), 1);
        assert!(first.is_some());
        assert!(networks.take(ip("2001:db8::2"), 1).is_none());
        assert!(networks.take(ip("2001:db8:0:1::1"), 1).is_some());
        drop(first);
        assert!(networks.take(ip("2001:db8::2"), 1).is_some());
        let mapped = networks.take(ip("::ffff:10.0.0.1"), 1);
        assert!(networks.take(ip("10.0.0.1"), 1).is_none());
        drop(mapped);
    }

    #[test]
    fn a_prefix_of_ipv6_has_a_few_shares_however_many_networks_are_in_it() {
        for (bits, most) in [(64, 8), (56, 16), (48, 32)] {
            let networks = Networks::default();
            let first = u128::from(std::net::Ipv6Addr::new(0x2001, 0xdb8, 7, 0, 0, 0, 0, 0));
            // Spread over all of the prefix.
            let from = (0..100).map(|n: u128| IpAddr::V6((first | (n << 121 >> bits)).into()));
            let slots: Vec<_> = from.filter_map(|address| networks.take(address, 8)).collect();
            assert_eq!(slots.len(), most, "/{bits}");
            let neighbour = first ^ (1 << (128 - 48));
            assert!(networks.take(IpAddr::V6(neighbour.into()), 8).is_some(), "beside the /{bits}");
            drop(slots);
            assert!(networks.0.lock().is_ok_and(|counts| counts.is_empty()), "nothing is remembered of who is gone");
        }
    }
}
