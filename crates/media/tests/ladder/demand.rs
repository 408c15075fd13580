//! Rungs are made only while viewers request them.

use crate::encoder::{aac, encode, sound, usual};
use crate::test_ladder::{TestLadder, rungs, transcoder, transcoders, until};
use media::ladder::LadderSettings;
use std::time::Duration;

#[tokio::test(flavor = "multi_thread")]
async fn the_transcoder_runs_while_a_viewer_asks_for_a_rung() {
    let mut ladder = TestLadder::new(LadderSettings { idle: Duration::from_secs(2), ..rungs("96p") });
    ladder.endless(usual(8), 8);
    ladder.lists(&["source", "96p"]).await;
    assert_eq!(ladder.get("source/index.m3u8").await.status, 200);
    assert!(transcoders().is_empty());
    // A request waits for what it asks for; on a busy machine not always long enough.
    until("the rung to be made", async || ladder.get("96p/index.m3u8").await.status == 200).await;
    let first = transcoder(None).await;
    until("the transcoder to stop", async || transcoders().is_empty()).await;
    ladder.lists(&["source", "96p"]).await;
    until("the rung to be made again", async || ladder.get("96p/index.m3u8").await.status == 200).await;
    assert_ne!(transcoder(None).await, first);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_no_picture_has_no_ladder() {
    let mut ladder = TestLadder::new(rungs("96p"));
    ladder.encoder(Duration::ZERO, encode(&[sound(8), aac()]), 8);
    ladder.sent().await;
    assert_eq!(ladder.listed().await, ["source"]);
    assert_eq!(ladder.get("96p/index.m3u8").await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_ffmpeg_nothing_is_offered() {
    let mut ladder = TestLadder::new(LadderSettings { program: "/nowhere/ffmpeg".into(), ..rungs("96p") });
    ladder.encoder(Duration::ZERO, usual(4), 8);
    ladder.sent().await;
    assert_eq!(ladder.listed().await, ["source"]);
    assert!(ladder.ladder.is_finished());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_that_has_been_on_air_for_weeks_keeps_its_ladder() {
    // The clock of the transcoder's FLV wraps at 2^31 ms, 24.9 days.
    let age = Duration::from_millis(1 << 31) - Duration::from_secs(4);
    let mut ladder = TestLadder::new(LadderSettings { starve_limit: Duration::from_secs(1), ..rungs("96p") });
    ladder.encoder(age, usual(12), 1);
    ladder.lists(&["source", "96p"]).await;
    ladder.viewer("96p");
    let rung = ladder.record("96p");
    ladder.sent().await;
    assert_eq!(ladder.listed().await, ["source", "96p"]);
    ladder.end().await;
    let last = rung.await.unwrap().pop().unwrap();
    assert!(last.start > (1 << 31) * 90, "it went on after the wrap: {}", last.start);
}
