//! What moderators see of a user in their channel.

use super::{store, target};
use crate::access;
use crate::accounts::{self, CurrentUser};
use crate::chat;
use crate::{Result, Services};
use domain::Problem;
use domain::accounts::UserRef;
use domain::channels::{ChannelRef, Role};
use domain::moderation::{Permission, UserCard};

/// Actions and messages on a card.
const SHOWN: i64 = 20;

/// The card of a user. Needs the permission `view_log`.
///
/// Errors: `signin_required`, `forbidden`, `not_found`.
pub async fn user_card(
    svc: &Services,
    current_user: &CurrentUser,
    channel: &ChannelRef,
    user: &UserRef,
) -> Result<UserCard> {
    let moderator = access::moderator(svc, current_user, channel, Some(Permission::ViewLog)).await?;
    let (channel, reader, target) = (moderator.channel(), Some(moderator.user()), target(svc, user).await?);
    let user = accounts::store::user(&svc.db, &UserRef::Id(target.id), true).await?.ok_or_else(Problem::not_found)?;
    let standing = chat::store::standing(&svc.db, channel, target.id).await?.ok_or_else(Problem::not_found)?;
    let role = match (standing.is_owner, standing.permissions.is_some()) {
        (true, _) => Role::Owner,
        (false, true) => Role::Moderator,
        (false, false) => Role::Viewer,
    };
    let wanted = store::Wanted { reader, user: Some(target.id), limit: SHOWN, ..store::Wanted::default() };
    Ok(UserCard {
        user,
        channel_id: channel,
        role,
        is_staff: target.is_admin,
        followed_at: standing.writer.followed_at,
        ban: store::ban_of(&svc.db, channel, target.id).await?,
        message_count: store::count_messages(&svc.db, channel, target.id).await?,
        messages: chat::store::all_of_author(&svc.db, channel, target.id, SHOWN).await?,
        actions: store::log(&svc.db, channel, &wanted).await?,
        notes: store::notes(&svc.db, channel, target.id, moderator.user()).await?,
    })
}
