//! Every setting, declared once: name, parser, default, meaning. [`Config`], `--help`, `aethex config` and `docs/settings.md` come from it.

use super::parse::{self, LogFormat, SignUp, Switch};
use crate::proxies::Proxies;
use media::ladder::Transcode;
use serde::Deserialize;
use services::clerk::WebhookSecret;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use Fallback::{Secret, Unset, Value};

/// A setting as an operator is told of it.
pub struct Setting {
    /// Its name in `aethex.toml`.
    pub field: &'static str,
    pub fallback: Fallback,
    pub meaning: &'static str,
}

/// What counts while a setting is not set.
#[derive(Clone, Copy)]
pub enum Fallback {
    /// This text, parsed as if the operator had written it.
    Value(&'static str),
    /// No value; the text says what happens then.
    Unset(&'static str),
    /// Like `Unset`; its value is never shown.
    Secret(&'static str),
}

impl Fallback {
    pub fn text(self) -> &'static str {
        match self {
            Value(text) | Unset(text) | Secret(text) => text,
        }
    }
}

impl Setting {
    /// Its name in the environment and in `.env`.
    pub fn name(&self) -> String {
        match self.field {
            // The name that hosts and tools give it.
            "database_url" => "DATABASE_URL".to_owned(),
            field => format!("AETHEX_{}", field.to_uppercase()),
        }
    }
}

/// A row: the meaning as its comment, a parser if the type's own does not do, then `name: Type = fallback;`.
macro_rules! settings {
    ($($(#[doc = $meaning:literal])+ $(#[serde($($parser:tt)+)])? $field:ident: $type:ty = $fallback:expr;)+) => {
        /// What an operator may set. Everything has a default.
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct Config {
            $($(#[doc = $meaning])+ $(#[serde($($parser)+)])? pub $field: $type,)+
            /// The providers of `oidc_providers`, by name; in `aethex.toml` the tables `[oidc.<name>]`.
            #[serde(default)]
            pub oidc: BTreeMap<String, OidcProvider>,
        }

        /// All settings in the order in which they are listed.
        pub const SETTINGS: &[Setting] = &[$(
            Setting {
                field: stringify!($field),
                fallback: $fallback,
                meaning: concat!($($meaning),+).trim_ascii_start(),
            },
        )+];
    };
}

settings! {
    /// web, API, sockets, HLS
    #[serde(deserialize_with = "parse::address")]
    http_addr: SocketAddr = Value("127.0.0.1:3000");
    /// RTMP ingest, application name live
    #[serde(deserialize_with = "parse::address")]
    rtmp_addr: SocketAddr = Value("127.0.0.1:1935");
    /// everything the embedded parts keep
    data_dir: PathBuf = Value("./data");
    /// the address that people see
    #[serde(default, deserialize_with = "parse::origin")]
    public_url: Option<String> = Unset("the address the page was opened at, if that is an IP address, localhost or *.local");
    /// ingest address shown to creators
    rtmp_public_url: Option<String> = Unset("the RTMP address, under the name the page was opened at where RTMP listens there");
    /// PEM file with the certificate chain; HTTPS and HTTP/2 with it
    tls_cert: Option<PathBuf> = Unset("none: plain HTTP");
    /// PEM file with the certificate's private key
    tls_key: Option<PathBuf> = Unset("none");
    /// RTMP over TLS, for example 0.0.0.0:1936; needs the certificate
    #[serde(default, deserialize_with = "parse::address")]
    rtmps_addr: Option<SocketAddr> = Unset("none");
    /// RTMPS address that creators are shown in place of the RTMP one
    rtmps_public_url: Option<String> = Unset("none");
    /// any PostgreSQL 15 or newer
    #[serde(default, deserialize_with = "parse::database_url")]
    database_url: Option<String> = Secret("embedded PostgreSQL in the data directory");
    /// object storage: Cloudflare R2, AWS, MinIO
    #[serde(default, deserialize_with = "parse::web_address")]
    s3_endpoint: Option<String> = Unset("embedded S3 server in the data directory");
    /// bucket for recordings and pictures
    s3_bucket: Option<String> = Unset("with the embedded server: aethex");
    /// region of the bucket
    s3_region: String = Value("auto");
    /// access key of the bucket
    s3_access_key: Option<String> = Unset("none");
    /// secret key of the bucket
    s3_secret_key: Option<String> = Secret("none");
    /// address from which browsers may read the bucket
    #[serde(default, deserialize_with = "parse::web_address")]
    s3_public_url: Option<String> = Unset("through this server");
    /// mail server: smtps://user:password@host, or smtp://user:password@host:587?tls=required
    #[serde(default, deserialize_with = "parse::smtp_url")]
    smtp_url: Option<String> = Secret("mails are written into the folder mail of the data directory");
    /// sender of mails, such as AeThex Live <live@example.org>
    mail_from: Option<String> = Unset("no-reply at the public URL's host");
    /// open: visitors may make accounts; closed: only `aethex user create` and `aethex admin create` make them
    sign_up: SignUp = Value("open");
    /// sign-in with Clerk: the Frontend API URL of the instance, which its tokens name as their issuer
    #[serde(default, deserialize_with = "parse::origin")]
    clerk_issuer: Option<String> = Unset("off");
    /// signing secret of the webhook endpoint at Clerk, whsec_…
    #[serde(default, deserialize_with = "parse::webhook_secret")]
    clerk_webhook_secret: Option<WebhookSecret> = Secret("no webhooks");
    /// origins whose pages may ask Clerk for tokens that count here, separated by commas
    #[serde(default, deserialize_with = "parse::origins")]
    clerk_authorized_parties: Option<Vec<String>> = Unset("the public URL");
    /// further origins whose pages may open `/ws` and call the API with a bearer token, separated by commas
    #[serde(default, deserialize_with = "parse::origins")]
    allowed_origins: Option<Vec<String>> = Unset("none");
    /// names of OpenID Connect providers that users may sign in through, separated by commas: google,company
    oidc_providers: Option<String> = Unset("none");
    /// what recordings may take of the local disk until object storage has them; each file counts as at least 16 KiB
    #[serde(deserialize_with = "parse::size")]
    spool_limit: u64 = Value("8GiB");
    /// what recordings leave free of the local disk
    #[serde(deserialize_with = "parse::size")]
    spool_reserve: u64 = Value("1GiB");
    /// what the media of live streams may take of memory; when it is used up, new streams are refused
    #[serde(deserialize_with = "parse::size")]
    media_memory: u64 = Value("2GiB");
    /// off for load tests; refused when the public URL is not loopback
    rate_limits: Switch = Value("on");
    /// how long a stream whose encoder dropped stays LIVE
    #[serde(deserialize_with = "parse::duration")]
    reconnect_grace: Duration = Value("60s");
    /// ladder below the source: off, auto (at most half the cores), or a list such as 720p,480p
    #[serde(deserialize_with = "parse::transcode")]
    transcode: Transcode = Value("auto");
    /// 64 hex digits that seal stream keys, secrets of two-factor sign-in, mails and tokens; keep it with backups of the database
    #[serde(default, deserialize_with = "parse::secret_key")]
    secret_key: Option<[u8; 32]> = Secret("made once, kept in the data directory");
    /// addresses or ranges (10.0.0.0/8) whose X-Forwarded-For counts, separated by commas
    #[serde(default, deserialize_with = "parse::proxies")]
    trusted_proxies: Proxies = Unset("none");
    /// the built browser files
    site_dir: PathBuf = Value("target/site");
    /// tracing filter
    #[serde(deserialize_with = "parse::log_filter")]
    log: String = Value("info,sqlx::postgres::notice=warn");
    /// text for people, json for machines
    log_format: LogFormat = Value("text");
}

/// What is set of one provider that users may sign in through.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OidcProvider {
    pub issuer: Option<String>,
    pub client_id: Option<String>,
    pub client_secret: Option<String>,
    pub name: Option<String>,
    pub scopes: Option<String>,
}

/// The settings of each provider in `oidc_providers`. `<name>` stands for the provider's name.
pub const PROVIDER_SETTINGS: [Setting; 5] = [
    Setting {
        field: "oidc_<name>_issuer",
        fallback: Unset("needed"),
        meaning: "the provider's issuer, such as https://accounts.google.com",
    },
    Setting {
        field: "oidc_<name>_client_id",
        fallback: Unset("needed"),
        meaning: "the name by which the provider knows this server",
    },
    Setting {
        field: "oidc_<name>_client_secret",
        fallback: Secret("none: a public client"),
        meaning: "the secret that the provider has given this server",
    },
    Setting {
        field: "oidc_<name>_name",
        fallback: Unset("the provider's name"),
        meaning: "the words on the button, such as Google",
    },
    Setting {
        field: "oidc_<name>_scopes",
        fallback: Value("openid email profile"),
        meaning: "what the provider is asked to tell, separated by spaces",
    },
];
