//! Session tokens (<https://clerk.com/docs/guides/sessions/session-tokens>): each shows for which user's session at Clerk a program acts.

use super::event::{ClerkEmail, is_id};
use super::{Clerk, store};
use crate::accounts::{CurrentUser, Device, sessions, store as account_store};
use crate::error::unavailable;
use crate::identity::token::{Expected, Recipient, TokenError};
use crate::{Result, Services, identity, mail, secrets};
use domain::accounts::Email;
use domain::{Code, Problem};
use serde::Deserialize;
use serde_json::Value;

/// What becomes of a token whose user has no account here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnknownUser {
    /// It is refused.
    Refused,
    /// Makes the account if the token has the claims `email` and `email_verified`, which the operator can add to session tokens at Clerk.
    /// Without them the account comes by a webhook.
    SignsUp,
}

/// What is read of a token.
#[derive(Deserialize)]
struct Claims {
    /// The user.
    sub: String,
    /// The session at Clerk.
    sid: String,
    /// `pending` while the user has something left to do before the session counts.
    #[serde(default)]
    sts: Value,
    #[serde(default)]
    email: Value,
    #[serde(default)]
    email_verified: Value,
}

impl Claims {
    fn email(&self) -> Option<ClerkEmail> {
        let address = Email::parse(self.email.as_str()?).ok()?;
        Some(ClerkEmail { address, is_verified: self.email_verified == true })
    }

    /// What the table of sessions keeps in place of the digest of a cookie.
    fn digest(&self, issuer: &str) -> Vec<u8> {
        secrets::digest(&format!("clerk {issuer} {} {}", self.sub, self.sid))
    }
}

/// The user of a session token. The first token of a session at Clerk opens one here.
///
/// Errors: `not_found` if Clerk is off; `signin_required` if the token does not count, its user has no account here, or the session or the
/// account is over; `two_factor_required` for an account with two-factor sign-in; for one that is being made `sign_up_closed`,
/// `email_taken`, `rate_limited`; `unavailable` if Clerk's keys cannot be fetched.
pub async fn current_user(svc: &Services, token: &str, device: Device, unknown: UnknownUser) -> Result<CurrentUser> {
    let clerk = svc.clerk()?;
    let claims = verify(clerk, token).await?;
    let digest = claims.digest(&clerk.settings.issuer);
    if let Some(current_user) = sessions::user_of(&svc.db, &digest).await? {
        return Ok(current_user);
    }
    if !open(svc, clerk, &claims, &digest, &device).await? {
        if unknown == UnknownUser::Refused {
            return Err(unknown_user().into());
        }
        sign_up(svc, clerk, &claims, &device).await?;
        open(svc, clerk, &claims, &digest, &device).await?;
    }
    Ok(sessions::user_of(&svc.db, &digest).await?.ok_or_else(signed_out)?)
}

async fn verify(clerk: &Clerk, token: &str) -> Result<Claims> {
    let settings = &clerk.settings;
    let recipient = Recipient::Party(&settings.authorized_parties);
    let verified = clerk.keys.verify::<Claims>(token, &Expected { issuer: &settings.issuer, recipient }).await;
    match verified {
        Ok(claims) if is_id(&claims.sub, "user_") && is_id(&claims.sid, "sess_") && claims.sts != "pending" => {
            Ok(claims)
        }
        Ok(_) => Err(not_a_session().into()),
        Err(error @ TokenError::KeysUnavailable(_)) => {
            tracing::warn!(%error, "a token of Clerk could not be checked");
            Err(unavailable().into())
        }
        Err(error) => {
            tracing::debug!(%error, "a bearer token was refused");
            Err(not_a_session().into())
        }
    }
}

/// Opens the session here, unless this session at Clerk has opened one before. False if the user has no account.
async fn open(svc: &Services, clerk: &Clerk, claims: &Claims, digest: &[u8], device: &Device) -> Result<bool> {
    let issuer = &clerk.settings.issuer;
    let mut tx = svc.db.begin().await?;
    // Locked, so that a session cannot be opened behind a change that ends them all.
    let Some(user) = store::sign_in(&mut tx, issuer, &claims.sub).await? else { return Ok(false) };
    if user.is_disabled || store::is_shut_out(&mut tx, issuer, &claims.sub).await? {
        return Err(Problem::new(Code::SigninRequired, "This account is disabled.").into());
    }
    if user.has_two_factor {
        return Err(two_factor_required().into());
    }
    if store::begin_session(&mut tx, issuer, &claims.sub, &claims.sid).await? {
        let session = account_store::insert_outside_session(&mut tx, user.account, digest, device).await?;
        store::set_session(&mut tx, &claims.sid, session).await?;
        tx.commit().await?;
    }
    Ok(true)
}

/// Makes the account of a user whose webhook has not come yet, or does not come.
async fn sign_up(svc: &Services, clerk: &Clerk, claims: &Claims, device: &Device) -> Result<()> {
    let issuer = &clerk.settings.issuer;
    let mut tx = svc.db.begin().await?;
    let known = store::lock_user(&mut tx, issuer, &claims.sub).await?;
    if known.is_deleted || known.is_banned {
        return Err(unknown_user().into());
    }
    if known.is_erased {
        store::unset_erased(&mut tx, issuer, &claims.sub).await?;
    }
    let Some(email) = claims.email() else {
        tx.commit().await?;
        return Err(not_here_yet().into());
    };
    if identity::store::account_of(&mut tx, issuer, &claims.sub).await?.is_none() {
        super::sign_up(svc, &mut tx, issuer, &claims.sub, &email, device).await?;
    }
    tx.commit().await?;
    mail::wake(svc);
    Ok(())
}

fn not_a_session() -> Problem {
    Problem::new(
        Code::SigninRequired,
        "This token does not count: it is over, or it is not for this site. Get a new one from Clerk.",
    )
}

fn unknown_user() -> Problem {
    let sentence =
        "This user of Clerk has no account here. If they have just signed up, finish it with POST /api/auth/onboard.";
    Problem::new(Code::SigninRequired, sentence)
}

fn not_here_yet() -> Problem {
    let sentence = "Clerk has not told this server of the new user yet. Try again in a few seconds.";
    Problem { retry_after_ms: Some(2000), ..Problem::new(Code::SigninRequired, sentence) }
}

fn signed_out() -> Problem {
    Problem::new(Code::SigninRequired, "This session was signed out. Sign in again at Clerk.")
}

fn two_factor_required() -> Problem {
    let sentence =
        "This account has two-factor sign-in, which a token of Clerk does not replace. Sign in with password and code.";
    Problem::new(Code::TwoFactorRequired, sentence)
}
