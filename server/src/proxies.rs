//! The proxies that are trusted to report the client's address: single addresses, or the ranges that a CDN publishes.

use ipnet::{AddrParseError, IpNet};
use std::net::IpAddr;
use std::str::FromStr;

/// All trusted proxies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proxies(Vec<IpNet>);

impl Proxies {
    /// Whether an address belongs to a trusted proxy.
    pub fn contains(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|range| range.contains(&address))
    }
}

/// Parses addresses and ranges that are separated by commas.
impl FromStr for Proxies {
    type Err = AddrParseError;

    fn from_str(list: &str) -> Result<Self, AddrParseError> {
        let ranges = list.split(',').map(str::trim).filter(|range| !range.is_empty());
        let parse = |range: &str| range.parse::<IpAddr>().map_or_else(|_| range.parse(), |address| Ok(address.into()));
        ranges.map(parse).collect::<Result<_, _>>().map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_hold_what_begins_like_them() {
        let proxies: Proxies = "10.0.0.1, 173.245.48.0/20,2400:cb00::/32".parse().unwrap_or_default();
        let holds = |address: &str| address.parse::<IpAddr>().is_ok_and(|address| proxies.contains(address));
        for inside in ["10.0.0.1", "::ffff:10.0.0.1", "173.245.48.0", "173.245.63.255", "2400:cb00:1::1"] {
            assert!(holds(inside), "{inside}");
        }
        for outside in ["10.0.0.2", "173.245.64.0", "2400:cb01::1", "::1"] {
            assert!(!holds(outside), "{outside}");
        }
        let all: Proxies = "0.0.0.0/0".parse().unwrap_or_default();
        assert!(all.contains(IpAddr::from([192, 0, 2, 1])));
    }

    #[test]
    fn anything_else_is_refused() {
        for wrong in ["proxy", "10.0.0.0/33", "::/129", "10.0.0.0/", "10.0.0.0/-1", "10.0.0/8"] {
            assert!(wrong.parse::<Proxies>().is_err(), "{wrong}");
        }
        assert_eq!("".parse::<Proxies>(), Ok(Proxies::default()));
    }
}
