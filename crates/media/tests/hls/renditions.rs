//! Renditions that an encoder child makes of the source: cut like it, listed with it, started on request.

use crate::encoder::{aac, args, encode, frames, h264, is_frame, picture, sound, usual};
use crate::rules::check;
use crate::viewer::{Channel, ID, decoded, packets};
use media::hls::RenditionWriter;
use media::message::{Kind, Message};
use std::collections::BTreeMap;
use std::time::Duration;

pub const RUNG: &str = "90p";

/// What the child makes of a stream when it is fed the source's parts: half the size, the same times.
pub async fn transcoded(sent: &[Message], age: Duration) -> Vec<Message> {
    let mut channel = Channel::aged(age);
    channel.feed(sent).await;
    channel.end().await;
    transcode(&channel)
}

fn transcode(channel: &Channel) -> Vec<Message> {
    let file = channel.archive();
    let input = args(&format!("-copyts -i {}", file.to_str().unwrap()));
    let video = "-c:v libx264 -preset ultrafast -tune zerolatency -threads 1 -vf scale=-2:90 -vsync passthrough";
    encode(&[input, args(video), args("-force_key_frames source -sc_threshold 0 -g 9999 -c:a copy -enc_time_base -1")])
}

/// A source and a rendition of it, side by side.
struct Pair {
    source: Channel,
    rung: Channel,
    writer: Option<RenditionWriter>,
}

impl Pair {
    fn new(age: Duration) -> Self {
        let source = Channel::aged(age);
        let writer = source.origin.open_rendition(ID, RUNG);
        assert!(writer.is_some());
        Self { rung: Channel::watching(&source.origin, RUNG), source, writer }
    }

    /// Both encoders' messages in the order of time, the child's when its source has been cut.
    async fn feed(&mut self, sent: &[Message], child: &[Message]) {
        let mut child = child.iter().peekable();
        for message in sent {
            self.source.feed(std::slice::from_ref(message)).await;
            let Some(list) = self.source.versions.last() else { continue };
            let edge = self.source.parts.keys().next_back().map(|_| edge_ms(&self.source));
            if list.ended {
                continue;
            }
            while child.peek().is_some_and(|next| Some(i64::from(next.timestamp)) < edge) {
                self.push(child.next().unwrap()).await;
            }
        }
        for message in child {
            self.push(message).await;
        }
    }

    async fn push(&mut self, message: &Message) {
        let before = self.rung.versions.len();
        let pushed = self.writer.as_mut().unwrap().push(message.clone()).unwrap();
        if before > 0 || pushed.playable {
            self.rung.look().await;
        }
        assert_eq!(pushed.playable, before == 0 && self.rung.versions.len() == 1);
    }

    async fn end(&mut self) {
        self.source.end().await;
        self.writer = None;
        self.rung.look().await;
    }
}

/// Media time up to which the source has parts.
fn edge_ms(channel: &Channel) -> i64 {
    let mut reader = channel.origin.read(ID, "source").unwrap();
    let mut edge = 0;
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    while let std::task::Poll::Ready(Some(part)) = std::pin::pin!(reader.next_part()).poll(&mut context) {
        edge = (part.start + part.duration) / 90;
    }
    edge
}

/// The rendition's segments and parts lie exactly where the source's do, as far as it has them.
fn check_aligned(pair: &Pair) {
    check(&pair.rung);
    let known: BTreeMap<u64, _> =
        pair.source.versions.iter().flat_map(|list| &list.segments).map(|s| (s.msn, s)).collect();
    let mut parts: BTreeMap<&str, f64> = BTreeMap::new();
    for part in pair.source.versions.iter().flat_map(|list| &list.segments).flat_map(|segment| &segment.parts) {
        parts.insert(&part.uri, part.duration);
    }
    for list in &pair.rung.versions {
        let lists_first = |source: &&crate::playlist::Playlist| source.segments.iter().any(|s| s.msn == list.first);
        let source = pair.source.versions.iter().find(lists_first).expect("the source has it, too");
        let before = source.segments.iter().filter(|segment| segment.msn < list.first && segment.discontinuity).count();
        assert_eq!(
            source.discontinuity_sequence + before as u64,
            list.discontinuity_sequence,
            "discontinuities are counted alike"
        );
        for segment in &list.segments {
            let model = known[&segment.msn];
            assert_eq!(segment.discontinuity, model.discontinuity, "{}", list.text);
            assert_eq!(segment.date, model.date);
            if segment.duration.is_some() {
                assert_eq!(segment.duration, model.duration, "segment {}", segment.msn);
            }
            for part in &segment.parts {
                assert_eq!(parts.get(part.uri.as_str()), Some(&part.duration), "part {}", part.uri);
            }
            if let (Some(part), Some(first)) = (segment.parts.first(), model.parts.first()) {
                assert_eq!(part.independent, first.independent, "part {}", part.uri);
            }
        }
    }
}

fn video(messages: &[Message]) -> usize {
    frames(messages, Kind::Video)
}

#[tokio::test]
async fn a_rendition_is_cut_where_its_source_is_cut() {
    let reordering =
        "-c:v libx264 -preset veryfast -pix_fmt yuv420p -threads 1 -bf 2 -b_strategy 0 -g 60 -sc_threshold 0";
    for (name, sent, age) in [
        ("usual", usual(12), Duration::ZERO),
        ("later in a session", usual(7), Duration::from_secs(7_000)),
        ("B-frames", encode(&[picture(9, "30"), sound(9), args(reordering), aac()]), Duration::ZERO),
        ("29.97", encode(&[picture(9, "30000/1001"), sound(9), h264(60), aac()]), Duration::ZERO),
        ("slow", encode(&[picture(9, "7"), sound(9), h264(14), aac()]), Duration::ZERO),
        ("rare keyframes", encode(&[picture(14, "25"), sound(14), h264(250), aac()]), Duration::ZERO),
        ("no sound", encode(&[picture(7, "30"), h264(30)]), Duration::ZERO),
    ] {
        let child = transcoded(&sent, age).await;
        let mut pair = Pair::new(age);
        pair.feed(&sent, &child).await;
        pair.end().await;
        check_aligned(&pair);
        let (source, rung) = (pair.source.last(), pair.rung.last());
        assert!(rung.ended, "{name}: the child's end is the rendition's");
        assert_eq!(rung.segments.len(), source.segments.len(), "{name}");
        assert_eq!(decoded(&pair.rung.archive(), "v"), video(&sent), "{name}: every frame");
        let (ours, theirs) = (packets(&pair.rung.archive(), "v"), packets(&pair.source.archive(), "v"));
        let shown = |packets: &[(f64, f64, f64, usize)]| {
            let mut shown: Vec<i64> = packets.iter().map(|packet| (packet.0 * 1000.0).round() as i64).collect();
            shown.sort_unstable();
            shown
        };
        for (ours, theirs) in shown(&ours).iter().zip(shown(&theirs)) {
            assert!((ours - theirs).abs() <= 1, "{name}: shown at {ours} instead of {theirs} ms");
        }
        let starts = |packets: &[(f64, f64, f64, usize)]| (packets[0].1 * 1000.0).round();
        assert!((starts(&ours) - starts(&theirs)).abs() <= 1.0, "{name}: decoding begins with the source's");
    }
}

#[tokio::test]
async fn sound_goes_along_without_gap() {
    let sent = usual(9);
    let child = transcoded(&sent, Duration::ZERO).await;
    let mut pair = Pair::new(Duration::ZERO);
    pair.feed(&sent, &child).await;
    pair.end().await;
    let packets = packets(&pair.rung.archive(), "a");
    assert!(packets.len() + 4 >= frames(&sent, Kind::Audio), "{}", packets.len());
    for neighbours in packets.windows(2) {
        assert!((neighbours[1].0 - neighbours[0].0 - 1024.0 / 48_000.0).abs() < 0.000_05, "{neighbours:?}");
    }
}

#[tokio::test]
async fn every_part_comes_when_its_last_frame_does() {
    let sent = usual(9);
    let child = transcoded(&sent, Duration::ZERO).await;
    let mut pair = Pair::new(Duration::ZERO);
    pair.feed(&sent, &child).await;
    // Fed as far as the source is cut, the rendition stands where the source stands: it waits for no frame of the next part.
    let (source, rung) = (pair.source.last().edge(), pair.rung.last().edge());
    assert!(source.0 == rung.0 && source.1 - rung.1 <= 1, "{source:?} {rung:?}");
    assert!(
        !pair.rung.versions[0].segments.iter().any(|segment| segment.duration.is_none() && segment.parts.len() > 1)
    );
}

#[tokio::test(start_paused = true)]
async fn a_player_that_fetches_media_of_a_rendition_keeps_it_running() {
    let sent = usual(7);
    let child = transcoded(&sent, Duration::ZERO).await;
    let mut pair = Pair::new(Duration::ZERO);
    pair.feed(&sent, &child).await;
    let ((msn, part), _) = pair.rung.parts.last_key_value().unwrap();
    for path in [format!("90p/{msn}.{part}.m4s"), format!("90p/{}.m4s", msn - 1), "90p/init.mp4".into()] {
        // Requests within half a second share one notice.
        let before = pair.source.origin.last_request(ID, RUNG);
        tokio::time::advance(Duration::from_secs(1)).await;
        assert_eq!(pair.source.get(&path, None).await.status, 200, "{path}");
        assert!(pair.source.origin.last_request(ID, RUNG) > before, "{path}");
    }
}

#[tokio::test]
async fn a_rendition_goes_with_its_writer_and_comes_back_under_new_numbers() {
    let sent = usual(16);
    let child = transcoded(&sent, Duration::ZERO).await;
    let at = |messages: &[Message], ms: u32| messages.iter().position(|message| message.timestamp >= ms).unwrap();
    let mut pair = Pair::new(Duration::ZERO);
    pair.feed(&sent[..at(&sent, 7_000)], &child[..at(&child, 6_800)]).await;
    let before = pair.rung.last().edge();
    let listing = pair.source.master().await;
    assert!(listing.contains("\n90p/index.m3u8\n") && listing.contains("\nsource/index.m3u8\n"));
    let mut reader = pair.source.origin.read(ID, RUNG).unwrap();
    // The child dies; another is started and fed from the same place.
    pair.writer = None;
    assert!(!pair.source.master().await.contains("90p"));
    for path in ["90p/index.m3u8", "90p/init.mp4", "90p/4.0.m4s"] {
        assert_eq!(pair.source.get(path, None).await.status, 404, "{path}");
    }
    let mut read = 0;
    while let Some(segment) = reader.next_segment().await {
        assert!(segment.msn < before.0);
        read += 1;
    }
    assert!(read >= 2, "who was reading may finish");
    pair.writer = pair.source.origin.open_rendition(ID, RUNG);
    let first = std::mem::replace(&mut pair.rung, Channel::watching(&pair.source.origin, RUNG));
    let configurations = child.iter().filter(|message| message.payload.get(1) == Some(&0)).cloned();
    let again: Vec<Message> = configurations.chain(child[at(&child, 5_900)..].iter().cloned()).collect();
    pair.feed(&sent[at(&sent, 7_000)..], &again).await;
    check_aligned(&pair);
    assert!(first.parts.keys().all(|key| !pair.rung.parts.contains_key(key)), "no name has two contents");
    assert!(first.inits.keys().all(|uri| !pair.rung.inits.contains_key(uri)));
    assert!(pair.rung.last().media().count() >= 3);
}

#[tokio::test]
async fn what_a_rendition_misses_is_listed_as_gaps_with_the_sources_breaks() {
    let sent = usual(7);
    let mut pair = Pair::new(Duration::ZERO);
    // The publisher comes back twice; the child sleeps through the second life and its breaks.
    let mut model = Channel::new();
    let mut edges = Vec::new();
    for life in 0..3 {
        if life > 0 {
            model.leave().await;
            model.return_after(Duration::from_secs(9)).await;
        }
        model.feed(&sent).await;
        edges.push(edge_ms(&model));
    }
    model.end().await;
    let child = transcode(&model);
    let part = |from: i64, to: i64| -> Vec<Message> {
        let within = |message: &&Message| !is_media(message) || (from..to).contains(&i64::from(message.timestamp));
        child.iter().filter(within).cloned().collect()
    };
    for life in 0..3 {
        if life > 0 {
            pair.source.leave().await;
            pair.source.return_after(Duration::from_secs(9)).await;
        }
        let child = match life {
            0 => part(0, edges[0] - 1_500),
            1 => Vec::new(),
            _ => part(edges[1] - 500, i64::MAX),
        };
        pair.feed(&sent, &child).await;
    }
    check_aligned(&pair);
    let list = pair.rung.last();
    let gaps = list.segments.iter().filter(|segment| segment.gap).count();
    assert!(gaps >= 3, "{}", list.text);
    assert_eq!(list.segments.iter().filter(|segment| segment.discontinuity).count(), 2, "{}", list.text);
    let gap = list.segments.iter().find(|segment| segment.gap).unwrap();
    assert_eq!(pair.rung.get(&format!("90p/{}.m4s", gap.msn), None).await.status, 404);
    assert!(list.media().next_back().is_some_and(|segment| segment.msn > gap.msn), "it went on");
}

fn is_media(message: &Message) -> bool {
    is_frame(message, Kind::Video) || is_frame(message, Kind::Audio)
}

#[tokio::test]
async fn a_child_that_fell_out_of_the_window_starts_over() {
    let sent = encode(&[picture(70, "10"), sound(70), h264(20), aac()]);
    let child = transcoded(&sent, Duration::ZERO).await;
    let mut pair = Pair::new(Duration::ZERO);
    let at = |messages: &[Message], ms: u32| messages.iter().position(|message| message.timestamp >= ms).unwrap();
    pair.feed(&sent[..at(&sent, 6_000)], &child[..at(&child, 5_500)]).await;
    pair.feed(&sent[at(&sent, 6_000)..], &[]).await;
    let before = pair.rung.last().first;
    for message in &child[at(&child, 5_500)..] {
        pair.push(message).await;
    }
    let list = pair.rung.last();
    assert!(list.first > before + 5 && list.first >= pair.source.last().first);
    assert!(list.media().count() >= 3, "{}", list.text);
    check_aligned(&pair);
}

#[tokio::test]
async fn renditions_report_on_each_other() {
    let sent = usual(7);
    let child = transcoded(&sent, Duration::ZERO).await;
    let mut pair = Pair::new(Duration::ZERO);
    pair.feed(&sent, &child).await;
    let report = |list: &crate::playlist::Playlist| {
        let reports: Vec<String> =
            list.text.lines().filter(|line| line.starts_with("#EXT-X-RENDITION-REPORT:")).map(str::to_owned).collect();
        assert!(reports.len() <= 1, "one for each other rendition: {reports:?}");
        reports.into_iter().next()
    };
    let of_source = pair.source.versions.iter().filter_map(report).next_back().unwrap();
    assert!(of_source.starts_with("#EXT-X-RENDITION-REPORT:URI=\"../90p/index.m3u8\",LAST-MSN="), "{of_source}");
    let of_rung = report(pair.rung.last()).unwrap();
    // A segment's first part is told of with its second.
    let mut told = pair.source.parts.keys().rev();
    let newest = told.next().filter(|(_, part)| *part > 0).or_else(|| told.next()).unwrap();
    let line =
        format!("#EXT-X-RENDITION-REPORT:URI=\"../source/index.m3u8\",LAST-MSN={},LAST-PART={}", newest.0, newest.1);
    assert_eq!(of_rung, line, "as far as the source is");
    // hls.js would take it for missing; nothing else can be told of while there is no more than that.
    let first = pair.source.parts.keys().next().unwrap().0;
    let early = pair.rung.versions.iter().filter_map(report).filter(|line| line.ends_with(",LAST-PART=0"));
    assert!(early.into_iter().all(|line| line.contains(&format!("LAST-MSN={first},"))));
    assert!(pair.source.parts.keys().filter(|(msn, part)| *msn > first && *part == 0).count() >= 2);
    let alone = Channel::fed(&usual(2)).await;
    assert_eq!(report(alone.last()), None);
}
