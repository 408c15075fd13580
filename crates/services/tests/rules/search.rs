//! Searches over channels, people and videos: what is found, in which order, and what is not.

use crate::actors::{Outcome, Platform, device, outcome};
use domain::channels::ChannelChange;
use domain::search::{SearchKind, SearchResult};
use domain::{Code, Page};
use services::search::{self, Search};
use sqlx::PgPool;
use testkit::{until, until_refused};

fn text(text: &str) -> Search {
    Search { text: text.into(), ..Search::default() }
}

async fn page(platform: &Platform, wanted: Search) -> Outcome<Page<SearchResult>> {
    outcome(search::search(&platform.svc, wanted, device(1)).await)
}

/// What is found, in order: a channel by its slug, a person with `@`, a video by its title.
fn names(found: Vec<SearchResult>) -> Vec<String> {
    let name = |found| match found {
        SearchResult::Channel { channel } => channel.slug,
        SearchResult::User { user } => format!("@{}", user.username),
        SearchResult::Video { video, channel } => format!("{} of {}", video.stream.title, channel.slug),
    };
    found.into_iter().map(name).collect()
}

async fn found(platform: &Platform, wanted: Search) -> Vec<String> {
    names(page(platform, wanted).await.unwrap().items)
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn what_is_named_so_comes_first_then_what_begins_so_then_the_rest(db: PgPool) {
    let platform = Platform::open(db).await;
    let (pianos, piano) = (platform.creator("pianos").await, platform.creator("piano").await);
    platform.creator("grand-piano").await;
    let (old, new) = (pianos.has_vod("ready").await, piano.has_vod("ready").await);
    platform.sql("update stream set title = 'Piano' where id = $1", &[old.0]).await;
    platform.sql("update stream set title = 'A PIANO, and more' where id = $1", &[new.0]).await;
    let all = [
        "piano",
        "@piano",
        "Piano of pianos",
        "pianos",
        "@pianos",
        "grand-piano",
        "@grand_piano",
        "A PIANO, and more of piano",
    ];
    assert_eq!(found(&platform, text("pIaNo")).await, all);
    for (kind, expected) in [
        (SearchKind::Channels, vec!["piano", "pianos", "grand-piano"]),
        (SearchKind::People, vec!["@piano", "@pianos", "@grand_piano"]),
        (SearchKind::Videos, vec!["Piano of pianos", "A PIANO, and more of piano"]),
    ] {
        assert_eq!(found(&platform, Search { kind: Some(kind), ..text("piano") }).await, expected);
    }

    // In pages of any size, each once and in the same order.
    for size in [1, 2, 3, 7, 8] {
        let (mut paged, mut cursor) = (Vec::new(), None);
        loop {
            let wanted = Search { limit: Some(size), cursor, ..text("piano") };
            let next = page(&platform, wanted).await.unwrap();
            assert!(!next.items.is_empty() && next.items.len() <= size as usize, "pages of {size}");
            paged.extend(names(next.items));
            cursor = next.next_cursor;
            if cursor.is_none() {
                break;
            }
        }
        assert_eq!(paged, all, "pages of {size}");
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_short_text_is_found_where_words_begin_and_a_word_of_one_letter_anywhere(db: PgPool) {
    let platform = Platform::open(db).await;
    let channels = [("adjust", "夜晚钢琴"), ("night-music", "Night DJ"), ("dj-mira", "Mira"), ("music", "dj")];
    for (slug, name) in channels {
        let creator = platform.creator(slug).await;
        creator.sets(ChannelChange { name: Some(name.into()), ..ChannelChange::default() }).await;
    }
    let mira = platform.creator("mira").await;
    for title in ["With a DJ", "Adjusted", "DJs"] {
        let vod = mira.has_vod("ready").await;
        platform.sql(&format!("update stream set title = '{title}' where id = $1"), &[vod.0]).await;
    }
    for (kind, wanted, expected) in [
        (SearchKind::Channels, "dj", vec!["music", "dj-mira", "night-music"]),
        (SearchKind::Channels, "D", vec!["dj-mira", "music", "night-music"]),
        (SearchKind::Channels, "j", vec![]),
        (SearchKind::Channels, "dju", vec!["adjust"]),
        (SearchKind::Channels, "琴", vec!["adjust"]),
        (SearchKind::Channels, "夜", vec!["adjust"]),
        (SearchKind::People, "dj", vec!["@dj_mira"]),
        (SearchKind::Videos, "dj", vec!["DJs of mira", "With a DJ of mira"]),
        (SearchKind::Videos, "a", vec!["Adjusted of mira", "With a DJ of mira"]),
    ] {
        assert_eq!(found(&platform, Search { kind: Some(kind), ..text(wanted) }).await, expected, "{wanted}");
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn what_is_renamed_between_two_pages_moves_nothing_else(db: PgPool) {
    let platform = Platform::open(db).await;
    for slug in ["piano-a", "piano-b", "piano-c", "grand-piano", "piano-d"] {
        platform.creator(slug).await;
    }
    let after = async |cursor: Option<String>| {
        let kind = Some(SearchKind::Channels);
        let page = page(&platform, Search { kind, limit: Some(2), cursor, ..text("piano") }).await.unwrap();
        (names(page.items), page.next_cursor)
    };
    let (first, cursor) = after(None).await;
    assert_eq!(first, ["piano-a", "piano-b"]);
    for (from, to) in [("piano-a", "other-piano"), ("piano-b", "violin"), ("grand-piano", "piano")] {
        let rename = format!("update channel set name = '{to}', slug = '{to}' where slug = '{from}'");
        platform.sql(&rename, &[]).await;
    }
    let (second, cursor) = after(cursor).await;
    assert_eq!(second, ["piano-c", "piano-d"], "neither twice nor left out");
    assert_eq!(after(cursor).await.0, ["other-piano"], "it has come as piano-a, too");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn only_what_is_public_is_found(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("piano-hours").await;
    let vod = mira.has_vod("ready").await;
    platform.sql("update stream set title = 'Piano at night' where id = $1", &[vod.0]).await;
    let everything = ["piano-hours", "@piano_hours", "Piano at night of piano-hours"];
    assert_eq!(found(&platform, text("piano")).await, everything);

    for hidden in ["state = 'finishing'", "visibility = 'unlisted'", "visibility = 'private'"] {
        platform.sql(&format!("update archive set {hidden} where stream_id = $1"), &[vod.0]).await;
        assert_eq!(found(&platform, text("piano")).await, &everything[..2], "{hidden}");
        platform.sql("update archive set state = 'ready', visibility = 'public' where stream_id = $1", &[vod.0]).await;
    }
    mira.sets_public(false).await;
    assert_eq!(found(&platform, text("piano")).await, ["@piano_hours"]);
    mira.sets_public(true).await;
    platform.sql("update account set disabled_at = now() where id = $1", &[mira.id().0]).await;
    assert_eq!(found(&platform, text("piano")).await, Vec::<String>::new());
    platform.sql("update account set disabled_at = null where id = $1", &[mira.id().0]).await;
    assert_eq!(found(&platform, text("piano")).await, everything);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_text_is_no_pattern_and_a_cursor_is_one_that_a_search_gave_out(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    mira.sets(ChannelChange { name: Some("100% Ragtime_Hour \\o/".into()), ..ChannelChange::default() }).await;
    for (wanted, is_found) in
        [("100%", true), ("e_h", true), ("\\o/", true), ("1%e", false), ("a_t", false), ("'", false)]
    {
        assert_eq!(!found(&platform, text(wanted)).await.is_empty(), is_found, "{wanted}");
    }
    for wrong in ["", " ", &"x".repeat(101)] {
        assert_eq!(page(&platform, text(wrong)).await, Err(Code::ValidationFailed), "{wrong:?}");
    }
    for cursor in [
        "elsewhere",
        "3.channels.0190b6f0-0000-7000-8000-000000000000",
        "0.cars.0190b6f0-0000-7000-8000-000000000000",
        "0.channels.x",
    ] {
        let wanted = Search { cursor: Some(cursor.into()), ..text("mira") };
        assert_eq!(page(&platform, wanted).await, Err(Code::BadRequest), "{cursor}");
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn people_and_videos_are_found_by_their_indexes(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("night-piano").await;
    let vod = mira.has_vod("ready").await;
    platform.sql("update stream set title = 'Piano at night' where id = $1", &[vod.0]).await;
    let people = "insert into account (id, email, username, display_name)
                  select gen_random_uuid(), md5(n::text) || '@example.org', substr(md5(n::text), 1, 20), md5(n::text) from generate_series(1, 20000) n";
    let streams = "insert into stream (id, channel_id, title, status, started_at, ended_at)
                   select gen_random_uuid(), $1, md5(n::text), 'ARCHIVED', now(), now() from generate_series(1, 20000) n";
    platform.sql(people, &[]).await;
    platform.sql(streams, &[mira.channel.0]).await;
    let archives =
        "insert into archive (stream_id, state, visibility) select id, 'ready', 'public' from stream where id <> $1";
    platform.sql(archives, &[vod.0]).await;
    for vacuum in ["vacuum analyze account", "vacuum analyze stream", "vacuum analyze archive"] {
        platform.sql(vacuum, &[]).await;
    }
    for _ in 0..8 {
        assert_eq!(found(&platform, text("piano")).await.len(), 3);
    }
    // Of 8 searches, each in three steps: exact names, beginnings, and the rest. Exact usernames are found by the index that makes them unique; in
    // the other two steps the index is read for each of a person's two names. A session's counts are sent a second after a transaction at the earliest.
    for (count, scans) in [
        (
            40,
            "select coalesce(sum(idx_scan), 0)::bigint from pg_stat_user_indexes where indexrelname = 'account_search'",
        ),
        (
            24,
            "select coalesce(sum(idx_scan), 0)::bigint from pg_stat_user_indexes where indexrelname = 'stream_search'",
        ),
    ] {
        until("the scans to be counted", async || {
            let counted = platform.count(scans).await;
            if counted >= count { Ok(()) } else { Err(counted) }
        })
        .await;
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn searches_wait_for_their_turn_and_have_a_limit(db: PgPool) {
    let platform = Platform::with_rate_limits(db).await;
    platform.creator("piano").await;
    let all = platform.svc.searches.acquire_many(2).await.unwrap();
    assert_eq!(page(&platform, text("piano")).await, Err(Code::Unavailable));
    drop(all);
    let seek = async |_| page(&platform, text("piano")).await.err();
    assert_eq!(until_refused(29..=30, crate::channels::SEARCH, seek).await.1, Code::RateLimited);
    assert!(search::search(&platform.svc, text("piano"), device(2)).await.is_ok(), "the limit is a network's own");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn one_search_of_a_network_runs_at_a_time(db: PgPool) {
    let platform = Platform::with_rate_limits(db).await;
    platform.creator("piano").await.has_vod("ready").await;
    // Searches for videos wait for the table.
    let mut held = platform.db.begin().await.unwrap();
    sqlx::query("lock table stream in access exclusive mode").execute(&mut *held).await.unwrap();
    let videos = || Search { kind: Some(SearchKind::Videos), ..text("yesterday") };
    let people = || Search { kind: Some(SearchKind::People), ..text("piano") };
    let (one, two) = (page(&platform, videos()), page(&platform, videos()));
    let others = async {
        until("the first search to run", async || (platform.svc.searches.available_permits() == 1).then_some(())).await;
        // The second one has had its chance as well.
        let elsewhere = outcome(search::search(&platform.svc, people(), device(2)).await).map(|page| page.items.len());
        let left = platform.svc.searches.available_permits();
        held.rollback().await.unwrap();
        (elsewhere, left)
    };
    let (one, two, others) = tokio::join!(one, two, others);
    assert_eq!(others, (Ok(1), 1), "another network's search finds a turn");
    for found in [one, two] {
        // On a busy machine, one may have waited too long; it is asked again then.
        let found = if matches!(found, Err(Code::Unavailable)) { page(&platform, videos()).await } else { found };
        assert_eq!(names(found.unwrap().items), ["Yesterday of piano"], "a person who types quickly is not refused");
    }
}
