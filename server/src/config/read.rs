//! Reads settings from the environment, and explains errors in them.

use super::ConfigError;
use figment::error::Kind;
use std::collections::BTreeMap;

/// The settings among the environment's variables. Each is text: what looks like a number may be a password. An empty one is not set.
pub fn environment() -> Result<BTreeMap<String, String>, ConfigError> {
    let names = std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value)));
    let settings =
        names.filter(|(name, value)| (name.starts_with("AETHEX_") || name == "DATABASE_URL") && !value.is_empty());
    let readable = settings.map(|(name, value)| match value.into_string() {
        Ok(value) => Ok((field_of(&name), value)),
        Err(_) => Err(ConfigError(format!("{name}: is not UTF-8 text."))),
    });
    readable.collect()
}

/// A setting's name in the configuration and in `aethex.toml`.
pub fn field_of(name: &str) -> String {
    name.trim_start_matches("AETHEX_").to_lowercase()
}

/// One line that says which setting and why, without its value: it may be a secret.
pub fn explain(error: &figment::Error) -> String {
    let setting = |field: &str| {
        if field == "database_url" { "DATABASE_URL".to_owned() } else { format!("AETHEX_{}", field.to_uppercase()) }
    };
    let field = error.path.first().map(String::as_str).unwrap_or_default();
    let at = if field.is_empty() { "configuration".into() } else { setting(field) };
    match &error.kind {
        _ if field.ends_with("_addr") => format!("{at}: needs an IP address with a port, such as 127.0.0.1:3000."),
        Kind::UnknownField(field, _) if field.to_lowercase().starts_with("aethex_") => {
            let name = field_of(&field.to_uppercase());
            format!("{field}: in aethex.toml this is written {name}.")
        }
        Kind::UnknownField(field, _) => {
            format!("{}: there is no such setting. aethex --help lists them all.", setting(field))
        }
        Kind::UnknownVariant(_, known) => format!("{at}: is one of {}.", known.join(", ")),
        Kind::InvalidType(_, wanted) if wanted.contains("string") => format!("{at}: needs text in quotes."),
        Kind::InvalidType(_, wanted) | Kind::InvalidValue(_, wanted) => format!("{at}: needs {wanted}."),
        other => format!("{at}: {other}."),
    }
}
