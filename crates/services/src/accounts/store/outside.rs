//! Statements for accounts of users who sign in at an outside identity provider.

use crate::Result;
use crate::database::Transaction;
use domain::UserId;
use domain::accounts::Email;

/// Whether the account can be signed in to by other means than one identity. False also if there is no such account.
pub async fn has_other_way_in(tx: &mut Transaction, account: UserId) -> Result<bool> {
    let found = sqlx::query_scalar!(
        r#"select exists (
               select from account where id = $1 and (password_hash is not null or (select count(*) from identity where account_id = $1) > 1)
           ) as "found!""#,
        account.0
    );
    Ok(found.fetch_one(tx).await?)
}

/// Whether this is the account's address, and as much confirmed.
pub async fn has_email(tx: &mut Transaction, account: UserId, email: &Email, is_verified: bool) -> Result<bool> {
    let found = sqlx::query_scalar!(
        r#"select exists (select from account where id = $1 and email = $2 and email_verified = $3) as "found!""#,
        account.0,
        email.as_str(),
        is_verified
    );
    Ok(found.fetch_one(tx).await?)
}
