//! The raid guard: for some minutes only those write who followed before it began. Rooms notice raids (`chat/raid_watch.rs`); moderators
//! decide, or the server by itself where the owner has said so.

use super::{lock, store};
use crate::access;
use crate::accounts::CurrentUser;
use crate::audit::{self, ChannelAction};
use crate::database::Database;
use crate::{Result, Services};
use domain::channels::ChannelRef;
use domain::moderation::{Permission, RaidSuspicion};
use domain::{ActionId, ChannelId};
use serde_json::json;
use uuid::Uuid;

/// Starts the raid guard, or prolongs it. Needs the permission `modes`.
///
/// Errors: `signin_required`, `forbidden`, `not_found`, `rate_limited`.
pub async fn start_raid_guard(svc: &Services, current_user: &CurrentUser, channel: &ChannelRef) -> Result<()> {
    let moderator = access::moderator(svc, current_user, channel, Some(Permission::Modes)).await?;
    svc.limits.moderation.take(moderator.user())?;
    let mut tx = svc.db.begin().await?;
    lock(&mut tx, &moderator).await?;
    let action = ChannelAction::new("start_raid_guard");
    store::start_raid_guard(&mut tx, moderator.channel(), action.id).await?;
    audit::record_in_channel(&mut tx, &moderator, action).await?;
    tx.commit().await?;
    Ok(())
}

/// Ends the raid guard, and drops the suspicion of a raid; nothing happens if there is neither. Needs the permission `modes`.
///
/// Errors: those of [`start_raid_guard`].
pub async fn end_raid_guard(svc: &Services, current_user: &CurrentUser, channel: &ChannelRef) -> Result<()> {
    let moderator = access::moderator(svc, current_user, channel, Some(Permission::Modes)).await?;
    svc.limits.moderation.take(moderator.user())?;
    let mut tx = svc.db.begin().await?;
    lock(&mut tx, &moderator).await?;
    let Some(was_on) = store::end_raid_guard(&mut tx, moderator.channel()).await? else { return Ok(()) };
    let action = if was_on { "end_raid_guard" } else { "dismiss_raid" };
    audit::record_in_channel(&mut tx, &moderator, ChannelAction::new(action)).await?;
    tx.commit().await?;
    Ok(())
}

/// Notes that a chat looks as if it was raided, for its moderators, and starts the guard where the owner has said so. Nothing happens if it was
/// noted in the last minutes, by any node.
pub(crate) async fn suspect(db: &Database, channel: ChannelId, suspicion: &RaidSuspicion) -> Result<()> {
    let mut tx = db.begin().await?;
    let id = ActionId(Uuid::now_v7());
    let Some(acted) = store::note_raid(&mut tx, channel, suspicion, id).await? else { return Ok(()) };
    // Without the example: the log outlives the account that has written it.
    let detail = json!({ "people": suspicion.people });
    let action = ChannelAction { id, detail, ..ChannelAction::new(if acted { "guard_raid" } else { "notice_raid" }) };
    audit::record_by(&mut tx, channel, None, action).await?;
    tx.commit().await?;
    Ok(())
}

/// Forgets suspicions that are over. Called regularly.
pub async fn forget_raids(svc: &Services) -> Result<()> {
    store::forget_raids(&svc.db).await
}
