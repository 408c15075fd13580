//! HEVC, AV1 and Opus, in each form they are sent in.

use crate::carried::{carried, complete, parts};
use crate::encoder::{aac, args, h264, picture, sound};
use crate::enhanced::{Form, encode};
use crate::viewer::{Channel, packets};
use media::message::{Kind, Message};

pub fn small(seconds: u32) -> Vec<String> {
    args(&format!("-f lavfi -t {seconds} -i testsrc2=s=160x90:r=30"))
}

/// x265 with two B-frames in a row and open groups of pictures of two seconds.
pub fn hevc() -> Vec<String> {
    args(
        "-c:v libx265 -preset ultrafast -x265-params log-level=none:pools=1:frame-threads=1:keyint=60:min-keyint=60:scenecut=0:bframes=2:b-adapt=0:open-gop=1",
    )
}

fn av1() -> Vec<String> {
    args("-c:v libaom-av1 -usage realtime -cpu-used 8 -g 60 -keyint_min 60 -b:v 150k")
}

pub fn opus() -> Vec<String> {
    args("-c:a libopus -b:a 48k -ac 2")
}

#[tokio::test]
async fn hevc_and_opus_are_carried_in_every_form() {
    let groups = [small(7), sound(7), hevc(), opus()];
    let channel = carried(&encode(&groups, Form::Enhanced), "hvc1.1.6.L30.90,Opus").await;
    let pictures = packets(&channel.archive(), "v");
    assert!(pictures.iter().any(|packet| packet.0 > packet.1), "there are B-frames");
    for form in [Form::Legacy, Form::Extended] {
        assert!(parts(&encode(&groups, form)).await == channel.parts);
    }
}

#[tokio::test]
async fn av1_is_carried_and_temporal_delimiters_are_not() {
    let groups = [small(7), sound(7), av1(), aac()];
    let channel = carried(&encode(&groups, Form::Enhanced), "av01.0.00M.08,mp4a.40.2").await;
    let extended = encode(&groups, Form::Extended);
    assert!(extended.iter().any(|message| message.payload.windows(6).any(|bytes| bytes == b"av01\x12\0")));
    assert!(parts(&extended).await == channel.parts);
}

#[tokio::test]
async fn av1_with_hidden_frames_is_carried() {
    let hidden = args("-pix_fmt yuv420p10le -c:v libsvtav1 -preset 12 -g 60");
    carried(&encode(&[small(5), hidden], Form::Enhanced), "av01.0.00M.10").await;
}

#[tokio::test]
async fn opus_packets_of_any_length_are_carried() {
    // Sound alone, so that parts are cut by it.
    for duration in ["2.5", "20", "60", "120"] {
        let opus = args(&format!("-c:a libopus -b:a 48k -frame_duration {duration}"));
        let channel = carried(&encode(&[sound(4), opus], Form::Enhanced), "Opus").await;
        let packets = packets(&channel.archive(), "a");
        let length = duration.parse::<f64>().unwrap() / 1000.0;
        assert!(packets.windows(2).all(|pair| (pair[1].0 - pair[0].0 - length).abs() < 0.000_05), "{duration} ms");
    }
}

#[tokio::test]
async fn opus_goes_with_h264() {
    let sent = encode(&[picture(6, "30"), sound(6), h264(60), opus()], Form::Enhanced);
    let mut channel = Channel::fed(&sent).await;
    let stats = channel.writer.as_ref().unwrap().stats();
    assert!(stats.video.unwrap().codec.starts_with("avc1."));
    let audio = stats.audio.unwrap();
    assert_eq!((audio.codec.as_str(), audio.sample_rate, audio.channels), ("Opus", 48_000, 2));
    complete(&mut channel, &sent, "avc1.,Opus").await;
}

#[tokio::test]
async fn hevc_of_odd_size_and_shape_is_described_truly() {
    let picture = args("-f lavfi -t 4 -i testsrc2=s=318x178:r=30000/1001 -vf setsar=4/3 -pix_fmt yuv420p10le");
    let sent = encode(&[picture, hevc()], Form::Enhanced);
    let channel = Channel::fed(&sent).await;
    let video = channel.writer.as_ref().unwrap().stats().video.unwrap();
    assert_eq!((video.codec.as_str(), video.width, video.height), ("hvc1.2.4.L60.90", 424, 178));
    let master = String::from_utf8(channel.ok("master.m3u8").await).unwrap();
    assert!(master.contains("RESOLUTION=424x178,FRAME-RATE=29.970"), "{master}");
}

#[tokio::test]
async fn frames_before_their_configuration_and_of_another_codec_are_left_out() {
    let sent = encode(&[small(4), sound(4), hevc(), opus()], Form::Enhanced);
    let early = sent.iter().find(|message| message.payload.starts_with(b"\xa1hvc1")).unwrap();
    let mut muddled = vec![early.clone()];
    for message in &sent {
        muddled.push(message.clone());
        muddled.push(Message { payload: b"\x91av01\x0a\x01\x07"[..].into(), kind: Kind::Video, ..message.clone() });
    }
    assert!(parts(&muddled).await == parts(&sent).await);
}

#[test]
fn flipped_bits_anywhere_in_the_first_messages_are_survived() {
    for encoder in [hevc(), av1()] {
        let sent = encode(&[small(1), sound(1), encoder, opus()], Form::Extended);
        let headers = &sent[..2];
        for original in &sent[..8] {
            let length = original.payload.len().min(160);
            for bit in 0..length * 8 {
                let mut payload = original.payload.to_vec();
                payload[bit / 8] ^= 1 << (bit % 8);
                let mut writer = Channel::new().writer.unwrap();
                for header in headers {
                    writer.push(header.clone()).unwrap();
                }
                for end in [payload.len(), bit / 8] {
                    let _ = writer.push(Message { payload: payload[..end].to_vec().into(), ..original.clone() });
                }
                // It goes on with what is right.
                for message in headers.iter().chain(&sent[2..6]) {
                    writer.push(message.clone()).unwrap();
                }
            }
        }
    }
}
