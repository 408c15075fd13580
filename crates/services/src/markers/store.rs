//! SQL of markers.

use crate::Result;
use crate::access::StreamOwner;
use crate::database::{Database, Transaction};
use domain::markers::{Marker, MarkerTitle};
use domain::{MarkerId, StreamId};
use sqlx::PgExecutor;
use uuid::Uuid;

/// The markers of a stream, in the order of their positions.
pub async fn of_stream(db: impl PgExecutor<'_>, stream: StreamId) -> Result<Vec<Marker>> {
    let markers = sqlx::query_as!(
        Marker,
        "select id, stream_id, title, position_seconds as position, created_at
         from stream_marker where stream_id = $1 order by position_seconds, id",
        stream.0
    );
    Ok(markers.fetch_all(db).await?)
}

/// The markers of a stream that were set last, the newest first. Ids are made while the stream is locked, so their order is that of setting.
pub async fn newest(db: &Database, stream: StreamId, limit: i64) -> Result<Vec<Marker>> {
    let markers = sqlx::query_as!(
        Marker,
        "select id, stream_id, title, position_seconds as position, created_at
         from stream_marker where stream_id = $1 order by id desc limit $2",
        stream.0,
        limit
    );
    Ok(markers.fetch_all(db).await?)
}

/// The markers of several streams, each stream's in the order of their positions.
pub async fn of_streams(db: &Database, streams: &[StreamId]) -> Result<Vec<Marker>> {
    let streams: Vec<Uuid> = streams.iter().map(|stream| stream.0).collect();
    let markers = sqlx::query_as!(
        Marker,
        "select id, stream_id, title, position_seconds as position, created_at
         from stream_marker where stream_id = any($1) order by stream_id, position_seconds, id",
        &streams
    );
    Ok(markers.fetch_all(db).await?)
}

/// Locks an owner's stream, so that requests at once are counted one after the other; false if it does not exist any more. Messages that are
/// stored meanwhile do not wait.
pub async fn lock(tx: &mut Transaction, owner: StreamOwner) -> Result<bool> {
    let row = sqlx::query!(
        "select from stream join channel on channel.id = channel_id
         where stream.id = $1 and owner_id = $2 for no key update of stream",
        owner.stream().0,
        owner.user().0
    );
    Ok(row.fetch_optional(tx).await?.is_some())
}

pub async fn count(tx: &mut Transaction, owner: StreamOwner) -> Result<i64> {
    let count =
        sqlx::query_scalar!(r#"select count(*) as "count!" from stream_marker where stream_id = $1"#, owner.stream().0);
    Ok(count.fetch_one(tx).await?)
}

/// Whole seconds that a LIVE stream has been on air, until now or until its encoder went away. By the clock that noted its start.
pub async fn seconds_on_air(tx: &mut Transaction, owner: StreamOwner) -> Result<i32> {
    let seconds = sqlx::query_scalar!(
        r#"select greatest(0, floor(extract(epoch from coalesce(encoder_gone_at, now()) - started_at)))::int as "seconds!"
           from stream join channel on channel.id = channel_id where stream.id = $1 and owner_id = $2"#,
        owner.stream().0,
        owner.user().0
    );
    Ok(seconds.fetch_one(tx).await?)
}

/// `position` in seconds. Call it after [`lock`] and [`count`].
pub async fn insert(tx: &mut Transaction, owner: StreamOwner, title: &MarkerTitle, position: i32) -> Result<Marker> {
    let added = sqlx::query_as!(
        Marker,
        "insert into stream_marker (id, stream_id, title, position_seconds) values ($1, $2, $3, $4)
         returning id, stream_id, title, position_seconds as position, created_at",
        Uuid::now_v7(),
        owner.stream().0,
        title.as_str(),
        position
    );
    Ok(added.fetch_one(tx).await?)
}

/// False if the stream has no such marker.
pub async fn delete(db: &Database, owner: StreamOwner, marker: MarkerId) -> Result<bool> {
    let deleted = sqlx::query!(
        "delete from stream_marker using stream, channel
         where stream_marker.id = $1 and stream_id = $2 and stream.id = stream_id and channel.id = channel_id and owner_id = $3",
        marker.0,
        owner.stream().0,
        owner.user().0
    );
    Ok(deleted.execute(db).await?.rows_affected() > 0)
}
