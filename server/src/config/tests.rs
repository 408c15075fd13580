//! Errors of wrong settings: what they say, and that they contain no secrets.

use super::*;

fn load(settings: &[(&str, &str)]) -> Result<Config, ConfigError> {
    let map: std::collections::BTreeMap<_, _> = settings.iter().map(|(name, value)| (field_of(name), *value)).collect();
    let figment = Figment::from(Serialized::defaults(Config::default())).merge(Serialized::defaults(map));
    let config: Config = figment.extract().map_err(|error| ConfigError(explain(&error)))?;
    config.check().map(|()| config)
}

fn refusal(settings: &[(&str, &str)]) -> String {
    load(settings).err().map(|error| error.to_string()).unwrap_or_default()
}

#[test]
fn every_setting_is_listed_in_the_help() {
    let fields = serde_json::to_value(Config::default()).unwrap_or_default();
    let mut fields: Vec<String> = fields.as_object().map(|map| map.keys().cloned().collect()).unwrap_or_default();
    let mut listed: Vec<String> = SETTINGS.iter().map(|(name, _, _)| field_of(name)).collect();
    fields.sort();
    listed.sort();
    assert_eq!(fields, listed);
}

#[test]
fn unknown_and_malformed_settings_are_named() {
    assert!(refusal(&[("AETHEX_HTTP_PORT", "80")]).starts_with("AETHEX_HTTP_PORT: there is no such setting"));
    assert!(refusal(&[("AETHEX_HTTP_ADDR", "here")]).starts_with("AETHEX_HTTP_ADDR: "));
    assert!(refusal(&[("AETHEX_RECONNECT_GRACE", "soon")]).contains("duration such as 60s"));
    assert!(refusal(&[("AETHEX_SPOOL_LIMIT", "plenty")]).contains("AETHEX_SPOOL_LIMIT: needs a size such as 8GiB"));
    assert!(refusal(&[("AETHEX_RATE_LIMITS", "maybe")]).starts_with("AETHEX_RATE_LIMITS: "));
    assert!(refusal(&[("AETHEX_PUBLIC_URL", "live.example.org")]).starts_with("AETHEX_PUBLIC_URL: "));
    let ladder = refusal(&[("AETHEX_TRANSCODE", "720p,huge")]);
    assert!(ladder.starts_with("AETHEX_TRANSCODE: is off, auto, or a list") && !ladder.contains('\n'), "{ladder}");
    assert!(load(&[("AETHEX_TRANSCODE", "720p,240p")]).is_ok());
}

#[test]
fn rate_limits_stay_on_where_the_world_can_come() {
    assert!(load(&[("AETHEX_RATE_LIMITS", "off")]).is_ok());
    let refused = refusal(&[("AETHEX_RATE_LIMITS", "off"), ("AETHEX_PUBLIC_URL", "https://live.example.org")]);
    assert!(refused.starts_with("AETHEX_RATE_LIMITS: off is for load tests"));
}

#[test]
fn tls_needs_certificate_and_key_and_makes_the_public_url_https() {
    let (cert, key) = (("AETHEX_TLS_CERT", "/a.pem"), ("AETHEX_TLS_KEY", "/b.pem"));
    assert!(refusal(&[cert]).starts_with("AETHEX_TLS_KEY: is needed"));
    assert!(refusal(&[key]).starts_with("AETHEX_TLS_CERT: is needed"));
    assert!(refusal(&[("AETHEX_RTMPS_ADDR", "0.0.0.0:1936")]).contains("because AETHEX_RTMPS_ADDR is set"));
    assert!(refusal(&[("AETHEX_RTMPS_PUBLIC_URL", "rtmps://a/live")]).contains("AETHEX_RTMPS_ADDR: is needed"));
    let addresses = load(&[cert, key, ("AETHEX_RTMPS_ADDR", "0.0.0.0:1936")])
        .map(|config| (config.public_url(), config.rtmps_public_url()))
        .unwrap_or_default();
    assert_eq!(addresses, ("https://127.0.0.1:3000".into(), Some("rtmps://127.0.0.1:1936/live".into())));
    let (address, url) =
        (("AETHEX_RTMPS_ADDR", "0.0.0.0:1936"), ("AETHEX_RTMPS_PUBLIC_URL", "rtmps://live.example.org/live"));
    let shown = load(&[cert, key, address, url]).map(|config| config.ingest_url()).unwrap_or_default();
    assert_eq!(shown, "rtmps://live.example.org/live");
}

#[test]
fn secrets_are_masked_where_the_configuration_is_shown() {
    let key = "ab".repeat(32);
    let lines = load(&[("DATABASE_URL", "postgres://me:hunter22@db/x"), ("AETHEX_SECRET_KEY", &key)])
        .map(|config| config.lines());
    let text = lines.unwrap_or_default().join("\n");
    assert!(text.contains("AETHEX_HTTP_ADDR=127.0.0.1:3000") && text.contains("AETHEX_RECONNECT_GRACE=1m"), "{text}");
    assert!(!text.contains("hunter22") && !text.contains(&key), "{text}");
}

#[test]
fn a_secret_key_is_64_hex_digits() {
    let key = |text: &str| load(&[("AETHEX_SECRET_KEY", text)]).map(|config| config.secret_key);
    assert!(key(&"aB".repeat(32)).is_ok());
    for wrong in ["+a".repeat(32), "ab".repeat(31), "ab".repeat(33), "xy".repeat(32), "\u{e9}".repeat(32)] {
        let refused = key(&wrong).err().map(|error| error.to_string());
        assert_eq!(refused.as_deref(), Some("AETHEX_SECRET_KEY: needs 64 hex digits."));
    }
}

#[test]
fn object_storage_is_set_whole_or_not_at_all() {
    let all = [
        ("AETHEX_S3_ENDPOINT", "https://id.r2.example/"),
        ("AETHEX_S3_BUCKET", "live"),
        ("AETHEX_S3_ACCESS_KEY", "id"),
        ("AETHEX_S3_SECRET_KEY", "hunter22"),
    ];
    let config = load(&all).unwrap_or_default();
    assert!(!config.lines().join("\n").contains("hunter22"));
    let settings = config.storage().ok().flatten().map(|settings| (settings.endpoint, settings.region));
    assert_eq!(settings, Some(("https://id.r2.example".into(), "auto".into())));
    for missing in 0..all.len() {
        let some: Vec<_> =
            all.iter().enumerate().filter(|(index, _)| *index != missing).map(|(_, pair)| *pair).collect();
        assert!(refusal(&some).contains("belong together"), "{}", refusal(&some));
    }
    assert!(refusal(&[("AETHEX_S3_PUBLIC_URL", "https://media.example")]).starts_with("AETHEX_S3_PUBLIC_URL: "));
}

#[test]
fn loopback_is_recognised_with_and_without_a_port() {
    for origin in ["http://127.0.0.1:3000", "http://localhost", "http://[::1]:8080"] {
        assert!(is_loopback(origin), "{origin}");
    }
    assert!(!is_loopback("http://192.168.1.2:3000"));
}
