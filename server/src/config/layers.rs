//! Where settings come from: the environment over `.env` over `aethex.toml` over defaults. Errors are one line each.

use super::ConfigError;
use super::settings::{Fallback, PROVIDER_SETTINGS, SETTINGS, Setting};
use figment::error::Kind;
use figment::providers::{Format, Serialized, Toml};
use figment::value::{Dict, Map};
use figment::{Figment, Metadata, Profile, Provider};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;

const TOML: &str = "aethex.toml";
const DOTENV: &str = ".env";
/// What the fields of providers' settings begin with.
const PROVIDER: &str = "oidc_<name>_";

/// Settings of one source.
pub struct Layer {
    pub source: &'static str,
    /// By field.
    settings: BTreeMap<&'static str, String>,
    /// Of sign-in providers: by the provider's name, then by field.
    providers: BTreeMap<String, BTreeMap<&'static str, String>>,
}

/// What a variable sets.
pub enum Variable {
    /// A field of the configuration.
    Field(&'static str),
    /// A field of the sign-in provider of this name.
    OfProvider(String, &'static str),
}

impl Layer {
    /// The settings among variables. Each is text: what looks like a number may be a password.
    pub fn of(
        source: &'static str,
        variables: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, ConfigError> {
        let mut layer = Self { source, settings: BTreeMap::new(), providers: BTreeMap::new() };
        for (name, value) in variables {
            match variable(&name)? {
                Variable::Field(field) => layer.settings.insert(field, value),
                Variable::OfProvider(provider, field) => {
                    layer.providers.entry(provider).or_default().insert(field, value)
                }
            };
        }
        Ok(layer)
    }
}

impl Provider for Layer {
    fn metadata(&self) -> Metadata {
        Metadata::named(self.source)
    }

    fn data(&self) -> Result<Map<Profile, Dict>, figment::Error> {
        let mut data = Serialized::defaults(&self.settings).data()?;
        if !self.providers.is_empty() {
            let providers = Serialized::default("oidc", &self.providers).data()?;
            for (profile, dict) in providers {
                data.entry(profile).or_default().extend(dict);
            }
        }
        Ok(data)
    }
}

/// All layers, as this process finds them.
pub fn all() -> Result<Figment, ConfigError> {
    let environment = std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value)));
    let environment = Layer::of("environment", ours(environment)?)?;
    let dotenv = ours(dotenv()?.into_iter().map(|(name, value)| (name, value.into())))?;
    let dotenv = Layer::of(".env file", dotenv)?;
    let mut figment = Figment::from(defaults());
    if let Some(toml) = found(TOML)? {
        figment = figment.merge(Toml::file_exact(toml));
    }
    Ok(figment.merge(dotenv).merge(environment))
}

/// The nearest file of this name, here or in a folder above.
///
/// What bears the name and is no file stops the start: where a file that a container is to have is missing, Docker puts a folder.
fn found(name: &str) -> Result<Option<PathBuf>, ConfigError> {
    let here = std::env::current_dir().map_err(|error| ConfigError(format!("the current folder: {error}.")))?;
    let Some(path) = here.ancestors().map(|folder| folder.join(name)).find(|path| path.symlink_metadata().is_ok())
    else {
        return Ok(None);
    };
    match path.metadata() {
        Ok(about) if about.is_file() => Ok(Some(path)),
        Ok(_) => Err(ConfigError(format!("{}: is no file.", path.display()))),
        Err(error) => Err(ConfigError(format!("{}: cannot be read: {error}.", path.display()))),
    }
}

/// The lines of `.env`; of several with one name the first counts. They stay a layer of their own: set as variables they would be hidden by
/// an empty variable of the environment, which counts as not set.
fn dotenv() -> Result<Vec<(String, String)>, ConfigError> {
    let Some(path) = found(DOTENV)? else { return Ok(Vec::new()) };
    let text = std::fs::read(path).map_err(|error| dotenv_error(&dotenvy::Error::Io(error)))?;
    // Some editors begin a file with a mark of its byte order.
    let text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&text);
    let lines = dotenvy::from_read_iter(text).collect::<dotenvy::Result<Vec<_>>>();
    let mut lines = lines.map_err(|error| dotenv_error(&error))?;
    lines.reverse();
    Ok(lines)
}

/// Names a setting only if it is one: the library's error holds the line, or a part of it that may be a secret.
fn dotenv_error(error: &dotenvy::Error) -> ConfigError {
    ConfigError(match error {
        dotenvy::Error::LineParse(line, _) => {
            let name = line.split(|c: char| c != '_' && !c.is_ascii_alphanumeric()).next().unwrap_or_default();
            match variable(name) {
                Ok(_) => format!("{name}: is no text in .env; put its value in single quotes."),
                Err(_) => ".env: needs lines such as AETHEX_HTTP_ADDR='127.0.0.1:3000'.".into(),
            }
        }
        dotenvy::Error::Io(error) => format!(".env cannot be read: {error}."),
        _ => ".env cannot be read.".into(),
    })
}

/// The lowest layer.
pub fn defaults() -> Layer {
    let value = |setting: &Setting| match setting.fallback {
        Fallback::Value(text) => Some((setting.field, text.to_owned())),
        Fallback::Unset(_) | Fallback::Secret(_) => None,
    };
    Layer { source: "default", settings: SETTINGS.iter().filter_map(value).collect(), providers: BTreeMap::new() }
}

/// Our variables among all. An empty one is not set; other programs' variables are left alone.
fn ours(variables: impl Iterator<Item = (String, OsString)>) -> Result<Vec<(String, String)>, ConfigError> {
    let ours =
        variables.filter(|(name, value)| (name.starts_with("AETHEX_") || name == "DATABASE_URL") && !value.is_empty());
    let readable = ours.map(|(name, value)| match value.into_string() {
        Ok(value) => Ok((name, value)),
        Err(_) => Err(ConfigError(format!("{name}: is not UTF-8 text."))),
    });
    readable.collect()
}

/// What the variable of this name sets.
pub fn variable(name: &str) -> Result<Variable, ConfigError> {
    if let Some(setting) = SETTINGS.iter().find(|setting| setting.name() == name) {
        return Ok(Variable::Field(setting.field));
    }
    let of_provider = |setting: &Setting| {
        let field = setting.field.strip_prefix(PROVIDER)?;
        let provider = name.strip_prefix("AETHEX_OIDC_")?.strip_suffix(&field.to_uppercase())?.strip_suffix('_')?;
        (!provider.is_empty()).then(|| Variable::OfProvider(provider.to_lowercase(), field))
    };
    PROVIDER_SETTINGS.iter().find_map(of_provider).ok_or_else(|| unknown(name))
}

fn unknown(name: &str) -> ConfigError {
    ConfigError(format!("{name}: there is no such setting. aethex --help lists them all."))
}

/// One line that says which setting and why, without its value: it may be a secret.
pub fn explain(error: &figment::Error) -> ConfigError {
    let field = error.path.first().map(String::as_str).unwrap_or_default();
    let known = SETTINGS.iter().find(|setting| setting.field == field);
    let at = match error.path.as_slice() {
        [oidc, provider, field] if oidc == "oidc" => format!("AETHEX_OIDC_{provider}_{field}").to_uppercase(),
        _ => known.map_or("aethex.toml".to_owned(), Setting::name),
    };
    ConfigError(match &error.kind {
        // The environment's names are known: this one stands in aethex.toml.
        Kind::UnknownField(name, _) => match variable(&name.to_uppercase()) {
            Ok(Variable::Field(field)) => format!("{name}: in aethex.toml this is written {field}."),
            _ => return unknown(name),
        },
        Kind::UnknownVariant(_, known) => format!("{at}: is one of {}.", known.join(", ")),
        Kind::InvalidType(_, wanted) if wanted.contains("string") => format!("{at}: needs text in quotes."),
        Kind::InvalidType(_, wanted) | Kind::InvalidValue(_, wanted) => format!("{at}: needs {wanted}."),
        // Below the first line a syntax error quotes the file.
        other => format!("{at}: {}.", other.to_string().lines().next().unwrap_or_default()),
    })
}
