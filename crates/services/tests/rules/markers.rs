//! Markers: which moments of which streams are marked, by whom, and how many.

use crate::actors::{Outcome, Person, Platform, outcome, problem};
use crate::recordings::{Disk, SECOND};
use domain::channels::ChannelChange;
use domain::markers::{MARKERS_PER_STREAM, Marker, NewMarker};
use domain::vods::VodChange;
use domain::{Code, MarkerId, StreamId, Visibility};
use futures_util::future::join_all;
use services::vods::Recorder;
use services::{markers, streams, vods};
use sqlx::PgPool;
use std::time::Duration;
use testkit::until_refused;

/// Time after which one more moment can be marked.
const MARKER: Duration = Duration::from_secs(2);

impl Person {
    async fn marks(
        &self,
        recorder: &Recorder,
        stream: StreamId,
        title: &str,
        position: Option<i64>,
    ) -> services::Result<Marker> {
        let wanted = NewMarker { title: title.to_owned(), position };
        markers::add_marker(&self.svc, recorder, &self.user, stream, wanted).await
    }

    async fn unmarks(&self, stream: StreamId, marker: MarkerId) -> Outcome<()> {
        outcome(markers::delete_marker(&self.svc, &self.user, stream, marker).await)
    }

    /// The markers of a stream: positions and titles.
    async fn markers(&self, stream: StreamId) -> Outcome<Vec<(i32, String)>> {
        let page = outcome(markers::markers(&self.svc, &self.user, stream).await)?;
        Ok(page.items.into_iter().map(|marker| (marker.position, marker.title)).collect())
    }

    /// The chapters of a VOD: positions and titles.
    async fn chapters(&self, stream: StreamId) -> Outcome<Vec<(i32, String)>> {
        let page = outcome(vods::find(&self.svc, &self.user, stream).await)?;
        Ok(page.markers.into_iter().map(|marker| (marker.position, marker.title)).collect())
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_stream_on_air_is_marked_where_its_recording_stands(db: PgPool) {
    let (platform, disk) = (Platform::open(db).await, Disk::new().await);
    let mira = platform.creator("mira").await;
    let encoder = mira.goes_live().await;
    disk.holds(encoder.stream, &[2 * SECOND, 2 * SECOND, SECOND + SECOND / 2]);
    let recorder = disk.resumes(&platform).await;
    let now = mira.marks(&recorder, encoder.stream, " The first\nsong ", None).await.unwrap();
    assert_eq!((now.position, now.title.as_str(), now.stream_id), (5, "The first song", encoder.stream));
    let before = mira.marks(&recorder, encoder.stream, "Hello", Some(2)).await.unwrap();
    assert_eq!(before.position, 2);
    let later = problem(mira.marks(&recorder, encoder.stream, "Later", Some(6)).await.unwrap_err());
    assert_eq!((later.code, later.error("position")), (Code::ValidationFailed, Some("So far 5 seconds are recorded.")));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_stream_whose_recording_is_about_to_begin_is_marked_where_its_start_says(db: PgPool) {
    let (platform, disk) = (Platform::open(db).await, Disk::new().await);
    let (mira, recorder) = (platform.creator("mira").await, disk.resumes(&platform).await);
    let encoder = mira.goes_live().await;
    let begun = "update stream set started_at = now() - interval '4 seconds' where id = $1";
    platform.sql(begun, &[encoder.stream.0]).await;
    let now = mira.marks(&recorder, encoder.stream, "Hello", None).await.unwrap();
    assert!((4..=10).contains(&now.position), "{now:?}");
    let gone = "update stream set started_at = now() - interval '60 s', encoder_gone_at = now() - interval '57 s' where id = $1";
    platform.sql(gone, &[encoder.stream.0]).await;
    assert_eq!(mira.marks(&recorder, encoder.stream, "Gone", None).await.unwrap().position, 3);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_moment_of_a_recording_that_another_process_makes_is_not_guessed(db: PgPool) {
    let (platform, disk) = (Platform::open(db).await, Disk::new().await);
    let (mira, recorder) = (platform.creator("mira").await, disk.resumes(&platform).await);
    let encoder = mira.goes_live().await;
    let begun = "update stream set started_at = now() - interval '60 seconds' where id = $1";
    platform.sql(begun, &[encoder.stream.0]).await;
    for position in [None, Some(3)] {
        let refused = problem(mira.marks(&recorder, encoder.stream, "Song", position).await.unwrap_err());
        assert_eq!(refused.code, Code::Conflict);
        assert!(refused.detail.contains("can’t tell"), "{}", refused.detail);
    }
    assert_eq!(platform.count("select count(*) from stream_marker").await, 0);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn the_chapters_of_a_vod_lie_within_it_and_are_seen_in_their_order(db: PgPool) {
    let (platform, disk) = (Platform::open(db).await, Disk::new().await);
    let (mira, visitor, recorder) = (platform.creator("mira").await, platform.visitor(), disk.resumes(&platform).await);
    let vod = mira.has_vod("ready").await;
    assert_eq!(visitor.chapters(vod).await, Ok(Vec::new()));
    for (title, position) in [("The end", 59), ("The beginning", 0), ("In between", 30)] {
        assert_eq!(mira.marks(&recorder, vod, title, Some(position)).await.unwrap().stream_id, vod);
    }
    let expected = [(0, "The beginning"), (30, "In between"), (59, "The end")];
    let expected: Vec<_> = expected.into_iter().map(|(at, title)| (at, title.to_owned())).collect();
    assert_eq!(visitor.chapters(vod).await, Ok(expected));
    for (title, position, field) in [
        ("", Some(3), "title"),
        ("Beyond", Some(60), "position"),
        ("Before", Some(-1), "position"),
        ("Now", None, "position"),
    ] {
        let refused = problem(mira.marks(&recorder, vod, title, position).await.unwrap_err());
        assert_eq!((refused.code, refused.error(field).is_some()), (Code::ValidationFailed, true), "{title}");
    }
    let other = mira.has_vod("ready").await;
    assert_eq!(visitor.chapters(other).await, Ok(Vec::new()), "each has its own");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn all_who_may_see_a_stream_on_air_find_its_markers(db: PgPool) {
    let (platform, disk) = (Platform::open(db).await, Disk::new().await);
    let (mira, visitor) = (platform.creator("mira").await, platform.visitor());
    let prepared = mira.prepares(mira.channel, "Later").await.unwrap().id;
    assert_eq!(mira.markers(prepared).await, Ok(Vec::new()));
    assert_eq!(visitor.markers(prepared).await, Err(Code::NotFound));
    let encoder = mira.goes_live().await;
    disk.holds(encoder.stream, &[3 * SECOND, 3 * SECOND]);
    let recorder = disk.resumes(&platform).await;
    for position in [4, 0, 6, 2, 5, 1] {
        mira.marks(&recorder, encoder.stream, "Song", Some(position)).await.unwrap();
    }
    let expected: Vec<_> = [0, 1, 2, 4, 5, 6].map(|position| (position, "Song".to_owned())).into();
    assert_eq!(visitor.markers(encoder.stream).await, Ok(expected));
    let studio = outcome(streams::studio(&mira.svc, &mira.user, &mira.channel.into()).await).unwrap();
    let newest: Vec<i32> = studio.markers.iter().map(|marker| marker.position).collect();
    assert_eq!(newest, [1, 5, 2, 6, 0], "the stream manager shows what was set last");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn the_markers_of_a_vod_that_is_private_or_deleted_are_for_its_owner(db: PgPool) {
    let (platform, disk) = (Platform::open(db).await, Disk::new().await);
    let (mira, jonas, visitor) = (platform.creator("mira").await, platform.creator("jonas").await, platform.visitor());
    let recorder = disk.resumes(&platform).await;
    let vod = mira.has_vod("ready").await;
    mira.marks(&recorder, vod, "Song", Some(7)).await.unwrap();
    let song = || -> Outcome<Vec<(i32, String)>> { Ok(vec![(7, "Song".to_owned())]) };
    assert_eq!(visitor.markers(vod).await, song());
    let private = VodChange { visibility: Some(Visibility::Private), ..VodChange::default() };
    vods::change(&mira.svc, &mira.user, vod, private).await.unwrap();
    assert_eq!((mira.markers(vod).await, jonas.markers(vod).await), (song(), Ok(Vec::new())));
    let public = VodChange { visibility: Some(Visibility::Public), ..VodChange::default() };
    vods::change(&mira.svc, &mira.user, vod, public).await.unwrap();
    vods::delete(&mira.svc, &mira.user, vod).await.unwrap();
    assert_eq!((mira.markers(vod).await, visitor.markers(vod).await), (song(), Ok(Vec::new())));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn what_is_not_recorded_has_no_moments_to_mark(db: PgPool) {
    let (platform, disk) = (Platform::open(db).await, Disk::new().await);
    let (mira, jonas) = (platform.creator("mira").await, platform.creator("jonas").await);
    let recorder = disk.resumes(&platform).await;
    let prepared = mira.prepares(mira.channel, "Later").await.unwrap().id;
    jonas.sets(ChannelChange { archive: Some(false), ..ChannelChange::default() }).await;
    let passing = jonas.goes_live().await;
    let refused = async |person: &Person, stream, position| {
        let refused = problem(person.marks(&recorder, stream, "Song", position).await.unwrap_err());
        (refused.code, refused.detail)
    };
    assert_eq!(refused(&mira, prepared, None).await.0, Code::Conflict);
    let (code, sentence) = refused(&jonas, passing.stream, None).await;
    assert!(code == Code::Conflict && sentence.contains("Switch on “Record streams”"), "{sentence}");
    for state in ["recording", "finishing", "failed"] {
        let stream = mira.has_vod(state).await;
        assert_eq!(refused(&mira, stream, Some(0)).await.0, Code::Conflict, "{state}");
    }
    let deleted = mira.has_vod("ready").await;
    vods::delete(&mira.svc, &mira.user, deleted).await.unwrap();
    assert_eq!(refused(&mira, deleted, Some(0)).await.0, Code::Conflict);
    assert_eq!(platform.count("select count(*) from stream_marker").await, 0);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn only_the_owner_sets_and_deletes_markers(db: PgPool) {
    let (platform, disk) = (Platform::open(db).await, Disk::new().await);
    let (mira, jonas, visitor) = (platform.creator("mira").await, platform.creator("jonas").await, platform.visitor());
    let recorder = disk.resumes(&platform).await;
    let (vod, other) = (mira.has_vod("ready").await, mira.has_vod("ready").await);
    let marker = mira.marks(&recorder, vod, "Song", Some(7)).await.unwrap().id;
    for (person, code) in [(&*jonas, Code::Forbidden), (&visitor, Code::SigninRequired)] {
        assert_eq!(outcome(person.marks(&recorder, vod, "Mine", Some(7)).await), Err(code));
        assert_eq!(person.unmarks(vod, marker).await, Err(code));
    }
    assert_eq!(mira.unmarks(other, marker).await, Err(Code::NotFound), "it is another stream's");
    let foreign = jonas.has_vod("ready").await;
    assert_eq!(jonas.unmarks(foreign, marker).await, Err(Code::NotFound));
    assert_eq!(mira.chapters(vod).await.map(|chapters| chapters.len()), Ok(1));
    assert_eq!(mira.unmarks(vod, marker).await, Ok(()));
    assert_eq!(mira.unmarks(vod, marker).await, Err(Code::NotFound));
    assert_eq!(mira.chapters(vod).await, Ok(Vec::new()));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_stream_has_a_hundred_markers_however_many_are_set_at_once(db: PgPool) {
    let (platform, disk) = (Platform::open(db).await, Disk::new().await);
    let (mira, recorder) = (platform.creator("mira").await, disk.resumes(&platform).await);
    let (vod, other) = (mira.has_vod("ready").await, mira.has_vod("ready").await);
    let many = "insert into stream_marker (id, stream_id, title, position_seconds)
                select gen_random_uuid(), $1, 'Song ' || n, n % 60 from generate_series(1, 97) n";
    platform.sql(many, &[vod.0]).await;
    let marks = (0..8).map(|at| mira.marks(&recorder, vod, "Song", Some(at)));
    let mut answers: Vec<Outcome<()>> =
        join_all(marks).await.into_iter().map(|answer| outcome(answer.map(drop))).collect();
    answers.sort_by_key(Result::is_err);
    assert_eq!(answers, [vec![Ok(()); 3], vec![Err(Code::Forbidden); 5]].concat());
    assert_eq!(platform.count("select count(*) from stream_marker").await, MARKERS_PER_STREAM);
    assert!(mira.marks(&recorder, other, "Song", Some(0)).await.is_ok(), "another stream has its own");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_channel_is_marked_thirty_times_a_minute(db: PgPool) {
    let (platform, disk) = (Platform::with_rate_limits(db).await, Disk::new().await);
    let (mira, recorder) = (platform.creator("mira").await, disk.resumes(&platform).await);
    let vod = mira.has_vod("ready").await;
    let marks = async |_| {
        let answer = outcome(mira.marks(&recorder, vod, "Song", Some(1)).await.map(drop));
        assert!(matches!(answer, Ok(()) | Err(Code::RateLimited)), "{answer:?}");
        answer.err()
    };
    until_refused(30..=30, MARKER, marks).await;
}
