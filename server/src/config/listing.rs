//! All settings as text: for `--help`, for `aethex config`, and as the page `docs/settings.md`.

use super::settings::{Config, Fallback, PROVIDER_SETTINGS, SETTINGS, Setting};
use super::{ConfigError, layers};
use figment::Figment;

/// The settings, and those of each sign-in provider.
fn every() -> impl Iterator<Item = &'static Setting> {
    SETTINGS.iter().chain(&PROVIDER_SETTINGS)
}

/// The end of `aethex --help`.
pub fn help() -> String {
    let width = every().map(|setting| setting.name().len()).max().unwrap_or_default();
    let line = |setting: &Setting| {
        let Setting { fallback, meaning, .. } = setting;
        format!("\n  {:width$}  {meaning} [{}]", setting.name(), fallback.text())
    };
    let lines: String = every().map(line).collect();
    format!(
        "Settings (environment, .env, or aethex.toml; none is required. In aethex.toml a name is written in small letters and without \
         AETHEX_: http_addr = \"127.0.0.1:3000\"):{lines}"
    )
}

/// The settings in force as `NAME=value`. A secret shows only where it comes from, and a setting without a value what happens instead.
pub fn effective() -> Result<Vec<String>, ConfigError> {
    let figment = layers::all()?;
    Config::from(&figment)?;
    Ok(lines(&figment))
}

pub(super) fn lines(figment: &Figment) -> Vec<String> {
    let line = |setting: &Setting, field: &str, name: String| {
        let value = figment.find_value(field).ok();
        let shown = match (&value, setting.fallback) {
            (None, fallback) => format!("({})", fallback.text()),
            (Some(value), Fallback::Secret(_)) => {
                let source = figment.get_metadata(value.tag()).map_or("unknown", |source| source.name.as_ref());
                format!("•••••• ({source})")
            }
            (Some(value), _) => value.as_str().unwrap_or_default().to_owned(),
        };
        format!("{name}={shown}")
    };
    let mut lines: Vec<String> = SETTINGS.iter().map(|setting| line(setting, setting.field, setting.name())).collect();
    let providers = figment.find_value("oidc").ok().and_then(|oidc| oidc.into_dict()).unwrap_or_default();
    for provider in providers.keys() {
        lines.extend(PROVIDER_SETTINGS.iter().map(|setting| {
            let field = setting.field.replace("oidc_<name>_", &format!("oidc.{provider}."));
            line(setting, &field, setting.name().replace("<NAME>", &provider.to_uppercase()))
        }));
    }
    lines
}

/// The page `docs/settings.md`.
pub fn page() -> String {
    let row = |setting: &Setting| {
        let (name, field, meaning) = (setting.name(), setting.field, setting.meaning);
        let default = match setting.fallback {
            Fallback::Value(text) => format!("`{text}`"),
            Fallback::Unset(text) | Fallback::Secret(text) => text.to_owned(),
        };
        format!("| `{name}` | `{field}` | {default} | {meaning} |\n")
    };
    let rows: String = every().map(row).collect();
    format!("{PAGE_HEAD}{rows}")
}

const PAGE_HEAD: &str = "\
<!-- `cargo xtask settings` writes this page from server/src/config/settings.rs. -->

# Settings

Nothing needs to be set. A setting is an environment variable, a line of `.env` (`AETHEX_HTTP_ADDR=0.0.0.0:3000`) or a line of `aethex.toml`
(`http_addr = \"0.0.0.0:3000\"`); the environment wins over `.env`, and `.env` over `aethex.toml`. An empty variable counts as not set. In
`.env` put values with `$`, `#`, quotation marks or spaces in single quotes. A setting that does not exist, or that cannot be
read, stops the start. `aethex config` prints the settings in force. The settings of a sign-in provider have its name in theirs
(`AETHEX_OIDC_GOOGLE_ISSUER`); in `aethex.toml` they are a table, `[oidc.google]`, with `issuer` and so on. See
[sign-in-providers.md](sign-in-providers.md).

| setting | in `aethex.toml` | default | meaning |
|---|---|---|---|
";
