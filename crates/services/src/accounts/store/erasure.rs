//! What the database deletes of an erased account, by statements here and by its foreign keys.

use crate::Result;
use crate::database::Transaction;
use domain::UserId;

/// Unfollows all channels. They are locked in the order of ids together with the account's own, as all that locks several channels.
pub async fn delete_channel_follows(tx: &mut Transaction, account: UserId) -> Result<()> {
    sqlx::query!(
        "select from channel
         where owner_id = $1 or id in (select channel_id from channel_follow where account_id = $1) order by id for no key update",
        account.0
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!("delete from channel_follow where account_id = $1", account.0).execute(&mut *tx).await?;
    Ok(())
}

/// An account that is no more.
pub struct DeletedAccount {
    pub email: String,
    /// As mails greet it.
    pub name: String,
    /// BCP 47.
    pub language: String,
}

/// Deletes an account's row, and with it all that refers to it (`accounts::REFERENCES`); none if there is no such account.
pub async fn delete(tx: &mut Transaction, account: UserId) -> Result<Option<DeletedAccount>> {
    let deleted = sqlx::query_as!(
        DeletedAccount,
        r#"delete from account using profile where account.id = $1 and profile.account_id = account.id
           returning email, coalesce(display_name, email) as "name!", language"#,
        account.0
    );
    Ok(deleted.fetch_optional(tx).await?)
}

/// Deletes the mails to an address, sent ones included: those that do not name their account, and so do not go with it.
pub async fn delete_mails(tx: &mut Transaction, recipient: &str) -> Result<()> {
    sqlx::query!("delete from outgoing_mail where recipient = $1 and account_id is null", recipient)
        .execute(tx)
        .await?;
    Ok(())
}
