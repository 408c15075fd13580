//! The one typed configuration: environment over `.env` over an optional TOML file over defaults.

mod read;
mod size;

use crate::logging;
use crate::proxies::Proxies;
use figment::Figment;
use figment::providers::{Format, Serialized, Toml};
use media::ladder::Transcode;
use read::{environment, explain, field_of};
use serde::{Deserialize, Serialize};
use services::storage;
use services::vods::spool::{Bounds, Spool};
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

/// Every setting: name, default as shown, meaning. `--help` prints it, and a test holds it against [`Config`].
pub const SETTINGS: &[(&str, &str, &str)] = &[
    ("AETHEX_HTTP_ADDR", "127.0.0.1:3000", "web, API, sockets, HLS"),
    ("AETHEX_RTMP_ADDR", "127.0.0.1:1935", "RTMP ingest, application name live"),
    ("AETHEX_DATA_DIR", "./data", "everything the embedded parts keep"),
    (
        "AETHEX_PUBLIC_URL",
        "the address the page was opened at, if that is an IP address, localhost or *.local",
        "the address that people see",
    ),
    (
        "AETHEX_RTMP_PUBLIC_URL",
        "the RTMP address, under the name the page was opened at where RTMP listens there",
        "ingest address shown to creators",
    ),
    ("AETHEX_TLS_CERT", "none: plain HTTP", "PEM file with the certificate chain; HTTPS and HTTP/2 with it"),
    ("AETHEX_TLS_KEY", "none", "PEM file with the certificate's private key"),
    ("AETHEX_RTMPS_ADDR", "none", "RTMP over TLS, for example 0.0.0.0:1936; needs the certificate"),
    ("AETHEX_RTMPS_PUBLIC_URL", "none", "RTMPS address that creators are shown in place of the RTMP one"),
    ("DATABASE_URL", "embedded PostgreSQL in the data directory", "any PostgreSQL 15 or newer"),
    ("AETHEX_S3_ENDPOINT", "embedded S3 server in the data directory", "object storage: Cloudflare R2, AWS, MinIO"),
    ("AETHEX_S3_BUCKET", "with the embedded server: aethex", "bucket for recordings and pictures"),
    ("AETHEX_S3_REGION", "auto", "region of the bucket"),
    ("AETHEX_S3_ACCESS_KEY", "none", "access key of the bucket"),
    ("AETHEX_S3_SECRET_KEY", "none", "secret key of the bucket"),
    ("AETHEX_S3_PUBLIC_URL", "through this server", "address from which browsers may read the bucket"),
    ("AETHEX_SPOOL_LIMIT", "8GiB", "what recordings may take of the local disk until object storage has them"),
    ("AETHEX_SPOOL_RESERVE", "1GiB", "what recordings leave free of the local disk"),
    ("AETHEX_RATE_LIMITS", "on", "off for load tests; refused when the public URL is not loopback"),
    ("AETHEX_RECONNECT_GRACE", "60s", "how long a stream whose encoder dropped stays LIVE"),
    ("AETHEX_TRANSCODE", "auto", "ladder below the source: off, auto, or a list such as 720p,480p"),
    ("AETHEX_SECRET_KEY", "made once, kept in the data directory", "64 hex digits that seal stream keys"),
    (
        "AETHEX_TRUSTED_PROXIES",
        "none",
        "addresses or ranges (10.0.0.0/8) whose X-Forwarded-For counts, separated by commas",
    ),
    ("AETHEX_SITE_DIR", "target/site", "the built browser files"),
    ("AETHEX_LOG", "info,sqlx::postgres::notice=warn", "tracing filter"),
    ("AETHEX_LOG_FORMAT", "text", "json for machines"),
];

/// Settings that are never shown.
const SECRETS: [&str; 3] = ["database_url", "secret_key", "s3_secret_key"];

/// What an operator may set. Everything has a default.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    pub http_addr: SocketAddr,
    pub rtmp_addr: SocketAddr,
    pub data_dir: PathBuf,
    pub public_url: Option<String>,
    pub rtmp_public_url: Option<String>,
    pub tls_cert: Option<PathBuf>,
    pub tls_key: Option<PathBuf>,
    pub rtmps_addr: Option<SocketAddr>,
    pub rtmps_public_url: Option<String>,
    pub database_url: Option<String>,
    pub s3_endpoint: Option<String>,
    pub s3_bucket: Option<String>,
    pub s3_region: String,
    pub s3_access_key: Option<String>,
    pub s3_secret_key: Option<String>,
    pub s3_public_url: Option<String>,
    #[serde(with = "size")]
    pub spool_limit: u64,
    #[serde(with = "size")]
    pub spool_reserve: u64,
    pub rate_limits: Switch,
    #[serde(with = "duration")]
    pub reconnect_grace: Duration,
    pub transcode: String,
    pub secret_key: Option<String>,
    pub trusted_proxies: Option<String>,
    pub site_dir: PathBuf,
    pub log: String,
    pub log_format: LogFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Switch {
    On,
    Off,
}

/// Format of log lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    Text,
    Json,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            http_addr: SocketAddr::from(([127, 0, 0, 1], 3000)),
            rtmp_addr: SocketAddr::from(([127, 0, 0, 1], 1935)),
            data_dir: "./data".into(),
            public_url: None,
            rtmp_public_url: None,
            tls_cert: None,
            tls_key: None,
            rtmps_addr: None,
            rtmps_public_url: None,
            database_url: None,
            s3_endpoint: None,
            s3_bucket: None,
            s3_region: "auto".into(),
            s3_access_key: None,
            s3_secret_key: None,
            s3_public_url: None,
            spool_limit: 8 << 30,
            spool_reserve: 1 << 30,
            rate_limits: Switch::On,
            reconnect_grace: Duration::from_secs(60),
            transcode: "auto".into(),
            secret_key: None,
            trusted_proxies: None,
            site_dir: "target/site".into(),
            // Notices of the migrations are not interesting.
            log: "info,sqlx::postgres::notice=warn".into(),
            log_format: LogFormat::Text,
        }
    }
}

/// Why the configuration cannot be used; one line.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ConfigError(String);

impl Config {
    /// Reads `aethex.toml` if there is one, then `.env`, then the environment.
    pub fn load() -> Result<Self, ConfigError> {
        // Variables that are set already win over the file's.
        match dotenvy::dotenv() {
            Ok(_) => {}
            Err(error) if error.not_found() => {}
            Err(error) => return Err(ConfigError(format!(".env cannot be read: {error}"))),
        }
        Self::from(Figment::from(Serialized::defaults(Self::default())).merge(Toml::file("aethex.toml")))
    }

    fn from(below: Figment) -> Result<Self, ConfigError> {
        let figment = below.merge(Serialized::defaults(environment()?));
        let config: Self = figment.extract().map_err(|error| ConfigError(explain(&error)))?;
        config.check()?;
        Ok(config)
    }

    fn check(&self) -> Result<(), ConfigError> {
        let public_url = self.public_url();
        let host = public_url
            .split_once("://")
            .filter(|(scheme, _)| matches!(*scheme, "http" | "https"))
            .map(|(_, host)| host);
        match host {
            Some(host) if !host.is_empty() && !host.contains('/') => {}
            _ => {
                return Err(ConfigError(format!(
                    "AETHEX_PUBLIC_URL: {public_url} is not an origin such as https://live.example.org."
                )));
            }
        }
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
        if self.rate_limits == Switch::Off && !is_loopback(&public_url) {
            return Err(ConfigError(
                "AETHEX_RATE_LIMITS: off is for load tests on loopback only, and the public URL is not loopback."
                    .into(),
            ));
        }
        if self.secret_key.as_deref().is_some_and(|key| parse_secret_key(key).is_none()) {
            return Err(ConfigError("AETHEX_SECRET_KEY: needs 64 hex digits.".into()));
        }
        if self.http_addr == self.rtmp_addr && self.http_addr.port() != 0 {
            return Err(ConfigError("AETHEX_RTMP_ADDR: needs another port than AETHEX_HTTP_ADDR.".into()));
        }
        let is_postgres = |url: &String| url.starts_with("postgres://") || url.starts_with("postgresql://");
        if !self.database_url.as_ref().is_none_or(is_postgres) {
            return Err(ConfigError(
                "DATABASE_URL: needs the address of a PostgreSQL, such as postgres://user:password@host:5432/aethex."
                    .into(),
            ));
        }
        if logging::filter(&self.log).is_none() {
            return Err(ConfigError(
                "AETHEX_LOG: needs a level such as info, or a filter such as info,sqlx=warn.".into(),
            ));
        }
        self.transcode()?;
        self.storage()?;
        self.trusted_proxies().map(|_| ())
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
        for (name, url) in
            [("AETHEX_S3_ENDPOINT", Some(endpoint)), ("AETHEX_S3_PUBLIC_URL", self.s3_public_url.as_ref())]
        {
            if url.is_some_and(|url| !url.starts_with("http://") && !url.starts_with("https://")) {
                return Err(ConfigError(format!("{name}: needs an address that begins with https:// or http://.")));
            }
        }
        let plain = |url: &str| url.trim_end_matches('/').to_owned();
        Ok(Some(storage::StorageSettings {
            endpoint: plain(endpoint),
            bucket: bucket.clone(),
            region: self.s3_region.clone(),
            access_key: access_key.clone(),
            secret_key: secret_key.clone(),
            public_url: self.s3_public_url.as_deref().map(plain),
        }))
    }

    /// The spool in the data directory.
    pub fn spool(&self) -> Spool {
        Spool::new(self.data_dir.join("spool"), Bounds { limit: self.spool_limit, reserve: self.spool_reserve })
    }

    /// Origin used in links, cookies and Origin checks; no slash at the end.
    pub fn public_url(&self) -> String {
        match &self.public_url {
            Some(url) => url.trim_end_matches('/').to_owned(),
            None if self.tls_cert.is_some() => format!("https://{}", self.http_addr),
            None => format!("http://{}", self.http_addr),
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

    /// The ladder below the source.
    pub fn transcode(&self) -> Result<Transcode, ConfigError> {
        self.transcode.parse::<Transcode>().map_err(|error| ConfigError(format!("AETHEX_TRANSCODE: {error}.")))
    }

    /// Proxies that are trusted to set `X-Forwarded-For`.
    pub fn trusted_proxies(&self) -> Result<Proxies, ConfigError> {
        let sentence = "AETHEX_TRUSTED_PROXIES: needs IP addresses or ranges such as 10.0.0.0/8, separated by commas.";
        self.trusted_proxies.as_deref().unwrap_or_default().parse().map_err(|_| ConfigError(sentence.into()))
    }

    /// The effective settings and values, secrets masked.
    pub fn lines(&self) -> Vec<String> {
        let shown = Self { rtmps_public_url: self.rtmps_public_url(), ..self.clone() };
        let values = serde_json::to_value(&shown).unwrap_or_default();
        let line = |(name, default, _): &(&str, &str, &str)| {
            let field = field_of(name);
            let value = match &values[&field] {
                serde_json::Value::Null => format!("({default})"),
                serde_json::Value::String(_) if SECRETS.contains(&field.as_str()) => "••••••".to_owned(),
                serde_json::Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            format!("{name}={value}")
        };
        SETTINGS.iter().map(line).collect()
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

/// 32 bytes from 64 hex digits.
pub fn parse_secret_key(text: &str) -> Option<[u8; 32]> {
    let mut key = [0; 32];
    hex::decode_to_slice(text.trim(), &mut key).ok()?;
    Some(key)
}

mod duration {
    //! Durations as people write them: `60s`, `2m`.
    use serde::{Deserialize, Deserializer, Serializer, de::Error};
    use std::time::Duration;

    pub fn serialize<S: Serializer>(value: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&humantime::format_duration(*value))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
        let text = String::deserialize(deserializer)?;
        humantime::parse_duration(&text).map_err(|_| D::Error::custom("needs a duration such as 60s or 2m"))
    }
}

#[cfg(test)]
mod tests;
