//! Emotes of a channel's own: `:name:` in its chat. Their pictures are made like all others ([`crate::pictures`]).

pub(crate) mod store;

use crate::access::{self, ChannelOwner};
use crate::accounts::CurrentUser;
use crate::error::violated;
use crate::storage::Storage;
use crate::{Error, Result, Services, channels, pictures};
use bytes::Bytes;
use domain::channels::ChannelRef;
use domain::emotes::{EMOTES_PER_CHANNEL, Emote, EmoteName};
use domain::pictures::{PictureKind, UploadedPicture};
use domain::{Code, EmoteId, Page, Problem};

/// The emotes of a channel's own, the oldest first; all on one page.
///
/// Errors: `not_found`.
pub async fn emotes(svc: &Services, current_user: &CurrentUser, channel: &ChannelRef) -> Result<Page<Emote>> {
    let channel = channels::ownership(svc, current_user, channel).await?.id;
    Ok(Page::whole(store::of_channel(svc.db_for(current_user), channel).await?))
}

/// The current user as one who may add an emote, and takes one of the uploads of an hour. It is asked before a file is read.
///
/// Errors: `signin_required`, `not_found`, `forbidden`, `rate_limited`.
pub async fn admit(svc: &Services, current_user: &CurrentUser, channel: &ChannelRef) -> Result<ChannelOwner> {
    let owner = access::channel_owner(svc, current_user, channel).await?;
    let many = |retry_after_ms| Problem::limit_reached("You have added many emotes.", retry_after_ms);
    svc.limits.emote.take_or(owner.channel(), many)?;
    Ok(owner)
}

/// Adds an emote. Open pages have it at once.
///
/// Errors: `validation_failed` on the field `name`, or on `file` with what is wrong with the file; `conflict` if the channel has an emote of this
/// name; `forbidden` for a channel with [`EMOTES_PER_CHANNEL`]; `unavailable` while many pictures are decoded, or storage is away; `not_found`
/// if the channel is gone meanwhile.
pub async fn add_emote(
    svc: &Services,
    storage: &Storage,
    owner: ChannelOwner,
    name: &str,
    file: Bytes,
) -> Result<Emote> {
    let wrong = |sentence| Problem::field(Code::ValidationFailed, "name", sentence);
    let name = EmoteName::parse(name).map_err(wrong)?;
    // Before the picture is decoded, which takes longer.
    if store::exists(&svc.db, owner, &name).await? {
        return Err(taken(&name));
    }
    let picture = pictures::store_sizes(svc, storage, PictureKind::Emote, file).await?;
    let mut tx = svc.db.begin().await?;
    // Requests at once are counted one after the other.
    if channels::store::lock(&mut tx, owner.channel()).await?.is_none() {
        return Err(Problem::not_found().into());
    }
    if store::count(&mut tx, owner).await? >= EMOTES_PER_CHANNEL {
        let sentence = format!("A channel can have at most {EMOTES_PER_CHANNEL} emotes. Delete one first.");
        return Err(Problem::new(Code::Forbidden, sentence).into());
    }
    pictures::store::keep(&mut tx, picture).await?;
    let url = UploadedPicture::new(picture, PictureKind::Emote).url;
    let added = store::insert(&mut tx, owner, &name, &url).await.map_err(|error| match error {
        Error::Database(cause) if violated(&cause) == Some("emote_name_unique") => taken(&name),
        error => error,
    })?;
    tx.commit().await?;
    Ok(added)
}

fn taken(name: &EmoteName) -> Error {
    let sentence = format!("The channel has an emote :{name}: already. Choose another name, or delete that one first.");
    Problem::field(Code::Conflict, "name", sentence).into()
}

/// Deletes an emote. Messages with it show its name from then on. Owner only.
///
/// Errors: `signin_required`, `forbidden`, `not_found`, also for another channel's emote.
pub async fn delete_emote(
    svc: &Services,
    current_user: &CurrentUser,
    channel: &ChannelRef,
    emote: EmoteId,
) -> Result<()> {
    let owner = access::channel_owner(svc, current_user, channel).await?;
    match store::delete(&svc.db, owner, emote).await? {
        true => Ok(()),
        false => Err(Problem::not_found().into()),
    }
}
