//! A stream's encoder, its picture and its segment numbers through previews, going live and restarts.

use crate::test_app::{Channel, Person, TestApp, assert_problem, id, in_room, status, until};
use media::hls::playlist::MediaPlaylist;
use serde_json::{Value, json};
use std::time::{Duration, SystemTime};
use testkit::{Client, HttpAnswer};
use uuid::{NoContext, Timestamp, Uuid};

/// Segments of a media playlist with their numbers, and whether each is a gap.
struct Index(Vec<(u64, bool)>);

impl Index {
    async fn read(client: &Client, stream: Uuid) -> Option<Self> {
        let answer = client.get(&format!("/hls/{stream}/source/index.m3u8")).await;
        if answer.status != 200 {
            return None;
        }
        let list = MediaPlaylist::parse(&answer.text()).unwrap();
        Some(Self(list.closed().map(|segment| (segment.msn, segment.gap)).collect()))
    }

    fn media(&self) -> Vec<u64> {
        self.0.iter().filter(|(_, is_gap)| !is_gap).map(|(number, _)| *number).collect()
    }
}

/// The numbers of the readable segments, once there are `count` of them.
async fn segments(client: &Client, stream: Uuid, count: usize) -> Vec<u64> {
    until("segments", async || {
        Index::read(client, stream).await.map(|index| index.media()).filter(|media| media.len() >= count)
    })
    .await
}

/// Waits until a stream has new media.
async fn goes_on(client: &Client, stream: Uuid) {
    let before = segments(client, stream, 1).await.pop();
    until("the picture to go on", async || (segments(client, stream, 1).await.pop() > before).then_some(())).await;
}

async fn master(client: &Client, stream: Uuid) -> HttpAnswer {
    client.get(&format!("/hls/{stream}/master.m3u8")).await
}

/// Creates a session with this title.
async fn prepare(owner: &Person, channel: &Channel, title: &str) -> Uuid {
    let made = owner.post("/api/streams", json!({ "channelId": channel.id, "title": title })).await;
    assert_eq!(made.status, 201, "{}", made.text());
    id(&made.json())
}

async fn start(owner: &Person, channel: &Channel) -> HttpAnswer {
    owner.post(&format!("/api/streams/{}/start", channel.slug), json!({})).await
}

async fn end(owner: &Person, stream: Uuid) {
    let ended = owner.post(&format!("/api/streams/{stream}/end"), json!({})).await;
    assert_eq!((ended.status, &ended.json()["status"]), (200, &json!("ENDING")), "{}", ended.text());
}

async fn change(owner: &Person, channel: &Channel, change: Value) {
    let changed = owner.put(&format!("/api/channels/{}", channel.slug), change).await;
    assert_eq!(changed.status, 200, "{}", changed.text());
}

fn stream_of(event: &Value) -> Uuid {
    event["streamId"].as_str().unwrap().parse().unwrap()
}

#[tokio::test]
async fn a_refused_start_leaves_the_live_stream_its_encoder() {
    let app = TestApp::open().await;
    let ((mira, channel), viewer) = (app.creator("mira").await, app.server.client());
    let mut room = in_room(&viewer, &channel.slug).await;
    let _encoder = app.encoder(&channel);
    let live = stream_of(&status(&mut room, "LIVE", false).await);
    let other = prepare(&mira, &channel, "Another").await;
    let refused = mira.put(&format!("/api/streams/{other}/status"), json!({ "status": "LIVE" })).await;
    assert_problem(&refused, 409, "invalid_transition");
    goes_on(&viewer, live).await;
    assert_eq!(master(&mira, other).await.status, 404, "nothing feeds what did not start");

    // After the end, its encoder feeds the preview of the prepared session.
    end(&mira, live).await;
    segments(&mira, other, 1).await;
    let started = start(&mira, &channel).await;
    assert_eq!((started.status, id(&started.json())), (200, other), "{}", started.text());
}

#[tokio::test]
async fn nothing_stays_of_a_preview_that_its_encoder_has_left() {
    let app = TestApp::open().await;
    let ((mira, channel), viewer) = (app.creator("mira").await, app.server.client());
    let mut room = in_room(&viewer, &channel.slug).await;
    let _encoder = app.encoder(&channel);
    let first = stream_of(&status(&mut room, "LIVE", false).await);
    end(&mira, first).await;
    let preview = app.prepared(&channel).await;
    segments(&mira, preview, 1).await;

    let second = prepare(&mira, &channel, "Second night").await;
    let started = start(&mira, &channel).await;
    assert_eq!((started.status, id(&started.json())), (200, second), "{}", started.text());
    goes_on(&viewer, second).await;
    for client in [&viewer, &*mira] {
        for path in ["master.m3u8", "source/index.m3u8", "source/init.mp4", "thumb.webp"] {
            assert_eq!(client.get(&format!("/hls/{preview}/{path}")).await.status, 404, "{path}");
        }
    }

    // The abandoned session is used for the next preview, instead of creating one more.
    end(&mira, second).await;
    segments(&mira, preview, 1).await;
    assert_eq!(app.prepared(&channel).await, preview);
}

#[tokio::test]
async fn going_live_publishes_nothing_that_the_preview_showed_long_before() {
    let app = TestApp::open().await;
    let ((mira, channel), viewer) = (app.creator("mira").await, app.server.client());
    change(&mira, &channel, json!({ "autoStart": false })).await;
    let _encoder = app.encoder(&channel);
    let preview = until("a session for the encoder", async || {
        let query = "select id from stream where channel_id = $1";
        sqlx::query_scalar::<_, Uuid>(query).bind(channel.id).fetch_optional(&app.database.pool).await.unwrap()
    })
    .await;
    // Segments of two seconds: the first three are older than what may be shown.
    let shown = segments(&mira, preview, 5).await;
    let listed = Index::read(&mira, preview).await.unwrap().0;
    let started = start(&mira, &channel).await;
    assert_eq!((started.status, id(&started.json())), (200, preview), "{}", started.text());
    let public = Index::read(&viewer, preview).await.unwrap();
    for early in &shown[..3] {
        assert!(public.0.contains(&(*early, true)), "{early} in {:?}", public.0);
        for name in [format!("{early}.m4s"), format!("{early}.0.m4s")] {
            assert_eq!(viewer.get(&format!("/hls/{preview}/source/{name}")).await.status, 404, "{name}");
        }
    }
    assert_eq!(public.0[0].0, listed[0].0, "numbers go on");
    goes_on(&viewer, preview).await;
    let recorded = until("a recording", async || {
        let playlist = viewer.get(&format!("/vod/{preview}/source/index.m3u8")).await;
        (playlist.status == 200).then(|| playlist.text())
    })
    .await;
    assert!(shown[..3].iter().all(|early| !recorded.contains(&format!("\n{early}.m4s"))), "{recorded}");
}

#[tokio::test]
async fn numbers_count_from_when_a_session_was_made_and_not_from_when_it_went_on_air() {
    let app = TestApp::open().await;
    let ((_, channel), viewer) = (app.creator("mira").await, app.server.client());
    // After a preview of an hour the server was killed, just when the stream had gone on air.
    let hour = Duration::from_secs(3600);
    let made = (SystemTime::now() - hour).duration_since(SystemTime::UNIX_EPOCH).unwrap();
    let stream = Uuid::new_v7(Timestamp::from_unix(NoContext, made.as_secs(), 0));
    let insert = "insert into stream (id, channel_id, title, status, started_at, encoder_gone_at)
                  values ($1, $2, 'On air', 'LIVE', now(), now())";
    sqlx::query(insert).bind(stream).bind(channel.id).execute(&app.database.pool).await.unwrap();
    let _encoder = app.encoder(&channel);
    let first = segments(&viewer, stream, 1).await[0];
    // An encoder that sends a segment each second sends 3600 in an hour.
    assert!(first > 3600, "segment {first} may have been handed out before");
}

#[tokio::test]
async fn what_encoders_did_while_the_database_was_away_is_noted_when_it_is_back() {
    let app = TestApp::open().await;
    let ((mira, channel), viewer) = (app.creator("mira").await, app.server.client());
    let mut room = in_room(&viewer, &channel.slug).await;
    let broken = [
        "create function refuse() returns trigger language plpgsql as $$ begin raise 'away'; end $$",
        "create trigger refuse before update on stream for each row execute function refuse()",
    ];
    let execute = async |statements: &[&'static str]| {
        for statement in statements {
            sqlx::query(*statement).execute(&app.database.pool).await.unwrap();
        }
    };
    let failures = || app.server.log().matches("could not be noted").count();
    execute(&broken).await;
    let stream = prepare(&mira, &channel, "Tonight").await;
    let mut encoder = app.encoder(&channel);
    until("a failed start", async || (failures() == 1).then_some(())).await;
    execute(&["drop trigger refuse on stream"]).await;
    assert_eq!(stream_of(&status(&mut room, "LIVE", false).await), stream);

    execute(&broken[1..]).await;
    encoder.kill().await;
    until("a failed end", async || (failures() == 2).then_some(())).await;
    execute(&["drop trigger refuse on stream"]).await;
    status(&mut room, "LIVE", true).await;

    execute(&broken[1..]).await;
    let _encoder = app.encoder(&channel);
    until("a failed return", async || (failures() == 3).then_some(())).await;
    execute(&["drop trigger refuse on stream"]).await;
    status(&mut room, "LIVE", false).await;
    goes_on(&viewer, stream).await;

    // A wrong state in the database is corrected.
    app.database.change("update stream set encoder_gone_at = now() where id = $1", stream).await;
    status(&mut room, "LIVE", false).await;
}

#[tokio::test]
async fn a_preview_waits_for_its_creator_though_its_channel_starts_by_itself_from_then_on() {
    let app = TestApp::open().await;
    let ((mira, channel), viewer) = (app.creator("mira").await, app.server.client());
    change(&mira, &channel, json!({ "autoStart": false })).await;
    let preview = prepare(&mira, &channel, "Later").await;
    let _encoder = app.encoder(&channel);
    segments(&mira, preview, 1).await;
    // Twice long enough for the server to tend its streams: it decides once whether the encoder starts by itself.
    goes_on(&mira, preview).await;
    change(&mira, &channel, json!({ "autoStart": true })).await;
    goes_on(&mira, preview).await;
    assert_eq!(master(&viewer, preview).await.status, 404);
    assert_eq!(app.database.count("select count(*) from stream where status = 'LIVE'").await, 0);
}

#[tokio::test]
async fn what_a_private_channel_has_on_air_is_for_its_owner() {
    let app = TestApp::open().await;
    let ((mira, channel), jonas) = (app.creator("mira").await, app.person("jonas").await);
    let viewer = app.server.client();
    change(&mira, &channel, json!({ "isPublic": false })).await;
    let stream = prepare(&mira, &channel, "For myself").await;
    let _encoder = app.encoder(&channel);
    until("the stream", async || {
        let stream = mira.get(&format!("/api/streams/{stream}")).await.json();
        (stream["status"] == "LIVE").then_some(())
    })
    .await;
    let first = segments(&mira, stream, 1).await[0];
    until("a thumbnail", async || {
        Some(mira.get(&format!("/hls/{stream}/thumb.webp")).await).filter(|answer| answer.status == 200)
    })
    .await;
    let files = ["master.m3u8", "source/index.m3u8", "source/init.mp4", &format!("source/{first}.m4s"), "thumb.webp"];
    let watched = async |files: &[&str], by_others: u16| {
        for file in files {
            let address = format!("/hls/{stream}/{file}");
            for other in [&viewer, &*jonas] {
                assert_eq!(other.get(&address).await.status, by_others, "{file}");
            }
            let own = mira.get(&address).await;
            let is_stored = own.header("cache-control") != Some("no-store");
            assert_eq!((own.status, is_stored), (200, by_others == 200), "{file}");
        }
    };
    watched(&files, 404).await;
    change(&mira, &channel, json!({ "isPublic": true })).await;
    watched(&files, 200).await;
    change(&mira, &channel, json!({ "isPublic": false })).await;
    watched(&files, 404).await;
    end(&mira, stream).await;
    watched(&files[..4], 404).await;
}

#[tokio::test]
async fn renaming_what_is_over_is_told_to_nobody() {
    let app = TestApp::open().await;
    let ((mira, channel), viewer) = (app.creator("mira").await, app.server.client());
    let (over, live) = (app.on_air(&channel).await, mira.channel("second-room").await);
    let mut unjoined = viewer.socket().await;
    end(&mira, over).await;
    status(&mut unjoined, "ARCHIVED", false).await;
    let live = app.on_air(&live).await;
    for (stream, title) in [(over, "What nobody is to know"), (live, "What all may know")] {
        let renamed = mira.patch(&format!("/api/streams/{stream}"), json!({ "title": title })).await;
        assert_eq!(renamed.status, 200, "{}", renamed.text());
    }
    assert_eq!(unjoined.event("stream:status").await["title"], "What all may know");
}
