//! Signed-in devices: opened at sign-in, found by cookie, closed at sign-out or when they grow old.

use super::store;
use crate::{Result, Services, secrets};
use domain::{SessionId, UserId, accounts::Account};
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

/// Who asks: a signed-in device, or nobody in particular.
#[derive(Clone, Debug, Default)]
pub struct Viewer {
    session: Option<SessionId>,
    account: Option<Arc<Account>>,
}

impl Viewer {
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

/// Opens a session; a new token at every sign-in.
pub(crate) async fn open(svc: &Services, account: UserId, device: &Device) -> Result<NewSession> {
    let token = secrets::random_token();
    store::insert_session(&svc.db, account, &secrets::digest(&token), device).await?;
    Ok(NewSession { account, token, max_age: IDLE })
}

/// Who holds this token.
pub async fn find(svc: &Services, token: &str) -> Result<Viewer> {
    if token.len() > 128 {
        return Ok(Viewer::default());
    }
    let found = store::session(&svc.db, &secrets::digest(token)).await?;
    Ok(found.map_or_else(Viewer::default, |(session, account)| Viewer {
        session: Some(session),
        account: Some(Arc::new(account)),
    }))
}

/// Closes a session and its sockets.
pub(crate) async fn close(svc: &Services, session: SessionId) -> Result<()> {
    store::delete_session(&svc.db, session).await?;
    // Nobody listening is fine: no socket is open.
    let _ = svc.revoked_sessions.send(session);
    Ok(())
}

/// Deletes sessions that are over. Called now and then.
pub async fn delete_expired(svc: &Services) -> Result<()> {
    store::delete_expired_sessions(&svc.db).await
}
