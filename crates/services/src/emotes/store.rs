//! SQL of emotes.

use crate::Result;
use crate::access::ChannelOwner;
use crate::database::{Database, Transaction};
use domain::emotes::{Emote, EmoteName};
use domain::{ChannelId, EmoteId};
use sqlx::PgExecutor;
use uuid::Uuid;

/// The emotes of a channel, the oldest first.
pub async fn of_channel(db: impl PgExecutor<'_>, channel: ChannelId) -> Result<Vec<Emote>> {
    let emotes = sqlx::query_as!(
        Emote,
        "select id, name, picture as url, created_at from emote where channel_id = $1 order by id",
        channel.0
    );
    Ok(emotes.fetch_all(db).await?)
}

pub async fn exists(db: &Database, owner: ChannelOwner, name: &EmoteName) -> Result<bool> {
    let found = sqlx::query_scalar!(
        r#"select exists (select from emote where channel_id = $1 and name = $2) as "exists!""#,
        owner.channel().0,
        name.as_str()
    );
    Ok(found.fetch_one(db).await?)
}

pub async fn count(tx: &mut Transaction, owner: ChannelOwner) -> Result<i64> {
    let count =
        sqlx::query_scalar!(r#"select count(*) as "count!" from emote where channel_id = $1"#, owner.channel().0);
    Ok(count.fetch_one(tx).await?)
}

/// Violates `emote_name_unique` if the channel has an emote of this name.
pub async fn insert(tx: &mut Transaction, owner: ChannelOwner, name: &EmoteName, picture: &str) -> Result<Emote> {
    let added = sqlx::query_as!(
        Emote,
        "insert into emote (id, channel_id, name, picture) values ($1, $2, $3, $4)
         returning id, name, picture as url, created_at",
        Uuid::now_v7(),
        owner.channel().0,
        name.as_str(),
        picture
    );
    Ok(added.fetch_one(tx).await?)
}

/// False if the channel has no such emote. Its picture is deleted afterwards (`discard_picture`).
pub async fn delete(db: &Database, owner: ChannelOwner, emote: EmoteId) -> Result<bool> {
    let deleted = sqlx::query!(
        "delete from emote using channel
         where emote.id = $1 and channel_id = $2 and channel.id = channel_id and owner_id = $3",
        emote.0,
        owner.channel().0,
        owner.user().0
    );
    Ok(deleted.execute(db).await?.rows_affected() > 0)
}
