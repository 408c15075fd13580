//! The audit log: what moderators and administrators did. It is written in the transaction that does it, and never changed.

use crate::Result;
use crate::database::Transaction;
use domain::UserId;
use serde_json::Value;
use uuid::Uuid;

/// Notes what an administrator did to an account. `detail` is a JSON object with the `reason`, if one was given.
pub async fn record(
    tx: &mut Transaction,
    actor: UserId,
    action: &'static str,
    target: UserId,
    detail: Value,
) -> Result<()> {
    sqlx::query!(
        "insert into audit (id, actor_id, action, target_account_id, detail) values ($1, $2, $3, $4, $5)",
        Uuid::now_v7(),
        actor.0,
        action,
        target.0,
        detail
    )
    .execute(tx)
    .await?;
    Ok(())
}
