//! Changing the username. One that was given up stays its account's: it still leads to the account, and no other account can take it.

use super::sessions::CurrentUser;
use super::{store, taken_or, username_taken};
use crate::error::is_deadlock;
use crate::{Error, Result, Services, access};
use domain::accounts::{Account, Username};
use domain::{Code, Problem};
use time::macros::format_description;
use time::{Duration, OffsetDateTime};

/// How long a username stays, so that others can learn it.
const STAYS: Duration = Duration::days(60);

/// Since when, or from when on, the username can be changed; none if it never was changed, and can be.
///
/// Errors: `signin_required`, `onboarding_required`.
pub async fn username_changeable_at(svc: &Services, current_user: &CurrentUser) -> Result<Option<OffsetDateTime>> {
    let member = access::member(current_user)?;
    Ok(store::username_changed_at(&svc.db, member.id).await?.map(|changed_at| changed_at + STAYS))
}

/// Changes the username, at most once in 60 days. A former one of the account may be taken back.
///
/// Errors: `signin_required`, `onboarding_required`, and with a sentence for the field `validation_failed`, `username_taken`,
/// `username_changed_recently`.
pub async fn change_username(svc: &Services, current_user: &CurrentUser, wanted: &str) -> Result<Account> {
    let member = access::member(current_user)?;
    let parsed = Username::parse(wanted).and_then(|username| match username.as_str() == member.username {
        true => Err("That is your username already.".into()),
        false => Ok(username),
    });
    let username = parsed.map_err(|sentence| Problem::field(Code::ValidationFailed, "username", sentence))?;
    let changed = store::change_username(&svc.db, member.id, &username, STAYS).await;
    let changed = changed.map_err(|error| match &error {
        // Two accounts that swap their names wait for each other: each one's name is still the other's.
        Error::Database(cause) if is_deadlock(cause) => username_taken(&username).into(),
        _ => taken_or(error, || username_taken(&username)),
    });
    if !changed? {
        let changed_at = store::username_changed_at(&svc.db, member.id).await?.ok_or_else(Problem::not_found)?;
        return Err(changed_recently(changed_at + STAYS).into());
    }
    Ok(store::account(&svc.db, member.id).await?.ok_or_else(Problem::not_found)?)
}

fn changed_recently(changeable_at: OffsetDateTime) -> Problem {
    let date = format_description!("[day padding:none] [month repr:long] [year], [hour]:[minute] UTC");
    let date = changeable_at.format(date).unwrap_or_default();
    let sentence = format!("You changed your username a short while ago. You can change it again from {date}.");
    Problem::field(Code::UsernameChangedRecently, "username", sentence)
}
