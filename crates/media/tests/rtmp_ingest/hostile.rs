//! Junk, slow and greedy peers are closed within their limits while real publishers go on.

use std::time::Duration;

use media::ingest::IngestSettings;
use media::rtmp::amf::Value;
use media::rtmp::chunk::{self, kind};
use testkit::{Encoder, RtmpPeer};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::server::{PATIENCE, Server};

/// Reads until the server closes.
async fn closed(socket: &mut TcpStream) {
    let mut sink = Vec::new();
    // A reset counts as closed.
    let _ = timeout(PATIENCE, socket.read_to_end(&mut sink)).await.unwrap();
}

#[tokio::test]
async fn junk_and_slow_peers_are_closed_while_a_publisher_goes_on() {
    let (handshake, publish) = (Duration::from_millis(500), Duration::from_millis(800));
    let mut server = Server::start(IngestSettings { handshake, publish, ..IngestSettings::default() }).await;
    // A real encoder may need longer than these limits on a busy machine, but not once it is connected.
    let mut encoder = Encoder::ffmpeg(server.url("key-a")).start();
    server.playable("a").await;
    let openings: [&[u8]; 5] = [b"", b"GET / HTTP/1.1\r\n\r\n", &[3], &[3; 1000], &[3; 5000]];
    let mut peers = Vec::new();
    for index in 0..60 {
        let mut socket = TcpStream::connect(server.address).await.unwrap();
        socket.write_all(openings[index % openings.len()]).await.unwrap();
        peers.push(socket);
    }
    let mut silent = RtmpPeer::connect(server.address).await;
    silent.call_connect("live").await;
    for socket in &mut peers {
        closed(socket).await;
    }
    silent.closed().await;
    assert!(encoder.running() && server.publishers.connected("a"));
    assert!(server.quiet() && server.publishers.count() == 1);
}

#[tokio::test]
async fn waiting_peers_make_room_for_publishers() {
    let mut server = Server::start(IngestSettings { connections: 10, ..IngestSettings::default() }).await;
    let mut peers = Vec::new();
    for _ in 0..40 {
        peers.push(TcpStream::connect(server.address).await.unwrap());
    }
    let _encoder = Encoder::ffmpeg(server.url("key-a")).start();
    server.playable("a").await;
    closed(&mut peers[0]).await;
}

#[tokio::test]
async fn one_address_holds_so_many_connections() {
    let server =
        Server::start(IngestSettings { per_address: 2, count_loopback: true, ..IngestSettings::default() }).await;
    let _one = RtmpPeer::connect(server.address).await;
    let two = RtmpPeer::connect(server.address).await;
    closed(&mut TcpStream::connect(server.address).await.unwrap()).await;
    drop(two);
    // The place is free once the server has noticed.
    loop {
        let mut socket = TcpStream::connect(server.address).await.unwrap();
        let sent = socket.write_all(&[&[3][..], &[9; 1536]].concat()).await;
        if sent.is_ok() && socket.read(&mut [0; 1]).await.is_ok_and(|length| length == 1) {
            break;
        }
    }
}

#[tokio::test]
async fn oversize_and_deeply_nested_messages_end_the_connection() {
    let server = Server::start(IngestSettings::default()).await;
    let mut large = RtmpPeer::connect(server.address).await;
    let mut bytes = bytes::BytesMut::new();
    chunk::write(&mut bytes, 3, kind::COMMAND_AMF0, 0, &[0; 70_000], 128);
    // The server hangs up in the middle of it.
    let _ = large.socket.write_all(&bytes).await;
    large.closed().await;

    let mut deep = RtmpPeer::connect(server.address).await;
    let nested = (0..20).fold(Value::Null, |inner, _| Value::Array(vec![inner]));
    deep.call("connect", 1.0, &[nested]).await;
    deep.closed().await;
}
