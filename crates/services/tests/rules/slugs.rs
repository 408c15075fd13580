//! Slugs that channels have had.

use crate::actors::{Platform, problem};
use domain::Code;
use domain::channels::{ChannelChange, ChannelVisibility};
use futures_util::future::join;
use services::{channels, follows};
use sqlx::PgPool;

fn renamed(slug: &str) -> ChannelChange {
    ChannelChange { slug: Some(slug.into()), ..ChannelChange::default() }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_former_slug_leads_to_its_channel_and_no_other_can_take_it(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("piano").await, platform.creator("forte").await);
    let changed = mira.sets(renamed("Night-Piano")).await;
    assert_eq!((changed.id, changed.slug.as_str()), (mira.channel, "night-piano"));
    for name in ["piano", "PIANO", "night-piano", &mira.channel.to_string()] {
        let found = jonas.sees_channel(name).await.unwrap();
        assert_eq!((found.id, found.slug.as_str()), (mira.channel, "night-piano"), "{name}");
    }
    assert!(jonas.enters("piano").await.is_ok());
    follows::follow_channel(&platform.svc, &jonas.user, &"piano".parse().unwrap()).await.map(drop).unwrap();
    assert!(follows::is_following(&platform.svc, &jonas.user, &"piano".parse().unwrap()).await.unwrap());

    assert_eq!(jonas.makes_channel("piano").await.err(), Some(Code::SlugTaken));
    let refused = channels::change_channel(&platform.svc, &jonas.user, &jonas.channel.into(), renamed("piano")).await;
    let refused = refused.map_err(problem).unwrap_err();
    assert_eq!((refused.code, refused.error("slug").is_some()), (Code::SlugTaken, true));
    // Nor can another channel of the same person: links lead on to the first.
    assert_eq!(mira.makes_channel("piano").await.err(), Some(Code::SlugTaken));
    assert_eq!(jonas.sees_channel("forte").await.unwrap().id, jonas.channel, "it keeps its slug");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_slug_that_changes_twice_and_back_loses_nothing(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("piano").await;
    for slug in ["forte", "presto", "piano", "piano", "forte"] {
        assert_eq!(mira.sets(renamed(slug)).await.slug, slug);
    }
    for slug in ["piano", "forte", "presto"] {
        assert_eq!(mira.sees_channel(slug).await.unwrap().slug, "forte");
    }
    assert_eq!(platform.count("select count(*) from taken_slug").await, 3);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_former_slug_hides_with_its_channel(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("piano").await, platform.person("jonas").await);
    mira.sets(renamed("forte")).await;
    mira.sets_public(false).await;
    assert_eq!(jonas.sees_channel("piano").await, Err(Code::NotFound));
    assert_eq!(mira.sees_channel("piano").await.unwrap().id, mira.channel);
    assert_eq!(jonas.makes_channel("piano").await.err(), Some(Code::SlugTaken));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn the_slugs_of_a_deleted_channel_stay_with_its_owner(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("piano").await, platform.person("jonas").await);
    mira.sets(renamed("forte")).await;
    mira.deletes_channel(mira.channel).await.unwrap();
    for slug in ["piano", "forte"] {
        assert_eq!(mira.sees_channel(slug).await, Err(Code::NotFound));
        assert_eq!(jonas.makes_channel(slug).await.err(), Some(Code::SlugTaken), "{slug}");
    }
    let again = mira.makes_channel("piano").await.unwrap();
    assert_eq!(mira.changes_channel(again.id, renamed("forte")).await.map(drop), Ok(()));
    assert_eq!(jonas.sees_channel("piano").await.unwrap().id, again.id);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn the_slugs_of_an_erased_account_stay_reserved(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("piano").await, platform.person("jonas").await);
    mira.sets(renamed("forte")).await;
    let delete = ["delete from channel where owner_id = $1", "delete from account where id = $1"];
    for statement in delete {
        platform.sql(statement, &[mira.id().0]).await;
    }
    for slug in ["piano", "forte"] {
        assert_eq!(jonas.makes_channel(slug).await.err(), Some(Code::SlugTaken), "{slug}");
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn of_two_channels_that_want_a_slug_one_gets_it(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("piano").await, platform.creator("forte").await);
    let (first, second) = join(
        mira.changes_channel(mira.channel, renamed("presto")),
        jonas.changes_channel(jonas.channel, renamed("presto")),
    )
    .await;
    let mut done = [first.map(drop), second.map(drop)];
    done.sort_by_key(Result::is_err);
    assert_eq!(done, [Ok(()), Err(Code::SlugTaken)]);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn one_person_cannot_use_up_the_slugs_of_others(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("piano").await;
    let many = "insert into taken_slug (slug, account_id) select 'room-' || n, $1 from generate_series(1, 99) n";
    platform.sql(many, &[mira.id().0]).await;
    assert_eq!(mira.changes_channel(mira.channel, renamed("presto")).await, Err(Code::ValidationFailed));
    assert_eq!(mira.makes_channel("presto").await.err(), Some(Code::ValidationFailed));
    // Those that are theirs they can have.
    assert_eq!(mira.sets(renamed("room-99")).await.slug, "room-99");
    assert_eq!(mira.sets(renamed("piano")).await.slug, "piano");
    assert!(platform.person("jonas").await.makes_channel("presto").await.is_ok());
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_slug_is_taken_while_its_owner_wants_ones_own(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("piano").await, platform.creator("forte").await);
    // Jonas gives his slug up, which Mira waits for, and then waits for Mira's channel. PostgreSQL ends hers, which has waited longer; on a busy machine
    // it may be his, and then the slug stays his.
    let mut his = platform.db.begin().await.unwrap();
    let gives_up = sqlx::query("update channel set slug = 'presto' where id = $1").bind(jonas.channel.0);
    gives_up.execute(&mut *his).await.unwrap();
    let swaps = async {
        let waiting =
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
        testkit::until("the change to wait", async || platform.count(waiting).await == 1).await;
        let takes = sqlx::query("update channel set name = name where id = $1").bind(mira.channel.0);
        let _done_or_ended = takes.execute(&mut *his).await;
        his.rollback().await.unwrap();
    };
    let (changed, ()) =
        join(channels::change_channel(&platform.svc, &mira.user, &mira.channel.into(), renamed("forte")), swaps).await;
    let refused = changed.map_err(problem).unwrap_err();
    assert_eq!((refused.code, refused.error("slug").is_some()), (Code::SlugTaken, true), "{refused}");
    assert_eq!(mira.sees_channel("piano").await.unwrap().slug, "piano", "nothing has changed");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn visibility_is_said_by_either_field_but_not_by_both_differently(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("piano").await;
    let visibility = |visibility, is_public| ChannelChange { visibility, is_public, ..ChannelChange::default() };
    let (public, private) = (Some(ChannelVisibility::Public), Some(ChannelVisibility::Private));
    for (change, expected) in [
        (visibility(private, None), false),
        (visibility(None, Some(true)), true),
        (visibility(private, Some(false)), false),
        (visibility(None, None), false),
        (visibility(public, Some(true)), true),
    ] {
        let now = mira.sets(change).await;
        assert_eq!((now.is_public, now.visibility.is_public()), (expected, expected));
    }
    let change = visibility(private, Some(true));
    let refused = channels::change_channel(&platform.svc, &mira.user, &mira.channel.into(), change).await;
    let refused = refused.map_err(problem).unwrap_err();
    assert!(refused.error("visibility").is_some_and(|sentence| sentence.contains("isPublic")), "{refused}");
    assert!(mira.sees_channel("piano").await.unwrap().is_public, "nothing has changed");
}
