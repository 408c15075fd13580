//! The source goes on, whatever happens to the transcoder.

use crate::encoder::usual;
use crate::test_ladder::{ID, TestLadder, rungs, signal, transcoder, transcoders, until};
use media::ladder::LadderSettings;
use std::time::Duration;

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_transcoder_comes_back_and_its_viewers_keep_their_playlist() {
    let mut ladder = TestLadder::new(rungs("144p,96p"));
    ladder.endless(usual(8), 8);
    ladder.lists(&["source", "144p", "96p"]).await;
    let source = ladder.record("source");
    ladder.viewer("96p");
    let killed = transcoder(None).await;
    ladder.goes_on("96p").await;
    signal(killed, "KILL");
    assert_ne!(transcoder(Some(killed)).await, killed);
    assert_eq!(ladder.get("96p/index.m3u8").await.status, 200);
    ladder.goes_on("96p").await;
    ladder.goes_on("144p").await;
    assert_eq!(ladder.listed().await, ["source", "144p", "96p"]);
    ladder.origin.end(ID);
    let source = source.await.unwrap();
    assert!(source.iter().skip(1).all(|part| !part.discontinuity && !part.skipped));
    assert!(source.windows(2).all(|pair| pair[0].start + pair[0].duration == pair[1].start), "the source has no hole");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_starved_transcoder_loses_its_tallest_rung_then_pauses_then_comes_back() {
    let (lag, starve_limit, back_off) = (Duration::from_secs(2), Duration::from_secs(1), Duration::from_secs(2));
    let mut ladder = TestLadder::new(LadderSettings { lag, starve_limit, back_off, ..rungs("144p,96p") });
    ladder.endless(usual(8), 8);
    ladder.lists(&["source", "144p", "96p"]).await;
    ladder.viewer("96p");
    let first = transcoder(None).await;
    ladder.goes_on("96p").await;
    signal(first, "STOP");
    ladder.lists(&["source", "96p"]).await;
    let second = transcoder(Some(first)).await;
    until("the starved one to be gone", async || !transcoders().contains(&first)).await;
    signal(second, "STOP");
    ladder.lists(&["source"]).await;
    ladder.goes_on("source").await;
    // The pause is over.
    until("the ladder to be back", async || ladder.listed().await.len() > 1).await;
    transcoder(Some(second)).await;
    ladder.goes_on("96p").await;
    ladder.goes_on("source").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transcoder_that_always_fails_is_given_up() {
    let program = "/bin/false".into();
    let retry = Duration::from_millis(20);
    let mut ladder = TestLadder::new(LadderSettings { program, retry, ..rungs("96p") });
    ladder.endless(usual(8), 8);
    ladder.lists(&["source", "96p"]).await;
    ladder.viewer("96p");
    ladder.lists(&["source"]).await;
    assert_eq!(ladder.get("96p/index.m3u8").await.status, 404);
    ladder.goes_on("source").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ladder_that_panics_starts_again_after_a_pause() {
    // No clock has a moment so far away: the first failure of its transcoder is the ladder's own end.
    let (program, retry, back_off) = ("/bin/false".into(), Duration::MAX, Duration::from_secs(2));
    let mut ladder = TestLadder::new(LadderSettings { program, retry, back_off, ..rungs("96p") });
    ladder.log.expects_error("a ladder failed");
    ladder.endless(usual(8), 8);
    ladder.lists(&["source", "96p"]).await;
    ladder.viewer("96p");
    ladder.lists(&["source"]).await;
    ladder.lists(&["source", "96p"]).await;
    ladder.goes_on("source").await;
}
