//! What a live stream keeps in memory is bounded, whatever its encoder sends: counted in bytes, not by the size of the process.

use crate::encoder::usual;
use crate::playlist::Playlist;
use crate::viewer::Channel;
use media::hls::HlsSettings;
use media::message::{Kind, Message};

const MIB: usize = 1024 * 1024;
/// Bytes kept of finished segments, of the open one with its last part, and of frames that are in no part yet.
const FINISHED: usize = 256 * MIB;
const OPEN: usize = (96 + 17) * MIB;
const PENDING: usize = 17 * MIB;

/// A keyframe of this many bytes: all but the first few are noise to the packager.
fn keyframe(bytes: usize) -> Vec<u8> {
    let mut frame = vec![0x17, 1, 0, 0, 0];
    frame.extend(u32::try_from(bytes - 9).unwrap().to_be_bytes());
    frame.resize(bytes, 0x65);
    frame
}

/// Bytes of the finished segments and of the open one's parts that readers can still have, listed or not.
async fn reachable(channel: &Channel) -> (usize, usize) {
    let index = channel.get("source/index.m3u8", None).await;
    if index.status == 404 {
        return (0, 0);
    }
    let (open, parts) = Playlist::parse(str::from_utf8(&index.body).unwrap()).edge();
    let mut finished = 0;
    for msn in 0..open {
        let segment = channel.get(&format!("source/{msn}.m4s"), None).await;
        finished += if segment.status == 200 { segment.body.len() } else { 0 };
    }
    let mut in_parts = 0;
    for part in 0..parts {
        let part = channel.get(&format!("source/{open}.{part}.m4s"), None).await;
        assert_eq!(part.status, 200);
        in_parts += part.body.len();
    }
    (finished, in_parts)
}

/// Sends keyframes of a mebibyte, so many milliseconds apart, and asserts again and again that no more is kept than allowed.
async fn is_bounded(milliseconds_apart: usize) {
    // Faster than any encoder may be.
    let mut channel = Channel::with(HlsSettings { bytes_per_second: u32::MAX, ..HlsSettings::default() });
    let mut writer = channel.writer.take().unwrap();
    for config in usual(1).iter().filter(|message| message.payload.get(1) == Some(&0)) {
        writer.push(config.clone()).unwrap();
    }
    let (mut sent, mut last) = (0, (0, 0));
    for number in 0..768 {
        let payload = keyframe(MIB);
        sent += payload.len();
        let timestamp = u32::try_from(number * milliseconds_apart).unwrap();
        writer.push(Message { kind: Kind::Video, timestamp, payload: payload.into() }).unwrap();
        // Nothing has left the window yet, so what cannot be read is what is in no part.
        let is_early = sent <= FINISHED / 2;
        if is_early || number % 128 == 127 {
            let (finished, open) = reachable(&channel).await;
            assert!(finished <= FINISHED, "{finished} bytes of finished segments after {sent}");
            assert!(open <= OPEN, "{open} bytes of the open segment after {sent}");
            let pending = sent.saturating_sub(finished + open);
            assert!(!is_early || pending <= PENDING, "{pending} bytes of frames after {sent}");
            last = (finished, open);
        }
    }
    assert!(sent > FINISHED + OPEN + PENDING, "less was sent than may be kept: this proves nothing");
    assert!(last.0 > FINISHED / 2, "{last:?} bytes can be read: too little to prove anything");
}

#[tokio::test]
async fn a_stream_whose_time_stands_still_keeps_no_more_than_its_share() {
    is_bounded(0).await;
}

/// Nearly 80 Mbit/s: here segments have their usual length, and it is the bytes of the whole window that would grow.
#[tokio::test]
async fn a_stream_of_a_very_high_bitrate_keeps_no_more_than_its_share() {
    is_bounded(100).await;
}
