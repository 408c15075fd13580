//! The tables `account`, `profile` and `session`.

use super::device::{ABSOLUTE, IDLE};
use super::sessions::{SignIn, SignedIn};
use crate::Result;
use crate::database::{Database, Transaction};
use domain::accounts::{Account, Device, DisplayName, Email, Profile, UserRef, Username};
use domain::{SessionId, UserId};
use sqlx::PgExecutor;
use sqlx::types::Json;
use std::collections::BTreeMap;
use time::OffsetDateTime;
use uuid::Uuid;

pub async fn email_exists(db: &Database, email: &Email) -> Result<bool> {
    let found = sqlx::query_scalar!(r#"select true as "found!" from account where email = $1"#, email.as_str());
    Ok(found.fetch_optional(db).await?.is_some())
}

pub async fn insert(db: impl PgExecutor<'_>, email: &Email, password_hash: &str, is_admin: bool) -> Result<UserId> {
    let id = Uuid::now_v7();
    sqlx::query!(
        "with made as (insert into account (id, email, password_hash, is_admin) values ($1, $2, $3, $4) returning id)
         insert into profile (account_id) select id from made",
        id,
        email.as_str(),
        password_hash,
        is_admin
    )
    .execute(db)
    .await?;
    Ok(id.into())
}

/// The administrator's account. `None` if the existing account's address is unverified, it is not an administrator's, and `verify` is false.
pub async fn upsert_admin(
    tx: &mut Transaction,
    email: &Email,
    password_hash: &str,
    verify: bool,
) -> Result<Option<UserId>> {
    let id = sqlx::query_scalar!(
        r#"with made as (
             insert into account (id, email, email_verified, password_hash, is_admin) values ($1, $2, true, $3, true)
             on conflict on constraint account_email_unique
             do update set password_hash = excluded.password_hash, is_admin = true, email_verified = true, updated_at = now()
             where account.email_verified or account.is_admin or $4
             returning id
         ), described as (
             insert into profile (account_id) select id from made on conflict do nothing
         )
         select id as "id!" from made"#,
        Uuid::now_v7(),
        email.as_str(),
        password_hash,
        verify
    );
    Ok(id.fetch_optional(tx).await?.map(UserId::from))
}

/// The account with this username or address. No username reads like an address.
pub async fn id_of(db: &Database, name: &str) -> Result<Option<UserId>> {
    let id = sqlx::query_scalar!("select id from account where username = $1 or email = $1", name);
    Ok(id.fetch_optional(db).await?.map(UserId::from))
}

/// The account of a user whom others can see: one with a username that is not disabled.
pub async fn visible(db: &Database, user: &UserRef) -> Result<Option<UserId>> {
    let id = sqlx::query_scalar!(
        "select id from account where (id = $1 or username = $2) and username is not null and disabled_at is null",
        user.id().map(|id| id.0),
        user.username()
    );
    Ok(id.fetch_optional(db).await?.map(UserId::from))
}

/// Locks an account's row until the transaction ends, so that what is counted of it stays true.
pub async fn lock(tx: &mut Transaction, account: UserId) -> Result<()> {
    sqlx::query!("select from account where id = $1 for no key update", account.0).execute(tx).await?;
    Ok(())
}

pub async fn has_admin(db: &Database) -> Result<bool> {
    Ok(sqlx::query_scalar!(r#"select exists (select from account where is_admin) as "found!""#).fetch_one(db).await?)
}

/// Id and password hash of an account that may sign in.
pub async fn password_of(db: &Database, email: &Email) -> Result<Option<(UserId, Option<String>)>> {
    let row =
        sqlx::query!("select id, password_hash from account where email = $1 and disabled_at is null", email.as_str());
    Ok(row.fetch_optional(db).await?.map(|row| (row.id.into(), row.password_hash)))
}

/// Sets the names; false if they were set before.
pub async fn name(
    db: &Database,
    account: UserId,
    username: &Username,
    display_name: &DisplayName,
    bio: Option<&str>,
) -> Result<bool> {
    let done = sqlx::query!(
        "update account set username = $2, display_name = $3, bio = $4, updated_at = now() where id = $1 and username is null",
        account.0,
        username.as_str(),
        display_name.as_str(),
        bio
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

struct AccountRow {
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

impl From<AccountRow> for Account {
    fn from(row: AccountRow) -> Self {
        Self {
            id: row.id.into(),
            username: row.username,
            display_name: row.display_name,
            avatar: row.avatar,
            bio: row.bio,
            social_links: row.social_links.0,
            created_at: row.created_at,
            email: row.email,
            email_verified: row.email_verified,
            roles: if row.is_admin { vec!["admin".into()] } else { Vec::new() },
            profile: Profile { theme: row.theme, language: row.language, notification_email: row.notification_email },
        }
    }
}

pub async fn account(db: &Database, id: UserId) -> Result<Option<Account>> {
    let row = sqlx::query_as!(
        AccountRow,
        r#"select id, email, email_verified, username, display_name, avatar, bio, is_admin,
                  account.created_at, social_links as "social_links: _", notification_email, theme, language
           from account join profile on profile.account_id = account.id
           where id = $1"#,
        id.0
    );
    Ok(row.fetch_optional(db).await?.map(Account::from))
}

/// Sets a password. If the link takes back what was changed since it was made, sets its address as well, and switches two-factor sign-in
/// off that was switched on since. Returns the account as it was changed, or none if it does not exist any more. The address is confirmed
/// if it is the one that the link was mailed to.
pub async fn reset_password(
    tx: &mut Transaction,
    account: UserId,
    password_hash: &str,
    email: &Email,
    restores_since: Option<OffsetDateTime>,
) -> Result<Option<Account>> {
    let row = sqlx::query_as!(
        AccountRow,
        r#"with changed as (
               update account set password_hash = $2, email = case when $4::timestamptz is null then email else $3 end,
                                  email_verified = email_verified or $4 is not null or email = $3,
                                  two_factor_at = case when two_factor_at >= $4 then null else two_factor_at end, updated_at = now()
               where id = $1 and disabled_at is null returning *
           )
           select id, email, email_verified, username, display_name, avatar, bio, is_admin,
                  changed.created_at, social_links as "social_links: _", notification_email, theme, language
           from changed join profile on profile.account_id = changed.id"#,
        account.0,
        password_hash,
        email.as_str(),
        restores_since
    );
    Ok(row.fetch_optional(tx).await?.map(Account::from))
}

/// Sets a password if the account still has the one that was checked; the account, or none if it has not.
pub async fn change_password(tx: &mut Transaction, account: UserId, known: &str, new: &str) -> Result<Option<Account>> {
    let row = sqlx::query_as!(
        AccountRow,
        r#"with changed as (
               update account set password_hash = $3, updated_at = now()
               where id = $1 and password_hash = $2 and disabled_at is null returning *
           )
           select id, email, email_verified, username, display_name, avatar, bio, is_admin,
                  changed.created_at, social_links as "social_links: _", notification_email, theme, language
           from changed join profile on profile.account_id = changed.id"#,
        account.0,
        known,
        new
    );
    Ok(row.fetch_optional(tx).await?.map(Account::from))
}

/// Confirms the address; false if the account has another one now.
pub async fn verify_email(tx: &mut Transaction, account: UserId, email: &Email) -> Result<bool> {
    let done = sqlx::query!(
        "update account set email_verified = true, updated_at = now() where id = $1 and email = $2",
        account.0,
        email.as_str()
    );
    Ok(done.execute(tx).await?.rows_affected() == 1)
}

/// Gives the account a confirmed address; the account as it was before.
pub async fn replace_email(tx: &mut Transaction, account: UserId, email: &Email) -> Result<Option<Account>> {
    let row = sqlx::query_as!(
        AccountRow,
        r#"with before as (select * from account where id = $1 and disabled_at is null for update),
                changed as (update account set email = $2, email_verified = true, updated_at = now() from before where account.id = before.id)
           select id, email, email_verified, username, display_name, avatar, bio, is_admin,
                  before.created_at, social_links as "social_links: _", notification_email, theme, language
           from before join profile on profile.account_id = before.id"#,
        account.0,
        email.as_str()
    );
    Ok(row.fetch_optional(tx).await?.map(Account::from))
}

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

/// Inserts a session if the account still has this password hash, is not disabled, and a code was checked if it has two-factor sign-in.
/// `for share` waits for a change in progress, so a session cannot be added behind it.
pub async fn insert_session(db: &Database, token_digest: &[u8], sign_in: &SignIn) -> Result<Option<SignedIn>> {
    let device = &sign_in.device;
    let row = sqlx::query_as!(
        SessionRow,
        r#"with allowed as (
               select id from account
               where id = $2 and password_hash = $3 and disabled_at is null and (two_factor_at is null or $8) for share
           ), made as (
               insert into session (id, account_id, token_digest, user_agent, address, expires_at)
               select $1, id, $4, $5, $6, now() + make_interval(secs => $7) from allowed
               returning id, account_id, last_seen_at, expires_at
           )
           select made.id as session_id, last_seen_at, expires_at,
                  account.id, email, email_verified, username, display_name, avatar, bio, is_admin,
                  account.created_at, social_links as "social_links: _", notification_email, theme, language
           from made join account on account.id = made.account_id join profile on profile.account_id = account.id"#,
        Uuid::now_v7(),
        sign_in.account.0,
        sign_in.password_hash,
        token_digest,
        device.user_agent.as_ref().map(|name| name.chars().take(300).collect::<String>()),
        device.address.map(|address| address.to_string()),
        ABSOLUTE.as_seconds_f64(),
        sign_in.with_code
    );
    Ok(row.fetch_optional(db).await?.map(SignedIn::from))
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
