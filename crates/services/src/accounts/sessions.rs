//! Signed-in devices: opened at sign-in, found by cookie, closed at sign-out or when they grow old. tower-sessions carries them through a
//! request; here is the table behind it, in which a row is found by the digest of its cookie.

use super::device::Device;
pub use super::device::IDLE;
use super::store;
use super::tokens::{self, UsedToken};
use crate::database::{Database, Transaction};
use crate::error::{is_away, tell_of_outage, unavailable};
use crate::{Error, Result, Services, secrets};
use async_trait::async_trait;
use domain::accounts::{Account, Scope};
use domain::{IdentityId, SessionId, UserId};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use time::{Duration, OffsetDateTime};
pub use tower_sessions_core::Session;
use tower_sessions_core::session::{self, Expiry, Id, Record};
use tower_sessions_core::session_store;

/// The use of a session is noted at most this often, so that reading a page rarely writes.
const NOTED_EVERY: Duration = Duration::minutes(10);

/// Where a record has its [`SignedIn`].
const SIGNED_IN: &str = "signed_in";
/// Where a record that is not stored yet has its [`SignIn`].
const SIGN_IN: &str = "sign_in";

/// The user who sends the request; anonymous without a session.
#[derive(Clone, Debug, Default)]
pub struct CurrentUser {
    session: Option<SessionId>,
    token: Option<Arc<UsedToken>>,
    account: Option<Arc<Account>>,
}

impl CurrentUser {
    /// A user who acts through this machine's command line or the demo, without a session.
    pub(crate) fn without_session(account: Account) -> Self {
        Self { session: None, token: None, account: Some(Arc::new(account)) }
    }

    /// The user of a session.
    fn with_session(session: SessionId, account: Account) -> Self {
        Self { session: Some(session), token: None, account: Some(Arc::new(account)) }
    }

    /// The user of an access token; an administrator only if the token may act as one.
    pub(super) fn with_token(token: UsedToken, mut account: Account) -> Self {
        if !token.scopes().contains(&Scope::Admin) {
            account.roles.clear();
        }
        Self { session: None, token: Some(Arc::new(token)), account: Some(Arc::new(account)) }
    }

    /// The access token, if the user came with one.
    pub fn token(&self) -> Option<&UsedToken> {
        self.token.as_deref()
    }

    /// Whether the user came with a session, or with an access token that has this scope.
    pub fn may(&self, scope: Scope) -> bool {
        self.token().is_none_or(|token| token.scopes().contains(&scope))
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

/// What the table and its account say of a session, for as long as one request takes.
#[derive(Serialize, Deserialize)]
pub(crate) struct SignedIn {
    pub session: SessionId,
    pub account: Account,
    pub last_seen_at: OffsetDateTime,
    pub expires_at: OffsetDateTime,
}

impl SignedIn {
    /// Whether the session's use has to be noted.
    fn is_due(&self) -> bool {
        OffsetDateTime::now_utc() - self.last_seen_at >= NOTED_EVERY
    }
}

/// What a new session is opened with.
#[derive(Serialize, Deserialize)]
pub(crate) struct SignIn {
    pub account: UserId,
    pub proof: Proof,
    /// Whether a code was checked, too, as two-factor sign-in asks for.
    pub with_code: bool,
    pub device: Device,
}

/// What has shown that the account is the user's. The statement that opens the session looks whether it still holds.
#[derive(Serialize, Deserialize)]
pub(crate) enum Proof {
    /// The hash that the password was checked against.
    Password(String),
    /// An identity that its provider has confirmed, and the ID token for signing out there, sealed.
    Identity { id: IdentityId, id_token_sealed: Option<Vec<u8>> },
}

/// The table of sessions. Its rows have no room for other data: what [`Session`] carries besides is gone after the request.
#[derive(Clone, Debug)]
pub struct SessionTable(Database);

impl SessionTable {
    /// The table in this database.
    pub fn new(db: Database) -> Self {
        Self(db)
    }
}

#[async_trait]
impl tower_sessions_core::SessionStore for SessionTable {
    /// Opens the session that the record's `SignIn` asks for. Afterwards the record has its `SignedIn`, or nothing if the password hash
    /// has changed, the identity was unlinked, the account was disabled, or two-factor sign-in was switched on meanwhile.
    async fn create(&self, record: &mut Record) -> session_store::Result<()> {
        let sign_in = taken::<SignIn>(record, SIGN_IN)?;
        record.data.clear();
        let Some(sign_in) = sign_in else { return Ok(()) };
        if let Some(signed_in) = store::insert_session(&self.0, &digest(record.id), &sign_in).await.map_err(failed)? {
            put(record, &signed_in)?;
        }
        Ok(())
    }

    /// Notes that the session is used. A request does not fail because that cannot be noted.
    async fn save(&self, record: &Record) -> session_store::Result<()> {
        let signed_in = record.data.get(SIGNED_IN).and_then(|value| SignedIn::deserialize(value).ok());
        if let Some(signed_in) = signed_in.filter(SignedIn::is_due)
            && let Err(error) = store::touch_sessions(&self.0, &[signed_in.session]).await
        {
            tracing::warn!(%error, "the use of a session could not be noted");
        }
        Ok(())
    }

    async fn load(&self, id: &Id) -> session_store::Result<Option<Record>> {
        let Some(signed_in) = store::session(&self.0, &digest(*id)).await.map_err(failed)? else { return Ok(None) };
        let mut record = Record { id: *id, data: Default::default(), expiry_date: signed_in.expires_at };
        put(&mut record, &signed_in)?;
        Ok(Some(record))
    }

    /// Closes the session; its sockets learn of it from the database ([`crate::recheck`]).
    async fn delete(&self, id: &Id) -> session_store::Result<()> {
        store::delete_session(&self.0, &digest(*id)).await.map_err(failed)
    }
}

/// What the table keeps of a cookie: a person who reads a backup cannot sign in with it.
fn digest(id: Id) -> Vec<u8> {
    secrets::digest(&id.to_string())
}

fn put(record: &mut Record, signed_in: &SignedIn) -> session_store::Result<()> {
    let value = serde_json::to_value(signed_in).map_err(|error| session_store::Error::Encode(error.to_string()))?;
    record.data.insert(SIGNED_IN.to_owned(), value);
    Ok(())
}

fn taken<T: for<'de> Deserialize<'de>>(record: &mut Record, key: &str) -> session_store::Result<Option<T>> {
    let value = record.data.remove(key).map(serde_json::from_value).transpose();
    value.map_err(|error| session_store::Error::Decode(error.to_string()))
}

/// A store's error is only words, so what the operator should read is logged here, where the cause is known.
fn failed(error: Error) -> session_store::Error {
    match &error {
        Error::Database(error) if is_away(error) => tell_of_outage(error),
        error => tracing::error!(%error, "the table of sessions failed"),
    }
    session_store::Error::Backend(error.to_string())
}

impl From<session::Error> for Error {
    fn from(error: session::Error) -> Self {
        // The table has logged its own failures.
        if !matches!(error, session::Error::Store(session_store::Error::Backend(_))) {
            tracing::error!(%error, "a session's record cannot be read or written");
        }
        unavailable().into()
    }
}

/// Opens a session on this device, in place of the one that the browser had: its id may be known to a person who put it there.
/// Answers `None` if the proof does not hold any more, the account was disabled, or two-factor sign-in was switched on meanwhile.
pub(super) async fn open(session: &Session, sign_in: SignIn) -> Result<Option<Account>> {
    if session.id().is_some() {
        session.cycle_id().await?;
    }
    session.insert(SIGN_IN, sign_in).await?;
    session.save().await?;
    match session.get::<SignedIn>(SIGNED_IN).await? {
        Some(signed_in) => Ok(Some(signed_in.account)),
        None => {
            session.flush().await?;
            Ok(None)
        }
    }
}

/// The user of this session. It is looked up once for all who ask during a request. Where its use is due to be noted, the session is marked
/// as changed, so that the session layer saves it and sends its cookie again.
pub async fn current_user(session: &Session) -> Result<CurrentUser> {
    if session.id().is_none() {
        return Ok(CurrentUser::default());
    }
    let Some(signed_in) = session.get::<SignedIn>(SIGNED_IN).await? else { return Ok(CurrentUser::default()) };
    if signed_in.is_due() {
        let left = signed_in.expires_at - OffsetDateTime::now_utc();
        session.set_expiry(Some(Expiry::OnInactivity(IDLE.min(left))));
    }
    Ok(CurrentUser::with_session(signed_in.session, signed_in.account))
}

/// The user of the session that has this digest, for programs that show it without a cookie.
pub(crate) async fn user_of(db: &Database, token_digest: &[u8]) -> Result<Option<CurrentUser>> {
    let Some(signed_in) = store::session(db, token_digest).await? else { return Ok(None) };
    if signed_in.is_due() {
        store::touch_sessions(db, &[signed_in.session]).await?;
    }
    Ok(Some(CurrentUser::with_session(signed_in.session, signed_in.account)))
}

/// The user as they are now, for a socket that stays open: none once the session or the access token is over, or its account may not sign in
/// any more.
pub async fn refresh(svc: &Services, current_user: &CurrentUser) -> Result<Option<CurrentUser>> {
    if let Some(token) = current_user.token() {
        return tokens::of_digest(svc, &token.digest).await;
    }
    let Some(session) = current_user.session() else { return Ok(Some(current_user.clone())) };
    let account = store::account_of_session(&svc.db, session).await?;
    Ok(account.map(|account| CurrentUser::with_session(session, account)))
}

/// Ends an account's sessions, all or all but one. Every change of password, role or address calls it in its own transaction, so that old
/// sessions do not outlive the change. Access tokens end as well: another person who was signed in may have made some.
pub(crate) async fn end_all(tx: &mut Transaction, account: UserId, but: Option<SessionId>) -> Result<()> {
    store::delete_tokens(tx, account).await?;
    store::delete_sessions(tx, account, but).await
}

/// Deletes sessions that are over, and notes the use of those that have a socket open. Called regularly.
pub async fn delete_expired(svc: &Services) -> Result<()> {
    store::touch_sessions(&svc.db, &svc.watchers.sessions()).await?;
    store::delete_expired_sessions(&svc.db).await
}
