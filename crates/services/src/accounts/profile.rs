//! What users change of themselves: names, words and links that others see, and how pages look to them.

use super::sessions::CurrentUser;
use super::store;
use crate::{Result, Services, access};
use domain::accounts::{Account, ProfileChange};
use domain::{Problem, fingerprint};

/// Changes the current user's profile; what is left out stays.
///
/// Errors: `signin_required`; `validation_failed` with sentences for the fields; `onboarding_required` for a display name without a username;
/// `rate_limited`.
pub async fn change_profile(svc: &Services, current_user: &CurrentUser, change: ProfileChange) -> Result<Account> {
    change_profile_as_seen(svc, current_user, change, None).await
}

/// The same for a form that says what it was made of: `seen` is the [`Account::profile_fingerprint`] of then. Of several that were made of the
/// same values, one is saved.
///
/// Errors: also `conflict` if other values are stored now.
pub async fn change_profile_as_seen(
    svc: &Services,
    current_user: &CurrentUser,
    change: ProfileChange,
    seen: Option<String>,
) -> Result<Account> {
    let user = access::signed_in(current_user)?.id();
    let checked = change.check()?;
    if checked.display_name.is_some() {
        access::member(current_user)?;
    }
    svc.limits.profile.take(user)?;
    let mut tx = svc.db.begin().await?;
    if let Some(seen) = seen {
        // No other change may come between the comparison and this one.
        store::lock(&mut tx, user).await?;
        let stored = store::account(&mut tx, user).await?.ok_or_else(Problem::not_found)?;
        fingerprint::compare(&seen, &stored.profile_fingerprint())?;
    }
    let account = store::change_profile(&mut tx, user, &checked).await?.ok_or_else(Problem::not_found)?;
    tx.commit().await?;
    // Its channels show their owner's name.
    svc.live.forget(&());
    Ok(account)
}
