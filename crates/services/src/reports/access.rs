//! Who may read and work on reports.

use super::store;
use crate::access::{self, Moderator};
use crate::accounts::CurrentUser;
use crate::{Result, Services, channels};
use domain::channels::ChannelRef;
use domain::moderation::Permission;
use domain::{Code, Problem, ReportId, UserId};

/// Which reports are wanted.
#[derive(Clone, Debug, Default)]
pub struct ReportQuery {
    /// `nextCursor` of the page before: older reports follow.
    pub before: Option<String>,
    /// The most reports of a page: 1 to 100, 50 if left out.
    pub limit: Option<u32>,
    /// Only those of this channel.
    pub channel: Option<ChannelRef>,
    /// Only those that wait or are being worked on, or only those that are closed.
    pub is_open: Option<bool>,
    /// Those that the current user has written.
    pub mine: bool,
}

impl ReportQuery {
    pub(super) async fn wanted(
        &self,
        svc: &Services,
        current_user: &CurrentUser,
        before: Option<ReportId>,
        limit: i64,
    ) -> Result<store::Wanted> {
        let user = access::signed_in(current_user)?;
        let is_open = self.is_open;
        let wanted = store::Wanted { before, limit, is_open, ..store::Wanted::default() };
        if self.mine {
            return Ok(store::Wanted { reporter: Some(user.id()), ..wanted });
        }
        let is_staff = user.account().is_admin();
        let reader = Some((user.id(), is_staff));
        let channels = match &self.channel {
            Some(channel) => {
                let needed = Some(Permission::ViewLog);
                Some(vec![access::moderator(svc, current_user, channel, needed).await?.channel().0])
            }
            None if is_staff => None,
            None => Some(store::channels_of(&svc.db, user.id()).await?),
        };
        if channels.as_ref().is_some_and(Vec::is_empty) {
            return Err(Problem::new(Code::Forbidden, "Only moderators and administrators read reports.").into());
        }
        Ok(store::Wanted { reader, channels, ..wanted })
    }
}

/// A user who may work on a report.
pub(super) enum Handler {
    /// An administrator of the site.
    Staff(UserId),
    /// The owner or a moderator of the channel.
    Moderator(Moderator),
}

impl Handler {
    /// Whether another user's claim keeps them from the report. Moderators' claims bind neither the owner nor staff, staff's only each other
    /// and moderators.
    pub fn is_bound_by_claim(&self, is_of_staff: bool) -> bool {
        match self {
            Self::Staff(_) => is_of_staff,
            Self::Moderator(moderator) => !moderator.is_owner(),
        }
    }

    pub fn user(&self) -> UserId {
        match self {
            Self::Staff(user) => *user,
            Self::Moderator(moderator) => moderator.user(),
        }
    }
}

/// The current user as one who may work on this report. What is for staff only is not found by others, nor is what concerns the reader.
pub(super) async fn handler(svc: &Services, current_user: &CurrentUser, report: ReportId) -> Result<Handler> {
    let user = access::signed_in(current_user)?;
    let found = store::concerned(&svc.db, report).await?.ok_or_else(Problem::not_found)?;
    let is_concerned = found.user == Some(user.id()) || found.for_staff && found.owner == Some(user.id());
    if user.account().is_admin() && !is_concerned {
        return Ok(Handler::Staff(user.id()));
    }
    let channel = found.channel.filter(|_| !found.for_staff && !is_concerned).ok_or_else(Problem::not_found)?;
    let channel = channels::store::owned(&svc.db, &ChannelRef::Id(channel)).await?.ok_or_else(Problem::not_found)?;
    let moderator = Moderator::prove(svc, current_user, &channel, Some(Permission::ViewLog)).await?;
    Ok(Handler::Moderator(moderator))
}
