//! A socket whose client has gone without a word, as a laptop that was closed: it answers no ping.

use crate::test_app::{TestApp, in_room};
use serde_json::{Value, json};
use testkit::{PATIENCE, Socket};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout, timeout_at};
use uuid::Uuid;

/// A frame of the server: its opcode and what it holds (RFC 6455, section 5.2).
async fn frame(stream: &mut TcpStream) -> std::io::Result<(u8, Vec<u8>)> {
    let mut head = [0; 2];
    stream.read_exact(&mut head).await?;
    let length = match head[1] {
        126 => usize::from(stream.read_u16().await?),
        127 => usize::try_from(stream.read_u64().await?).unwrap(),
        short => usize::from(short),
    };
    let mut payload = vec![0; length];
    stream.read_exact(&mut payload).await?;
    Ok((head[0] & 0xf, payload))
}

/// Reads up to the close frame; returns how many pings came before it, and what it holds.
async fn closed(stream: &mut TcpStream) -> (usize, Vec<u8>) {
    let (deadline, mut pings, mut last) = (Instant::now() + PATIENCE, 0, None);
    loop {
        let Ok(read) = timeout_at(deadline, frame(stream)).await else {
            panic!("waited {PATIENCE:?} for the close frame; {pings} pings; the last frame: {last:?}")
        };
        match read.expect("the close frame comes before the end") {
            (PING, _) => pings += 1,
            (CLOSE, payload) => return (pings, payload),
            (kind, payload) => {
                assert_eq!(kind, TEXT);
                last = Some(String::from_utf8_lossy(&payload).into_owned());
            }
        }
    }
}

/// Reads until the room tells that this account joined or left.
async fn told(socket: &mut Socket, kind: &str, account: Uuid) {
    let account = account.to_string();
    let is_it = |event: &Value| {
        let id = if kind == "chat:user-joined" { &event["user"]["id"] } else { &event["userId"] };
        (event["type"] == kind && *id == account.as_str()).then_some(())
    };
    socket.find(&format!("{kind} of {account}"), is_it).await;
}

const TEXT: u8 = 1;
const CLOSE: u8 = 8;
const PING: u8 = 9;

#[tokio::test]
async fn a_socket_that_answers_no_ping_is_closed_and_one_that_only_answers_stays() {
    let app = TestApp::open().await;
    let (mira, channel) = app.creator("mira").await;
    let mut room = mira.in_room(&channel.slug).await;
    let jonas = app.person("jonas").await;
    let mut silent = TcpStream::connect(app.server.http()).await.unwrap();
    let (address, cookie) = (app.server.http(), jonas.cookie().unwrap());
    let upgrade = format!(
        "GET /ws HTTP/1.1\r\nhost: {address}\r\norigin: http://{address}\r\ncookie: {cookie}\r\nconnection: upgrade\r\n\
         upgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
    );
    silent.write_all(upgrade.as_bytes()).await.unwrap();
    let mut head = Vec::new();
    let answer = timeout(PATIENCE, async {
        while !head.ends_with(b"\r\n\r\n") {
            head.push(silent.read_u8().await.unwrap());
        }
    });
    assert!(answer.await.is_ok(), "no whole answer, but: {}", String::from_utf8_lossy(&head));
    assert!(head.starts_with(b"HTTP/1.1 101 "), "{}", String::from_utf8_lossy(&head));
    let join = json!({ "type": "chat:join", "channel": channel.slug }).to_string();
    // A text frame with a mask of zeros, which leaves the text as it is.
    let length = u8::try_from(join.len()).unwrap();
    silent.write_all(&[&[0x80 | TEXT, 0x80 | length, 0, 0, 0, 0], join.as_bytes()].concat()).await.unwrap();
    told(&mut room, "chat:user-joined", jonas.id).await;
    // Not read any more from here on, so it would answer no ping either.
    drop(room);

    // Another one that says nothing either, but whose client answers pings, as each WebSocket library does for its user.
    let mut answering = in_room(&app.server.client(), &channel.slug).await;
    let ((pings, payload), ()) = tokio::join!(closed(&mut silent), told(&mut answering, "chat:user-left", jonas.id));
    assert_eq!(u16::from_be_bytes([payload[0], payload[1]]), 1013, "it may come back: {payload:?}");
    assert!(String::from_utf8_lossy(&payload[2..]).contains("Nothing was heard from you"), "{payload:?}");
    assert!((2..=4).contains(&pings), "more than one chance to answer, and not many: {pings}");
    // The room has let the silent one go, and the other is served.
    let mut writer = mira.in_room(&channel.slug).await;
    writer.send(json!({ "type": "chat:send", "content": "is anybody here?" })).await;
    assert_eq!(answering.event("chat:message").await["message"]["content"], "is anybody here?");
}
