//! The packager and the health meter, playlists, what readers may ask of the origin, and segments whose times are shifted.

use std::time::Duration;

use bytes::Bytes;
use media::cmaf::{TimeShifter, Timescales};
use media::health::{HISTORY, Meter};
use media::hls::playlist::{Line, MediaPlaylist, with_base};
use media::hls::{Access, HlsSettings, Origin, Response};
use media::message::{Kind, Message};
use tokio::runtime::Runtime;

const ID: &str = "stream";

/// Time that never passes by itself: a reader that waits is answered at once as if its wait were over.
fn runtime() -> Runtime {
    tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap()
}

fn get(runtime: &Runtime, origin: &Origin, path: &str, query: Option<&str>) -> Response {
    let answer = runtime.block_on(origin.respond(ID, path, query, false, Access::Public));
    assert!(matches!(answer.status, 200 | 400 | 404 | 503), "{path}: {}", answer.status);
    assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    answer
}

/// FLV tags without the file's header. Lengths that lie take what is there.
fn tags(mut data: &[u8]) -> Vec<Message> {
    let mut messages = Vec::new();
    while let [kind, l2, l1, l0, t2, t1, t0, t3, _, _, _, rest @ ..] = data {
        let length = (u32::from_be_bytes([0, *l2, *l1, *l0]) as usize).min(rest.len());
        let kind = match kind {
            8 => Kind::Audio,
            9 => Kind::Video,
            _ => Kind::Data,
        };
        let timestamp = u32::from_be_bytes([*t3, *t2, *t1, *t0]);
        messages.push(Message { kind, timestamp, payload: Bytes::copy_from_slice(&rest[..length]) });
        data = rest.get(length + 4..).unwrap_or_default();
    }
    messages
}

/// An encoder's tags, as the origin gets them.
pub fn packager(data: &[u8]) {
    let (runtime, origin) = (runtime(), Origin::new(HlsSettings::default()));
    let mut writer = origin.open(ID, Duration::ZERO);
    let messages = tags(data);
    for message in &messages {
        let _ = writer.push(message.clone());
    }
    drop(writer);
    let master = get(&runtime, &origin, "master.m3u8", None);
    let index = get(&runtime, &origin, "source/index.m3u8", None);
    assert_eq!(master.status, index.status);
    if index.status == 404 {
        return;
    }
    let text = String::from_utf8(index.body.to_vec()).unwrap();
    let list = MediaPlaylist::parse(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let (mut media, listed) = (0, list.closed().count());
    for segment in list.closed() {
        assert!(
            segment.duration.is_some_and(|length| length.round() <= list.target),
            "longer than the target: {segment:?}"
        );
        let file = get(&runtime, &origin, &format!("source/{}", segment.uri), None);
        media += if file.status == 200 { file.body.len() } else { 0 };
    }
    for part in list.segments.iter().flat_map(|segment| &segment.parts) {
        // Only a picture that stands for longer, with no sound to cut by, may make a part longer.
        let limit = list.target + 0.5;
        assert!(list.part_target > 0.0 && part.duration <= limit, "over {}: {part:?}\n{text}", list.part_target);
    }
    // Per sample 16 bytes of tables, per part some hundred of boxes; no sample is there twice.
    assert!(media <= data.len() + 16 * messages.len() + 1024 * (listed + messages.len()), "{media} of {}", data.len());
    assert!(text.len() < 512 * 1024, "a playlist of {} bytes", text.len());
}

/// `path?query`, asked of a stream that is live.
pub fn playlist_requests(data: &[u8]) {
    thread_local! {
        static LIVE: (Runtime, Origin, media::hls::Writer) = {
            let origin = Origin::new(HlsSettings::default());
            let mut writer = origin.open(ID, Duration::ZERO);
            for message in tags(include_bytes!("../corpus/packager/both")) {
                let _ = writer.push(message);
            }
            assert!(origin.is_playable(ID));
            (runtime(), origin, writer)
        };
    }
    let text = String::from_utf8_lossy(data);
    let (path, query) = text.split_once('?').map_or((&*text, None), |(path, query)| (path, Some(query)));
    LIVE.with(|(runtime, origin, _writer)| {
        let answer = get(runtime, origin, path, query);
        assert!(answer.body.len() < 1024 * 1024);
    });
}

/// An encoder's tags, as they are measured: each arrives 40 ms after the one before it.
pub fn health(data: &[u8]) {
    let (mut meter, mut now) = (Meter::default(), 0);
    let messages = tags(data);
    for message in &messages {
        now += 40;
        meter.push(message, now);
    }
    let report = meter.report(now + 1000);
    assert!(report.samples.len() <= HISTORY);
    assert!(report.video_frames + report.audio_frames <= messages.len() as u64);
    assert!(report.announced.encoder.is_none_or(|name| name.chars().count() <= 80 && !name.contains(char::is_control)));
    for sample in &report.samples {
        assert!(sample.frame_rate.is_none_or(|rate| rate.is_finite() && rate >= 0.0), "{sample:?}");
    }
}

/// A media playlist, as players read it, and with its addresses led elsewhere.
pub fn playlist(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    for line in text.lines() {
        // Read a second time, a line says the same.
        let written = Line::parse(line).to_string();
        assert_eq!(Line::parse(&written).to_string(), written, "{line:?}");
    }
    let Ok(list) = MediaPlaylist::parse(text) else { return };
    assert!(list.segments.len() <= text.lines().count() && list.media().count() <= list.closed().count());
    let elsewhere = MediaPlaylist::parse(&with_base(text, "https://media.example/x")).unwrap();
    assert_eq!(elsewhere.segments.len(), list.segments.len());
}

/// An initialisation segment and segments, in one piece and in many.
pub fn time_shift(data: &[u8]) {
    let timescales = Timescales::of(data);
    let begin = timescales.begin_of(data);
    assert!(begin.is_none_or(|begin| begin >= 0.0), "{begin:?}");
    let shifted = |length: usize| {
        let mut shifter = TimeShifter::new(timescales.clone(), 1.0 - begin.unwrap_or_default());
        let mut out = Vec::new();
        for piece in data.chunks(length) {
            out.extend_from_slice(&shifter.push(piece, false));
        }
        out.extend_from_slice(&shifter.push(b"", true));
        out
    };
    let whole = shifted(data.len().max(1));
    assert_eq!(whole.len(), data.len());
    assert!(shifted(7) == whole, "pieces of 7 bytes come to something else");
}
