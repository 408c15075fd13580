//! The one typed configuration: environment over `.env` over an optional TOML file over defaults.

mod layers;
mod listing;
mod parse;
mod providers;
mod settings;

use figment::Figment;
use services::clerk::ClerkSettings;
use services::storage;
use services::vods::spool::{Bounds, Spool};
use services::webhooks::WebhookReach;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use url::{Host, Url};

pub use listing::{effective, help, page};
pub use parse::{LogFormat, SignUp, Switch, key_of_hex};
pub use settings::Config;

/// Why the configuration cannot be used; one line.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ConfigError(String);

impl Config {
    /// Reads `aethex.toml` if there is one, then `.env`, then the environment.
    pub fn load() -> Result<Self, ConfigError> {
        Self::from(&layers::all()?)
    }

    fn from(figment: &Figment) -> Result<Self, ConfigError> {
        let config: Self = figment.extract().map_err(|error| layers::explain(&error))?;
        config.check()?;
        Ok(config)
    }

    /// What the settings have to do with each other.
    fn check(&self) -> Result<(), ConfigError> {
        let (missing, given) = match (&self.tls_cert, &self.tls_key) {
            (Some(_), None) => ("AETHEX_TLS_KEY", "AETHEX_TLS_CERT"),
            (None, Some(_)) => ("AETHEX_TLS_CERT", "AETHEX_TLS_KEY"),
            (None, None) if self.rtmps_addr.is_some() => ("AETHEX_TLS_CERT", "AETHEX_RTMPS_ADDR"),
            _ if self.rtmps_addr.is_none() && self.rtmps_public_url.is_some() => {
                ("AETHEX_RTMPS_ADDR", "AETHEX_RTMPS_PUBLIC_URL")
            }
            _ => ("", ""),
        };
        if !missing.is_empty() {
            return Err(ConfigError(format!("{missing}: is needed as well, because {given} is set.")));
        }
        if self.rate_limits == Switch::Off && !is_loopback(&self.public_url()) {
            return Err(ConfigError(
                "AETHEX_RATE_LIMITS: off is for load tests on loopback only, and the public URL is not loopback."
                    .into(),
            ));
        }
        if self.http_addr == self.rtmp_addr && self.http_addr.port() != 0 {
            return Err(ConfigError("AETHEX_RTMP_ADDR: needs another port than AETHEX_HTTP_ADDR.".into()));
        }
        self.clerk()?;
        self.providers()?;
        self.storage().map(|_| ())
    }

    /// Sign-in with Clerk, if the settings name an instance.
    pub fn clerk(&self) -> Result<Option<ClerkSettings>, ConfigError> {
        let Some(issuer) = &self.clerk_issuer else {
            let given = match (&self.clerk_webhook_secret, &self.clerk_authorized_parties) {
                (Some(_), _) => "AETHEX_CLERK_WEBHOOK_SECRET",
                (None, Some(_)) => "AETHEX_CLERK_AUTHORIZED_PARTIES",
                (None, None) => return Ok(None),
            };
            return Err(ConfigError(format!("AETHEX_CLERK_ISSUER: is needed as well, because {given} is set.")));
        };
        if !issuer.starts_with("https://") && !is_loopback(issuer) {
            let sentence =
                "AETHEX_CLERK_ISSUER: needs https, because keys that are fetched over http can be forged on the way.";
            return Err(ConfigError(sentence.into()));
        }
        Ok(Some(ClerkSettings {
            issuer: issuer.clone(),
            authorized_parties: self.clerk_authorized_parties.clone().unwrap_or_else(|| vec![self.public_url()]),
            webhook_secret: self.clerk_webhook_secret.clone(),
        }))
    }

    /// The object storage that the settings name; none for the embedded one.
    pub fn storage(&self) -> Result<Option<storage::StorageSettings>, ConfigError> {
        let needed = [&self.s3_endpoint, &self.s3_bucket, &self.s3_access_key, &self.s3_secret_key];
        let [Some(endpoint), Some(bucket), Some(access_key), Some(secret_key)] = needed else {
            return match (needed.iter().any(|setting| setting.is_some()), &self.s3_public_url) {
                (true, _) => Err(ConfigError(
                    "AETHEX_S3_ENDPOINT, _BUCKET, _ACCESS_KEY and _SECRET_KEY belong together: set all of them, or none.".into(),
                )),
                (false, Some(_)) => Err(ConfigError("AETHEX_S3_PUBLIC_URL: needs AETHEX_S3_ENDPOINT beside it.".into())),
                (false, None) => Ok(None),
            };
        };
        Ok(Some(storage::StorageSettings {
            endpoint: endpoint.clone(),
            bucket: bucket.clone(),
            region: self.s3_region.clone(),
            access_key: access_key.clone(),
            secret_key: secret_key.clone(),
            public_url: self.s3_public_url.clone(),
        }))
    }

    /// The spool in the data directory.
    pub fn spool(&self) -> Spool {
        Spool::new(self.data_dir.join("spool"), Bounds { limit: self.spool_limit, reserve: self.spool_reserve })
    }

    /// Origin used in links, cookies and Origin checks; no slash at the end.
    pub fn public_url(&self) -> String {
        match &self.public_url {
            Some(url) => url.clone(),
            None if self.tls_cert.is_some() => format!("https://{}", self.http_addr),
            None => format!("http://{}", self.http_addr),
        }
    }

    /// Where webhooks may deliver to: this machine besides the internet, if the operator has said that the platform is for this machine alone. A
    /// public URL that was left out says nothing, because a proxy may stand before the server.
    pub fn webhook_reach(&self) -> WebhookReach {
        let host = self.public_url.as_deref().and_then(|url| Url::parse(url).ok()?.host().map(|host| host.to_owned()));
        let is_loopback = match host {
            Some(Host::Ipv4(ip)) => ip.is_loopback(),
            Some(Host::Ipv6(ip)) => ip.is_loopback(),
            Some(Host::Domain(name)) => name == "localhost",
            None => false,
        };
        match is_loopback && self.http_addr.ip().is_loopback() {
            true => WebhookReach::InternetAndLoopback,
            false => WebhookReach::Internet,
        }
    }

    /// Ingest address shown to creators.
    pub fn rtmp_public_url(&self) -> String {
        self.rtmp_public_url.clone().unwrap_or_else(|| format!("rtmp://{}/live", reachable(self.rtmp_addr)))
    }

    /// Ingest address shown to creators: the secure one if the operator set it, since the certificate is for a host name.
    pub fn ingest_url(&self) -> String {
        self.rtmps_public_url.clone().unwrap_or_else(|| self.rtmp_public_url())
    }

    /// Where the plain ingest listens; none if the operator set the address shown to creators.
    pub fn ingest_addr(&self) -> Option<SocketAddr> {
        let is_named = self.rtmp_public_url.is_some() || self.rtmps_public_url.is_some();
        (!is_named).then_some(self.rtmp_addr)
    }

    /// Ingest address for encoders that use TLS; none if RTMPS is off.
    pub fn rtmps_public_url(&self) -> Option<String> {
        let address = self.rtmps_addr?;
        Some(self.rtmps_public_url.clone().unwrap_or_else(|| format!("rtmps://{}/live", reachable(address))))
    }
}

/// Where a program on this machine reaches what listens on `address`.
pub fn reachable(mut address: SocketAddr) -> SocketAddr {
    if address.ip().is_unspecified() {
        address.set_ip(if address.is_ipv4() { Ipv4Addr::LOCALHOST.into() } else { Ipv6Addr::LOCALHOST.into() });
    }
    address
}

/// Whether an origin's host is this machine only.
pub fn is_loopback(origin: &str) -> bool {
    let host = origin.split_once("://").map_or(origin, |(_, rest)| rest);
    let host = host
        .rsplit_once(':')
        .filter(|(_, port)| port.chars().all(|c| c.is_ascii_digit()))
        .map_or(host, |(host, _)| host);
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests;
