//! The table `idempotency_key`.

use super::IdempotencyKey;
use crate::Result;
use crate::database::Database;
use std::time::Duration;

/// What is noted of a key.
pub struct Noted {
    pub request_digest: Vec<u8>,
    /// Status and sealed body.
    pub answer: Option<(i16, Vec<u8>)>,
    pub age: Duration,
}

/// Notes a key; false if it is noted already, and not too old to count.
pub async fn note(db: &Database, key: &IdempotencyKey, remembered: Duration) -> Result<bool> {
    let noted = sqlx::query!(
        "insert into idempotency_key (account_id, key, request_digest) values ($1, $2, $3)
         on conflict (account_id, key) do update
             set request_digest = excluded.request_digest, status = null, body_sealed = null, created_at = now()
             where idempotency_key.created_at < now() - make_interval(secs => $4)",
        key.user.0,
        key.key,
        key.request,
        remembered.as_secs_f64()
    );
    Ok(noted.execute(db).await?.rows_affected() > 0)
}

pub async fn find(db: &Database, key: &IdempotencyKey) -> Result<Option<Noted>> {
    let row = sqlx::query!(
        r#"select request_digest, status, body_sealed, extract(epoch from now() - created_at)::float8 as "age!"
           from idempotency_key where account_id = $1 and key = $2"#,
        key.user.0,
        key.key
    );
    Ok(row.fetch_optional(db).await?.map(|row| Noted {
        request_digest: row.request_digest,
        answer: row.status.zip(row.body_sealed),
        age: Duration::try_from_secs_f64(row.age).unwrap_or_default(),
    }))
}

pub async fn keep(db: &Database, key: &IdempotencyKey, status: i16, body: &[u8]) -> Result<()> {
    sqlx::query!(
        "update idempotency_key set status = $3, body_sealed = $4 where account_id = $1 and key = $2",
        key.user.0,
        key.key,
        status,
        body
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn release(db: &Database, key: &IdempotencyKey) -> Result<()> {
    sqlx::query!(
        "delete from idempotency_key where account_id = $1 and key = $2 and status is null",
        key.user.0,
        key.key
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn forget(db: &Database, remembered: Duration) -> Result<()> {
    sqlx::query!(
        "delete from idempotency_key where created_at < now() - make_interval(secs => $1)",
        remembered.as_secs_f64()
    )
    .execute(db)
    .await?;
    Ok(())
}
