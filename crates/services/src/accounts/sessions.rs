//! Signed-in devices: opened at sign-in, found by cookie, closed at sign-out or when they grow old.

use super::device::{Device, IDLE};
use super::store;
use crate::{Result, Services, secrets};
use domain::{SessionId, UserId, accounts::Account};
use sqlx::PgConnection;
use std::{sync::Arc, time::Duration};

/// A session just opened; the token is shown to the browser once and kept only as a digest.
pub struct NewSession {
    /// The account that owns this session.
    pub account: UserId,
    /// The value of the session cookie.
    pub token: String,
    /// How long the browser should keep it.
    pub max_age: Duration,
}

/// A session found by its cookie, or none.
#[derive(Default)]
pub struct FoundSession {
    /// The session's user; anonymous if the cookie fits no session.
    pub current_user: CurrentUser,
    /// Send the cookie again with this lifetime, or it expires before the session does.
    pub renew: Option<Duration>,
}

/// The user who sends the request; anonymous without a session.
#[derive(Clone, Debug, Default)]
pub struct CurrentUser {
    session: Option<SessionId>,
    account: Option<Arc<Account>>,
}

impl CurrentUser {
    /// A user who acts through this machine's command line or the demo, without a session.
    pub(crate) fn without_session(account: Account) -> Self {
        Self { session: None, account: Some(Arc::new(account)) }
    }

    /// The account, if the user is signed in.
    pub fn account(&self) -> Option<&Account> {
        self.account.as_deref()
    }

    /// The account as a shared pointer.
    pub fn shared_account(&self) -> Option<Arc<Account>> {
        self.account.clone()
    }

    /// The session, if the user is signed in through one.
    pub fn session(&self) -> Option<SessionId> {
        self.session
    }

    /// The account's id, if the user is signed in.
    pub fn id(&self) -> Option<UserId> {
        self.account().map(|account| account.id)
    }
}

/// Opens a session with a new token. Answers `None` if the password hash has changed or the account was disabled while the password was
/// being checked.
pub(crate) async fn open(
    svc: &Services,
    account: UserId,
    password_hash: &str,
    device: &Device,
) -> Result<Option<NewSession>> {
    let token = secrets::random_token();
    let opened = store::insert_session(&svc.db, account, password_hash, &secrets::digest(&token), device).await?;
    Ok(opened.then_some(NewSession { account, token, max_age: IDLE }))
}

/// The session of this token. Notes that the session is used.
pub async fn find(svc: &Services, token: &str) -> Result<FoundSession> {
    look_up(svc, token, true).await
}

/// The user of this token, for an answer that cannot send the cookie again: the use is not noted, so that the next page sends it.
pub async fn holder(svc: &Services, token: &str) -> Result<CurrentUser> {
    Ok(look_up(svc, token, false).await?.current_user)
}

async fn look_up(svc: &Services, token: &str, notes_use: bool) -> Result<FoundSession> {
    let digest = secrets::digest(token);
    let found = if token.len() > 128 { None } else { store::session(&svc.db, &digest, notes_use).await? };
    let Some(found) = found else { return Ok(FoundSession::default()) };
    let renew = found.touched.then(|| IDLE.min(found.left));
    Ok(FoundSession {
        current_user: CurrentUser { session: Some(found.session), account: Some(Arc::new(found.account)) },
        renew,
    })
}

/// The user as they are now, for a socket that stays open: none once the session is over or its account may not sign in any more.
pub async fn refresh(svc: &Services, current_user: &CurrentUser) -> Result<Option<CurrentUser>> {
    let Some(session) = current_user.session() else { return Ok(Some(current_user.clone())) };
    let account = store::account_of_session(&svc.db, session).await?;
    Ok(account.map(|account| CurrentUser { session: Some(session), account: Some(Arc::new(account)) }))
}

/// Closes a session; its sockets learn of it from the database ([`crate::recheck`]).
pub(crate) async fn close(svc: &Services, session: SessionId) -> Result<()> {
    store::delete_session(&svc.db, session).await
}

/// Ends an account's sessions, all or all but one. Every change of password, role or address calls it in its own transaction, so that old
/// sessions do not outlive the change.
pub(crate) async fn end_all(tx: &mut PgConnection, account: UserId, but: Option<SessionId>) -> Result<()> {
    store::delete_sessions(tx, account, but).await
}

/// Deletes sessions that are over, and notes the use of those that have a socket open. Called regularly.
pub async fn delete_expired(svc: &Services) -> Result<()> {
    store::touch_sessions(&svc.db, &svc.watchers.sessions()).await?;
    store::delete_expired_sessions(&svc.db).await
}
