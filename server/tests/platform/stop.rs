//! A stop does not wait for clients that never finish.

use crate::test_app::{TestApp, in_room};
use crate::vods::{held_playlist, on_air};
use std::time::Duration;
use testkit::PATIENCE;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout};

/// Reads up to the end of an answer's headers, or of the connection.
async fn head(stream: &mut TcpStream) -> String {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        match timeout(PATIENCE, stream.read_u8()).await.expect("an answer") {
            Ok(byte) => head.push(byte),
            Err(_) => break,
        }
    }
    String::from_utf8_lossy(&head).into_owned()
}

/// What comes until the server closes; a reset counts as closed.
async fn rest(mut stream: TcpStream) -> String {
    let mut rest = Vec::new();
    let _ = timeout(PATIENCE, stream.read_to_end(&mut rest)).await.expect("the connection is closed");
    String::from_utf8_lossy(&rest).into_owned()
}

#[tokio::test]
async fn requests_that_never_end_hold_up_no_stop() {
    let mut app = TestApp::open().await;
    let (mira, channel) = app.creator("mira").await;
    let (stream, mut encoder) = on_air(&app, &channel).await;
    let open = async || TcpStream::connect(app.server.http()).await.unwrap();

    // A body that stops in the middle, a kept-alive connection that asks for nothing more, headers that stop, and a connection without a byte.
    let mut body = open().await;
    let request = "POST /api/auth/login HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nexpect: 100-continue\r\ncontent-length: 100\r\n\r\n";
    body.write_all(request.as_bytes()).await.unwrap();
    assert!(head(&mut body).await.starts_with("HTTP/1.1 100 "), "the handler waits for the body");
    body.write_all(b"{\"email\":").await.unwrap();
    let mut idle = open().await;
    idle.write_all(b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
    assert!(head(&mut idle).await.starts_with("HTTP/1.1 200 "));
    let mut headers = open().await;
    headers.write_all(b"GET /healthz HTTP/1.1\r\nhost: x\r\nx-slow: ").await.unwrap();
    let nothing = open().await;
    // A player that is held, a person in a room, and one whose client neither reads nor closes.
    let mut held = open().await;
    let address = held_playlist(&app.server.client(), stream).await;
    held.write_all(format!("GET {address} HTTP/1.1\r\nhost: x\r\n\r\n").as_bytes()).await.unwrap();
    let mut room = in_room(&mira, &channel.slug).await;
    let _deaf = mira.in_room(&channel.slug).await;

    let begin = Instant::now();
    app.server.terminate().await;
    assert_eq!(room.closed().await, Some(1012), "a restart, so the client comes back");
    let told = head(&mut held).await;
    assert!(told.starts_with("HTTP/1.1 503 ") && told.contains("retry-after: 2\r\n"), "{told}");
    assert_eq!(app.server.exit(PATIENCE).await.code(), Some(0));
    let took = begin.elapsed();
    // Without its own end to wait for, the request with the body would have been answered 408 after 20 seconds.
    assert_eq!(rest(body).await, "", "cut by the stop after {took:?}, not answered by its own time limit");
    assert_eq!(rest(idle).await, "ok\n", "no more than the rest of the answer that it had");
    assert_eq!([rest(headers).await, rest(nothing).await], [""; 2]);
    let log = app.server.log();
    assert!(log.contains("some answers did not finish in time"), "{log}");
    assert!(log.trim_end().ends_with("stopped"), "everything was closed in order: {log}");
    // The promise is 10 seconds; the rest is for busy machines.
    assert!(took < Duration::from_secs(18), "{took:?}");
    encoder.exit(PATIENCE).await;

    // It left nothing behind: the next start finds its ports free and the stream waiting for its encoder.
    app.server.start_again(&[]).await;
    let waiting = app.server.client().get(&format!("/api/streams/{stream}")).await.json();
    assert_eq!((&waiting["status"], &waiting["reconnecting"]), (&"LIVE".into(), &true.into()), "{waiting}");
}
