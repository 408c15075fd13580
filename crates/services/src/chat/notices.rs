//! What a channel shows to all its viewers: the pinned message and announcements.

use super::room::RoomCommand;
use super::{Draft, draft, post, store};
use crate::access;
use crate::accounts::CurrentUser;
use crate::audit::{self, ChannelAction};
use crate::{Result, Services};
use domain::channels::{ChannelRef, Role};
use domain::chat::Message;
use domain::moderation::Permission;
use domain::{Code, MessageId, Problem};

/// Pins a message of the channel to the top of its chat, in the place of the one before. For the owner and moderators with the permission `pin`.
///
/// Errors: `signin_required`, `forbidden`, `rate_limited`; `not_found` also for a message that is deleted or of another channel.
pub async fn pin_message(
    svc: &Services,
    current_user: &CurrentUser,
    channel: &ChannelRef,
    message: MessageId,
) -> Result<Message> {
    let moderator = access::moderator(svc, current_user, channel, Some(Permission::Pin)).await?;
    svc.limits.channel_change.take(moderator.channel())?;
    let mut tx = svc.db.begin().await?;
    let mut pinned = store::pin(&mut tx, &moderator, message).await?.ok_or_else(Problem::not_found)?;
    let action =
        ChannelAction { user: Some(pinned.user.id), message: Some(message), ..ChannelAction::new("pin_message") };
    audit::record_in_channel(&mut tx, &moderator, action).await?;
    tx.commit().await?;
    svc.rooms.tell(moderator.channel(), RoomCommand::Pinned(Some(pinned.clone()))).await;
    super::show_names(&svc.db, moderator.channel(), std::slice::from_mut(&mut pinned)).await?;
    Ok(pinned)
}

/// Takes the pinned message down; nothing happens if there is none. For the owner and moderators with the permission `pin`.
///
/// Errors: `signin_required`, `forbidden`, `not_found`, `rate_limited`.
pub async fn unpin_message(svc: &Services, current_user: &CurrentUser, channel: &ChannelRef) -> Result<()> {
    let moderator = access::moderator(svc, current_user, channel, Some(Permission::Pin)).await?;
    svc.limits.channel_change.take(moderator.channel())?;
    let mut tx = svc.db.begin().await?;
    let Some(unpinned) = store::unpin(&mut tx, &moderator).await? else { return Ok(()) };
    let action = ChannelAction { message: Some(unpinned), ..ChannelAction::new("unpin_message") };
    audit::record_in_channel(&mut tx, &moderator, action).await?;
    tx.commit().await?;
    svc.rooms.tell(moderator.channel(), RoomCommand::Pinned(None)).await;
    Ok(())
}

/// Posts an announcement: a message with a number like any other, which pages show so that it is not missed. For the owner and moderators with
/// the permission `announce`.
///
/// Errors: those of [`super::post_message`], and `forbidden`.
pub async fn announce(
    svc: &Services,
    current_user: &CurrentUser,
    channel: &ChannelRef,
    content: &str,
) -> Result<Message> {
    let moderator = access::moderator(svc, current_user, channel, Some(Permission::Announce)).await?;
    let member = access::member(current_user)?;
    let (channel, draft) = (moderator.channel(), draft(svc, &member, Role::Moderator, content, None, None)?);
    let posted = post(svc, channel, Draft { announced_by: Some(moderator), ..draft }).await?;
    // Filters do not bind moderators; this one is none any more.
    let left = || Problem::new(Code::Forbidden, "You do not moderate this channel any more.");
    Ok(posted.stored().ok_or_else(left)?)
}
