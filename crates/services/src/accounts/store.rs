//! The tables `account`, `profile` and `session`.

use super::sessions::{ABSOLUTE, Device, IDLE};
use crate::Result;
use domain::accounts::{Account, DisplayName, Email, Profile, Username};
use domain::{SessionId, UserId};
use sqlx::{PgPool, types::Json};
use std::collections::BTreeMap;
use time::OffsetDateTime;
use uuid::Uuid;

pub async fn email_exists(db: &PgPool, email: &Email) -> Result<bool> {
    let found = sqlx::query_scalar!(r#"select true as "found!" from account where email = $1"#, email.as_str());
    Ok(found.fetch_optional(db).await?.is_some())
}

pub async fn insert(db: &PgPool, email: &Email, password_hash: &str, is_admin: bool) -> Result<UserId> {
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

pub async fn upsert_admin(db: &PgPool, email: &Email, password_hash: &str) -> Result<()> {
    sqlx::query!(
        "with made as (
             insert into account (id, email, password_hash, is_admin) values ($1, $2, $3, true)
             on conflict on constraint account_email_unique
             do update set password_hash = excluded.password_hash, is_admin = true, updated_at = now()
             returning id
         )
         insert into profile (account_id) select id from made on conflict do nothing",
        Uuid::now_v7(),
        email.as_str(),
        password_hash
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn id_of(db: &PgPool, username: &str) -> Result<Option<UserId>> {
    let id = sqlx::query_scalar!("select id from account where username = $1", username).fetch_optional(db).await?;
    Ok(id.map(UserId::from))
}

pub async fn has_admin(db: &PgPool) -> Result<bool> {
    Ok(sqlx::query_scalar!(r#"select exists (select from account where is_admin) as "found!""#).fetch_one(db).await?)
}

/// Id and password hash of an account that may sign in.
pub async fn password_of(db: &PgPool, email: &str) -> Result<Option<(UserId, Option<String>)>> {
    let row = sqlx::query!("select id, password_hash from account where email = $1 and disabled_at is null", email);
    Ok(row.fetch_optional(db).await?.map(|row| (row.id.into(), row.password_hash)))
}

/// Sets the names; false if they were set before.
pub async fn name(
    db: &PgPool,
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
    session_id: Option<Uuid>,
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

pub async fn account(db: &PgPool, id: UserId) -> Result<Option<Account>> {
    let row = sqlx::query_as!(
        AccountRow,
        r#"select null::uuid as session_id, id, email, email_verified, username, display_name, avatar, bio, is_admin,
                  account.created_at, social_links as "social_links: _", notification_email, theme, language
           from account join profile on profile.account_id = account.id
           where id = $1"#,
        id.0
    );
    Ok(row.fetch_optional(db).await?.map(Account::from))
}

pub async fn insert_session(db: &PgPool, account: UserId, token_digest: &[u8], device: &Device) -> Result<()> {
    sqlx::query!(
        "insert into session (id, account_id, token_digest, user_agent, address, expires_at)
         values ($1, $2, $3, $4, $5, now() + make_interval(secs => $6))",
        Uuid::now_v7(),
        account.0,
        token_digest,
        device.user_agent.as_ref().map(|name| name.chars().take(300).collect::<String>()),
        device.address.map(|address| address.to_string()),
        ABSOLUTE.as_secs_f64()
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The session of a token and its account. Notes the use, at most every ten minutes, so that reading a page rarely writes.
pub async fn session(db: &PgPool, token_digest: &[u8]) -> Result<Option<(SessionId, Account)>> {
    let row = sqlx::query_as!(
        AccountRow,
        r#"with touched as (
               update session set last_seen_at = now()
               where token_digest = $1 and last_seen_at < now() - interval '10 minutes' and last_seen_at > now() - make_interval(secs => $2)
           )
           select session.id as "session_id?", account.id, email, email_verified, username, display_name, avatar, bio, is_admin,
                  account.created_at, social_links as "social_links: _", notification_email, theme, language
           from session join account on account.id = session.account_id join profile on profile.account_id = account.id
           where token_digest = $1 and expires_at > now() and last_seen_at > now() - make_interval(secs => $2) and disabled_at is null"#,
        token_digest,
        IDLE.as_secs_f64()
    );
    let row = row.fetch_optional(db).await?;
    Ok(row.and_then(|row| row.session_id.map(|session| (session.into(), row.into()))))
}

pub async fn delete_session(db: &PgPool, session: SessionId) -> Result<()> {
    sqlx::query!("delete from session where id = $1", session.0).execute(db).await?;
    Ok(())
}

pub async fn delete_expired_sessions(db: &PgPool) -> Result<()> {
    sqlx::query!(
        "delete from session where expires_at < now() or last_seen_at < now() - make_interval(secs => $1)",
        IDLE.as_secs_f64()
    )
    .execute(db)
    .await?;
    Ok(())
}
