//! Junk, slow and greedy peers are closed within their limits while real publishers go on.

use std::time::Duration;

use media::ingest::{Gone, IngestSettings};
use media::message::{Kind, Message};
use media::rtmp::amf::Value;
use media::rtmp::chunk::{self, kind};
use testkit::{Encoder, RtmpPeer, until};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::encoder::{aac, args, encode, h264, sound};
use crate::server::{PATIENCE, Server};
use crate::tolerance::{chunks, csid_of, publishing};

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
    until("a place", async || {
        let mut socket = TcpStream::connect(server.address).await.unwrap();
        socket.write_all(&[&[3][..], &[9; 1536]].concat()).await.map_err(|error| error.to_string())?;
        match socket.read(&mut [0; 1]).await {
            Ok(1) => Ok(()),
            read => Err(format!("{read:?} instead of an answer")),
        }
    })
    .await;
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

#[tokio::test]
async fn an_encoder_that_changes_its_configuration_again_and_again_is_sent_away_with_the_reason() {
    let sizes = ["160x90", "320x180"].map(|size| {
        let sent = encode(&[args(&format!("-f lavfi -t 1 -i testsrc2=s={size}:r=30")), sound(1), h264(30), aac()]);
        let mut video = sent.into_iter().filter(|message| message.kind == Kind::Video);
        [video.next().unwrap(), video.next().unwrap()]
    });
    let mut server = Server::start(IngestSettings { idle: PATIENCE, ..IngestSettings::default() }).await;
    let mut peer = publishing(&server).await;
    for number in 0..200u32 {
        for message in sizes[number as usize % 2].clone() {
            let message = Message { timestamp: number * 40, ..message };
            peer.socket.write_all(&chunks(csid_of(&message), &message)).await.unwrap();
        }
    }
    let publisher = server.playable("a").await;
    let status = peer.hear("NetStream.Publish.Failed").await;
    let said = String::from_utf8_lossy(&status.payload).into_owned();
    assert!(said.contains("again and again") && said.contains("Restart it"), "{said}");
    drop(peer);
    let Gone::Media(reason) = server.gone(publisher, "a").await else { panic!("another reason") };
    assert!(said.contains(&reason), "{reason}");
}
