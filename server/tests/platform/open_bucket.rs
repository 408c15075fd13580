//! A bucket that browsers may read without this server: open videos are read there, and a private one's media cannot be found in it.

use crate::storage::Storage;
use crate::test_app::{Channel, Person, TestApp, until};
use crate::vods::{Playlist, on_air, recorded, vods};
use media::hls::playlist::MediaPlaylist;
use serde_json::json;
use testkit::Client;
use uuid::Uuid;

const PUBLIC_URL: &str = "https://media.example";

/// Streams briefly and waits for the VOD.
async fn made(app: &TestApp, mira: &Person, channel: &Channel) -> Uuid {
    let (stream, mut encoder) = on_air(app, channel).await;
    let running = recorded(&app.server.client(), stream, 2).await;
    assert!(!running.text.contains(PUBLIC_URL), "who may watch is decided anew when it ends: {}", running.text);
    encoder.kill().await;
    assert_eq!(mira.post(&format!("/api/streams/{stream}/end"), json!({})).await.status, 200);
    until("a VOD", async || {
        let own = vods(mira, channel).await;
        own.iter().any(|vod| vod["id"] == stream.to_string() && vod["isArchived"] == true).then_some(())
    })
    .await;
    stream
}

/// The files of its playlist, all of them served by this server; no answer reveals where they are stored.
async fn served_here(storage: &Storage, owner: &Client, stream: Uuid) -> Vec<String> {
    let files = storage.files(&format!("streams/{stream}"));
    let folder = files.iter().find(|file| file.ends_with("master.m3u8")).and_then(|file| file.parent()).unwrap();
    let folder = folder.file_name().unwrap().to_str().unwrap();
    for address in ["source/index.m3u8", "master.m3u8"].map(|name| format!("/vod/{stream}/{name}")) {
        let answer = owner.get(&address).await;
        assert_eq!(answer.status, 200, "{address}");
        assert!(!answer.text().contains(PUBLIC_URL) && !answer.text().contains(folder), "{}", answer.text());
    }
    let shown = owner.get(&format!("/api/streams/{stream}")).await.text();
    assert!(!shown.contains(folder), "{shown}");
    let playlist = Playlist::read(owner, stream).await.unwrap();
    let files: Vec<String> = playlist.maps.into_iter().map(|(_, map)| map).chain(playlist.segments).collect();
    for file in &files {
        assert_eq!(owner.get(file).await.status, 200, "{file}");
    }
    files
}

#[tokio::test]
async fn an_open_bucket_serves_open_videos_and_hides_private_ones() {
    let storage = Storage::open().await;
    let settings = storage.settings();
    let mut settings: Vec<(&str, &str)> = settings.iter().map(|(name, value)| (*name, value.as_str())).collect();
    settings.push(("AETHEX_S3_PUBLIC_URL", PUBLIC_URL));
    let app = TestApp::with(&settings).await;
    let ((mira, channel), nobody) = (app.creator("mira").await, app.server.client());

    let public = made(&app, &mira, &channel).await;
    let text = nobody.get(&format!("/vod/{public}/source/index.m3u8")).await.text();
    let list = MediaPlaylist::parse(&text).unwrap();
    let addresses: Vec<String> = list.segments.into_iter().flat_map(|segment| [segment.map, segment.uri]).collect();
    assert!(addresses.len() >= 3, "{text}");
    for address in addresses {
        let key = address.strip_prefix(PUBLIC_URL).and_then(|path| path.strip_prefix('/')).unwrap();
        let (_, name) = key.rsplit_once('/').unwrap();
        let here = nobody.get(&format!("/vod/{public}/source/{name}")).await;
        assert!(storage.object(key).is_some_and(|there| there == here.body), "{address}");
    }

    // Private from the beginning: only this server knows where it is stored, and only its owner gets it.
    let change = json!({ "vodVisibility": "private" });
    assert_eq!(mira.put(&format!("/api/channels/{}", channel.slug), change).await.status, 200);
    let private = made(&app, &mira, &channel).await;
    for file in served_here(&storage, &mira, private).await {
        assert_eq!(nobody.get(&file).await.status, 404, "{file}");
        let guessed = file.replace("/vod/", "streams/");
        assert!(storage.object(&guessed).is_none(), "{guessed} can be guessed");
    }

    // Private from now on: answers no longer refer to the bucket.
    let change = json!({ "visibility": "private" });
    assert_eq!(mira.patch(&format!("/api/streams/{public}"), change).await.status, 200);
    for file in served_here(&storage, &mira, public).await {
        assert_eq!(nobody.get(&file).await.status, 404, "{file}");
    }
}
