//! How much waits for a moderator.

use super::store;
use crate::access;
use crate::accounts::CurrentUser;
use crate::{Result, Services};
use domain::channels::ChannelRef;
use domain::moderation::{Permission, WaitingCounts};
use uuid::Uuid;

/// How much waits in a channel or, without one, in all channels that the current user owns or moderates and, for administrators, on the site.
///
/// Errors: `signin_required`; `forbidden` and `not_found` for the channel.
pub async fn waiting(
    svc: &Services,
    current_user: &CurrentUser,
    channel: Option<&ChannelRef>,
) -> Result<WaitingCounts> {
    let user = access::signed_in(current_user)?;
    let channels = match channel {
        Some(channel) => {
            let moderator = access::moderator(svc, current_user, channel, None).await?;
            vec![(moderator.channel().0, moderator.permissions().to_vec())]
        }
        None => store::moderated(&svc.db, user.id()).await?,
    };
    let of = |needed: Permission| -> Vec<Uuid> {
        channels.iter().filter(|(_, may)| may.contains(&needed)).map(|(channel, _)| *channel).collect()
    };
    let wanted = store::WantedCounts {
        reader: user.id(),
        holds_of: of(Permission::Hold),
        reports_of: of(Permission::ViewLog),
        appeals_of: of(Permission::Ban),
        is_staff: channel.is_none() && user.account().is_admin(),
    };
    store::waiting(&svc.db, &wanted).await
}
