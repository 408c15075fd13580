//! A storage that is not reachable, or refuses some requests: nothing gets lost, and nothing else waits for it.

use crate::storage::{Mood, Storage, files_below};
use crate::test_app::{TestApp, until};
use crate::vods::{Playlist, on_air, only_vod, played, recorded, vods};
use futures_util::future::join_all;
use serde_json::{Value, json};
use std::time::Instant;
use uuid::Uuid;

/// An app that keeps its recordings in this storage.
async fn with_storage(storage: &Storage) -> TestApp {
    let settings = storage.settings();
    let mut settings: Vec<(&str, &str)> = settings.iter().map(|(name, value)| (*name, value.as_str())).collect();
    settings.push(("AETHEX_RECONNECT_GRACE", "2s"));
    TestApp::with(&settings).await
}

#[tokio::test]
async fn a_storage_that_goes_away_loses_nothing_and_touches_nobody() {
    let storage = Storage::open().await;
    let mut app = with_storage(&storage).await;
    let ((mira, channel), viewer) = (app.creator("mira").await, app.server.client());
    assert_eq!(viewer.get("/readyz").await.json()["storage"], "ok");
    let (stream, mut encoder) = on_air(&app, &channel).await;
    let before = recorded(&viewer, stream, 2).await;
    until("something in storage", async || (storage.files("streams").len() > before.segments.len()).then_some(()))
        .await;

    // Refusing, then hanging: the stream goes on, and can still be rewound.
    storage.becomes(Mood::Refusing);
    let refused = recorded(&viewer, stream, before.segments.len() + 2).await;
    storage.becomes(Mood::Hanging);
    let hung = recorded(&viewer, stream, refused.segments.len() + 2).await;
    let live = viewer.get(&format!("/hls/{stream}/source/index.m3u8")).await.text();
    let edge = live.lines().rfind(|line| line.ends_with(".m4s") && !line.starts_with('#')).unwrap();
    assert!(viewer.get(&format!("/hls/{stream}/source/{edge}")).await.status == 200, "{live}");
    assert_eq!(viewer.get(hung.segments.last().unwrap()).await.status, 200, "from the spool");
    let ready = viewer.get("/readyz").await;
    assert_eq!((ready.status, &ready.json()["storage"]), (200, &json!("away")));

    // Killed meanwhile, and the encoder does not come back: the stream ends, and waits for storage to become a VOD.
    app.server.kill().await;
    encoder.kill().await;
    app.server.start_again(&[]).await;
    until("the end", async || {
        let stream = viewer.get(&format!("/api/streams/{stream}")).await.json();
        (stream["status"] == "ARCHIVED").then_some(())
    })
    .await;

    // Storage accepts all files of a VOD but the last: an incomplete VOD is not listed.
    storage.becomes(Mood::Without("journal.jsonl".into()));
    until("an attempt to finish it", async || {
        app.server.log().contains("recordings can't be finished or deleted at the moment").then_some(())
    })
    .await;
    assert!(storage.files("streams").iter().any(|file| file.ends_with("master.m3u8")), "this proves nothing");
    assert_eq!(vods(&viewer, &channel).await, Vec::<Value>::new(), "half a VOD is none");
    let own = vods(&mira, &channel).await;
    assert_eq!(
        (own.len(), &own[0]["isArchived"], &own[0]["vodUrl"]),
        (1, &json!(false), &json!(null)),
        "being finished"
    );

    storage.becomes(Mood::Working);
    let vod = only_vod(&app, &channel).await;
    let playlist = Playlist::read(&viewer, stream).await.unwrap();
    assert!(playlist.segments.starts_with(&hung.segments), "{}\n{}", hung.text, playlist.text);
    assert!(vod["duration"].as_f64().unwrap() >= hung.seconds.floor(), "{vod}");
    let (complaints, seconds) = played(&format!("http://{}/vod/{stream}/master.m3u8", app.server.http())).await;
    assert_eq!(complaints, "");
    assert!((seconds - playlist.seconds).abs() < 1.0, "{seconds} s played of {} s", playlist.seconds);
    until("the spool to be empty", async || files_below(app.server.data().join("spool")).is_empty().then_some(()))
        .await;
    storage.becomes(Mood::Refusing);
    let kept = Playlist::read(&viewer, stream).await.map(|playlist| playlist.text);
    assert_eq!(kept, Some(playlist.text), "what was read lately needs no storage");
    let log = app.server.log();
    assert!(log.contains("stay on the local disk") && !log.contains("test-secret"), "{log}");
}

#[tokio::test]
async fn a_file_that_cannot_be_stored_holds_up_no_other() {
    let storage = Storage::open().await;
    let app = with_storage(&storage).await;
    let ((mira, channel), viewer) = (app.creator("mira").await, app.server.client());
    storage.becomes(Mood::Refusing);
    let (stream, _encoder) = on_air(&app, &channel).await;
    let before = recorded(&viewer, stream, 1).await;

    let folder = app.server.data().join(format!("spool/{stream}/source"));
    let name = before.segments[0].rsplit('/').next().unwrap();
    storage.becomes(Mood::Without(format!("/source/{name}")));
    let later = recorded(&viewer, stream, before.segments.len() + 2).await;
    let last = later.segments.last().unwrap().rsplit('/').next().unwrap();
    let is_stored = |name: &str| storage.files("streams").iter().any(|file| file.ends_with(format!("source/{name}")));
    until("what came later to be in storage", async || is_stored(last).then_some(())).await;
    assert!(!is_stored(name), "this proves nothing");

    assert_eq!(mira.post(&format!("/api/streams/{stream}/end"), json!({})).await.status, 200);
    let media =
        || files_below(folder.clone()).into_iter().filter(|file| file.extension().is_some_and(|kind| kind == "m4s"));
    until("everything else in storage", async || media().eq([folder.join(name)]).then_some(())).await;
    assert_eq!(vods(&viewer, &channel).await, Vec::<Value>::new(), "nothing is left out");
    storage.becomes(Mood::Working);
    only_vod(&app, &channel).await;
    let playlist = Playlist::read(&viewer, stream).await.unwrap();
    assert!(playlist.segments.starts_with(&later.segments), "{}\n{}", later.text, playlist.text);
}

#[tokio::test]
async fn what_cannot_be_deleted_keeps_nothing_else_from_it() {
    let storage = Storage::open().await;
    let app = with_storage(&storage).await;
    // More of them than are handled at a time.
    let failing: Vec<Uuid> = (0..20).map(|number| Uuid::from_u128(0xbad0_0000 << 96 | number)).collect();
    let other = Uuid::now_v7();
    storage.becomes(Mood::Without("bad00000".into()));
    for &stream in failing.iter().chain([&other]) {
        storage.put(&format!("streams/{stream}/source/1.m4s"), b"media");
        app.database.change("insert into discarded_archive (stream_id) values ($1)", stream).await;
    }
    let stored = |stream: Uuid| !storage.files(&format!("streams/{stream}")).is_empty();
    until("the last one to be deleted", async || (!stored(other)).then_some(())).await;
    assert!(failing.iter().all(|stream| stored(*stream)), "this proves nothing");
    storage.becomes(Mood::Working);
    until("the others to be deleted", async || (!failing.iter().any(|stream| stored(*stream))).then_some(())).await;
}

/// Strangers may ask `/readyz` as often as they like, and each question to a storage may cost money.
#[tokio::test]
async fn a_storage_is_asked_whether_it_works_once_a_second_however_many_want_to_know() {
    let storage = Storage::open().await;
    let app = with_storage(&storage).await;
    let (begin, before, mut requests) = (Instant::now(), storage.probes(), 0);
    until("the storage to be asked a third time", async || {
        let clients: Vec<_> = (0..20).map(|_| app.server.client()).collect();
        for answer in join_all(clients.iter().map(|client| client.get("/readyz"))).await {
            assert_eq!((answer.status, &answer.json()["storage"]), (200, &json!("ok")));
            requests += 1;
        }
        storage.probes() - before >= 3
    })
    .await;
    let (probes, seconds) = (storage.probes() - before, begin.elapsed().as_secs());
    assert!(probes <= seconds + 1 && probes < requests, "{probes} probes for {requests} requests in {seconds} s");
}
