//! Addresses that a webhook may have, and machines that this server connects to for it: the internet, not what stands beside the server.

use domain::webhooks::{LONGEST_ADDRESS, WebhookKind};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use url::{Host, Url};

/// Hosts of Discord's webhooks.
const DISCORD: [&str; 4] = ["discord.com", "discordapp.com", "ptb.discord.com", "canary.discord.com"];
/// What the path of a Discord webhook begins with; id and token follow.
const DISCORD_PATH: &str = "/api/webhooks/";
/// Ports from here on belong to no service of the system, such as mail.
const FIRST_FREE_PORT: u16 = 1024;

/// Networks of IPv4 that are no part of the internet (IANA's registry of special-purpose addresses), and one machine that looks like it: each
/// as its first address and the length of its prefix.
const NOT_PUBLIC_V4: [(Ipv4Addr, u32); 17] = [
    (Ipv4Addr::new(0, 0, 0, 0), 8),
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    // Azure's virtual machines ask it for their metadata.
    (Ipv4Addr::new(168, 63, 129, 16), 32),
    (Ipv4Addr::new(169, 254, 0, 0), 16),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 0, 0, 0), 24),
    (Ipv4Addr::new(192, 0, 2, 0), 24),
    (Ipv4Addr::new(192, 31, 196, 0), 24),
    (Ipv4Addr::new(192, 88, 99, 0), 24),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
    (Ipv4Addr::new(198, 18, 0, 0), 15),
    (Ipv4Addr::new(198, 51, 100, 0), 24),
    (Ipv4Addr::new(203, 0, 113, 0), 24),
    (Ipv4Addr::new(224, 0, 0, 0), 4),
    (Ipv4Addr::new(240, 0, 0, 0), 4),
];

/// Networks within 2000::/3, the only part of IPv6 that is the internet, which are no part of it or hold an address of IPv4.
const NOT_PUBLIC_V6: [(Ipv6Addr, u32); 4] = [
    // Teredo, ORCHID, benchmarks and the like.
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23),
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32),
    // 6to4.
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20),
];

/// Which machines deliveries may go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WebhookReach {
    /// The internet, by https.
    Internet,
    /// This machine besides, also by plain http: for development and for tests.
    InternetAndLoopback,
}

impl WebhookReach {
    /// Whether this server connects to an address for a webhook.
    pub fn includes(self, ip: IpAddr) -> bool {
        is_public(ip) || (self == Self::InternetAndLoopback && ip.is_loopback())
    }

    /// Reads the address of a webhook; the error is a sentence for its owner. What its name leads to is checked with each delivery.
    pub fn parse(self, text: &str, kind: WebhookKind) -> Result<Url, String> {
        let text = text.trim();
        if text.is_empty() {
            return Err("The address is missing.".into());
        }
        let mut address =
            Url::parse(text).map_err(|_| "This is no web address. It begins with https://.".to_owned())?;
        address.set_fragment(None);
        if text.chars().count().max(address.as_str().len()) > LONGEST_ADDRESS {
            return Err(format!("The address can have at most {LONGEST_ADDRESS} characters."));
        }
        match address.scheme() {
            "https" => {}
            "http" if self == Self::InternetAndLoopback && is_on_this_machine(&address) => {}
            _ => return Err("The address must begin with https://, so that no one on the way reads along.".into()),
        }
        if !address.username().is_empty() || address.password().is_some() {
            return Err("The address can't have a username or a password in it.".into());
        }
        if !address.port_or_known_default().is_some_and(|port| matches!(port, 80 | 443) || port >= FIRST_FREE_PORT) {
            return Err("The port can be 443, 80, or one from 1024 on.".into());
        }
        let is_reached = match address.host() {
            Some(Host::Ipv4(ip)) => self.includes(ip.into()),
            Some(Host::Ipv6(ip)) => self.includes(ip.into()),
            Some(Host::Domain(name)) => !is_local(name) || self == Self::InternetAndLoopback,
            None => false,
        };
        if !is_reached {
            return Err("Events are sent to the internet only: this address isn't public.".into());
        }
        if kind == WebhookKind::Discord && !is_discord(&address) {
            return Err(
                "Copy the webhook's address from Discord: it begins with https://discord.com/api/webhooks/.".into()
            );
        }
        Ok(address)
    }
}

/// An address as its owner sees it again. Who knows that of a Discord webhook can write in its channel, so the token is left out.
pub fn shown(address: &str, kind: WebhookKind) -> String {
    match (kind, address.rsplit_once('/')) {
        (WebhookKind::Discord, Some((known, _))) => format!("{known}/…"),
        (WebhookKind::Discord, None) => String::new(),
        (WebhookKind::Standard, _) => address.to_owned(),
    }
}

/// Whether what is sent there does not leave this machine, so that no one can read along.
fn is_on_this_machine(address: &Url) -> bool {
    match address.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        Some(Host::Domain(name)) => name.trim_end_matches('.') == "localhost",
        None => false,
    }
}

fn is_discord(address: &Url) -> bool {
    let is_there = address.host_str().is_some_and(|host| DISCORD.contains(&host));
    let is_plain = address.scheme() == "https" && address.port().is_none() && address.query().is_none();
    let parts = address.path().strip_prefix(DISCORD_PATH).and_then(|path| path.split_once('/'));
    is_there
        && is_plain
        && parts.is_some_and(|(id, token)| {
            let is_token = |c: u8| c.is_ascii_alphanumeric() || matches!(c, b'-' | b'_');
            !id.is_empty() && id.bytes().all(|c| c.is_ascii_digit()) && !token.is_empty() && token.bytes().all(is_token)
        })
}

/// A name that means this machine or this network, whatever a resolver says.
fn is_local(name: &str) -> bool {
    let name = name.trim_end_matches('.');
    let last = name.rsplit('.').next().unwrap_or_default();
    !name.contains('.') || ["localhost", "local", "internal", "intranet", "lan", "home", "corp"].contains(&last)
}

/// Whether an address is a machine on the internet.
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => {
            let is_in = |(network, length): &(Ipv4Addr, u32)| (ip.to_bits() ^ network.to_bits()) >> (32 - length) == 0;
            !NOT_PUBLIC_V4.iter().any(is_in)
        }
        // Loopback, link-local, ULA, multicast, NAT64, and addresses of IPv4 in any form lie outside of 2000::/3.
        IpAddr::V6(ip) => {
            let is_in = |(network, length): &(Ipv6Addr, u32)| (ip.to_bits() ^ network.to_bits()) >> (128 - length) == 0;
            ip.to_bits() >> 125 == 1 && !NOT_PUBLIC_V6.iter().any(is_in)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What people write to reach a machine that is not theirs to reach.
    const REFUSED: [&str; 58] = [
        "http://hooks.example.org/",
        "ftp://hooks.example.org/",
        "file:///etc/passwd",
        "gopher://127.0.0.1:6379/_flushall",
        "javascript:alert(1)",
        "//hooks.example.org/",
        "hooks.example.org",
        "https://",
        "https://user@hooks.example.org/",
        "https://user:secret@hooks.example.org/",
        "https://hooks.example.org@127.0.0.1/",
        "https://hooks.example.org:22/",
        "https://hooks.example.org:25/",
        "https://hooks.example.org:0/",
        "https://localhost/",
        "https://LOCALHOST/",
        "https://localhost./",
        "https://a.localhost/",
        "https://printer.local/",
        "https://metadata.google.internal/",
        "https://db/",
        "https://127.0.0.1/",
        "https://127.1/",
        "https://127.0.0.1./",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0x7f.1/",
        "https://0177.0.0.1/",
        "https://017700000001/",
        "https://\u{ff11}\u{ff12}\u{ff17}.0.0.1/",
        "https://127.0.0.1:8443/",
        "https://0/",
        "https://0.0.0.0/",
        "https://10.1.2.3/",
        "https://100.64.0.1/",
        "https://100.100.100.200/",
        "https://168.63.129.16/",
        "https://169.254.169.254/",
        "https://172.16.0.1/",
        "https://172.31.255.255/",
        "https://192.0.2.1/",
        "https://192.168.1.1/",
        "https://198.18.0.1/",
        "https://198.51.100.7/",
        "https://203.0.113.7/",
        "https://224.0.0.1/",
        "https://255.255.255.255/",
        "https://[::]/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[::ffff:a9fe:a9fe]/",
        "https://[::7f00:1]/",
        "https://[64:ff9b::7f00:1]/",
        "https://[2002:7f00:1::]/",
        "https://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/",
        "https://[2001:db8::1]/",
        "https://[fe80::1]/",
        "https://[fd00:ec2::254]/",
    ];

    #[test]
    fn addresses_beside_the_server_are_refused_however_they_are_written() {
        for text in REFUSED {
            assert!(WebhookReach::Internet.parse(text, WebhookKind::Standard).is_err(), "{text}");
        }
        for text in ["https://[ff02::1]/", "https://[64:ff9b:1::1]/", "https://[3fff::1]/", "https://[fec0::1]/", ""] {
            assert!(WebhookReach::Internet.parse(text, WebhookKind::Standard).is_err(), "{text}");
        }
    }

    #[test]
    fn addresses_on_the_internet_are_taken() {
        for text in [
            "https://hooks.example.org/a?b=c",
            "https://hooks.example.org:8443/",
            "https://9.9.9.9/",
            "https://[2606:4700:4700::1111]/",
            "https://100.63.255.255/",
            "https://172.32.0.1/",
            "https://m\u{fc}nchen.example/",
        ] {
            assert!(WebhookReach::Internet.parse(text, WebhookKind::Standard).is_ok(), "{text}");
        }
        let parsed = WebhookReach::Internet.parse(" https://hooks.example.org/a#b ", WebhookKind::Standard);
        assert_eq!(parsed.map(String::from).as_deref(), Ok("https://hooks.example.org/a"));
        let long = |length: usize| format!("https://hooks.example.org/{}", "x".repeat(length - 26));
        assert!(WebhookReach::Internet.parse(&long(2000), WebhookKind::Standard).is_ok());
        assert!(WebhookReach::Internet.parse(&long(2001), WebhookKind::Standard).is_err());
    }

    #[test]
    fn loopback_is_for_development_and_other_networks_are_not() {
        let reach = WebhookReach::InternetAndLoopback;
        for text in ["http://127.0.0.1:9000/", "http://[::1]:9000/", "http://localhost:9000/", "https://a.example/"] {
            assert!(reach.parse(text, WebhookKind::Standard).is_ok(), "{text}");
        }
        for text in [
            "http://a.example/",
            "http://printer.local/",
            "http://10.0.0.1/",
            "http://169.254.169.254/",
            "https://[fd00::1]/",
            "http://0.0.0.0/",
        ] {
            assert!(reach.parse(text, WebhookKind::Standard).is_err(), "{text}");
        }
    }

    #[test]
    fn a_discord_webhook_is_one_of_discord_and_its_token_is_not_shown() {
        let parse = |text: &str| WebhookReach::InternetAndLoopback.parse(text, WebhookKind::Discord);
        let address = parse("https://discord.com/api/webhooks/123/a-B_c").unwrap();
        assert_eq!(shown(address.as_str(), WebhookKind::Discord), "https://discord.com/api/webhooks/123/…");
        for host in ["discordapp.com", "ptb.discord.com", "canary.discord.com"] {
            assert!(parse(&format!("https://{host}/api/webhooks/123/abc")).is_ok(), "{host}");
        }
        for text in [
            "http://discord.com/api/webhooks/123/abc",
            "https://discord.com.evil.example/api/webhooks/123/abc",
            "https://evil.example/discord.com/api/webhooks/123/abc",
            "https://discord.com:8443/api/webhooks/123/abc",
            "https://discord.com/api/webhooks/123",
            "https://discord.com/api/webhooks/123/",
            "https://discord.com/api/webhooks/abc/123",
            "https://discord.com/api/webhooks/123/abc/slack",
            "https://discord.com/api/webhooks/123/abc?wait=true",
            "https://discord.com/api/webhooks/../users/@me",
            "https://discord.com/",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
