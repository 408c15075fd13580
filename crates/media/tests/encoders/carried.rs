//! What must hold for every stream, whichever encoder sends it.

use crate::check::check;
use crate::viewer::{Channel, decoded, packets, quiet};
use media::flv::{self, AudioTag, VideoTag};
use media::message::{Kind, Message};
use std::collections::BTreeMap;

/// Feeds a channel with all that was sent, and checks it with [`complete`].
pub async fn carried(sent: &[Message], codecs: &str) -> Channel {
    let mut channel = Channel::fed(sent).await;
    complete(&mut channel, sent, codecs).await;
    channel
}

/// All parts of a channel after everything was sent.
pub async fn parts(sent: &[Message]) -> BTreeMap<(u64, u64), (String, Vec<u8>)> {
    let mut channel = Channel::fed(sent).await;
    channel.end().await;
    channel.parts
}

/// Checks that every version of the playlist keeps the rules, that it names codecs beginning with `codecs`, and that the archives decode
/// without errors: every picture, every keyframe marked, and all sound except for some frames before the first picture, after the last
/// one, or at a change.
pub async fn complete(channel: &mut Channel, sent: &[Message], codecs: &str) {
    check(channel);
    let master = String::from_utf8(channel.ok("master.m3u8").await).unwrap();
    let (_, named) = master.split_once("CODECS=\"").unwrap();
    let named: Vec<&str> = named.split('"').next().unwrap().split(',').collect();
    let wanted: Vec<&str> = codecs.split(',').collect();
    assert!(
        named.len() == wanted.len() && named.iter().zip(&wanted).all(|(is, want)| is.starts_with(want)),
        "{master}"
    );
    channel.end().await;
    check(channel);
    assert!(channel.last().ended);
    let files = channel.archives();
    let pictures: usize = files.iter().map(|file| decoded(file, "v")).sum();
    let keyframes: usize = files.iter().map(|file| keyframes(file.to_str().unwrap())).sum();
    assert_eq!((pictures, keyframes), (frames(sent, Kind::Video), key_tags(sent)), "pictures and keyframes");
    let sound: usize = files.iter().map(|file| sound_packets(file)).sum();
    let wanted = frames(sent, Kind::Audio);
    assert!(sound <= wanted && sound + 5 * files.len() >= wanted, "{sound} of {wanted} frames of sound");
}

fn sound_packets(file: &std::path::Path) -> usize {
    let count = packets(file, "a").len();
    // All of them can be decoded: a decoder may keep back or join frames, so theirs are not compared.
    assert!(count == 0 || decoded(file, "a") > 0);
    count
}

/// Coded frames among the messages.
pub fn frames(sent: &[Message], kind: Kind) -> usize {
    sent.iter().filter(|message| message.kind == kind && is_frame(message)).count()
}

fn is_frame(message: &Message) -> bool {
    match message.kind {
        Kind::Video => matches!(flv::video(message.payload.clone()), Ok(VideoTag::Frame { .. })),
        Kind::Audio => matches!(flv::audio(message.payload.clone()), Ok(AudioTag::Frame { .. })),
        Kind::Data => false,
    }
}

fn key_tags(sent: &[Message]) -> usize {
    let key = |tag| matches!(tag, Ok(VideoTag::Frame { key: true, .. }));
    sent.iter().filter(|message| message.kind == Kind::Video && key(flv::video(message.payload.clone()))).count()
}

/// Samples marked as those a decoder can start at.
fn keyframes(file: &str) -> usize {
    let flags = quiet("ffprobe", &["-select_streams", "v", "-show_entries", "packet=flags", "-of", "csv=p=0", file]);
    flags.lines().filter(|flags| flags.starts_with('K')).count()
}
