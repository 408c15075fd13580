//! Peers that are slow on purpose are disconnected in time, and other clients are not affected.

use crate::test_app::{TestApp, status, until};
use serde_json::json;
use std::net::SocketAddr;
use std::time::Duration;
use testkit::{PATIENCE, exchange};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::{Instant, timeout};

/// Number of concurrent attackers. `cargo xtask bench media slow` uses two thousand.
const CROWD: usize = 300;

async fn crowd(address: SocketAddr, opening: &[u8]) -> Vec<TcpStream> {
    let mut crowd = Vec::new();
    for _ in 0..CROWD {
        let mut peer = TcpStream::connect(address).await.unwrap();
        peer.write_all(opening).await.unwrap();
        crowd.push(peer);
    }
    crowd
}

/// Waits until the server has closed all of them; returns how long that took since `begin`.
async fn all_closed(crowd: Vec<TcpStream>, begin: Instant) -> Duration {
    for mut peer in crowd {
        // A reset counts as closed.
        let _ = timeout(PATIENCE, peer.read_to_end(&mut Vec::new())).await.expect("a slow peer was not closed");
    }
    begin.elapsed()
}

#[tokio::test]
async fn slow_headers_and_slow_handshakes_are_closed_while_a_stream_is_watched() {
    let app = TestApp::open().await;
    let (mira, channel) = app.creator("mira").await;
    let mut room = mira.in_room(&channel.slug).await;
    let _encoder = app.encoder(&channel);
    let stream = status(&mut room, "LIVE", false).await["streamId"].as_str().unwrap().to_owned();

    let begin = Instant::now();
    let headers = crowd(app.server.http(), b"GET / HTTP/1.1\r\nhost: here\r\nx-slow: ").await;
    let handshakes = crowd(app.server.rtmp(), &[3; 100]).await;
    // Other clients are still served, and the encoder's picture goes on.
    let newest = async || {
        let index = mira.get(&format!("/hls/{stream}/source/index.m3u8")).await.text();
        index.lines().filter_map(|line| line.strip_suffix(".m4s")?.parse::<u64>().ok()).max()
    };
    let first = until("a segment", newest).await;
    until("the next segment", async || newest().await.filter(|newest| *newest > first)).await;
    assert_eq!(mira.get("/api/auth/user").await.status, 200);

    let handshakes = all_closed(handshakes, begin).await;
    let headers = all_closed(headers, begin).await;
    // The limits are 5 s and 10 s; the rest is for busy machines.
    assert!(handshakes < Duration::from_secs(15) && headers < Duration::from_secs(25), "{handshakes:?}, {headers:?}");
    assert_eq!(mira.get("/api/auth/user").await.status, 200);
}

#[tokio::test]
async fn a_viewer_who_asks_for_media_and_stops_reading_is_cut() {
    let app = TestApp::with(&[("AETHEX_LOG", "debug")]).await;
    let (mira, channel) = app.creator("mira").await;
    let mut room = mira.in_room(&channel.slug).await;
    let _encoder = app.encoder(&channel);
    let stream = status(&mut room, "LIVE", false).await["streamId"].as_str().unwrap().to_owned();
    let index = format!("/hls/{stream}/source/index.m3u8");
    let (path, size) = until("a segment", async || {
        let index = mira.get(&index).await.text();
        let file =
            index.lines().rfind(|line| line.strip_suffix(".m4s").is_some_and(|msn| msn.parse::<u64>().is_ok()))?;
        let path = format!("/hls/{stream}/source/{file}");
        let answer = mira.get(&path).await;
        // Segments before the encoder's first are listed as gaps and cannot be read.
        (answer.status == 200).then_some((path, answer.body.len()))
    })
    .await;

    // Requests for more than all buffers on the way can hold.
    let times = 16 * 1024 * 1024 / size + 1;
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(16 * 1024).unwrap();
    let mut reader = socket.connect(app.server.http()).await.unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nhost: here\r\n\r\n");
    // The server reads no more requests than it can answer.
    let (mut receiving, mut sending) = reader.split();
    let asking = async {
        for _ in 0..times {
            sending.write_all(request.as_bytes()).await?;
        }
        std::io::Result::Ok(())
    };
    let cut = until("the server to cut the reader", async || {
        app.server.log().contains("a reader that was too slow was cut").then_some(())
    });
    tokio::select! {
        () = cut => {}
        _ = async { let _ = asking.await; std::future::pending::<()>().await } => {}
    }
    let mut received = Vec::new();
    let _ = timeout(PATIENCE, receiving.read_to_end(&mut received)).await.expect("the connection is closed");
    assert!(received.len() < times * size, "everything was sent to a reader who took nothing");
    assert_eq!(mira.get(&index).await.status, 200, "everybody else is served");
}

/// A hanging connection looks like a half-open one: no data arrives, and neither side closes it.
#[tokio::test]
async fn a_half_open_encoder_is_taken_over_at_once_by_its_own_key() {
    let app = TestApp::open().await;
    let (mira, channel) = app.creator("mira").await;
    let mut room = mira.in_room(&channel.slug).await;
    let mut hanging = app.encoder(&channel);
    let stream = status(&mut room, "LIVE", false).await["streamId"].as_str().unwrap().to_owned();
    let index = async || mira.get(&format!("/hls/{stream}/source/index.m3u8")).await.text();
    hanging.freeze().await;
    let mut second = app.encoder(&channel);
    until("the second encoder's picture", async || index().await.contains("#EXT-X-DISCONTINUITY\n").then_some(()))
        .await;
    // When the first encoder runs again, it finds its connection closed, and the second goes on.
    hanging.thaw().await;
    hanging.exit(PATIENCE).await;
    let stream_now = mira.get(&format!("/api/streams/{stream}")).await.json();
    assert_eq!((&stream_now["status"], &stream_now["reconnecting"]), (&json!("LIVE"), &json!(false)));
    assert!(second.running());

    // Without another encoder that takes over, the connection times out.
    second.freeze().await;
    assert_eq!(status(&mut room, "LIVE", true).await["streamId"], stream);
}

#[tokio::test]
async fn a_request_without_a_path_or_without_one_host_is_refused() {
    let app = TestApp::open().await;
    for (request, expected) in [
        ("GET a:1 HTTP/1.1\r\nhost: x\r\n", 400),
        ("HEAD a:1 HTTP/1.1\r\nhost: x\r\n", 400),
        ("CONNECT a:1 HTTP/1.1\r\nhost: x\r\n", 400),
        ("GET /healthz HTTP/1.1\r\n", 400),
        ("GET /healthz HTTP/1.1\r\nhost: x\r\nhost: y\r\n", 400),
        ("GET /healthz HTTP/1.0\r\n", 200),
        ("GET http://x/healthz HTTP/1.1\r\nhost: x\r\n", 200),
        ("GET /vod/00000000-0000-0000-0000-000000000000/source/%ff HTTP/1.1\r\nhost: x\r\n", 404),
    ] {
        // The server's log must hold no panic, which the test app checks.
        let request = format!("{request}connection: close\r\n\r\n");
        assert_eq!(exchange(app.server.http(), request.as_bytes()).await.status, expected, "{request}");
    }
}
