//! Identities at outside providers: signing in by OpenID Connect, and the tokens and keys that this and other providers' tokens need.
//!
//! An identity is an issuer and a subject; it signs in the account that it is linked to. An e-mail address never links one: neither one that
//! the provider does not vouch for, nor one that it does, since it is the provider's word alone. The owner of an account links an identity
//! under *Security*, signed in, with the account's password.
//!
//! Signatures are checked with ring, which TLS uses already: a signature of RS256 or ES256 is one call. The crates for JSON Web Tokens would
//! add an RSA of their own, which has an open advisory, or a second library in C, and a way to choose between them for the whole process.

pub mod http;
pub mod keys;
mod linking;
pub mod provider;
mod sign_in;
pub(crate) mod store;
pub mod token;
mod usernames;

use crate::Services;
use domain::identity::IdentityProvider;
use http::HttpClient;
pub use linking::{LINK_TOKEN, begin_link, sign_in_methods, unlink_identity};
use provider::Provider;
pub use provider::ProviderSettings;
pub use sign_in::{
    Callback, Finished, SIGN_IN_TOKEN, SIGN_OUT_TOKEN, SignInFailure, begin_sign_in, delete_expired_states,
    finish_sign_in, provider_sign_out, signed_out_address,
};

/// The providers that the operator has set up, in the order of the settings.
pub struct Providers(Vec<Provider>);

impl Providers {
    /// Nothing is asked of a provider before it is needed, so one that is away keeps no server from starting.
    pub fn new(settings: &[ProviderSettings]) -> Self {
        if settings.is_empty() {
            return Self(Vec::new());
        }
        let http = HttpClient::new();
        Self(settings.iter().map(|settings| Provider::new(settings.clone(), http.clone())).collect())
    }

    fn named(&self, name: &str) -> Option<&Provider> {
        self.0.iter().find(|provider| provider.settings.name == name)
    }
}

/// The providers through which users may sign in, for everybody.
pub fn providers(svc: &Services) -> Vec<IdentityProvider> {
    let view = |provider: &Provider| IdentityProvider {
        name: provider.settings.name.clone(),
        label: provider.settings.label.clone(),
    };
    svc.providers.0.iter().map(view).collect()
}

/// Where a provider sends browsers back to.
fn redirect_address(svc: &Services, provider: &str) -> String {
    format!("{}/auth/oidc/{provider}/callback", svc.settings.public_url)
}
