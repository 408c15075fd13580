//! What encoders really send, though the specification does not say so, or only its newest version does.

use media::ingest::{Gone, IngestSettings};
use media::message::{Kind, Message};
use media::rtmp::amf::{self, Value};
use media::rtmp::chunk::kind;
use media::rtmp::command;
use testkit::{RtmpPeer, rtmp_peer, until};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::timeout;

use crate::encoder::{aac, args, encode, h264, sound};
use crate::enhanced::{self, Form};
use crate::server::{PATIENCE, Server};

/// The encoder's chunk size in these tests, unless it changes it.
const CHUNK: usize = 128;
const VIDEO: u8 = 6;
const AUDIO: u8 = 4;

fn small(seconds: u32) -> Vec<String> {
    args(&format!("-f lavfi -t {seconds} -i testsrc2=s=160x90:r=30"))
}

fn stream() -> Vec<Message> {
    encode(&[small(2), sound(2), h264(30), aac()])
}

/// A message as a chunk of type 0 and what more it needs of type 3.
pub fn chunks(csid: u8, message: &Message) -> Vec<u8> {
    rtmp_peer::chunks(CHUNK, csid, message)
}

pub fn csid_of(message: &Message) -> u8 {
    if message.kind == Kind::Video { VIDEO } else { AUDIO }
}

pub async fn publishing(server: &Server) -> RtmpPeer {
    let mut peer = RtmpPeer::connect(server.address).await;
    peer.call_publish("key-a").await;
    peer.hear("NetStream.Publish.Start").await;
    peer
}

async fn send_all(peer: &mut RtmpPeer, messages: &[Message]) {
    for message in messages {
        peer.socket.write_all(&chunks(csid_of(message), message)).await.unwrap();
    }
}

async fn finishes(server: &mut Server, mut peer: RtmpPeer) {
    let publisher = server.playable("a").await;
    peer.call("deleteStream", 7.0, &[Value::Null, Value::Number(1.0)]).await;
    assert_eq!(server.gone(publisher, "a").await, Gone::Finished);
}

/// The properties that `connect` is answered with.
async fn answered(server: &Server, offered: &[(&str, Value)]) -> Value {
    let mut peer = RtmpPeer::connect(server.address).await;
    let mut object = vec![("app".to_owned(), Value::text("live"))];
    object.extend(offered.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
    peer.call("connect", 1.0, &[Value::Object(object)]).await;
    let message = peer.hear("_result").await;
    amf::decode(&message.payload).unwrap().swap_remove(2)
}

/// Media are made while the connection is open, which takes its time on a busy machine.
fn patient() -> IngestSettings {
    IngestSettings { idle: PATIENCE, ..IngestSettings::default() }
}

#[tokio::test]
async fn enhanced_encoders_are_told_which_codecs_are_carried() {
    let server = Server::start(patient()).await;
    let plain = answered(&server, &[]).await;
    for name in ["fourCcList", "videoFourCcInfoMap", "audioFourCcInfoMap", "capsEx"] {
        assert_eq!(plain.get(name), None, "who does not ask is answered as ever");
    }
    let list = Value::Array(vec![Value::text("hvc1")]);
    let first = answered(&server, &[("fourCcList", list)]).await;
    let codes = ["avc1", "hvc1", "av01", "mp4a", "Opus"];
    assert_eq!(first.get("fourCcList"), Some(&Value::Array(codes.map(Value::text).to_vec())));
    assert_eq!(first.get("capsEx"), None);
    let second = answered(&server, &[("capsEx", Value::Number(15.0))]).await;
    assert_eq!(second.get("capsEx"), Some(&Value::Number(4.0)), "extensions, but one track only");
    for (map, code) in [("videoFourCcInfoMap", "av01"), ("audioFourCcInfoMap", "Opus")] {
        assert_eq!(second.get(map).and_then(|map| map.get(code)), Some(&Value::Number(4.0)));
    }
}

#[tokio::test]
async fn hevc_with_opus_and_av1_publish() {
    let hevc = args("-c:v libx265 -preset ultrafast -x265-params log-level=none:keyint=30:bframes=0 -c:a libopus");
    let av1 = args("-c:v libaom-av1 -usage realtime -cpu-used 8 -g 30 -c:a libopus");
    for (encoder, form, codec) in [(hevc, Form::Extended, "hvc1.1.6.L30.90"), (av1, Form::Enhanced, "av01.0.00M.08")] {
        let mut server = Server::start(patient()).await;
        let mut peer = publishing(&server).await;
        send_all(&mut peer, &enhanced::encode(&[small(2), sound(2), encoder], form)).await;
        let publisher = server.playable("a").await;
        let master = server.origin.respond("a", "master.m3u8", None, false, media::hls::Access::Public).await;
        let master = String::from_utf8(master.body.to_vec()).unwrap();
        assert!(master.contains(&format!("CODECS=\"{codec},Opus\"")), "{master}");
        peer.call("deleteStream", 7.0, &[Value::Null, Value::Number(1.0)]).await;
        assert_eq!(server.gone(publisher, "a").await, Gone::Finished);
    }
}

#[tokio::test]
async fn what_is_not_carried_is_refused_with_what_to_use_instead() {
    for (csid, kind, payload, sentence) in [
        (
            VIDEO,
            kind::VIDEO,
            &b"\x90vp09"[..],
            "VP9 is not supported. Choose H.264 as the video encoder (OBS: Settings ",
        ),
        (AUDIO, kind::AUDIO, b"\x90fLaC", "FLAC is not supported. Choose AAC as the audio encoder (OBS: Settings "),
        (AUDIO, kind::AUDIO, b"\x2f\xff\xfb", "MP3 is not supported. Choose AAC as the audio encoder (OBS: Settings "),
        (AUDIO, kind::AUDIO, b"\x3f\0\0", "PCM is not supported. Choose AAC as the audio encoder (OBS: Settings "),
        (AUDIO, kind::AUDIO, b"\xb2\0\0", "Speex is not supported. Choose AAC as the audio encoder (OBS: Settings "),
    ] {
        let mut server = Server::start(patient()).await;
        let mut peer = publishing(&server).await;
        peer.send(csid, kind, payload).await;
        peer.hear(sentence).await;
        let (_, _, event) = server.event().await;
        let media::ingest::Event::Gone { reason: Gone::Media(told) } = event else { panic!("{event:?}") };
        assert!(told.starts_with(sentence), "{told}");
    }
}

/// OBS with everything in *Server*, apps that append a query, a slash that was pasted along.
#[tokio::test]
async fn one_key_is_found_wherever_encoders_put_it() {
    let mut server = Server::start(patient()).await;
    let sent = stream();
    for (app, name) in [
        ("live", "key-a?clientConfigId=5d6c&x=/y"),
        ("live", "key-a/"),
        ("live", " key-a\n"),
        ("live/", "/key-a/?q"),
        ("live?x=y", "key-a"),
        ("live/key-a", ""),
        ("live/key-a/", "/"),
        ("live/key-a?clientConfigId=5d6c", ""),
        ("live/wrong", "key-a"),
    ] {
        let mut peer = RtmpPeer::connect(server.address).await;
        peer.call_connect(app).await;
        peer.call("createStream", 2.0, &[Value::Null]).await;
        peer.call("publish", 3.0, &[Value::Null, Value::text(name), Value::text("live")]).await;
        peer.hear("NetStream.Publish.Start").await;
        send_all(&mut peer, &sent).await;
        let publisher = server.playable("a").await;
        peer.call("deleteStream", 7.0, &[Value::Null, Value::Number(1.0)]).await;
        assert_eq!(server.gone(publisher, "a").await, Gone::Finished, "{app} {name}");
        assert!(server.decoded("a").await >= 60, "{app} {name}");
    }
    for (app, name, said) in [
        ("live", "?key-a", "The stream key is missing"),
        ("live", "", "The stream key is missing"),
        ("live//", "/?x", "The stream key is missing"),
        ("live/other/key-a", "", "There is no such stream key"),
        ("lively/key-a", "", "ends in /live"),
        ("/", "key-a", "ends in /live"),
    ] {
        let mut peer = RtmpPeer::connect(server.address).await;
        peer.call_connect(app).await;
        peer.call("publish", 3.0, &[Value::Null, Value::text(name), Value::text("live")]).await;
        peer.hear(said).await;
        peer.closed().await;
    }
}

/// Any size up to 0x7fffffff is legal (section 5.4.1).
#[tokio::test]
async fn chunks_may_be_as_large_as_the_encoder_likes() {
    let sent = stream();
    for size in [1_u32, 0x1_0001, 0x00ff_ffff, 0x7fff_ffff] {
        let mut server = Server::start(patient()).await;
        let mut peer = publishing(&server).await;
        peer.send(2, kind::SET_CHUNK_SIZE, &size.to_be_bytes()).await;
        for message in &sent {
            let bytes = rtmp_peer::chunks(size as usize, csid_of(message), message);
            peer.socket.write_all(&bytes).await.unwrap();
        }
        let publisher = server.playable("a").await;
        // All but what is in the last part, which is still open.
        until(&format!("45 pictures in chunks of {size}"), async || {
            let decoded = server.decoded("a").await;
            (decoded >= 45).then_some(()).ok_or(decoded)
        })
        .await;
        drop(peer);
        assert_eq!(server.gone(publisher, "a").await, Gone::Disconnected, "{size}");
    }
}

/// What bounds memory is the length of a message, whatever the size of chunks.
#[tokio::test]
async fn a_large_chunk_size_lets_no_large_message_in_before_the_key() {
    let server = Server::start(patient()).await;
    for size in [0x7fff_ffff_u32, 0xffff_ffff, 0] {
        let mut peer = RtmpPeer::connect(server.address).await;
        peer.send(2, kind::SET_CHUNK_SIZE, &size.to_be_bytes()).await;
        // A command of 16 MiB.
        peer.socket.write_all(&[3, 0, 0, 0, 0xff, 0xff, 0xff, kind::COMMAND_AMF0, 0, 0, 0, 0]).await.unwrap();
        peer.closed().await;
    }
}

#[tokio::test]
async fn media_after_fcunpublish_is_still_taken() {
    let mut server = Server::start(patient()).await;
    let mut peer = publishing(&server).await;
    peer.call("FCUnpublish", 6.0, &[Value::Null, Value::text("key-a")]).await;
    peer.hear("onFCUnpublish").await;
    send_all(&mut peer, &stream()).await;
    finishes(&mut server, peer).await;
}

/// librtmp does: its first chunk on a chunk stream has no message stream, and a delta instead of a time.
#[tokio::test]
async fn a_chunk_stream_may_begin_with_type_1() {
    let mut server = Server::start(patient()).await;
    let mut peer = publishing(&server).await;
    let mut last = [None; 64];
    for message in stream() {
        let csid = csid_of(&message);
        let before = last[usize::from(csid)].replace(message.timestamp).unwrap_or(0);
        let delta = Message { timestamp: message.timestamp - before, ..message };
        let mut bytes = chunks(csid, &delta);
        // Type 1 leaves out the four bytes of the message stream.
        bytes[0] |= 0x40;
        bytes.drain(8..12);
        peer.socket.write_all(&bytes).await.unwrap();
    }
    finishes(&mut server, peer).await;
}

#[tokio::test]
async fn control_and_commands_on_chunk_stream_2_come_between_the_chunks_of_a_frame() {
    let mut server = Server::start(patient()).await;
    let mut peer = publishing(&server).await;
    for message in stream() {
        let bytes = chunks(csid_of(&message), &message);
        let (first, rest) = bytes.split_at(bytes.len().min(12 + CHUNK));
        peer.socket.write_all(first).await.unwrap();
        // Chunk size, to what it is already; a ping's answer; and a command.
        peer.send(2, kind::SET_CHUNK_SIZE, &(CHUNK as u32).to_be_bytes()).await;
        peer.send(2, kind::USER_CONTROL, &[0, 7, 0, 0, 0, 1]).await;
        let check = command::encode("_checkbw", 0.0, &[Value::Null]);
        peer.send(2, kind::COMMAND_AMF0, &check).await;
        peer.socket.write_all(rest).await.unwrap();
    }
    finishes(&mut server, peer).await;
}

#[tokio::test]
async fn media_in_aggregates_is_taken() {
    let mut server = Server::start(patient()).await;
    let mut peer = publishing(&server).await;
    for group in stream().chunks(7) {
        // Times within an aggregate count from any begin; only their distances matter.
        let begin = group[0].timestamp;
        let mut body = Vec::new();
        for message in group {
            let (length, time) = (message.payload.len() as u32, message.timestamp.wrapping_sub(begin) + 0x0100_0000);
            let [t3, t2, t1, t0] = time.to_be_bytes();
            body.push(rtmp_peer::kind_of(message));
            body.extend(&length.to_be_bytes()[1..]);
            body.extend([t2, t1, t0, t3, 0, 0, 0]);
            body.extend(&message.payload);
            body.extend((length + 11).to_be_bytes());
        }
        let aggregate = Message { kind: Kind::Video, timestamp: begin, payload: body.into() };
        let mut bytes = chunks(5, &aggregate);
        bytes[7] = kind::AGGREGATE;
        peer.socket.write_all(&bytes).await.unwrap();
    }
    finishes(&mut server, peer).await;
}

#[tokio::test]
async fn after_delete_stream_what_still_comes_is_read_to_its_end() {
    let mut server = Server::start(patient()).await;
    let mut peer = publishing(&server).await;
    send_all(&mut peer, &stream()).await;
    let publisher = server.playable("a").await;
    peer.call("deleteStream", 7.0, &[Value::Null, Value::Number(1.0)]).await;
    assert_eq!(server.gone(publisher, "a").await, Gone::Finished);
    // More than the sockets' buffers hold: unread, it would be met by a reset.
    for _ in 0..200 {
        peer.socket.write_all(&[0xaf; 100_000]).await.unwrap();
    }
    peer.socket.shutdown().await.unwrap();
    let mut rest = Vec::new();
    timeout(PATIENCE, peer.socket.read_to_end(&mut rest)).await.unwrap().unwrap();
    let told = b"NetStream.Unpublish.Success";
    assert!(rest.windows(told.len()).any(|window| window == told));
}
