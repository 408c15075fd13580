//! Which tracks there are, and when that is decided.

use crate::encoder::{aac, args, encode, frames, h264, picture, shifted, sound, usual, without};
use crate::rules::check;
use crate::viewer::{Channel, decoded};
use media::message::{Kind, Message};
use std::time::Duration;

async fn master(channel: &Channel) -> String {
    String::from_utf8(channel.ok("master.m3u8").await).unwrap()
}

/// Media time of the last message that was needed until the stream could be played.
fn playable_at(messages: &[Message]) -> u32 {
    let channel = Channel::new();
    let mut writer = channel.writer.unwrap();
    for message in messages {
        if writer.push(message.clone()).unwrap().playable {
            assert!(channel.origin.is_playable(crate::viewer::ID));
            return message.timestamp;
        }
    }
    panic!("never playable");
}

#[tokio::test]
async fn sound_alone_is_a_stream() {
    let sent = encode(&[sound(20), aac()]);
    let mut channel = Channel::fed(&sent).await;
    check(&channel);
    assert!(master(&channel).await.contains("CODECS=\"mp4a.40.2\",CLOSED-CAPTIONS=NONE\n"));
    assert!(
        channel
            .versions
            .iter()
            .flat_map(|list| &list.segments)
            .flat_map(|segment| &segment.parts)
            .all(|part| part.independent)
    );
    channel.end().await;
    assert_eq!(decoded(&channel.archive(), "a"), frames(&sent, Kind::Audio));
}

#[tokio::test]
async fn sound_alone_holds_the_rules_at_any_sample_rate() {
    for rate in ["8000", "16000", "22050", "32000", "44100", "96000"] {
        let sent = encode(&[sound(9), args(&format!("-ar {rate}")), aac()]);
        check(&Channel::fed(&sent).await);
    }
}

#[tokio::test]
async fn pictures_alone_are_a_stream_and_start_at_once_when_that_is_announced() {
    let sent = encode(&[picture(8, "30"), h264(60)]);
    assert!(playable_at(&sent) <= 300, "{}", playable_at(&sent));
    let mut channel = Channel::fed(&sent).await;
    check(&channel);
    assert!(!master(&channel).await.contains("mp4a"));
    channel.end().await;
    assert_eq!(decoded(&channel.archive(), "v"), frames(&sent, Kind::Video));
}

#[tokio::test]
async fn announced_sound_that_does_not_come_is_waited_for_only_shortly() {
    let sent = without(&usual(6), Kind::Audio);
    let at = playable_at(&sent);
    assert!((290..=420).contains(&at), "{at}");
    let mut channel = Channel::fed(&sent).await;
    check(&channel);
    channel.end().await;
    assert_eq!(decoded(&channel.archive(), "v"), frames(&sent, Kind::Video));
}

#[tokio::test]
async fn the_usual_stream_is_playable_after_its_first_part() {
    assert!(playable_at(&usual(3)) <= 300);
}

#[tokio::test]
async fn sound_that_comes_late_joins_at_a_keyframe_with_a_new_initialisation() {
    let sent = usual(12);
    let late: Vec<Message> =
        sent.into_iter().filter(|m| m.kind != Kind::Audio || m.timestamp == 0 || m.timestamp > 3_000).collect();
    // The configuration too comes late.
    let config = late.iter().find(|m| m.kind == Kind::Audio && m.payload[1] == 0).cloned().unwrap();
    let mut late: Vec<Message> = late.into_iter().filter(|m| m.kind != Kind::Audio || m.timestamp > 0).collect();
    let first = late.iter().position(|m| m.kind == Kind::Audio).unwrap();
    late.insert(first, Message { timestamp: late[first].timestamp, ..config });
    let mut channel = Channel::fed(&late).await;
    check(&channel);
    assert!(master(&channel).await.contains("mp4a.40.2"));
    channel.end().await;
    let joined: Vec<_> = channel.last().segments.iter().filter(|segment| segment.discontinuity).collect();
    assert_eq!(joined.len(), 1);
    assert_eq!(joined[0].map, format!("init.{}.mp4", joined[0].msn));
    assert!(joined[0].parts[0].independent);
    let files = channel.archives();
    assert_eq!(files.len(), 2);
    assert_eq!(decoded(&files[0], "v") + decoded(&files[1], "v"), frames(&late, Kind::Video));
    assert!(decoded(&files[1], "a") > 300);
}

#[tokio::test]
async fn sound_that_stops_does_not_stop_the_picture() {
    let stopped: Vec<Message> =
        usual(12).into_iter().filter(|m| m.kind != Kind::Audio || m.timestamp < 3_000).collect();
    let channel = Channel::fed(&stopped).await;
    check(&channel);
    assert!(!master(&channel).await.contains("mp4a"), "readers that wait for sound would stall");
}

#[tokio::test]
async fn a_picture_that_stops_does_not_stop_the_sound() {
    let sent = usual(14);
    let frozen: Vec<Message> =
        sent.into_iter().filter(|m| m.kind != Kind::Video || !(3_000..8_500).contains(&m.timestamp)).collect();
    let mut channel = Channel::fed(&frozen).await;
    check(&channel);
    assert!(master(&channel).await.contains("avc1"), "the picture is back");
    channel.end().await;
    assert_eq!(channel.archives().len(), 3, "both, sound alone, both");
}

#[tokio::test]
async fn statistics_describe_the_stream() {
    let channel = Channel::fed(&usual(9)).await;
    let stats = channel.writer.as_ref().unwrap().stats();
    let video = stats.video.unwrap();
    assert_eq!((video.width, video.height, video.frame_rate), (320, 180, Some(30.0)));
    let audio = stats.audio.unwrap();
    assert_eq!((audio.codec.as_str(), audio.sample_rate, audio.channels), ("mp4a.40.2", 48_000, 1));
    assert_eq!(stats.keyframe_interval, Some(Duration::from_secs(2)));
    assert!(stats.written > Duration::from_secs(8) && stats.bitrate > 10_000 && stats.discontinuities == 0);
}

#[tokio::test]
async fn enhanced_rtmps_avc_is_the_same_stream() {
    let sent = usual(4);
    let enhanced = sent.iter().cloned().map(|mut m| {
        if m.kind == Kind::Video {
            let packet = if m.payload[1] == 0 { 0x80 } else { 0x81 };
            let mut body = vec![packet | (m.payload[0] & 0xf0)];
            body.extend_from_slice(b"avc1");
            // The configuration has no composition offset there.
            body.extend_from_slice(if m.payload[1] == 0 { &m.payload[5..] } else { &m.payload[2..] });
            m.payload = body.into();
        }
        m
    });
    let enhanced: Vec<Message> = enhanced.filter(|m| m.kind != Kind::Video || m.payload[0] & 0x70 != 0x50).collect();
    let (a, b) = (Channel::fed(&sent).await, Channel::fed(&shifted(&enhanced, 7)).await);
    assert!(a.parts == b.parts);
}

/// As OBS sends a "Twitch VOD track": the first track as ever, the second by Enhanced RTMP, configuration and all.
#[tokio::test]
async fn further_tracks_change_nothing() {
    let sent = usual(4);
    let mut several = Vec::new();
    for message in &sent {
        several.push(message.clone());
        if message.kind == Kind::Audio {
            let body = [&[0x95, message.payload[1]], &b"mp4a\x01"[..], &message.payload[2..]].concat();
            several.push(Message { payload: body.into(), ..message.clone() });
        }
        if message.kind == Kind::Video && message.payload[0] & 0x70 == 0x10 {
            let body = [&[0x96, message.payload[1]], &b"avc1\x01"[..], &message.payload[5..]].concat();
            several.push(Message { payload: body.into(), ..message.clone() });
        }
    }
    assert!(several.len() > sent.len() + 100);
    let (alone, among_others) = (Channel::fed(&sent).await, Channel::fed(&several).await);
    check(&among_others);
    assert!(alone.parts == among_others.parts);
}

/// As encoders send tracks of several sizes: each message has them all.
#[tokio::test]
async fn the_first_of_the_tracks_in_one_message_is_the_stream() {
    let sent = usual(4);
    let track = |number: u8, data: &[u8]| {
        let [.., a, b, c] = u32::try_from(data.len()).unwrap().to_be_bytes();
        [&[number, a, b, c], data].concat()
    };
    let together: Vec<Message> = sent
        .iter()
        .map(|message| {
            let body = &message.payload;
            let body = match message.kind {
                Kind::Video if body[1] < 2 && body[0] & 0x70 != 0x50 => {
                    // The configuration has no composition offset in the enhanced form.
                    let data = if body[1] == 0 { &body[5..] } else { &body[2..] };
                    let head = [0x80 | body[0] & 0x70 | 6, 0x20 | body[1]];
                    let (other, first) = (track(1, b"a smaller one"), track(0, data));
                    [&head, &b"vp09"[..], &other, b"avc1", &first].concat().into()
                }
                Kind::Audio => {
                    let (first, other) = (track(0, &body[2..]), track(7, b"another"));
                    [&[0x95, 0x10 | body[1]], &b"mp4a"[..], &first, &other].concat().into()
                }
                _ => body.clone(),
            };
            Message { payload: body, ..*message }
        })
        .collect();
    let (alone, among_others) = (Channel::fed(&sent).await, Channel::fed(&together).await);
    check(&among_others);
    assert!(alone.parts == among_others.parts);
}
