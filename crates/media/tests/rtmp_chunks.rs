//! The chunk reader against bytes made by hand (RTMP 1.0, section 5.3).
#![expect(clippy::unwrap_used, reason = "a test")]

use bytes::BytesMut;
use media::rtmp::amf::Value;
use media::rtmp::chunk::{Raw, Reader};
use media::rtmp::{Error, Input, MAX_COMMAND, MAX_MESSAGE, RtmpSession, command};

/// A chunk: format and chunk stream, header fields after it, payload.
fn chunk(format: u8, csid: u8, header: &[u8], payload: &[u8]) -> Vec<u8> {
    [&[format << 6 | csid], header, payload].concat()
}

fn type0(csid: u8, time: u32, length: u32, kind: u8, payload: &[u8]) -> Vec<u8> {
    chunk(0, csid, &[&time.to_be_bytes()[1..], &length.to_be_bytes()[1..], &[kind], &[1, 0, 0, 0]].concat(), payload)
}

fn type1(csid: u8, delta: u32, length: u32, kind: u8, payload: &[u8]) -> Vec<u8> {
    chunk(1, csid, &[&delta.to_be_bytes()[1..], &length.to_be_bytes()[1..], &[kind]].concat(), payload)
}

/// All messages in `bytes`, fed in one piece and again byte by byte, which must give the same.
fn read(bytes: &[u8]) -> Result<Vec<Raw>, Error> {
    let feed = |step: usize| {
        let (mut reader, mut input, mut messages) = (Reader::new(MAX_MESSAGE), BytesMut::new(), Vec::new());
        for piece in bytes.chunks(step) {
            input.extend_from_slice(piece);
            while let Some(message) = reader.next(&mut input)? {
                messages.push(message);
            }
        }
        assert!(input.len() < 18, "only a cut header is left behind");
        Ok(messages)
    };
    let whole = feed(bytes.len().max(1));
    assert_eq!(whole, feed(1));
    whole
}

fn times(bytes: &[u8]) -> Vec<u32> {
    read(bytes).unwrap().iter().map(|message| message.timestamp).collect()
}

#[test]
fn interleaved_messages_come_out_whole() {
    let (video, audio) = ([7; 300], [8; 130]);
    let bytes = [
        type0(6, 40, 300, 9, &video[..128]),
        type0(4, 41, 130, 8, &audio[..128]),
        chunk(3, 6, &[], &video[128..256]),
        chunk(3, 4, &[], &audio[128..]),
        chunk(3, 6, &[], &video[256..]),
    ]
    .concat();
    let messages = read(&bytes).unwrap();
    assert_eq!((messages[0].kind, messages[0].timestamp, &messages[0].payload[..]), (8, 41, &audio[..]));
    assert_eq!((messages[1].kind, messages[1].timestamp, &messages[1].payload[..]), (9, 40, &video[..]));
    assert_eq!(messages.len(), 2);
}

#[test]
fn deltas_add_up_and_type_3_repeats_them() {
    let bytes = [
        type0(4, 1000, 1, 8, b"a"),
        type1(4, 20, 1, 8, b"b"),
        chunk(3, 4, &[], b"c"),
        chunk(2, 4, &[0, 0, 5], b"d"),
        chunk(3, 4, &[], b"e"),
    ]
    .concat();
    assert_eq!(times(&bytes), [1000, 1020, 1040, 1045, 1050]);
    // After type 0 the delta is that chunk's timestamp: ffmpeg and GStreamer both count on it.
    assert_eq!(times(&[type0(4, 23, 1, 8, b"a"), chunk(3, 4, &[], b"b")].concat()), [23, 46]);
}

#[test]
fn librtmp_begins_a_chunk_stream_with_type_1() {
    let messages = read(&type1(4, 33, 2, 9, b"ab")).unwrap();
    assert_eq!((messages[0].timestamp, messages[0].stream, &messages[0].payload[..]), (33, 0, &b"ab"[..]));
    assert!(matches!(read(&chunk(2, 4, &[0, 0, 5], b"")), Err(Error::Chunk(_))));
    assert!(matches!(read(&chunk(3, 4, &[], b"x")), Err(Error::Chunk(_))));
}

#[test]
fn extended_timestamps_are_repeated_on_type_3_or_left_out() {
    let time: u32 = 0x0102_0304;
    let extended = time.to_be_bytes();
    let first = type0(6, 0x00ff_ffff, 200, 9, &[&extended[..], &[1; 128]].concat());
    let repeated = [first.clone(), chunk(3, 6, &extended, &[2; 72])].concat();
    let left_out = [first, chunk(3, 6, &[], &[2; 72])].concat();
    for bytes in [repeated, left_out] {
        let next = type1(6, 40, 1, 9, b"n");
        let messages = read(&[bytes, next].concat()).unwrap();
        assert_eq!(messages[0].timestamp, time);
        assert_eq!(messages[0].payload[..], [vec![1; 128], vec![2; 72]].concat());
        assert_eq!(messages[1].timestamp, time + 40);
    }
}

#[test]
fn times_wrap() {
    let bytes = [type0(6, 0x00ff_ffff, 1, 9, &[255, 255, 255, 250, 1]), type1(6, 16, 1, 9, b"n")].concat();
    assert_eq!(times(&bytes), [u32::MAX - 5, 10]);
}

#[test]
fn chunk_stream_ids_of_two_and_three_bytes() {
    let header = [0, 0, 9, 0, 0, 1, 8, 1, 0, 0, 0];
    let two = [&[0, 6][..], &header, b"a"].concat(); // 64 + 6
    let same_in_three = [&[0xc1, 6, 0][..], b"b"].concat();
    let far = [&[1, 6, 1][..], &header, b"c"].concat();
    assert_eq!(times(&[two, same_in_three, far].concat()), [9, 18, 9]);
}

#[test]
fn chunk_size_changes_and_aborts_are_obeyed() {
    let bytes = [
        type0(6, 0, 300, 9, &[1; 128]),
        type0(2, 0, 4, 2, &[0, 0, 0, 6]),
        type0(2, 0, 4, 1, &[0, 0, 1, 44]), // 300
        type0(6, 7, 300, 9, &[2; 300]),
    ]
    .concat();
    let messages = read(&bytes).unwrap();
    assert_eq!(messages.len(), 1);
    assert_eq!((messages[0].timestamp, &messages[0].payload[..]), (7, &[2; 300][..]));
}

#[test]
fn limits_hold() {
    let limit = |bytes: &[u8]| matches!(read(bytes), Err(Error::Limit(_)));
    assert!(limit(&type0(6, 0, MAX_MESSAGE + 1, 9, b"")));
    assert!(limit(&type0(3, 0, MAX_COMMAND + 1, 20, b"")));
    for no_size in [[0, 0, 0, 0], [0x80, 0, 0, 0], [0xff; 4]] {
        assert!(matches!(read(&type0(2, 0, 4, 1, &no_size)), Err(Error::Chunk(_))), "{no_size:?}");
    }
    let many: Vec<u8> = (3..40).flat_map(|csid| type0(csid, 0, 1, 9, b"x")).collect();
    assert!(limit(&many));
    let unfinished: Vec<u8> = (3..8).flat_map(|csid| type0(csid, 0, MAX_MESSAGE, 9, &[0; 128])).collect();
    assert!(limit(&unfinished));
    let mut before_admission = Reader::new(MAX_COMMAND);
    let mut input = BytesMut::from(&type0(6, 0, MAX_COMMAND + 1, 9, b"")[..]);
    assert!(matches!(before_admission.next(&mut input), Err(Error::Limit(_))));
}

#[test]
fn a_message_within_a_message_is_refused() {
    let bytes = [type0(6, 0, 200, 9, &[1; 128]), type0(6, 0, 200, 9, &[1; 128])].concat();
    assert!(matches!(read(&bytes), Err(Error::Chunk(_))));
}

/// Bytes without sense, always the same.
fn noise() -> impl Iterator<Item = u8> {
    std::iter::successors(Some(1_u32), |state| Some(state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223)))
        .map(|state| (state >> 24) as u8)
}

#[test]
fn any_bytes_end_in_an_error_or_wait_for_more() {
    let mut noise = noise();
    for _ in 0..2000 {
        let bytes: Vec<u8> = noise.by_ref().take(300).collect();
        let (mut reader, mut input) = (Reader::new(MAX_COMMAND), BytesMut::from(&bytes[..]));
        while let Ok(Some(_)) = reader.next(&mut input) {}
    }
}

#[test]
fn a_publishers_session_survives_any_damage() {
    let mut whole = vec![3];
    whole.extend([0; 2 * 1536]);
    let start = whole.len();
    let app = Value::Object(vec![("app".into(), Value::text("live"))]);
    let calls = [
        command::encode("connect", 1.0, &[app]),
        command::encode("createStream", 2.0, &[Value::Null]),
        command::encode("publish", 3.0, &[Value::Null, Value::text("key")]),
        command::encode("deleteStream", 4.0, &[Value::Null, Value::Number(1.0)]),
    ];
    for call in &calls[..3] {
        whole.extend(type0(3, 0, call.len() as u32, 20, call));
    }
    whole.extend(type0(4, 5, 30, 22, &[9, 0, 0, 4, 0, 0, 5, 0, 0, 0, 0, 0x17, 1, 0, 0, 0, 0, 0, 15, 8, 0, 0, 1, 0]));
    whole.extend([0, 9, 0, 0, 0, 0]);
    whole.extend(type0(3, 0, calls[3].len() as u32, 20, &calls[3]));
    let mut noise = noise();
    let mut finished = 0;
    for round in 0..5000 {
        let mut bytes = whole.clone();
        for _ in 0..round % 4 {
            let at = usize::from(noise.next().unwrap()) << 8 | usize::from(noise.next().unwrap());
            let length = bytes.len();
            bytes[start + at % (length - start)] = noise.next().unwrap();
        }
        let (mut session, mut input) = (RtmpSession::new(), BytesMut::from(&bytes[..]));
        while let Ok(Some(told)) = session.next(&mut input) {
            match told {
                Input::Publish { .. } => session.accept(),
                Input::Finished => finished += 1,
                _ => {}
            }
        }
    }
    assert!(finished >= 1250, "undamaged rounds go through");
}
