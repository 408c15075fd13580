//! Accounts of users who sign in at an outside identity provider, which tells of their addresses.

use super::{email_taken, links, store, taken_or};
use crate::Result;
use crate::database::Transaction;
use domain::UserId;
use domain::accounts::Email;
use time::OffsetDateTime;

/// Gives an account the address that its user has at the provider. An account with a password of its own keeps its address, which its owner
/// changes here. So does an account whose new address is another account's.
///
/// Errors: `email_taken` if another account gets the address at the same moment.
pub(crate) async fn follow_email(
    tx: &mut Transaction,
    account: UserId,
    email: &Email,
    is_verified: bool,
) -> Result<()> {
    if store::has_password(tx, account).await? {
        return Ok(());
    }
    if store::email_is_taken(&mut *tx, email, Some(account)).await? {
        tracing::warn!(%account, "the account keeps its address: another one has the address that its user has at the provider");
        return Ok(());
    }
    let changed = store::set_email(tx, account, email, is_verified).await;
    if changed.map_err(|error| taken_or(error, email_taken))? {
        // Links that were mailed to the old address.
        links::delete(tx, account, Some(OffsetDateTime::UNIX_EPOCH)).await?;
    }
    Ok(())
}
