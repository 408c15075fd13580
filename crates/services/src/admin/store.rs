//! Figures of the whole platform. Everything here only reads.

use crate::Result;
use crate::access::Administrator;
use crate::database::Database;
use domain::admin::{Overview, PeriodFigures};

/// The figures of now, without those of periods.
pub async fn now(db: &Database, _: Administrator) -> Result<Overview> {
    let row = sqlx::query!(
        r#"select now() as "read_at!", (select count(*) from account) as "users!", (select count(*) from channel) as "channels!",
                  (select count(distinct owner_id) from channel) as "creators!",
                  (select count(*) from stream where status = 'LIVE') as "live_streams!",
                  (select coalesce(sum(viewer_count), 0) from stream where status = 'LIVE') as "viewers!""#
    );
    let row = row.fetch_one(db).await?;
    Ok(Overview {
        read_at: row.read_at,
        users: row.users,
        creators: row.creators,
        channels: row.channels,
        live_streams: row.live_streams,
        viewers: row.viewers,
        periods: Vec::new(),
    })
}

/// The figures of the last days. `domain::admin::PeriodFigures` says what each of them means.
///
/// The messages of a stream are not counted one by one: the numbers of a room rise by one with each message, and between the first and the last
/// message of a stream there are only its own.
pub async fn period(db: &Database, _: Administrator, days: i32) -> Result<PeriodFigures> {
    let row = sqlx::query!(
        r#"with span as (
               select now() - make_interval(days => $1) as since, now() - make_interval(days => 2 * $1) as since_before
           ), shown as (
               select stream.id, channel.owner_id, peak_viewers, stream.view_count, case when stream.view_count > 0 then seconds_watched end as watched
               from span, stream join channel on channel.id = channel_id
               where status <> 'OFFLINE' and (ended_at is null or ended_at > since)
           ), shown_before as (
               select distinct channel.owner_id from span, stream join channel on channel.id = channel_id
               where status <> 'OFFLINE' and started_at <= since and (ended_at is null or ended_at > since_before)
           ), written as (
               select sum(latest.seq - earliest.seq + 1)::float8 as messages from shown,
                   lateral (select seq from message where stream_id = shown.id order by seq desc limit 1) latest,
                   lateral (select seq from message where stream_id = shown.id order by seq limit 1) earliest
           )
           select (select count(*) from account where created_at > since) as "new_users!",
                  (select count(*) from (select from channel group by owner_id having min(created_at) > since) made) as "new_creators!",
                  (select count(*) from account_seen where seen_at > since) as "active_users!",
                  (select count(distinct owner_id) from shown) as "active_creators!",
                  (select count(*) from shown) as "streams!",
                  (select coalesce(max(peak_viewers), 0) from shown) as "peak_viewers!",
                  (select coalesce(messages, 0) from written) / nullif((select count(*) from shown), 0) as "messages_per_stream?",
                  (select sum(watched)::float8 / nullif(sum(view_count), 0)::float8 from shown) as "mean_watch_seconds?",
                  (select count(*) from shown_before) as "creators_before!",
                  (select count(*) from shown_before where owner_id in (select owner_id from shown)) as "creators_back!"
           from span"#,
        days
    );
    let row = row.fetch_one(db).await?;
    Ok(PeriodFigures {
        days,
        new_users: row.new_users,
        new_creators: row.new_creators,
        active_users: row.active_users,
        active_creators: row.active_creators,
        streams: row.streams,
        peak_viewers: row.peak_viewers,
        messages_per_stream: row.messages_per_stream,
        mean_watch_seconds: row.mean_watch_seconds,
        creators_before: row.creators_before,
        creators_back: row.creators_back,
    })
}
