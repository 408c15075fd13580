//! Each issue is told when its fault is there, and none of a stream without faults.

use crate::streams::health::Figures;
use crate::streams::health::judge::judge;
use domain::health::{Condition, Health, IssueCode, Severity};
use media::health::{Announced, Gop, Report, Sample};
use media::hls::{AudioStats, VideoStats};
use std::collections::BTreeSet;
use time::OffsetDateTime;

/// A good second: 1080p30 at 6000 kbit/s.
fn second(at: i64) -> Sample {
    Sample {
        at: 1_700_000_000_000 + at * 1000,
        video_bitrate: 6_000_000,
        audio_bitrate: 160_000,
        frame_rate: Some(30.0),
        video_frames: 30,
        audio_frames: 47,
        b_frames: 2,
        gop: Gop { last: Some(2000), longest: Some(2000), shortest: Some(2000), count: 30, open: 1000 },
        av_drift: Some(-10),
        lag: 40,
        stall: 50,
        ..Sample::default()
    }
}

fn clean(seconds: i64) -> Figures {
    let announced = Announced {
        encoder: Some("obs-output module (libobs version 30.2.3)".into()),
        video_bitrate: Some(6_000_000),
        audio_bitrate: Some(160_000),
        frame_rate: Some(30.0),
    };
    let report = Report {
        video_bitrate: 6_000_000,
        audio_bitrate: 160_000,
        video_frames: 9000,
        audio_frames: 14_000,
        announced,
        samples: (0..seconds).map(second).collect(),
        ..Report::default()
    };
    let video = VideoStats { codec: "avc1.640028".into(), width: 1920, height: 1080, frame_rate: Some(30.0) };
    let audio = AudioStats { codec: "mp4a.40.2".into(), sample_rate: 48_000, channels: 2 };
    Figures { report, video: Some(video), audio: Some(audio), reconnects: 0 }
}

fn video(figures: &mut Figures) -> &mut VideoStats {
    figures.video.as_mut().unwrap()
}

fn audio(figures: &mut Figures) -> &mut AudioStats {
    figures.audio.as_mut().unwrap()
}

/// A clean stream of two minutes with something done to each of its last `seconds`.
fn faulty(seconds: usize, mut fault: impl FnMut(usize, &mut Sample)) -> Figures {
    let mut figures = clean(120);
    let begin = figures.report.samples.len() - seconds;
    figures.report.samples[begin..].iter_mut().enumerate().for_each(|(at, sample)| fault(at, sample));
    figures
}

fn told(figures: &Figures) -> Vec<(IssueCode, Severity)> {
    let health = judge(figures, OffsetDateTime::UNIX_EPOCH);
    health.issues.iter().map(|issue| (issue.code, issue.severity)).collect()
}

#[test]
fn a_stream_without_faults_has_no_issues_at_any_age() {
    for seconds in [0, 1, 5, 12, 60, 300] {
        assert_eq!(told(&clean(seconds)), [], "after {seconds} s");
    }
    let health = judge(&clean(300), OffsetDateTime::UNIX_EPOCH);
    assert_eq!((health.status, health.bitrate), (Condition::Good, Some(6_160_000)));
    assert_eq!(health.codecs.as_deref(), Some("avc1.640028,mp4a.40.2"));
    assert_eq!(health.encoder.as_deref(), Some("OBS 30.2.3"));
    assert_eq!((health.keyframe_interval, health.history.len()), (Some(2.0), 300));
}

#[test]
fn every_issue_is_told_when_its_fault_is_there() {
    use IssueCode::*;
    use Severity::{Error, Warning};
    let with = |change: fn(&mut Figures)| {
        let mut figures = clean(120);
        change(&mut figures);
        figures
    };
    let cases: Vec<(IssueCode, Severity, Figures)> = vec![
        (UploadSlow, Error, faulty(5, |at, sample| sample.lag = 700 + at as i64 * 100)),
        (UploadSlow, Error, faulty(1, |_, sample| sample.stall = 3000)),
        (ReconnectingOften, Warning, with(|figures| figures.reconnects = 3)),
        (TimestampsJump, Warning, faulty(1, |_, sample| sample.jumps = 1)),
        (TimestampsJump, Error, faulty(4, |_, sample| sample.jumps = 1)),
        (VideoMissing, Error, faulty(6, |_, sample| (sample.video_frames, sample.frame_rate) = (0, Some(0.0)))),
        (AudioMissing, Error, faulty(6, |_, sample| (sample.audio_frames, sample.av_drift) = (0, None))),
        (GopTooLong, Warning, faulty(3, |_, sample| sample.gop.longest = Some(5000))),
        (GopTooLong, Error, faulty(3, |_, sample| sample.gop.longest = Some(10_000))),
        (GopTooLong, Warning, faulty(1, |_, sample| sample.gop = Gop { open: 4500, ..Gop::default() })),
        (
            GopIrregular,
            Warning,
            faulty(6, |_, sample| (sample.gop.longest, sample.gop.shortest) = (Some(3900), Some(400))),
        ),
        (BitrateLow, Warning, faulty(20, |_, sample| sample.video_bitrate = 900_000)),
        (BitrateUnstable, Warning, faulty(60, |at, sample| sample.video_bitrate = [2_600_000, 9_000_000][at / 6 % 2])),
        (BitrateAboveLadder, Warning, faulty(20, |_, sample| sample.video_bitrate = 12_000_000)),
        (FramesDropped, Warning, faulty(4, |_, sample| sample.missing_frames = 2)),
        (FramesDropped, Error, faulty(10, |_, sample| sample.dropped_frames = 6)),
        (FrameRateLow, Warning, faulty(12, |_, sample| (sample.frame_rate, sample.video_frames) = (Some(25.5), 26))),
        (FrameRateUnstable, Warning, faulty(12, |_, sample| sample.irregular_frames = 9)),
        (AudioLate, Warning, faulty(10, |_, sample| sample.av_drift = Some(-480))),
        (AvDrift, Warning, faulty(10, |_, sample| sample.av_drift = Some(480))),
        (AvDrift, Warning, faulty(120, |at, sample| sample.av_drift = Some(at as i64 * 3 / 2))),
        (BFramesMany, Warning, faulty(10, |_, sample| sample.b_frames = 4)),
        (ResolutionOdd, Warning, with(|figures| video(figures).width = 1919)),
        (ResolutionOdd, Warning, with(|figures| video(figures).width = 2800)),
        (CodecNotEverywhere, Warning, with(|figures| video(figures).codec = "hvc1.1.6.L120.90".into())),
        (CodecNotEverywhere, Error, with(|figures| video(figures).codec = "avc1.F4001F".into())),
        (AudioBitrateLow, Warning, with(|figures| figures.report.announced.audio_bitrate = Some(48_000))),
        (SampleRateOdd, Warning, with(|figures| audio(figures).sample_rate = 32_000)),
        (TracksIgnored, Warning, with(|figures| figures.report.ignored_audio_tracks = true)),
        (TracksIgnored, Warning, with(|figures| figures.report.ignored_video_tracks = true)),
        (
            TracksIgnored,
            Warning,
            with(|figures| (figures.report.ignored_audio_tracks, figures.report.ignored_video_tracks) = (true, true)),
        ),
    ];
    for (code, severity, figures) in &cases {
        assert_eq!(told(figures), [(*code, *severity)]);
        let health = judge(figures, OffsetDateTime::UNIX_EPOCH);
        let issue = &health.issues[0];
        assert_ne!(health.status, Condition::Good, "{issue:?}");
        for sentence in [&issue.message, &issue.fix] {
            assert!(sentence.ends_with('.') && !sentence.contains("NaN"), "{sentence}");
        }
        assert!(issue.fix.contains("OBS") || issue.fix.contains("Output"), "which setting? {}", issue.fix);
    }
    let shown: BTreeSet<_> = cases.iter().map(|(code, ..)| *code).collect();
    assert_eq!(shown, IssueCode::ALL.iter().copied().collect(), "an issue without a case");
}

#[test]
fn the_sentences_name_the_value_and_the_setting() {
    let figures = faulty(3, |_, sample| sample.gop.longest = Some(10_000));
    let issue = judge(&figures, OffsetDateTime::UNIX_EPOCH).issues.remove(0);
    assert_eq!(issue.message, "Keyframes come every 10 s.");
    assert_eq!(issue.fix, "Set Keyframe interval to 2 s in OBS → Settings → Output → Streaming.");
    let figures = faulty(20, |_, sample| sample.video_bitrate = 900_000);
    let issue = judge(&figures, OffsetDateTime::UNIX_EPOCH).issues.remove(0);
    assert_eq!(issue.message, "Only 900 kbit/s of 6000 kbit/s arrive.");
    let mut figures = clean(120);
    figures.report.ignored_audio_tracks = true;
    let issue = judge(&figures, OffsetDateTime::UNIX_EPOCH).issues.remove(0);
    assert_eq!(issue.message, "The encoder sends more than one audio track; viewers and recordings get the first.");
    assert_eq!(issue.fix, "Switch Twitch VOD Track off in OBS → Settings → Output → Streaming.");
}

#[test]
fn an_issue_neither_comes_nor_goes_in_a_blink() {
    // Two slow seconds are none yet, three are, and it stays for a while after they are over.
    let slow =
        |from: usize, to: usize| faulty(40, |at, sample| sample.lag = if (from..to).contains(&at) { 900 } else { 0 });
    assert_eq!(told(&slow(38, 40)), []);
    assert_eq!(told(&slow(30, 33)), [(IssueCode::UploadSlow, Severity::Error)]);
    assert_eq!(told(&slow(10, 14)), []);
}

#[test]
fn a_good_stream_of_any_kind_is_left_alone() {
    let mut vertical = clean(60);
    vertical.report.announced.video_bitrate = None;
    vertical.video =
        Some(VideoStats { codec: "avc1.42C01F".into(), width: 1080, height: 1920, frame_rate: Some(29.97) });
    vertical.report.samples.iter_mut().for_each(|sample| sample.frame_rate = Some(29.97));
    assert_eq!(told(&vertical), []);
    let mut cinema = clean(60);
    cinema.report.announced.frame_rate = Some(24.0);
    cinema.report.samples.iter_mut().for_each(|sample| (sample.frame_rate, sample.video_frames) = (Some(23.976), 24));
    assert_eq!(told(&cinema), []);
    let mut opus = clean(60);
    audio(&mut opus).codec = "Opus".into();
    opus.report.announced.audio_bitrate = Some(48_000);
    assert_eq!(told(&opus), []);
}

#[test]
fn offline_knows_nothing() {
    let json = serde_json::to_value(Health::offline(OffsetDateTime::UNIX_EPOCH)).unwrap();
    assert_eq!(json["status"], "offline");
    for field in
        "bitrate videoBitrate audioBitrate frameRate keyframeInterval avDrift width height codecs droppedFrames \
                  reconnects encoder"
            .split_whitespace()
    {
        assert!(json[field].is_null() && json.as_object().is_some_and(|json| json.contains_key(field)), "{field}");
    }
    assert_eq!((&json["issues"], &json["history"]), (&serde_json::json!([]), &serde_json::json!([])));
}

#[test]
fn every_code_is_explained_to_people() {
    let page = include_str!("../../../../../../docs/ingest-health.md");
    for code in IssueCode::ALL {
        assert!(page.contains(&format!("`{}`", code.as_str())), "{} is not in docs/ingest-health.md", code.as_str());
        assert_eq!(serde_json::to_value(code).unwrap(), code.as_str());
    }
}
