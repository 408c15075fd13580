//! Encoders: which session they feed, when their picture goes on air, and when they are cut.

use crate::actors::{Encoder, Person, Platform, outcome};
use domain::channels::ChannelChange;
use domain::streams::{Status, StreamChange};
use domain::studio::{Studio, Upcoming};
use domain::{ChannelId, Code};
use services::streams::{self, SessionAudience};
use sqlx::PgPool;
use std::time::Duration;
use testkit::until_refused;

impl Person {
    async fn opens_studio(&self, channel: ChannelId) -> Result<Studio, Code> {
        outcome(streams::studio(&self.svc, &self.user, &channel.into()).await)
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn the_first_encoder_goes_on_air_under_the_channels_name(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.person("jonas").await);
    let encoder = mira.connects().await;
    assert_eq!(jonas.sees_stream(encoder.stream).await, Err(Code::NotFound), "its picture cannot be watched yet");
    encoder.shows_a_picture().await;
    let live = jonas.sees_stream(encoder.stream).await.unwrap();
    assert_eq!((live.status, live.title.as_str(), live.reconnecting), (Status::Live, "MIRA is live", false));
    assert_eq!(live.hls_url, Some(format!("/hls/{}/master.m3u8", live.id)));
    assert_eq!(live.dvr_url, Some(format!("/vod/{}/master.m3u8", live.id)), "it is recorded");
    assert_eq!(platform.svc.live_sessions.audience(live.id), Some(SessionAudience::Everybody));
    assert_eq!(jonas.sees_channel("mira").await.unwrap().stream, Some(live));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn the_stream_manager_knows_what_the_next_session_begins_with(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let upcoming = async || mira.opens_studio(mira.channel).await.unwrap().upcoming;
    let named = |title: &str, description: Option<&str>| {
        Some(Upcoming { title: title.to_owned(), description: description.map(str::to_owned) })
    };
    assert_eq!(upcoming().await, named("MIRA is live", None));
    let encoder = mira.goes_live().await;
    assert_eq!(upcoming().await, None, "the stream on air has a title of its own");
    let change = StreamChange {
        title: Some("First night".into()),
        description: Some("With friends".into()),
        ..StreamChange::default()
    };
    streams::change_stream(&mira.svc, &mira.user, encoder.stream, change).await.unwrap();
    let first = encoder.stream;
    encoder.disconnects().await;
    mira.ends(first).await.unwrap();
    assert_eq!(upcoming().await, named("First night", Some("With friends")));
    let next = mira.goes_live().await.stream;
    let next = mira.sees_stream(next).await.unwrap();
    assert_eq!((next.title.as_str(), next.description.as_deref()), ("First night", Some("With friends")));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn an_encoder_feeds_the_newest_prepared_session(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let older = mira.prepares(mira.channel, "Older").await.unwrap();
    let newer = mira.prepares(mira.channel, "Newer").await.unwrap();
    let encoder = mira.goes_live().await;
    assert_eq!(encoder.stream, newer.id);
    assert_eq!(mira.sees_stream(older.id).await.unwrap().status, Status::Offline);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn without_auto_start_a_picture_is_private_until_its_owner_starts(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.person("jonas").await);
    mira.sets_auto_start(false).await;
    let encoder = mira.goes_live().await;
    let audience = || platform.svc.live_sessions.audience(encoder.stream);
    assert_eq!(mira.sees_stream(encoder.stream).await.unwrap().status, Status::Offline);
    assert_eq!(audience(), Some(SessionAudience::Only(mira.id())));
    assert_eq!(jonas.sees_stream(encoder.stream).await, Err(Code::NotFound));
    // Neither the platform nor a changed setting puts it on air by itself.
    mira.sets_auto_start(true).await;
    platform.tends_streams().await;
    assert_eq!(mira.sees_stream(encoder.stream).await.unwrap().status, Status::Offline);
    assert_eq!(mira.starts(mira.channel).await.unwrap().id, encoder.stream);
    assert_eq!(audience(), Some(SessionAudience::Everybody));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn an_encoder_goes_on_as_the_private_preview_of_the_next_session(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.person("jonas").await);
    let encoder = mira.goes_live().await;
    let first = encoder.stream;
    mira.retitles(first, "First night").await.unwrap();
    mira.ends(first).await.unwrap();
    let next = mira.prepared().await;
    assert_eq!(mira.feeds(mira.channel), Some(next));
    assert_eq!(mira.sees_stream(next).await.unwrap().title, "First night");
    assert_eq!(jonas.sees_stream(next).await, Err(Code::NotFound));
    assert_eq!(platform.svc.live_sessions.audience(next), Some(SessionAudience::Only(mira.id())));
    // And on air again without touching the encoder; the one before is over at once.
    let live = mira.starts(mira.channel).await.unwrap();
    assert_eq!((live.id, live.status), (next, Status::Live));
    assert_eq!(jonas.sees_stream(first).await.unwrap().status, Status::Archived);
    assert_eq!(platform.svc.live_sessions.on_air(), [next]);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_prepared_session_can_be_chosen_for_the_connected_encoder(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    mira.sets_auto_start(false).await;
    let encoder = mira.goes_live().await;
    let other = mira.prepares(mira.channel, "The other one").await.unwrap();
    let live = mira.starts(mira.channel).await.unwrap();
    assert_eq!((live.id, live.title.as_str()), (other.id, "The other one"), "the newest prepared one");
    assert_eq!(mira.feeds(mira.channel), Some(other.id));
    assert_eq!(mira.sees_stream(encoder.stream).await.unwrap().status, Status::Offline);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_second_encoder_takes_the_session_over(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let first = mira.goes_live().await;
    let stream = first.stream;
    let second = mira.goes_live().await;
    first.loses_its_line().await;
    assert_eq!((second.stream, mira.feeds(mira.channel)), (stream, Some(stream)));
    let live = mira.sees_stream(stream).await.unwrap();
    assert_eq!((live.status, live.reconnecting), (Status::Live, false), "the first one's end is not the stream's");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_key_that_is_rotated_while_the_encoder_comes_in_puts_nothing_on_air(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let encoder = mira.connects().await;
    // By another process, which has no connection to cut.
    let rotate = "update channel set stream_key_digest = 'other' where id = $1";
    platform.sql(rotate, &[mira.channel.0]).await;
    encoder.shows_a_picture().await;
    let stream = encoder.stream;
    encoder.loses_its_line().await;
    assert_eq!(mira.sees_stream(stream).await.unwrap().status, Status::Offline);
    assert_eq!(platform.svc.live_sessions.on_air(), []);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_rotated_key_cuts_a_stream_on_air_which_waits_for_the_new_one(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let encoder = mira.goes_live().await;
    let stream = encoder.stream;
    mira.rotates_key(mira.channel).await.unwrap();
    encoder.loses_its_line().await;
    let waiting = mira.sees_stream(stream).await.unwrap();
    assert_eq!((waiting.status, waiting.reconnecting), (Status::Live, true));
    assert_eq!(mira.goes_live().await.stream, stream);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn the_key_of_a_disabled_account_admits_nobody(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let key = mira.reads_key(mira.channel).await.unwrap();
    platform.sql("update account set disabled_at = now() where id = $1", &[mira.id().0]).await;
    assert!(Encoder::connect(&platform, &key).await.err().unwrap().contains("no such key"));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_preview_is_gone_with_its_encoder(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    mira.sets_auto_start(false).await;
    let encoder = mira.goes_live().await;
    let stream = encoder.stream;
    encoder.disconnects().await;
    assert_eq!(platform.svc.live_sessions.audience(stream), None);
    assert_eq!(mira.starts(mira.channel).await, Err(Code::NoEncoder));
    assert_eq!(mira.goes_live().await.stream, stream, "the session itself waits for the next one");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn the_studio_is_the_owners_and_knows_the_session_and_the_encoder(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.person("jonas").await);
    let empty = mira.opens_studio(mira.channel).await.unwrap();
    assert!(empty.stream.is_none() && empty.ingest.is_none());
    let encoder = mira.goes_live().await;
    let live = mira.opens_studio(mira.channel).await.unwrap();
    assert_eq!(live.stream.map(|stream| (stream.id, stream.status)), Some((encoder.stream, Status::Live)));
    assert!(live.ingest.is_some());
    encoder.disconnects().await;
    assert!(mira.opens_studio(mira.channel).await.unwrap().ingest.is_none());
    assert_eq!(jonas.opens_studio(mira.channel).await.err(), Some(Code::Forbidden));
    assert_eq!(platform.visitor().opens_studio(mira.channel).await.err(), Some(Code::SigninRequired));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn the_figures_of_an_encoder_are_the_owners_and_count_its_reconnects(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.person("jonas").await);
    let encoder = mira.goes_live().await;
    let stream = encoder.stream;
    let health = async |person: &Person| outcome(streams::health(&person.svc, &person.user, stream).await);
    assert!(health(&mira).await.is_ok());
    assert_eq!(health(&jonas).await.err(), Some(Code::Forbidden));
    encoder.disconnects().await;
    let _back = mira.goes_live().await;
    assert_eq!(platform.svc.live_sessions.health(stream).map(|figures| figures.reconnects), Some(1));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_channel_that_keeps_nothing_has_streams_without_an_archive(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    mira.sets(ChannelChange { archive: Some(false), ..ChannelChange::default() }).await;
    let encoder = mira.goes_live().await;
    let live = mira.sees_stream(encoder.stream).await.unwrap();
    assert_eq!((live.dvr_url, live.recording_path), (None, Some(None)));
    assert_eq!(platform.count("select count(*) from archive").await, 0);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn an_encoder_that_comes_and_goes_all_the_time_is_held_off(db: PgPool) {
    let platform = Platform::with_rate_limits(db).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.creator("jonas").await);
    let key = mira.reads_key(mira.channel).await.unwrap();
    let connect = async |_| Encoder::connect(&platform, &key).await.err();
    let (_, refused) = until_refused(30..=30, Duration::from_secs(2), connect).await;
    assert!(refused.contains("came back very often"), "{refused}");
    jonas.connects().await;
}
