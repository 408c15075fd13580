//! Who moderates a channel, and what each of them may do.

use super::{store, target};
use crate::access::{self, ChannelOwner};
use crate::accounts::CurrentUser;
use crate::audit;
use crate::{Result, Services};
use domain::accounts::UserRef;
use domain::channels::ChannelRef;
use domain::moderation::{ChannelModerator, ModeratorChange, Permission};
use domain::{Code, Problem};
use serde_json::json;

/// The most moderators of a channel.
pub const MODERATORS_PER_CHANNEL: i64 = 200;

/// The moderators of a channel, the oldest first. For its owner.
///
/// Errors: `signin_required`, `forbidden`, `not_found`.
pub async fn moderators(
    svc: &Services,
    current_user: &CurrentUser,
    channel: &ChannelRef,
) -> Result<Vec<ChannelModerator>> {
    let owner = access::channel_owner(svc, current_user, channel).await?;
    store::moderators(&svc.db, owner.channel()).await
}

/// Makes a user a moderator, with all permissions if none are named, or changes what one may do, at once and in open tabs, too; one who is a
/// moderator already keeps their permissions if none are named. For the channel's owner.
///
/// Errors: `signin_required`, `not_found`, `rate_limited`; `validation_failed` if the user is missing, or is the owner; `conflict` for a user who
/// is banned there, or beyond [`MODERATORS_PER_CHANNEL`].
pub async fn set_moderator(
    svc: &Services,
    current_user: &CurrentUser,
    channel: &ChannelRef,
    change: ModeratorChange,
) -> Result<ChannelModerator> {
    let owner = access::channel_owner(svc, current_user, channel).await?;
    svc.limits.moderation.take(owner.user())?;
    let invalid = |sentence: &str| Problem::field(Code::ValidationFailed, "username", sentence);
    let named = change.user_id.or(change.username).unwrap_or_default();
    let named = named.trim().trim_start_matches('@');
    if named.is_empty() {
        return Err(invalid("Write the name of the person.").into());
    }
    let nobody = || invalid("Nobody here has this name. Check how it is written.");
    let user = named.parse::<UserRef>().map_err(|_| nobody())?;
    let user = target(svc, &user).await.map_err(|error| match error {
        crate::Error::Problem(problem) if problem.code == Code::NotFound => nobody().into(),
        error => error,
    })?;
    if user.id == owner.user() {
        return Err(invalid("This is you. You may do all this as the owner.").into());
    }
    let mut tx = svc.db.begin().await?;
    store::lock_channel(&mut tx, owner.channel()).await?.ok_or_else(Problem::not_found)?;
    if store::ban_state(&mut tx, owner.channel(), user.id).await?.is_some() {
        return Err(Problem::new(Code::Conflict, "This person is banned here. Lift the ban first.").into());
    }
    let before = store::moderator(&mut tx, owner.channel(), user.id).await?;
    let is_new = before.is_none();
    let mut permissions = match (change.permissions, before) {
        (Some(permissions), _) => permissions,
        (None, Some(before)) => return Ok(before),
        (None, None) => Permission::ALL.to_vec(),
    };
    permissions.sort_unstable();
    permissions.dedup();
    if is_new && store::count_moderators(&mut tx, owner.channel()).await? >= MODERATORS_PER_CHANNEL {
        let sentence = format!("A channel has {MODERATORS_PER_CHANNEL} moderators at most. Remove one first.");
        return Err(Problem::new(Code::Conflict, sentence).into());
    }
    store::put_moderator(&mut tx, &owner, user.id, &permissions).await?;
    let action = if is_new { "add_moderator" } else { "change_moderator" };
    record(&mut tx, &owner, action, user.id, json!({ "permissions": permissions })).await?;
    let moderator = store::moderator(&mut tx, owner.channel(), user.id).await?.ok_or_else(Problem::not_found)?;
    tx.commit().await?;
    Ok(moderator)
}

async fn record(
    tx: &mut crate::database::Transaction,
    owner: &ChannelOwner,
    action: &'static str,
    user: domain::UserId,
    detail: serde_json::Value,
) -> Result<()> {
    let action = audit::ChannelAction { user: Some(user), detail, ..audit::ChannelAction::new(action) };
    audit::record_in_channel(tx, &owner.as_moderator(), action).await
}

/// Removes a moderator. For the channel's owner, and for moderators who leave by themselves.
///
/// Errors: `signin_required`, `forbidden`, `rate_limited`; `not_found` also if the user is no moderator there.
pub async fn remove_moderator(
    svc: &Services,
    current_user: &CurrentUser,
    channel: &ChannelRef,
    user: &UserRef,
) -> Result<()> {
    let moderator = access::moderator(svc, current_user, channel, None).await?;
    svc.limits.moderation.take(moderator.user())?;
    let user = target(svc, user).await?;
    if user.id != moderator.user() && !moderator.is_owner() {
        return Err(Problem::new(Code::Forbidden, "Only the channel's owner can do this.").into());
    }
    let mut tx = svc.db.begin().await?;
    store::lock_channel(&mut tx, moderator.channel()).await?.ok_or_else(Problem::not_found)?;
    if !store::delete_moderator(&mut tx, moderator.channel(), user.id).await? {
        return Err(Problem::new(Code::NotFound, "This person does not moderate the channel.").into());
    }
    let action = audit::ChannelAction { user: Some(user.id), ..audit::ChannelAction::new("remove_moderator") };
    audit::record_in_channel(&mut tx, &moderator, action).await?;
    tx.commit().await?;
    Ok(())
}
