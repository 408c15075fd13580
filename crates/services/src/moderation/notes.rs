//! Notes of a channel's moderators about users.

use super::{store, target};
use crate::access;
use crate::accounts::CurrentUser;
use crate::{Result, Services};
use domain::accounts::UserRef;
use domain::channels::ChannelRef;
use domain::moderation::{Note, NoteText, Permission};
use domain::{Code, Problem};
use uuid::Uuid;

/// The most notes of a channel about one user.
pub const NOTES_PER_USER: i64 = 100;

/// What a channel's moderators have noted of a user, the newest first; nothing of oneself, as with reports. Needs the permission `view_log`.
///
/// Errors: `signin_required`, `forbidden`, `not_found`.
pub async fn notes(
    svc: &Services,
    current_user: &CurrentUser,
    channel: &ChannelRef,
    user: &UserRef,
) -> Result<Vec<Note>> {
    let moderator = access::moderator(svc, current_user, channel, Some(Permission::ViewLog)).await?;
    store::notes(&svc.db, moderator.channel(), target(svc, user).await?.id, moderator.user()).await
}

/// Notes something of a user. Needs the permission `view_log`.
///
/// Errors: `signin_required`, `forbidden`, `not_found`, `validation_failed`, `rate_limited`; `conflict` beyond [`NOTES_PER_USER`].
pub async fn add_note(
    svc: &Services,
    current_user: &CurrentUser,
    channel: &ChannelRef,
    user: &UserRef,
    content: &str,
) -> Result<Note> {
    let moderator = access::moderator(svc, current_user, channel, Some(Permission::ViewLog)).await?;
    svc.limits.moderation.take(moderator.user())?;
    let content = NoteText::parse(content);
    let content = content.map_err(|sentence| Problem::field(Code::ValidationFailed, "content", sentence))?;
    let user = target(svc, user).await?.id;
    let mut tx = svc.db.begin().await?;
    super::lock(&mut tx, &moderator).await?;
    if store::count_notes(&mut tx, moderator.channel(), user).await? >= NOTES_PER_USER {
        let sentence = format!("There are {NOTES_PER_USER} notes about this person. Delete one first.");
        return Err(Problem::new(Code::Conflict, sentence).into());
    }
    let note = store::insert_note(&mut tx, &moderator, user, content.as_str()).await?;
    tx.commit().await?;
    Ok(note)
}

/// Deletes a note: one's own, or as the owner anybody's.
///
/// Errors: `signin_required`, `forbidden`, `rate_limited`; `not_found` also for another moderator's note.
pub async fn delete_note(
    svc: &Services,
    current_user: &CurrentUser,
    channel: &ChannelRef,
    user: &UserRef,
    note: Uuid,
) -> Result<()> {
    let moderator = access::moderator(svc, current_user, channel, Some(Permission::ViewLog)).await?;
    svc.limits.moderation.take(moderator.user())?;
    let user = target(svc, user).await?.id;
    match store::delete_note(&svc.db, &moderator, user, note).await? {
        true => Ok(()),
        false => Err(Problem::not_found().into()),
    }
}
