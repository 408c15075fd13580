//! What users change of themselves: names, words and links that others see, and how pages look to them.

use super::sessions::CurrentUser;
use super::store;
use crate::{Result, Services, access};
use domain::Problem;
use domain::accounts::{Account, ProfileChange};

/// Changes the current user's profile; what is left out stays.
///
/// Errors: `signin_required`; `validation_failed` with sentences for the fields; `onboarding_required` for a display name without a username;
/// `rate_limited`.
pub async fn change_profile(svc: &Services, current_user: &CurrentUser, change: ProfileChange) -> Result<Account> {
    let user = access::signed_in(current_user)?.id();
    let checked = change.check()?;
    if checked.display_name.is_some() {
        access::member(current_user)?;
    }
    svc.limits.profile.take(user)?;
    let account = store::change_profile(&svc.db, user, &checked).await?.ok_or_else(Problem::not_found)?;
    // Its channels show their owner's name.
    svc.live.forget(&());
    Ok(account)
}
