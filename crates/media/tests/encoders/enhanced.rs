//! Enhanced RTMP from real encoders' output: ffmpeg writes MP4 (its FLV has no HEVC, AV1 or Opus yet), and the packets
//! become tags.

use bytes::Bytes;
use media::message::{Kind, Message};
use std::path::PathBuf;
use std::process::Command;

/// How the tags of a stream are written, where there is a choice.
#[derive(Clone, Copy, PartialEq)]
pub enum Form {
    /// FourCCs; `CodedFramesX` for what is shown when it is decoded.
    Enhanced,
    /// As before there were FourCCs: `CodecID` 12 for HEVC.
    Legacy,
    /// A nanosecond offset before each frame, in the form for one track of several.
    Extended,
}

/// Runs ffmpeg with these arguments and writes its packets as tags, in the order they are to be decoded.
pub fn encode(groups: &[Vec<String>], form: Form) -> Vec<Message> {
    let file = file();
    let encoded = Command::new("ffmpeg")
        .args(["-nostdin", "-v", "error", "-y"])
        .args(groups.iter().flatten())
        .args(["-f", "mp4", "-use_editlist", "0", "-avoid_negative_ts", "make_zero"])
        .arg(&file)
        .output()
        .expect("ffmpeg runs");
    assert!(encoded.status.success(), "{}", String::from_utf8_lossy(&encoded.stderr));
    let probed = Command::new("ffprobe")
        .args(["-v", "error", "-show_streams", "-show_packets", "-show_data"])
        .arg(&file)
        .output()
        .expect("ffprobe runs");
    let text = String::from_utf8(probed.stdout).unwrap();
    let codecs: Vec<String> = sections(&text, "STREAM").map(|stream| field(stream, "codec_name").into()).collect();
    let headers = sections(&text, "STREAM").zip(&codecs).map(|(stream, codec)| header(codec, form, data(stream)));
    let mut messages: Vec<Message> = headers.collect();
    let mut frames: Vec<Message> = sections(&text, "PACKET")
        .map(|packet| frame(&codecs[field(packet, "stream_index").parse::<usize>().unwrap()], form, packet))
        .collect();
    frames.sort_by_key(|message| message.timestamp);
    messages.append(&mut frames);
    messages
}

fn header(codec: &str, form: Form, record: Vec<u8>) -> Message {
    let (kind, head) = match codec {
        "hevc" if form == Form::Legacy => (Kind::Video, b"\x1c\0\0\0\0".to_vec()),
        "hevc" => (Kind::Video, b"\x90hvc1".to_vec()),
        "av1" => (Kind::Video, b"\x90av01".to_vec()),
        "h264" => (Kind::Video, b"\x90avc1".to_vec()),
        "opus" => (Kind::Audio, b"\x90Opus".to_vec()),
        "aac" => (Kind::Audio, b"\xaf\0".to_vec()),
        other => panic!("no tags are known for {other}"),
    };
    Message { kind, timestamp: 0, payload: [head, record].concat().into() }
}

fn frame(codec: &str, form: Form, packet: &str) -> Message {
    let ms = |name: &str| (field(packet, name).parse::<f64>().unwrap() * 1000.0).round() as i32;
    let (decoded, shown) = (ms("dts_time"), ms("pts_time"));
    let key = field(packet, "flags").starts_with('K');
    let offset = (shown - decoded).to_be_bytes()[1..].to_vec();
    // Frame type in the high half, and a packet type in the low one.
    let first = |packet: u8| vec![if key { 0x10 } else { 0x20 } | packet];
    let modified = b"\x02\x00\x01\x02".to_vec();
    let (kind, head) = match (codec, form) {
        ("hevc", Form::Legacy) => (Kind::Video, [first(0x0c), vec![1], offset].concat()),
        ("hevc", Form::Extended) => (Kind::Video, [first(0x87), modified, b"\x06\x01hvc1\0".to_vec(), offset].concat()),
        ("hevc", _) if shown == decoded => (Kind::Video, [first(0x83), b"hvc1".to_vec()].concat()),
        ("hevc", _) => (Kind::Video, [first(0x81), b"hvc1".to_vec(), offset].concat()),
        // Some encoders send the temporal delimiter, which MP4 leaves out.
        ("av1", Form::Extended) => (Kind::Video, [first(0x87), modified, b"\x01av01\x12\0".to_vec()].concat()),
        ("av1", _) => (Kind::Video, [first(0x81), b"av01".to_vec()].concat()),
        ("h264", _) => (Kind::Video, [first(0x81), b"avc1".to_vec(), offset].concat()),
        ("opus", Form::Extended) => (Kind::Audio, [&[0x97][..], &modified, b"\x05\x01Opus\0"].concat()),
        ("opus", _) => (Kind::Audio, b"\x91Opus".to_vec()),
        _ => (Kind::Audio, b"\xaf\x01".to_vec()),
    };
    Message { kind, timestamp: decoded.cast_unsigned(), payload: Bytes::from([head, data(packet)].concat()) }
}

/// The texts between `[NAME]` and `[/NAME]`.
fn sections<'a>(text: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    let (begin, end) = (format!("[{name}]\n"), format!("[/{name}]"));
    text.split(&begin).skip(1).map(|rest| rest.split(&end).next().unwrap()).collect::<Vec<_>>().into_iter()
}

fn field<'a>(section: &'a str, name: &str) -> &'a str {
    section.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix('=')).unwrap_or_else(|| panic!("no {name}"))
}

/// The hexadecimal dump in a section: 16 bytes a line between an offset and their characters.
fn data(section: &str) -> Vec<u8> {
    let lines = section.lines().filter(|line| line.get(8..10) == Some(": "));
    let digits: Vec<u8> = lines.flat_map(|line| line[10..49].bytes()).filter(u8::is_ascii_hexdigit).collect();
    digits.chunks(2).map(|pair| u8::from_str_radix(str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
}

fn file() -> PathBuf {
    let test = std::thread::current().name().unwrap_or("test").replace("::", "-");
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{test}-sent.mp4"))
}
