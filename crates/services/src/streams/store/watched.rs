//! How many watch a stream, and for how long, as the table `stream` has it.

use crate::Result;
use domain::{ChannelId, StreamId};
use sqlx::PgExecutor;
use uuid::Uuid;

/// A stream's viewers now, and what to add to its seconds watched since the last call.
pub struct Watched {
    pub stream: StreamId,
    pub viewers: i32,
    pub seconds: i64,
}

/// A stream on air after its viewers were stored.
pub struct Noted {
    pub stream: StreamId,
    pub channel: ChannelId,
    pub peak: i32,
}

/// Adds new views to these streams.
pub async fn add_views(db: impl PgExecutor<'_>, views: &[(StreamId, i64)]) -> Result<()> {
    let (streams, views): (Vec<Uuid>, Vec<i64>) = views.iter().map(|(stream, views)| (stream.0, *views)).unzip();
    sqlx::query!(
        "update stream set view_count = view_count + opened.views
         from unnest($1::uuid[], $2::bigint[]) as opened (stream_id, views) where stream.id = opened.stream_id",
        &streams,
        &views
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Stores viewer counts and time watched. Returns the streams that are on air; for others only the time is stored.
pub async fn note_watched(db: impl PgExecutor<'_>, watched: &[&Watched]) -> Result<Vec<Noted>> {
    let ids: Vec<Uuid> = watched.iter().map(|watched| watched.stream.0).collect();
    let viewers: Vec<i32> = watched.iter().map(|watched| watched.viewers).collect();
    let seconds: Vec<i64> = watched.iter().map(|watched| watched.seconds).collect();
    let rows = sqlx::query!(
        r#"update stream set
               viewer_count = case when status = 'LIVE' then watched.viewers else viewer_count end,
               peak_viewers = case when status = 'LIVE' then greatest(peak_viewers, watched.viewers) else peak_viewers end,
               seconds_watched = seconds_watched + watched.seconds
           from unnest($1::uuid[], $2::integer[], $3::bigint[]) as watched (id, viewers, seconds)
           where stream.id = watched.id
           returning stream.id, channel_id, peak_viewers, status = 'LIVE' as "on_air!""#,
        &ids,
        &viewers,
        &seconds
    );
    let on_air = rows.fetch_all(db).await?.into_iter().filter(|row| row.on_air);
    Ok(on_air
        .map(|row| Noted { stream: row.id.into(), channel: row.channel_id.into(), peak: row.peak_viewers })
        .collect())
}
