//! Users as others see them: their page, and what administrators change of an account.

use crate::accounts::store::{self, AccountState};
use crate::accounts::{self, CurrentUser, sessions};
use crate::database::Transaction;
use crate::mail::{self, Recipient, Template};
use crate::streams::{self, lifecycle, store::StreamRow};
use crate::{Result, Services, access, audit, blocks, channels, follows, moderation};
use domain::accounts::{Email, ProfileChange, User, UserRef};
use domain::streams::Status;
use domain::users::{ChangedUser, Reason, UserChange, UserOverview};
use domain::{Code, Problem, UserId};
use serde_json::json;

/// A user. One without a username is not found, nor is one whose account is disabled, but by administrators.
///
/// Errors: `not_found`.
pub async fn get_user(svc: &Services, current_user: &CurrentUser, user: &UserRef) -> Result<User> {
    let even_disabled = access::administrator(current_user).is_ok();
    Ok(store::user(svc.db_for(current_user), user, even_disabled).await?.ok_or_else(Problem::not_found)?)
}

/// What the page of a user shows. A former username finds the user, too.
///
/// Errors: `not_found`, as [`get_user`].
pub async fn user_page(svc: &Services, current_user: &CurrentUser, user: &UserRef) -> Result<UserOverview> {
    let visible = store::user(svc.db_for(current_user), user, false).await?;
    let is_disabled = visible.is_none();
    let user = match visible {
        Some(user) => user,
        None if access::administrator(current_user).is_ok() => get_user(svc, current_user, user).await?,
        None => return Err(Problem::not_found().into()),
    };
    let channels = channels::of_user(svc, current_user, user.id).await?;
    let follows = follows::of_user(svc, current_user, user.id).await?;
    let is_blocked = blocks::has_blocked(svc, current_user, user.id).await?;
    Ok(UserOverview {
        user,
        is_disabled,
        follower_count: follows.follower_count,
        is_following: follows.is_following,
        is_blocked,
        channels,
        followed_channels: follows.channels,
        followed_users: follows.users,
    })
}

/// Changes the own profile, or as an administrator any account. What administrators do is in the audit log. Who is disabled, or gets another
/// role, is signed out everywhere; what a disabled account has on air ends, and its channels are hidden until it is enabled again.
///
/// Errors: `signin_required`, `not_found`; `forbidden` for another user's account, and for what only administrators change; `bad_request`
/// without a reason for what administrators do; `validation_failed`, `onboarding_required`, `rate_limited`; `last_administrator` if none would
/// be left.
pub async fn change_user(
    svc: &Services,
    current_user: &CurrentUser,
    user: &UserRef,
    change: UserChange,
) -> Result<ChangedUser> {
    let requester = access::signed_in(current_user)?;
    if access::administrator(current_user).is_ok() {
        return administrate(svc, requester.id(), user, change).await;
    }
    let target = store::account_state(&svc.db, user).await?.ok_or_else(Problem::not_found)?;
    if target.id != requester.id() {
        let is_visible = target.is_named && !target.disabled;
        return Err(if is_visible { not_yours() } else { Problem::not_found() }.into());
    }
    if change.concerns_account() {
        return Err(Problem::new(Code::Forbidden, "Only administrators can change this of an account.").into());
    }
    let account = accounts::change_profile(svc, current_user, change.profile).await?;
    Ok(ChangedUser { account, disabled: None })
}

fn not_yours() -> Problem {
    Problem::new(Code::Forbidden, "This is another user's account. Only they and administrators can change it.")
}

async fn administrate(
    svc: &Services,
    administrator: UserId,
    user: &UserRef,
    change: UserChange,
) -> Result<ChangedUser> {
    let (wanted, reason) = change.check_account()?;
    let profile = change.profile.check()?;
    let mut tx = svc.db.begin().await?;
    let administrators = store::lock_administrators(&mut tx).await?;
    if !administrators.contains(&administrator) {
        return Err(access::not_administrator().into());
    }
    let before = store::account_state(&mut tx, user).await?.ok_or_else(Problem::not_found)?;
    let own = before.id == administrator;
    if !own && !change.profile.is_empty() && reason.is_none() {
        return Err(Reason::missing().into());
    }
    let after = AccountState {
        is_admin: wanted.is_admin.unwrap_or(before.is_admin),
        disabled: wanted.disabled.unwrap_or(before.disabled),
        email_verified: wanted.email_verified.unwrap_or(before.email_verified),
        ..before
    };
    if administrators == [before.id] && (after.disabled || !after.is_admin) {
        return Err(last_administrator().into());
    }
    if profile.display_name.is_some() && !before.is_named {
        let sentence = "This user has not chosen a username yet, and has no display name until then.";
        return Err(Problem::field(Code::OnboardingRequired, "displayName", sentence).into());
    }
    let seen_before = channels::visibility_of_owner(&mut tx, before.id).await?;
    store::change_account(&mut tx, before.id, wanted).await?;
    let account = store::change_profile(&mut tx, before.id, &profile).await?.ok_or_else(Problem::not_found)?;
    note(&mut tx, administrator, (before, after), reason.as_ref(), &change.profile, own).await?;
    if after.is_admin && !before.is_admin {
        // No ban binds staff.
        moderation::store::delete_bans_of(&mut tx, before.id).await?;
    }
    let is_disabled_now = after.disabled && !before.disabled;
    if is_disabled_now && let Ok(email) = Email::parse(&account.email) {
        let reason = reason.as_ref().map(Reason::as_str).unwrap_or_default();
        let template = Template::Disabled { name: account.name(), reason };
        mail::queue(&mut tx, svc, Recipient::new(&account, &email), template).await?;
    }
    if is_disabled_now || after.is_admin != before.is_admin {
        sessions::end_all(&mut tx, before.id, None).await?;
    }
    let ended = match is_disabled_now {
        true => end_streams(&mut tx, svc, before.id).await?,
        false => Vec::new(),
    };
    let seen_after = channels::visibility_of_owner(&mut tx, before.id).await?;
    tx.commit().await?;
    mail::wake(svc);
    for stream in &ended {
        svc.live_sessions.cut(stream.channel_id.into());
        lifecycle::tell_ended(svc, stream).await;
    }
    if after.disabled != before.disabled {
        channels::owner_changed(svc, &seen_before, &seen_after, after.disabled).await;
    }
    // Its channels show their owner's name.
    svc.live.forget(&());
    Ok(ChangedUser { account, disabled: Some(after.disabled) })
}

/// Ends what an account's channels have on air, as a part of a transaction: its encoders cannot come back, and viewers must not wait for them.
/// Call [`lifecycle::tell_ended`] after the commit.
async fn end_streams(tx: &mut Transaction, svc: &Services, owner: UserId) -> Result<Vec<StreamRow>> {
    let mut open = streams::store::open_of_owner(&mut *tx, owner).await?;
    // In the order of ids, so that two transactions that end the same streams do not wait for each other.
    open.sort_by_key(|stream| stream.id);
    let mut ended = Vec::new();
    for stream in open.iter().filter(|stream| stream.status == Status::Live) {
        ended.extend(lifecycle::end_in(&mut *tx, svc, stream.id.into()).await?);
    }
    Ok(ended)
}

pub(crate) fn last_administrator() -> Problem {
    Problem::new(
        Code::LastAdministrator,
        "This is the last administrator. Make another user an administrator first, or nobody could do it any more.",
    )
}

/// Writes what has changed to the audit log, one entry for each action.
async fn note(
    tx: &mut Transaction,
    administrator: UserId,
    (before, after): (AccountState, AccountState),
    reason: Option<&Reason>,
    profile: &ProfileChange,
    own: bool,
) -> Result<()> {
    let switched = |before: bool, after: bool, on: &'static str, off: &'static str| {
        (before != after).then_some(if after { on } else { off })
    };
    let actions = [
        switched(before.disabled, after.disabled, "disable_user", "enable_user"),
        switched(before.is_admin, after.is_admin, "grant_admin", "revoke_admin"),
        switched(before.email_verified, after.email_verified, "verify_email", "unverify_email"),
    ];
    for action in actions.into_iter().flatten() {
        audit::record(tx, administrator, action, before.id, json!({ "reason": reason.map(Reason::as_str) })).await?;
    }
    if !own && !profile.is_empty() {
        let detail = json!({ "reason": reason.map(Reason::as_str), "fields": profile.names() });
        audit::record(tx, administrator, "change_profile", before.id, detail).await?;
    }
    Ok(())
}
