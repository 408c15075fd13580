//! Breaks of time, of configuration and of connection.

use crate::encoder::{self, aac, args, encode, frames, h264, shifted, sound, usual};
use crate::rules::check;
use crate::viewer::{Channel, ID, decoded, packets};
use media::message::{Kind, Message};
use std::time::Duration;

pub fn larger(seconds: u32) -> Vec<Message> {
    let picture = args(&format!("-f lavfi -t {seconds} -i testsrc2=s=640x360:r=30"));
    encode(&[picture, sound(seconds), h264(60), aac()])
}

fn discontinuities(channel: &Channel) -> usize {
    channel.last().segments.iter().filter(|segment| segment.discontinuity).count()
}

#[tokio::test]
async fn another_resolution_in_mid_stream_gets_a_new_initialisation() {
    let (first, second) = (usual(4), shifted(&larger(4), 4_000));
    let mut channel = Channel::fed(&first).await;
    channel.feed(&second).await;
    check(&channel);
    let master = String::from_utf8(channel.ok("master.m3u8").await).unwrap();
    assert!(master.contains("RESOLUTION=640x360"), "{master}");
    channel.end().await;
    let changed: Vec<_> = channel.last().segments.iter().filter(|segment| segment.discontinuity).collect();
    assert_eq!(changed.len(), 1);
    assert_eq!(changed[0].map, format!("init.{}.mp4", changed[0].msn));
    let files = channel.archives();
    assert_eq!(files.len(), 2);
    assert_eq!(decoded(&files[0], "v"), frames(&first, Kind::Video));
    assert_eq!(decoded(&files[1], "v"), frames(&second, Kind::Video));
}

/// As encoders do when the network is too slow for them: pictures are left out up to the next keyframe, sound goes on.
#[tokio::test]
async fn parts_keep_their_length_while_pictures_are_left_out() {
    let sent: Vec<Message> =
        usual(8).into_iter().filter(|m| m.kind != Kind::Video || !(2_600..4_000).contains(&m.timestamp)).collect();
    let mut channel = Channel::fed(&sent).await;
    check(&channel);
    channel.end().await;
    assert_eq!(discontinuities(&channel), 0);
    let file = channel.archive();
    assert_eq!(decoded(&file, "v"), frames(&sent, Kind::Video));
    // A frame of sound before the first picture has nothing to go with.
    assert!(frames(&sent, Kind::Audio) - decoded(&file, "a") <= 2);
}

#[tokio::test]
async fn the_same_configuration_again_changes_nothing() {
    let mut sent = usual(6);
    let config = sent.iter().find(|m| m.kind == Kind::Video && m.payload[1] == 0).cloned().unwrap();
    for at in [400, 200] {
        sent.insert(at, Message { timestamp: sent[at].timestamp, ..config.clone() });
    }
    let channel = Channel::fed(&sent).await;
    assert_eq!((discontinuities(&channel), channel.inits.len()), (0, 1));
}

#[tokio::test]
async fn a_clock_that_wraps_is_not_seen() {
    let sent = usual(8);
    let plain = Channel::fed(&sent).await;
    let at_32 = Channel::fed(&shifted(&sent, 0u32.wrapping_sub(3_000))).await;
    let at_31: Vec<Message> = shifted(&sent, 0x8000_0000 - 3_000)
        .into_iter()
        .map(|m| Message { timestamp: m.timestamp & 0x7fff_ffff, ..m })
        .collect();
    let at_31 = Channel::fed(&at_31).await;
    for wrapped in [at_32, at_31] {
        check(&wrapped);
        assert_eq!(discontinuities(&wrapped), 0);
        assert!(wrapped.parts == plain.parts);
    }
}

#[tokio::test]
async fn a_jump_of_time_is_a_discontinuity_and_media_time_goes_on() {
    for jump in [3_600_000, 0u32.wrapping_sub(1_000_000), 6_000] {
        let (first, second) = shifted(&usual(8), 2_000_000).split_at(500).to_owned_pair();
        let mut channel = Channel::fed(&first).await;
        channel.feed(&shifted(&second, jump)).await;
        check(&channel);
        channel.end().await;
        assert_eq!(discontinuities(&channel), 1);
        let file = channel.archive();
        assert_eq!(decoded(&file, "v"), frames(&first, Kind::Video) + frames(&second, Kind::Video));
        let packets = packets(&file, "v");
        assert!(packets.windows(2).all(|pair| (0.0..0.2).contains(&(pair[1].1 - pair[0].1))), "no hole in time");
    }
}

/// The messages with the encoder's clock put forward at the first frame of this kind after `from` milliseconds.
fn paused(sent: &[Message], kind: Kind, from: u32, pause: u32) -> Vec<Message> {
    let at = sent.iter().position(|m| m.timestamp > from && encoder::is_frame(m, kind)).unwrap();
    [&sent[..at], &shifted(&sent[at..], pause)].concat()
}

/// An encoder that stops for a moment and then stamps by the clock: neither picture nor sound fills the time between.
#[tokio::test]
async fn a_pause_of_all_tracks_is_taken_out_of_media_time() {
    let sent = usual(8);
    for (kind, pause) in
        [Kind::Video, Kind::Audio].into_iter().flat_map(|kind| [300, 1_000, 2_700, 4_900].map(|ms| (kind, ms)))
    {
        // Between two keyframes; and a second time, in another segment.
        let mut channel = Channel::fed(&paused(&paused(&sent, kind, 3_500, pause), kind, 5_400 + pause, pause)).await;
        check(&channel);
        channel.end().await;
        assert_eq!((discontinuities(&channel), channel.inits.len()), (0, 1), "{kind:?} {pause}");
        let file = channel.archive();
        assert_eq!(decoded(&file, "v"), frames(&sent, Kind::Video));
        assert!(frames(&sent, Kind::Audio) - decoded(&file, "a") <= 2);
        let (video, audio) = (packets(&file, "v"), packets(&file, "a"));
        for track in [&video, &audio] {
            let no_hole = track.windows(2).all(|pair| (0.0..0.1).contains(&(pair[1].1 - pair[0].1)));
            assert!(no_hole && track.last().unwrap().1 < 8.2, "{kind:?} {pause}");
        }
        let apart = video.last().unwrap().1 - audio.last().unwrap().1;
        assert!(apart.abs() < 0.1, "sound stays with its picture: {apart}");
    }
}

#[tokio::test]
async fn a_pause_of_the_only_track_is_taken_out_of_media_time() {
    let sound_alone = encode(&[sound(8), aac()]);
    let pictures_alone = encode(&[encoder::picture(8, "30"), h264(60)]);
    for (sent, kind, pause) in [
        (&sound_alone, Kind::Audio, 300),
        (&sound_alone, Kind::Audio, 3_000),
        (&pictures_alone, Kind::Video, 1_200),
        (&pictures_alone, Kind::Video, 4_500),
    ] {
        let mut channel = Channel::fed(&paused(sent, kind, 3_500, pause)).await;
        check(&channel);
        channel.end().await;
        assert_eq!(discontinuities(&channel), 0);
        let track = if kind == Kind::Video { "v" } else { "a" };
        let packets = packets(&channel.archive(), track);
        assert_eq!(packets.len(), frames(sent, kind));
        assert!(packets.windows(2).all(|pair| (0.0..0.1).contains(&(pair[1].1 - pair[0].1))), "{kind:?} {pause}");
    }
}

/// A picture that changes seldom is no pause, though its sound comes late or not at all.
#[tokio::test]
async fn pictures_that_stand_keep_their_time() {
    // Two frames a second from the third second on.
    let seldom = |m: &Message| m.kind != Kind::Video || m.timestamp < 3_000 || m.timestamp % 500 < 33;
    let sent: Vec<Message> = usual(9).into_iter().filter(seldom).collect();
    let late = |by: u32| {
        let mut late = sent.clone();
        late.sort_by_key(|m| m.timestamp + if m.kind == Kind::Audio && m.payload[1] == 1 { by } else { 0 });
        late
    };
    let soundless = crate::encoder::without(&sent, Kind::Audio);
    for sent in [late(0), late(100), late(600), soundless] {
        let mut channel = Channel::fed(&sent).await;
        channel.end().await;
        let times: Vec<f64> = packets(&channel.archive(), "v").iter().map(|packet| packet.1).collect();
        let told = |index: usize| {
            f64::from(sent.iter().filter(|m| encoder::is_frame(m, Kind::Video)).nth(index).unwrap().timestamp)
        };
        assert_eq!(times.len(), frames(&sent, Kind::Video));
        for (index, time) in times.iter().enumerate() {
            let expected = (told(index) - told(0)) / 1000.0;
            assert!((time - times[0] - expected).abs() < 0.005, "frame {index} at {time} for {expected}");
        }
    }
}

trait OwnedPair {
    fn to_owned_pair(self) -> (Vec<Message>, Vec<Message>);
}

impl OwnedPair for (&[Message], &[Message]) {
    fn to_owned_pair(self) -> (Vec<Message>, Vec<Message>) {
        (self.0.to_vec(), self.1.to_vec())
    }
}

#[tokio::test]
async fn times_that_stand_still_or_go_back_a_little_lose_no_frame() {
    let mut sent = usual(6);
    for (index, message) in sent.iter_mut().enumerate().filter(|(_, message)| message.kind == Kind::Video) {
        message.timestamp = match index % 7 {
            3 => message.timestamp.saturating_sub(40),
            5 => message.timestamp.saturating_sub(100),
            _ => message.timestamp,
        };
    }
    let mut channel = Channel::fed(&sent).await;
    channel.end().await;
    let file = channel.archive();
    assert_eq!(packets(&file, "v").len(), frames(&sent, Kind::Video));
    assert!(packets(&file, "v").windows(2).all(|pair| pair[0].1 < pair[1].1));
}

#[tokio::test]
async fn audio_that_drifts_is_resynchronised_and_overlaps_are_dropped() {
    let late: Vec<Message> = usual(8)
        .into_iter()
        .map(|m| {
            if m.kind == Kind::Audio && m.timestamp > 4_000 { Message { timestamp: m.timestamp + 200, ..m } } else { m }
        })
        .collect();
    let mut channel = Channel::fed(&late).await;
    check(&channel);
    channel.end().await;
    let packets = packets(&channel.archive(), "a");
    let last_told = late.iter().rfind(|m| m.kind == Kind::Audio).unwrap().timestamp;
    let first_told = late.iter().find(|m| encoder::is_frame(m, Kind::Video)).unwrap().timestamp;
    let end = packets.last().unwrap().0;
    assert!((end - f64::from(last_told - first_told) / 1000.0).abs() < 0.5, "{end}");
    assert!(packets.windows(2).all(|pair| pair[0].0 < pair[1].0));
}

#[tokio::test]
async fn a_publisher_that_comes_back_goes_on_in_the_same_playlist() {
    let first = usual(5);
    let mut channel = Channel::fed(&first).await;
    channel.leave().await;
    let left = channel.last().clone();
    assert!(!left.ended, "the playlist does not end");
    assert_eq!(left.edge().1, 0, "what was sent is whole");
    channel.return_after(Duration::from_secs(9)).await;
    let second = larger(6);
    channel.feed(&second).await;
    check(&channel);
    channel.end().await;
    let resumed = channel.last().segments.iter().find(|segment| segment.discontinuity).unwrap();
    assert_eq!(resumed.msn, left.edge().0, "no number is left out");
    assert!(resumed.parts[0].independent);
    let files = channel.archives();
    assert_eq!(decoded(&files[0], "v"), frames(&first, Kind::Video));
    assert_eq!(decoded(&files[1], "v"), frames(&second, Kind::Video));
    let (end, start) = (packets(&files[0], "v").last().unwrap().1, packets(&files[1], "v")[0].1);
    assert!((0.0..0.1).contains(&(start - end)), "media time goes on: {end} then {start}");
}

#[tokio::test]
async fn the_same_encoder_back_keeps_its_initialisation() {
    let sent = usual(5);
    let mut channel = Channel::fed(&sent).await;
    for _ in 0..2 {
        channel.leave().await;
        channel.return_after(Duration::from_secs(9)).await;
        channel.feed(&sent).await;
    }
    check(&channel);
    channel.end().await;
    assert_eq!((channel.inits.len(), discontinuities(&channel)), (1, 2));
    assert_eq!(decoded(&channel.archive(), "v"), 3 * frames(&sent, Kind::Video));
}

#[tokio::test]
async fn readers_wait_while_the_publisher_is_away_and_go_on_with_its_return() {
    let sent = usual(5);
    let mut channel = Channel::fed(&sent).await;
    channel.leave().await;
    let hint = format!("source/{}", channel.last().hint.clone().unwrap());
    let origin = channel.origin.clone();
    let reader = tokio::spawn(async move { origin.respond(ID, &hint, None, false, media::hls::Access::Public).await });
    tokio::task::yield_now().await;
    channel.return_after(Duration::from_secs(9)).await;
    channel.feed(&sent).await;
    assert_eq!(reader.await.unwrap().status, 200);
}

#[tokio::test]
async fn a_second_writer_supersedes_the_first() {
    let sent = usual(5);
    let mut channel = Channel::fed(&sent).await;
    let mut older = channel.writer.take().unwrap();
    channel.return_after(Duration::from_secs(9)).await;
    assert_eq!(older.push(sent[3].clone()), Err(media::hls::PushError::Superseded));
    channel.feed(&sent[..200]).await;
    let edge = channel.last().edge();
    drop(older);
    assert!(edge.1 > 0);
    channel.feed(&sent[200..]).await;
    assert_eq!(discontinuities(&channel), 1, "the older one's end means nothing any more");
}

#[tokio::test]
async fn after_a_restart_of_the_server_numbers_and_names_are_new() {
    let before = Channel::fed(&usual(20)).await;
    let mut after = Channel::aged(Duration::from_secs(20));
    after.feed(&usual(5)).await;
    check(&after);
    let last = before.last().edge().0;
    assert!(after.versions[0].first > last);
    assert!(after.versions[0].discontinuity_sequence >= before.last().discontinuity_sequence);
    assert!(after.inits.keys().all(|uri| !before.inits.contains_key(uri)));
    let (end, start) = (packets(&before.archive(), "v").last().unwrap().1, packets(&after.archive(), "v")[0].1);
    assert!(start >= end, "media time too: {end} then {start}");
}
