//! The operator's settings, and the addresses that follow from them.

use crate::clerk::ClerkSettings;
use crate::identity::ProviderSettings;
use crate::webhooks::WebhookReach;
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

/// The operator's settings.
#[derive(Clone, Debug)]
pub struct PlatformSettings {
    /// Origin of this server; no slash at the end. Mails, redirects of sign-in providers, feeds and webhooks use it and nothing else.
    pub public_url: String,
    /// Whether the operator set the public URL. If not, pages use the host of the request: see [`RequestHost`].
    pub has_public_url: bool,
    /// Ingest address shown to creators, application name included.
    pub rtmp_public_url: String,
    /// Where the ingest listens; none if the operator set the address shown to creators.
    pub rtmp_addr: Option<SocketAddr>,
    /// Whether visitors may make accounts. The operator's commands make them in any case.
    pub sign_up_open: bool,
    /// Off for load tests on loopback only.
    pub rate_limits: bool,
    /// How long a stream stays LIVE after its encoder has disconnected.
    pub reconnect_grace: Duration,
    /// Whether mail is sent, and not written into a folder.
    pub has_mail_server: bool,
    /// Sign-in with Clerk; none if it is off.
    pub clerk: Option<ClerkSettings>,
    /// Providers that users may sign in through.
    pub providers: Vec<ProviderSettings>,
    /// Which machines deliveries of webhooks may go to.
    pub webhook_reach: WebhookReach,
}

/// The request's `Host`, kept only if no public URL is set and the host is an IP address, `localhost` or `*.local`. A foreign domain that points
/// at this server is none of these, so DNS rebinding gains nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RequestHost(Option<String>);

impl RequestHost {
    /// From a request's `Host`, port included.
    pub fn new(settings: &PlatformSettings, host: Option<&str>) -> Self {
        let counts = |host: &&str| !settings.has_public_url && is_own_name(name_of(host));
        Self(host.filter(counts).map(str::to_ascii_lowercase))
    }

    /// Whether a page of this origin (`http://192.168.1.5:3000`) was reached under the same name.
    pub fn is_origin(&self, origin: &str) -> bool {
        let host = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
        self.0.is_some() && host.map(str::to_ascii_lowercase) == self.0
    }
}

impl PlatformSettings {
    /// Whether browsers reach this server by https only.
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    /// Origin that links on a page begin with; no slash at the end.
    pub fn origin(&self, request_host: &RequestHost) -> String {
        match &request_host.0 {
            Some(host) => format!("{}://{host}", self.public_url.split("://").next().unwrap_or("http")),
            None => self.public_url.clone(),
        }
    }

    /// Ingest address shown to creators: with the host that the page was requested with, if the ingest listens there.
    pub fn ingest_url(&self, request_host: &RequestHost) -> String {
        match (&request_host.0, self.rtmp_addr) {
            (Some(host), Some(address)) if listens_at(address.ip(), name_of(host)) => {
                format!("rtmp://{}:{}/live", name_of(host), address.port())
            }
            _ => self.rtmp_public_url.clone(),
        }
    }
}

/// Whether a socket that listens on `address` is reachable under `name`, one of this machine's own.
fn listens_at(address: IpAddr, name: &str) -> bool {
    let bare = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
    let is_loopback = name == "localhost" || bare.parse::<IpAddr>().is_ok_and(|name| name.is_loopback());
    address.is_unspecified() || (address.is_loopback() && is_loopback) || bare.parse() == Ok(address)
}

/// A host without its port.
fn name_of(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) && !name.is_empty() => name,
        _ => host,
    }
}

fn is_own_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let bare = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(&name);
    let is_plain = |name: &str| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte));
    bare.parse::<IpAddr>().is_ok()
        || name == "localhost"
        || name.strip_suffix(".local").is_some_and(|name| !name.is_empty() && is_plain(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(has_public_url: bool) -> PlatformSettings {
        PlatformSettings {
            public_url: "http://127.0.0.1:3000".into(),
            has_public_url,
            rtmp_public_url: "rtmp://127.0.0.1:1935/live".into(),
            rtmp_addr: Some(SocketAddr::from(([0, 0, 0, 0], 1935))),
            sign_up_open: true,
            rate_limits: true,
            reconnect_grace: Duration::ZERO,
            has_mail_server: false,
            clerk: None,
            providers: Vec::new(),
            webhook_reach: WebhookReach::Internet,
        }
    }

    #[test]
    fn pages_follow_the_address_they_are_opened_at() {
        let settings = settings(false);
        for (host, origin, ingest) in [
            ("192.168.1.5:3000", "http://192.168.1.5:3000", "rtmp://192.168.1.5:1935/live"),
            ("192.168.1.5", "http://192.168.1.5", "rtmp://192.168.1.5:1935/live"),
            ("[fe80::1]:3000", "http://[fe80::1]:3000", "rtmp://[fe80::1]:1935/live"),
            ("[::1]", "http://[::1]", "rtmp://[::1]:1935/live"),
            ("Studio.local:3000", "http://studio.local:3000", "rtmp://studio.local:1935/live"),
            ("localhost:3000", "http://localhost:3000", "rtmp://localhost:1935/live"),
        ] {
            let request_host = RequestHost::new(&settings, Some(host));
            assert!(request_host.is_origin(origin) && request_host.is_origin(&format!("http://{host}")), "{host}");
            assert!(!request_host.is_origin("http://192.168.1.6:3000") && !request_host.is_origin("null"), "{host}");
            assert_eq!(
                (settings.origin(&request_host).as_str(), settings.ingest_url(&request_host).as_str()),
                (origin, ingest)
            );
        }
    }

    #[test]
    fn an_ingest_is_told_of_only_where_it_listens() {
        let shown = |address: [u8; 4], host: &str| {
            let settings = PlatformSettings { rtmp_addr: Some(SocketAddr::from((address, 1940))), ..settings(false) };
            settings.ingest_url(&RequestHost::new(&settings, Some(host)))
        };
        let own = settings(false).rtmp_public_url;
        assert_eq!(shown([0, 0, 0, 0], "192.168.1.5:3000"), "rtmp://192.168.1.5:1940/live");
        assert_eq!(shown([127, 0, 0, 1], "localhost:3000"), "rtmp://localhost:1940/live");
        assert_eq!(shown([192, 168, 1, 5], "192.168.1.5:3000"), "rtmp://192.168.1.5:1940/live");
        for (address, host) in [
            ([127, 0, 0, 1], "192.168.1.5:3000"),
            ([127, 0, 0, 1], "studio.local:3000"),
            ([192, 168, 1, 5], "127.0.0.1:3000"),
            ([192, 168, 1, 5], "192.168.1.6:3000"),
        ] {
            assert_eq!(shown(address, host), own, "{address:?} {host}");
        }
    }

    #[test]
    fn names_that_a_stranger_can_point_here_do_not_count() {
        let settings = settings(false);
        let strange =
            ["live.example.org", "local", ".local", "a@b.local", "192.168.1.5.evil.example:3000", "", ":3000"];
        for host in strange.map(Some).into_iter().chain([None]) {
            let request_host = RequestHost::new(&settings, host);
            assert_eq!(request_host, RequestHost::default(), "{host:?}");
            assert_eq!(settings.origin(&request_host), settings.public_url);
            assert!(!request_host.is_origin(&format!("http://{}", host.unwrap_or_default())));
        }
    }

    #[test]
    fn an_address_that_the_operator_named_is_the_only_one() {
        let named = settings(true);
        assert_eq!(RequestHost::new(&named, Some("192.168.1.5:3000")), RequestHost::default());
        let ingest_named = PlatformSettings { rtmp_addr: None, ..settings(false) };
        let request_host = RequestHost::new(&ingest_named, Some("192.168.1.5:3000"));
        assert_eq!(ingest_named.ingest_url(&request_host), ingest_named.rtmp_public_url);
    }
}
