//! What is stored but was not told, and what other processes changed: live sessions agree with the database within a few seconds.

use crate::actors::{Creator, Encoder, Outcome, Person, Platform, outcome};
use domain::channels::ChannelChange;
use domain::streams::Status;
use domain::{Code, StreamId};
use services::streams::SessionAudience;
use services::{RequestHost, channels, streams, vods};
use sqlx::PgPool;
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

/// How often the platform may tend its streams, once a second, until everything agrees.
const SECONDS: usize = 5;

/// Runs a use case, and drops it where it waits for the `awaits`-th time. Returns whether it came to its end.
async fn runs_until(awaits: usize, use_case: impl Future) -> bool {
    let (mut use_case, mut waited) = (pin!(use_case), 0);
    poll_fn(|context| match use_case.as_mut().poll(context) {
        Poll::Ready(_) => Poll::Ready(true),
        Poll::Pending if waited == awaits => Poll::Ready(false),
        Poll::Pending => {
            waited += 1;
            Poll::Pending
        }
    })
    .await
}

async fn tends(platform: &Platform) {
    for _ in 0..SECONDS {
        platform.tends_streams().await;
    }
}

/// Drops a use case at each of its awaits in turn, each time with a new channel on air, and then checks what became of it. Where the database
/// answers at once nothing waits, so the use case has to come to its end several times, and to be dropped at least once.
async fn dropped_at_each_await<'a, F: Future>(
    platform: &'a Platform,
    use_case: impl Fn(&Creator<'a>, StreamId) -> F,
    mut agrees: impl AsyncFnMut(&Creator<'a>, Encoder<'a>),
) {
    let (mut dropped, mut ended) = (0, 0);
    for awaits in 0.. {
        let creator = platform.creator(&format!("channel-{awaits}")).await;
        let encoder = creator.goes_live().await;
        let came_to_its_end = runs_until(awaits, use_case(&creator, encoder.stream)).await;
        tends(platform).await;
        agrees(&creator, encoder).await;
        (dropped, ended) = if came_to_its_end { (dropped, ended + 1) } else { (dropped + 1, ended) };
        if ended >= 3 && dropped > 0 {
            break;
        }
        assert!(awaits < 100, "dropped {dropped} times and ended {ended} times");
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn an_end_that_is_dropped_on_the_way_has_happened_or_not(db: PgPool) {
    let platform = Platform::open(db).await;
    let ends = |mira: &Creator<'_>, stream| {
        let (svc, user) = (mira.svc.clone(), mira.user.clone());
        async move { streams::end_stream(&svc, &user, stream).await.map(drop) }
    };
    dropped_at_each_await(&platform, ends, async |mira, encoder| {
        let stored = mira.sees_stream(encoder.stream).await.unwrap().status;
        let on_air = platform.svc.live_sessions.on_air();
        assert_eq!(on_air.contains(&encoder.stream), stored == Status::Live, "{stored:?}");
        if stored == Status::Live {
            assert_eq!(mira.feeds(mira.channel), Some(encoder.stream));
        } else {
            let next = mira.prepared().await;
            assert_eq!(mira.feeds(mira.channel), Some(next), "the encoder is the preview of the next session");
        }
    })
    .await;
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_channel_that_is_hidden_by_a_use_case_that_is_dropped_is_hidden_or_not(db: PgPool) {
    let platform = Platform::open(db).await;
    let hides = |mira: &Creator<'_>, _| {
        let (svc, user, channel) = (mira.svc.clone(), mira.user.clone(), mira.channel_ref());
        let change = ChannelChange { is_public: Some(false), ..ChannelChange::default() };
        async move { channels::change_channel(&svc, &user, &channel, change).await.map(drop) }
    };
    dropped_at_each_await(&platform, hides, async |mira, encoder| {
        let is_public: bool = sqlx::query_scalar("select is_public from channel where id = $1")
            .bind(mira.channel.0)
            .fetch_one(&platform.db)
            .await
            .unwrap();
        let expected = if is_public { SessionAudience::Everybody } else { SessionAudience::Only(mira.id()) };
        assert_eq!(platform.svc.live_sessions.audience(encoder.stream), Some(expected));
    })
    .await;
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_deletion_that_is_dropped_on_the_way_leaves_nothing_on_air(db: PgPool) {
    let platform = Platform::open(db).await;
    let deletes = |mira: &Creator<'_>, _| {
        let (svc, user, channel) = (mira.svc.clone(), mira.user.clone(), mira.channel_ref());
        async move { channels::delete_channel(&svc, &user, &channel).await }
    };
    dropped_at_each_await(&platform, deletes, async |mira, encoder| {
        let is_there = mira.sees_stream(encoder.stream).await.is_ok();
        let stream = encoder.stream;
        assert_eq!(platform.svc.live_sessions.on_air().contains(&stream), is_there);
        if !is_there {
            let audience = platform.svc.live_sessions.audience(stream);
            assert!(audience != Some(SessionAudience::Everybody), "{audience:?}");
            encoder.loses_its_line().await;
        }
    })
    .await;
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_rotation_that_is_dropped_on_the_way_cuts_the_encoder_or_keeps_its_key(db: PgPool) {
    let platform = Platform::open(db).await;
    let rotates = |mira: &Creator<'_>, _| {
        let (svc, user, channel) = (mira.svc.clone(), mira.user.clone(), mira.channel_ref());
        async move { channels::rotate_stream_key(&svc, &user, &channel, &RequestHost::default()).await.map(drop) }
    };
    dropped_at_each_await(&platform, rotates, async |mira, encoder| {
        if encoder.key == mira.reads_key(mira.channel).await.unwrap() {
            assert_eq!(mira.feeds(mira.channel), Some(encoder.stream));
        } else {
            encoder.loses_its_line().await;
        }
    })
    .await;
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_stream_that_was_started_without_the_ingest_hearing_of_it_goes_on_air(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    mira.sets_auto_start(false).await;
    let encoder = mira.goes_live().await;
    let other = mira.prepares(mira.channel, "The other one").await.unwrap();
    platform.sql("update stream set status = 'LIVE', started_at = now() where id = $1", &[other.id.0]).await;
    tends(&platform).await;
    assert_eq!(platform.svc.live_sessions.on_air(), [other.id], "what the encoder feeds is the stream on air");
    assert_eq!(mira.feeds(mira.channel), Some(other.id));
    assert_eq!(platform.svc.live_sessions.audience(encoder.stream), None);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_channel_has_one_encoder_whichever_sessions_are_prepared(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    mira.sets_auto_start(false).await;
    mira.prepares(mira.channel, "One").await.unwrap();
    let first = mira.goes_live().await;
    let newer = mira.prepares(mira.channel, "Another").await.unwrap();
    let second = mira.goes_live().await;
    first.loses_its_line().await;
    assert_eq!((second.stream, mira.feeds(mira.channel)), (newer.id, Some(newer.id)));
    mira.rotates_key(mira.channel).await.unwrap();
    second.loses_its_line().await;
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn what_another_process_changes_reaches_the_encoder(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    for change in [
        "update channel set stream_key_digest = 'other' where owner_id = $1",
        "update account set disabled_at = now() where id = $1",
    ] {
        mira.rotates_key(mira.channel).await.unwrap();
        let encoder = mira.goes_live().await;
        tends(&platform).await;
        assert_eq!(mira.feeds(mira.channel), Some(encoder.stream), "nothing is wrong yet");
        platform.sql(change, &[mira.id().0]).await;
        tends(&platform).await;
        encoder.loses_its_line().await;
    }
}

/// Whether this person gets the files of a stream's recording.
async fn is_admitted(person: &Person, stream: StreamId) -> Outcome<bool> {
    outcome(vods::archive_access(&person.svc, stream).await).map(|access| access.admits(&person.user))
}

/// Its last seconds come from the ingest, and what is before them from the recording.
#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_recording_that_another_process_hides_while_it_is_watched_is_its_owners_alone(db: PgPool) {
    let platform = Platform::open(db).await;
    let visitor = platform.visitor();
    let vod = "update stream set visibility = 'private' where id = $1";
    let channel = "update channel set is_public = false from stream where channel.id = channel_id and stream.id = $1";
    for (name, has_ended, hide) in [("kept", true, vod), ("ended", true, channel), ("rewound", false, channel)] {
        let mira = platform.creator(name).await;
        let encoder = mira.goes_live().await;
        let stream = encoder.stream;
        if has_ended {
            mira.ends(stream).await.unwrap();
        }
        tends(&platform).await;
        assert_eq!(platform.svc.live_sessions.audience(stream), Some(SessionAudience::Everybody), "{name}");
        assert_eq!(is_admitted(&visitor, stream).await, Ok(true), "{name}");
        platform.sql(hide, &[stream.0]).await;
        tends(&platform).await;
        assert_eq!(platform.svc.live_sessions.audience(stream), Some(SessionAudience::Only(mira.id())), "{name}");
        assert_eq!(
            (is_admitted(&visitor, stream).await, is_admitted(&mira, stream).await),
            (Ok(false), Ok(true)),
            "{name}"
        );
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_recording_that_another_process_deletes_while_it_is_watched_is_given_out_no_longer(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let encoder = mira.goes_live().await;
    let stream = encoder.stream;
    mira.ends(stream).await.unwrap();
    assert_eq!(is_admitted(&platform.visitor(), stream).await, Ok(true));
    platform.sql("delete from archive where stream_id = $1", &[stream.0]).await;
    // No session shows that it is gone, so the answer to the visitor has to grow old.
    testkit::until("its files to be refused", async || match is_admitted(&mira, stream).await {
        Err(Code::NotFound) => Ok(()),
        other => Err(other),
    })
    .await;
}
