//! The sign-in providers that the settings name.

use super::ConfigError;
use super::settings::{Config, OidcProvider};
use services::identity::ProviderSettings;
use services::identity::http::is_trustworthy;
use std::collections::BTreeSet;
use url::Url;

const SCOPES: &str = "openid email profile";
const LONGEST: usize = 30;

impl Config {
    /// The providers of `oidc_providers`, in its order.
    pub fn providers(&self) -> Result<Vec<ProviderSettings>, ConfigError> {
        let list = self.oidc_providers.as_deref().unwrap_or_default();
        let names: Vec<String> = list.split(',').map(|name| name.trim().to_lowercase()).collect();
        let names: Vec<String> = names.into_iter().filter(|name| !name.is_empty()).collect();
        if names.iter().collect::<BTreeSet<_>>().len() < names.len() {
            return Err(ConfigError("AETHEX_OIDC_PROVIDERS: names a provider twice.".into()));
        }
        let is_plain = |one: char| one.is_ascii_lowercase() || one.is_ascii_digit() || one == '_';
        if names.iter().any(|name| !name.chars().all(is_plain) || name.len() > LONGEST) {
            return Err(ConfigError(
                "AETHEX_OIDC_PROVIDERS: needs names of letters, digits and underscores, separated by commas, such as google,company."
                    .into(),
            ));
        }
        if let Some(name) = self.oidc.keys().find(|name| !names.contains(name)) {
            let setting = format!("AETHEX_OIDC_{}_…", name.to_uppercase());
            return Err(ConfigError(format!("{setting}: is set, but AETHEX_OIDC_PROVIDERS does not name {name}.")));
        }
        names.into_iter().map(|name| self.provider(name)).collect()
    }

    fn provider(&self, name: String) -> Result<ProviderSettings, ConfigError> {
        let setting = |field: &str| format!("AETHEX_OIDC_{}_{field}", name.to_uppercase());
        let needed = |value: Option<&String>, field: &str| {
            let missing = || {
                let setting = setting(field);
                ConfigError(format!("{setting}: is needed as well, because AETHEX_OIDC_PROVIDERS names {name}."))
            };
            value.cloned().ok_or_else(missing)
        };
        let of = self.oidc.get(&name);
        let of = |field: fn(&OidcProvider) -> Option<&String>| of.and_then(field);
        let issuer = needed(of(|of| of.issuer.as_ref()), "ISSUER")?;
        let is_issuer = |url: &Url| is_trustworthy(url) && url.query().is_none() && url.fragment().is_none();
        let issuer = Url::parse(&issuer).ok().filter(is_issuer).ok_or_else(|| {
            let setting = setting("ISSUER");
            ConfigError(format!(
                "{setting}: needs the provider's address, such as https://accounts.google.com; http:// only on this machine."
            ))
        })?;
        let client_id = needed(of(|of| of.client_id.as_ref()), "CLIENT_ID")?;
        let scopes = of(|of| of.scopes.as_ref()).map_or(SCOPES, String::as_str);
        if !scopes.split_whitespace().any(|scope| scope == "openid") {
            return Err(ConfigError(format!("{}: needs openid among the others.", setting("SCOPES"))));
        }
        Ok(ProviderSettings {
            label: of(|of| of.name.as_ref()).unwrap_or(&name).clone(),
            client_secret: of(|of| of.client_secret.as_ref()).cloned(),
            scopes: scopes.split_whitespace().collect::<Vec<_>>().join(" "),
            name,
            issuer,
            client_id,
        })
    }
}
