//! One OpenID Connect provider: what it says of itself (Discovery 1.0), the address to which it is sent a browser, and what it answers for
//! the code that the browser brings back (Core 1.0, section 3.1; PKCE, RFC 7636).
//!
//! The flow is written out here. Besides the token, which [`super::token`] verifies, it is three requests for JSON; the general client
//! libraries bring a second HTTP client, a second JSON Web Token and an RSA of their own for them.

use super::http::{FetchError, HttpClient, is_trustworthy};
use super::keys::KeySet;
use super::token::{Expected, Recipient, TokenError};
use crate::secrets;
use arc_swap::ArcSwapOption;
use data_encoding::{BASE64, BASE64URL_NOPAD};
use serde::Deserialize;
use serde_json::Value;
use std::fmt::{self, Formatter};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;
use tokio::time::Instant;
use url::{Url, form_urlencoded};

/// After this time a provider is asked again for what it says of itself.
const FRESH: Duration = Duration::from_secs(3600);
/// How long an answer of a provider, or that it did not answer, is taken for its state: visitors need not wait for it each time.
const RECENT: Duration = Duration::from_secs(5);
/// Longest subject (Core, section 2), in bytes.
const LONGEST_SUBJECT: usize = 255;

/// How the operator has set a provider up.
#[derive(Clone)]
pub struct ProviderSettings {
    /// Its name in addresses: a to z, 0 to 9 and underscore.
    pub name: String,
    /// Its name for people.
    pub label: String,
    /// Its issuer: https, or http on loopback.
    pub issuer: Url,
    /// The name by which it knows this server.
    pub client_id: String,
    /// None for a public client, which PKCE alone protects.
    pub client_secret: Option<String>,
    /// Separated by spaces; `openid` is among them.
    pub scopes: String,
}

impl fmt::Debug for ProviderSettings {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProviderSettings")
            .field("name", &self.name)
            .field("issuer", &self.issuer.as_str())
            .finish_non_exhaustive()
    }
}

/// Why a provider did not confirm a user. The words are for the log.
#[derive(Debug, thiserror::Error)]
pub enum ProviderError {
    /// It does not answer, or not as a provider does.
    #[error("{0}")]
    Away(String),
    /// It said no, or what it said does not count.
    #[error("{0}")]
    Refused(String),
}

impl From<FetchError> for ProviderError {
    fn from(error: FetchError) -> Self {
        if error.is_refusal() { Self::Refused(error.to_string()) } else { Self::Away(error.to_string()) }
    }
}

impl From<TokenError> for ProviderError {
    fn from(error: TokenError) -> Self {
        let is_away = matches!(error, TokenError::KeysUnavailable(_));
        let words = format!("the ID token does not count: {error}");
        if is_away { Self::Away(words) } else { Self::Refused(words) }
    }
}

/// What a provider says of a user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claims {
    /// Names the user together with the subject.
    pub issuer: String,
    /// The user's name there, which never changes.
    pub subject: String,
    /// The user's address, as the provider knows it.
    pub email: Option<String>,
    /// Whether the provider vouches for the address.
    pub email_verified: bool,
    /// Names that the user has there, the one that is most like a username first.
    pub names: Vec<String>,
    /// The display name there.
    pub name: Option<String>,
    /// The token that said it.
    pub id_token: String,
}

/// What a browser has to bring back unchanged, besides the code.
pub struct Challenge<'a> {
    /// Comes back in the address.
    pub state: &'a str,
    /// Comes back in the ID token.
    pub nonce: &'a str,
    /// Of PKCE; the provider gets its digest first.
    pub verifier: &'a str,
}

/// A provider; it is asked for nothing before the first user comes.
pub struct Provider {
    /// As the operator has set it up.
    pub settings: ProviderSettings,
    http: HttpClient,
    known: ArcSwapOption<Endpoints>,
    /// When it last did not answer. Held while it is asked.
    silent_since: Mutex<Option<Instant>>,
}

/// What a provider says of itself, as far as it is used here.
pub struct Endpoints {
    issuer: String,
    authorization: Url,
    token: Url,
    user_info: Option<Url>,
    end_session: Option<Url>,
    keys_address: Url,
    keys: Arc<KeySet>,
    sends_issuer: bool,
    wants_secret_in_body: bool,
    known_since: Instant,
}

#[derive(Deserialize)]
struct Document {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
    userinfo_endpoint: Option<String>,
    end_session_endpoint: Option<String>,
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
    #[serde(default)]
    token_endpoint_auth_methods_supported: Vec<String>,
}

#[derive(Deserialize)]
struct TokenResponse {
    id_token: String,
    access_token: Option<String>,
}

impl Provider {
    /// Asks nothing yet.
    pub fn new(settings: ProviderSettings, http: HttpClient) -> Self {
        Self { settings, http, known: ArcSwapOption::empty(), silent_since: Mutex::default() }
    }

    /// What it says of itself; what it said before while it does not answer.
    pub async fn endpoints(&self) -> Result<Arc<Endpoints>, ProviderError> {
        let asked = self.asked(FRESH).await;
        asked.or_else(|error| self.known.load_full().ok_or(error))
    }

    /// The same if it has answered just now: a browser that is sent to a provider that is away ends there.
    pub async fn reachable(&self) -> Result<Arc<Endpoints>, ProviderError> {
        self.asked(RECENT).await
    }

    async fn asked(&self, within: Duration) -> Result<Arc<Endpoints>, ProviderError> {
        let fresh = || self.known.load_full().filter(|known| known.known_since.elapsed() < within);
        if let Some(known) = fresh() {
            return Ok(known);
        }
        let mut silent_since = self.silent_since.lock().await;
        if let Some(known) = fresh() {
            return Ok(known);
        }
        if silent_since.is_some_and(|since| since.elapsed() < RECENT) {
            return Err(ProviderError::Away("it did not answer a moment ago".into()));
        }
        let old = self.known.load_full();
        match self.discover(old.as_deref()).await {
            Ok(endpoints) => {
                *silent_since = None;
                let endpoints = Arc::new(endpoints);
                self.known.store(Some(endpoints.clone()));
                Ok(endpoints)
            }
            Err(error) => {
                *silent_since = Some(Instant::now());
                Err(error)
            }
        }
    }

    async fn discover(&self, old: Option<&Endpoints>) -> Result<Endpoints, ProviderError> {
        let issuer = self.settings.issuer.as_str().trim_end_matches('/');
        let address = address(&format!("{issuer}/.well-known/openid-configuration"))?;
        let document: Document =
            self.http.get(&address).await.map_err(|error| ProviderError::Away(error.to_string()))?;
        // Otherwise one provider could speak for another (Discovery, section 4.3). A slash at the end is easily forgotten.
        if document.issuer.trim_end_matches('/') != issuer {
            return Err(ProviderError::Away(format!("{address} speaks for the issuer {}", document.issuer)));
        }
        let keys_address = self::address(&document.jwks_uri)?;
        let kept = old.filter(|old| old.keys_address == keys_address).map(|old| old.keys.clone());
        let keys = kept.unwrap_or_else(|| Arc::new(KeySet::new(self.http.clone(), keys_address.clone())));
        let methods = document.token_endpoint_auth_methods_supported;
        let has = |method: &str| methods.iter().any(|known| known == method);
        Ok(Endpoints {
            authorization: self::address(&document.authorization_endpoint)?,
            token: self::address(&document.token_endpoint)?,
            user_info: document.userinfo_endpoint.as_deref().map(self::address).transpose()?,
            end_session: document.end_session_endpoint.as_deref().map(self::address).transpose()?,
            keys_address,
            keys,
            sends_issuer: document.authorization_response_iss_parameter_supported,
            wants_secret_in_body: has("client_secret_post") && !has("client_secret_basic"),
            issuer: document.issuer,
            known_since: Instant::now(),
        })
    }

    /// Where to send a browser that wants to sign in (Core, section 3.1.2.1).
    pub fn authorization(&self, endpoints: &Endpoints, challenge: &Challenge<'_>, redirect: &str) -> Url {
        let mut address = endpoints.authorization.clone();
        address
            .query_pairs_mut()
            .append_pair("response_type", "code")
            .append_pair("client_id", &self.settings.client_id)
            .append_pair("redirect_uri", redirect)
            .append_pair("scope", &self.settings.scopes)
            .append_pair("state", challenge.state)
            .append_pair("nonce", challenge.nonce)
            .append_pair("code_challenge", &BASE64URL_NOPAD.encode(&secrets::digest(challenge.verifier)))
            .append_pair("code_challenge_method", "S256");
        address
    }

    /// What it says of the user for whom the browser has brought this code. A code is good for one request.
    pub async fn exchange(
        &self,
        endpoints: &Endpoints,
        challenge: &Challenge<'_>,
        code: &str,
        redirect: &str,
    ) -> Result<Claims, ProviderError> {
        let (form, authorization) = self.token_request(endpoints, challenge, code, redirect);
        let response: TokenResponse = self.http.post(&endpoints.token, form, authorization.as_deref()).await?;
        let expected = Expected { issuer: &endpoints.issuer, recipient: Recipient::Client(&self.settings.client_id) };
        let token: Value = endpoints.keys.verify(&response.id_token, &expected).await?;
        if token["nonce"] != challenge.nonce {
            return Err(ProviderError::Refused("the ID token is for another request: its nonce differs".into()));
        }
        let subject = token["sub"].as_str().filter(|subject| !subject.is_empty() && subject.len() <= LONGEST_SUBJECT);
        let subject = subject.ok_or_else(|| ProviderError::Refused("the ID token names no subject".into()))?.to_owned();
        let mut about = token;
        if about["email"].is_null()
            && let (Some(user_info), Some(access_token)) = (&endpoints.user_info, &response.access_token)
        {
            let more: Value = self.http.get_as(user_info, access_token).await?;
            // Of another user it says nothing about this one (Core, section 5.3.2).
            if more["sub"] == subject.as_str() {
                about = more;
            }
        }
        let text = |name: &str| about[name].as_str().filter(|text| !text.is_empty()).map(str::to_owned);
        let names = ["preferred_username", "nickname", "name", "given_name"];
        Ok(Claims {
            issuer: endpoints.issuer.clone(),
            subject,
            email: text("email"),
            // Some providers send it as text.
            email_verified: about["email_verified"] == true || about["email_verified"] == "true",
            names: names.into_iter().filter_map(text).collect(),
            name: text("name"),
            id_token: response.id_token,
        })
    }

    /// Form and `Authorization` of the request that changes a code for tokens (Core, section 3.1.3.1).
    fn token_request(
        &self,
        endpoints: &Endpoints,
        challenge: &Challenge<'_>,
        code: &str,
        redirect: &str,
    ) -> (String, Option<String>) {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("grant_type", "authorization_code")
            .append_pair("code", code)
            .append_pair("redirect_uri", redirect)
            .append_pair("code_verifier", challenge.verifier);
        let ProviderSettings { client_id, client_secret, .. } = &self.settings;
        let secret = match client_secret {
            Some(secret) if !endpoints.wants_secret_in_body => return (form.finish(), Some(basic(client_id, secret))),
            secret => secret,
        };
        form.append_pair("client_id", client_id);
        if let Some(secret) = secret {
            form.append_pair("client_secret", secret);
        }
        (form.finish(), None)
    }

    /// Where to send a browser that has signed out here, if the provider offers to sign it out, too (RP-Initiated Logout 1.0, section 2).
    pub fn end_session(&self, endpoints: &Endpoints, id_token: Option<&str>, return_to: &str) -> Option<Url> {
        let mut address = endpoints.end_session.clone()?;
        let mut query = address.query_pairs_mut();
        query.append_pair("client_id", &self.settings.client_id).append_pair("post_logout_redirect_uri", return_to);
        if let Some(id_token) = id_token {
            query.append_pair("id_token_hint", id_token);
        }
        drop(query);
        Some(address)
    }
}

impl Endpoints {
    /// Whether an answer that names this issuer, or none, is the provider's own (RFC 9207): another provider's must not be taken for it.
    pub fn is_own_answer(&self, issuer: Option<&str>) -> bool {
        issuer.map_or(!self.sends_issuer, |issuer| issuer == self.issuer)
    }
}

fn address(text: &str) -> Result<Url, ProviderError> {
    let address = Url::parse(text).ok().filter(is_trustworthy);
    address.ok_or_else(|| ProviderError::Away(format!("{text} is no https address")))
}

/// RFC 6749, section 2.3.1: both are encoded as in a form first.
fn basic(client_id: &str, secret: &str) -> String {
    let encoded = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    format!("Basic {}", BASE64.encode(format!("{}:{}", encoded(client_id), encoded(secret)).as_bytes()))
}
