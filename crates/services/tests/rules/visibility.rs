//! What is private is not there for others: hidden channels and everything in them.

use crate::actors::{Outcome, Person, Platform, device, outcome};
use domain::admin::ChannelVerdict;
use domain::channels::{ChannelChange, Role};
use domain::vods::VodPage;
use domain::{Code, StreamId};
use services::accounts::Device;
use services::channels::{self, DirectoryQuery};
use services::streams::SessionAudience;
use services::{admin, chat, playback, vods};
use sqlx::PgPool;
use testkit::PATIENCE;
use tokio::time::timeout;

impl Person {
    async fn watches(&self, stream: StreamId) -> Outcome<()> {
        let opened = playback::open_playback_session(&self.svc, &self.user, stream, &device(1)).await;
        outcome(opened.map(drop))
    }

    async fn finds_vod(&self, stream: StreamId) -> Outcome<VodPage> {
        outcome(vods::find(&self.svc, &self.user, stream).await)
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn nothing_of_a_hidden_channel_is_found_by_others(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas, visitor) = (platform.creator("mira").await, platform.person("jonas").await, platform.visitor());
    let vod = mira.has_vod("ready").await;
    let encoder = mira.goes_live().await;
    let stream = encoder.stream;
    for (is_public, expected) in [(true, Ok(())), (false, Err(Code::NotFound)), (true, Ok(()))] {
        mira.sets_public(is_public).await;
        for person in [&jonas, &visitor] {
            assert_eq!(person.sees_channel("mira").await.map(drop), expected);
            assert_eq!(person.sees_stream(stream).await.map(drop), expected);
            assert_eq!(person.watches(stream).await, expected);
            assert_eq!(person.finds_vod(vod).await.map(drop), expected);
            assert_eq!(person.enters("mira").await.map(drop), expected);
            let listed = vods::of_channel(&person.svc, &person.user, &mira.channel_ref(), None, None).await;
            assert_eq!(outcome(listed).map(drop), expected);
            let messages = chat::recent_messages(&person.svc, &person.user, mira.channel).await;
            assert_eq!(outcome(messages).map(drop), expected);
            let messages = chat::stream_messages(&person.svc, &person.user, stream, None, None).await;
            assert_eq!(outcome(messages).map(drop), expected);
            let access = chat::room_access(&person.svc, &person.user, mira.channel).await;
            assert_eq!(outcome(access).map(drop), expected);
        }
        assert_eq!(jonas.says(mira.channel, "hello").await.map(drop), expected);
        let directory =
            channels::list_channels(&platform.svc, DirectoryQuery::default(), Device::default()).await.unwrap();
        assert_eq!(directory.items.len(), usize::from(is_public));
        let audience = platform.svc.live_sessions.audience(stream);
        let owner_only = SessionAudience::Only(mira.id());
        assert_eq!(audience, Some(if is_public { SessionAudience::Everybody } else { owner_only }));
        let access = vods::archive_access(&platform.svc, vod).await.unwrap();
        assert_eq!((access.admits(&jonas.user), access.admits(&mira.user)), (is_public, true));
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn the_owner_goes_on_in_a_hidden_channel(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let vod = mira.has_vod("ready").await;
    let encoder = mira.goes_live().await;
    mira.sets_public(false).await;
    assert!(!mira.sees_channel("mira").await.unwrap().is_public);
    assert!(mira.watches(encoder.stream).await.is_ok() && mira.finds_vod(vod).await.is_ok());
    assert!(mira.says(mira.channel, "among ourselves").await.is_ok() && mira.enters("mira").await.is_ok());
}

/// A member who was inside when the channel was hidden is refused by the statement that would store the message.
#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_room_that_is_hidden_meanwhile_stores_nothing_of_others(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.person("jonas").await);
    let _room = jonas.enters("mira").await.unwrap();
    let member = services::access::member(&jonas.user).unwrap();
    let draft = chat::draft(&platform.svc, &member, Role::Viewer, "hello?", None, None).unwrap();
    mira.sets_public(false).await;
    let posted = platform.svc.rooms.post(mira.channel, draft).await.unwrap().await.unwrap();
    assert_eq!(outcome(posted).map(drop), Err(Code::NotFound));
    assert_eq!(platform.count("select count(*) from message").await, 0);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_stream_that_is_not_on_air_cannot_be_watched(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.person("jonas").await);
    let prepared = mira.prepares(mira.channel, "Tomorrow").await.unwrap().id;
    assert_eq!(jonas.watches(prepared).await, Err(Code::NotFound));
    assert_eq!(mira.watches(prepared).await, Err(Code::NotFound));
    let archived = mira.has_vod("ready").await;
    assert_eq!(jonas.watches(archived).await, Err(Code::NotFound));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn lists_hear_of_public_streams_only(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, hidden) = (platform.creator("mira").await, platform.creator("hidden").await);
    hidden.sets(ChannelChange { is_public: Some(false), ..ChannelChange::default() }).await;
    let mut feed = platform.svc.rooms.status_feed().listen();
    let secret = hidden.goes_live().await;
    hidden.sets_public(false).await;
    let boss = platform.administrator().await;
    let verdict = ChannelVerdict { is_public: Some(false), reason: Some("Spam".into()) };
    admin::change_channel(&boss.svc, &boss.user, &hidden.channel.into(), verdict).await.unwrap();
    let public = mira.goes_live().await;
    let mut told = String::new();
    while !told.contains(&public.stream.to_string()) {
        let frame = timeout(PATIENCE, feed.recv()).await.unwrap().unwrap();
        told.extend([frame.in_room, frame.unjoined].map(|frame| String::from_utf8(frame.text().to_vec()).unwrap()));
    }
    assert!(![secret.stream.to_string(), hidden.channel.to_string()].iter().any(|id| told.contains(id)), "{told}");
}
