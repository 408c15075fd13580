//! Encoders that change their settings in mid-stream.

use crate::carried::{complete, frames};
use crate::codecs::{hevc, opus, small};
use crate::encoder::{aac, args, h264, shifted, sound};
use crate::enhanced::{Form, encode};
use crate::viewer::{Channel, decoded, file};
use media::message::{Kind, Message};
use std::path::PathBuf;
use std::time::Duration;

fn discontinuities(channel: &Channel) -> usize {
    channel.last().segments.iter().filter(|segment| segment.discontinuity).count()
}

/// Both one after the other; the codecs named in the end are those of the second.
async fn follows(first: &[Message], second: &[Message], codecs: &str) -> Channel {
    let sent = [first, &shifted(second, 5_000)].concat();
    let mut channel = Channel::fed(&sent).await;
    complete(&mut channel, &sent, codecs).await;
    assert_eq!(discontinuities(&channel), 1);
    assert_eq!(channel.archives().len(), 2);
    let changed = channel.last().segments.iter().find(|segment| segment.discontinuity).unwrap();
    assert_eq!(changed.map, format!("init.{}.mp4", changed.msn));
    assert!(changed.parts.is_empty() || changed.parts[0].independent);
    channel
}

/// All parts behind the first initialisation, as readers that keep it have them.
fn behind_first_initialisation(channel: &Channel) -> PathBuf {
    let (first, _) = channel.parts.values().next().unwrap();
    let parts = channel.parts.values().flat_map(|(_, bytes)| bytes.iter());
    file(&channel.inits[first].iter().chain(parts).copied().collect::<Vec<u8>>())
}

#[tokio::test]
async fn the_video_codec_changes_both_ways() {
    let avc = encode(&[small(5), sound(5), h264(60), aac()], Form::Enhanced);
    let hevc = encode(&[small(5), sound(5), hevc(), aac()], Form::Enhanced);
    follows(&avc, &hevc, "hvc1.,mp4a.40.2").await;
    follows(&hevc, &avc, "avc1.,mp4a.40.2").await;
}

#[tokio::test]
async fn the_audio_codec_changes() {
    let first = encode(&[small(5), sound(5), h264(60), aac()], Form::Enhanced);
    let second = encode(&[small(5), sound(5), h264(60), opus()], Form::Enhanced);
    follows(&first, &second, "avc1.,Opus").await;
}

#[tokio::test]
async fn size_and_codecs_change_at_once() {
    let larger = args("-f lavfi -t 5 -i testsrc2=s=320x180:r=25");
    let first = encode(&[small(5), sound(5), hevc(), opus()], Form::Enhanced);
    let second = encode(&[larger, sound(5), h264(50), aac()], Form::Enhanced);
    let channel = follows(&first, &second, "avc1.,mp4a.40.2").await;
    let master = String::from_utf8(channel.ok("master.m3u8").await).unwrap();
    assert!(master.contains("RESOLUTION=320x180"), "{master}");
}

#[tokio::test]
async fn another_encoder_comes_back_with_another_codec() {
    let first = encode(&[small(5), sound(5), hevc(), aac()], Form::Enhanced);
    let second = encode(&[small(5), sound(5), h264(60), aac()], Form::Enhanced);
    let mut channel = Channel::fed(&first).await;
    channel.leave().await;
    channel.return_after(Duration::from_secs(9)).await;
    channel.feed(&second).await;
    complete(&mut channel, &[first, second].concat(), "avc1.,mp4a.40.2").await;
    assert_eq!((discontinuities(&channel), channel.archives().len()), (1, 2));
}

/// ffmpeg, and so VLC, mpv and downloaders, keep the first initialisation of a stream: what comes after a change of size decodes with it,
/// and so does what was before when they go back.
#[tokio::test]
async fn pictures_decode_with_the_first_initialisation_after_a_change_of_size() {
    let larger = || args("-f lavfi -t 5 -i testsrc2=s=640x360:r=30");
    for (codec, named) in [(h264(60), "avc1.,mp4a.40.2"), (hevc(), "hvc1.,mp4a.40.2")] {
        let encoded = |picture: Vec<String>| encode(&[picture, sound(5), codec.clone(), aac()], Form::Enhanced);
        let (first, second) = (encoded(small(5)), encoded(larger()));
        let channel = follows(&first, &second, named).await;
        let all = behind_first_initialisation(&channel);
        assert_eq!(decoded(&all, "v"), frames(&first, Kind::Video) + frames(&second, Kind::Video), "{named}");
        // Back to the first size.
        let channel = follows(&second, &first, named).await;
        let all = behind_first_initialisation(&channel);
        assert_eq!(decoded(&all, "v"), frames(&first, Kind::Video) + frames(&second, Kind::Video), "{named}");
    }
}

/// A server that was killed does not remember the first initialisation.
#[tokio::test]
async fn pictures_decode_with_the_first_initialisation_after_a_restart() {
    let first = encode(&[small(5), sound(5), h264(60), aac()], Form::Enhanced);
    let larger = args("-f lavfi -t 5 -i testsrc2=s=640x360:r=30");
    let second = encode(&[larger, sound(5), h264(60), aac()], Form::Enhanced);
    let mut channel = Channel::fed(&first).await;
    channel.end().await;
    channel.origin.remove(crate::viewer::ID);
    channel.return_after(Duration::from_secs(9)).await;
    channel.feed(&second).await;
    channel.end().await;
    let all = behind_first_initialisation(&channel);
    assert_eq!(decoded(&all, "v"), frames(&first, Kind::Video) + frames(&second, Kind::Video));
}
