//! Parsers of settings. Each error says what the setting needs, and not the text: it may be a secret.

use crate::logging;
use crate::proxies::Proxies;
use media::ladder::Transcode;
use serde::{Deserialize, Deserializer, de::Error};
use services::clerk::WebhookSecret;
use std::fmt::Display;
use std::net::SocketAddr;
use std::time::Duration;
use url::Url;

const LONGEST: Duration = Duration::from_secs(366 * 24 * 3600);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Switch {
    On,
    Off,
}

/// Whether visitors may make accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SignUp {
    Open,
    Closed,
}

/// Format of log lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    Text,
    Json,
}

/// Settings are text; `T` is the value itself, or an `Option` of it.
fn read<'de, D: Deserializer<'de>, V, T: From<V>, E: Display>(
    deserializer: D,
    parse: impl FnOnce(&str) -> Result<V, E>,
) -> Result<T, D::Error> {
    parse(&String::deserialize(deserializer)?).map(T::from).map_err(D::Error::custom)
}

pub fn address<'de, D: Deserializer<'de>, T: From<SocketAddr>>(deserializer: D) -> Result<T, D::Error> {
    read(deserializer, |text| {
        text.parse::<SocketAddr>().map_err(|_| "needs an IP address with a port, such as 127.0.0.1:3000")
    })
}

/// Scheme, host and port as browsers send them: in lower case, without the scheme's own port. A slash at the end is dropped.
pub fn origin<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    read(deserializer, |text| origin_of(text).ok_or("needs an origin such as https://live.example.org"))
}

fn origin_of(text: &str) -> Option<String> {
    let url = Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let is_bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
    let is_open = url.username().is_empty() && url.password().is_none();
    // The parser repairs what it can, such as a space or a backslash: only what means the same to all programs is taken.
    let is_plain = !text.contains(|c: char| c.is_whitespace() || matches!(c, '\\' | '@' | '?' | '#'));
    (is_bare && is_open && is_plain).then(|| url.origin().ascii_serialization())
}

/// Several origins, as [`origin`] reads one.
pub fn origins<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<String>>, D::Error> {
    read(deserializer, |text| {
        let origins: Option<Vec<String>> = text.split(',').map(|origin| origin_of(origin.trim())).collect();
        origins.ok_or("needs origins such as https://live.example.org, separated by commas")
    })
}

/// An address below which others lie; slashes at the end are dropped.
pub fn web_address<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    read(deserializer, |text| {
        let is_web = text.starts_with("https://") || text.starts_with("http://");
        let url = Url::parse(text).ok().filter(|url| is_web && url.has_host());
        let url = url.ok_or("needs an address that begins with https:// or http://")?;
        // Keys have settings of their own, which are not shown; a path is added to the address.
        let is_plain =
            url.username().is_empty() && url.password().is_none() && url.query().or(url.fragment()).is_none();
        let address = is_plain.then(|| text.trim_end_matches('/').to_owned());
        address.ok_or("needs an address without a user, a password, and what follows ? or #")
    })
}

pub fn database_url<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    read(deserializer, |text| {
        let is_postgres = text.starts_with("postgres://") || text.starts_with("postgresql://");
        let needs = "needs the address of a PostgreSQL, such as postgres://user:password@host:5432/aethex";
        is_postgres.then(|| text.to_owned()).ok_or(needs)
    })
}

pub fn smtp_url<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    read(deserializer, |text| {
        let is_smtp = Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "smtp" | "smtps") && url.has_host());
        let needs = "needs the address of a mail server, such as smtps://user:password@mail.example.org";
        is_smtp.then(|| text.to_owned()).ok_or(needs)
    })
}

/// Bytes.
pub fn size<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    read(deserializer, |text| bytes(text).ok_or("needs a size such as 8GiB or 500MiB"))
}

/// Up to a year: the database cannot add thousands of them to a time.
pub fn duration<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
    read(deserializer, |text| {
        let duration = humantime::parse_duration(text).ok().filter(|duration| *duration <= LONGEST);
        duration.ok_or("needs a duration such as 60s or 2m, up to a year")
    })
}

pub fn transcode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Transcode, D::Error> {
    read(deserializer, str::parse::<Transcode>)
}

pub fn secret_key<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<[u8; 32]>, D::Error> {
    read(deserializer, |text| key_of_hex(text).ok_or("needs 64 hex digits"))
}

pub fn webhook_secret<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<WebhookSecret>, D::Error> {
    let needs = "needs the signing secret of the endpoint, which begins with whsec_";
    read(deserializer, |text| WebhookSecret::parse(text).ok_or(needs))
}

pub fn proxies<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Proxies, D::Error> {
    let needs = "needs IP addresses or ranges such as 10.0.0.0/8, separated by commas";
    read(deserializer, |text| text.parse::<Proxies>().map_err(|_| needs))
}

pub fn log_filter<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let needs = "needs a level such as info, or a filter such as info,sqlx=warn";
    read(deserializer, |text| logging::filter(text).map(|_| text.to_owned()).ok_or(needs))
}

/// 32 bytes from 64 hex digits.
pub fn key_of_hex(text: &str) -> Option<[u8; 32]> {
    let mut key = [0; 32];
    hex::decode_to_slice(text.trim(), &mut key).ok()?;
    Some(key)
}

/// Bytes from a whole number with a unit.
fn bytes(text: &str) -> Option<u64> {
    let digits = text.find(|c: char| !c.is_ascii_digit())?;
    let (number, unit) = text.split_at(digits);
    let size: u64 = match unit.trim_start() {
        "B" => 1,
        "KiB" => 1 << 10,
        "MiB" => 1 << 20,
        "GiB" => 1 << 30,
        "TiB" => 1 << 40,
        _ => return None,
    };
    number.parse::<u64>().ok()?.checked_mul(size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_kept_as_browsers_send_it() {
        for (text, origin) in [
            ("https://live.example.org", "https://live.example.org"),
            ("https://Live.Example.org:443/", "https://live.example.org"),
            ("http://127.0.0.1:80", "http://127.0.0.1"),
            ("http://[::1]:3000", "http://[::1]:3000"),
            ("https://b\u{fc}cher.example", "https://xn--bcher-kva.example"),
        ] {
            assert_eq!(origin_of(text).as_deref(), Some(origin), "{text}");
        }
        for bad in [
            "live.example.org",
            "ftp://h",
            "https://",
            "https://:443",
            "https://a b",
            "https://h/live",
            "https://h?x=1",
            "https://h#a",
            "https://h:99999",
            "https://[::1",
            "https://u:pw@h",
            "https://h\\",
        ] {
            assert_eq!(origin_of(bad), None, "{bad}");
        }
    }

    #[test]
    fn sizes_are_read_with_their_unit() {
        for (text, size) in [("0B", 0), ("1 KiB", 1024), ("500MiB", 500 << 20), ("8GiB", 8 << 30), ("2TiB", 2 << 40)] {
            assert_eq!(bytes(text), Some(size), "{text}");
        }
        for bad in ["", "8", "GiB", "8GB", "-1GiB", "1.5GiB", "8GiB free", "99999999999TiB"] {
            assert_eq!(bytes(bad), None, "{bad}");
        }
    }
}
