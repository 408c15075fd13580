//! Signing in through a provider: two requests of one browser, between which a sealed token in a cookie keeps what must come back.
//!
//! The token names the provider, so that another provider's answer is not taken for its own; its state counts once, on whichever node; and
//! linking is bound to the session that began it. Nothing that the provider sends decides where the browser goes.

use super::linking::{LinkToken, link};
use super::provider::{Challenge, Claims, Endpoints, Provider, ProviderError};
use super::{redirect_address, store, usernames};
use crate::accounts::sessions::CurrentUser;
use crate::accounts::{self, Device, LoginStep, Session};
use crate::secrets::{TokenPurpose, digest, random_token};
use crate::{Error, Services, local_path, mail};
use domain::accounts::Email;
use domain::identity::ProviderRefusal;
use domain::{Code, IdentityId, Problem, SessionId, UserId};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::time::Duration;
use url::Url;

/// How long a user may take at the provider.
pub const SIGN_IN_TOKEN: Duration = Duration::from_secs(600);
/// How long the browser may take from signing out here to signing out at the provider.
pub const SIGN_OUT_TOKEN: Duration = Duration::from_secs(60);
/// Longest ID token that is kept for signing out, in bytes: it goes through a cookie.
const LONGEST_ID_TOKEN: usize = 1500;

/// Why signing in went no further.
#[derive(Debug)]
pub enum SignInFailure {
    /// There is no such provider.
    NoProvider,
    /// What the user can be told.
    Refused {
        /// The reason.
        why: ProviderRefusal,
        /// Where to go on after another try: a path on this site.
        next: String,
        /// Whether an identity was to be linked.
        is_link: bool,
    },
}

/// What the browser keeps while it is at the provider.
#[derive(Serialize, Deserialize)]
struct Pending {
    provider: String,
    state: String,
    nonce: String,
    verifier: String,
    /// A path on this site.
    next: String,
    /// The session whose account the identity is to be linked to, instead of signing in.
    link: Option<SessionId>,
}

impl Pending {
    fn challenge(&self) -> Challenge<'_> {
        Challenge { state: &self.state, nonce: &self.nonce, verifier: &self.verifier }
    }

    fn refused(&self, why: ProviderRefusal) -> SignInFailure {
        SignInFailure::Refused { why, next: self.next.clone(), is_link: self.link.is_some() }
    }

    /// What the page says of an error. The cause is logged here, once.
    fn failed(&self, error: impl Into<Refusal>) -> SignInFailure {
        match error.into() {
            Refusal::Told(why) => self.refused(why),
            Refusal::Provider(error) => {
                tracing::warn!(provider = self.provider, %error, "a sign-in provider did not confirm a user");
                self.refused(match error {
                    ProviderError::Away(_) => ProviderRefusal::Away,
                    ProviderError::Refused(_) => ProviderRefusal::Refused,
                })
            }
            Refusal::Here(error) => self.refused(match error.into_problem().code {
                Code::RateLimited => ProviderRefusal::TooMany,
                Code::SignUpClosed => ProviderRefusal::SignUpClosed,
                Code::EmailTaken => ProviderRefusal::EmailTaken,
                _ => ProviderRefusal::Failed,
            }),
        }
    }
}

enum Refusal {
    Told(ProviderRefusal),
    Provider(ProviderError),
    Here(Error),
}

impl From<ProviderRefusal> for Refusal {
    fn from(why: ProviderRefusal) -> Self {
        Self::Told(why)
    }
}

impl From<ProviderError> for Refusal {
    fn from(error: ProviderError) -> Self {
        Self::Provider(error)
    }
}

impl<E: Into<Error>> From<E> for Refusal {
    fn from(error: E) -> Self {
        Self::Here(error.into())
    }
}

/// Begins to sign in at a provider, or to link an identity if `link_token` is one that [`super::begin_link`] has made for this session.
/// Returns the provider's address for the browser, the token that the browser keeps for [`SIGN_IN_TOKEN`], and whether it links.
pub async fn begin_sign_in(
    svc: &Services,
    current_user: &CurrentUser,
    provider: &str,
    next: &str,
    link_token: Option<&str>,
    device: &Device,
) -> Result<(Url, String, bool), SignInFailure> {
    let provider = svc.providers.named(provider).ok_or(SignInFailure::NoProvider)?;
    let token = link_token.and_then(|token| svc.sealer.open_token::<LinkToken>(TokenPurpose::Link, token));
    let link = token.filter(|token| token.provider == provider.settings.name).map(|token| token.session);
    let pending = Pending {
        provider: provider.settings.name.clone(),
        state: random_token(),
        nonce: random_token(),
        verifier: random_token(),
        next: local_path(next),
        link: link.filter(|session| current_user.session() == Some(*session)),
    };
    limit(svc, device).map_err(|error| pending.failed(error))?;
    let endpoints = provider.reachable().await.map_err(|error| pending.failed(error))?;
    let redirect = redirect_address(svc, &pending.provider);
    let address = provider.authorization(&endpoints, &pending.challenge(), &redirect);
    let is_link = pending.link.is_some();
    let token = svc.sealer.seal_token(TokenPurpose::ProviderSignIn, &pending, SIGN_IN_TOKEN);
    Ok((address, token.map_err(|error| pending.failed(error))?, is_link))
}

/// What the browser brings back from the provider, all of it hostile (RFC 6749, section 4.1.2; RFC 9207).
#[derive(Debug, Default, Deserialize)]
pub struct Callback {
    /// The state that the browser left with.
    pub state: Option<String>,
    /// What the provider gives tokens for.
    pub code: Option<String>,
    /// Why there is no code.
    pub error: Option<String>,
    /// The provider that answers.
    pub iss: Option<String>,
}

/// How it ended. `next` is a path on this site.
#[derive(Debug)]
#[expect(missing_docs, reason = "the variants say what their fields are")]
pub enum Finished {
    /// Signed in.
    SignedIn { next: String },
    /// Signed in to an account that has no username yet; with what the provider's names make of one.
    Newcomer { next: String, username: Option<String>, name: Option<String> },
    /// The account has two-factor sign-in; the token is for [`accounts::finish_login`].
    CodeNeeded { next: String, token: String },
    /// The identity is linked to the account.
    Linked,
}

/// Ends what [`begin_sign_in`] began, with the token that the browser has kept.
pub async fn finish_sign_in(
    svc: &Services,
    session: &Session,
    current_user: &CurrentUser,
    provider: &str,
    token: &str,
    callback: &Callback,
    device: Device,
) -> Result<Finished, SignInFailure> {
    let provider = svc.providers.named(provider).ok_or(SignInFailure::NoProvider)?;
    let over = || SignInFailure::Refused { why: ProviderRefusal::Over, next: "/".into(), is_link: false };
    let pending = svc.sealer.open_token::<Pending>(TokenPurpose::ProviderSignIn, token).ok_or_else(over)?;
    let finished = finish(svc, session, current_user, provider, &pending, callback, device).await;
    finished.map_err(|error| pending.failed(error))
}

async fn finish(
    svc: &Services,
    session: &Session,
    current_user: &CurrentUser,
    provider: &Provider,
    pending: &Pending,
    callback: &Callback,
    device: Device,
) -> Result<Finished, Refusal> {
    limit(svc, &device)?;
    if pending.provider != provider.settings.name || callback.state.as_deref() != Some(pending.state.as_str()) {
        return Err(ProviderRefusal::Over.into());
    }
    if !store::use_state(&svc.db, &digest(&pending.state), SIGN_IN_TOKEN).await? {
        return Err(ProviderRefusal::Over.into());
    }
    let endpoints = provider.endpoints().await?;
    let claims = ask(svc, provider, &endpoints, pending, callback).await?;
    match pending.link {
        Some(session) if current_user.session() == Some(session) => link(svc, current_user, provider, &claims)
            .await?
            .then_some(Finished::Linked)
            .ok_or_else(|| ProviderRefusal::LinkedElsewhere.into()),
        // The session has ended, or another user has signed in.
        Some(_) => Err(ProviderRefusal::Over.into()),
        None => sign_in(svc, session, provider, &claims, &pending.next, device).await,
    }
}

async fn ask(
    svc: &Services,
    provider: &Provider,
    endpoints: &Arc<Endpoints>,
    pending: &Pending,
    callback: &Callback,
) -> Result<Claims, Refusal> {
    if !endpoints.is_own_answer(callback.iss.as_deref()) {
        return Err(ProviderError::Refused("the answer names another issuer".into()).into());
    }
    let code = match (callback.error.as_deref(), callback.code.as_deref()) {
        (Some("access_denied"), _) => return Err(ProviderRefusal::Cancelled.into()),
        (Some(error), _) => {
            // It is the browser's word: a part of it is enough.
            let error: String = error.chars().filter(char::is_ascii_graphic).take(60).collect();
            return Err(ProviderError::Refused(format!("it answered {error}")).into());
        }
        (None, Some(code)) => code,
        (None, None) => return Err(ProviderError::Refused("it answered without a code".into()).into()),
    };
    let redirect = redirect_address(svc, &pending.provider);
    Ok(provider.exchange(endpoints, &pending.challenge(), code, &redirect).await?)
}

async fn sign_in(
    svc: &Services,
    session: &Session,
    provider: &Provider,
    claims: &Claims,
    next: &str,
    device: Device,
) -> Result<Finished, Refusal> {
    let next = next.to_owned();
    let (identity, account) = match store::find(&svc.db, claims).await? {
        Some(found) => found,
        None => sign_up(svc, provider, claims, &next, &device).await?,
    };
    let id_token = Some(claims.id_token.as_str()).filter(|token| token.len() <= LONGEST_ID_TOKEN);
    let step = accounts::login_by_identity(svc, session, account, identity, id_token, device).await?;
    match step.ok_or(ProviderRefusal::AccountDisabled)? {
        LoginStep::CodeNeeded(token) => Ok(Finished::CodeNeeded { next, token }),
        LoginStep::SignedIn(account) if account.is_onboarded() => Ok(Finished::SignedIn { next }),
        LoginStep::SignedIn(_) => {
            let username = usernames::suggestion(&svc.db, claims).await?;
            Ok(Finished::Newcomer { next, username, name: claims.name.clone() })
        }
    }
}

/// Makes an account for an identity that has none. One with the same address is another's until its owner links the identity.
async fn sign_up(
    svc: &Services,
    provider: &Provider,
    claims: &Claims,
    next: &str,
    device: &Device,
) -> Result<(IdentityId, UserId), Refusal> {
    let email = claims.email.as_deref().and_then(|email| Email::parse(email).ok()).ok_or(ProviderRefusal::NoEmail)?;
    let mut tx = svc.db.begin().await?;
    let address = (&email, claims.email_verified);
    let account = accounts::register_without_password(svc, &mut tx, address, Some(next), device).await?;
    let Some(identity) = store::insert(&mut tx, account, &provider.settings.name, claims).await? else {
        // Another request of the same user was faster.
        tx.rollback().await?;
        return Ok(store::find(&svc.db, claims).await?.ok_or_else(Problem::not_found)?);
    };
    tx.commit().await?;
    mail::wake(svc);
    Ok((identity, account))
}

fn limit(svc: &Services, device: &Device) -> crate::Result<()> {
    device.address.map_or(Ok(()), |address| svc.limits.provider_sign_in.take(address))
}

/// Forgets states that would not count any more. Called regularly.
pub async fn delete_expired_states(svc: &Services) -> crate::Result<()> {
    store::delete_expired_states(&svc.db).await
}

/// For a session that a provider opened, if the provider offers to sign out there, too: a token for [`signed_out_address`], good for
/// [`SIGN_OUT_TOKEN`]. To be asked before the session ends.
pub async fn provider_sign_out(svc: &Services, current_user: &CurrentUser) -> crate::Result<Option<String>> {
    let Some(session) = current_user.session() else { return Ok(None) };
    let Some((name, sealed)) = store::opened_by(&svc.db, session).await? else { return Ok(None) };
    let Some(provider) = svc.providers.named(&name) else { return Ok(None) };
    let Ok(endpoints) = provider.endpoints().await else { return Ok(None) };
    let id_token = sealed.and_then(|sealed| svc.sealer.open(&sealed).ok());
    let return_to = format!("{}/", svc.settings.public_url);
    let address = provider.end_session(&endpoints, id_token.as_deref(), &return_to);
    let token =
        address.map(|address| svc.sealer.seal_token(TokenPurpose::ProviderSignOut, address.as_str(), SIGN_OUT_TOKEN));
    token.transpose()
}

/// The provider's address that a token of [`provider_sign_out`] leads to.
pub fn signed_out_address(svc: &Services, token: &str) -> Option<String> {
    svc.sealer.open_token(TokenPurpose::ProviderSignOut, token)
}
