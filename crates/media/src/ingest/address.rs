//! Counts connections per address.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

/// How many connections each address holds.
#[derive(Clone, Debug, Default)]
pub(super) struct Addresses(Arc<Mutex<HashMap<IpAddr, usize>>>);

/// One connection's place; given back on drop.
#[derive(Debug)]
pub(super) struct AddressSlot(Addresses, IpAddr);

impl Addresses {
    /// A place for a connection from `address`, unless it holds `most` already.
    pub(super) fn take(&self, address: IpAddr, most: usize) -> Option<AddressSlot> {
        let address = group(address);
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(address).or_default();
        if *count >= most {
            return None;
        }
        *count += 1;
        Some(AddressSlot(self.clone(), address))
    }
}

impl Drop for AddressSlot {
    fn drop(&mut self) {
        let mut counts = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&self.1) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.1);
            }
        }
    }
}

/// IPv4 as it is; of IPv6 the first 64 bits, which is what one customer holds.
fn group(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6((v6.to_bits() & !u128::from(u64::MAX)).into()),
        v4 => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_ipv6_network_counts_as_one_address() {
        let addresses = Addresses::default();
        let ip = |text: &str| text.parse::<IpAddr>().unwrap_or(IpAddr::from([0; 4]));
        let first = addresses.take(ip("2001:db8::1"), 1);
        assert!(first.is_some());
        assert!(addresses.take(ip("2001:db8::2"), 1).is_none());
        assert!(addresses.take(ip("2001:db8:0:1::1"), 1).is_some());
        drop(first);
        assert!(addresses.take(ip("2001:db8::2"), 1).is_some());
        let mapped = addresses.take(ip("::ffff:10.0.0.1"), 1);
        assert!(addresses.take(ip("10.0.0.1"), 1).is_none());
        drop(mapped);
    }
}
