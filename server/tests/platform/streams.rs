//! A stream's way from OFFLINE to ARCHIVED, driven by real encoders and by the dashboard's buttons.

use crate::test_app::{Channel, TestApp, assert_fields, assert_problem, id, status, until};
use crate::vods::on_air;
use serde_json::{Value, json};
use testkit::{Client, Encoder, HttpAnswer, PATIENCE};
use uuid::Uuid;

const STREAM: &str = "id channelId title description status startTime endTime viewerCount peakViewers minutesWatched duration \
                      hlsUrl thumbnailUrl isArchived vodUrl dvrUrl reconnecting";

async fn master(client: &Client, stream: Uuid) -> HttpAnswer {
    client.get(&format!("/hls/{stream}/master.m3u8")).await
}

/// There is nothing to watch, and caches must not keep this answer.
fn assert_not_live(answer: &HttpAnswer) {
    assert_eq!((answer.status, answer.header("cache-control")), (404, Some("no-store")), "{}", answer.text());
}

async fn playable(client: &Client, stream: Uuid) -> HttpAnswer {
    until("a picture", async || Some(master(client, stream).await).filter(|answer| answer.status == 200)).await
}

async fn stream_now(client: &Client, stream: Uuid) -> Value {
    client.get(&format!("/api/streams/{stream}")).await.json()
}

async fn becomes(client: &Client, stream: Uuid, status: &str) -> Value {
    until(status, async || Some(stream_now(client, stream).await).filter(|stream| stream["status"] == status)).await
}

/// Asks for this status, as a client of the API does.
async fn put_status(client: &Client, stream: Uuid, status: &str) -> HttpAnswer {
    client.put(&format!("/api/streams/{stream}/status"), json!({ "status": status })).await
}

/// The way to put the channel's open session on air.
fn start_of(channel: &Channel) -> String {
    format!("/api/streams/{}/start", channel.slug)
}

#[tokio::test]
async fn a_prepared_stream_needs_an_encoder() {
    let app = TestApp::open().await;
    let ((mira, channel), viewer) = (app.creator("mira").await, app.server.client());
    assert_problem(&mira.post(&start_of(&channel), json!({})).await, 409, "no_encoder");
    let wanted = json!({ "channelId": channel.id, "title": "First night", "description": "Hello" });
    let made = mira.post("/api/streams", wanted).await;
    assert_eq!(made.status, 201, "{}", made.text());
    assert_fields(&made.json(), &format!("{STREAM} recordingPath"));
    let stream = id(&made.json());
    for (wanted, status, code) in [
        ("LIVE", 409, "no_encoder"),
        ("ENDING", 409, "invalid_transition"),
        ("ARCHIVED", 409, "invalid_transition"),
        ("OFFLINE", 409, "invalid_transition"),
        ("PAUSED", 422, "validation_failed"),
    ] {
        assert_problem(&put_status(&mira, stream, wanted).await, status, code);
    }
    let same = put_status(&mira, stream, "OFFLINE").await.json();
    assert_eq!(same["detail"], "This stream is offline already.");
    assert_problem(&mira.post(&start_of(&channel), json!({})).await, 409, "no_encoder");
    assert_not_live(&master(&viewer, stream).await);
    assert_eq!(master(&viewer, Uuid::now_v7()).await.status, 404, "a stream that never was");
}

#[tokio::test]
async fn the_encoders_arrival_goes_live_and_is_told() {
    let app = TestApp::open().await;
    let ((mira, channel), viewer) = (app.creator("mira").await, app.server.client());
    let mut unjoined = viewer.socket().await;
    let made = mira.post("/api/streams", json!({ "channelId": channel.id, "title": "First night" })).await;
    let stream = id(&made.json());
    let _encoder = app.encoder(&channel);
    let told = status(&mut unjoined, "LIVE", false).await;
    assert_fields(&told, "type streamId status startedAt title reconnecting");
    assert_eq!((&told["streamId"], &told["title"]), (&json!(stream.to_string()), &json!("First night")));
    let listed = unjoined.event("channel:live").await;
    assert_eq!((&listed["channel"]["slug"], &listed["channel"]["stream"]["id"]), (&json!("mira"), &told["streamId"]));
    let live = stream_now(&viewer, stream).await;
    assert_fields(&live, STREAM);
    assert_eq!(live["startTime"], told["startedAt"]);
    let shown = viewer.get(&format!("/api/channels/{}", channel.slug)).await.json();
    assert_eq!(shown["stream"]["id"], live["id"], "the channel shows its stream");
    for wanted in ["LIVE", "OFFLINE", "ARCHIVED"] {
        assert_problem(&put_status(&mira, stream, wanted).await, 409, "invalid_transition");
    }
    assert_problem(&mira.post(&start_of(&channel), json!({})).await, 409, "invalid_transition");
}

#[tokio::test]
async fn a_live_stream_says_where_and_in_which_renditions_it_is_watched() {
    let app = TestApp::open().await;
    let ((_, channel), viewer) = (app.creator("mira").await, app.server.client());
    let (stream, _encoder) = on_air(&app, &channel).await;
    let playlist = playable(&viewer, stream).await;
    assert_eq!(playlist.header("content-type"), Some("application/vnd.apple.mpegurl"));
    assert!(playlist.text().contains("RESOLUTION=320x180"), "{}", playlist.text());
    let playback = until("the source", async || {
        let playback = viewer.get(&format!("/api/streams/{stream}/hls")).await.json();
        Some(playback).filter(|playback| playback["renditions"][0]["width"] == 320)
    });
    let playback = playback.await;
    assert_fields(&playback, "url renditions");
    assert_eq!(playback["url"], stream_now(&viewer, stream).await["hlsUrl"]);
    assert_eq!(playback["url"], format!("/hls/{stream}/master.m3u8"));
    assert_eq!(playback["renditions"][0]["name"], "source");
}

#[tokio::test]
async fn players_on_other_sites_may_read_media_and_its_headers_and_send_nothing() {
    let app = TestApp::open().await;
    let ((_, channel), viewer) = (app.creator("mira").await, app.server.client());
    let (stream, _encoder) = on_air(&app, &channel).await;
    playable(&viewer, stream).await;
    let asks = viewer.request("OPTIONS", &format!("/hls/{stream}/source/index.m3u8"));
    let asks = asks.header("Access-Control-Request-Method", "GET").header("Access-Control-Request-Headers", "range");
    let allowed = asks.send().await;
    let header = |name| allowed.header(name);
    assert_eq!((allowed.status, header("access-control-allow-origin")), (204, Some("*")));
    assert_eq!(header("access-control-allow-headers"), Some("*"));
    let init = format!("/hls/{stream}/source/init.mp4");
    let (whole, head) = (viewer.get(&init).await, viewer.request("HEAD", &init).send().await);
    assert!(whole.status == 200 && !whole.body.is_empty(), "{whole:?}");
    assert!(head.status == 200 && head.body.is_empty(), "{head:?}");
    for name in ["content-length", "content-type", "cache-control", "x-content-type-options", "content-security-policy"]
    {
        assert!(head.header(name).is_some() && head.header(name) == whole.header(name), "{name} in {head:?}");
    }
    let posted = viewer.post(&init, json!({})).await;
    assert_eq!((posted.status, posted.header("allow")), (405, Some("GET, HEAD, OPTIONS")));
}

#[tokio::test]
async fn an_ended_stream_leaves_its_encoder_as_a_private_preview() {
    let app = TestApp::open().await;
    let ((mira, channel), viewer) = (app.creator("mira").await, app.server.client());
    let (first, _encoder) = on_air(&app, &channel).await;
    playable(&viewer, first).await;
    let mut unjoined = viewer.socket().await;
    let ended = mira.post(&format!("/api/streams/{first}/end"), json!({})).await;
    assert_eq!((ended.status, &ended.json()["status"]), (200, &json!("ENDING")), "{}", ended.text());
    assert!(ended.json()["endTime"].is_string() && ended.json()["duration"].is_number(), "{}", ended.text());
    assert_eq!(status(&mut unjoined, "ENDING", false).await["streamId"], first.to_string());
    assert_problem(&mira.post(&format!("/api/streams/{first}/end"), json!({})).await, 409, "invalid_transition");
    let next = app.prepared(&channel).await;
    playable(&mira, next).await;
    assert_not_live(&master(&viewer, next).await);
    assert_problem(&viewer.get(&format!("/api/streams/{next}")).await, 404, "not_found");
    let (before, after) = (stream_now(&viewer, first).await, stream_now(&mira, next).await);
    assert_eq!(before["title"], after["title"], "the next session keeps the title");
}

#[tokio::test]
async fn a_preview_goes_on_air_without_touching_the_encoder() {
    let app = TestApp::open().await;
    let ((mira, channel), viewer) = (app.creator("mira").await, app.server.client());
    let (first, _encoder) = on_air(&app, &channel).await;
    assert_eq!(put_status(&mira, first, "ENDING").await.json()["status"], "ENDING");
    let next = app.prepared(&channel).await;
    playable(&mira, next).await;
    let mut unjoined = viewer.socket().await;
    let started = mira.post(&start_of(&channel), json!({})).await;
    let told = (started.status, id(&started.json()), started.json()["status"].clone());
    assert_eq!(told, (200, next, json!("LIVE")), "{}", started.text());
    // The stream before it is archived in the same step, and may be told first.
    assert_eq!(status(&mut unjoined, "LIVE", false).await["streamId"], next.to_string());
    playable(&viewer, next).await;
    becomes(&viewer, first, "ARCHIVED").await;
}

#[tokio::test]
async fn an_ended_stream_is_archived_once_and_over() {
    let app = TestApp::open().await;
    let ((mira, channel), viewer) = (app.creator("mira").await, app.server.client());
    let stream = app.on_air(&channel).await;
    assert_eq!(put_status(&mira, stream, "ENDING").await.json()["status"], "ENDING");
    let archived = put_status(&mira, stream, "ARCHIVED").await;
    // The server also archives drained streams by itself; either way the stream is archived once.
    assert!(matches!(archived.status, 200 | 409), "{}", archived.text());
    assert_eq!(becomes(&viewer, stream, "ARCHIVED").await["hlsUrl"], json!(null));
    assert_problem(&put_status(&mira, stream, "LIVE").await, 409, "invalid_transition");
}

#[tokio::test]
async fn the_log_of_a_stream_says_much_and_not_its_key() {
    let app = TestApp::with(&[("AETHEX_LOG", "debug")]).await;
    let ((mira, channel), viewer) = (app.creator("mira").await, app.server.client());
    let (stream, encoder) = on_air(&app, &channel).await;
    assert_eq!(mira.post(&format!("/api/streams/{stream}/end"), json!({})).await.status, 200);
    drop(encoder);
    becomes(&viewer, stream, "ARCHIVED").await;
    let log = app.server.log();
    assert!(log.contains("live") && log.contains("DEBUG"), "this log says too little to prove anything");
    assert!(
        !log.contains(&channel.key) && !log.contains(channel.key.trim_start_matches("live_")),
        "the stream key is in the log"
    );
}

#[tokio::test]
async fn without_auto_start_the_picture_is_private_until_start() {
    let app = TestApp::open().await;
    let ((mira, channel), other, viewer) = (app.creator("mira").await, app.person("other").await, app.server.client());
    let off = mira.put(&format!("/api/channels/{}", channel.slug), json!({ "autoStart": false })).await;
    assert_eq!(off.json()["autoStart"], false);
    let mut room = crate::test_app::in_room(&viewer, &channel.slug).await;
    let _encoder = app.encoder(&channel);
    let preview = until("a session for the encoder", async || {
        let query = "select id from stream where channel_id = $1";
        sqlx::query_scalar::<_, Uuid>(query).bind(channel.id).fetch_optional(&app.database.pool).await.unwrap()
    });
    let preview = preview.await;
    let own = playable(&mira, preview).await;
    assert_eq!(own.header("cache-control"), Some("no-store"), "no cache may show a preview to others");
    for stranger in [&viewer, &*other] {
        assert_not_live(&master(stranger, preview).await);
        for path in ["source/index.m3u8", "source/init.mp4", "source/0.m4s", "source/0.0.m4s", "thumb.webp"] {
            assert_not_live(&stranger.get(&format!("/hls/{preview}/{path}")).await);
        }
        assert_problem(&stranger.get(&format!("/api/streams/{preview}")).await, 404, "not_found");
    }
    assert_eq!(stream_now(&mira, preview).await["status"], "OFFLINE");

    let started = mira.post(&format!("/api/streams/{}/start", channel.slug), json!({})).await;
    assert_eq!((started.status, id(&started.json())), (200, preview), "{}", started.text());
    // The first event of this stream in the room is that it is live.
    let told = room.event("stream:status").await;
    assert_eq!((&told["status"], &told["streamId"]), (&json!("LIVE"), &json!(preview.to_string())));
    playable(&viewer, preview).await;
}

#[tokio::test]
async fn a_stream_waits_for_its_encoder_and_takes_it_back() {
    let app = TestApp::open().await;
    let ((mira, channel), viewer) = (app.creator("mira").await, app.server.client());
    let mut room = crate::test_app::in_room(&viewer, &channel.slug).await;
    let mut encoder = app.encoder(&channel);
    let stream = status(&mut room, "LIVE", false).await["streamId"].clone();
    let stream: Uuid = stream.as_str().unwrap().parse().unwrap();
    encoder.kill().await;
    assert_eq!(status(&mut room, "LIVE", true).await["streamId"], stream.to_string());
    let waiting = stream_now(&viewer, stream).await;
    assert_eq!((&waiting["status"], &waiting["reconnecting"]), (&json!("LIVE"), &json!(true)));
    assert_eq!(master(&viewer, stream).await.status, 200, "players ride over the gap");

    let mut encoder = app.encoder(&channel);
    assert_eq!(status(&mut room, "LIVE", false).await["streamId"], stream.to_string(), "the same session goes on");

    // A new key cuts the publisher; the old one is refused from then on, with the reason in the encoder's output.
    let rotated = mira.post(&format!("/api/channels/{}/stream-key/rotate", channel.slug), json!({})).await.json();
    encoder.exit(PATIENCE).await;
    assert_eq!(status(&mut room, "LIVE", true).await["streamId"], stream.to_string());
    let mut refused = app.encoder(&channel);
    let (_, said) = refused.exit(PATIENCE).await;
    assert!(said.contains("stream key is not valid"), "{said}");
    let renewed = Channel { key: rotated["streamKey"].as_str().unwrap().into(), ..channel };
    let _encoder = app.encoder(&renewed);
    assert_eq!(status(&mut room, "LIVE", false).await["streamId"], stream.to_string());
    let log = app.server.log();
    assert!(!log.contains(&renewed.key), "the stream key is in the log");
}

#[tokio::test]
async fn a_stream_whose_encoder_stays_away_ends_by_itself() {
    let app = TestApp::with(&[("AETHEX_RECONNECT_GRACE", "2s")]).await;
    let ((_, channel), viewer) = (app.creator("mira").await, app.server.client());
    let (mut room, mut unjoined) = (crate::test_app::in_room(&viewer, &channel.slug).await, viewer.socket().await);
    let mut encoder = Encoder::ffmpeg(app.server.rtmp_url(&channel.key)).start();
    status(&mut room, "LIVE", false).await;
    encoder.stop(PATIENCE).await;
    for socket in [&mut room, &mut unjoined] {
        for (wanted, reconnecting) in [("LIVE", true), ("ENDING", false), ("ARCHIVED", false)] {
            status(socket, wanted, reconnecting).await;
        }
    }
    let shown = viewer.get(&format!("/api/channels/{}", channel.slug)).await.json();
    assert_eq!(shown["stream"], json!(null));
    assert_eq!(app.database.count("select count(*) from stream where status <> 'ARCHIVED'").await, 0);
}
