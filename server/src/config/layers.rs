//! Where settings come from: the environment over `.env` over `aethex.toml` over defaults. Errors are one line each.

use super::ConfigError;
use super::settings::{Fallback, SETTINGS, Setting};
use figment::error::Kind;
use figment::providers::{Format, Serialized, Toml};
use figment::value::{Dict, Map};
use figment::{Figment, Metadata, Profile, Provider};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;

const TOML: &str = "aethex.toml";
const DOTENV: &str = ".env";

/// Settings of one source by their field.
pub struct Layer {
    pub source: &'static str,
    pub settings: BTreeMap<&'static str, String>,
}

impl Provider for Layer {
    fn metadata(&self) -> Metadata {
        Metadata::named(self.source)
    }

    fn data(&self) -> Result<Map<Profile, Dict>, figment::Error> {
        Serialized::defaults(&self.settings).data()
    }
}

/// All layers, as this process finds them.
pub fn all() -> Result<Figment, ConfigError> {
    let environment = std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value)));
    let environment = settings(environment)?;
    let dotenv = settings(dotenv()?.into_iter().map(|(name, value)| (name, value.into())))?;
    let mut figment = Figment::from(defaults());
    if let Some(toml) = found(TOML)? {
        figment = figment.merge(Toml::file_exact(toml));
    }
    Ok(figment
        .merge(Layer { source: ".env file", settings: dotenv })
        .merge(Layer { source: "environment", settings: environment }))
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
            match field_of(name) {
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
    Layer { source: "default", settings: SETTINGS.iter().filter_map(value).collect() }
}

/// The settings among variables. Each is text: what looks like a number may be a password. An empty one is not set; other programs' variables
/// are left alone.
fn settings(
    variables: impl Iterator<Item = (String, OsString)>,
) -> Result<BTreeMap<&'static str, String>, ConfigError> {
    let ours =
        variables.filter(|(name, value)| (name.starts_with("AETHEX_") || name == "DATABASE_URL") && !value.is_empty());
    let readable = ours.map(|(name, value)| match value.into_string() {
        Ok(value) => Ok((field_of(&name)?, value)),
        Err(_) => Err(ConfigError(format!("{name}: is not UTF-8 text."))),
    });
    readable.collect()
}

/// The field of a variable.
pub fn field_of(name: &str) -> Result<&'static str, ConfigError> {
    let setting = SETTINGS.iter().find(|setting| setting.name() == name);
    setting.map(|setting| setting.field).ok_or_else(|| unknown(name))
}

fn unknown(name: &str) -> ConfigError {
    ConfigError(format!("{name}: there is no such setting. aethex --help lists them all."))
}

/// One line that says which setting and why, without its value: it may be a secret.
pub fn explain(error: &figment::Error) -> ConfigError {
    let field = error.path.first().map(String::as_str).unwrap_or_default();
    let at = SETTINGS.iter().find(|setting| setting.field == field).map_or("aethex.toml".to_owned(), Setting::name);
    ConfigError(match &error.kind {
        // The environment's names are known: this one stands in aethex.toml.
        Kind::UnknownField(name, _) => match field_of(&name.to_uppercase()) {
            Ok(field) => format!("{name}: in aethex.toml this is written {field}."),
            Err(_) => return unknown(name),
        },
        Kind::UnknownVariant(_, known) => format!("{at}: is one of {}.", known.join(", ")),
        Kind::InvalidType(_, wanted) if wanted.contains("string") => format!("{at}: needs text in quotes."),
        Kind::InvalidType(_, wanted) | Kind::InvalidValue(_, wanted) => format!("{at}: needs {wanted}."),
        // Below the first line a syntax error quotes the file.
        other => format!("{at}: {}.", other.to_string().lines().next().unwrap_or_default()),
    })
}
