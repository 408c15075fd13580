//! What administrators do, besides changing accounts, which is `users::change_user`.

use super::lists;
use crate::access::{self, Administrator};
use crate::accounts::{self, CurrentUser, sessions};
use crate::channels::store::by_staff;
use crate::database::Transaction;
use crate::mail::{self, Recipient, Template};
use crate::streams::{self, lifecycle};
use crate::{Result, Services, audit, channels, secrets};
use domain::accounts::{Email, UserRef};
use domain::admin::{AdminAction, AdminChannel, ChannelVerdict, check_reason};
use domain::channels::{Channel, ChannelRef};
use domain::streams::{Status, Stream};
use domain::users::Reason;
use domain::{Code, Problem, StreamId};
use serde_json::{Value, json};

/// Begins what an administrator does: their account stays an administrator's until the transaction ends.
async fn begin(svc: &Services, administrator: Administrator) -> Result<Transaction> {
    let mut tx = svc.db.begin().await?;
    match accounts::store::lock_administrators(&mut tx).await?.contains(&administrator.user()) {
        true => Ok(tx),
        false => Err(access::not_administrator().into()),
    }
}

/// Ends all sessions and access tokens of an account, and with them its sockets. It may sign in again.
///
/// Errors: `signin_required`, `forbidden`, `not_found`; `bad_request` without a reason, `validation_failed`.
pub async fn sign_out_user(
    svc: &Services,
    current_user: &CurrentUser,
    user: &UserRef,
    action: AdminAction,
) -> Result<()> {
    let administrator = access::administrator(current_user)?;
    let reason = check_reason(action.reason.as_deref())?;
    let mut tx = begin(svc, administrator).await?;
    let target = accounts::store::account_state(&mut tx, user).await?.ok_or_else(Problem::not_found)?;
    sessions::end_all(&mut tx, target.id, None).await?;
    audit::record(&mut tx, administrator.user(), "sign_out_user", target.id, json!({ "reason": reason.as_str() }))
        .await?;
    tx.commit().await?;
    Ok(())
}

/// Ends a stream and tells the channel's owner why. The channel gets another stream key: otherwise its encoder would come back at once, and be on
/// air again. The owner goes on with the key that the dashboard shows then.
///
/// Errors: `signin_required`, `forbidden`, `not_found`; `bad_request` without a reason, `validation_failed`; `invalid_transition` when it is not
/// on air.
pub async fn end_stream(
    svc: &Services,
    current_user: &CurrentUser,
    stream: StreamId,
    action: AdminAction,
) -> Result<Stream> {
    let administrator = access::administrator(current_user)?;
    let reason = check_reason(action.reason.as_deref())?;
    let found = streams::store::find(&svc.db, stream).await?.ok_or_else(Problem::not_found)?;
    let key = channels::new_stream_key();
    let (digest, sealed) = (secrets::digest(&key), svc.sealer.seal(&key)?);
    let mut tx = begin(svc, administrator).await?;
    // The channel's row before the stream's, as all that locks both.
    let channel = by_staff::set_stream_key(&mut tx, administrator, found.channel_id.into(), &digest, &sealed).await?;
    let channel = channel.ok_or_else(Problem::not_found)?;
    let Some(ended) = lifecycle::end_in(&mut tx, svc, stream).await? else {
        tx.rollback().await?;
        return Err(lifecycle::refused(svc, stream, Status::Ending).await?.into());
    };
    let mut detail = detail(&reason, &channel);
    detail["stream"] = json!({ "id": stream, "title": ended.title });
    audit::record(&mut tx, administrator.user(), "end_stream", channel.owner.id, detail).await?;
    tell_owner(&mut tx, svc, &channel, |name| Template::StreamEnded {
        name,
        channel: &channel.name,
        reason: reason.as_str(),
    })
    .await?;
    tx.commit().await?;
    svc.live_sessions.cut_other_keys(channel.id, &digest);
    lifecycle::tell_ended(svc, &ended).await;
    mail::wake(svc);
    Ok(ended.view(current_user))
}

/// Hides a channel, which its owner cannot take back; or takes that back, and the channel is as public as it was before. The owner is told why.
///
/// Errors: `signin_required`, `forbidden`, `not_found`; `bad_request` without a reason, `validation_failed`; `conflict` for showing a channel that
/// administrators have not hidden.
pub async fn change_channel(
    svc: &Services,
    current_user: &CurrentUser,
    channel: &ChannelRef,
    verdict: ChannelVerdict,
) -> Result<AdminChannel> {
    let administrator = access::administrator(current_user)?;
    let (is_public, reason) = verdict.check()?;
    let found = channels::store::owned(&svc.db, channel).await?.ok_or_else(Problem::not_found)?;
    let mut tx = begin(svc, administrator).await?;
    let was_public = channels::store::lock(&mut tx, found.id).await?.ok_or_else(Problem::not_found)?;
    let why = (!is_public).then_some(reason.as_str());
    let changed = by_staff::set_hidden(&mut tx, administrator, found.id, why).await?;
    let changed = changed.ok_or_else(not_hidden)?;
    let action = if is_public { "show_channel" } else { "hide_channel" };
    audit::record(&mut tx, administrator.user(), action, changed.owner.id, detail(&reason, &changed)).await?;
    tell_owner(&mut tx, svc, &changed, |name| match is_public {
        true => Template::ChannelShown { name, channel: &changed.name, reason: reason.as_str() },
        false => Template::ChannelHidden { name, channel: &changed.name, reason: reason.as_str() },
    })
    .await?;
    tx.commit().await?;
    channels::tell_visibility(svc, changed.id, was_public, changed.is_public).await;
    mail::wake(svc);
    let shown = lists::shown(svc, current_user, vec![changed]).await?;
    Ok(shown.into_iter().next().ok_or_else(Problem::not_found)?)
}

fn not_hidden() -> Problem {
    Problem::new(
        Code::Conflict,
        "Administrators have not hidden this channel. Its owner decides whether it is public. If the owner's account is disabled, enable it to show \
         the channel.",
    )
}

/// Deletes a channel with its streams, videos and chat. The owner is told why.
///
/// Errors: `signin_required`, `forbidden`, `not_found`; `bad_request` without a reason, `validation_failed`.
pub async fn delete_channel(
    svc: &Services,
    current_user: &CurrentUser,
    channel: &ChannelRef,
    action: AdminAction,
) -> Result<()> {
    let administrator = access::administrator(current_user)?;
    let reason = check_reason(action.reason.as_deref())?;
    let found = channels::store::owned(&svc.db, channel).await?.ok_or_else(Problem::not_found)?;
    let mut tx = begin(svc, administrator).await?;
    if channels::store::lock(&mut tx, found.id).await?.is_none() {
        return Err(Problem::not_found().into());
    }
    let open = streams::store::open_of(&mut tx, administrator, found.id).await?;
    let deleted = by_staff::delete(&mut tx, administrator, found.id).await?.ok_or_else(Problem::not_found)?;
    audit::record(&mut tx, administrator.user(), "delete_channel", deleted.owner.id, detail(&reason, &deleted)).await?;
    tell_owner(&mut tx, svc, &deleted, |name| Template::ChannelDeleted {
        name,
        channel: &deleted.name,
        reason: reason.as_str(),
    })
    .await?;
    tx.commit().await?;
    channels::end_streams(svc, &[deleted.id], open).await;
    mail::wake(svc);
    Ok(())
}

/// What the audit log keeps of an action on a channel. The line names no channel that it would be deleted with: it outlives the channel.
fn detail(reason: &Reason, channel: &Channel) -> Value {
    let named = json!({ "id": channel.id, "slug": channel.slug, "name": channel.name });
    json!({ "reason": reason.as_str(), "channel": named })
}

/// Mails the owner of a channel what has become of it.
async fn tell_owner<'a>(
    tx: &mut Transaction,
    svc: &Services,
    channel: &'a Channel,
    template: impl FnOnce(&'a str) -> Template<'a>,
) -> Result<()> {
    let Some(account) = accounts::store::account(&mut *tx, channel.owner.id).await? else { return Ok(()) };
    if let Ok(email) = Email::parse(&account.email) {
        mail::queue(&mut *tx, svc, Recipient::new(&account, &email), template(&channel.owner.display_name)).await?;
    }
    Ok(())
}
