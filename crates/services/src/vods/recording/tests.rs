//! A recording ends when its playlist is as long as one may be.

use super::content::LONGEST;
use super::*;
use crate::vods::spool::Bounds;
use bytes::Bytes;
use media::hls::playlist::{RecordedInit, RecordedSegment};
use media::hls::{HlsSettings, Origin};
use media::message::{Kind, Message};
use std::time::Duration;
use uuid::Uuid;

/// File name that takes most of the text of a segment after a discontinuity, so that a few thousand make a long playlist.
fn long_name() -> String {
    format!("init.{}.mp4", "7".repeat(200))
}

/// A recording that continues these many segments, which are in storage already.
struct Temporary(Arc<Recording>, PathBuf);

impl Temporary {
    fn of(segments: u64) -> Self {
        let root = std::env::temp_dir().join(format!("aethex-recording-{}", Uuid::now_v7()));
        let spool = Arc::new(Spool::new(root.clone(), Bounds { limit: u64::MAX, reserve: 0 }));
        let key = ArchiveKey::new(StreamId(Uuid::now_v7()), None);
        let init = RecordedInit {
            uri: long_name(),
            bytes: 9,
            codecs: "avc1.64001f".into(),
            width: None,
            height: None,
            frame_rate: None,
        };
        let mut text = Entry::Init { rendition: SOURCE.into(), init }.line();
        for msn in 0..segments {
            let segment = RecordedSegment {
                msn,
                init: long_name(),
                start: 0,
                duration: 180_000,
                date: 1_800_000_000_000,
                discontinuity: true,
                independent: true,
                bytes: 1000,
            };
            text.push_str(&Entry::Segment { rendition: SOURCE.into(), segment }.line());
        }
        fs::create_dir_all(spool.folder(key.stream())).unwrap();
        fs::write(spool.folder(key.stream()).join(JOURNAL), text).unwrap();
        Self(Recording::load(key, spool, Arc::default()).unwrap(), root)
    }

    /// Number of segments of the source.
    fn segments(&self) -> usize {
        self.0.content().tracks[SOURCE].kept.segments().len()
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.1).unwrap();
    }
}

/// A live segment with a higher number than those of the journals above.
async fn live_segment() -> FinishedSegment {
    let origin = Origin::new(HlsSettings::default());
    let mut writer = origin.open("stream", Duration::from_secs(86_400));
    let mut send = |timestamp: u32, payload: &'static [u8]| {
        writer.push(Message { kind: Kind::Audio, timestamp, payload: Bytes::from_static(payload) }).unwrap();
    };
    // AAC-LC at 22 050 Hz, one channel; frames of silence.
    send(0, &[0xaf, 0, 0x13, 0x88]);
    for frame in 0..200 {
        send(frame * 1024 * 1000 / 22_050, &[0xaf, 1, 0x01, 0x18, 0x20, 0x07]);
    }
    origin.read("stream", SOURCE).unwrap().next_segment().await.unwrap()
}

#[tokio::test]
async fn a_recording_takes_no_more_once_its_playlist_is_as_long_as_one_may_be() {
    let segment = live_segment().await;
    let short = Temporary::of(1);
    short.0.keep(SOURCE, segment.clone()).await;
    assert_eq!((short.segments(), short.0.has_gap()), (2, false));

    let count = LONGEST as u64 / 300 + 1;
    let long = Temporary::of(count);
    let file = long.0.file(&format!("{SOURCE}/{}.m4s", segment.msn));
    let length = long.0.playlist(false).unwrap().text().plain().len();
    assert!((LONGEST..LONGEST * 2).contains(&length), "{length} bytes of text");
    long.0.keep(SOURCE, segment).await;
    long.0.picture(0, Bytes::from_static(b"webp")).await;
    assert_eq!((long.segments() as u64, long.0.has_gap()), (count, true));
    assert!(!file.exists() && long.0.content().pictures.is_empty(), "nothing is kept that no playlist lists");
    assert_eq!(long.0.playlist(false).unwrap().text().plain().len(), length);
}
