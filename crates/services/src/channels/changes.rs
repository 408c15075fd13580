//! What owners change of their channels.

use super::{admit_slug, hidden_or, own, slug_taken, slug_taken_or, store, tell_lists, view};
use crate::access;
use crate::accounts::{self, CurrentUser};
use crate::error::is_deadlock;
use crate::{Result, Services};
use domain::Problem;
use domain::channels::{Channel, ChannelChange, ChannelRef, Role, SeenChannel};

/// Changes a channel; what is left out stays. A former slug still leads to the channel, which may take it back; no other channel can take it.
///
/// Errors: `validation_failed`, `slug_taken`.
pub async fn change_channel(
    svc: &Services,
    current_user: &CurrentUser,
    channel: &ChannelRef,
    change: ChannelChange,
) -> Result<Channel> {
    change_channel_as_seen(svc, current_user, channel, change, None).await
}

/// The same for a form that says what it was made of. Of several that were made of the same values, one is saved.
///
/// Errors: also `conflict` if other values are stored now.
pub async fn change_channel_as_seen(
    svc: &Services,
    current_user: &CurrentUser,
    channel: &ChannelRef,
    change: ChannelChange,
    seen: Option<SeenChannel>,
) -> Result<Channel> {
    let owner = access::channel_owner(svc, current_user, channel).await?;
    let mut checked = change.check()?;
    svc.limits.channel_change.take(owner.channel())?;
    let mut tx = svc.db.begin().await?;
    if let Some(slug) = &checked.slug {
        accounts::store::lock(&mut tx, owner.user()).await?;
        admit_slug(&mut tx, owner.user(), slug).await?;
    }
    // No other change may come between this look and the change.
    let was_public = store::lock(&mut tx, owner.channel()).await?.ok_or_else(Problem::not_found)?;
    if let Some(seen) = &seen {
        let stored = store::find(&mut tx, &owner.channel().into()).await?.ok_or_else(Problem::not_found)?;
        seen.compare(&own(stored, Role::Owner))?;
        // A form has all its fields. Its owner has not asked for what it showed: a channel that administrators have hidden is private there.
        checked.is_public = checked.is_public.filter(|is_public| *is_public != was_public);
    }
    let updated = store::update(&mut tx, owner, &checked).await;
    let updated = updated.map_err(|error| match (&checked.slug, &error) {
        // Two channels that swap their slugs wait for each other: each one's slug is still the other's.
        (Some(slug), crate::Error::Database(cause)) if is_deadlock(cause) => slug_taken(slug).into(),
        (Some(slug), _) => hidden_or(slug_taken_or(error, slug)),
        (None, _) => hidden_or(error),
    })?;
    tx.commit().await?;
    if let Some(is_public) = checked.is_public {
        svc.live_sessions.set_public(owner.channel(), is_public);
    }
    svc.live.forget(&());
    svc.archive_access.forget_all();
    tell_lists(svc, owner.channel(), was_public && checked.is_public == Some(false)).await;
    view(svc, current_user, updated).await
}
