//! Errors of wrong settings: what they say, and that they contain no secrets.

use super::layers::{self, Layer};
use super::*;

fn figment(settings: &[(&str, &str)]) -> Result<Figment, ConfigError> {
    let settings = settings.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    Ok(Figment::from(layers::defaults()).merge(Layer::of("test", settings)?))
}

fn load(settings: &[(&str, &str)]) -> Result<Config, ConfigError> {
    Config::from(&figment(settings)?)
}

impl Config {
    /// Every setting at its default.
    pub fn of_defaults() -> Result<Self, ConfigError> {
        load(&[])
    }
}

fn lines(settings: &[(&str, &str)]) -> Result<String, ConfigError> {
    figment(settings).map(|figment| listing::lines(&figment).join("\n"))
}

fn refusal(settings: &[(&str, &str)]) -> String {
    load(settings).err().map(|error| error.to_string()).unwrap_or_default()
}

#[test]
fn unknown_and_malformed_settings_are_named() {
    assert!(refusal(&[("AETHEX_HTTP_PORT", "80")]).starts_with("AETHEX_HTTP_PORT: there is no such setting"));
    // It would be taken for DATABASE_URL if names were compared by their ends.
    assert!(refusal(&[("AETHEX_DATABASE_URL", "postgres://a/b")]).starts_with("AETHEX_DATABASE_URL: there is no such"));
    assert!(refusal(&[("AETHEX_HTTP_ADDR", "here")]).starts_with("AETHEX_HTTP_ADDR: "));
    assert!(refusal(&[("AETHEX_RECONNECT_GRACE", "soon")]).contains("duration such as 60s"));
    assert!(refusal(&[("AETHEX_SPOOL_LIMIT", "plenty")]).contains("AETHEX_SPOOL_LIMIT: needs a size such as 8GiB"));
    assert!(refusal(&[("AETHEX_RATE_LIMITS", "maybe")]).starts_with("AETHEX_RATE_LIMITS: "));
    for no_origin in ["live.example.org", "ftp://live.example.org", "https://", "https://live.example.org/watch"] {
        assert!(refusal(&[("AETHEX_PUBLIC_URL", no_origin)]).starts_with("AETHEX_PUBLIC_URL: needs an origin"));
    }
    let with_slash = load(&[("AETHEX_PUBLIC_URL", "https://live.example.org/")]).map(|config| config.public_url());
    assert_eq!(with_slash.unwrap_or_default(), "https://live.example.org");
    assert!(refusal(&[("AETHEX_SECRET_KEY", "abcd")]).contains("64 hex digits"));
    assert!(refusal(&[("AETHEX_TRUSTED_PROXIES", "proxy")]).contains("ranges such as 10.0.0.0/8"));
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
    let text =
        lines(&[("DATABASE_URL", "postgres://me:hunter22@db/x"), ("AETHEX_SECRET_KEY", &key)]).unwrap_or_default();
    assert!(text.contains("AETHEX_HTTP_ADDR=127.0.0.1:3000") && text.contains("AETHEX_RECONNECT_GRACE=60s"), "{text}");
    assert!(
        text.contains("DATABASE_URL=•••••• (test)") && !text.contains("hunter22") && !text.contains(&key),
        "{text}"
    );
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
    let text = lines(&all).unwrap_or_default();
    assert!(text.contains("AETHEX_S3_BUCKET=live") && !text.contains("hunter22"), "{text}");
    let storage = load(&all).and_then(|config| config.storage()).ok().flatten();
    let settings = storage.map(|settings| (settings.endpoint, settings.region));
    assert_eq!(settings, Some(("https://id.r2.example".into(), "auto".into())));
    for missing in 0..all.len() {
        let some: Vec<_> =
            all.iter().enumerate().filter(|(index, _)| *index != missing).map(|(_, pair)| *pair).collect();
        assert!(refusal(&some).contains("belong together"), "{}", refusal(&some));
    }
    assert!(refusal(&[("AETHEX_S3_PUBLIC_URL", "https://media.example")]).starts_with("AETHEX_S3_PUBLIC_URL: "));
    assert!(refusal(&[("AETHEX_S3_ENDPOINT", "id.r2.example")]).contains("begins with https:// or http://"));
    assert!(refusal(&[("AETHEX_S3_ENDPOINT", "http:id.r2.example")]).contains("begins with https:// or http://"));
    for with_more in ["https://key:secret@id.r2.example", "https://id.r2.example/?x=1", "https://id.r2.example/#x"] {
        let refused = refusal(&[("AETHEX_S3_ENDPOINT", with_more)]);
        assert!(refused.contains("without a user") && !refused.contains("secret@"), "{refused}");
    }
}

#[test]
fn clerk_is_on_with_its_issuer() {
    let issuer = ("AETHEX_CLERK_ISSUER", "https://clerk.example.org/");
    let secret = ("AETHEX_CLERK_WEBHOOK_SECRET", "whsec_plJ3nmyCDGBKInavdOK15jsl");
    let parties = ("AETHEX_CLERK_AUTHORIZED_PARTIES", "https://live.example.org/, https://studio.example.org");
    assert!(refusal(&[secret]).starts_with("AETHEX_CLERK_ISSUER: is needed as well, because AETHEX_CLERK_WEBHOOK"));
    assert!(refusal(&[parties]).starts_with("AETHEX_CLERK_ISSUER: is needed as well, because AETHEX_CLERK_AUTH"));
    assert!(
        refusal(&[("AETHEX_CLERK_ISSUER", "http://clerk.example.org")]).starts_with("AETHEX_CLERK_ISSUER: needs https")
    );
    assert!(load(&[("AETHEX_CLERK_ISSUER", "http://127.0.0.1:4000")]).is_ok());
    let clerk = |settings: &[(&str, &str)]| load(settings).and_then(|config| config.clerk()).ok().flatten();
    assert!(clerk(&[]).is_none());
    let all =
        clerk(&[issuer, secret, parties]).map(|clerk| (clerk.issuer, clerk.authorized_parties)).unwrap_or_default();
    let both = ["https://live.example.org".to_owned(), "https://studio.example.org".to_owned()];
    assert_eq!(all, ("https://clerk.example.org".to_owned(), both.into()));
    let own = clerk(&[issuer, ("AETHEX_PUBLIC_URL", "https://live.example.org")]).map(|clerk| clerk.authorized_parties);
    assert_eq!(own, Some(vec!["https://live.example.org".to_owned()]));
    assert!(!lines(&[issuer, secret]).unwrap_or_default().contains("plJ3"));
}

#[test]
fn loopback_is_recognised_with_and_without_a_port() {
    for origin in ["http://127.0.0.1:3000", "http://localhost", "http://[::1]:8080"] {
        assert!(is_loopback(origin), "{origin}");
    }
    assert!(!is_loopback("http://192.168.1.2:3000"));
}

#[test]
fn a_sign_in_provider_is_set_whole_and_by_its_name() {
    let all = [
        ("AETHEX_OIDC_PROVIDERS", "google, my_company"),
        ("AETHEX_OIDC_GOOGLE_ISSUER", "https://accounts.google.com"),
        ("AETHEX_OIDC_GOOGLE_CLIENT_ID", "one"),
        ("AETHEX_OIDC_MY_COMPANY_ISSUER", "http://127.0.0.1:8080/realms/live"),
        ("AETHEX_OIDC_MY_COMPANY_CLIENT_ID", "two"),
        ("AETHEX_OIDC_MY_COMPANY_CLIENT_SECRET", "hunter22"),
        ("AETHEX_OIDC_MY_COMPANY_NAME", "My company"),
        ("AETHEX_OIDC_MY_COMPANY_SCOPES", "openid  email"),
    ];
    let providers = load(&all).and_then(|config| config.providers()).unwrap_or_default();
    let [google, company] = providers.as_slice() else { panic!("{} providers", providers.len()) };
    assert_eq!(
        (google.name.as_str(), google.label.as_str(), google.client_secret.as_deref()),
        ("google", "google", None)
    );
    assert_eq!(google.scopes, "openid email profile");
    assert_eq!((company.name.as_str(), company.label.as_str()), ("my_company", "My company"));
    assert_eq!((company.scopes.as_str(), company.client_secret.as_deref()), ("openid email", Some("hunter22")));
    assert!(!format!("{company:?}").contains("hunter22"));
    let text = lines(&all).unwrap_or_default();
    assert!(text.contains("AETHEX_OIDC_MY_COMPANY_ISSUER=http://127.0.0.1:8080/realms/live\n"), "{text}");
    assert!(
        text.contains("AETHEX_OIDC_MY_COMPANY_CLIENT_SECRET=•••••• (test)") && !text.contains("hunter22"),
        "{text}"
    );

    let without = |left_out: &str| {
        let some: Vec<_> = all.into_iter().filter(|(name, _)| *name != left_out).collect();
        refusal(&some)
    };
    assert!(without("AETHEX_OIDC_GOOGLE_ISSUER").starts_with("AETHEX_OIDC_GOOGLE_ISSUER: is needed as well"));
    assert!(without("AETHEX_OIDC_MY_COMPANY_CLIENT_ID").starts_with("AETHEX_OIDC_MY_COMPANY_CLIENT_ID: is needed"));
    let unnamed = without("AETHEX_OIDC_PROVIDERS");
    assert!(unnamed.contains("AETHEX_OIDC_PROVIDERS does not name google"), "{unnamed}");
    let with = |name, value| refusal(&[all.as_slice(), &[(name, value)]].concat());
    for issuer in ["accounts.google.com", "http://accounts.google.com", "https://accounts.google.com?a=b", "ftp://a"] {
        let refused = with("AETHEX_OIDC_GOOGLE_ISSUER", issuer);
        assert!(refused.starts_with("AETHEX_OIDC_GOOGLE_ISSUER: needs the provider's address"), "{issuer}: {refused}");
    }
    assert!(with("AETHEX_OIDC_GOOGLE_SCOPES", "email").starts_with("AETHEX_OIDC_GOOGLE_SCOPES: needs openid"));
    assert!(with("AETHEX_OIDC_PROVIDERS", "google,google").contains("twice"));
    assert!(with("AETHEX_OIDC_PROVIDERS", "goo gle").starts_with("AETHEX_OIDC_PROVIDERS: "));
    assert!(with("AETHEX_OIDC_GOOGLE_COLOUR", "red").starts_with("AETHEX_OIDC_GOOGLE_COLOUR: there is no such"));
}
