//! Recordings that lose files on the local disk: what is left becomes a VOD, or the archive is `failed` and its owner sees that.

use crate::storage::files_below;
use crate::test_app::{TestApp, until};
use crate::vods::{Playlist, on_air, only_vod, recorded, vods};
use serde_json::json;
use std::fs;
use uuid::Uuid;

/// The journal is written again from memory, so that neither the VOD nor a later start misses what was recorded before.
#[tokio::test]
async fn a_spool_that_is_deleted_under_the_server_costs_no_vod() {
    let mut app = TestApp::open().await;
    let ((mira, channel), viewer) = (app.creator("mira").await, app.server.client());
    let (stream, mut encoder) = on_air(&app, &channel).await;
    let folder = app.server.data().join(format!("spool/{stream}"));
    let before = recorded(&viewer, stream, 2).await;
    let uploaded = || !files_below(app.server.data().join(format!("storage/aethex/streams/{stream}"))).is_empty();
    until("the first upload", async || uploaded().then_some(())).await;
    // Files may come while the folder is being removed.
    until("a removed folder", async || fs::remove_dir_all(&folder).is_ok().then_some(())).await;
    let after = recorded(&viewer, stream, before.segments.len() + 2).await;

    app.server.kill().await;
    encoder.kill().await;
    app.server.start_again(&[]).await;
    let kept = recorded(&viewer, stream, after.segments.len()).await;
    assert!(kept.segments.starts_with(&before.segments), "{}\n{}", before.text, kept.text);

    assert!(fs::remove_dir_all(&folder).is_ok(), "no encoder, so nothing is written");
    assert_eq!(mira.post(&format!("/api/streams/{stream}/end"), json!({})).await.status, 200);
    only_vod(&app, &channel).await;
    let playlist = Playlist::read(&viewer, stream).await.unwrap();
    assert!(!playlist.segments.is_empty(), "{}", playlist.text);
}

#[tokio::test]
async fn a_recording_that_was_lost_is_told_and_what_is_left_of_it_stays() {
    let mut app = TestApp::open().await;
    let (mira, channel) = app.creator("mira").await;
    let unreadable = app.on_air(&app.creator("other").await.1).await;
    app.database.change("insert into archive (stream_id, state) values ($1, 'finishing')", unreadable).await;
    let (stream, mut encoder) = on_air(&app, &channel).await;
    recorded(&app.server.client(), stream, 3).await;
    let stored = app.server.data().join(format!("storage/aethex/streams/{stream}"));
    until("two uploads", async || (files_below(stored.clone()).len() > 2).then_some(())).await;
    app.server.kill().await;
    encoder.kill().await;
    let kept = files_below(stored.clone());

    // As after a power cut: the journal's file is there, and empty.
    fs::write(app.server.data().join(format!("spool/{stream}/journal.jsonl")), "").unwrap();
    // The server starts in spite of entries of the spool that it cannot read.
    for stream in [unreadable, Uuid::now_v7()] {
        fs::write(app.server.data().join(format!("spool/{stream}")), "").unwrap();
    }
    app.server.expects_error("a recording in the spool cannot be read");
    app.server.start_again(&[]).await;
    assert_eq!(mira.post(&format!("/api/streams/{stream}/end"), json!({})).await.status, 200);
    until("the archive to be given up", async || {
        (vods(&mira, &channel).await.first()?["archiveState"] == "failed").then_some(())
    })
    .await;
    assert!(kept.iter().all(|file| file.exists()), "what storage has stays until the owner deletes it");
}

#[tokio::test]
async fn a_channel_that_keeps_nothing_leaves_nothing() {
    let app = TestApp::open().await;
    let ((mira, channel), viewer) = (app.creator("mira").await, app.server.client());
    assert_eq!(mira.put("/api/channels/mira", json!({ "archive": false })).await.status, 200);
    let (stream, _encoder) = on_air(&app, &channel).await;
    let playlist = format!("/hls/{stream}/source/index.m3u8");
    until("three segments", async || {
        (viewer.get(&playlist).await.text().matches("#EXTINF").count() >= 3).then_some(())
    })
    .await;
    assert!(mira.get(&format!("/api/streams/{stream}")).await.json()["dvrUrl"].is_null());
    assert_eq!(viewer.get(&format!("/vod/{stream}/source/index.m3u8")).await.status, 404);
    assert_eq!(mira.post(&format!("/api/streams/{stream}/end"), json!({})).await.status, 200);
    until("the end", async || {
        (mira.get(&format!("/api/streams/{stream}")).await.json()["status"] == "ARCHIVED").then_some(())
    })
    .await;
    assert!(vods(&mira, &channel).await.is_empty());
    for folder in ["spool", "storage"] {
        assert_eq!(files_below(app.server.data().join(folder)), Vec::<std::path::PathBuf>::new(), "{folder}");
    }
}
