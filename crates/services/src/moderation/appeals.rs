//! Appeals: a banned user writes one against a ban, and a moderator answers it. Both stay in the channel's log.

use super::{MOST_ITEMS, conflict, lock, store};
use crate::access::{self, Moderator};
use crate::accounts::CurrentUser;
use crate::audit::{self, ChannelAction};
use crate::{Result, Services, blocks, chat, recheck};
use domain::channels::ChannelRef;
use domain::chat::ServerEvent;
use domain::moderation::{Answer, Appeal, AppealAnswer, AppealDecision, AppealText, Ban, Permission};
use domain::{BanId, Code, Problem};
use serde_json::json;

/// Appeals against a ban of the current user that is in force.
///
/// Errors: `signin_required`, `validation_failed`, `rate_limited`; `not_found` for the ban of another user or one that is over; `blocked` by
/// the channel's owner; `conflict` if there is an appeal against this ban.
pub async fn appeal(svc: &Services, current_user: &CurrentUser, ban: BanId, text: &str) -> Result<Appeal> {
    let user = access::signed_in(current_user)?.id();
    svc.limits.appeal.take(user)?;
    let text = AppealText::parse(text);
    let text = text.map_err(|sentence| Problem::field(Code::ValidationFailed, "text", sentence))?;
    let mut tx = svc.db.begin().await?;
    // Erasing an account takes its row first, then what refers to it.
    store::share_account(&mut tx, user).await?;
    let Some(store::Appealable { channel, is_blocked }) = store::appealable(&mut tx, ban, user).await? else {
        return Err(Problem::new(Code::NotFound, "There is no such ban of yours, or it is over.").into());
    };
    if is_blocked {
        let sentence = "The owner of this channel has blocked you, so your appeal would not be read.";
        return Err(blocks::refusal(sentence).into());
    }
    if !store::insert_appeal(&mut tx, ban, &channel, user, text.as_str()).await? {
        return Err(conflict("You have appealed against this ban already. It can be done once.").into());
    }
    // The log reads the text from the appeal itself, so that it goes with an account that is erased.
    let detail = json!({ "banId": ban });
    let action = ChannelAction { user: Some(user), detail, ..ChannelAction::new("appeal") };
    audit::record_by(&mut tx, channel.id, Some(user), action).await?;
    tx.commit().await?;
    let appeal = store::appeal(&svc.db, ban, false).await?;
    Ok(appeal.ok_or_else(Problem::not_found)?)
}

/// The bans in force with an appeal that waits, the oldest appeal first. Needs the permission `ban`.
///
/// Errors: `signin_required`, `forbidden`, `not_found`.
pub async fn appeals(svc: &Services, current_user: &CurrentUser, channel: &ChannelRef) -> Result<Vec<Ban>> {
    let moderator = access::moderator(svc, current_user, channel, Some(Permission::Ban)).await?;
    store::appealed_bans(&svc.db, moderator.channel(), MOST_ITEMS.into()).await
}

/// Answers an appeal: the ban ends, or stays. Needs the permission `ban`.
///
/// Errors: `signin_required`, `forbidden`, `not_found`, `validation_failed`, `rate_limited`; `conflict` if it was answered before, or if the ban
/// is not in force any more.
pub async fn answer_appeal(
    svc: &Services,
    current_user: &CurrentUser,
    ban: BanId,
    answer: AppealAnswer,
) -> Result<Appeal> {
    access::signed_in(current_user)?;
    let (channel, appellant) = store::appealed(&svc.db, ban).await?.ok_or_else(Problem::not_found)?;
    let moderator = Moderator::prove(svc, current_user, &channel, Some(Permission::Ban)).await?;
    svc.limits.moderation.take(moderator.user())?;
    if appellant == moderator.user() {
        return Err(Problem::new(Code::Forbidden, "This appeal is yours. Another moderator answers it.").into());
    }
    let text = answer.answer.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let text = text.map(Answer::parse).transpose();
    let text = text.map_err(|sentence| Problem::field(Code::ValidationFailed, "answer", sentence))?;
    let text = text.as_ref().map(Answer::as_str);
    let mut tx = svc.db.begin().await?;
    lock(&mut tx, &moderator).await?;
    store::share_account(&mut tx, appellant).await?;
    if !store::answer_appeal(&mut tx, &moderator, ban, answer.decision, text).await? {
        return Err(conflict("Another moderator has answered this appeal already.").into());
    }
    let before = store::ban_state(&mut tx, moderator.channel(), appellant).await?.filter(|now| now.id == ban);
    let over = "The ban that this appeal is against is over, or another one has come since. Look at how it is now.";
    let before = before.ok_or_else(|| conflict(over))?;
    let name = match answer.decision {
        AppealDecision::Approved => "approve_appeal",
        AppealDecision::Denied => "deny_appeal",
    };
    if answer.decision == AppealDecision::Approved {
        store::delete_ban(&mut tx, moderator.channel(), ban).await?;
    }
    let detail = json!({ "banId": ban, "reason": text, "before": before });
    let action = ChannelAction { user: Some(appellant), detail, ..ChannelAction::new(name) };
    audit::record_in_channel(&mut tx, &moderator, action).await?;
    recheck::announce(&mut tx, &format!("appeal {ban}")).await?;
    tx.commit().await?;
    let appeal = store::appeal(&svc.db, ban, true).await?;
    Ok(appeal.ok_or_else(Problem::not_found)?)
}

/// Tells who has appealed what came of it. Called on every node.
pub(crate) async fn tell(svc: &Services, ban: BanId) -> Result<()> {
    let Some((channel, appellant)) = store::appealed(&svc.db, ban).await? else { return Ok(()) };
    let Some(Appeal { decision: Some(decision), answer, .. }) = store::appeal(&svc.db, ban, false).await? else {
        return Ok(());
    };
    let event = ServerEvent::AppealAnswered { decision, answer };
    svc.watchers.write_to(Some(channel.id), appellant, &chat::frames::render(&event));
    Ok(())
}
