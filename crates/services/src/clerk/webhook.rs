//! Webhooks: each is handled once and in one transaction, in whatever order they come, and however often they are sent.

use super::event::{ClerkUser, Event};
use super::signature::WebhookHeaders;
use super::{sign_up, store};
use crate::accounts::{self, Device, Erased, store as account_store};
use crate::database::Transaction;
use crate::{Error, Result, Services, identity, mail};
use domain::{Code, Problem, UserId};
use time::OffsetDateTime;

/// Handles a webhook. One that was handled before, or that tells nothing new, changes nothing.
///
/// Errors: `not_found` if no secret is set; `bad_request`, `invalid_signature`, `validation_failed`. After any error Svix sends it again.
pub async fn receive(svc: &Services, headers: WebhookHeaders<'_>, body: &[u8]) -> Result<()> {
    let settings = &svc.clerk()?.settings;
    let secret = settings.webhook_secret.as_ref().ok_or_else(Problem::not_found)?;
    secret.verify(&headers, body, OffsetDateTime::now_utc())?;
    let event = Event::parse(body)?;
    if let Event::UserDeleted(user) = &event
        && let Some(account) = erased_with(&mut svc.db.begin().await?, svc, &settings.issuer, user).await?
    {
        accounts::empty_messages(svc, account).await?;
    }
    let mut tx = svc.db.begin().await?;
    if !store::note_webhook(&mut tx, headers.id.unwrap_or_default()).await? {
        return Ok(());
    }
    let mut erased = None;
    match event {
        Event::UserSaved(user) => save(&mut tx, svc, &settings.issuer, user).await?,
        Event::UserDeleted(id) => erased = delete(&mut tx, svc, &settings.issuer, &id).await?,
        Event::SessionOver { session, user } => {
            if let Some(session) = store::end_session(&mut tx, &settings.issuer, &user, &session).await? {
                account_store::end_session(&mut tx, session).await?;
            }
        }
        Event::Other => {}
    }
    tx.commit().await?;
    mail::wake(svc);
    if let Some(erased) = erased {
        erased.finish(svc).await;
    }
    Ok(())
}

/// Makes the user's account, or brings it up to date. The row of `clerk_user` is locked first, so that events of one user wait for each
/// other.
async fn save(tx: &mut Transaction, svc: &Services, issuer: &str, user: ClerkUser) -> Result<()> {
    let known = store::lock_user(tx, issuer, &user.id).await?;
    if known.is_deleted || known.version > user.version {
        return Ok(());
    }
    store::set_user(tx, issuer, &user.id, user.version, user.is_banned).await?;
    let account = identity::store::account_of(tx, issuer, &user.id).await?;
    match (account, user.email) {
        (Some(account), email) => {
            account_store::lock(tx, account).await?;
            if let Some(email) = email {
                identity::store::set_email(tx, issuer, &user.id, email.address.as_str()).await?;
                accounts::follow_email(tx, svc, account, &email.address, email.is_verified).await?;
            }
            if user.is_banned {
                accounts::sessions::end_all(tx, account, None).await?;
            }
        }
        (None, Some(email)) if !user.is_banned && !known.is_erased => {
            if !svc.settings.sign_up_open || account_store::email_is_taken(&mut *tx, &email.address, None).await? {
                tracing::info!(
                    user = user.id,
                    "a user of Clerk gets no account: another has the address, or sign-up is closed"
                );
                return Ok(());
            }
            sign_up(svc, tx, issuer, &user.id, &email, &Device::default()).await?;
        }
        // An account needs an address: the event that tells of one makes the account. One that was erased here is not made again by news,
        // which come for as long as the user is at Clerk.
        (None, _) => {}
    }
    Ok(())
}

/// The account that is erased with its user at Clerk, because nothing else signs its owner in.
async fn erased_with(tx: &mut Transaction, svc: &Services, issuer: &str, subject: &str) -> Result<Option<UserId>> {
    let Some(account) = identity::store::account_of(tx, issuer, subject).await? else { return Ok(None) };
    let providers: Vec<String> = identity::providers(svc).into_iter().map(|provider| provider.name).collect();
    let stays = identity::store::has_way_in(tx, account, &providers, Some((issuer, subject))).await?;
    Ok((!stays).then_some(account))
}

/// Unlinks the user. The account is erased with it if nothing else signs its owner in, unless it is the last administrator's.
async fn delete(tx: &mut Transaction, svc: &Services, issuer: &str, subject: &str) -> Result<Option<Erased>> {
    store::lock_user(tx, issuer, subject).await?;
    store::set_deleted(tx, issuer, subject).await?;
    let Some(account) = identity::store::account_of(tx, issuer, subject).await? else { return Ok(None) };
    // As a sign-in does, the account first: otherwise each could wait for the other.
    account_store::lock(tx, account).await?;
    let is_erased = erased_with(tx, svc, issuer, subject).await?.is_some();
    identity::store::delete_subject(tx, issuer, subject).await?;
    if !is_erased {
        return Ok(None);
    }
    match accounts::erase(tx, svc, account).await {
        Err(Error::Problem(problem)) if problem.code == Code::LastAdministrator => {
            tracing::warn!(%account, "a user deleted at Clerk is the last administrator here, whose account stays");
            Ok(None)
        }
        erased => erased.map(Some),
    }
}
