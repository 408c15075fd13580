//! Real encoders publish, finish, are taken over, and go on.

use std::time::Duration;

use media::ingest::{Gone, IngestSettings};
use testkit::{Encoder, Program};

use crate::server::{PATIENCE, Server, admission};

async fn publishes_and_finishes(program: Program) {
    let mut server = Server::start(IngestSettings::default()).await;
    let mut encoder = Encoder::new(program, server.url("key-a")).start();
    let publisher = server.playable("a").await;
    assert!(server.publishers.connected("a"));
    let (_, said) = encoder.stop(PATIENCE).await;
    assert_eq!(server.gone(publisher, "a").await, Gone::Finished, "{said}");
    assert!(!server.publishers.connected("a"));
}

#[tokio::test]
async fn ffmpeg_publishes() {
    publishes_and_finishes(Program::Ffmpeg).await;
}

#[tokio::test]
async fn rtmp2sink_publishes() {
    publishes_and_finishes(Program::Rtmp2Sink).await;
}

#[tokio::test]
async fn rtmpsink_publishes() {
    publishes_and_finishes(Program::RtmpSink).await;
}

#[tokio::test]
async fn times_beyond_24_bits_and_frames_beyond_one_chunk_are_read() {
    let mut server = Server::start(IngestSettings::default()).await;
    // 20 000 s is over 2^24 ms; a picture of noise in high quality fills several chunks of 64 KiB.
    let late = ["-output_ts_offset", "20000", "-qp", "5", "-vf", "noise=alls=100:allf=t"];
    let mut encoder = Encoder::ffmpeg(server.url("key-a")).size(640, 360).b_frames(2).extra(late).seconds(4).start();
    let publisher = server.playable("a").await;
    let (status, said) = encoder.exit(PATIENCE).await;
    assert!(status.success(), "{said}");
    assert_eq!(server.gone(publisher, "a").await, Gone::Finished);
}

#[tokio::test]
async fn a_killed_encoder_is_disconnected_and_comes_back() {
    let mut server = Server::start(IngestSettings::default()).await;
    let mut encoder = Encoder::ffmpeg(server.url("key-a")).start();
    let first = server.playable("a").await;
    encoder.kill().await;
    assert_eq!(server.gone(first, "a").await, Gone::Disconnected);
    let _again = Encoder::ffmpeg(server.url("key-a")).size(640, 360).start();
    assert_ne!(server.playable("a").await, first);
}

#[tokio::test]
async fn a_second_encoder_takes_over_and_the_first_is_told() {
    let mut server = Server::start(IngestSettings::default()).await;
    let mut old = Encoder::ffmpeg(server.url("key-a")).start();
    let first = server.playable("a").await;
    let mut new = Encoder::ffmpeg(server.url("key-a")).start();
    assert_eq!(server.gone(first, "a").await, Gone::TakenOver);
    assert_ne!(server.playable("a").await, first);
    let (status, said) = old.exit(PATIENCE).await;
    assert!(!status.success() && said.contains("Another encoder has begun"), "{said}");
    assert!(new.running() && server.publishers.connected("a"));
}

#[tokio::test]
async fn a_frozen_encoder_ends_by_idling_and_its_key_works_at_once() {
    let mut server = Server::start(IngestSettings { idle: Duration::from_secs(2), ..IngestSettings::default() }).await;
    let encoder = Encoder::ffmpeg(server.url("key-a")).start();
    let first = server.playable("a").await;
    encoder.freeze().await;
    assert_eq!(server.gone(first, "a").await, Gone::IdleTimeout);
    let _again = Encoder::ffmpeg(server.url("key-a")).start();
    assert_ne!(server.playable("a").await, first);
}

#[tokio::test]
async fn a_retargeted_encoder_goes_on_under_another_stream() {
    let mut server = Server::start(IngestSettings::default()).await;
    let mut encoder = Encoder::ffmpeg(server.url("key-a")).start();
    let publisher = server.playable("a").await;
    server.origin.end("a");
    assert!(server.publishers.retarget("a", admission("b")));
    assert_eq!(server.playable("b").await, publisher);
    assert!(server.publishers.connected("b") && !server.publishers.connected("a"));
    assert!(!server.publishers.retarget("a", admission("c")));
    encoder.stop(PATIENCE).await;
    assert_eq!(server.gone(publisher, "b").await, Gone::Finished);
}

#[tokio::test]
async fn a_cut_encoder_shows_why() {
    let mut server = Server::start(IngestSettings::default()).await;
    let mut encoder = Encoder::ffmpeg(server.url("key-a")).start();
    let publisher = server.playable("a").await;
    server.publishers.cut("a");
    assert_eq!(server.gone(publisher, "a").await, Gone::Cut);
    let (_, said) = encoder.exit(PATIENCE).await;
    assert!(said.contains("stopped on the server"), "{said}");
}

#[tokio::test]
async fn a_panic_ends_one_connection_only() {
    let mut server = Server::start(IngestSettings::default()).await;
    let mut good = Encoder::ffmpeg(server.url("key-a")).start();
    server.playable("a").await;
    server.log.expects_error("a publisher's task failed");
    let _bad = Encoder::ffmpeg(server.url("key-panics")).start();
    let publisher = server.playable("panics").await;
    assert_eq!(server.gone(publisher, "panics").await, Gone::Disconnected);
    assert!(good.running() && server.publishers.connected("a") && !server.publishers.connected("panics"));
}

#[tokio::test]
async fn shutdown_ends_publishers_as_disconnected() {
    let mut server = Server::start(IngestSettings::default()).await;
    let _encoder = Encoder::ffmpeg(server.url("key-a")).start();
    let publisher = server.playable("a").await;
    server.shutdown.cancel();
    assert_eq!(server.gone(publisher, "a").await, Gone::Disconnected);
    tokio::time::timeout(PATIENCE, server.task).await.unwrap().unwrap();
}
