//! Rungs are made for those who ask for them, and for nobody else.

use crate::encoder::{aac, encode, sound, usual};
use crate::stage::{Stage, rungs, transcoder, transcoders, until};
use media::ladder::Settings;
use std::time::Duration;

#[tokio::test(flavor = "multi_thread")]
async fn the_transcoder_runs_while_somebody_asks_for_a_rung() {
    let mut stage = Stage::new(Settings { idle: Duration::from_secs(2), ..rungs("96p") });
    stage.endless(usual(8), 8);
    stage.lists(&["source", "96p"]).await;
    assert_eq!(stage.get("source/index.m3u8").await.status, 200);
    assert!(transcoders().is_empty());
    // A request waits for what it asks for; on a busy machine not always long enough.
    until("the rung to be made", async || stage.get("96p/index.m3u8").await.status == 200).await;
    let first = transcoder(None).await;
    until("the transcoder to stop", async || transcoders().is_empty()).await;
    stage.lists(&["source", "96p"]).await;
    until("the rung to be made again", async || stage.get("96p/index.m3u8").await.status == 200).await;
    assert_ne!(transcoder(None).await, first);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_no_picture_has_no_ladder() {
    let mut stage = Stage::new(rungs("96p"));
    stage.encoder(Duration::ZERO, encode(&[sound(8), aac()]), 8);
    stage.sent().await;
    assert_eq!(stage.listed().await, ["source"]);
    assert_eq!(stage.get("96p/index.m3u8").await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_ffmpeg_nothing_is_offered() {
    let mut stage = Stage::new(Settings { program: "/nowhere/ffmpeg".into(), ..rungs("96p") });
    stage.encoder(Duration::ZERO, usual(4), 8);
    stage.sent().await;
    assert_eq!(stage.listed().await, ["source"]);
    assert!(stage.ladder.is_finished());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_that_has_been_on_air_for_weeks_keeps_its_ladder() {
    // The clock of the transcoder's FLV wraps at 2^31 ms, 24.9 days.
    let age = Duration::from_millis(1 << 31) - Duration::from_secs(4);
    let mut stage = Stage::new(Settings { patience: Duration::from_secs(1), ..rungs("96p") });
    stage.encoder(age, usual(12), 1);
    stage.lists(&["source", "96p"]).await;
    stage.viewer("96p");
    let rung = stage.record("96p");
    stage.sent().await;
    assert_eq!(stage.listed().await, ["source", "96p"]);
    stage.end().await;
    let last = rung.await.unwrap().pop().unwrap();
    assert!(last.start > (1 << 31) * 90, "it went on after the wrap: {}", last.start);
}
