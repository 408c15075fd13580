//! SQL of pictures.

use crate::Result;
use crate::access::ChannelOwner;
use crate::database::{Database, Transaction};
use crate::error::unavailable;
use domain::UserId;
use uuid::Uuid;

/// A name for a new picture. Unless [`keep`] takes it off the list in ten minutes, its files are deleted, since storing them has failed.
pub async fn reserve(db: &Database) -> Result<Uuid> {
    let picture = sqlx::query_scalar!(
        "insert into discarded_picture (due_at) values (now() + interval '10 minutes') returning picture"
    );
    Ok(picture.fetch_one(db).await?)
}

/// Keeps a picture whose files are stored.
///
/// Errors: `unavailable` if storing them took so long that they are deleted.
pub async fn keep(tx: &mut Transaction, picture: Uuid) -> Result<()> {
    // One that [`due`] has listed already is due within a minute.
    let kept = sqlx::query!(
        "delete from discarded_picture where picture = $1 and due_at > now() + interval '1 minute'",
        picture
    );
    match kept.execute(tx).await?.rows_affected() {
        0 => Err(unavailable().into()),
        _ => Ok(()),
    }
}

/// Shows a user's avatar, or none; false if the account is gone. What was shown before is deleted (`discard_picture`).
pub async fn set_user_avatar(tx: &mut Transaction, user: UserId, address: Option<&str>) -> Result<bool> {
    let set = sqlx::query!("update account set avatar = $2, updated_at = now() where id = $1", user.0, address);
    Ok(set.execute(tx).await?.rows_affected() > 0)
}

/// The same for the avatar of a channel.
pub async fn set_channel_avatar(tx: &mut Transaction, owner: ChannelOwner, address: Option<&str>) -> Result<bool> {
    let set = sqlx::query!(
        "update channel set avatar = $3, updated_at = now() where id = $1 and owner_id = $2",
        owner.channel().0,
        owner.user().0,
        address
    );
    Ok(set.execute(tx).await?.rows_affected() > 0)
}

/// The same for the banner of a channel.
pub async fn set_channel_banner(tx: &mut Transaction, owner: ChannelOwner, address: Option<&str>) -> Result<bool> {
    let set = sqlx::query!(
        "update channel set banner = $3, updated_at = now() where id = $1 and owner_id = $2",
        owner.channel().0,
        owner.user().0,
        address
    );
    Ok(set.execute(tx).await?.rows_affected() > 0)
}

/// Pictures to be deleted, sixteen at most, the longest due first. They are due again in a minute, unless they are forgotten.
pub async fn due(db: &Database) -> Result<Vec<Uuid>> {
    let pictures = sqlx::query_scalar!(
        "update discarded_picture set due_at = now() + interval '1 minute' where picture in (
             select picture from discarded_picture where due_at <= now() order by due_at limit 16 for update skip locked)
         returning picture"
    );
    Ok(pictures.fetch_all(db).await?)
}

/// Notes that a picture's files were deleted.
pub async fn forget(db: &Database, picture: Uuid) -> Result<()> {
    sqlx::query!("delete from discarded_picture where picture = $1", picture).execute(db).await?;
    Ok(())
}
