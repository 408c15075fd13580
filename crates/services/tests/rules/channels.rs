//! Channels: their slugs, their owners, their directory, and what goes with them when they are deleted.

use crate::actors::{Encoder, Outcome, Platform, device, outcome, problem};
use domain::channels::{Channel, ChannelChange, ChannelRef, NewChannel, Role, SeenChannel};
use domain::{Code, Page, Visibility};
use futures_util::future::join_all;
use services::channels::{self, DirectoryQuery, deletion};
use sqlx::PgPool;
use std::time::Duration;
use testkit::{PATIENCE, until, until_refused};
use tokio::time::timeout;
use uuid::Uuid;

/// Times after which one more try is free.
const CHANGE: Duration = Duration::from_secs(2);
const NEW_CHANNEL: Duration = Duration::from_secs(90);
pub const SEARCH: Duration = Duration::from_millis(333);

fn renamed(slug: &str) -> ChannelChange {
    ChannelChange { slug: Some(slug.into()), ..ChannelChange::default() }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_slug_names_one_channel_in_whatever_case_it_is_typed(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("piano").await, platform.person("jonas").await);
    let wanted = NewChannel { name: "Mine".into(), slug: "PIANO".into(), ..NewChannel::default() };
    let refused = channels::create_channel(&platform.svc, &jonas.user, wanted).await.map_err(problem).unwrap_err();
    assert_eq!(refused.code, Code::SlugTaken);
    assert!(refused.error("slug").unwrap().contains("piano-live"), "{refused}");
    let other = jonas.makes_channel("forte").await.unwrap();
    assert_eq!(jonas.changes_channel(other.id, renamed("Piano")).await, Err(Code::SlugTaken));
    assert_eq!(jonas.sees_channel("forte").await.unwrap().id, other.id, "it keeps its slug");
    assert_eq!(jonas.sees_channel("piano").await.unwrap().id, mira.channel);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn of_forms_that_show_the_same_and_are_saved_at_once_one_is_stored(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let shown = mira.sees_channel("mira").await.unwrap();
    let save = |name: String| {
        let change = ChannelChange { name: Some(name), ..ChannelChange::default() };
        let seen = SeenChannel::Profile(shown.profile_fingerprint());
        let (svc, user, channel) = (&mira.svc, &mira.user, ChannelRef::from(mira.channel));
        async move { outcome(channels::change_channel_as_seen(svc, user, &channel, change, Some(seen)).await) }
    };
    let saved = join_all((0..8).map(|number| save(format!("Name {number}")))).await;
    let (stored, refused): (Vec<_>, Vec<_>) = saved.into_iter().partition(Result::is_ok);
    assert!(refused.len() == 7 && refused.iter().all(|refused| *refused == Err(Code::Conflict)), "{refused:?}");
    let now = mira.sees_channel("mira").await.unwrap();
    assert_eq!(stored[0].as_ref().map(|stored| &stored.name), Ok(&now.name));

    let hides = ChannelChange { is_public: Some(false), ..ChannelChange::default() };
    let seen = SeenChannel::Settings(shown.settings_fingerprint());
    let id = ChannelRef::from(mira.channel);
    let hidden = channels::change_channel_as_seen(&mira.svc, &mira.user, &id, hides, Some(seen)).await;
    assert!(hidden.is_ok(), "the other form shows other values");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn what_a_change_leaves_out_stays_and_what_it_empties_goes(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let change = ChannelChange {
        name: Some("Night Piano".into()),
        description: Some("Every evening".into()),
        category: Some("music".into()),
        tags: Some(vec!["#Piano".into(), "jazz".into()]),
        language: Some("PT-br".into()),
        auto_start: Some(false),
        archive: Some(false),
        vod_visibility: Some(Visibility::Unlisted),
        retention_days: Some(Some(30)),
        ..ChannelChange::default()
    };
    let all = mira.sets(change).await;
    assert_eq!((all.name.as_str(), all.category.as_str(), all.tags.len()), ("Night Piano", "music", 2));
    assert_eq!((all.description.as_deref(), all.language.as_deref()), (Some("Every evening"), Some("pt-BR")));
    assert_eq!(mira.sets(ChannelChange::default()).await, all, "an empty change changes nothing");

    let emptied = ChannelChange {
        description: Some(String::new()),
        language: Some(String::new()),
        tags: Some(Vec::new()),
        retention_days: Some(None),
        ..ChannelChange::default()
    };
    let emptied = mira.sets(emptied).await;
    assert_eq!((&emptied.description, &emptied.language, emptied.tags.len()), (&None, &None, 0));
    assert_eq!(emptied.vods.unwrap().retention_days, None, "for ever");
    assert_eq!(emptied.vods.unwrap().vod_visibility, Visibility::Unlisted);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_change_with_a_fault_changes_nothing(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let before = mira.sees_channel("mira").await.unwrap();
    let change = ChannelChange { name: Some("New".into()), slug: Some("-".into()), ..ChannelChange::default() };
    assert_eq!(mira.changes_channel(mira.channel, change).await, Err(Code::ValidationFailed));
    assert_eq!(mira.sees_channel("mira").await.unwrap(), before);
}

/// What each of these people may do with the channel of another.
#[sqlx::test(migrator = "services::MIGRATOR")]
async fn only_its_owner_changes_deletes_and_publishes_on_a_channel(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let moderator = platform.person("jonas").await;
    let moderate = "insert into moderator (channel_id, account_id) values ($1, $2)";
    platform.sql(moderate, &[mira.channel.0, moderator.id().0]).await;
    let other = platform.creator("other").await;
    for (is_public, signed_in, anonymous) in
        [(true, Code::Forbidden, Code::SigninRequired), (false, Code::NotFound, Code::NotFound)]
    {
        mira.sets_public(is_public).await;
        for (person, expected) in [(&*other, signed_in), (&moderator, signed_in), (&platform.visitor(), anonymous)] {
            assert_eq!(person.changes_channel(mira.channel, renamed("mine")).await, Err(expected));
            assert_eq!(person.deletes_channel(mira.channel).await, Err(expected));
            assert_eq!(person.reads_key(mira.channel).await, Err(expected));
            assert_eq!(person.rotates_key(mira.channel).await, Err(expected));
            assert_eq!(person.prepares(mira.channel, "Mine").await, Err(expected));
            assert_eq!(person.starts(mira.channel).await, Err(expected));
        }
    }
    assert_eq!(mira.sees_channel("mira").await.unwrap().slug, "mira");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn what_concerns_the_owner_is_shown_to_the_owner_alone(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.person("jonas").await);
    let own = mira.sees_channel("mira").await.unwrap();
    assert_eq!((own.role, own.auto_start), (Some(Role::Owner), Some(true)));
    assert!(own.vods.is_some_and(|vods| vods.archive && vods.vod_visibility == Visibility::Public));
    for person in [&jonas, &platform.visitor()] {
        let seen = person.sees_channel("mira").await.unwrap();
        assert_eq!((seen.role, seen.auto_start, seen.vods), (None, None, None));
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_person_owns_twenty_channels_at_most(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.person("mira").await;
    for number in 1..=20 {
        mira.makes_channel(&format!("room-{number}")).await.unwrap();
    }
    assert_eq!(mira.makes_channel("room-21").await.unwrap_err(), Code::Forbidden);
    let own = channels::my_channels(&platform.svc, &mira.user).await.unwrap();
    assert_eq!((own.len(), own[0].slug.as_str(), own[19].slug.as_str()), (20, "room-1", "room-20"));
    assert!(platform.person("jonas").await.makes_channel("room-21").await.is_ok());
    assert_eq!(mira.deletes_channel(own[0].id).await, Ok(()));
    assert!(mira.makes_channel("room-22").await.is_ok());
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_person_who_asks_for_many_channels_at_once_gets_twenty(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.person("mira").await;
    let slugs: Vec<String> = (1..=40).map(|number| format!("room-{number}")).collect();
    let made = join_all(slugs.iter().map(|slug| mira.makes_channel(slug))).await;
    let refused = made.iter().filter(|made| matches!(made, Err(Code::Forbidden))).count();
    assert_eq!((refused, platform.count("select count(*) from channel").await), (20, 20));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_deleted_channel_is_gone_at_once_and_what_it_leaves_goes_in_slices(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.creator("jonas").await);
    let chat = "insert into message (id, channel_id, account_id, seq, content)
                select gen_random_uuid(), $1, $2, n, 'hello' from generate_series(1, 12000) n";
    let followers = "insert into channel_follow (id, account_id, channel_id) values (gen_random_uuid(), $2, $1)";
    for statement in [chat, followers] {
        platform.sql(statement, &[mira.channel.0, jonas.id().0]).await;
    }
    jonas.says(jonas.channel, "at home").await.unwrap();
    // A statement that deletes them all would wait here, and time out.
    let mut held = platform.db.begin().await.unwrap();
    sqlx::query("select from message where channel_id = $1 and seq = 6000 for update")
        .bind(mira.channel.0)
        .execute(&mut *held)
        .await
        .unwrap();
    assert_eq!(timeout(PATIENCE, mira.deletes_channel(mira.channel)).await, Ok(Ok(())));
    assert_eq!(mira.sees_channel("mira").await, Err(Code::NotFound));
    assert_eq!(
        platform.person("eve").await.makes_channel("mira").await.err(),
        Some(Code::SlugTaken),
        "links lead to no other person"
    );
    assert!(mira.makes_channel("mira").await.is_ok(), "its owner can use its address again");
    held.rollback().await.unwrap();
    deletion::clear(&platform.svc).await.unwrap();
    assert_eq!(platform.count("select count(*) from message").await, 1, "the one in the other room");
    assert_eq!(platform.count("select count(*) from channel_follow").await, 0);
    assert_eq!(platform.count("select count(*) from deleted_channel").await, 0);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_deleted_channel_takes_its_streams_and_chat_with_it_and_cuts_its_encoder(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.creator("jonas").await);
    let vod = mira.has_vod("ready").await;
    let encoder = mira.goes_live().await;
    jonas.says(mira.channel, "hello").await.unwrap();
    jonas.says(jonas.channel, "at home").await.unwrap();
    assert_eq!(mira.deletes_channel(mira.channel).await, Ok(()));
    let stream = encoder.stream;
    encoder.loses_its_line().await;
    assert_eq!(mira.sees_channel("mira").await, Err(Code::NotFound));
    assert_eq!(mira.sees_stream(stream).await, Err(Code::NotFound));
    assert_eq!(platform.svc.live_sessions.on_air(), []);
    assert_eq!(platform.count("select count(*) from stream").await, 0);
    deletion::clear(&platform.svc).await.unwrap();
    assert_eq!(platform.count("select count(*) from message").await, 1, "the one in the other room");
    // Both archives, so that their objects are deleted.
    let mut discarded: Vec<Uuid> =
        sqlx::query_scalar("select stream_id from discarded_archive").fetch_all(&platform.db).await.unwrap();
    discarded.sort();
    let mut expected = vec![vod.0, stream.0];
    expected.sort();
    assert_eq!(discarded, expected);
    assert_eq!(mira.deletes_channel(mira.channel).await, Err(Code::NotFound));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_key_admits_until_it_is_rotated_and_is_stored_unreadable(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let first = mira.reads_key(mira.channel).await.unwrap();
    let encoder = Encoder::connect(&platform, &first).await.unwrap();
    let second = mira.rotates_key(mira.channel).await.unwrap();
    assert_ne!(first, second);
    assert_eq!(mira.reads_key(mira.channel).await.as_ref(), Ok(&second));
    encoder.loses_its_line().await;
    assert!(Encoder::connect(&platform, &first).await.err().unwrap().contains("no such key"));
    assert!(Encoder::connect(&platform, &second).await.is_ok());
    let (digest, sealed): (Vec<u8>, Vec<u8>) =
        sqlx::query_as("select stream_key_digest, stream_key_sealed from channel")
            .fetch_one(&platform.db)
            .await
            .unwrap();
    for stored in [digest, sealed] {
        assert!(!stored.windows(8).any(|window| second.as_bytes().windows(8).any(|part| part == window)));
    }
}

async fn listed(platform: &Platform, query: DirectoryQuery) -> Outcome<Page<Channel>> {
    outcome(channels::list_channels(&platform.svc, query, device(1)).await)
}

async fn found(platform: &Platform, query: DirectoryQuery) -> Vec<String> {
    let page = listed(platform, query).await.unwrap();
    page.items.into_iter().map(|channel| channel.slug).collect()
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn the_directory_gives_out_every_channel_once_in_pages(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let many = "insert into channel (id, owner_id, name, slug, category, stream_key_digest, stream_key_sealed)
                select gen_random_uuid(), $1, 'Many', 'many-' || n, 'many', sha256(n::text::bytea), '' from generate_series(1, 120) n";
    platform.sql(many, &[mira.id().0]).await;
    let (mut all, mut sizes, mut cursor) = (Vec::new(), Vec::new(), None);
    loop {
        let search = DirectoryQuery { category: Some("MANY".into()), cursor, ..DirectoryQuery::default() };
        let page = listed(&platform, search).await.unwrap();
        sizes.push(page.items.len());
        all.extend(page.items.iter().map(|channel| channel.id));
        cursor = page.next_cursor;
        if cursor.is_none() {
            break;
        }
        assert!(sizes.len() < 10, "the cursor leads in a circle: {sizes:?}");
    }
    assert_eq!(sizes, [60, 60], "a last page that is full says that it is the last");
    assert!(all.is_sorted_by(|one, next| one < next), "in one order, none twice");
    let cursor = DirectoryQuery { cursor: Some("elsewhere".into()), ..DirectoryQuery::default() };
    assert_eq!(listed(&platform, cursor).await, Err(Code::BadRequest));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_search_reads_letters_and_no_patterns(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("night-piano").await;
    mira.sets(ChannelChange { name: Some("100% Ragtime_Hour".into()), ..ChannelChange::default() }).await;
    platform.creator("morning-talk").await;
    let text = async |text: &str| {
        found(&platform, DirectoryQuery { text: Some(text.into()), ..DirectoryQuery::default() }).await
    };
    assert_eq!(text("PIANO").await, ["night-piano"]);
    assert_eq!(text("ragtime").await, ["night-piano"]);
    assert_eq!(text("100%").await, ["night-piano"]);
    assert_eq!(text("n_g").await, Vec::<String>::new());
    assert_eq!(text("%").await, ["night-piano"]);
    assert_eq!(text("").await, ["night-piano", "morning-talk"]);
    let nothing_meant = DirectoryQuery { category: Some("".into()), tag: Some("".into()), ..DirectoryQuery::default() };
    assert_eq!(found(&platform, nothing_meant).await, ["night-piano", "morning-talk"]);
    let long = DirectoryQuery { text: Some("x".repeat(101)), ..DirectoryQuery::default() };
    assert_eq!(listed(&platform, long).await, Err(Code::ValidationFailed));
    // No channel can have these, so they are no fault.
    for search in [
        DirectoryQuery { category: Some("?".into()), ..DirectoryQuery::default() },
        DirectoryQuery { tag: Some("a b".into()), ..DirectoryQuery::default() },
    ] {
        assert_eq!(found(&platform, search).await, Vec::<String>::new());
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_search_is_answered_by_an_index(db: PgPool) {
    let platform = Platform::open(db.clone()).await;
    let mira = platform.creator("night-piano").await;
    let many = "insert into channel (id, owner_id, name, slug, stream_key_digest, stream_key_sealed)
                select gen_random_uuid(), $1, md5(n::text), md5(n::text), sha256(n::text::bytea), '' from generate_series(1, 20000) n";
    platform.sql(many, &[mira.id().0]).await;
    platform.sql("vacuum analyze channel", &[]).await;
    let search = || DirectoryQuery { text: Some("piano".into()), ..DirectoryQuery::default() };
    // More often than PostgreSQL plans a statement for its arguments, unless it is told to.
    for _ in 0..8 {
        assert_eq!(found(&platform, search()).await, ["night-piano"]);
    }
    // A session's counts are sent a second after a transaction at the earliest.
    let scans =
        "select coalesce(sum(idx_scan), 0)::bigint from pg_stat_user_indexes where indexrelname = 'channel_search'";
    until("the scans to be counted", async || (platform.count(scans).await >= 8).then_some(())).await;
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn searches_wait_for_their_turn_and_lists_do_not(db: PgPool) {
    let platform = Platform::open(db).await;
    platform.creator("night-piano").await;
    let text = || DirectoryQuery { text: Some("piano".into()), ..DirectoryQuery::default() };
    let all = platform.svc.searches.acquire_many(2).await.unwrap();
    assert_eq!(found(&platform, DirectoryQuery::default()).await, ["night-piano"]);
    assert_eq!(listed(&platform, text()).await, Err(Code::Unavailable));
    drop(all);
    assert_eq!(found(&platform, text()).await, ["night-piano"]);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn live_channels_are_listed_with_the_most_watched_first(db: PgPool) {
    let platform = Platform::open(db).await;
    let (few, many) = (platform.creator("few").await, platform.creator("many").await);
    platform.creator("offline").await;
    let (first, second) = (few.goes_live().await, many.goes_live().await);
    platform.sql("update stream set viewer_count = 7 where id = $1", &[second.stream.0]).await;
    let slugs = async || -> Vec<String> {
        let live = channels::live_channels(&platform.svc).await.unwrap();
        assert!(live.iter().all(|channel| channel.stream.is_some()));
        live.into_iter().map(|channel| channel.slug).collect()
    };
    assert_eq!(slugs().await, ["many", "few"]);
    let live = DirectoryQuery { live: true, ..DirectoryQuery::default() };
    assert_eq!(found(&platform, live.clone()).await, ["few", "many"]);
    // A change is seen at once, although the list is read once a second at most.
    few.ends(first.stream).await.unwrap();
    assert_eq!(slugs().await, ["many"]);
    many.sets_public(false).await;
    assert_eq!(slugs().await, Vec::<String>::new());
    assert_eq!(found(&platform, live).await, Vec::<String>::new());
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn what_an_owner_does_to_channels_is_limited(db: PgPool) {
    let platform = Platform::with_rate_limits(db).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.creator("jonas").await);
    let hides = |number: u64| ChannelChange { is_public: Some(number.is_multiple_of(4)), ..ChannelChange::default() };
    let change = async |number: u64| match number % 2 {
        0 => mira.changes_channel(mira.channel, hides(number)).await.err(),
        _ => mira.rotates_key(mira.channel).await.err(),
    };
    assert_eq!(until_refused(30..=30, CHANGE, change).await.1, Code::RateLimited);
    let rotate = async |_| mira.rotates_key(mira.channel).await.err();
    assert_eq!(until_refused(0..=1, CHANGE, rotate).await.1, Code::RateLimited);
    assert!(mira.reads_key(mira.channel).await.is_ok(), "reading is not limited");
    assert!(jonas.rotates_key(jonas.channel).await.is_ok(), "the limit is a channel's own");

    // Mira has made one.
    let make = async |number: u64| match mira.makes_channel(&format!("again-{number}")).await {
        Ok(made) => mira.deletes_channel(made.id).await.err(),
        Err(code) => Some(code),
    };
    assert_eq!(until_refused(39..=39, NEW_CHANNEL, make).await.1, Code::RateLimited);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_network_cannot_take_all_turns_for_searches(db: PgPool) {
    let platform = Platform::with_rate_limits(db).await;
    platform.creator("night-piano").await;
    let search = |text: Option<&str>| DirectoryQuery { text: text.map(str::to_owned), ..DirectoryQuery::default() };
    let seek = async |_| listed(&platform, search(Some("piano"))).await.err();
    assert_eq!(until_refused(30..=30, SEARCH, seek).await.1, Code::RateLimited);
    assert_eq!(found(&platform, search(None)).await, ["night-piano"], "the list itself costs no turn");
    let elsewhere = channels::list_channels(&platform.svc, search(Some("piano")), device(2)).await;
    assert!(elsewhere.is_ok());
}
