//! The tables `two_factor` and `recovery_code`, and whether an account signs in with a code.

use crate::Result;
use crate::database::{Database, Transaction};
use domain::{SessionId, UserId};
use std::time::Duration;
use uuid::Uuid;

/// How long a secret may be confirmed after it was made.
const SETUP: Duration = Duration::from_secs(15 * 60);

/// Two-factor sign-in of an account, in force or being set up.
pub struct TwoFactorRow {
    pub secret_sealed: Vec<u8>,
    /// The session that sets it up; none if it is in force.
    pub session_id: Option<Uuid>,
    pub recovery_codes: i64,
}

/// None if it is off. A secret that was not confirmed in time does not count.
pub async fn find(db: &Database, account: UserId) -> Result<Option<TwoFactorRow>> {
    let row = sqlx::query_as!(
        TwoFactorRow,
        r#"select secret_sealed, session_id,
                  (select count(*) from recovery_code where recovery_code.account_id = two_factor.account_id) as "recovery_codes!"
           from two_factor
           where account_id = $1 and (session_id is null or created_at > now() - make_interval(secs => $2))"#,
        account.0,
        SETUP.as_secs_f64()
    );
    Ok(row.fetch_optional(db).await?)
}

/// Switches two-factor sign-in on or off; false if it is so already.
pub async fn switch(tx: &mut Transaction, account: UserId, on: bool) -> Result<bool> {
    let done = sqlx::query!(
        "update account set two_factor_at = case when $2 then now() end, updated_at = now()
         where id = $1 and (two_factor_at is null) = $2",
        account.0,
        on
    );
    Ok(done.execute(tx).await?.rows_affected() == 1)
}

/// Keeps a secret until this session confirms it, in place of one that was not confirmed; false if two-factor sign-in is on.
pub async fn begin(db: &Database, account: UserId, session: SessionId, secret_sealed: &[u8]) -> Result<bool> {
    let done = sqlx::query!(
        "insert into two_factor (account_id, secret_sealed, session_id) values ($1, $2, $3)
         on conflict on constraint two_factor_pk
         do update set secret_sealed = excluded.secret_sealed, session_id = excluded.session_id, created_at = now()
         where two_factor.session_id is not null",
        account.0,
        secret_sealed,
        session.0
    );
    Ok(done.execute(db).await?.rows_affected() == 1)
}

/// Puts the secret that this session set up in force, and notes the step of the code that confirmed it; false if there is another secret.
pub async fn confirm(
    tx: &mut Transaction,
    account: UserId,
    session: SessionId,
    secret_sealed: &[u8],
    step: i64,
) -> Result<bool> {
    let done = sqlx::query!(
        "update two_factor set session_id = null, last_step = $4 where account_id = $1 and session_id = $2 and secret_sealed = $3",
        account.0,
        session.0,
        secret_sealed,
        step
    );
    Ok(done.execute(tx).await?.rows_affected() == 1)
}

/// The secret in force, sealed.
pub async fn secret(tx: &mut Transaction, account: UserId) -> Result<Option<Vec<u8>>> {
    let secret = sqlx::query_scalar!(
        "select secret_sealed from two_factor where account_id = $1 and session_id is null",
        account.0
    );
    Ok(secret.fetch_optional(tx).await?)
}

/// Steps that a code may be older than the last one that was used before that one's time counts as that of a wrong clock, which has been set
/// back since. Codes count for two steps.
const CLOCK_WAS_AHEAD: i64 = 10;

/// Uses the code of a step up. Of several requests with one code, one gets true.
pub async fn use_step(tx: &mut Transaction, account: UserId, step: i64) -> Result<bool> {
    let done = sqlx::query!(
        "update two_factor set last_step = $2
         where account_id = $1 and session_id is null and (last_step < $2 or last_step > $2 + $3::bigint)",
        account.0,
        step,
        CLOCK_WAS_AHEAD
    );
    Ok(done.execute(tx).await?.rows_affected() == 1)
}

/// Uses a recovery code up. Of several requests with one code, one gets true.
pub async fn use_recovery_code(tx: &mut Transaction, account: UserId, digest: &[u8]) -> Result<bool> {
    let done = sqlx::query!("delete from recovery_code where account_id = $1 and digest = $2", account.0, digest);
    Ok(done.execute(tx).await?.rows_affected() == 1)
}

pub async fn replace_recovery_codes(tx: &mut Transaction, account: UserId, digests: &[Vec<u8>]) -> Result<()> {
    sqlx::query!("delete from recovery_code where account_id = $1", account.0).execute(&mut *tx).await?;
    sqlx::query!("insert into recovery_code (account_id, digest) select $1, unnest($2::bytea[])", account.0, digests)
        .execute(tx)
        .await?;
    Ok(())
}

/// Puts a secret in force for an account whose two-factor sign-in this transaction has switched on; another secret's recovery codes go.
/// Where it was on before, nothing changes.
pub async fn restore(tx: &mut Transaction, account: UserId, secret_sealed: &[u8], last_step: i64) -> Result<()> {
    // `now()` is the transaction's time.
    sqlx::query!(
        "delete from two_factor using account where account_id = $1 and account.id = account_id and account.two_factor_at = now()",
        account.0
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "insert into two_factor (account_id, secret_sealed, last_step)
         select id, $2, $3 from account where id = $1 and two_factor_at = now()",
        account.0,
        secret_sealed,
        last_step
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Forgets the secret and the recovery codes of an account without two-factor sign-in.
pub async fn delete(tx: &mut Transaction, account: UserId) -> Result<()> {
    sqlx::query!(
        "delete from two_factor using account
         where account_id = $1 and account.id = account_id and account.two_factor_at is null",
        account.0
    )
    .execute(tx)
    .await?;
    Ok(())
}
