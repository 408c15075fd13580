//! Signed-in devices: opened at sign-in, found by cookie, closed at sign-out or when they grow old.

use super::store;
use crate::{Result, Services, secrets};
use domain::{SessionId, UserId, accounts::Account};
use sqlx::PgConnection;
use std::{net::IpAddr, sync::Arc, time::Duration};

/// A session nobody used for this long is over.
pub const IDLE: Duration = Duration::from_secs(14 * 24 * 3600);
/// And in any case after this long.
pub const ABSOLUTE: Duration = Duration::from_secs(60 * 24 * 3600);

/// From where somebody signs in.
#[derive(Clone, Debug, Default)]
pub struct Device {
    /// The peer's address, or what a trusted proxy says it is.
    pub address: Option<IpAddr>,
    /// How the browser names itself.
    pub user_agent: Option<String>,
}

/// A session just opened; the token is shown to the browser once and kept only as a digest.
pub struct NewSession {
    /// Whose.
    pub account: UserId,
    /// The cookie's value.
    pub token: String,
    /// How long the browser should keep it.
    pub max_age: Duration,
}

/// A session found by its cookie, or none.
#[derive(Default)]
pub struct FoundSession {
    /// Who holds it.
    pub current_user: CurrentUser,
    /// It was not used for a while: hand the cookie out again with this life, or it ends while the session goes on.
    pub renew: Option<Duration>,
}

/// Who asks: a signed-in device, or nobody in particular.
#[derive(Clone, Debug, Default)]
pub struct CurrentUser {
    session: Option<SessionId>,
    account: Option<Arc<Account>>,
}

impl CurrentUser {
    /// Somebody who acts on this machine and not through a signed-in device.
    pub(crate) fn without_session(account: Account) -> Self {
        Self { session: None, account: Some(Arc::new(account)) }
    }

    /// The account, if somebody is signed in.
    pub fn account(&self) -> Option<&Account> {
        self.account.as_deref()
    }

    /// The account, shared.
    pub fn shared_account(&self) -> Option<Arc<Account>> {
        self.account.clone()
    }

    /// The session, if somebody is signed in.
    pub fn session(&self) -> Option<SessionId> {
        self.session
    }

    /// The id, if somebody is signed in.
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

/// Who holds this token. Notes that the session is used.
pub async fn find(svc: &Services, token: &str) -> Result<FoundSession> {
    look_up(svc, token, true).await
}

/// Who holds this token, for an answer that cannot hand the cookie out again: the use is not noted, so that the next page does.
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

/// Deletes sessions that are over, and notes the use of those that have a socket open. Called now and then.
pub async fn delete_expired(svc: &Services) -> Result<()> {
    store::touch_sessions(&svc.db, &svc.watchers.sessions()).await?;
    store::delete_expired_sessions(&svc.db).await
}
