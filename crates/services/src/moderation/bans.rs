//! Bans and timeouts: they keep a person from writing in a channel, and take what they have written there out of view.

use super::store::{self, BanState};
use super::{MOST_ITEMS, lock, lock_against, target};
use crate::access::{self, Moderator};
use crate::accounts::CurrentUser;
use crate::audit::{self, ChannelAction};
use crate::chat::deletion;
use crate::{Result, Services};
use domain::accounts::UserRef;
use domain::channels::ChannelRef;
use domain::moderation::{Ban, BanReason, LONGEST_TIMEOUT, NewBan, Permission};
use domain::page::parse_cursor;
use domain::problem::Fields;
use domain::{ActionId, BanId, Code, Page, Problem};
use serde_json::json;
use std::fmt::{self, Display};
use std::str::FromStr;
use time::OffsetDateTime;

/// A ban, and the action that the log has of it.
#[derive(Debug)]
pub struct Banned {
    /// The ban.
    pub ban: Ban,
    /// The action.
    pub action: ActionId,
}

/// Bans a user, or times them out if `seconds` are given; a ban that there is before is replaced, but no timeout replaces a ban. What they have
/// written in the channel is deleted, unless it is to stay. Needs the permission `ban`, or `timeout`.
///
/// Errors: `signin_required`, `not_found`, `validation_failed`, `conflict`, `rate_limited`; `forbidden` also for the owner, staff, moderators
/// and oneself.
pub async fn ban_user(svc: &Services, current_user: &CurrentUser, channel: &ChannelRef, ban: NewBan) -> Result<Banned> {
    let needed = if ban.seconds.is_some() { Permission::Timeout } else { Permission::Ban };
    let moderator = access::moderator(svc, current_user, channel, Some(needed)).await?;
    svc.limits.moderation.take(moderator.user())?;
    let reason = checked(&ban)?;
    let user = target(svc, &ban.user_id.parse::<UserRef>()?).await?;
    let mut tx = svc.db.begin().await?;
    lock_against(&mut tx, &moderator, &user).await?;
    let before = store::ban_state(&mut tx, moderator.channel(), user.id).await?;
    if ban.seconds.is_some() && before.as_ref().is_some_and(|before| before.expires_at.is_none()) {
        let sentence = "This person is banned already, which a timeout would end. Lift the ban first.";
        return Err(Problem::new(Code::Conflict, sentence).into());
    }
    let id = BanId(uuid::Uuid::now_v7());
    let action = ChannelAction::new(if ban.seconds.is_some() { "timeout" } else { "ban" });
    store::put_ban(&mut tx, &moderator, user.id, id, reason.as_deref(), ban.seconds).await?;
    let deleted = match ban.keep_messages {
        true => None,
        false => Some(deletion::delete_all_of(&mut tx, svc, &moderator, user.id, action.id).await?),
    };
    let messages = deleted.as_ref().map(|deleted| deleted.count);
    let detail =
        json!({ "banId": id, "reason": reason, "seconds": ban.seconds, "before": before, "messages": messages });
    let (id_of_action, action) = (action.id, ChannelAction { user: Some(user.id), detail, ..action });
    audit::record_in_channel(&mut tx, &moderator, action).await?;
    let ban = store::ban(&mut tx, id).await?.ok_or_else(Problem::not_found)?;
    tx.commit().await?;
    if let Some(deleted) = deleted {
        deleted.finish(svc).await;
    }
    Ok(Banned { ban, action: id_of_action })
}

fn checked(ban: &NewBan) -> Result<Option<String>> {
    let mut fields = Fields::default();
    if ban.seconds.is_some_and(|seconds| !(1..=LONGEST_TIMEOUT).contains(&seconds)) {
        let sentence = "A timeout takes 1 second to ten years. Leave it out for a ban.".to_owned();
        fields.take::<()>("seconds", Err(sentence));
    }
    let reason = ban.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
    let reason = reason.and_then(|reason| fields.take("reason", BanReason::parse(reason)));
    fields.into_result()?;
    Ok(reason.map(|reason| reason.to_string()))
}

/// Lifts a ban or a timeout; answers the action. Messages that were deleted with it stay so, until the ban is taken back. Needs the permission
/// `ban`, or for a timeout `timeout`.
///
/// Errors: `signin_required`, `forbidden`, `rate_limited`; `not_found` also if the user may write.
pub async fn unban_user(
    svc: &Services,
    current_user: &CurrentUser,
    channel: &ChannelRef,
    user: &UserRef,
) -> Result<ActionId> {
    let moderator = access::moderator(svc, current_user, channel, None).await?;
    svc.limits.moderation.take(moderator.user())?;
    let user = target(svc, user).await?;
    let mut tx = svc.db.begin().await?;
    lock(&mut tx, &moderator).await?;
    let before = store::ban_state(&mut tx, moderator.channel(), user.id).await?.ok_or_else(not_banned)?;
    may_lift(&moderator, &before)?;
    store::delete_ban(&mut tx, moderator.channel(), before.id).await?;
    let action = if before.expires_at.is_some() { "end_timeout" } else { "unban" };
    let action =
        ChannelAction { user: Some(user.id), detail: json!({ "before": before }), ..ChannelAction::new(action) };
    let id = action.id;
    audit::record_in_channel(&mut tx, &moderator, action).await?;
    tx.commit().await?;
    Ok(id)
}

/// Whether a moderator may end this ban.
pub(super) fn may_lift(moderator: &Moderator, ban: &BanState) -> Result<()> {
    match ban.expires_at.is_some() && moderator.may(Permission::Timeout) {
        true => Ok(()),
        false => moderator.needs(Permission::Ban),
    }
}

fn not_banned() -> Problem {
    Problem::new(Code::NotFound, "This person is neither banned nor timed out here.")
}

/// The bans and timeouts in force, the newest first. For the owner and moderators.
///
/// Errors: `signin_required`, `forbidden`, `not_found`; `bad_request` for a cursor that no list gave out.
pub async fn bans(
    svc: &Services,
    current_user: &CurrentUser,
    channel: &ChannelRef,
    before: Option<&str>,
    limit: Option<u32>,
) -> Result<Page<Ban>> {
    let moderator = access::moderator(svc, current_user, channel, None).await?;
    let (before, limit) = (parse_cursor::<BanCursor>(before)?, limit.unwrap_or(50).clamp(1, MOST_ITEMS));
    let bans = store::bans(&svc.db, moderator.channel(), before, i64::from(limit) + 1).await?;
    Ok(Page::cut(bans, limit as usize, |ban| BanCursor(ban.created_at, ban.id).to_string()))
}

/// Where a page of bans ends: a ban may be lifted before the next page is read.
#[derive(Clone, Copy)]
pub(crate) struct BanCursor(pub OffsetDateTime, pub BanId);

impl Display for BanCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The database keeps microseconds.
        write!(f, "{}.{}", self.0.unix_timestamp_nanos() / 1000, self.1)
    }
}

impl FromStr for BanCursor {
    type Err = ();

    fn from_str(text: &str) -> std::result::Result<Self, ()> {
        let (at, ban) = text.split_once('.').ok_or(())?;
        let nanoseconds = at.parse::<i128>().map_err(drop)?.checked_mul(1000).ok_or(())?;
        let at = OffsetDateTime::from_unix_timestamp_nanos(nanoseconds).map_err(drop)?;
        Ok(Self(at, ban.parse().map_err(drop)?))
    }
}
