//! Accounts of users who sign in at an outside identity provider, which tells of their addresses.

use super::{credentials, email_taken, links, store, taken_or};
use crate::database::Transaction;
use crate::{Result, Services};
use domain::UserId;
use domain::accounts::Email;

/// Gives an account the address that its user has at the provider. An account that can be signed in to by other means, too, keeps its address,
/// which its owner changes here. So does an account whose new address is another account's. The caller has locked the account's row.
///
/// Errors: `email_taken` if another account gets the address at the same moment.
pub(crate) async fn follow_email(
    tx: &mut Transaction,
    svc: &Services,
    account: UserId,
    email: &Email,
    is_verified: bool,
) -> Result<()> {
    if store::has_other_way_in(tx, account).await? || store::has_email(tx, account, email, is_verified).await? {
        return Ok(());
    }
    if store::email_is_taken(&mut *tx, email, Some(account)).await? {
        tracing::warn!(%account, "the account keeps its address: another one has the address that its user has at the provider");
        return Ok(());
    }
    let before = store::replace_email(tx, account, email, is_verified).await;
    let Some(before) = before.map_err(|error| taken_or(error, email_taken))? else { return Ok(()) };
    if before.email != email.as_str() {
        // The user at the provider may be a thief's, who has linked it: what takes that back has to stay.
        links::delete(tx, account, None).await?;
        credentials::tell_of_address(tx, svc, &before, email).await?;
    }
    Ok(())
}
