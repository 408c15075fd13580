//! What RFC 8216bis asks of every playlist version, on what encoders really send.

pub use crate::check::check;
use crate::encoder::{aac, args, encode, h264, picture, sound, usual};
use crate::viewer::Channel;
use media::hls::HlsSettings;
use std::collections::{BTreeMap, BTreeSet};

#[tokio::test]
async fn the_rules_hold_for_usual_encoders() {
    let mut channel = Channel::fed(&usual(66)).await;
    check(&channel);
    channel.end().await;
    check(&channel);
    assert!(channel.last().ended);
    let longest = channel.versions.iter().map(|list| list.media().count()).max();
    assert_eq!(longest, Some(14), "a window of fourteen");
}

#[tokio::test]
async fn the_rules_hold_with_stable_latency() {
    let mut channel = Channel::with(HlsSettings::stable());
    channel.feed(&usual(12)).await;
    check(&channel);
    let list = channel.last();
    assert!((0.49..0.51).contains(&list.part_target) && (1.5..1.6).contains(&list.part_hold_back), "{}", list.text);
}

#[tokio::test]
async fn the_rules_hold_at_any_frame_rate() {
    for (rate, gop) in
        [("5", 10), ("10", 20), ("15", 30), ("24", 48), ("24000/1001", 48), ("25", 25), ("50", 100), ("60", 60)]
    {
        let sent = encode(&[picture(9, rate), sound(9), h264(gop), aac()]);
        let channel = Channel::fed(&sent).await;
        check(&channel);
        assert!(channel.last().media().count() >= 4, "{rate}");
    }
}

#[tokio::test]
async fn no_part_before_a_keyframe_is_a_short_one() {
    let usual =
        [("24", 24), ("25", 25), ("25", 50), ("30", 30), ("30", 60), ("30000/1001", 60), ("50", 50), ("60", 120)];
    for (rate, gop) in usual {
        let channel = Channel::fed(&encode(&[picture(13, rate), sound(13), h264(gop), aac()])).await;
        check(&channel);
        // The encoder's rhythm is known from its second keyframe on.
        let known = channel.versions[0].first + 2;
        let settled = channel.versions.iter().flat_map(|list| list.closed().map(move |segment| (list, segment)));
        let mut seen = BTreeSet::new();
        for (list, segment) in settled.filter(|(_, segment)| segment.msn >= known) {
            for part in &segment.parts {
                assert!(part.duration >= 0.85 * list.part_target, "{rate}/{gop}: {}\n{}", part.uri, list.text);
                seen.insert(&part.uri);
            }
        }
        assert!(seen.len() >= 24, "{rate}/{gop}: {}", seen.len());
    }
}

#[tokio::test]
async fn the_rules_hold_with_a_keyframe_each_ten_seconds() {
    let channel = Channel::fed(&encode(&[picture(40, "30"), sound(40), h264(300), aac()])).await;
    check(&channel);
    let starts: Vec<u64> = channel.parts.keys().filter(|(_, part)| *part == 0).map(|(msn, _)| *msn).collect();
    assert!(starts.len() >= 12, "{starts:?}");
    let independent: Vec<_> = channel
        .versions
        .iter()
        .flat_map(|list| &list.segments)
        .flat_map(|segment| &segment.parts)
        .filter(|part| part.independent)
        .collect();
    assert!(independent.iter().all(|part| part.uri.ends_with(".0.m4s")), "each keyframe begins a segment");
}

#[tokio::test]
async fn the_rules_hold_when_every_picture_is_a_keyframe() {
    check(&Channel::fed(&encode(&[picture(9, "30"), sound(9), h264(1), aac()])).await);
}

#[tokio::test]
async fn a_keyframe_inside_a_segment_begins_a_part_marked_independent() {
    let channel = Channel::fed(&encode(&[picture(9, "30"), sound(9), h264(30), aac()])).await;
    check(&channel);
    let closed: Vec<_> = channel.last().media().skip(2).filter(|segment| !segment.parts.is_empty()).collect();
    assert!(!closed.is_empty());
    for segment in closed {
        assert_eq!(segment.parts.iter().filter(|part| part.independent).count(), 2, "{segment:?}");
        assert!(segment.parts[0].independent);
    }
}

#[tokio::test]
async fn a_fresh_stream_starts_with_a_segment_of_one_part() {
    let channel = Channel::fed(&usual(5)).await;
    let first = &channel.versions[0];
    assert_eq!(first.first, 0);
    assert!(!first.text.contains("GAP"), "players fetch what is missing, begin in it, or give up: {}", first.text);
    assert_eq!(first.segments[0].parts.len(), 1, "the first version comes with the first part");
    assert!(
        first.segments[0].duration.is_some(),
        "and has a whole segment, which Shaka and video.js need to begin with"
    );
    let durations: Vec<f64> = channel.last().media().filter_map(|segment| segment.duration).collect();
    assert!((0.2..0.3).contains(&durations[0]), "{durations:?}");
    assert!((durations[0] + durations[1] - 2.0).abs() < 0.05, "the grid begins with the stream: {durations:?}");
    let second = channel.last().media().nth(1).and_then(|segment| segment.parts.first()).map(|part| part.independent);
    assert_eq!(second, Some(false), "the segment after the first does not begin with a keyframe");
    assert!(channel.versions.iter().all(|list| list.independent), "video.js needs the tag from the beginning on");
}

/// Shaka fails over a playlist that lists no whole segment, video.js over one that lists gaps.
#[tokio::test]
async fn every_version_has_a_whole_segment_to_begin_with() {
    let rare = encode(&[picture(9, "30"), sound(9), h264(250), aac()]);
    for sent in [usual(5), encode(&[sound(5), aac()]), encode(&[picture(5, "7"), h264(14)]), rare] {
        let channel = Channel::fed(&sent).await;
        let can_begin = |list: &crate::playlist::Playlist| list.segments.iter().any(|s| !s.gap && s.duration.is_some());
        assert!(channel.versions.len() > 5 && channel.versions.iter().all(can_begin));
    }
}

#[tokio::test]
async fn dates_are_never_in_the_future_for_an_encoder_that_sends_ahead() {
    // All of it arrives at once: the worst burst.
    let channel = Channel::fed(&usual(6)).await;
    let now = std::process::Command::new("date").args(["-u", "+%Y-%m-%dT%H:%M:%S.999Z"]).output().unwrap();
    let now = String::from_utf8(now.stdout).unwrap();
    for segment in channel.last().media() {
        assert!(segment.date.as_deref().unwrap() <= now.trim(), "{segment:?}");
    }
}

#[tokio::test]
async fn parts_stay_for_three_target_durations_after_they_are_unlisted() {
    let channel = Channel::fed(&usual(60)).await;
    let mut unlisted: BTreeMap<&str, u64> = BTreeMap::new();
    for list in &channel.versions {
        for part in list.segments.iter().flat_map(|segment| &segment.parts) {
            unlisted.insert(&part.uri, list.edge().0);
        }
    }
    let now = channel.last().edge().0;
    let mut asked = 0;
    // Segments of two seconds: six of them are three target durations of four.
    for (uri, _) in unlisted.iter().filter(|(_, at)| now - **at < 6) {
        assert_eq!(channel.get(&format!("source/{uri}"), None).await.status, 200, "{uri}");
        asked += 1;
    }
    assert!(asked > 60, "{asked}");
    assert_eq!(channel.get("source/3.0.m4s", None).await.status, 404, "but not for ever");
}

#[tokio::test]
async fn the_multivariant_playlist_tells_the_truth() {
    let encoded = encode(&[
        picture(8, "30"),
        sound(8),
        args("-c:v libx264 -profile:v main -level 3.1 -preset veryfast -pix_fmt yuv420p -g 60"),
        aac(),
    ]);
    let channel = Channel::fed(&encoded).await;
    let master = String::from_utf8(channel.ok("master.m3u8").await).unwrap();
    assert!(master.contains("CODECS=\"avc1.4D401F,mp4a.40.2\""), "{master}");
    assert!(master.contains("RESOLUTION=320x180,FRAME-RATE=30.000"), "{master}");
    let figure = |name: &str| -> f64 {
        let (_, rest) = master.split_once(name).unwrap();
        rest.split(',').next().unwrap().parse().unwrap()
    };
    let whole: Vec<f64> =
        channel.last().media().map(|s| channel.segments[&s.msn].len() as f64 * 8.0 / s.duration.unwrap()).collect();
    assert!(figure(":BANDWIDTH=") >= whole[1..].iter().copied().fold(0.0, f64::max) - 1.0, "{master} {whole:?}");
    assert!(figure("AVERAGE-BANDWIDTH=") <= figure(":BANDWIDTH="));
    assert!(master.ends_with("\nsource/index.m3u8\n"));
}
