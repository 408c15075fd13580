//! The tables `clerk_user`, `clerk_webhook` and `clerk_session`.

use crate::Result;
use crate::database::{Database, Transaction};
use domain::{SessionId, UserId};

/// Notes that a webhook is handled in this transaction; false if it was handled before. A second one with this id waits for the first.
pub async fn note_webhook(tx: &mut Transaction, id: &str) -> Result<bool> {
    let done = sqlx::query!("insert into clerk_webhook (id) values ($1) on conflict do nothing", id);
    Ok(done.execute(tx).await?.rows_affected() == 1)
}

/// What was told of a user.
pub struct KnownUser {
    pub version: i64,
    pub is_banned: bool,
    pub is_deleted: bool,
    /// Whether the user erased the account here, and has not signed up again.
    pub is_erased: bool,
}

/// Locks a user's row, and makes it first if there is none.
pub async fn lock_user(tx: &mut Transaction, issuer: &str, subject: &str) -> Result<KnownUser> {
    let row = sqlx::query_as!(
        KnownUser,
        r#"insert into clerk_user as known (issuer, subject, version) values ($1, $2, $3)
           on conflict on constraint clerk_user_pk do update set version = known.version
           returning version, is_banned, deleted_at is not null as "is_deleted!", erased_at is not null as "is_erased!""#,
        issuer,
        subject,
        i64::MIN
    );
    Ok(row.fetch_one(tx).await?)
}

pub async fn set_user(tx: &mut Transaction, issuer: &str, subject: &str, version: i64, is_banned: bool) -> Result<()> {
    sqlx::query!(
        "update clerk_user set version = $3, is_banned = $4 where issuer = $1 and subject = $2",
        issuer,
        subject,
        version,
        is_banned
    )
    .execute(tx)
    .await?;
    Ok(())
}

pub async fn set_deleted(tx: &mut Transaction, issuer: &str, subject: &str) -> Result<()> {
    let done =
        sqlx::query!("update clerk_user set deleted_at = now() where issuer = $1 and subject = $2", issuer, subject);
    done.execute(tx).await?;
    Ok(())
}

/// Notes that the account of this issuer's users is erased.
pub async fn set_erased(tx: &mut Transaction, issuer: &str, account: UserId) -> Result<()> {
    let done = sqlx::query!(
        "insert into clerk_user (issuer, subject, version, erased_at)
         select issuer, subject, $3, now() from identity where account_id = $2 and issuer = $1 order by subject
         on conflict on constraint clerk_user_pk do update set erased_at = now()",
        issuer,
        account.0,
        i64::MIN
    );
    done.execute(tx).await?;
    Ok(())
}

/// Forgets that a user erased the account here: they sign up again.
pub async fn unset_erased(tx: &mut Transaction, issuer: &str, subject: &str) -> Result<()> {
    let done =
        sqlx::query!("update clerk_user set erased_at = null where issuer = $1 and subject = $2", issuer, subject);
    done.execute(tx).await?;
    Ok(())
}

/// What decides whether a user at Clerk may sign in.
pub struct SignInState {
    pub account: UserId,
    pub is_disabled: bool,
    pub has_two_factor: bool,
}

/// The account of a user at Clerk. A change of it that is in progress is waited for, and later ones wait for this transaction.
pub async fn sign_in(tx: &mut Transaction, issuer: &str, subject: &str) -> Result<Option<SignInState>> {
    let row = sqlx::query!(
        r#"select account.id, disabled_at is not null as "is_disabled!", two_factor_at is not null as "has_two_factor!"
           from account where id = (select account_id from identity where issuer = $1 and subject = $2) for share"#,
        issuer,
        subject
    );
    Ok(row.fetch_optional(tx).await?.map(|row| SignInState {
        account: row.id.into(),
        is_disabled: row.is_disabled,
        has_two_factor: row.has_two_factor,
    }))
}

/// Whether Clerk has banned or deleted the user. Asked after the account's row was locked, because webhooks lock it, too.
pub async fn is_shut_out(tx: &mut Transaction, issuer: &str, subject: &str) -> Result<bool> {
    let found = sqlx::query_scalar!(
        r#"select exists (
               select from clerk_user where issuer = $1 and subject = $2 and (is_banned or deleted_at is not null)
           ) as "found!""#,
        issuer,
        subject
    );
    Ok(found.fetch_one(tx).await?)
}

/// Notes a session at Clerk; false if it was noted before, or the user was unlinked just now. Another request that notes it is waited for. The
/// caller has locked the account's row, as those who unlink do.
pub async fn begin_session(tx: &mut Transaction, issuer: &str, subject: &str, id: &str) -> Result<bool> {
    let insert = sqlx::query!(
        "insert into clerk_session (id, issuer, subject) select $1, issuer, subject from identity where issuer = $2 and subject = $3
         on conflict on constraint clerk_session_pk do nothing",
        id,
        issuer,
        subject
    );
    Ok(insert.execute(tx).await?.rows_affected() == 1)
}

pub async fn set_session(tx: &mut Transaction, id: &str, session: SessionId) -> Result<()> {
    sqlx::query!("update clerk_session set session_id = $2 where id = $1", id, session.0).execute(tx).await?;
    Ok(())
}

/// The session here that a session at Clerk has opened. One that has opened none is noted, so that its tokens open none any more; its user may
/// not be known here yet.
pub async fn end_session(tx: &mut Transaction, issuer: &str, subject: &str, id: &str) -> Result<Option<SessionId>> {
    let session = sqlx::query_scalar!(
        "insert into clerk_session as known (id, issuer, subject)
         values ($1, $2, $3) on conflict on constraint clerk_session_pk do update set id = known.id returning session_id",
        id,
        issuer,
        subject
    );
    Ok(session.fetch_optional(tx).await?.flatten().map(SessionId::from))
}

/// Clerk can send a webhook again for as long as Svix keeps it, 90 days; a session at Clerk can last for years, but hardly does.
pub async fn forget(db: &Database) -> Result<()> {
    sqlx::query!(
        "with webhooks as (delete from clerk_webhook where received_at < now() - interval '100 days'),
              users as (delete from clerk_user where deleted_at < now() - interval '100 days')
         delete from clerk_session where session_id is null and created_at < now() - interval '2 years'"
    )
    .execute(db)
    .await?;
    Ok(())
}
