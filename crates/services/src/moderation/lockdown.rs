//! Lockdown: only the owner, moderators and staff write, until it is lifted. The chat modes stay as they are, so that they are in force
//! again afterwards.

use super::store;
use crate::access;
use crate::accounts::CurrentUser;
use crate::audit::{self, ChannelAction};
use crate::{Result, Services};
use domain::ActionId;
use domain::channels::ChannelRef;
use domain::moderation::Permission;

/// Locks a channel's chat down; answers the action, or none if it is locked down already. Needs the permission `modes`.
///
/// Errors: `signin_required`, `forbidden`, `not_found`, `rate_limited`.
pub async fn lock_down(svc: &Services, current_user: &CurrentUser, channel: &ChannelRef) -> Result<Option<ActionId>> {
    set(svc, current_user, channel, true).await
}

/// Lifts a lockdown; nothing happens if there is none.
///
/// Errors: those of [`lock_down`].
pub async fn lift_lockdown(svc: &Services, current_user: &CurrentUser, channel: &ChannelRef) -> Result<()> {
    set(svc, current_user, channel, false).await.map(drop)
}

async fn set(svc: &Services, current_user: &CurrentUser, channel: &ChannelRef, on: bool) -> Result<Option<ActionId>> {
    let moderator = access::moderator(svc, current_user, channel, Some(Permission::Modes)).await?;
    svc.limits.moderation.take(moderator.user())?;
    let mut tx = svc.db.begin().await?;
    super::lock(&mut tx, &moderator).await?;
    if !store::set_lockdown(&mut tx, moderator.channel(), on).await? {
        return Ok(None);
    }
    let action = ChannelAction::new(if on { "lock_down" } else { "lift_lockdown" });
    let id = action.id;
    audit::record_in_channel(&mut tx, &moderator, action).await?;
    tx.commit().await?;
    Ok(Some(id))
}
