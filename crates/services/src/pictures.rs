//! Pictures that people upload: avatars of users and channels, banners and emotes of channels. Each is decoded and written anew as WebP in the sizes that
//! pages use, so nothing of the file that was sent is ever served.

mod decode;
pub(crate) mod store;

use crate::access::{self, ChannelOwner};
use crate::accounts::CurrentUser;
use crate::outage::Outage;
use crate::storage::{Object, Storage, StorageError};
use crate::{Result, Services, channels};
use bytes::Bytes;
use domain::accounts::Scope;
use domain::channels::ChannelRef;
use domain::pictures::{PictureFile, PictureKind, UploadedPicture};
use domain::{Code, Problem, UserId};
use futures_util::future::try_join_all;
use std::time::Duration;
use tokio::time::{MissedTickBehavior, interval};
use uuid::Uuid;

pub use decode::too_large;

/// How often replaced pictures are looked for.
const SWEEP: Duration = Duration::from_secs(1);

/// Whose picture a request names.
#[derive(Clone, Debug)]
pub enum PictureTarget {
    /// The current user's own.
    User,
    /// A channel's.
    Channel(ChannelRef),
}

/// Permission to change a picture.
#[derive(Clone, Copy, Debug)]
pub struct PictureOwner {
    kind: PictureKind,
    of: PictureOf,
}

#[derive(Clone, Copy, Debug)]
enum PictureOf {
    User(UserId),
    Channel(ChannelOwner),
}

/// The current user as one who may change this picture. It is asked before a file is read.
///
/// Errors: `signin_required`; for a channel `not_found`, `forbidden`; `validation_failed` for the banner of a user.
pub async fn owner(
    svc: &Services,
    current_user: &CurrentUser,
    kind: PictureKind,
    target: &PictureTarget,
) -> Result<PictureOwner> {
    let of = match target {
        PictureTarget::Channel(channel) => {
            access::needs_scope(current_user, Scope::ChannelWrite)?;
            PictureOf::Channel(access::channel_owner(svc, current_user, channel).await?)
        }
        PictureTarget::User => {
            let user = access::signed_in(current_user)?.id();
            if kind == PictureKind::Banner {
                let sentence = "Only channels have a banner. Name yours: ?target=channel&channel=…";
                return Err(Problem::field(Code::ValidationFailed, "target", sentence).into());
            }
            PictureOf::User(user)
        }
    };
    Ok(PictureOwner { kind, of })
}

/// Takes one of the uploads that a user has in an hour. It is asked before a file is read, too.
///
/// Errors: `rate_limited`.
pub fn admit(svc: &Services, owner: &PictureOwner) -> Result<()> {
    let user = match owner.of {
        PictureOf::User(user) => user,
        PictureOf::Channel(owner) => owner.user(),
    };
    let many = |retry_after_ms| Problem::limit_reached("You have uploaded many pictures.", retry_after_ms);
    svc.limits.picture.take_or(user, many)
}

/// Stores a picture and shows it in place of the one before, whose files are deleted afterwards. If anything fails, the one before stays.
///
/// Errors: `validation_failed` on the field `file` with what is wrong with the file; `unavailable` while many pictures are decoded, or storage
/// is away; `not_found` if account or channel are gone meanwhile.
pub async fn upload(svc: &Services, storage: &Storage, owner: PictureOwner, file: Bytes) -> Result<UploadedPicture> {
    let picture = store_sizes(svc, storage, owner.kind, file).await?;
    let uploaded = UploadedPicture::new(picture, owner.kind);
    let mut tx = svc.db.begin().await?;
    store::keep(&mut tx, picture).await?;
    set(&mut tx, owner, Some(&uploaded.url)).await?;
    tx.commit().await?;
    told(svc, owner).await;
    Ok(uploaded)
}

/// Stores a picture in the sizes of its kind. Unless [`store::keep`] is called within ten minutes, its files are deleted.
///
/// Errors: those of [`upload`], but for `not_found`.
pub(crate) async fn store_sizes(svc: &Services, storage: &Storage, kind: PictureKind, file: Bytes) -> Result<Uuid> {
    let sizes = decode::sizes(file, kind).await?;
    let picture = store::reserve(&svc.db).await?;
    let puts = sizes.into_iter().map(|(width, webp)| async move {
        storage.put(&key(PictureFile { picture, width }), webp, "image/webp").await
    });
    try_join_all(puts).await?;
    Ok(picture)
}

/// Removes a picture; does nothing if there is none.
///
/// Errors: those of [`owner`], and `not_found` if account or channel are gone meanwhile.
pub async fn remove(svc: &Services, owner: PictureOwner) -> Result<()> {
    let mut tx = svc.db.begin().await?;
    set(&mut tx, owner, None).await?;
    tx.commit().await?;
    told(svc, owner).await;
    Ok(())
}

async fn set(tx: &mut crate::database::Transaction, owner: PictureOwner, address: Option<&str>) -> Result<()> {
    let is_set = match (owner.of, owner.kind) {
        (PictureOf::User(user), _) => store::set_user_avatar(tx, user, address).await?,
        (PictureOf::Channel(owner), PictureKind::Avatar) => store::set_channel_avatar(tx, owner, address).await?,
        (PictureOf::Channel(owner), PictureKind::Banner) => store::set_channel_banner(tx, owner, address).await?,
        // A channel has many of them; they are added and deleted (`crate::emotes`).
        (PictureOf::Channel(_), PictureKind::Emote) => false,
    };
    if is_set { Ok(()) } else { Err(Problem::not_found().into()) }
}

/// Lists show the pictures of channels, and those of their owners in place of them.
async fn told(svc: &Services, owner: PictureOwner) {
    svc.live.forget(&());
    if let PictureOf::Channel(owner) = owner.of {
        channels::tell_lists(svc, owner.channel(), false).await;
    }
}

/// Where browsers read a file of a picture without this server; none where storage has no public address.
pub fn public_address(storage: &Storage, file: PictureFile) -> Option<String> {
    storage.public_url(&key(file))
}

/// A file of a picture, and its key in storage.
///
/// Errors: storage's.
pub async fn read(storage: &Storage, file: PictureFile) -> std::result::Result<(String, Object), StorageError> {
    let key = key(file);
    let object = storage.get(&key, None).await?;
    Ok((key, object))
}

/// Deletes the files of pictures that are no longer shown, and of those that never were, for ever.
pub(crate) async fn sweep_regularly(svc: &Services, storage: &Storage) {
    let mut seconds = interval(SWEEP);
    seconds.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut outage = Outage::default();
    loop {
        seconds.tick().await;
        match sweep(svc, storage).await {
            Err(error) if outage.begins() => tracing::warn!(%error, "pictures can't be deleted at the moment"),
            Ok(deleted) if deleted > 0 && outage.ends() => tracing::info!("pictures are deleted again"),
            _ => {}
        }
    }
}

/// How many pictures were deleted. What cannot be deleted is tried again in a minute, and keeps no other from it.
async fn sweep(svc: &Services, storage: &Storage) -> Result<usize> {
    let (mut deleted, mut failed) = (0, None);
    for picture in store::due(&svc.db).await? {
        match storage.delete_prefix(&prefix(picture)).await {
            Ok(()) => {
                store::forget(&svc.db, picture).await?;
                deleted += 1;
            }
            Err(error) => failed = Some(error),
        }
    }
    failed.map_or(Ok(deleted), |error| Err(error.into()))
}

/// Prefix of the keys of a picture's files in storage.
fn prefix(picture: Uuid) -> String {
    format!("pictures/{}-", picture.simple())
}

fn key(file: PictureFile) -> String {
    format!("pictures/{}", file.name())
}
