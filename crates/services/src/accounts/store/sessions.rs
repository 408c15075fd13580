//! The table `session`.

use super::AccountRow;
use crate::Result;
use crate::accounts::device::{ABSOLUTE, Device as Peer, IDLE};
use crate::accounts::sessions::{Proof, SignIn, SignedIn};
use crate::database::{Database, Transaction};
use domain::accounts::{Account, Device};
use domain::{SessionId, UserId};
use sqlx::types::Json;
use std::collections::BTreeMap;
use time::OffsetDateTime;
use uuid::Uuid;

/// The account's sessions that are not over, the last used first.
pub async fn devices(db: &Database, account: UserId, current: Option<SessionId>) -> Result<Vec<Device>> {
    let rows = sqlx::query!(
        "select id, user_agent, address, created_at, last_seen_at from session
         where account_id = $1 and expires_at > now() and last_seen_at > now() - make_interval(secs => $2)
         order by last_seen_at desc limit 100",
        account.0,
        IDLE.as_seconds_f64()
    );
    let rows = rows.fetch_all(db).await?.into_iter().map(|row| Device {
        id: row.id.into(),
        user_agent: row.user_agent,
        address: row.address,
        created_at: row.created_at,
        last_seen_at: row.last_seen_at,
        current: current == Some(row.id.into()),
    });
    Ok(rows.collect())
}

/// Deletes one of the account's sessions; false if it has none with this id.
pub async fn end_device(db: &Database, account: UserId, session: SessionId) -> Result<bool> {
    let done = sqlx::query!("delete from session where id = $1 and account_id = $2", session.0, account.0);
    Ok(done.execute(db).await?.rows_affected() == 1)
}

/// A row of `session` with its account.
struct SessionRow {
    session_id: Uuid,
    last_seen_at: OffsetDateTime,
    expires_at: OffsetDateTime,
    id: Uuid,
    email: String,
    email_verified: bool,
    username: Option<String>,
    display_name: Option<String>,
    avatar: Option<String>,
    bio: Option<String>,
    is_admin: bool,
    created_at: OffsetDateTime,
    social_links: Json<BTreeMap<String, String>>,
    notification_email: Option<String>,
    theme: String,
    language: String,
}

impl From<SessionRow> for SignedIn {
    fn from(row: SessionRow) -> Self {
        Self {
            session: row.session_id.into(),
            last_seen_at: row.last_seen_at,
            expires_at: row.expires_at,
            account: Account::from(AccountRow {
                id: row.id,
                email: row.email,
                email_verified: row.email_verified,
                username: row.username,
                display_name: row.display_name,
                avatar: row.avatar,
                bio: row.bio,
                is_admin: row.is_admin,
                created_at: row.created_at,
                social_links: row.social_links,
                notification_email: row.notification_email,
                theme: row.theme,
                language: row.language,
            }),
        }
    }
}

/// Inserts a session if the account still has this password hash or identity, is not disabled, and a code was checked if it has two-factor
/// sign-in.
/// `for share` waits for a change in progress, so a session cannot be added behind it.
pub async fn insert_session(db: &Database, token_digest: &[u8], sign_in: &SignIn) -> Result<Option<SignedIn>> {
    let device = &sign_in.device;
    let (password_hash, identity, id_token_sealed) = match &sign_in.proof {
        Proof::Password(hash) => (Some(hash), None, None),
        Proof::Identity { id, id_token_sealed } => (None, Some(id.0), id_token_sealed.as_deref()),
    };
    let row = sqlx::query_as!(
        SessionRow,
        r#"with allowed as (
               select id from account
               where id = $2 and disabled_at is null and (two_factor_at is null or $8)
                 and (password_hash = $3 or exists (select from identity where identity.id = $9 and account_id = account.id)) for share
           ), made as (
               insert into session (id, account_id, token_digest, user_agent, address, expires_at, identity_id, id_token_sealed)
               select $1, id, $4, $5, $6, now() + make_interval(secs => $7), $9, $10 from allowed
               returning id, account_id, last_seen_at, expires_at
           )
           select made.id as session_id, last_seen_at, expires_at,
                  account.id, email, email_verified, username, display_name, avatar, bio, is_admin,
                  account.created_at, social_links as "social_links: _", notification_email, theme, language
           from made join account on account.id = made.account_id join profile on profile.account_id = account.id"#,
        Uuid::now_v7(),
        sign_in.account.0,
        password_hash,
        token_digest,
        device.user_agent.as_ref().map(|name| name.chars().take(300).collect::<String>()),
        device.address.map(|address| address.to_string()),
        ABSOLUTE.as_seconds_f64(),
        sign_in.with_code,
        identity,
        id_token_sealed
    );
    Ok(row.fetch_optional(db).await?.map(SignedIn::from))
}

/// Inserts a session of an account that an identity provider's token has opened. The caller has locked the account's row and has seen that
/// it may sign in without password and code.
pub async fn insert_outside_session(
    tx: &mut Transaction,
    account: UserId,
    token_digest: &[u8],
    device: &Peer,
) -> Result<SessionId> {
    let id = Uuid::now_v7();
    sqlx::query!(
        "insert into session (id, account_id, token_digest, user_agent, address, expires_at)
         values ($1, $2, $3, $4, $5, now() + make_interval(secs => $6))",
        id,
        account.0,
        token_digest,
        device.user_agent.as_ref().map(|name| name.chars().take(300).collect::<String>()),
        device.address.map(|address| address.to_string()),
        ABSOLUTE.as_seconds_f64()
    )
    .execute(tx)
    .await?;
    Ok(id.into())
}

/// Ends one session.
pub async fn end_session(tx: &mut Transaction, session: SessionId) -> Result<()> {
    sqlx::query!("delete from session where id = $1", session.0).execute(tx).await?;
    Ok(())
}

/// Whether a session is not over yet.
pub async fn session_exists(tx: &mut Transaction, session: SessionId) -> Result<bool> {
    let found = sqlx::query_scalar!(r#"select exists (select from session where id = $1) as "found!""#, session.0);
    Ok(found.fetch_one(tx).await?)
}

/// The session of a token and its account, if neither is over.
pub async fn session(db: &Database, token_digest: &[u8]) -> Result<Option<SignedIn>> {
    let row = sqlx::query_as!(
        SessionRow,
        r#"select session.id as session_id, last_seen_at, expires_at,
                  account.id, email, email_verified, username, display_name, avatar, bio, is_admin,
                  account.created_at, social_links as "social_links: _", notification_email, theme, language
           from session join account on account.id = session.account_id join profile on profile.account_id = account.id
           where token_digest = $1 and expires_at > now() and last_seen_at > now() - make_interval(secs => $2) and disabled_at is null"#,
        token_digest,
        IDLE.as_seconds_f64()
    );
    Ok(row.fetch_optional(db).await?.map(SignedIn::from))
}

/// The account of a session that is not over, if the account may sign in.
pub async fn account_of_session(db: &Database, session: SessionId) -> Result<Option<Account>> {
    let row = sqlx::query_as!(
        AccountRow,
        r#"select account.id, email, email_verified, username, display_name, avatar, bio, is_admin,
                  account.created_at, social_links as "social_links: _", notification_email, theme, language
           from session join account on account.id = session.account_id join profile on profile.account_id = account.id
           where session.id = $1 and expires_at > now() and disabled_at is null"#,
        session.0
    );
    Ok(row.fetch_optional(db).await?.map(Account::from))
}

/// Deletes an account's sessions, all or all but one.
pub async fn delete_sessions(tx: &mut Transaction, account: UserId, but: Option<SessionId>) -> Result<()> {
    let deleted = sqlx::query!(
        "delete from session where account_id = $1 and ($2::uuid is null or id <> $2)",
        account.0,
        but.map(|session| session.0)
    );
    deleted.execute(tx).await?;
    Ok(())
}

pub async fn delete_session(db: &Database, token_digest: &[u8]) -> Result<()> {
    sqlx::query!("delete from session where token_digest = $1", token_digest).execute(db).await?;
    Ok(())
}

pub async fn touch_sessions(db: &Database, sessions: &[SessionId]) -> Result<()> {
    let ids: Vec<Uuid> = sessions.iter().map(|session| session.0).collect();
    sqlx::query!("update session set last_seen_at = now() where id = any ($1)", &ids).execute(db).await?;
    Ok(())
}

pub async fn delete_expired_sessions(db: &Database) -> Result<()> {
    sqlx::query!(
        "delete from session where expires_at < now() or last_seen_at < now() - make_interval(secs => $1)",
        IDLE.as_seconds_f64()
    )
    .execute(db)
    .await?;
    Ok(())
}
