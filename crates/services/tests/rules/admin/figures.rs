//! The figures of the platform.

use crate::actors::Platform;
use services::admin;
use sqlx::PgPool;
use uuid::Uuid;

impl Platform {
    /// A stream that ended so many days ago after an hour, with viewers, views and seconds watched.
    async fn has_streamed(&self, channel: Uuid, days: &str, figures: [i64; 3]) -> Uuid {
        let id = Uuid::now_v7();
        let [peak, views, seconds] = figures;
        let stream = format!(
            "insert into stream (id, channel_id, title, status, started_at, ended_at, peak_viewers, view_count, seconds_watched)
             values ($1, $2, 'Before', 'ARCHIVED', now() - interval '{days} days 1 hour', now() - interval '{days} days', {peak}, {views}, {seconds})"
        );
        self.sql(&stream, &[id, channel]).await;
        id
    }

    async fn has_messages(&self, channel: Uuid, stream: Uuid, account: Uuid, numbers: std::ops::RangeInclusive<i64>) {
        let (first, last) = (numbers.start(), numbers.end());
        let messages = format!(
            "insert into message (id, channel_id, stream_id, account_id, seq, content)
             select gen_random_uuid(), $1, $2, $3, seq, 'hi' from generate_series({first}, {last}) seq"
        );
        self.sql(&messages, &[channel, stream, account]).await;
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn figures_of_a_day_a_week_and_four_weeks(db: PgPool) {
    let platform = Platform::open(db).await;
    let boss = platform.administrator().await;
    let (mira, jonas) = (platform.creator("mira").await, platform.creator("jonas").await);
    let (one, other) = (mira.channel.0, jonas.channel.0);
    // Mira streamed today, yesterday and three days ago; Jonas 10 and 40 days ago.
    let today = platform.has_streamed(one, "0", [7, 10, 3000]).await;
    platform.has_streamed(one, "1.5", [3, 10, 1000]).await;
    platform.has_streamed(one, "3", [9, 0, 0]).await;
    let before = platform.has_streamed(other, "10", [20, 5, 500]).await;
    platform.has_streamed(other, "40", [90, 5, 500]).await;
    platform.has_messages(one, today, mira.id().0, 1..=30).await;
    platform.has_messages(other, before, jonas.id().0, 5..=14).await;
    platform.sql("update account set created_at = now() - interval '8 days' where id = $1", &[jonas.id().0]).await;
    platform.sql("update channel set created_at = now() - interval '8 days' where id = $1", &[other]).await;
    let seen = "insert into account_seen (account_id, seen_at) values ($1, now() - interval '2 days'), ($2, now() - interval '20 days')";
    platform.sql(seen, &[mira.id().0, jonas.id().0]).await;

    let overview = admin::overview(&boss.svc, &boss.user).await.unwrap();
    assert_eq!((overview.users, overview.creators, overview.channels, overview.live_streams), (3, 2, 2, 0));
    let [day, week, month] = &*overview.periods else { panic!("{overview:?}") };
    assert_eq!([day.days, week.days, month.days], [1, 7, 28]);
    assert_eq!([day.new_users, week.new_users, month.new_users], [2, 2, 3]);
    assert_eq!([day.new_creators, week.new_creators, month.new_creators], [1, 1, 2]);
    assert_eq!([day.active_users, week.active_users, month.active_users], [0, 1, 2]);
    assert_eq!([day.active_creators, week.active_creators, month.active_creators], [1, 1, 2]);
    assert_eq!([day.streams, week.streams, month.streams], [1, 3, 4]);
    assert_eq!([day.peak_viewers, week.peak_viewers, month.peak_viewers], [7, 9, 20]);
    assert_eq!(
        [day.messages_per_stream, week.messages_per_stream, month.messages_per_stream],
        [Some(30.0), Some(10.0), Some(10.0)]
    );
    // Streams without a view do not count, whatever was watched of them.
    assert_eq!(
        [day.mean_watch_seconds, week.mean_watch_seconds, month.mean_watch_seconds],
        [Some(300.0), Some(200.0), Some(180.0)]
    );
    // The day before only Mira was on air, the week before only Jonas, and in the four weeks before, Jonas.
    assert_eq!([day.creators_before, week.creators_before, month.creators_before], [1, 1, 1]);
    assert_eq!([day.creators_back, week.creators_back, month.creators_back], [1, 0, 1]);

    platform.person("ada").await;
    let again = admin::overview(&boss.svc, &boss.user).await.unwrap();
    assert_eq!(again, overview, "read once a minute for everybody");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn figures_of_an_empty_platform(db: PgPool) {
    let platform = Platform::open(db).await;
    let boss = platform.administrator().await;
    let overview = admin::overview(&boss.svc, &boss.user).await.unwrap();
    for period in overview.periods {
        assert_eq!((period.streams, period.peak_viewers, period.creators_before), (0, 0, 0));
        assert_eq!((period.messages_per_stream, period.mean_watch_seconds, period.return_rate()), (None, None, None));
    }
}
