//! Clerk (<https://clerk.com/docs>) beside other identity providers: its webhooks make, change and erase accounts, and its session tokens
//! sign programs in.
//!
//! A session at Clerk opens one session here when its first token comes ([`current_user`]). Therefore it is in the list of devices and can
//! be ended there, its sockets are rechecked like all others, and what ends an account's sessions ends it, too. Tokens of a Clerk session
//! that was ended here are refused from then on.
//!
//! Accounts with two-factor sign-in here refuse Clerk's tokens. That a token tells of a second factor at Clerk (`fva`) does not help: a
//! person who has got into the user's account at Clerk can set one up there.

mod event;
mod signature;
mod store;
mod token;
mod webhook;

use crate::accounts::{self, Device};
use crate::database::Transaction;
use crate::error::unavailable;
use crate::identity::http::HttpClient;
use crate::identity::keys::KeySet;
use crate::identity::provider::Claims;
use crate::{Result, Services, identity};
use domain::{Problem, UserId};
use event::ClerkEmail;
pub use signature::{WebhookHeaders, WebhookSecret};
pub use token::{UnknownUser, current_user};
use url::Url;
pub use webhook::receive;

/// The operator's settings for Clerk.
#[derive(Clone, Debug)]
pub struct ClerkSettings {
    /// The Frontend API URL of the instance, such as `https://clerk.example.org`; no slash at the end. `iss` of its tokens.
    pub issuer: String,
    /// Origins whose pages may ask for tokens: what `azp` of a token may be.
    pub authorized_parties: Vec<String>,
    /// The secret of the webhooks' endpoint; none if it takes none.
    pub webhook_secret: Option<WebhookSecret>,
}

/// The instance that the settings name.
pub struct Clerk {
    settings: ClerkSettings,
    keys: KeySet,
}

impl Clerk {
    /// With the keys that the instance publishes. None if the issuer is no address.
    pub fn new(settings: ClerkSettings, http: HttpClient) -> Option<Self> {
        let address = Url::parse(&format!("{}/.well-known/jwks.json", settings.issuer)).ok()?;
        Some(Self { settings, keys: KeySet::new(http, address) })
    }
}

/// The issuer of the instance, if the settings name one.
pub(crate) fn issuer(svc: &Services) -> Option<&str> {
    svc.clerk.as_ref().map(|clerk| clerk.settings.issuer.as_str())
}

impl Services {
    fn clerk(&self) -> Result<&Clerk> {
        Ok(self.clerk.as_ref().ok_or_else(Problem::not_found)?)
    }
}

/// Makes an account for a user who has none.
///
/// Errors: `sign_up_closed`; `email_taken` if there is an account with the address, which is another's until its owner links the identity;
/// `rate_limited`.
async fn sign_up(
    svc: &Services,
    tx: &mut Transaction,
    issuer: &str,
    subject: &str,
    email: &ClerkEmail,
    device: &Device,
) -> Result<()> {
    let account =
        accounts::register_without_password(svc, tx, (&email.address, email.is_verified), None, device).await?;
    let claims = Claims {
        issuer: issuer.to_owned(),
        subject: subject.to_owned(),
        email: Some(email.address.as_str().to_owned()),
        email_verified: email.is_verified,
        names: Vec::new(),
        name: None,
        id_token: String::new(),
    };
    let inserted = identity::store::insert(tx, account, provider(svc, issuer), &claims).await?;
    // Otherwise the same user signs up by OpenID Connect at this moment.
    inserted.map(drop).ok_or_else(|| unavailable().into())
}

/// The name of the instance among the providers that users sign in through in a browser, if it is one of them.
fn provider<'a>(svc: &'a Services, issuer: &str) -> &'a str {
    let is_same = |address: &Url| address.as_str().trim_end_matches('/') == issuer;
    let provider = svc.settings.providers.iter().find(|provider| is_same(&provider.issuer));
    provider.map_or("clerk", |provider| provider.name.as_str())
}

/// Notes that an account is being erased, so that Clerk's later news of its user make no other. Called before the account is locked, as
/// webhooks lock their user first.
pub(crate) async fn note_erased(svc: &Services, tx: &mut Transaction, account: UserId) -> Result<()> {
    match &svc.clerk {
        Some(clerk) => store::set_erased(tx, &clerk.settings.issuer, account).await,
        None => Ok(()),
    }
}

/// Deletes what is kept of webhooks, deleted users and ended sessions for longer than it is needed. Called regularly.
pub async fn forget(svc: &Services) -> Result<()> {
    store::forget(&svc.db).await
}
