//! Linking identities to an account, and unlinking them. Each change asks for the account's password, if it has one, and is told by mail.

use super::provider::{Claims, Provider};
use super::{providers, store};
use crate::accounts::credentials::restoring_link;
use crate::accounts::sessions::{self, CurrentUser};
use crate::accounts::{self, Device};
use crate::database::Transaction;
use crate::mail::{self, Recipient, Template};
use crate::secrets::TokenPurpose;
use crate::{Result, Services, access};
use domain::identity::{Identity, SignInMethods};
use domain::{Code, IdentityId, Problem, SessionId, UserId};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How long the way from the form to the provider may take.
pub const LINK_TOKEN: Duration = Duration::from_secs(60);

/// Says that this session may link an identity at this provider.
#[derive(Serialize, Deserialize)]
pub(super) struct LinkToken {
    pub session: SessionId,
    pub provider: String,
}

/// How the account can be signed in to.
///
/// Errors: `signin_required`.
pub async fn sign_in_methods(svc: &Services, current_user: &CurrentUser) -> Result<SignInMethods> {
    let account = access::signed_in(current_user)?.id();
    let has_password = accounts::store::password_of_account(&svc.db, account).await?.is_some();
    let rows = store::of_account(&svc.db, account).await?;
    let mut providers = providers(svc);
    providers.retain(|provider| rows.iter().all(|row| row.provider != provider.name));
    let identities = rows.into_iter().map(|row| Identity {
        id: row.id.into(),
        label: label(svc, &row.provider),
        email: row.email,
        created_at: row.created_at,
    });
    Ok(SignInMethods { has_password, identities: identities.collect(), providers })
}

/// Begins to link an identity at a provider: returns a token for [`super::begin_sign_in`] that is good for [`LINK_TOKEN`] and this session.
/// A form asks for it, never a link: another site could open a link in the user's browser.
///
/// Errors: `signin_required`; `validation_failed` when the account has a password and this is not it; `not_found`, `rate_limited`.
pub async fn begin_link(
    svc: &Services,
    current_user: &CurrentUser,
    provider: &str,
    password: &str,
    device: Device,
) -> Result<String> {
    let signed_in = access::signed_in(current_user)?;
    let session = current_user.session().ok_or_else(Problem::not_found)?;
    let provider = svc.providers.named(provider).ok_or_else(Problem::not_found)?.settings.name.clone();
    accounts::credentials::prove_if_any(svc, signed_in.account(), password, device).await?;
    svc.sealer.seal_token(TokenPurpose::Link, LinkToken { session, provider }, LINK_TOKEN)
}

/// Links an identity to the account; false if it is linked to another.
pub(super) async fn link(
    svc: &Services,
    current_user: &CurrentUser,
    provider: &Provider,
    claims: &Claims,
) -> Result<bool> {
    let signed_in = access::signed_in(current_user)?;
    let account = signed_in.account();
    let mut tx = svc.db.begin().await?;
    lock(&mut tx, current_user, account.id).await?;
    if store::insert(&mut tx, account.id, &provider.settings.name, claims).await?.is_none() {
        tx.rollback().await?;
        return Ok(store::find(&svc.db, claims).await?.is_some_and(|(_, owner)| owner == account.id));
    }
    let (email, token) = restoring_link(&mut tx, account).await?;
    let (name, provider) = (account.name(), provider.settings.label.as_str());
    let template = Template::IdentityLinked { name, provider, token: token.as_deref() };
    mail::queue(&mut tx, svc, Recipient::new(account, &email), template).await?;
    tx.commit().await?;
    mail::wake(svc);
    Ok(true)
}

/// Locks the account's row while the session is not over: its owner may have taken the account back from a thief, whose request still waits
/// for the provider.
async fn lock(tx: &mut Transaction, current_user: &CurrentUser, account: UserId) -> Result<()> {
    accounts::store::lock(tx, account).await?;
    let Some(session) = current_user.session() else { return Ok(()) };
    match accounts::store::session_exists(tx, session).await? {
        true => Ok(()),
        false => Err(access::signed_out().into()),
    }
}

/// Unlinks an identity, and signs the other devices out.
///
/// Errors: `signin_required`; `validation_failed` when the account has a password and this is not it; `not_found`; `last_sign_in_method`;
/// `rate_limited`.
pub async fn unlink_identity(
    svc: &Services,
    current_user: &CurrentUser,
    identity: IdentityId,
    password: &str,
    device: Device,
) -> Result<()> {
    let signed_in = access::signed_in(current_user)?;
    let account = signed_in.account();
    accounts::credentials::prove_if_any(svc, account, password, device).await?;
    let names: Vec<String> = providers(svc).into_iter().map(|provider| provider.name).collect();
    let mut tx = svc.db.begin().await?;
    lock(&mut tx, current_user, account.id).await?;
    let provider = store::delete(&mut tx, account.id, identity).await?.ok_or_else(Problem::not_found)?;
    if !store::has_way_in(&mut tx, account.id, &names, None).await? {
        return Err(last_way_in().into());
    }
    sessions::end_all(&mut tx, account.id, current_user.session()).await?;
    let (email, token) = restoring_link(&mut tx, account).await?;
    let (name, provider) = (account.name(), label(svc, &provider));
    let template = Template::IdentityUnlinked { name, provider: &provider, token: token.as_deref() };
    mail::queue(&mut tx, svc, Recipient::new(account, &email), template).await?;
    tx.commit().await?;
    mail::wake(svc);
    Ok(())
}

/// The provider's name for people; an operator may have taken the provider away since.
fn label(svc: &Services, provider: &str) -> String {
    svc.providers.named(provider).map_or_else(|| provider.to_owned(), |provider| provider.settings.label.clone())
}

fn last_way_in() -> Problem {
    let sentence = "Without it nothing would sign you in. Set a password first, or link another provider.";
    Problem::new(Code::LastSignInMethod, sentence)
}
