//! A publisher's measured health, from outside.

use media::health::Report;
use media::ingest::{Gone, IngestSettings};
use testkit::{Encoder, until};

use crate::server::{Server, admission};

/// The stream's report once it looks back on so many seconds.
async fn measured(server: &Server, stream: &str, seconds: usize) -> Report {
    until(&format!("{seconds} measured seconds of {stream}"), async || match server.publishers.health(stream) {
        Some(report) if report.samples.len() >= seconds => Ok(report),
        other => Err(other),
    })
    .await
}

#[tokio::test]
async fn health_goes_along_with_a_retarget_and_begins_anew_with_a_connection() {
    let mut server = Server::start(IngestSettings::default()).await;
    let mut encoder = Encoder::ffmpeg(server.url("key-a")).start();
    let publisher = server.playable("a").await;
    let before = measured(&server, "a", 2).await;
    assert!(before.video_frames > 0 && before.audio_frames > 0 && before.video_bitrate > 0, "{before:?}");
    assert!(before.announced.encoder.as_deref().is_some_and(|name| name.starts_with("Lavf")), "{before:?}");

    server.origin.end("a");
    assert!(server.publishers.retarget("a", admission("b")));
    assert_eq!(server.publishers.health("a"), None);
    let after = measured(&server, "b", before.samples.len() + 1).await;
    assert_eq!(after.samples[..2], before.samples[..2]);
    assert_eq!(server.playable("b").await, publisher);

    encoder.kill().await;
    assert_eq!(server.gone(publisher, "b").await, Gone::Disconnected);
    assert_eq!(server.publishers.health("b"), None);
    let _again = Encoder::ffmpeg(server.url("key-b")).start();
    server.playable("b").await;
    let anew = measured(&server, "b", 1).await;
    assert!(anew.samples[0].at > after.samples[after.samples.len() - 1].at, "{anew:?}");
}
