//! The download of an account's data: a file that opens, or one that visibly broke off.

use crate::storage::{Mood, Storage};
use crate::test_app::{Person, TestApp, assert_problem, until};
use crate::vods::{ended, played};
use serde_json::Value;
use testkit::{HttpAnswer, exchange, unzip};
use uuid::Uuid;

const ADDRESS: &str = "/api/users/me/export";

/// The answer over HTTP/1.0, whose bodies are not in chunks.
pub async fn download(app: &TestApp, person: &Person) -> HttpAnswer {
    let head = format!("GET {ADDRESS} HTTP/1.0\r\ncookie: {}\r\naccept-encoding: gzip, br", person.cookie().unwrap());
    exchange(app.server.http(), format!("{head}\r\n\r\n").as_bytes()).await
}

#[tokio::test]
async fn the_file_opens_and_its_recordings_play() {
    let app = TestApp::open().await;
    let (mira, channel) = app.creator("mira").await;
    let (stream, playlist) = ended(&app, &mira, &channel).await;
    let answer = download(&app, &mira).await;
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/zip")), "{}", answer.text());
    assert_eq!((answer.header("cache-control"), answer.header("content-encoding")), (Some("no-store"), None));
    let disposition = answer.header("content-disposition").unwrap();
    assert!(disposition.starts_with("attachment; filename=\"aethex-mira-20"), "{disposition}");
    assert!(disposition.ends_with(".zip\""), "{disposition}");

    let files = unzip(&answer.body).await.unwrap();
    let account: Value = serde_json::from_slice(&files["account.json"]).unwrap();
    assert_eq!(account["id"], mira.id.to_string());
    let (name, recording) = files.iter().find(|(name, _)| name.ends_with(".mp4")).unwrap();
    assert!(name.starts_with("recordings/20") && name.ends_with(&format!(" {stream}.mp4")), "{name}");
    let file = app.server.data().join("recording.mp4");
    std::fs::write(&file, recording).unwrap();
    let (complaints, seconds) = played(file.to_str().unwrap()).await;
    assert_eq!(complaints, "");
    assert!((seconds - playlist.seconds).abs() < 1.0, "{seconds} s played of {} s", playlist.seconds);

    // Asking for the headers alone, or going away, is soon over.
    assert_eq!(mira.request("HEAD", ADDRESS).send().await.status, 200);
    until("the next download", async || Some(download(&app, &mira).await).filter(|answer| answer.status == 200)).await;
    assert_problem(&app.server.client().get(ADDRESS).await, 401, "signin_required");
}

#[tokio::test]
async fn a_file_that_cannot_be_completed_breaks_off() {
    let storage = Storage::open().await;
    let settings = storage.settings();
    let app = TestApp::with(&settings.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>()).await;
    let (mira, channel) = app.creator("mira").await;
    let stream = Uuid::now_v7();
    let insert = "with ended as (
                      insert into stream (id, channel_id, title, status, started_at, ended_at, duration)
                      values ($1, $2, 'Yesterday', 'ARCHIVED', now() - interval '1 hour', now(), 3600) returning id)
                  insert into archive (stream_id, state, folder) select id, 'ready', null from ended";
    sqlx::query(insert).bind(stream).bind(channel.id).execute(&app.database.pool).await.unwrap();
    let playlist = "#EXTM3U\n#EXT-X-MAP:URI=\"init.0.mp4\"\n#EXTINF:2,\n0.m4s\n#EXTINF:2,\n1.m4s\n#EXT-X-ENDLIST\n";
    for (file, content) in [("index.m3u8", playlist), ("init.0.mp4", "init,"), ("0.m4s", "one,"), ("1.m4s", "two")] {
        storage.put(&format!("streams/{stream}/source/{file}"), content.as_bytes());
    }
    storage.becomes(Mood::Without("/1.m4s".into()));
    let broken = mira.get(ADDRESS).await;
    assert_eq!((broken.status, broken.header("transfer-encoding")), (200, Some("chunked")));
    assert!(!broken.body.ends_with(b"\r\n0\r\n\r\n"), "no last chunk");

    storage.becomes(Mood::Working);
    let whole = mira.get(ADDRESS).await;
    assert!(whole.status == 200 && whole.body.ends_with(b"\r\n0\r\n\r\n"), "{}", whole.text());
    let files = unzip(&download(&app, &mira).await.body).await.unwrap();
    let (_, recording) = files.iter().find(|(name, _)| name.ends_with(".mp4")).unwrap();
    assert_eq!(recording, b"init,one,two");
}
