//! Whatever becomes of the transcoder: the source goes on.

use crate::encoder::usual;
use crate::stage::{ID, Stage, rungs, signal, transcoder, transcoders, until};
use media::ladder::Settings;
use std::time::Duration;

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_transcoder_comes_back_and_its_viewers_keep_their_playlist() {
    let mut stage = Stage::new(rungs("144p,96p"));
    stage.endless(usual(8), 8);
    stage.lists(&["source", "144p", "96p"]).await;
    let source = stage.record("source");
    stage.viewer("96p");
    let killed = transcoder(None).await;
    stage.goes_on("96p").await;
    signal(killed, "KILL");
    assert_ne!(transcoder(Some(killed)).await, killed);
    assert_eq!(stage.get("96p/index.m3u8").await.status, 200);
    stage.goes_on("96p").await;
    stage.goes_on("144p").await;
    assert_eq!(stage.listed().await, ["source", "144p", "96p"]);
    stage.origin.end(ID);
    let source = source.await.unwrap();
    assert!(source.iter().skip(1).all(|part| !part.discontinuity && !part.skipped));
    assert!(source.windows(2).all(|pair| pair[0].start + pair[0].duration == pair[1].start), "the source has no hole");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_starved_transcoder_loses_its_tallest_rung_then_pauses_then_comes_back() {
    let (lag, patience, back_off) = (Duration::from_secs(2), Duration::from_secs(1), Duration::from_secs(2));
    let mut stage = Stage::new(Settings { lag, patience, back_off, ..rungs("144p,96p") });
    stage.endless(usual(8), 8);
    stage.lists(&["source", "144p", "96p"]).await;
    stage.viewer("96p");
    let first = transcoder(None).await;
    stage.goes_on("96p").await;
    signal(first, "STOP");
    stage.lists(&["source", "96p"]).await;
    let second = transcoder(Some(first)).await;
    until("the starved one to be gone", async || !transcoders().contains(&first)).await;
    signal(second, "STOP");
    stage.lists(&["source"]).await;
    stage.goes_on("source").await;
    // The pause is over.
    until("the ladder to be back", async || stage.listed().await.len() > 1).await;
    transcoder(Some(second)).await;
    stage.goes_on("96p").await;
    stage.goes_on("source").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transcoder_that_always_fails_is_given_up() {
    let program = "/bin/false".into();
    let retry = Duration::from_millis(20);
    let mut stage = Stage::new(Settings { program, retry, ..rungs("96p") });
    stage.endless(usual(8), 8);
    stage.lists(&["source", "96p"]).await;
    stage.viewer("96p");
    stage.lists(&["source"]).await;
    assert_eq!(stage.get("96p/index.m3u8").await.status, 404);
    stage.goes_on("source").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ladder_that_panics_starts_again_after_a_pause() {
    // No clock has a moment so far away: the first failure of its transcoder is the ladder's own end.
    let (program, retry, back_off) = ("/bin/false".into(), Duration::MAX, Duration::from_secs(2));
    let mut stage = Stage::new(Settings { program, retry, back_off, ..rungs("96p") });
    stage.endless(usual(8), 8);
    stage.lists(&["source", "96p"]).await;
    stage.viewer("96p");
    stage.lists(&["source"]).await;
    stage.lists(&["source", "96p"]).await;
    stage.goes_on("source").await;
}
