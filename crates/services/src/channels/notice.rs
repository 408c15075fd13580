//! What the owner of a channel is told of what administrators have done to it.

use super::store::by_staff;
use crate::accounts::CurrentUser;
use crate::{Result, Services, access};
use domain::Problem;
use domain::channels::{ChannelRef, StaffNotice};

/// Days for which an owner is told of a stream that an administrator has ended.
const ENDED_STREAM_DAYS: i32 = 7;

/// Why administrators hide a channel, and why they have ended its stream in the last days. Owner only: others do not read the reasons.
///
/// Errors: `signin_required`, `forbidden`, `not_found`.
pub async fn staff_notice(svc: &Services, current_user: &CurrentUser, channel: &ChannelRef) -> Result<StaffNotice> {
    let owner = access::channel_owner(svc, current_user, channel).await?;
    let notice = by_staff::notice(&svc.db, owner, ENDED_STREAM_DAYS).await?;
    Ok(notice.ok_or_else(Problem::not_found)?)
}
