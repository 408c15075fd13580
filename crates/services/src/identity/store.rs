//! The tables `identity` and `used_sign_in_state`, and which identity opened a session.

use super::provider::Claims;
use crate::Result;
use crate::database::{Database, Transaction};
use domain::{IdentityId, SessionId, UserId};
use std::time::Duration;
use time::OffsetDateTime;
use uuid::Uuid;

/// A row of `identity`.
pub struct IdentityRow {
    pub id: Uuid,
    pub provider: String,
    pub email: Option<String>,
    pub created_at: OffsetDateTime,
}

/// The identity of this issuer and subject, and its account.
pub async fn find(db: &Database, claims: &Claims) -> Result<Option<(IdentityId, UserId)>> {
    let row = sqlx::query!(
        "select id, account_id from identity where issuer = $1 and subject = $2",
        claims.issuer,
        claims.subject
    );
    Ok(row.fetch_optional(db).await?.map(|row| (row.id.into(), row.account_id.into())))
}

/// Links an identity; none if it is linked already, to whichever account.
pub async fn insert(
    tx: &mut Transaction,
    account: UserId,
    provider: &str,
    claims: &Claims,
) -> Result<Option<IdentityId>> {
    let id = Uuid::now_v7();
    let done = sqlx::query!(
        "insert into identity (id, account_id, provider, issuer, subject, email) values ($1, $2, $3, $4, $5, $6)
         on conflict on constraint identity_subject_unique do nothing",
        id,
        account.0,
        provider,
        claims.issuer,
        claims.subject,
        claims.email
    );
    Ok((done.execute(tx).await?.rows_affected() == 1).then(|| id.into()))
}

/// The account's identities, the oldest first.
pub async fn of_account(db: &Database, account: UserId) -> Result<Vec<IdentityRow>> {
    let rows = sqlx::query_as!(
        IdentityRow,
        "select id, provider, email, created_at from identity where account_id = $1 order by id",
        account.0
    );
    Ok(rows.fetch_all(db).await?)
}

/// Whether the account has a password, or an identity at one of these providers.
pub async fn has_way_in(
    tx: &mut Transaction,
    account: UserId,
    providers: &[String],
    without: Option<(&str, &str)>,
) -> Result<bool> {
    let (issuer, subject) = without.unzip();
    let found = sqlx::query_scalar!(
        r#"select password_hash is not null
               or exists (select from identity where account_id = account.id and provider = any ($2)
                          and (issuer, subject) is distinct from ($3, $4)) as "found!"
           from account where id = $1"#,
        account.0,
        providers,
        issuer,
        subject
    );
    Ok(found.fetch_optional(tx).await?.unwrap_or_default())
}

/// Unlinks an identity of the account; its provider's name, or none if the account has no such identity.
pub async fn delete(tx: &mut Transaction, account: UserId, identity: IdentityId) -> Result<Option<String>> {
    let provider = sqlx::query_scalar!(
        "delete from identity where id = $1 and account_id = $2 returning provider",
        identity.0,
        account.0
    );
    Ok(provider.fetch_optional(tx).await?)
}

/// The account that is linked to this issuer and subject.
pub async fn account_of(tx: &mut Transaction, issuer: &str, subject: &str) -> Result<Option<UserId>> {
    let id = sqlx::query_scalar!("select account_id from identity where issuer = $1 and subject = $2", issuer, subject);
    Ok(id.fetch_optional(tx).await?.map(UserId::from))
}

/// Sets the address that is shown beside an identity.
pub async fn set_email(tx: &mut Transaction, issuer: &str, subject: &str, email: &str) -> Result<()> {
    let set = sqlx::query!("update identity set email = $3 where issuer = $1 and subject = $2", issuer, subject, email);
    set.execute(tx).await?;
    Ok(())
}

/// Unlinks the identity that the provider has deleted.
pub async fn delete_subject(tx: &mut Transaction, issuer: &str, subject: &str) -> Result<()> {
    sqlx::query!("delete from identity where issuer = $1 and subject = $2", issuer, subject).execute(tx).await?;
    Ok(())
}

/// What was linked to the account since then, and the identity of the issuer in `moved` whose address is not the one named there.
pub async fn suspects(
    tx: &mut Transaction,
    account: UserId,
    since: OffsetDateTime,
    moved: Option<(&str, &str)>,
) -> Result<Vec<Uuid>> {
    let (issuer, email) = moved.unzip();
    let ids = sqlx::query_scalar!(
        "select id from identity
         where account_id = $1 and (created_at >= $2 or (issuer = $3 and email is distinct from $4))",
        account.0,
        since,
        issuer,
        email
    );
    Ok(ids.fetch_all(tx).await?)
}

/// Unlinks these identities.
pub async fn delete_all(tx: &mut Transaction, ids: &[Uuid]) -> Result<()> {
    sqlx::query!("delete from identity where id = any ($1)", ids).execute(tx).await?;
    Ok(())
}

/// Uses a state up; false if it was used before.
pub async fn use_state(db: &Database, digest: &[u8], lifetime: Duration) -> Result<bool> {
    let done = sqlx::query!(
        "insert into used_sign_in_state (state_digest, expires_at) values ($1, now() + make_interval(secs => $2))
         on conflict on constraint used_sign_in_state_pk do nothing",
        digest,
        lifetime.as_secs_f64()
    );
    Ok(done.execute(db).await?.rows_affected() == 1)
}

/// Forgets states that would not count any more.
pub async fn delete_expired_states(db: &Database) -> Result<()> {
    sqlx::query!("delete from used_sign_in_state where expires_at < now()").execute(db).await?;
    Ok(())
}

/// The provider of the identity that opened a session, and the sealed ID token.
pub async fn opened_by(db: &Database, session: SessionId) -> Result<Option<(String, Option<Vec<u8>>)>> {
    let row = sqlx::query!(
        "select provider, id_token_sealed from session join identity on identity.id = session.identity_id where session.id = $1",
        session.0
    );
    Ok(row.fetch_optional(db).await?.map(|row| (row.provider, row.id_token_sealed)))
}
