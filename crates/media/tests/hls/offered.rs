//! Renditions that are offered, and made only when a viewer requests them.

use crate::encoder::usual;
use crate::renditions::{RUNG, transcoded};
use crate::viewer::{Channel, ID};
use media::hls::{Access, OfferedRendition, Response};
use std::time::Duration;

fn offered(name: &str) -> OfferedRendition {
    let codecs = "avc1.64000C,mp4a.40.2".to_owned();
    OfferedRendition { name: name.into(), width: 160, height: 90, bandwidth: 300_000, codecs }
}

fn ask(channel: &Channel, path: &str) -> tokio::task::JoinHandle<Response> {
    let (origin, path) = (channel.origin.clone(), path.to_owned());
    tokio::spawn(async move { origin.respond(ID, &path, None, false, Access::Public).await })
}

async fn settle() {
    for _ in 0..20 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test(start_paused = true)]
async fn an_offered_rendition_is_listed_and_starts_when_a_viewer_asks() {
    let sent = usual(7);
    let child = transcoded(&sent, Duration::ZERO).await;
    let channel = Channel::fed(&sent).await;
    let origin = channel.origin.clone();
    origin.offer(ID, vec![offered("45p"), offered(RUNG), offered("Source"), offered("source"), offered("")]);
    let listed = channel.master().await;
    let names: Vec<&str> = listed.lines().filter(|line| line.ends_with("index.m3u8")).collect();
    assert_eq!(names, ["source/index.m3u8", "45p/index.m3u8", "90p/index.m3u8"]);
    let line = "#EXT-X-STREAM-INF:BANDWIDTH=300000,AVERAGE-BANDWIDTH=300000,CODECS=\"avc1.64000C,mp4a.40.2\",RESOLUTION=160x90,FRAME-RATE=30.000";
    assert!(listed.contains(line), "{listed}");

    let mut requests = origin.requests(ID).unwrap();
    assert_eq!((*requests.borrow_and_update(), origin.last_request(ID, RUNG)), (None, None));
    channel.ok("source/index.m3u8").await;
    assert!(!requests.has_changed().unwrap(), "the source is always there");
    let request = ask(&channel, "90p/index.m3u8");
    requests.changed().await.unwrap();
    assert!(origin.last_request(ID, RUNG).is_some() && origin.last_request(ID, "45p").is_none());
    settle().await;
    assert!(!request.is_finished(), "it waits");
    let mut writer = origin.open_rendition(ID, RUNG).unwrap();
    for message in &child {
        writer.push(message.clone()).unwrap();
    }
    let response = request.await.unwrap();
    assert_eq!(response.status, 200);
    let init = origin.respond(ID, "90p/init.mp4", None, false, Access::Public).await;
    assert_eq!((init.status, init.header("cache-control")), (200, Some("public, max-age=2")), "the newest, whichever");
    let measured = channel.master().await;
    assert!(
        measured.lines().count() == 8
            && !measured.contains(
                "CODECS=\"avc1.64000C,mp4a.40.2\",RESOLUTION=160x90,FRAME-RATE=30.000,CLOSED-CAPTIONS=NONE\n90p"
            )
    );
    assert!(
        measured.contains("RESOLUTION=160x90,FRAME-RATE=30.000,CLOSED-CAPTIONS=NONE\n90p/index.m3u8"),
        "{measured}"
    );
}

#[tokio::test(start_paused = true)]
async fn an_offered_rendition_that_does_not_come_is_404() {
    let channel = Channel::fed(&usual(5)).await;
    channel.origin.offer(ID, vec![offered(RUNG)]);
    for path in ["90p/index.m3u8", "90p/init.mp4"] {
        let before = tokio::time::Instant::now();
        let response = channel.get(path, None).await;
        assert_eq!((response.status, response.header("cache-control")), (404, Some("no-store")), "{path}");
        assert_eq!(before.elapsed().as_secs(), 12, "three target durations");
    }
    let request = ask(&channel, "90p/index.m3u8");
    settle().await;
    channel.origin.offer(ID, Vec::new());
    assert_eq!(request.await.unwrap().status, 404, "withdrawn");
    let mut requests = channel.origin.requests(ID).unwrap();
    requests.mark_unchanged();
    assert!(!channel.master().await.contains("90p"));
    let before = tokio::time::Instant::now();
    assert_eq!(channel.get("90p/index.m3u8", None).await.status, 404);
    assert_eq!(before.elapsed(), Duration::ZERO, "what is not offered is not waited for");
    assert!(!requests.has_changed().unwrap(), "nor told to who would start it");
}

#[tokio::test(start_paused = true)]
async fn what_can_only_be_refused_starts_no_rendition() {
    let channel = Channel::fed(&usual(5)).await;
    channel.origin.offer(ID, vec![offered(RUNG)]);
    let before = tokio::time::Instant::now();
    for (path, query, status) in [
        ("90p/index.m3u8", Some("_HLS_part=1"), 400),
        ("90p/index.m3u8", Some("_HLS_msn=one"), 400),
        ("90p/3.m4s", None, 404),
        ("90p/999.m4s", None, 404),
        ("90p/3.0.m4s", None, 404),
        ("90p/3.jpeg", None, 404),
    ] {
        assert_eq!(channel.get(path, query).await.status, status, "{path} {query:?}");
    }
    assert_eq!(before.elapsed(), Duration::ZERO, "nothing was waited for");
    assert_eq!(channel.origin.last_request(ID, RUNG), None, "nobody is told to start it");
}
