//! `aethex demo`: a first look without an encoder or an account.

use crate::database::Database;
use crate::test_app::{in_room, until};
use serde_json::Value;
use std::process::Stdio;
use testkit::server::Folder;
use testkit::{Client, PATIENCE, Setup, process};
use tokio::process::Command;
use tokio::time::timeout;

/// Ids of a process's children that are ffmpeg: the demo's encoder, and what makes smaller renditions and previews of its picture.
async fn encoders(parent: u32) -> Vec<u32> {
    let found = Command::new("pgrep").args(["-P", &parent.to_string(), "-x", "ffmpeg"]).output().await.unwrap();
    String::from_utf8(found.stdout).unwrap().lines().map(|id| id.parse().unwrap()).collect()
}

/// Seconds of media after which ffmpeg stops to play a stream, and what it says meanwhile.
async fn watch(address: &str) -> (bool, String) {
    let arguments = ["-v", "error", "-nostdin", "-i", address, "-t", "2", "-f", "null", "-"];
    let played = timeout(PATIENCE, Command::new("ffmpeg").args(arguments).kill_on_drop(true).output()).await;
    let played = played.expect("two seconds are played").unwrap();
    (played.status.success(), String::from_utf8_lossy(&played.stderr).into_owned())
}

#[tokio::test]
async fn the_demo_shows_a_live_channel_with_chat_and_stops() {
    let database = Database::create().await;
    let folder = Folder::new();
    let setup = Setup::new(env!("CARGO_BIN_EXE_aethex"), &database.url).at_home(&folder);
    let mut command = setup.command(&folder);
    let mut child = command.arg("demo").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (mut said, _) = process::gather(child.stdout.take());
    let (log, _) = process::gather(child.stderr.take());
    let page = |said: &str| {
        let line = said.lines().find_map(|line| line.trim().strip_prefix("Demo channel"))?;
        said.ends_with('\n').then(|| line.trim().to_owned())
    };
    let found = timeout(PATIENCE, said.wait_for(|said| page(said).is_some())).await;
    assert!(found.is_ok_and(|found| found.is_ok()), "it did not start: {}", log.borrow().as_str());
    let greeting = said.borrow().clone();
    let page = page(&greeting).unwrap();
    let (host, path) = page.strip_prefix("http://").unwrap().split_once('/').unwrap();
    let visitor = Client::new(host.parse().unwrap());

    // What the greeting names is there, and on air for everybody.
    let shown = visitor.get(&format!("/{path}")).await;
    assert!(shown.status == 200 && shown.text().contains("Demo"), "{page}: {}", shown.status);
    let live = until("a live channel", async || {
        let list = visitor.get("/api/channels?live=true").await.json();
        list["items"].as_array()?.iter().find(|channel| channel["slug"] == "demo").cloned()
    })
    .await;
    assert_eq!(live["stream"]["status"], "LIVE", "{live}");
    let stream = live["stream"]["id"].as_str().unwrap();
    until("a picture", async || {
        let master = visitor.get(&format!("/hls/{stream}/master.m3u8")).await;
        (master.status == 200 && master.text().contains("RESOLUTION=1280x720")).then_some(())
    })
    .await;
    let (played, complaints) = watch(&format!("http://{host}/hls/{stream}/master.m3u8")).await;
    assert!(played && complaints.is_empty(), "{complaints}");

    // The chat moves by itself: two people at least, who are not the same.
    let mut room = in_room(&visitor, "demo").await;
    let first = room.event("chat:message").await["message"].clone();
    let by_another = |event: &Value| {
        let message = &event["message"];
        (event["type"] == "chat:message" && message["user"]["id"] != first["user"]["id"]).then(|| message.clone())
    };
    let second = room.find("a message of another person", by_another).await;
    assert!(second["seq"].as_i64() > first["seq"].as_i64(), "{first} {second}");

    let server = child.id().unwrap();
    let encoders = encoders(server).await;
    assert!(!encoders.is_empty(), "an encoder runs");
    process::signal(&child, "TERM").await;
    assert_eq!(room.closed().await, Some(1012));
    let ended = timeout(PATIENCE, child.wait()).await.expect("it stops").unwrap();
    assert_eq!(ended.code(), Some(0), "{}", log.borrow().as_str());
    // A process without a command line has ended, even if nothing has asked for its status yet.
    let runs = |id: &u32| std::fs::read(format!("/proc/{id}/cmdline")).is_ok_and(|line| !line.is_empty());
    until("the end of its encoders", async || (!encoders.iter().any(runs)).then_some(())).await;
    let log = log.borrow().clone();
    assert!(!log.contains("panicked") && !log.contains(" ERROR "), "{log}");
}
