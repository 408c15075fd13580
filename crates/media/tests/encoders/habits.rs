//! What encoders do with H.264 and AAC: the whole list, each within the rules and decoded to its last frame.

use crate::carried::{carried, parts};
use crate::encoder::{aac, args, encode, h264, picture, shifted, sound};
use crate::viewer::packets;
use media::message::{Kind, Message};

const USUAL: &str = "avc1.,mp4a.40.2";

fn x264(options: &str) -> Vec<String> {
    args(&format!("-c:v libx264 -preset veryfast -pix_fmt yuv420p -threads 1 {options}"))
}

#[tokio::test]
async fn b_frames() {
    let b_frames = x264("-bf 3 -b_strategy 0 -g 60 -keyint_min 60 -sc_threshold 0");
    carried(&encode(&[picture(7, "30"), sound(7), b_frames, aac()]), USUAL).await;
}

#[tokio::test]
async fn open_groups_of_pictures_at_29_97() {
    let open = x264("-bf 2 -x264-params open-gop=1:keyint=60:min-keyint=60:scenecut=0");
    carried(&encode(&[picture(7, "30000/1001"), sound(7), open, aac()]), USUAL).await;
}

#[tokio::test]
async fn silent_audio() {
    let silence = args("-f lavfi -t 7 -i anullsrc=r=48000:cl=stereo");
    let channel = carried(&encode(&[picture(7, "30"), silence, h264(60), aac()]), USUAL).await;
    let sizes: Vec<usize> = packets(&channel.archive(), "a").iter().map(|packet| packet.3).collect();
    assert!(sizes[2..].iter().all(|size| *size < 32), "{sizes:?}");
}

#[tokio::test]
async fn a_keyframe_each_ten_seconds() {
    let channel = carried(&encode(&[picture(23, "30"), sound(23), h264(300), aac()]), USUAL).await;
    assert!(channel.segments.len() >= 6, "{}", channel.segments.len());
}

/// As most cameras without microphone do.
#[tokio::test]
async fn no_audio_though_announced() {
    let mut sent = encode(&[picture(7, "30"), sound(7), h264(60), aac()]);
    sent.retain(|message| message.kind != Kind::Audio);
    carried(&sent, "avc1.").await;
}

#[tokio::test]
async fn no_video() {
    carried(&encode(&[sound(7), aac()]), "mp4a.40.2").await;
}

#[tokio::test]
async fn a_clock_that_wraps_at_31_or_32_bits() {
    let sent = encode(&[picture(7, "30"), sound(7), h264(60), aac()]);
    let channel = carried(&shifted(&sent, 0u32.wrapping_sub(3_000)), USUAL).await;
    let masked = |m: Message| Message { timestamp: m.timestamp & 0x7fff_ffff, ..m };
    let at_31: Vec<Message> = shifted(&sent, 0x8000_0000 - 3_000).into_iter().map(masked).collect();
    assert!(parts(&at_31).await == channel.parts);
}

/// Forwards and back, more than once; each is a discontinuity in one and the same timeline.
#[tokio::test]
async fn a_clock_that_jumps() {
    let part = encode(&[picture(4, "30"), sound(4), h264(60), aac()]);
    let starts = [1_000_000, 5_000_000, 20_000, 0x8000_0000];
    let sent: Vec<Message> = starts.iter().flat_map(|&start| shifted(&part, start)).collect();
    let channel = carried(&sent, USUAL).await;
    assert_eq!(channel.last().segments.iter().filter(|segment| segment.discontinuity).count(), 3);
    let times: Vec<f64> = packets(&channel.archive(), "v").iter().map(|packet| packet.1).collect();
    assert!(times.windows(2).all(|pair| (0.0..0.2).contains(&(pair[1] - pair[0]))), "no hole in time");
}
