//! Changing a webhook: its address and its events.

use super::store::{self, ChangedRow};
use super::{address, kind, view};
use crate::accounts::CurrentUser;
use crate::{Result, Services, access, recheck};
use domain::channels::ChannelRef;
use domain::webhooks::{Webhook, WebhookChange, WebhookKind};
use domain::{Code, Problem, WebhookId, fingerprint};

/// Changes a webhook; what is left out stays, as its kind and its secret do. Another address than before switches it on again and ends the time for
/// which it has failed, and what waits is due there now. The beginning of a Discord address, as it is shown, means that the address stays.
/// Owner only.
///
/// Errors: `signin_required`, `forbidden`, `validation_failed`, `rate_limited`; `not_found` also for another channel's webhook, or one that is
/// deleted at the same time.
pub async fn change_webhook(
    svc: &Services,
    current_user: &CurrentUser,
    channel: &ChannelRef,
    webhook: WebhookId,
    wanted: WebhookChange,
) -> Result<Webhook> {
    change_webhook_as_seen(svc, current_user, channel, webhook, wanted, None).await
}

/// The same for a form that says what it was made of: `seen` is the [`Webhook::fingerprint`] of then.
///
/// Errors: also `conflict` if other values are stored now.
pub async fn change_webhook_as_seen(
    svc: &Services,
    current_user: &CurrentUser,
    channel: &ChannelRef,
    webhook: WebhookId,
    wanted: WebhookChange,
    seen: Option<String>,
) -> Result<Webhook> {
    let owner = access::channel_owner(svc, current_user, channel).await?;
    let row = store::find(&svc.db, owner, webhook).await?.ok_or_else(gone)?;
    let kind = kind(&row.kind);
    let shown = svc.sealer.open(&row.address_sealed).ok().map(|address| address::shown(&address, kind));
    let is_shown = |url: &str| kind == WebhookKind::Discord && shown.as_deref() == Some(url.trim());
    let url = wanted.url.as_deref().filter(|url| !is_shown(url));
    let (address, events) = wanted.check(url.map(|url| svc.webhooks.client.reach().parse(url, kind)))?;
    svc.limits.webhook.take(owner.channel())?;
    let events: Option<Vec<String>> =
        events.map(|events| events.into_iter().map(|event| event.as_str().to_owned()).collect());
    let mut tx = svc.db.begin().await?;
    let row = store::lock(&mut tx, owner, webhook).await?.ok_or_else(gone)?;
    // Compared with the address that is stored now, because another change may have come first.
    let known = svc.sealer.open(&row.address_sealed).ok();
    if let Some(seen) = seen {
        fingerprint::compare(&seen, &view(svc, row).fingerprint())?;
    }
    let address = address.filter(|address| known.as_deref() != Some(address.as_str()));
    let address = address.map(|address| svc.sealer.seal(address.as_str())).transpose()?;
    let changed = ChangedRow { address: address.as_deref(), events: events.as_deref() };
    let row = store::change(&mut tx, owner, webhook, changed).await?.ok_or_else(gone)?;
    if address.is_some() {
        recheck::announce(&mut tx, "webhooks queued").await?;
    }
    tx.commit().await?;
    Ok(view(svc, row))
}

/// To an owner whose page still shows the webhook.
fn gone() -> Problem {
    Problem::new(Code::NotFound, "This webhook doesn't exist any more, so nothing was changed.")
}
