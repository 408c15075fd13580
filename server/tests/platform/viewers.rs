//! Viewer counts: players that send heartbeats, players that only fetch, and clients that try to be counted more often.

use crate::test_app::{TestApp, assert_fields, assert_problem, in_room, status, until};
use serde_json::{Value, json};
use testkit::{Client, HttpAnswer, Socket};
use uuid::Uuid;

/// A player with an open playback session.
struct Player {
    client: Client,
    token: String,
}

impl Player {
    async fn open(client: &Client, stream: Uuid) -> Self {
        let opened = client.post(&format!("/api/streams/{stream}/playback"), json!({})).await;
        assert_eq!(opened.status, 201, "{}", opened.text());
        let session = opened.json();
        assert_fields(&session, "token heartbeatSeconds expiresAt");
        assert_eq!(session["heartbeatSeconds"], 15);
        Self { client: client.clone(), token: session["token"].as_str().unwrap().to_owned() }
    }

    /// Opens a session and plays.
    async fn play(client: &Client, stream: Uuid) -> Self {
        let player = Self::open(client, stream).await;
        player.beats(true).await;
        player
    }

    async fn beats(&self, playing: bool) {
        let beat = beat(&self.client, &self.token, playing).await;
        assert_eq!((beat.status, beat.body.len()), (204, 0), "{}", beat.text());
    }
}

async fn beat(client: &Client, token: &str, playing: bool) -> HttpAnswer {
    client.post("/api/playback/heartbeat", json!({ "token": token, "playing": playing })).await
}

/// The next counts in the room: viewers now, and the peak.
async fn told(socket: &mut Socket) -> (i64, i64) {
    let event = socket.event("stream:viewers").await;
    (event["viewers"].as_i64().unwrap(), event["peak"].as_i64().unwrap())
}

/// Reads until the room has this many viewers; returns the peak.
async fn viewers(socket: &mut Socket, now: i64) -> i64 {
    let what = format!("{now} viewers in the room");
    let peak = |event: &Value| event["peak"].as_i64().unwrap();
    let is_it = |event: &Value| event["type"] == "stream:viewers" && event["viewers"] == now;
    socket.find(&what, |event| is_it(event).then(|| peak(event))).await
}

async fn stream_now(app: &TestApp, stream: Uuid) -> Value {
    app.server.client().get(&format!("/api/streams/{stream}")).await.json()
}

#[tokio::test]
async fn players_are_counted_and_sockets_and_owners_are_not() {
    let app = TestApp::open().await;
    let ((mira, channel), jonas) = (app.creator("mira").await, app.person("jonas").await);
    let stream = app.on_air(&channel).await;
    let mut owner = mira.in_room(&channel.slug).await;
    assert_eq!(told(&mut owner).await, (0, 0), "a person who joins gets the count");
    let _jonas_reads_along = jonas.in_room(&channel.slug).await;

    // Each anonymous visitor is one viewer; a person with two windows is one; the owner does not count.
    let mut visitors = Vec::new();
    for _ in 0..10 {
        visitors.push(Player::play(&app.server.client(), stream).await);
    }
    let (first, second) = (Player::play(&jonas, stream).await, Player::play(&jonas, stream).await);
    let _own = Player::play(&mira, stream).await;
    assert_eq!(viewers(&mut owner, 11).await, 11);
    first.beats(false).await;
    for visitor in visitors.drain(..4) {
        visitor.beats(false).await;
    }
    assert_eq!(viewers(&mut owner, 7).await, 11, "the peak stays");
    second.beats(false).await;
    assert_eq!(told(&mut owner).await, (6, 11));
    second.beats(true).await;
    assert_eq!(told(&mut owner).await, (7, 11), "a pause is no goodbye");
    let now = stream_now(&app, stream).await;
    assert_eq!((&now["viewerCount"], &now["peakViewers"]), (&json!(7), &json!(11)));
    let shown = mira.get(&format!("/api/channels/{}", channel.slug)).await.json();
    assert_eq!(shown["stream"]["viewerCount"], 7);
    assert_eq!(shown["viewCount"], 0, "none has played for ten seconds yet");
    let mut late = in_room(&app.server.client(), &channel.slug).await;
    assert_eq!(told(&mut late).await, (7, 11));

    // The end reaches the room, and sockets that are in no room.
    let mut unjoined = app.server.client().socket().await;
    assert_eq!(mira.post(&format!("/api/streams/{stream}/end"), json!({})).await.status, 200);
    for socket in [&mut owner, &mut late, &mut unjoined] {
        assert_eq!(status(socket, "ENDING", false).await["streamId"], stream.to_string());
    }
    second.beats(true).await;
    until("nobody watches what is over", async || {
        Some(stream_now(&app, stream).await).filter(|stream| stream["viewerCount"] == 0)
    })
    .await;
}

#[tokio::test]
async fn a_token_is_good_for_the_player_it_was_given_to() {
    let app = TestApp::with(&[("AETHEX_LOG", "debug")]).await;
    let (_, channel) = app.creator("mira").await;
    let stream = app.on_air(&channel).await;
    let client = app.server.client();
    let player = Player::open(&client, stream).await;
    let of_another = Player::open(&client, stream).await;
    let changed =
        player.token.replace(&player.token[80..84], if &player.token[80..84] == "0000" { "1111" } else { "0000" });
    for forged in
        ["", "not a token", "00ff", &changed, &player.token[2..], &format!("{}{}", player.token, of_another.token)]
    {
        assert_problem(&beat(&client, forged, true).await, 403, "invalid_playback_token");
    }
    let body = json!({ "token": player.token, "playing": true });
    let elsewhere = client.request("POST", "/api/playback/heartbeat").header("user-agent", "another browser");
    assert_problem(&elsewhere.json(&body).send().await, 403, "invalid_playback_token");
    let from_another_site = client.request("POST", "/api/playback/heartbeat").header("origin", "https://evil.example");
    assert_problem(&from_another_site.json(&body).send().await, 403, "cross_site");
    assert_problem(&client.post("/api/playback/heartbeat", json!({ "playing": true })).await, 422, "validation_failed");
    assert_problem(&client.get("/api/playback/heartbeat").await, 405, "method_not_allowed");
    let mut room = in_room(&client, &channel.slug).await;
    assert_eq!(told(&mut room).await, (0, 0), "none of this counted");
    player.beats(true).await;
    assert_eq!(told(&mut room).await, (1, 1));
    let log = app.server.log();
    assert!(log.contains("/api/playback/heartbeat") && !log.contains(&player.token[..32]), "a token is in the log");
}

#[tokio::test]
async fn players_without_our_script_are_seen_fetching_playlists() {
    let app = TestApp::open().await;
    let (_, channel) = app.creator("mira").await;
    let client = app.server.client();
    let mut room = in_room(&client, &channel.slug).await;
    let _encoder = app.encoder(&channel);
    let stream: Uuid = status(&mut room, "LIVE", false).await["streamId"].as_str().unwrap().parse().unwrap();
    let index = format!("/hls/{stream}/source/index.m3u8");
    let fetch = async |name: &str, header: (&str, &str)| {
        let answer = client.request("GET", &index).header("user-agent", name).header(header.0, header.1).send().await;
        assert_eq!(answer.status, 200, "{}", answer.text());
    };
    // Players on our own pages send heartbeats, and previews on them do not count.
    let own = format!("http://{}/dashboard", app.server.http());
    for _ in 0..3 {
        fetch("Chromium", ("sec-fetch-site", "same-origin")).await;
        fetch("Firefox on a plain address", ("referer", &own)).await;
    }
    assert_eq!(client.get(&format!("/hls/{stream}/master.m3u8")).await.status, 200, "a look at what there is");
    fetch("VLC", ("accept", "*/*")).await;
    assert_eq!(told(&mut room).await, (1, 1));
    fetch("VLC", ("accept", "*/*")).await;
    fetch("somebody's page", ("sec-fetch-site", "cross-site")).await;
    assert_eq!(told(&mut room).await, (2, 2));

    // A player that sends heartbeats and fetches playlists is one viewer, whichever comes first.
    fetch("testkit", ("user-agent", "")).await;
    assert_eq!(told(&mut room).await, (3, 3));
    let player = Player::play(&client, stream).await;
    fetch("testkit", ("user-agent", "")).await;
    fetch("mpv", ("accept", "*/*")).await;
    assert_eq!(told(&mut room).await, (4, 4), "mpv came, and nobody else");
    player.beats(false).await;
    assert_eq!(told(&mut room).await, (3, 4));
}

#[tokio::test]
async fn a_kill_loses_no_count_no_peak_and_little_time() {
    let mut app = TestApp::open().await;
    let (_, channel) = app.creator("mira").await;
    let stream = app.on_air(&channel).await;
    let mut room = in_room(&app.server.client(), &channel.slug).await;
    let mut players = Vec::new();
    for _ in 0..5 {
        players.push(Player::play(&app.server.client(), stream).await);
    }
    viewers(&mut room, 5).await;
    players.remove(0).beats(false).await;
    viewers(&mut room, 4).await;
    // More frequent heartbeats only add the time that has passed.
    let watched = "select seconds_watched from stream";
    let viewed = "select view_count from channel";
    let before = until("time watched, and a view", async || {
        players[0].beats(true).await;
        let (seconds, views) = (app.database.count(watched).await, app.database.count(viewed).await);
        Some(seconds).filter(|seconds| *seconds > 0 && views > 0)
    })
    .await;
    app.server.kill().await;

    app.server.start_again(&[]).await;
    let now = stream_now(&app, stream).await;
    assert_eq!((&now["viewerCount"], &now["peakViewers"], &now["status"]), (&json!(4), &json!(5), &json!("LIVE")));
    let mut room = in_room(&app.server.client(), &channel.slug).await;
    assert_eq!(told(&mut room).await, (4, 5), "no dip");
    for player in &players {
        player.beats(true).await;
    }
    let newcomer = Player::play(&app.server.client(), stream).await;
    assert_eq!(told(&mut room).await, (5, 5), "the tokens of before are as good as new ones");
    newcomer.beats(false).await;
    assert_eq!(told(&mut room).await, (4, 5));
    assert!(app.database.count(watched).await >= before, "what was stored stays");
    let shown = app.server.client().get(&format!("/api/channels/{}", channel.slug)).await.json();
    assert_eq!(shown["viewCount"], 1, "the one who has played for ten seconds");
}
