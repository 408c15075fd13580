//! Messages that wait for a decision, and the decisions. Sender and moderators are told at once, on every node.

use super::{MOST_ITEMS, conflict};
use crate::access::{self, Moderator};
use crate::accounts::{self, CurrentUser};
use crate::audit::{self, ChannelAction};
use crate::channels;
use crate::chat::{self, store};
use crate::database::Transaction;
use crate::{Error, Result, Services, recheck};
use domain::accounts::UserRef;
use domain::channels::ChannelRef;
use domain::chat::{Message, ServerEvent};
use domain::moderation::{Decision, Hold, Permission};
use domain::page::parse_cursor;
use domain::{Code, HoldId, MessageId, Page, Problem};

/// The messages that wait in a channel, the newest first, or those that were refused. Needs the permission `hold`.
///
/// Errors: `signin_required`, `forbidden`, `not_found`; `bad_request` for a cursor that no list gave out.
pub async fn holds(
    svc: &Services,
    current_user: &CurrentUser,
    channel: &ChannelRef,
    refused: bool,
    before: Option<&str>,
    limit: Option<u32>,
) -> Result<Page<Hold>> {
    let moderator = access::moderator(svc, current_user, channel, Some(Permission::Hold)).await?;
    let (before, limit) = (parse_cursor::<HoldId>(before)?, limit.unwrap_or(50).clamp(1, MOST_ITEMS));
    let (channel, one_more) = (moderator.channel(), i64::from(limit) + 1);
    let holds = match refused {
        true => store::refused(&svc.db, channel, before, one_more).await?,
        false => store::holds(&svc.db, channel, before, one_more).await?,
    };
    Ok(Page::cut(holds, limit as usize, |hold| hold.id.to_string()))
}

/// Sends a message that waits. Modes and filters do not bind it any more. Needs the permission `hold`.
///
/// Errors: `signin_required`, `forbidden`, `not_found`, `rate_limited`; `conflict` if it was decided on before, is over, or its author may not
/// write by now.
pub async fn approve(svc: &Services, current_user: &CurrentUser, hold: HoldId) -> Result<Message> {
    let (moderator, waiting) = decider(svc, current_user, hold).await?;
    let author = accounts::store::user(&svc.db, &UserRef::Id(waiting.author), false).await?;
    let author = author.ok_or_else(|| conflict("The account of the person who wrote it is gone or disabled."))?;
    let channel = moderator.channel();
    let draft = chat::released(author, waiting.content, waiting.reply_to, hold, moderator);
    chat::post_released(svc, channel, draft).await.map_err(|error| match error {
        Error::Problem(problem) if matches!(problem.code, Code::Banned | Code::Blocked) => {
            conflict("The person who wrote it may not write here by now.").into()
        }
        error => error,
    })
}

/// Does not send a message that waits. Needs the permission `hold`.
///
/// Errors: `signin_required`, `forbidden`, `not_found`, `rate_limited`; `conflict` if it was decided on before, or is over.
pub async fn deny(svc: &Services, current_user: &CurrentUser, hold: HoldId) -> Result<()> {
    let (moderator, waiting) = decider(svc, current_user, hold).await?;
    let mut tx = svc.db.begin().await?;
    super::lock(&mut tx, &moderator).await?;
    if !store::decide(&mut tx, &moderator, hold, None).await? {
        return Err(decided().into());
    }
    // The log reads the text where it is kept, so that it goes with its author's account.
    let detail = serde_json::json!({ "holdId": hold });
    let action = ChannelAction { user: Some(waiting.author), detail, ..ChannelAction::new("deny_message") };
    audit::record_in_channel(&mut tx, &moderator, action).await?;
    recheck::announce(&mut tx, &format!("hold {hold}")).await?;
    tx.commit().await?;
    Ok(())
}

async fn decider(svc: &Services, current_user: &CurrentUser, hold: HoldId) -> Result<(Moderator, store::Waiting)> {
    access::signed_in(current_user)?;
    let waiting = store::waiting(&svc.db, hold).await?.ok_or_else(Problem::not_found)?;
    let channel = channels::store::owned(&svc.db, &ChannelRef::Id(waiting.channel)).await?;
    let channel = channel.ok_or_else(Problem::not_found)?;
    let moderator = Moderator::prove(svc, current_user, &channel, Some(Permission::Hold)).await?;
    svc.limits.moderation.take(moderator.user())?;
    match waiting.is_open {
        true => Ok((moderator, waiting)),
        false => Err(decided().into()),
    }
}

/// Notes that a message that waits is sent, in the transaction that stores it; why it can't be sent, if it can't. The caller has locked the channel.
pub(crate) async fn release(
    tx: &mut Transaction,
    moderator: &Moderator,
    hold: HoldId,
    message: MessageId,
) -> Result<Option<Problem>> {
    if let Some(problem) = super::changed_meanwhile(tx, moderator).await? {
        return Ok(Some(problem));
    }
    if !store::decide(tx, moderator, hold, Some(message)).await? {
        return Ok(Some(decided()));
    }
    recheck::announce(tx, &format!("hold {hold}")).await?;
    Ok(None)
}

/// Another moderator was faster, or the time was over.
fn decided() -> Problem {
    conflict("This message is no longer waiting: a moderator has decided on it, or its time ran out.")
}

/// Ends the wait of messages on which no moderator has decided in time. Called regularly.
pub async fn expire_holds(svc: &Services) -> Result<()> {
    let mut tx = svc.db.begin().await?;
    for hold in store::expire_holds(&mut tx).await? {
        recheck::announce(&mut tx, &format!("hold {hold}")).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Deletes what is kept of held and refused messages for longer than it is needed. Called regularly.
pub async fn forget_filtered(svc: &Services) -> Result<()> {
    store::forget_filtered(&svc.db).await
}

/// Tells the sender of a held message, and those who may decide on it, of what is new. Called on every node.
pub(crate) async fn tell(svc: &Services, hold: HoldId) -> Result<()> {
    let Some(news) = store::hold_news(&svc.db, hold).await? else { return Ok(()) };
    let (channel, author) = (news.hold.channel_id, news.hold.user.id);
    let Some(decision) = news.decision else {
        let event = ServerEvent::Hold { hold: Box::new(news.hold) };
        svc.watchers.write_to_moderators(channel, Some(Permission::Hold), &chat::frames::render(&event));
        return Ok(());
    };
    let decided = ServerEvent::HoldDecided { hold_id: hold, decision, by: news.by };
    svc.watchers.write_to_moderators(channel, Some(Permission::Hold), &chat::frames::render(&decided));
    let event = match (decision, news.message) {
        (Decision::Approved, Some(message_id)) => ServerEvent::Released { hold_id: hold, message_id },
        _ => store::denial(hold, &news.hold.matches, decision == Decision::Expired),
    };
    svc.watchers.write_to(Some(channel), author, &chat::frames::render(&event));
    Ok(())
}
