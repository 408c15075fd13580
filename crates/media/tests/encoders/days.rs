//! More than a day of media, made of next to nothing.

use crate::encoder::{args, encode, h264};
use crate::playlist::Playlist;
use crate::viewer::ID;
use bytes::Bytes;
use media::hls::{Access, HlsSettings, Origin, Writer};
use media::message::{Kind, Message};
use std::time::Duration;

const HOUR: u64 = 3_600_000;
/// The sound's samples per second and per frame; a frame is not a whole number of milliseconds long.
const RATE: u64 = 22_050;
const FRAME: u64 = 1024;

/// A stream with a keyframe every two seconds and with continuous sound.
struct Day {
    origin: Origin,
    writer: Writer,
    keyframe: Bytes,
    /// Where the encoder's clock begins, and a mask of its bits.
    start: u64,
    mask: u64,
    /// How much too fast the encoder's sound card runs: frames that do not match their times.
    drift: f64,
    pictures: u64,
    sounds: u64,
}

impl Day {
    fn begin(start: u64, bits: u32, drift: f64) -> Self {
        // A day is sent within seconds.
        let origin = Origin::new(HlsSettings {
            segments_at_once: u32::MAX,
            bytes_per_second: u32::MAX,
            ..HlsSettings::default()
        });
        let writer = origin.open(ID, Duration::ZERO);
        let sent = encode(&[args("-f lavfi -t 0.1 -i testsrc2=s=64x64:r=30"), h264(60)]);
        let video: Vec<&Message> = sent.iter().filter(|message| message.kind == Kind::Video).collect();
        let mut day = Self {
            origin,
            writer,
            keyframe: video[1].payload.clone(),
            start,
            mask: (1 << bits) - 1,
            drift,
            pictures: 0,
            sounds: 0,
        };
        day.send(Kind::Video, 0, video[0].payload.clone());
        // AAC-LC at 22 050 Hz, one channel.
        day.send(Kind::Audio, 0, Bytes::from_static(&[0xaf, 0, 0x13, 0x88]));
        day
    }

    fn send(&mut self, kind: Kind, at: u64, payload: Bytes) {
        let timestamp = u32::try_from((self.start + at) & self.mask).unwrap();
        self.writer.push(Message { kind, timestamp, payload }).unwrap();
    }

    /// Sends all that is due until so many milliseconds after the begin.
    fn until(&mut self, end: u64) {
        let silence = Bytes::from_static(&[0xaf, 1, 0x01, 0x18, 0x20, 0x07]);
        while self.pictures * 2_000 < end {
            let picture = self.pictures * 2_000;
            self.send(Kind::Video, picture, self.keyframe.clone());
            self.pictures += 1;
            loop {
                let at = (self.sounds * FRAME * 1000) as f64 / RATE as f64 * (1.0 - self.drift);
                if at as u64 >= picture + 2_000 {
                    break;
                }
                self.send(Kind::Audio, at as u64, silence.clone());
                self.sounds += 1;
            }
        }
    }

    async fn playlist(&self) -> Playlist {
        let response = self.origin.respond(ID, "source/index.m3u8", None, false, Access::Public).await;
        Playlist::parse(str::from_utf8(&response.body).unwrap())
    }

    /// Number of segments that can be read though the playlist does not list them any more.
    async fn unlisted(&self, list: &Playlist) -> usize {
        let mut found = 0;
        for msn in list.first.saturating_sub(200)..list.first {
            let segment = self.origin.respond(ID, &format!("source/{msn}.m4s"), None, false, Access::Public).await;
            found += usize::from(segment.status == 200);
        }
        found
    }

    /// Where video and audio stand in the newest whole segment, in milliseconds.
    async fn times(&self, list: &Playlist) -> (i64, i64) {
        let path = format!("source/{}.m4s", list.media().next_back().unwrap().msn);
        let segment = self.origin.respond(ID, &path, None, false, Access::Public).await.body;
        let mut boxes = segment.windows(8).enumerate().filter(|(_, name)| &name[..4] == b"tfdt");
        let mut time = |rate: u64| {
            let (at, _) = boxes.next().unwrap();
            let ticks = u64::from_be_bytes(segment[at + 8..at + 16].try_into().unwrap());
            i64::try_from(ticks * 1000 / rate).unwrap()
        };
        (time(90_000), time(RATE))
    }
}

fn resident_kilobytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.split_whitespace().next().unwrap().parse().unwrap()
}

/// 25 hours: times never fall, sound stays with the picture, and what is kept does not grow.
async fn holds(mut day: Day) {
    let (mut last_msn, mut last_time, mut resident) = (0, -1, None);
    for hour in 1..=25 {
        day.until(hour * HOUR);
        let list = day.playlist().await;
        assert!(list.segments.len() <= HlsSettings::default().window + 1, "{}", list.segments.len());
        // Media can be had for three target durations after it has left the playlist, and no longer.
        let unlisted = day.unlisted(&list).await;
        assert!((6..=8).contains(&unlisted), "{unlisted} segments of two seconds after {hour} hours");
        let (video, audio) = day.times(&list).await;
        assert!(list.first > last_msn && video > last_time, "after {hour} hours");
        let passed = i64::try_from(hour * HOUR).unwrap();
        assert!((0..=10_000).contains(&(passed - video)), "after {hour} hours the picture is at {video}");
        // A segment's sound begins up to a frame later than its picture.
        assert!((audio - video).abs() <= 80 + 47, "after {hour} hours: {video} and {audio}");
        (last_msn, last_time) = (list.first, video);
        let first = *resident.get_or_insert_with(resident_kilobytes);
        assert!(resident_kilobytes() < first + 64 * 1024, "after {hour} hours: {first} kB at first");
    }
    let stats = day.writer.stats();
    assert_eq!(stats.discontinuities, 0);
    assert!(stats.written.as_secs().abs_diff(25 * 3600) < 10, "{:?}", stats.written);
}

#[tokio::test]
async fn a_day_over_the_wrap_of_31_bits() {
    holds(Day::begin((1 << 31) - 12 * HOUR, 31, 0.0)).await;
}

#[tokio::test]
async fn a_day_over_the_wrap_of_32_bits_with_a_sound_card_that_is_too_fast() {
    holds(Day::begin((1 << 32) - 12 * HOUR, 32, 0.000_05)).await;
}

#[tokio::test]
async fn a_day_with_a_sound_card_that_is_too_slow() {
    holds(Day::begin(7, 32, -0.000_05)).await;
}
