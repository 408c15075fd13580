//! The RTMP protocol, from the first byte to the media.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use media::hls::{HlsSettings, Origin};
use media::rtmp::aggregate;
use media::rtmp::amf::{self, Value};
use media::rtmp::chunk::Reader;
use media::rtmp::command::Command;
use media::rtmp::handshake::Handshake;
use media::rtmp::{Input, MAX_COMMAND, MAX_MESSAGE, RtmpSession};

/// The bytes as a network might deliver them: in pieces, with a size that depends only on the number of bytes.
fn pieces(data: &[u8]) -> std::slice::Chunks<'_, u8> {
    const SIZES: [usize; 6] = [1, 7, 128, 1536, 4096, 1 << 20];
    data.chunks(SIZES[data.len() % SIZES.len()])
}

/// The client's side of a handshake, and more.
pub fn handshake(data: &[u8]) {
    let (mut handshake, mut input, mut output) = (Handshake::default(), BytesMut::new(), BytesMut::new());
    for piece in pieces(data) {
        input.extend_from_slice(piece);
        match handshake.advance(&mut input, &mut output) {
            Ok(false) => assert!(input.len() <= 1537, "{} bytes wait", input.len()),
            Ok(true) | Err(_) => break,
        }
    }
    assert!(output.is_empty() || output.len() == 1 + 2 * 1536);
}

/// Chunks after the handshake.
pub fn chunks(data: &[u8]) {
    for limit in [MAX_COMMAND, MAX_MESSAGE] {
        let (mut reader, mut input) = (Reader::new(limit), BytesMut::new());
        let (mut messages, mut bytes) = (0, 0);
        'connection: for piece in pieces(data) {
            input.extend_from_slice(piece);
            loop {
                match reader.next(&mut input) {
                    Ok(Some(message)) => (messages, bytes) = (messages + 1, bytes + message.payload.len()),
                    Ok(None) => break,
                    Err(_) => break 'connection,
                }
            }
            assert!(input.len() < 18, "more than a cut header is left behind");
        }
        assert!(messages <= data.len() && bytes <= data.len(), "{messages} messages, {bytes} bytes");
    }
}

/// An aggregate message.
pub fn aggregate(data: &[u8]) {
    let messages = aggregate::split(7, Bytes::copy_from_slice(data));
    assert!(messages.first().is_none_or(|first| first.timestamp == 7 || data[0] != 8 && data[0] != 9));
    let taken: usize = messages.iter().map(|message| 11 + message.payload.len()).sum();
    assert!(taken <= data.len(), "{taken} bytes of {}", data.len());
}

/// AMF0 values: a command, or metadata.
pub fn amf0(data: &[u8]) {
    fn count(value: &Value) -> usize {
        match value {
            Value::Object(properties) => 1 + properties.iter().map(|(_, value)| count(value)).sum::<usize>(),
            Value::Array(values) => 1 + values.iter().map(count).sum::<usize>(),
            _ => 1,
        }
    }
    let _ = Command::decode(data);
    let Ok(values) = amf::decode(data) else { return };
    assert!(values.iter().map(count).sum::<usize>() <= 4096);
    let encode = |values: &[Value]| {
        let mut bytes = Vec::new();
        values.iter().for_each(|value| value.encode(&mut bytes));
        bytes
    };
    let encoded = encode(&values);
    // Broken text becomes three bytes for one.
    assert!(encoded.len() <= 3 * data.len() + 4096);
    // Compared as bytes, because NaN is not equal to itself. Broken text may make a name too long to be written again.
    if data.len() < 20_000 {
        assert_eq!(encode(&amf::decode(&encoded).unwrap()), encoded);
    }
}

/// A whole connection of an encoder that is allowed everything.
pub fn session(data: &[u8]) {
    let origin = Origin::new(HlsSettings::default());
    let (mut session, mut input, mut writer) = (RtmpSession::new(), BytesMut::new(), None);
    let (mut said, mut carried) = (0, 0);
    'connection: for piece in pieces(data) {
        input.extend_from_slice(piece);
        loop {
            match session.next(&mut input) {
                Ok(Some(Input::Publish { key })) => {
                    assert!((1..=256).contains(&key.len()) && writer.is_none());
                    session.accept();
                    writer = Some(origin.open("stream", Duration::ZERO));
                }
                Ok(Some(Input::Media(message))) => {
                    carried += message.payload.len();
                    let _ = writer.as_mut().expect("media comes after publish").push(message);
                }
                Ok(Some(Input::Finishing)) => {}
                Ok(None) => break,
                Ok(Some(Input::Finished | Input::Refused(_))) | Err(_) => break 'connection,
            }
        }
        assert!(input.len() <= 1537, "{} bytes wait", input.len());
        said += session.output().len();
        session.output().clear();
    }
    assert!(carried <= data.len(), "{carried} bytes of media from {}", data.len());
    assert!(said <= 8192 + 32 * data.len(), "{said} bytes of answers to {}", data.len());
}
