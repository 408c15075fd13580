//! Access tokens, by which programs act for an account. A token may do what its scopes say and its account may do: entry points ask
//! [`CurrentUser::may`] for the scope of what is asked for.

use super::sessions::CurrentUser;
use super::store;
use crate::{Result, Services, access, secrets};
use domain::accounts::{AccessToken, CreatedAccessToken, NewAccessToken, Scope};
use domain::{Code, Problem, TokenId};
use time::OffsetDateTime;

/// What every access token begins with, so that people, and programs that look for leaked secrets, know it.
const PREFIX: &str = "aethex_token_";
/// The most tokens of an account.
const MOST: i64 = 50;

/// The token that a user came with.
#[derive(Debug)]
pub struct UsedToken {
    pub(super) digest: Vec<u8>,
    pub(super) scopes: Vec<Scope>,
}

impl UsedToken {
    /// What it may do.
    pub fn scopes(&self) -> &[Scope] {
        &self.scopes
    }
}

/// Makes a token. It is answered this once; the database has its digest.
///
/// Errors: `validation_failed`, `forbidden` beyond the most that an account can have, `rate_limited`.
pub async fn create_token(
    svc: &Services,
    current_user: &CurrentUser,
    new: NewAccessToken,
) -> Result<CreatedAccessToken> {
    let account = access::signed_in(current_user)?.id();
    let new = new.check(OffsetDateTime::now_utc())?;
    svc.limits.new_token.take(account)?;
    let token = format!("{PREFIX}{}", secrets::random_token());
    let mut tx = svc.db.begin().await?;
    if store::count_tokens(&mut tx, account).await? >= MOST {
        let sentence = format!("An account has {MOST} access tokens at most. Revoke one that you no longer need.");
        return Err(Problem::new(Code::Forbidden, sentence).into());
    }
    // What ends sessions ends tokens as well: a session that has ended meanwhile makes no more of them.
    if let Some(session) = current_user.session()
        && !store::session_exists(&mut tx, session).await?
    {
        return Err(access::signed_out().into());
    }
    let access_token = store::insert_token(&mut tx, account, &secrets::digest(&token), &new).await?;
    tx.commit().await?;
    Ok(CreatedAccessToken { access_token, token })
}

/// The tokens of the account that are not over, the newest first.
pub async fn access_tokens(svc: &Services, current_user: &CurrentUser) -> Result<Vec<AccessToken>> {
    store::tokens(&svc.db, access::signed_in(current_user)?.id()).await
}

/// Revokes a token. Sockets that were opened with it end.
///
/// Errors: `not_found`.
pub async fn revoke_token(svc: &Services, current_user: &CurrentUser, token: TokenId) -> Result<()> {
    let account = access::signed_in(current_user)?.id();
    match store::delete_token(&svc.db, account, token).await? {
        true => Ok(()),
        false => Err(Problem::not_found().into()),
    }
}

/// Whether this looks like one of our tokens.
pub fn is_access_token(token: &str) -> bool {
    token.starts_with(PREFIX)
}

/// The user of an access token.
///
/// Errors: `signin_required` if it does not count, or no longer.
pub async fn user_of_token(svc: &Services, token: &str) -> Result<CurrentUser> {
    let user = of_digest(svc, &secrets::digest(token)).await?;
    Ok(user.ok_or_else(|| {
        let sentence = "This access token is wrong, over or revoked. Make another one under Access tokens.";
        Problem::new(Code::SigninRequired, sentence)
    })?)
}

/// The user of the token with this digest; none once it is over.
pub(super) async fn of_digest(svc: &Services, digest: &[u8]) -> Result<Option<CurrentUser>> {
    let Some((token, account)) = store::use_token(&svc.db, digest).await? else { return Ok(None) };
    let account = store::account(&svc.db, account).await?;
    Ok(account.map(|account| CurrentUser::with_token(token, account)))
}

/// Deletes tokens that are over, which ends their sockets. Called regularly.
pub async fn delete_expired_tokens(svc: &Services) -> Result<()> {
    store::delete_expired_tokens(&svc.db).await
}
