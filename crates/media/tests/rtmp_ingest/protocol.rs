//! Corners of the protocol that encoders differ in.

use media::ingest::{Event, Gone, IngestSettings};
use media::rtmp::amf::Value;
use media::rtmp::chunk::kind;
use testkit::RtmpPeer;

use crate::server::Server;

async fn publishing(server: &Server, key: &str) -> RtmpPeer {
    let mut peer = RtmpPeer::connect(server.address).await;
    peer.call_publish(key).await;
    peer.hear("NetStream.Publish.Start").await;
    peer
}

#[tokio::test]
async fn commands_of_encoders_are_answered() {
    let server = Server::start(IngestSettings::default()).await;
    let mut peer = RtmpPeer::connect(server.address).await;
    peer.call_connect("live").await;
    for name in ["releaseStream", "_checkbw", "getStreamLength", "FCPublish", "createStream", "someNovelty"] {
        peer.call(name, 8.0, &[Value::Null, Value::text("key-a")]).await;
        peer.hear("_result\0@\x20").await; // the transaction's number, 8, begins with these bytes
    }
}

#[tokio::test]
async fn bytes_are_acknowledged_by_the_windows_size() {
    let server = Server::start(IngestSettings::default()).await;
    let mut peer = publishing(&server, "key-a").await;
    peer.send(2, kind::WINDOW_ACK_SIZE, &10_000_u32.to_be_bytes()).await;
    peer.send(4, kind::AUDIO, &[0xaf; 12_000]).await;
    loop {
        let message = peer.next().await.unwrap_or_else(|| panic!("closed"));
        if message.kind == kind::ACKNOWLEDGEMENT {
            let count = u32::from_be_bytes(message.payload[..4].try_into().unwrap());
            assert!((10_000..30_000).contains(&count), "{count}");
            break;
        }
    }
}

#[tokio::test]
async fn unpublish_keeps_the_connection_and_makes_its_end_a_proper_one() {
    let mut server = Server::start(IngestSettings::default()).await;
    let mut peer = publishing(&server, "key-a").await;
    peer.call("FCUnpublish", 6.0, &[Value::Null, Value::text("key-a")]).await;
    peer.hear("onFCUnpublish").await;
    peer.call("getStreamLength", 8.0, &[Value::Null]).await;
    peer.hear("_result").await;
    drop(peer);
    assert!(matches!(server.event().await.2, Event::Gone { reason: Gone::Finished }));
}

#[tokio::test]
async fn delete_stream_ends_it_and_the_connection_is_drained() {
    let mut server = Server::start(IngestSettings::default()).await;
    let mut peer = publishing(&server, "key-a").await;
    peer.call("deleteStream", 7.0, &[Value::Null, Value::Number(1.0)]).await;
    peer.hear("NetStream.Unpublish.Success").await;
    assert!(matches!(server.event().await.2, Event::Gone { reason: Gone::Finished }));
    peer.send(4, kind::AUDIO, &[0; 100_000]).await;
}

#[tokio::test]
async fn a_second_publish_breaks_the_protocol() {
    let mut server = Server::start(IngestSettings::default()).await;
    let mut peer = publishing(&server, "key-a").await;
    peer.call("publish", 6.0, &[Value::Null, Value::text("key-b")]).await;
    assert!(matches!(server.event().await.2, Event::Gone { reason: Gone::Protocol(_) }));
    peer.closed().await;
}

#[tokio::test]
async fn an_unsupported_codec_is_named_to_the_encoder() {
    let mut server = Server::start(IngestSettings::default()).await;
    let mut peer = publishing(&server, "key-a").await;
    // Codec 4 is On2 VP6 (FLV 10.1, E.4.3.1).
    peer.send(6, kind::VIDEO, &[0x14, 0, 0, 0, 0, 0]).await;
    peer.hear("VP6 is not supported. Choose H.264").await;
    assert!(matches!(server.event().await.2, Event::Gone { reason: Gone::Media(_) }));
}
