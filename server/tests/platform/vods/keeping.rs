//! Who may watch a VOD, for how long it is kept, and when it is given up for lost.

use super::{ended, vods};
use crate::storage::files_below;
use crate::test_app::{TestApp, assert_fields, assert_problem, until};
use serde_json::json;

/// Unlisted: all users who have the address. Private: only its owner.
#[tokio::test]
async fn a_vod_is_listed_and_watched_as_its_owner_says() {
    let app = TestApp::open().await;
    let (mira, channel) = app.creator("mira").await;
    let (stream, playlist) = ended(&app, &mira, &channel).await;
    let (nobody, other) = (app.server.client(), app.person("other").await);
    let address = format!("/api/streams/{stream}");
    let files = [format!("/vod/{stream}/master.m3u8"), playlist.maps[0].1.clone(), playlist.segments[0].clone()];
    for (word, listed, watched) in [("unlisted", 0, 200), ("private", 0, 404), ("public", 1, 200)] {
        assert_problem(&other.patch(&address, json!({ "visibility": word })).await, 403, "forbidden");
        let changed = mira.patch(&address, json!({ "visibility": word })).await;
        assert_eq!(changed.status, 200, "{}", changed.text());
        assert_eq!(vods(&mira, &channel).await[0]["visibility"], word);
        for viewer in [&nobody, &*other] {
            assert_eq!(vods(viewer, &channel).await.len(), listed, "{word}");
            let shown = viewer.get(&address).await.json();
            assert_eq!(
                (shown["vodUrl"].is_string(), &shown["isArchived"]),
                (watched == 200, &json!(watched == 200)),
                "{word}"
            );
        }
        for file in &files {
            for viewer in [&nobody, &*other] {
                let answer = viewer.get(file).await;
                assert_eq!(answer.status, watched, "{file} of a VOD that is {word}");
            }
            let own = mira.get(file).await;
            assert_eq!(
                (own.status, own.header("cache-control") == Some("no-store")),
                (200, word == "private"),
                "{file}"
            );
        }
    }
    assert_problem(&mira.patch(&address, json!({ "visibility": "hidden" })).await, 422, "validation_failed");
}

/// An archive that is not ready and has no files on the local disk is given up: its owner is told, and others find nothing.
#[tokio::test]
async fn a_vod_that_was_lost_is_told_to_its_owner_alone() {
    let app = TestApp::open().await;
    let (mira, channel) = app.creator("mira").await;
    let (stream, _) = ended(&app, &mira, &channel).await;
    let own = mira.get(&format!("/api/streams/{stream}")).await.json();
    assert_eq!(own["recordingPath"], format!("streams/{stream}/"));
    let (nobody, ended) = (app.server.client(), "update stream set ended_at = now() - interval '1 hour' where id = $1");
    app.database.change("update archive set state = 'finishing' where stream_id = $1", stream).await;
    app.database.change(ended, stream).await;
    let state = async || vods(&mira, &channel).await[0]["archiveState"].clone();
    until("the archive to be given up", async || (state().await == "failed").then_some(())).await;
    assert_eq!(vods(&nobody, &channel).await.len(), 0);
    for (client, is_there) in [(&nobody, false), (&*mira, true)] {
        let page = client.get(&format!("/videos/{stream}")).await.text();
        assert_eq!(page.contains("This recording was lost"), is_there);
    }
}

/// An expired VOD is deleted, with everything that was stored of it.
#[tokio::test]
async fn a_vod_is_kept_as_long_as_its_channel_says() {
    let app = TestApp::open().await;
    let (mira, channel) = app.creator("mira").await;
    let (stream, _) = ended(&app, &mira, &channel).await;
    let settings = format!("/api/channels/{}", channel.slug);
    for days in [0, -1, 3651] {
        let refused = mira.put(&settings, json!({ "retentionDays": days })).await;
        assert_fields(&assert_problem(&refused, 422, "validation_failed")["errors"], "retentionDays");
    }
    let kept =
        mira.put(&settings, json!({ "retentionDays": 3, "vodVisibility": "unlisted", "archive": false })).await.json();
    assert_eq!(
        (&kept["retentionDays"], &kept["vodVisibility"], &kept["archive"]),
        (&json!(3), &json!("unlisted"), &json!(false))
    );
    assert!(vods(&mira, &channel).await[0]["expiresAt"].is_string());
    let for_ever = mira.put(&settings, json!({ "retentionDays": null })).await.json();
    assert_eq!((&for_ever["retentionDays"], &for_ever["vodVisibility"]), (&json!(null), &json!("unlisted")));
    assert_eq!(vods(&mira, &channel).await[0]["expiresAt"], json!(null));

    let stored = || files_below(app.server.data().join(format!("storage/aethex/streams/{stream}")));
    assert!(!stored().is_empty());
    app.database.change("update stream set ended_at = now() - interval '73 hours' where id = $1", stream).await;
    mira.put(&settings, json!({ "retentionDays": 3 })).await;
    until("the VOD's end", async || vods(&mira, &channel).await.is_empty().then_some(())).await;
    until("an empty storage", async || stored().is_empty().then_some(())).await;
    let left = mira.get(&format!("/api/streams/{stream}")).await.json();
    assert_eq!(
        (&left["status"], &left["vodUrl"], &left["isArchived"]),
        (&json!("ARCHIVED"), &json!(null), &json!(false))
    );
}
