//! The chat modes of a channel, and what changes them.

use super::room::RoomCommand;
use super::store;
use crate::access;
use crate::accounts::CurrentUser;
use crate::audit::{self, ChannelAction};
use crate::{Result, Services};
use domain::channels::ChannelRef;
use domain::chat::{Filters, FiltersChange};
use domain::moderation::Permission;
use domain::{Code, Problem};
use serde_json::json;

/// The filters of a channel, for its owner and moderators.
///
/// Errors: `signin_required`, `forbidden`, `not_found`.
pub async fn filters(svc: &Services, current_user: &CurrentUser, channel: &ChannelRef) -> Result<Filters> {
    let moderator = access::moderator(svc, current_user, channel, None).await?;
    store::filters(&svc.db, moderator.channel()).await
}

/// Changes them; what is left out stays. Modes take the permission `modes`. Messages that are stored from then on are bound by them.
///
/// Errors: `signin_required`, `forbidden`, `not_found`, `validation_failed`, `rate_limited`; `version_conflict` if another change came before.
pub async fn change_filters(
    svc: &Services,
    current_user: &CurrentUser,
    channel: &ChannelRef,
    change: FiltersChange,
) -> Result<Filters> {
    let needed = change.modes.is_some().then_some(Permission::Modes);
    let moderator = access::moderator(svc, current_user, channel, needed).await?;
    svc.limits.channel_change.take(moderator.channel())?;
    let mut tx = svc.db.begin().await?;
    let before = store::lock_filters(&mut tx, moderator.channel()).await?.ok_or_else(Problem::not_found)?;
    if change.version.is_some_and(|version| version != before.version) {
        let sentence = "These settings were changed meanwhile. Look at them again, then make your change.";
        return Err(Problem::new(Code::VersionConflict, sentence).into());
    }
    let Some(modes) = change.modes else { return Ok(before) };
    let after = Filters { modes: modes.apply(&before.modes)?, version: before.version.saturating_add(1) };
    if after.modes == before.modes {
        return Ok(before);
    }
    store::update_filters(&mut tx, moderator.channel(), &after).await?;
    let detail = json!({ "before": before.modes, "after": after.modes });
    let action = ChannelAction { detail, ..ChannelAction::new("change_modes") };
    audit::record_in_channel(&mut tx, &moderator, action).await?;
    tx.commit().await?;
    svc.rooms.tell(moderator.channel(), RoomCommand::Modes(after.modes.clone())).await;
    Ok(after)
}
