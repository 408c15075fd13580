//! Rungs and source are cut at the same places and show the same pictures at the same times.

use crate::encoder::{aac, args, encode, h264, picture, sound};
use crate::test_ladder::{TestLadder, file, pictures, rungs, transcoder, transcoders};
use media::hls::FinishedPart;
use std::time::Duration;

/// One picture at 29.97 or 30 a second, in ticks, and what rounding to milliseconds adds.
const FRAME: i64 = 3_000 + 2 * 90;

/// A rung's parts against the source's.
fn assert_same_cuts(source: &[FinishedPart], rung: &[FinishedPart]) {
    let mut last: Option<(u64, usize)> = None;
    for part in rung {
        let place = (part.msn, part.index);
        let same = source.iter().find(|same| (same.msn, same.index) == place);
        let same = same.unwrap_or_else(|| panic!("the source has no part {place:?}"));
        assert!((part.start - same.start).abs() <= FRAME, "{place:?}: {} for {}", part.start, same.start);
        let longer = (part.duration - same.duration).abs();
        assert!(longer <= FRAME, "{place:?}: {} for {}", part.duration, same.duration);
        assert_eq!(part.independent, same.independent, "{place:?}");
        assert_eq!(part.discontinuity, same.discontinuity, "{place:?}");
        assert!(!part.skipped && last.is_none_or(|last| last < place), "{place:?}");
        last = Some(place);
    }
}

/// A rung's pictures are the source's from its first to its last.
fn assert_same_pictures(name: &str, source: &[FinishedPart], rung: &[FinishedPart]) {
    let (ours, theirs) = (pictures(&file(name, rung)), pictures(&file(&format!("{name}-source"), source)));
    let (first, last) = (ours[0], ours[ours.len() - 1]);
    let theirs: Vec<i64> = theirs.into_iter().filter(|time| (first..=last).contains(time)).collect();
    assert_eq!(ours, theirs);
    let whole = rung.iter().map(|part| part.duration).sum::<i64>() / FRAME;
    assert!(ours.len() as i64 >= whole, "{} pictures in the time of {whole}", ours.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn rungs_of_a_source_with_b_frames_follow_its_cuts() {
    let b_frames =
        args("-c:v libx264 -preset veryfast -bf 2 -pix_fmt yuv420p -threads 1 -g 60 -keyint_min 60 -sc_threshold 0");
    let messages = encode(&[args("-f lavfi -t 14 -i testsrc2=s=640x360:r=30"), sound(14), b_frames, aac()]);
    let mut ladder = TestLadder::new(rungs("240p,180p"));
    // Late in its session, so that its times do not begin at zero.
    ladder.encoder(Duration::from_secs(1000), messages, 2);
    ladder.lists(&["source", "240p", "180p"]).await;
    assert!(transcoders().is_empty(), "nobody has asked for a rung yet");
    let recorded = ["source", "240p", "180p"].map(|name| ladder.record(name));
    let master = String::from_utf8(ladder.get("master.m3u8").await.body.to_vec()).unwrap();
    assert!(master.contains("RESOLUTION=426x240,") && master.contains("RESOLUTION=320x180,"), "{master}");
    ladder.viewer("240p");
    let only = transcoder(None).await;
    assert_eq!(transcoders(), [only], "one decodes for all rungs");
    ladder.sent().await;
    ladder.end().await;

    let [source, tall, low] = recorded;
    let (source, tall, low) = (source.await.unwrap(), tall.await.unwrap(), low.await.unwrap());
    for (name, rung, size) in [("240p", tall, (Some(426), Some(240))), ("180p", low, (Some(320), Some(180)))] {
        assert_same_cuts(&source, &rung);
        assert_same_pictures(name, &source, &rung);
        let init = &rung[0].init;
        assert_eq!((init.width(), init.height()), size);
        assert_eq!(init.codecs(), "avc1.64001E,mp4a.40.2");
        assert!(master.contains(&init.codecs()), "{master}");
        assert!(rung.iter().map(|part| part.duration).sum::<i64>() > 2 * 90_000, "{name} is short");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_without_sound_at_an_odd_frame_rate_gets_rungs_without_sound() {
    let messages = encode(&[picture(10, "30000/1001"), h264(45)]);
    let mut ladder = TestLadder::new(rungs("96p"));
    ladder.encoder(Duration::ZERO, messages, 2);
    ladder.lists(&["source", "96p"]).await;
    let (source, rung) = (ladder.record("source"), ladder.record("96p"));
    ladder.viewer("96p");
    ladder.sent().await;
    ladder.end().await;
    let (source, rung) = (source.await.unwrap(), rung.await.unwrap());
    assert_same_cuts(&source, &rung);
    assert_same_pictures("96p", &source, &rung);
    assert_eq!(rung[0].init.codecs(), "avc1.64001E");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_encoder_that_comes_back_with_another_size_gets_another_transcoder() {
    let settings = rungs("144p,96p");
    let first = encode(&[picture(5, "30"), sound(5), h264(60), aac()]);
    let size = args("-f lavfi -t 10 -i testsrc2=s=426x240:r=30");
    let second = encode(&[size, sound(10), h264(60), aac()]);
    let mut ladder = TestLadder::new(settings);
    ladder.encoder(Duration::ZERO, first, 1);
    ladder.lists(&["source", "144p", "96p"]).await;
    let (source, rung) = (ladder.record("source"), ladder.record("96p"));
    ladder.viewer("96p");
    let before = transcoder(None).await;
    ladder.goes_on("96p").await;
    ladder.sent().await;
    ladder.encoder(Duration::from_secs(5), second, 2);
    assert_ne!(transcoder(Some(before)).await, before);
    ladder.sent().await;
    ladder.end().await;
    let (source, rung) = (source.await.unwrap(), rung.await.unwrap());
    assert_same_cuts(&source, &rung);
    let breaks: Vec<usize> = (1..rung.len()).filter(|at| rung[*at].discontinuity).collect();
    assert_eq!(breaks.len(), 1, "the rung breaks where its source does");
    for (name, parts) in [("before", &rung[..breaks[0]]), ("after", &rung[breaks[0]..])] {
        let of_source: Vec<FinishedPart> = source.iter().filter(|part| same_side(part, parts)).cloned().collect();
        assert_same_pictures(name, &of_source, parts);
    }
}

/// A source part that lies in the time of these parts.
fn same_side(part: &FinishedPart, parts: &[FinishedPart]) -> bool {
    (parts[0].msn..=parts[parts.len() - 1].msn).contains(&part.msn)
}
