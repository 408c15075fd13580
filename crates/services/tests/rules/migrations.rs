//! Migrations keep what earlier versions stored.

use services::MIGRATOR;
use sqlx::{PgPool, raw_sql};
use uuid::Uuid;

/// Applies the migrations with numbers in this range.
async fn migrate(db: &PgPool, from: i64, until: i64) {
    for migration in MIGRATOR.iter().filter(|migration| (from..=until).contains(&migration.version)) {
        raw_sql(migration.sql.clone()).execute(db).await.unwrap();
    }
}

const STORED: &str = "
    insert into account (id, email, username, display_name) values ('00000000-0000-0000-0000-0000000000aa', 'mira@example.org', 'mira', 'Mira');
    insert into channel (id, owner_id, name, slug, stream_key_digest, stream_key_sealed)
    values ('00000000-0000-0000-0000-0000000000cc', '00000000-0000-0000-0000-0000000000aa', 'Mira', 'mira', 'x', 'x');
    insert into stream (id, channel_id, title, status, started_at, ended_at, recording, is_archived, vod_url, thumbnail_url, storyboard_url,
                        size, duration, visibility)
    select ('00000000-0000-0000-0000-00000000000' || number)::uuid, '00000000-0000-0000-0000-0000000000cc', 'Stream ' || number,
           status::stream_status, now(), case when status <> 'LIVE' then now() end, recording, archived,
           case when archived then '/vod/x/master.m3u8' end, '/thumb', case when archived then '/storyboard' end, size, 60,
           case when archived then 'private' end
    from (values (1, 'ARCHIVED', false, true, 4096), (2, 'ARCHIVED', true, false, 0), (3, 'LIVE', true, false, 0),
                 (4, 'ARCHIVED', false, false, 0)) as old (number, status, recording, archived, size);";

/// State, visibility, size, duration, whether it has a thumbnail, whether it has a storyboard.
type ArchiveRow = (String, Option<String>, i64, Option<i32>, bool, bool);

/// Deleting a row looks for those that refer to it.
#[sqlx::test(migrator = "services::MIGRATOR")]
async fn every_foreign_key_has_an_index(db: PgPool) {
    let without: Vec<String> = sqlx::query_scalar(
        "select conname::text from pg_constraint
         where contype = 'f' and connamespace = 'public'::regnamespace and not exists (
             select from pg_index where indrelid = conrelid and indkey[0] = conkey[1])",
    )
    .fetch_all(&db)
    .await
    .unwrap();
    assert_eq!(without, Vec::<String>::new());
}

#[sqlx::test(migrations = false)]
async fn archives_get_a_table_of_their_own(db: PgPool) {
    migrate(&db, 1, 6).await;
    raw_sql(STORED).execute(&db).await.unwrap();
    let folders = "select archive_folder from stream where id <> '00000000-0000-0000-0000-000000000004' order by id";
    let before: Vec<Option<Uuid>> = sqlx::query_scalar(folders).fetch_all(&db).await.unwrap();
    migrate(&db, 7, 7).await;
    let rows =
        "select state, visibility, size, duration, has_thumbnail, has_storyboard from archive order by stream_id";
    let rows: Vec<ArchiveRow> = sqlx::query_as(rows).fetch_all(&db).await.unwrap();
    let unfinished = |state: &str| (state.to_owned(), None, 0, None, false, false);
    let ready = ("ready".to_owned(), Some("private".to_owned()), 4096, Some(60), true, true);
    assert_eq!(rows, [ready, unfinished("finishing"), unfinished("recording")]);
    let after: Vec<Option<Uuid>> =
        sqlx::query_scalar("select folder from archive order by stream_id").fetch_all(&db).await.unwrap();
    assert_eq!(after, before, "files stay where they are");

    // A row's end puts its objects on the list of those to be deleted, by whatever cascade.
    raw_sql("delete from archive where state = 'finishing'; delete from account").execute(&db).await.unwrap();
    let discarded: i64 = sqlx::query_scalar("select count(*) from discarded_archive").fetch_one(&db).await.unwrap();
    assert_eq!(discarded, 3);
}

#[sqlx::test(migrations = false)]
async fn channels_count_the_followers_that_they_had(db: PgPool) {
    migrate(&db, 1, 10).await;
    let stored = "
        insert into account (id, email) select gen_random_uuid(), name || '@example.org' from unnest(array['a', 'b', 'c']) as name;
        insert into channel (id, owner_id, name, slug, stream_key_digest, stream_key_sealed)
        select gen_random_uuid(), account.id, slug, slug, slug::bytea, '' from account, unnest(array['one', 'two']) as slug where email like 'a%';
        insert into channel_follow (id, account_id, channel_id)
        select gen_random_uuid(), account.id, channel.id from account, channel where email not like 'a%' and slug = 'one';";
    raw_sql(stored).execute(&db).await.unwrap();
    migrate(&db, 11, i64::MAX).await;
    let counts: Vec<(String, i64)> =
        sqlx::query_as("select slug, follower_count from channel order by slug").fetch_all(&db).await.unwrap();
    assert_eq!(counts, [("one".to_owned(), 2), ("two".to_owned(), 0)]);
}
