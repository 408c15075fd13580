//! How viewers are counted, stored and announced, on a clock that the test controls.

use crate::actors::{device, node_with};
use domain::channels::NewChannel;
use domain::playback::Heartbeat;
use domain::{ChannelId, Code, StreamId};
use futures_util::future::join_all;
use serde_json::Value;
use services::accounts::{self, CurrentUser, Device};
use services::chat::Joined;
use services::chat::outlet::Outlet;
use services::{Services, channels, playback, streams};
use sqlx::PgPool;
use std::collections::HashSet;
use std::sync::Arc;
use std::time::{Duration, Instant};
use testkit::PATIENCE;
use tokio::time::timeout_at;
use uuid::Uuid;

/// A channel, its stream on air, and its owner.
struct TestAudience {
    svc: Services,
    owner: CurrentUser,
    channel: ChannelId,
    stream: StreamId,
    start: Instant,
}

impl TestAudience {
    async fn new(db: &PgPool, rate_limits: bool) -> Self {
        let svc = node_with(db, rate_limits);
        let owner = person(&svc, "mira").await;
        let wanted = NewChannel { name: "Room".into(), slug: "room".into(), ..NewChannel::default() };
        let channel = channels::create_channel(&svc, &owner, wanted).await.unwrap().id;
        let stream = Uuid::now_v7();
        let insert =
            "insert into stream (id, channel_id, title, status, started_at) values ($1, $2, 'On air', 'LIVE', now())";
        sqlx::query(insert).bind(stream).bind(channel.0).execute(db).await.unwrap();
        Self { svc, owner, channel, stream: stream.into(), start: Instant::now() }
    }

    fn at(&self, seconds: u64) -> Instant {
        self.start + Duration::from_secs(seconds)
    }

    async fn open(&self, viewer: &CurrentUser, device: &Device) -> Result<String, Code> {
        let opened = playback::open_playback_session(&self.svc, viewer, self.stream, device).await;
        opened.map(|session| session.token).map_err(|error| error.into_problem().code)
    }

    fn beat(&self, token: &str, device: &Device, playing: bool, seconds: u64) {
        let heartbeat = Heartbeat { token: token.to_owned(), playing };
        playback::heartbeat(&self.svc, device, &heartbeat, self.at(seconds)).unwrap();
    }

    async fn tend(&self, seconds: u64) {
        playback::tend(&self.svc, self.at(seconds)).await.unwrap();
    }

    /// Viewers now and the peak, minutes watched, and the channel's views, as every user sees them.
    async fn shown(&self) -> (i32, i32, i64, i64) {
        let stream = streams::get_stream(&self.svc, &CurrentUser::default(), self.stream).await.unwrap();
        let channel = channels::get_channel(&self.svc, &CurrentUser::default(), &self.channel.into()).await.unwrap();
        assert_eq!(channel.stream.as_ref(), Some(&stream), "the channel shows the same figures");
        (stream.viewer_count, stream.peak_viewers, stream.minutes_watched, channel.view_count)
    }
}

impl TestAudience {
    /// Joins the channel's room.
    async fn enter(&self) -> (Joined, Arc<Outlet>) {
        let outlet = Outlet::new(None);
        let joined = self.svc.rooms.join(self.channel, None, outlet.subscribe(HashSet::new())).await.unwrap();
        outlet.release();
        (joined, outlet)
    }
}

async fn person(svc: &Services, name: &str) -> CurrentUser {
    accounts::create_user(svc, &format!("{name}@example.org"), "seven unrelated words", (name, name)).await.unwrap();
    accounts::user_named(svc, name).await.unwrap().unwrap()
}

/// The next count that the room gets: current and peak viewers.
async fn told(outlet: &Outlet) -> (i64, i64) {
    let (deadline, mut last) = (Instant::now() + PATIENCE, Vec::new());
    loop {
        let due = timeout_at(deadline.into(), outlet.next()).await;
        let due =
            due.unwrap_or_else(|_| panic!("waited {PATIENCE:?} for a count of viewers; the last events: {last:?}"));
        let frames = due.unwrap().frames;
        let events: Vec<Value> =
            frames.iter().flat_map(|frame| serde_json::from_slice::<Vec<Value>>(&frame.text()).unwrap()).collect();
        if let Some(event) = events.iter().find(|event| event["type"] == "stream:viewers") {
            return (event["viewers"].as_i64().unwrap(), event["peak"].as_i64().unwrap());
        }
        last = events;
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn counts_rise_and_fall_and_minutes_add_up(db: PgPool) {
    let stage = TestAudience::new(&db, true).await;
    let (nobody, jonas) = (CurrentUser::default(), person(&stage.svc, "jonas").await);
    let (room, outlet) = stage.enter().await;
    assert_eq!((room.on_air, room.viewers), (Some(stage.stream), (0, 0)));
    let mut players = Vec::new();
    for last in 1..=4 {
        players.push((device(last), stage.open(&nobody, &device(last)).await.unwrap()));
    }
    for last in 5..=6 {
        players.push((device(last), stage.open(&jonas, &device(last)).await.unwrap()));
    }
    let own = stage.open(&stage.owner, &device(7)).await.unwrap();
    stage.tend(0).await;
    assert_eq!(stage.shown().await, (0, 0, 0, 0), "a session that was opened plays nothing yet");
    for seconds in [0, 15, 30, 45, 60] {
        players.iter().for_each(|(device, token)| stage.beat(token, device, true, seconds));
        stage.beat(&own, &device(7), true, seconds);
        stage.tend(seconds + 1).await;
    }
    assert_eq!(told(&outlet).await, (5, 5), "four visitors, and one person with two windows");
    assert_eq!(stage.shown().await, (5, 5, 5, 5), "five of them, a minute each");
    let (came_later, _) = stage.enter().await;
    assert_eq!(came_later.viewers, (5, 5));

    // One says that it stops, one just goes silent, the others play on.
    stage.beat(&players[0].1, &players[0].0, false, 75);
    for seconds in [75, 90] {
        players[2..].iter().for_each(|(device, token)| stage.beat(token, device, true, seconds));
    }
    stage.tend(91).await;
    assert_eq!(told(&outlet).await, (4, 5));
    stage.tend(101).await;
    assert_eq!(told(&outlet).await, (3, 5));
    // 300 s, 15 s of the one that stopped, twice 15 s of three.
    assert_eq!(stage.shown().await, (3, 5, (300 + 15 + 90) / 60, 5));
    let seconds: i64 = sqlx::query_scalar("select seconds_watched from stream").fetch_one(&db).await.unwrap();
    assert_eq!(seconds, 405);

    // Time watched until the end is stored, and no viewers are left.
    streams::end_stream(&stage.svc, &stage.owner, stage.stream).await.unwrap();
    players[2..].iter().for_each(|(device, token)| stage.beat(token, device, false, 105));
    stage.tend(106).await;
    stage.beat(&players[3].1, &players[3].0, true, 107);
    stage.tend(108).await;
    let stream = streams::get_stream(&stage.svc, &nobody, stage.stream).await.unwrap();
    assert_eq!((stream.viewer_count, stream.peak_viewers, stream.minutes_watched), (0, 5, 450 / 60));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn players_that_only_fetch_playlists_are_counted_by_network(db: PgPool) {
    let stage = TestAudience::new(&db, true).await;
    let fetch = |last: u8, name: &str, seconds| {
        playback::playlist_fetched(&stage.svc, stage.stream, [192, 0, 2, last].into(), Some(name), stage.at(seconds));
    };
    for seconds in 0..=60 {
        // Several times a second, as players do.
        (0..4).for_each(|_| fetch(1, "VLC", seconds));
        fetch(2, "Firefox", seconds);
        if seconds % 15 == 0 {
            (0..60).for_each(|number| fetch(3, &format!("script {number}"), seconds));
        }
    }
    stage.tend(60).await;
    assert_eq!(stage.shown().await.0, 22, "VLC, a browser, and as many as one network may have");
    // The browser's page turns out to have a script after all: still one viewer.
    let token = stage.open(&CurrentUser::default(), &device(2)).await.unwrap();
    stage.beat(&token, &device(2), true, 61);
    stage.tend(61).await;
    fetch(2, "Firefox", 66);
    stage.tend(66).await;
    assert_eq!(stage.shown().await.0, 22);
    stage.tend(102).await;
    let (viewers, peak, minutes, _) = stage.shown().await;
    assert_eq!((viewers, peak), (0, 22));
    assert!(minutes >= 20, "each of them watched a minute: {minutes}");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_network_opens_so_many_sessions_and_no_more(db: PgPool) {
    let stage = TestAudience::new(&db, true).await;
    let (nobody, device_1) = (CurrentUser::default(), device(1));
    let asked = join_all((0..200).map(|_| stage.open(&nobody, &device_1))).await;
    let (opened, refused): (Vec<_>, Vec<_>) = asked.into_iter().partition(Result::is_ok);
    // All at once, as far as the clock lets them be.
    assert!((60..100).contains(&opened.len()), "a household opens several, but not {}", opened.len());
    assert!(refused.iter().all(|refused| *refused == Err(Code::RateLimited)));
    assert!(stage.open(&nobody, &device(2)).await.is_ok(), "others are not held up");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_restart_keeps_tokens_and_shows_no_dip(db: PgPool) {
    let before = TestAudience::new(&db, true).await;
    let nobody = CurrentUser::default();
    let mut players = Vec::new();
    for last in 1..=3 {
        let token = before.open(&nobody, &device(last)).await.unwrap();
        for seconds in [0, 15] {
            before.beat(&token, &device(last), true, seconds);
        }
        players.push((device(last), token));
    }
    before.tend(16).await;
    assert_eq!(before.shown().await, (3, 3, 0, 3));

    // As after a kill: another process starts, and the first has not stored anything more.
    let after = TestAudience { svc: node_with(&db, true), start: Instant::now(), ..before };
    streams::lifecycle::after_restart(&after.svc).await.unwrap();
    let (room, outlet) = after.enter().await;
    assert_eq!(room.viewers, (3, 3));
    after.tend(1).await;
    for (device, token) in &players[..2] {
        after.beat(token, device, true, 14);
    }
    after.tend(15).await;
    assert_eq!(after.shown().await, (3, 3, 0, 3), "the third still has a moment");
    for (device, token) in &players[..2] {
        after.beat(token, device, true, 29);
    }
    after.tend(30).await;
    assert_eq!(told(&outlet).await, (2, 3), "the first that the room hears of");
    assert_eq!(after.shown().await.3, 3, "those who came back, viewed before");
}
