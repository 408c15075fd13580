//! Refused encoders get the reason.

use std::time::{Duration, Instant};

use media::ingest::{IngestSettings, PublishRequest, PublisherId};
use testkit::{Encoder, Program, RtmpPeer};

use crate::server::{PATIENCE, REASON, Server};

#[tokio::test]
async fn a_wrong_key_shows_its_reason_in_ffmpeg() {
    let mut server = Server::start(IngestSettings::default()).await;
    let mut encoder = Encoder::ffmpeg(server.url("wrong")).start();
    let (status, said) = encoder.exit(PATIENCE).await;
    assert!(!status.success() && said.contains(REASON), "{said}");
    assert!(server.quiet());
}

#[tokio::test]
async fn a_wrong_key_ends_gstreamer_encoders() {
    let server = Server::start(IngestSettings::default()).await;
    for program in [Program::Rtmp2Sink, Program::RtmpSink] {
        let (status, said) = Encoder::new(program, server.url("wrong")).start().exit(PATIENCE).await;
        assert!(!status.success(), "{said}");
    }
}

#[tokio::test]
async fn a_wrong_application_shows_its_reason_in_ffmpeg() {
    let server = Server::start(IngestSettings::default()).await;
    let mut encoder = Encoder::ffmpeg(server.url("key-a").replace("/live/", "/elsewhere/")).start();
    let (_, said) = encoder.exit(PATIENCE).await;
    assert!(said.contains("the server's address ends in /live"), "{said}");
}

#[tokio::test]
async fn refusals_carry_their_codes_and_close_within_moments() {
    let server =
        Server::start(IngestSettings { authorize: Duration::from_millis(50), ..IngestSettings::default() }).await;
    for (key, code) in [
        ("wrong", "NetStream.Publish.BadName"),
        ("", "NetStream.Publish.BadName"),
        ("busy", "NetStream.Publish.Failed"),
        ("hang", "NetStream.Publish.Failed"),
    ] {
        let mut peer = RtmpPeer::connect(server.address).await;
        let begin = Instant::now();
        peer.call_publish(key).await;
        peer.hear(code).await;
        peer.closed().await;
        assert!(begin.elapsed() < PATIENCE / 3, "{key}");
    }
}

#[tokio::test]
async fn play_is_refused() {
    let server = Server::start(IngestSettings::default()).await;
    let mut peer = RtmpPeer::connect(server.address).await;
    peer.call_connect("live").await;
    peer.call("play", 0.0, &[media::rtmp::amf::Value::Null, media::rtmp::amf::Value::text("a")]).await;
    peer.hear("NetStream.Play.Failed").await;
    peer.closed().await;
}

#[tokio::test]
async fn the_key_is_in_no_log() {
    let log = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let writer = Log(std::sync::Arc::clone(&log));
    let subscriber =
        tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(move || writer.clone()).finish();
    let guard = tracing::subscriber::set_default(subscriber);
    let server = Server::start(IngestSettings::default()).await;
    for key in ["wrong-secret", "key-secret"] {
        let mut peer = RtmpPeer::connect(server.address).await;
        peer.call_publish(key).await;
        peer.hear("NetStream.Publish").await;
        peer.call("publish", 9.0, &[media::rtmp::amf::Value::Null, media::rtmp::amf::Value::text(key)]).await;
        peer.closed().await;
    }
    drop(guard);
    let log = String::from_utf8(log.lock().unwrap().clone()).unwrap();
    assert!(log.contains("label-secret") && log.contains("publisher refused"), "{log}");
    assert!(!log.contains("wrong-secret") && !log.contains("key-secret"), "{log}");
    let peer = server.address;
    let request = PublishRequest { key: "key-secret".into(), peer, publisher: PublisherId(1) };
    assert!(!format!("{request:?}").contains("secret"));
}

#[derive(Clone)]
struct Log(std::sync::Arc<std::sync::Mutex<Vec<u8>>>);

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
