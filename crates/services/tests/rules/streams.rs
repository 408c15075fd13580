//! A stream's steps from OFFLINE to ARCHIVED, who may take them, and what the platform does by itself.

use crate::actors::{GRACE, Outcome, Person, Platform, node, outcome};
use domain::streams::{Status, Stream};
use domain::{Code, StreamId};
use futures_util::future::join_all;
use services::streams::{self, lifecycle};
use sqlx::PgPool;
use sqlx::error::DatabaseError;
use std::time::Duration;
use testkit::until_refused;
use uuid::Uuid;

/// Times after which one more try is free.
const TITLE: Duration = Duration::from_secs(3);
const START: Duration = Duration::from_secs(20);

impl Person {
    async fn sets_status(&self, stream: StreamId, status: Status) -> Outcome<Stream> {
        outcome(streams::set_status(&self.svc, &self.user, stream, status).await)
    }

    async fn status(&self, stream: StreamId) -> Status {
        self.sees_stream(stream).await.unwrap().status
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_stream_needs_an_encoder_to_go_live(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    assert_eq!(mira.starts(mira.channel).await, Err(Code::NoEncoder), "nothing is prepared");
    let stream = mira.prepares(mira.channel, "Night").await.unwrap();
    assert_eq!((stream.status, stream.start_time, stream.hls_url), (Status::Offline, None, None));
    assert_eq!(mira.starts(mira.channel).await, Err(Code::NoEncoder));
    assert_eq!(mira.sets_status(stream.id, Status::Live).await, Err(Code::NoEncoder));
    assert_eq!(mira.status(stream.id).await, Status::Offline);
}

/// Every step from every status: only the next one is allowed.
#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_status_moves_one_step_forward_and_never_back(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    mira.sets_auto_start(false).await;
    let encoder = mira.goes_live().await;
    let stream = encoder.stream;
    let steps = [Status::Offline, Status::Live, Status::Ending, Status::Archived];
    for (at, now) in steps.into_iter().enumerate() {
        for wanted in Status::ALL.iter().filter(|wanted| Some(*wanted) != steps.get(at + 1)) {
            assert_eq!(mira.sets_status(stream, *wanted).await, Err(Code::InvalidTransition), "{now:?} to {wanted:?}");
        }
        assert_eq!(mira.status(stream).await, now);
        if let Some(next) = steps.get(at + 1) {
            assert_eq!(mira.sets_status(stream, *next).await.unwrap().status, *next);
        }
    }
    let ended = mira.sees_stream(stream).await.unwrap();
    assert!(ended.start_time.is_some() && ended.end_time >= ended.start_time && ended.duration.is_some(), "{ended:?}");
    assert_eq!(mira.starts(mira.channel).await.unwrap().status, Status::Live, "with the session that came after");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_stream_on_air_is_neither_started_nor_ended_twice(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let encoder = mira.goes_live().await;
    assert_eq!(mira.starts(mira.channel).await, Err(Code::InvalidTransition));
    let started = mira.sees_stream(encoder.stream).await.unwrap().start_time;
    assert_eq!(mira.ends(encoder.stream).await.unwrap().status, Status::Ending);
    let ended = mira.sees_stream(encoder.stream).await.unwrap();
    assert_eq!(mira.ends(encoder.stream).await, Err(Code::InvalidTransition));
    assert_eq!(mira.sees_stream(encoder.stream).await.unwrap(), ended);
    assert_eq!(ended.start_time, started);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn the_database_allows_one_live_stream_per_channel(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let _encoder = mira.goes_live().await;
    let second =
        "insert into stream (id, channel_id, title, status, started_at) values ($1, $2, 'Second', 'LIVE', now())";
    let refused = sqlx::query(second).bind(Uuid::now_v7()).bind(mira.channel.0).execute(&platform.db).await;
    let refused = refused.unwrap_err();
    assert_eq!(refused.as_database_error().and_then(DatabaseError::constraint), Some("stream_one_live_per_channel"));
}

/// The session that another process put on air meanwhile stays; this one's start fails with the reason.
#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_start_beside_a_stream_on_air_is_refused(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    mira.sets_auto_start(false).await;
    let encoder = mira.goes_live().await;
    let other = mira.prepares(mira.channel, "Other").await.unwrap();
    platform.sql("update stream set status = 'LIVE', started_at = now() where id = $1", &[other.id.0]).await;
    assert_eq!(mira.sets_status(encoder.stream, Status::Live).await, Err(Code::InvalidTransition));
    assert_eq!(mira.status(encoder.stream).await, Status::Offline);
    assert_eq!(platform.count("select count(*) from archive").await, 0, "nothing of the start stays");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_channel_has_twenty_sessions_that_wait_at_most(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let prepared = join_all((0..40).map(|_| mira.prepares(mira.channel, "Next"))).await;
    let refused = prepared.iter().filter(|prepared| matches!(prepared, Err(Code::Forbidden))).count();
    assert_eq!((refused, platform.count("select count(*) from stream").await), (20, 20));
    let _encoder = mira.goes_live().await;
    assert!(mira.prepares(mira.channel, "Next").await.is_ok(), "one of them is on air");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn encoders_that_come_at_once_share_one_session(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let key = mira.reads_key(mira.channel).await.unwrap();
    let admit = || streams::authorize_publish(&platform.svc, &key, [192, 0, 2, 1].into());
    let admitted = join_all((0..8).map(|_| admit())).await;
    assert!(admitted.into_iter().all(|admitted| admitted.unwrap().is_some()));
    assert_eq!(platform.count("select count(*) from stream").await, 1);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn titles_and_starts_are_limited_by_channel(db: PgPool) {
    let platform = Platform::with_rate_limits(db).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.creator("jonas").await);
    let stream = mira.prepares(mira.channel, "Next").await.unwrap().id;
    let retitle = async |number: u64| mira.retitles(stream, &format!("Title {number}")).await.err();
    let (taken, refused) = until_refused(20..=20, TITLE, retitle).await;
    assert_eq!(refused, Code::RateLimited);
    assert_eq!(mira.sees_stream(stream).await.unwrap().title, format!("Title {}", taken - 1));
    let other = jonas.prepares(jonas.channel, "Next").await.unwrap().id;
    assert!(jonas.retitles(other, "Theirs").await.is_ok());

    let _encoders = (mira.connects().await, jonas.connects().await);
    let start = async |_| match mira.starts(mira.channel).await {
        Ok(live) => mira.ends(live.id).await.err(),
        Err(code) => Some(code),
    };
    assert_eq!(until_refused(30..=30, START, start).await.1, Code::RateLimited);
    assert_eq!(mira.status(mira.prepared().await).await, Status::Offline);
    assert!(jonas.starts(jonas.channel).await.is_ok());
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn only_the_owner_changes_a_stream(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.person("jonas").await);
    let stream = mira.goes_live().await.stream;
    let visitor = platform.visitor();
    for (person, code) in [(&jonas, Code::Forbidden), (&visitor, Code::SigninRequired)] {
        assert_eq!(person.ends(stream).await, Err(code));
        assert_eq!(person.retitles(stream, "Mine").await, Err(code));
        assert_eq!(person.sets_status(stream, Status::Ending).await, Err(code));
    }
    let prepared = mira.prepares(mira.channel, "Tomorrow").await.unwrap().id;
    assert_eq!(jonas.ends(prepared).await, Err(Code::NotFound), "a prepared one does not exist for others");
    assert_eq!(jonas.sets_status(prepared, Status::Live).await, Err(Code::NotFound));
    assert_eq!(mira.status(stream).await, Status::Live);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_title_is_changed_before_during_and_after(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let stream = mira.prepares(mira.channel, "Before").await.unwrap().id;
    for title in ["Prepared", "On air", "Over"] {
        assert_eq!(mira.retitles(stream, title).await.unwrap().title, title);
        assert_eq!(mira.retitles(stream, " \u{200b} ").await, Err(Code::ValidationFailed));
        assert_eq!(mira.sees_stream(stream).await.unwrap().title, title);
        match mira.status(stream).await {
            Status::Offline => assert_eq!(mira.goes_live().await.stream, stream),
            _ => drop(mira.ends(stream).await),
        }
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn the_open_session_is_retitled_by_its_channel(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let change = |title: &str| domain::streams::StreamChange { title: Some(title.into()), ..Default::default() };
    let retitle = async |person: &Person, title: &str| {
        outcome(streams::change_open_stream(&person.svc, &person.user, &mira.channel_ref(), change(title)).await)
    };
    let made = retitle(&mira, "First").await.unwrap();
    assert_eq!((made.status, made.title.as_str()), (Status::Offline, "First"), "there was none, so one is made");
    let again = retitle(&mira, "Second").await.unwrap();
    assert_eq!((again.id, again.title.as_str()), (made.id, "Second"));
    let jonas = platform.person("jonas").await;
    assert_eq!(retitle(&jonas, "Third").await, Err(Code::Forbidden));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_stream_waits_for_its_encoder_and_takes_it_back(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let encoder = mira.goes_live().await;
    let stream = encoder.stream;
    encoder.disconnects().await;
    let waiting = mira.sees_stream(stream).await.unwrap();
    assert_eq!((waiting.status, waiting.reconnecting), (Status::Live, true));
    platform.tends_streams().await;
    assert_eq!(mira.sees_stream(stream).await.unwrap(), waiting, "the grace period is not over");
    let encoder = mira.goes_live().await;
    let back = mira.sees_stream(stream).await.unwrap();
    assert_eq!((encoder.stream, back.reconnecting, back.start_time), (stream, false, waiting.start_time));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_stream_whose_encoder_stays_away_ends_and_is_archived(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.person("jonas").await);
    let encoder = mira.goes_live().await;
    let stream = encoder.stream;
    encoder.disconnects().await;
    let mut room = jonas.enters("mira").await.unwrap();
    let waited = async |seconds: u64| {
        let statement =
            format!("update stream set encoder_gone_at = now() - interval '{seconds} seconds' where id = $1");
        platform.sql(&statement, &[stream.0]).await;
        platform.tends_streams().await;
    };
    waited(GRACE.as_secs() / 2).await;
    assert_eq!(jonas.status(stream).await, Status::Live);
    waited(GRACE.as_secs() + 1).await;
    assert_eq!(room.hears("stream:status").await["status"], "ENDING");
    let ended = jonas.sees_stream(stream).await.unwrap();
    assert_eq!((ended.status, ended.reconnecting), (Status::Ending, false));
    // Its last seconds are still watched.
    platform.sql("update stream set ended_at = now() + interval '1 hour' where id = $1", &[stream.0]).await;
    platform.tends_streams().await;
    assert_eq!(jonas.status(stream).await, Status::Ending);
    platform.sql("update stream set ended_at = now() - interval '3 seconds' where id = $1", &[stream.0]).await;
    platform.tends_streams().await;
    assert_eq!(room.hears("stream:status").await["status"], "ARCHIVED");
    assert_eq!(jonas.status(stream).await, Status::Archived);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_stream_that_the_database_believes_to_be_fed_is_corrected(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let encoder = mira.goes_live().await;
    // As after an event that could not be stored, in either direction.
    platform.sql("update stream set encoder_gone_at = now() where id = $1", &[encoder.stream.0]).await;
    platform.tends_streams().await;
    assert!(!mira.sees_stream(encoder.stream).await.unwrap().reconnecting);
    let stream = encoder.stream;
    encoder.disconnects().await;
    platform.sql("update stream set encoder_gone_at = null where id = $1", &[stream.0]).await;
    platform.tends_streams().await;
    assert!(mira.sees_stream(stream).await.unwrap().reconnecting);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_restart_gives_every_stream_its_grace_period_anew(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.creator("jonas").await);
    let (fed, waiting) = (mira.goes_live().await, jonas.goes_live().await);
    let waiting_stream = waiting.stream;
    waiting.disconnects().await;
    let long_ago = "update stream set encoder_gone_at = now() - interval '1 day' where id = $1";
    platform.sql(long_ago, &[waiting_stream.0]).await;
    // Another process, which no encoder feeds.
    let after = node(&platform.db);
    lifecycle::after_restart(&after).await.unwrap();
    lifecycle::tend(&after).await.unwrap();
    for stream in [fed.stream, waiting_stream] {
        let stream = platform.visitor().sees_stream(stream).await.unwrap();
        assert_eq!((stream.status, stream.reconnecting), (Status::Live, true));
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_thumbnail_belongs_to_a_stream_on_air(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let encoder = mira.goes_live().await;
    let stream = encoder.stream;
    streams::note_thumbnail(&platform.svc, stream, 7).await.unwrap();
    let address = mira.sees_stream(stream).await.unwrap().thumbnail_url.unwrap();
    assert!(address.starts_with(&format!("/hls/{stream}/thumb.webp")) && address.ends_with('7'), "{address}");
    mira.ends(stream).await.unwrap();
    streams::note_thumbnail(&platform.svc, stream, 8).await.unwrap();
    assert_eq!(mira.sees_stream(stream).await.unwrap().thumbnail_url, None);
}
