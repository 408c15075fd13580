//! Real encoders' output: ffmpeg writes FLV, its tags become messages.

use bytes::Bytes;
use media::message::{Kind, Message};
use std::io::Read;
use std::process::{Command, Stdio};

/// Picture of 25 frames a second, 320 × 180, so many seconds.
pub fn picture(seconds: u32, rate: &str) -> Vec<String> {
    args(&format!("-f lavfi -t {seconds} -i testsrc2=s=320x180:r={rate}"))
}

pub fn sound(seconds: u32) -> Vec<String> {
    args(&format!("-f lavfi -t {seconds} -i sine=r=48000"))
}

/// x264 with a keyframe each `gop` frames and nowhere else.
pub fn h264(gop: u32) -> Vec<String> {
    args(&format!(
        "-c:v libx264 -preset ultrafast -pix_fmt yuv420p -threads 1 -g {gop} -keyint_min {gop} -sc_threshold 0"
    ))
}

pub fn aac() -> Vec<String> {
    args("-c:a aac -b:a 96k")
}

pub fn args(line: &str) -> Vec<String> {
    line.split_whitespace().map(str::to_owned).collect()
}

/// Runs ffmpeg with these arguments and reads its FLV.
pub fn encode(groups: &[Vec<String>]) -> Vec<Message> {
    let output = Command::new("ffmpeg")
        .args(["-nostdin", "-v", "error"])
        .args(groups.iter().flatten())
        .args(["-f", "flv", "-"])
        .output()
        .expect("ffmpeg runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    tags(&output.stdout)
}

/// The usual: picture with a keyframe each two seconds, and sound.
pub fn usual(seconds: u32) -> Vec<Message> {
    encode(&[picture(seconds, "30"), sound(seconds), h264(60), aac()])
}

/// The usual, each message as it comes, as an encoder sends it.
pub fn in_real_time(seconds: u32, mut take: impl FnMut(Message)) {
    let paced = [args("-re"), picture(seconds, "30"), args("-re"), sound(seconds), h264(60), aac()];
    let mut child = Command::new("ffmpeg")
        .args(["-nostdin", "-v", "error"])
        .args(paced.iter().flatten())
        .args(["-tune", "zerolatency", "-flush_packets", "1", "-f", "flv", "-"])
        .stdout(Stdio::piped())
        .spawn()
        .expect("ffmpeg runs");
    let mut output = child.stdout.take().unwrap();
    let mut head = [0; 13];
    output.read_exact(&mut head).unwrap();
    let mut head = [0; 11];
    while output.read_exact(&mut head).is_ok() {
        let length = u32::from_be_bytes([0, head[1], head[2], head[3]]) as usize;
        let mut tag = [&[0; 13], &head[..]].concat();
        tag.resize(tag.len() + length + 4, 0);
        output.read_exact(&mut tag[24..]).unwrap();
        tags(&tag).into_iter().for_each(&mut take);
    }
    assert!(child.wait().unwrap().success());
}

fn tags(flv: &[u8]) -> Vec<Message> {
    let mut rest = &flv[13..];
    let mut messages = Vec::new();
    while let [kind, l1, l2, l3, t1, t2, t3, t0, _, _, _, body @ ..] = rest {
        let length = u32::from_be_bytes([0, *l1, *l2, *l3]) as usize;
        let timestamp = u32::from_be_bytes([*t0, *t1, *t2, *t3]);
        let kind = match kind {
            8 => Kind::Audio,
            9 => Kind::Video,
            _ => Kind::Data,
        };
        messages.push(Message { kind, timestamp, payload: Bytes::copy_from_slice(&body[..length]) });
        rest = &body[length + 4..];
    }
    messages
}

pub fn without(messages: &[Message], kind: Kind) -> Vec<Message> {
    messages.iter().filter(|message| message.kind != kind).cloned().collect()
}

/// The same messages, their times moved.
pub fn shifted(messages: &[Message], by: u32) -> Vec<Message> {
    messages.iter().cloned().map(|m| Message { timestamp: m.timestamp.wrapping_add(by), ..m }).collect()
}

pub fn is_frame(message: &Message, kind: Kind) -> bool {
    message.kind == kind && message.payload.get(1) == Some(&1)
}

pub fn frames(messages: &[Message], kind: Kind) -> usize {
    messages.iter().filter(|message| is_frame(message, kind)).count()
}
