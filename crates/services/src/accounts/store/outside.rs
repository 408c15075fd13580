//! Statements for accounts of users who sign in at an outside identity provider.

use crate::Result;
use crate::database::Transaction;
use domain::UserId;
use domain::accounts::Email;

/// False also if there is no such account.
pub async fn has_password(tx: &mut Transaction, account: UserId) -> Result<bool> {
    let found = sqlx::query_scalar!(
        r#"select exists (select from account where id = $1 and password_hash is not null) as "found!""#,
        account.0
    );
    Ok(found.fetch_one(tx).await?)
}

/// Sets the address and whether it is verified; false if both are so already.
pub async fn set_email(tx: &mut Transaction, account: UserId, email: &Email, is_verified: bool) -> Result<bool> {
    let done = sqlx::query!(
        "update account set email = $2, email_verified = $3, updated_at = now()
         where id = $1 and (email, email_verified) is distinct from ($2, $3)",
        account.0,
        email.as_str(),
        is_verified
    );
    Ok(done.execute(tx).await?.rows_affected() == 1)
}
