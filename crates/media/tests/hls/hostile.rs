//! Hostile messages are refused with a sentence, and the stream goes on.

use crate::breaks::larger;
use crate::encoder::{is_frame, usual};
use crate::viewer::{Channel, ID};
use bytes::Bytes;
use media::hls::{HlsSettings, Origin, PushError, Writer};
use media::message::{Kind, Message};
use testkit::until;

fn message(kind: Kind, payload: &[u8]) -> Message {
    Message { kind, timestamp: 0, payload: Bytes::copy_from_slice(payload) }
}

#[test]
fn unsupported_codecs_are_named() {
    let mut writer = Channel::new().writer.unwrap();
    for (kind, payload, name) in [
        (Kind::Video, &b"\x90vp09"[..], "VP9"),
        (Kind::Video, b"\x1d\x00", "AV1 without Enhanced RTMP"),
        (Kind::Video, b"\x12", "Sorenson H.263"),
        (Kind::Audio, b"\x90fLaC", "FLAC"),
        (Kind::Audio, b"\x2f\x00", "MP3"),
    ] {
        let error = writer.push(message(kind, payload)).unwrap_err();
        assert!(matches!(&error, PushError::Unsupported { codec, .. } if codec == name), "{error}");
        let instead = if kind == Kind::Video { "H.264 as the video encoder" } else { "AAC as the audio encoder" };
        assert!(error.to_string().starts_with(&format!("{name} is not supported. Choose {instead}")), "{error}");
    }
}

#[test]
fn every_truncation_and_bit_flip_of_a_configuration_is_survived() {
    let sent = usual(1);
    for original in sent.iter().take(4).chain(sent.iter().skip(8).take(2)) {
        let payload = &original.payload[..original.payload.len().min(400)];
        for length in 0..payload.len() {
            let mut writer = Channel::new().writer.unwrap();
            let _ = writer.push(message(original.kind, &payload[..length]));
        }
        for bit in 0..payload.len() * 8 {
            let mut flipped = payload.to_vec();
            flipped[bit / 8] ^= 1 << (bit % 8);
            let mut writer = Channel::new().writer.unwrap();
            let _ = writer.push(message(original.kind, &flipped));
        }
    }
}

#[test]
fn flipped_bits_all_over_a_stream_are_survived() {
    let sent = usual(3);
    let mut noise = 0x2545_f491_u32;
    for _ in 0..60 {
        let channel = Channel::new();
        let mut writer = channel.writer.unwrap();
        for original in &sent {
            let mut changed = original.clone();
            noise ^= noise << 13;
            noise ^= noise >> 17;
            noise ^= noise << 5;
            if noise.is_multiple_of(11) && !original.payload.is_empty() {
                let mut payload = original.payload.to_vec();
                let at = noise as usize % payload.len().min(40);
                payload[at] ^= (noise >> 24) as u8 | 1;
                changed.payload = payload.into();
            }
            if noise.is_multiple_of(13) {
                changed.timestamp = noise;
            }
            let _ = writer.push(changed);
        }
        channel.origin.end(ID);
    }
}

#[test]
fn frames_whose_lengths_do_not_add_up_are_refused() {
    let sent = usual(1);
    let mut writer = Channel::new().writer.unwrap();
    let config = sent.iter().find(|m| m.kind == Kind::Video).cloned().unwrap();
    writer.push(config).unwrap();
    let error = writer.push(message(Kind::Video, &[0x17, 1, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 1])).unwrap_err();
    assert_eq!(error.to_string(), "malformed H.264 frame: a NAL unit is longer than the frame");
}

#[tokio::test]
async fn a_stream_goes_on_after_a_refused_message() {
    let sent = usual(4);
    let mut channel = Channel::new();
    for original in &sent {
        let _ = channel.writer.as_mut().unwrap().push(message(Kind::Video, &[0x17, 0]));
        channel.feed(std::slice::from_ref(original)).await;
    }
    assert!(channel.last().media().count() >= 2);
}

#[tokio::test]
async fn keyframes_one_after_the_other_do_not_make_a_playlist_without_bounds() {
    let sent = usual(1);
    let mut channel = Channel::new();
    let mut writer = channel.writer.take().unwrap();
    for config in sent.iter().filter(|m| m.payload.get(1) == Some(&0)) {
        writer.push(config.clone()).unwrap();
    }
    let pictures: Vec<&Message> = sent.iter().filter(|message| is_frame(message, Kind::Video)).take(2).collect();
    for timestamp in 0..8_000 {
        let picture = pictures[timestamp as usize % 2].clone();
        writer.push(Message { timestamp, ..picture }).unwrap();
    }
    let list = String::from_utf8(channel.ok("source/index.m3u8").await).unwrap();
    let parts = list.lines().filter(|line| line.starts_with("#EXT-X-PART:")).count();
    assert!((20..500).contains(&parts), "{parts} parts");
}

/// Pushes until a message is refused; how many were taken before, and why it was.
fn refused(channel: &mut Channel, sent: impl Iterator<Item = Message>) -> (usize, PushError) {
    let writer = channel.writer.as_mut().unwrap();
    for (taken, message) in sent.enumerate() {
        if let Err(error) = writer.push(message) {
            return (taken, error);
        }
    }
    panic!("all was taken");
}

/// Number of files with these names, whether the playlist lists them or not.
async fn files(channel: &Channel, name: impl Fn(u64) -> String) -> usize {
    let mut found = 0;
    for msn in 0..2_000 {
        found += usize::from(channel.get(&format!("source/{}", name(msn)), None).await.status == 200);
    }
    found
}

#[tokio::test]
async fn an_encoder_that_changes_its_configuration_before_each_keyframe_is_refused() {
    let configured: Vec<[Message; 2]> = [usual(1), larger(1)]
        .iter()
        .map(|sent| {
            let config = sent.iter().find(|m| m.kind == Kind::Video && m.payload[1] == 0).unwrap();
            [config.clone(), sent.iter().find(|m| is_frame(m, Kind::Video)).unwrap().clone()]
        })
        .collect();
    let changes = (0..2_000u32).flat_map(|number| {
        let pair = configured[number as usize % 2].clone();
        pair.map(|message| Message { timestamp: number * 40, ..message })
    });
    let mut channel = Channel::new();
    let (taken, why) = refused(&mut channel, changes.clone());
    assert_eq!(why, PushError::Changes);
    // Thirty changes at once, those that a slow machine needs so long for that there may be more, and the wait for sound.
    assert!((60..400).contains(&taken), "{taken} messages");
    let inits = files(&channel, |msn| format!("init.{msn}.mp4")).await;
    assert!((25..100).contains(&inits), "{inits} initialisation segments");

    // To connect again does not help.
    channel.leave().await;
    channel.return_after(std::time::Duration::ZERO).await;
    let (taken, why) = refused(&mut channel, changes);
    assert!(why == PushError::Changes && taken < 60, "{taken} messages: {why}");
}

#[test]
fn an_encoder_whose_time_jumps_with_each_message_is_refused() {
    let sent = usual(1);
    let configs = sent.iter().filter(|m| m.payload.get(1) == Some(&0)).cloned();
    let picture = sent.iter().find(|message| is_frame(message, Kind::Video)).unwrap();
    let first = sent.iter().filter(|message| message.timestamp < 500).cloned();
    let jumps = (1..10_000).map(|number| Message { timestamp: number * 6_000, ..picture.clone() });
    let (taken, why) = refused(&mut Channel::new(), configs.chain(first).chain(jumps));
    assert_eq!(why, PushError::Segments);
    assert!((120..1_000).contains(&taken), "{taken} messages");
    assert!(why.to_string().contains("ffmpeg: -re"), "{why}");
}

/// Pictures of 64 KiB, 25 a second.
fn heavy() -> impl Iterator<Item = Message> {
    let config = usual(1).into_iter().find(|m| m.kind == Kind::Video && m.payload[1] == 0).unwrap();
    let pictures = (0..).map(|number: u32| {
        let mut payload = vec![if number.is_multiple_of(25) { 0x17 } else { 0x27 }, 1, 0, 0, 0, 0, 1, 0, 0];
        payload.push(if number.is_multiple_of(25) { 0x65 } else { 0x41 });
        payload.resize(9 + 65_536, 7);
        Message { timestamp: number * 40, ..message(Kind::Video, &payload) }
    });
    std::iter::once(config).chain(pictures)
}

#[test]
fn when_the_memory_is_used_up_the_newest_streams_are_refused_and_the_others_go_on() {
    const MIB: usize = 1024 * 1024;
    let origin = Origin::new(HlsSettings { memory: 8 * MIB, ..HlsSettings::default() });
    let open = |id| origin.open(id, std::time::Duration::ZERO);
    let push = |writer: &mut Writer, sent: &mut dyn Iterator<Item = Message>, mib: usize| {
        sent.take(mib * 16).try_for_each(|message| writer.push(message).map(drop))
    };
    let (mut old, mut young) = (open("old"), open("young"));
    let (mut of_old, mut of_young) = (heavy(), heavy());
    push(&mut young, &mut of_young, 1).unwrap();
    push(&mut old, &mut of_old, 5).unwrap();
    push(&mut young, &mut of_young, 1).unwrap();
    let late = push(&mut open("late"), &mut heavy(), 1).unwrap_err();
    assert_eq!(late, PushError::Memory);
    assert!(late.to_string().contains("AETHEX_MEDIA_MEMORY"), "{late}");
    // Newer than the one that has more.
    assert_eq!(push(&mut young, &mut of_young, 2), Err(PushError::Memory));
    push(&mut old, &mut of_old, 1).unwrap();
    origin.remove("old");
    push(&mut young, &mut of_young, 1).unwrap();
}

#[test]
fn an_encoder_that_sends_more_than_any_stream_needs_is_refused() {
    let settings = HlsSettings { bytes_per_second: 100_000, ..HlsSettings::default() };
    let (taken, why) = refused(&mut Channel::with(settings), heavy());
    assert_eq!(why, PushError::Bitrate { bytes_per_second: 100_000 });
    // Ten seconds at once, and what came to it on a slow machine.
    assert!((15..200).contains(&taken), "{taken} messages");
}

#[tokio::test]
async fn a_segment_ends_although_the_encoders_clock_stands_still() {
    let slowest_segment = std::time::Duration::from_millis(100);
    let mut channel = Channel::with(HlsSettings { slowest_segment, ..HlsSettings::default() });
    let mut writer = channel.writer.take().unwrap();
    for message in usual(1).into_iter().filter(|message| message.timestamp < 500) {
        writer.push(message).unwrap();
    }
    let mut pictures = heavy().skip(1).zip(500..);
    let time = until("three segments", async || {
        let (picture, timestamp) = pictures.next().unwrap();
        writer.push(Message { timestamp, ..picture }).unwrap();
        let list = String::from_utf8(channel.ok("source/index.m3u8").await).unwrap();
        if list.matches("#EXTINF:").count() >= 3 { Ok(timestamp) } else { Err(list) }
    })
    .await;
    assert!(time < 1_500, "not for their length: {time} ms of media");
}
