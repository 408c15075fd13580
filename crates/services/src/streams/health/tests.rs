//! From ffmpeg's real packets to issues. What ffmpeg wrote is played back with made-up arrivals: faults of a network to order, and
//! a busy machine makes no difference.

use super::Figures;
use super::judge::judge;
use domain::health::{Condition, Health, IssueCode};
use media::health::Meter;
use media::hls::{HlsSettings, Origin};
use media::message::{Kind, Message};
use std::process::Command;
use std::time::Duration;

/// A message and when it arrives, in milliseconds.
#[derive(Clone)]
struct Packet {
    message: Message,
    arrival: i64,
}

/// What ffmpeg sends for these output options, arriving in time.
fn encoded(input: &str, options: &str) -> Vec<Packet> {
    let mut ffmpeg = Command::new("ffmpeg");
    ffmpeg.args([
        "-v",
        "error",
        "-f",
        "lavfi",
        "-i",
        input,
        "-f",
        "lavfi",
        "-i",
        "sine=frequency=440:sample_rate=48000",
    ]);
    ffmpeg.args("-c:v libx264 -preset ultrafast -pix_fmt yuv420p -sc_threshold 0 -threads 2".split(' '));
    ffmpeg.args(options.split_whitespace()).args(["-f", "flv", "pipe:1"]);
    let output = ffmpeg.output().expect("ffmpeg is missing: apt-get install ffmpeg");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let flv = bytes::Bytes::from(output.stdout);
    let mut packets = Vec::new();
    // A header of nine bytes, then tags, each behind the size of the one before (Adobe FLV 10.1, annex E.3).
    let mut at = 13;
    while at + 11 <= flv.len() {
        let number = |from: usize| u32::from_be_bytes([0, flv[from], flv[from + 1], flv[from + 2]]);
        let kind = [(8, Kind::Audio), (9, Kind::Video), (18, Kind::Data)].into_iter().find(|kind| kind.0 == flv[at]);
        let (size, timestamp) = (number(at + 1) as usize, number(at + 4) | u32::from(flv[at + 7]) << 24);
        let payload = flv.slice(at + 11..at + 11 + size);
        let message = Message { kind: kind.expect("an FLV tag").1, timestamp, payload };
        packets.push(Packet { message, arrival: i64::from(timestamp) });
        at += 11 + size + 4;
    }
    assert!(packets.len() > 500, "ffmpeg wrote little");
    packets
}

/// The health after the last of these packets.
fn health(packets: &[Packet]) -> Health {
    let origin = Origin::new(HlsSettings::default());
    let mut writer = origin.open("stream", Duration::ZERO);
    let mut meter = Meter::default();
    let mut told = 0;
    for Packet { message, arrival } in packets {
        meter.push(message, *arrival);
        writer.push(message.clone()).expect("the packager takes what ffmpeg sends");
        if *arrival >= told + 1000 {
            told = *arrival;
            meter.dropped(writer.stats().dropped);
        }
    }
    let end = packets.last().expect("packets").arrival;
    judge(&Figures::new(meter.report(end), Some(writer.stats()), 0), std::time::UNIX_EPOCH.into())
}

fn codes(packets: &[Packet]) -> Vec<IssueCode> {
    health(packets).issues.iter().map(|issue| issue.code).collect()
}

/// The packets with something done to some of them; `None` leaves one out.
fn changed(packets: &[Packet], change: impl Fn(usize, Packet) -> Option<Packet>) -> Vec<Packet> {
    let mut changed: Vec<_> =
        packets.iter().cloned().enumerate().filter_map(|(at, packet)| change(at, packet)).collect();
    changed.sort_by_key(|packet| packet.arrival);
    changed
}

#[test]
fn a_clean_encoder_has_no_issues_and_each_fault_of_its_way_has_its_own() {
    let clean = encoded(
        "testsrc2=size=320x180:rate=30",
        "-t 50 -g 60 -bf 2 -b:v 400k -maxrate 400k -bufsize 400k -c:a aac -ac 2 -b:a 128k",
    );
    let good = health(&clean);
    assert_eq!(good.issues, []);
    assert_eq!((good.status, good.width, good.height), (Condition::Good, Some(320), Some(180)));
    assert_eq!((good.frame_rate, good.keyframe_interval, good.dropped_frames), (Some(30.0), Some(2.0), Some(0)));
    assert!(good.bitrate.is_some_and(|rate| (300_000..700_000).contains(&rate)), "{good:?}");
    assert!(good.codecs.is_some_and(|codecs| codecs.starts_with("avc1.") && codecs.ends_with(",mp4a.40.2")));
    assert!(good.encoder.is_some_and(|name| name.starts_with("Lavf")));
    assert!((45..=50).contains(&good.history.len()), "{}", good.history.len());

    let video = |packet: &Packet| packet.message.kind == Kind::Video;
    let audio = |packet: &Packet| packet.message.kind == Kind::Audio;
    let late = |packet: Packet, by: i64| Some(Packet { arrival: packet.arrival + by, ..packet });
    // A network that carries four fifths.
    let slow = changed(&clean, |_, packet| Some(Packet { arrival: packet.arrival * 5 / 4, ..packet }));
    assert_eq!(codes(&slow), [IssueCode::UploadSlow]);
    // A pause, and then everything at once.
    let stalled = changed(&clean, |_, packet| match packet.arrival {
        40_000..44_000 => Some(Packet { arrival: 44_000, ..packet }),
        _ => Some(packet),
    });
    assert_eq!(codes(&stalled), [IssueCode::UploadSlow]);
    let late_sound = changed(&clean, |_, packet| if audio(&packet) { late(packet, 600) } else { Some(packet) });
    assert_eq!(codes(&late_sound), [IssueCode::AudioLate]);
    let late_picture = changed(&clean, |_, packet| if video(&packet) { late(packet, 600) } else { Some(packet) });
    assert_eq!(codes(&late_picture), [IssueCode::AvDrift]);
    let silent = changed(&clean, |_, packet| (video(&packet) || packet.arrival < 40_000).then_some(packet));
    assert_eq!(codes(&silent), [IssueCode::AudioMissing]);
    let black = changed(&clean, |_, packet| (audio(&packet) || packet.arrival < 40_000).then_some(packet));
    assert_eq!(codes(&black), [IssueCode::VideoMissing]);
    let plain = |packet: &Packet| packet.message.payload.first() == Some(&0x27);
    let gaps = changed(&clean, |at, packet| (!plain(&packet) || at % 11 != 5).then_some(packet));
    assert_eq!(codes(&gaps), [IssueCode::FramesDropped]);
    let jumped = changed(&clean, |_, mut packet| {
        packet.message.timestamp += if packet.arrival > 30_000 { 60_000 } else { 0 };
        Some(packet)
    });
    assert_eq!(codes(&jumped), [IssueCode::TimestampsJump]);
    assert_eq!(codes(&changed(&clean, |_, packet| (!audio(&packet)).then_some(packet))), [IssueCode::AudioMissing]);
}

#[test]
fn a_badly_set_encoder_is_told_what_to_change() {
    let bad = encoded(
        "testsrc2=size=640x360:rate=30",
        "-t 40 -g 300 -keyint_min 300 -bf 4 -b_strategy 0 -b:v 60k -maxrate 60k -bufsize 60k -an",
    );
    let bad = health(&bad);
    let mut found: Vec<_> = bad.issues.iter().map(|issue| issue.code).collect();
    found.sort_unstable();
    found.retain(|code| *code != IssueCode::BitrateUnstable);
    let expected = [IssueCode::AudioMissing, IssueCode::GopTooLong, IssueCode::BitrateLow, IssueCode::BFramesMany];
    assert_eq!(found, expected, "{:?}", bad.issues);
    assert_eq!(bad.status, Condition::Bad);
    assert_eq!(bad.keyframe_interval, Some(10.0));
    assert_eq!(bad.issues[0].message, "Keyframes come every 10 s.");

    let slow = encoded(
        "testsrc2=size=320x180:rate=15",
        "-t 20 -g 30 -b:v 3500k -qp 4 -vf noise=alls=60:allf=t -c:a aac -ar 32000 -ac 2 -b:a 48k",
    );
    let slow = health(&slow);
    let mut found: Vec<_> = slow.issues.iter().map(|issue| issue.code).collect();
    found.sort_unstable();
    let expected =
        [IssueCode::BitrateAboveLadder, IssueCode::FrameRateLow, IssueCode::AudioBitrateLow, IssueCode::SampleRateOdd];
    assert_eq!(found, expected, "{:?}", slow.issues);
}
