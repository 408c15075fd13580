//! Measured figures of made-up streams.

use bytes::Bytes;

use super::*;

/// A stream of 30 frames a second and AAC at 48 kHz, played into a meter second by second.
struct Stream {
    meter: Meter,
    /// Arrival of the next frame; starts anywhere.
    now: f64,
    /// Media time minus arrival of each track, in milliseconds.
    video: f64,
    audio: f64,
    frame: u32,
    keyframe_every: u32,
    audio_due: f64,
}

const FRAME_MS: f64 = 100.0 / 3.0;
const AUDIO_MS: f64 = 1024.0 / 48.0;

impl Stream {
    fn new() -> Self {
        let now = 5_000.0;
        Self { meter: Meter::default(), now, video: -now, audio: -now, frame: 0, keyframe_every: 60, audio_due: now }
    }

    fn send(&mut self, kind: Kind, ms: f64, arrival: f64, payload: Vec<u8>) {
        let message = Message { kind, timestamp: ms as i64 as u32, payload: Bytes::from(payload) };
        self.meter.push(&message, arrival as i64);
    }

    /// One frame and the audio due until then. `composition` in frames.
    fn step(&mut self, composition: f64) {
        while self.audio_due <= self.now {
            self.send(Kind::Audio, self.audio_due + self.audio, self.audio_due, [&[0xaf, 1][..], &[0; 340]].concat());
            self.audio_due += AUDIO_MS;
        }
        let key = self.frame.is_multiple_of(self.keyframe_every);
        let offset = ((composition * FRAME_MS).round() as i32).to_be_bytes();
        let head = [if key { 0x17 } else { 0x27 }, 1, offset[1], offset[2], offset[3]];
        self.send(Kind::Video, self.now + self.video, self.now, [&head[..], &[0; 10_000]].concat());
        self.skip();
    }

    /// A frame's time passes without the frame.
    fn skip(&mut self) {
        self.frame += 1;
        self.now += FRAME_MS;
    }

    fn seconds(&mut self, seconds: u32) -> Sample {
        for _ in 0..seconds * 30 {
            self.step(0.0);
        }
        self.last()
    }

    fn last(&mut self) -> Sample {
        self.meter.report(self.now as i64).samples.pop().unwrap_or_default()
    }
}

#[test]
fn a_steady_stream_is_measured_as_it_is() {
    let mut stream = Stream::new();
    let last = stream.seconds(20);
    let report = stream.meter.report(stream.now as i64);
    assert!(report.video_bitrate.abs_diff(10_005 * 8 * 30) < 60_000, "{}", report.video_bitrate);
    assert!(report.audio_bitrate.abs_diff(342 * 8 * 47) < 5_000, "{}", report.audio_bitrate);
    assert!(last.frame_rate.is_some_and(|rate| (rate - 30.0).abs() < 0.3), "{last:?}");
    assert!(last.video_frames.abs_diff(30) <= 1 && last.audio_frames.abs_diff(47) <= 1, "{last:?}");
    assert!(
        last.gop.last.is_some_and(|length| length.abs_diff(2000) <= 1) && last.gop.longest <= Some(2001),
        "{last:?}"
    );
    assert_eq!((last.irregular_frames, last.missing_frames, last.b_frames, last.jumps), (0, 0, 0, 0));
    assert!(last.av_drift.is_some_and(|drift| drift.abs() <= 2) && last.lag <= 2 && last.stall <= 40, "{last:?}");
    assert!((19..=20).contains(&report.samples.len()), "a sample each second");
    assert_eq!(report.dropped_frames, 0);
    assert!(report.samples.windows(2).all(|pair| pair[1].at - pair[0].at == 1000));
}

#[test]
fn memory_is_bounded_and_times_wrap() {
    let mut stream = Stream::new();
    // The publisher's clock wraps at 2^32 after ten seconds; the history is full after five minutes.
    stream.video += f64::from(u32::MAX) - 10_000.0;
    stream.audio = stream.video;
    let last = stream.seconds(HISTORY as u32 + 20);
    assert_eq!(stream.meter.report(stream.now as i64).samples.len(), HISTORY);
    assert!(last.lag <= 2 && last.frame_rate.is_some_and(|rate| (rate - 30.0).abs() < 0.3), "{last:?}");
    assert!(stream.meter.samples.iter().all(|sample| sample.jumps == 0));
    // An hour without messages costs no more than five minutes without.
    stream.now += 3_600_000.0;
    let quiet = stream.last();
    assert_eq!((quiet.video_frames, quiet.frame_rate, quiet.video_bitrate), (0, Some(0.0), 0));
    assert!(quiet.stall >= 3_600_000, "{quiet:?}");
}

#[test]
fn keyframes_far_apart_are_told_before_the_second_one_comes() {
    let mut stream = Stream::new();
    stream.keyframe_every = 300;
    let last = stream.seconds(7);
    assert!(last.gop.last.is_none() && last.gop.open > 5_000, "{last:?}");
    let last = stream.seconds(5);
    assert!(last.gop.last.is_some_and(|length| length.abs_diff(10_000) <= 1), "{last:?}");
}

#[test]
fn b_frames_are_counted_in_a_row() {
    for most in [1, 2, 4] {
        let mut stream = Stream::new();
        for _ in 0..60 {
            // In decoding order: a picture shown after the B-frames that follow it.
            stream.step(f64::from(most));
            (0..most).for_each(|_| stream.step(-1.0));
        }
        stream.seconds(1);
        let report = stream.meter.report(stream.now as i64);
        assert_eq!(report.samples.iter().map(|sample| sample.b_frames).max(), Some(u32::try_from(most).unwrap_or(0)));
    }
}

#[test]
fn frames_left_out_and_frames_out_of_step_are_told_apart() {
    let mut stream = Stream::new();
    stream.seconds(5);
    for _ in 0..10 {
        stream.skip();
        stream.skip();
        (0..8).for_each(|_| stream.step(0.0));
    }
    stream.seconds(1);
    let report = stream.meter.report(stream.now as i64);
    assert_eq!(report.samples.iter().map(|sample| sample.missing_frames).sum::<u32>(), 20);
    assert_eq!(report.dropped_frames, 20);
    for at in 0..90 {
        stream.step(0.0);
        stream.now += if at % 3 == 0 { FRAME_MS * 0.62 } else { 0.0 };
    }
    stream.seconds(1);
    let report = stream.meter.report(stream.now as i64);
    assert!(report.samples.iter().map(|sample| sample.irregular_frames).sum::<u32>() >= 25);
}

#[test]
fn what_the_packager_dropped_is_counted_from_when_it_was_first_told() {
    let mut stream = Stream::new();
    stream.meter.dropped(70);
    stream.seconds(2);
    stream.meter.dropped(75);
    // Another stream's count after a retarget.
    stream.meter.dropped(2);
    stream.meter.dropped(3);
    stream.seconds(2);
    assert_eq!(stream.meter.report(stream.now as i64).dropped_frames, 6);
}

#[test]
fn lag_stalls_and_their_end() {
    let mut stream = Stream::new();
    stream.seconds(5);
    // Nothing for three seconds, then everything at once.
    let begin = stream.now;
    stream.now += 3_000.0;
    let stalled = stream.last();
    assert!(stalled.stall >= 2_000 && stalled.lag >= 2_000, "{stalled:?}");
    for frame in 0..90 {
        let ms = begin + f64::from(frame) * FRAME_MS + stream.video;
        stream.send(Kind::Video, ms, stream.now, [&[0x27, 1, 0, 0, 0][..], &[0; 10_000]].concat());
    }
    stream.audio_due = stream.now;
    let last = stream.seconds(3);
    assert!(last.lag < 50 && last.stall < 100, "{last:?}");
    // A network that carries four fifths of what is sent.
    for _ in 0..300 {
        stream.step(0.0);
        (stream.now, stream.video, stream.audio) =
            (stream.now + FRAME_MS / 4.0, stream.video - FRAME_MS / 4.0, stream.audio - FRAME_MS / 4.0);
    }
    let last = stream.last();
    assert!(last.lag > 1_500 && last.jumps == 0, "{last:?}");
}

#[test]
fn further_tracks_are_told_and_count_nowhere() {
    let mut stream = Stream::new();
    let plain = stream.seconds(5);
    let report = stream.meter.report(stream.now as i64);
    assert!(!report.ignored_video_tracks && !report.ignored_audio_tracks);
    for _ in 0..150 {
        stream.step(0.0);
        // The second of several tracks: AAC, with a wrong time as well.
        stream.send(Kind::Audio, stream.now + 7_000.0, stream.now, [&b"\x95\x01mp4a\x01"[..], &[0; 340]].concat());
    }
    let last = stream.last();
    let report = stream.meter.report(stream.now as i64);
    assert!(report.ignored_audio_tracks && !report.ignored_video_tracks);
    assert!(last.audio_frames.abs_diff(plain.audio_frames) <= 2 && last.jumps == 0, "{plain:?}, then {last:?}");
    assert!(last.audio_bitrate.abs_diff(plain.audio_bitrate) < plain.audio_bitrate / 10, "{plain:?}, then {last:?}");
    let smaller = [&b"\x96\x11avc1\x01\0\x03\xe8"[..], &[0; 1000]].concat();
    stream.send(Kind::Video, stream.now, stream.now, smaller);
    assert!(stream.meter.report(stream.now as i64).ignored_video_tracks);
}

#[test]
fn late_audio_shows_as_negative_drift() {
    let mut stream = Stream::new();
    stream.audio -= 500.0;
    let last = stream.seconds(5);
    assert!(last.av_drift.is_some_and(|drift| (-502..-490).contains(&drift)), "{last:?}");
}

#[test]
fn jumps_of_the_clock_are_counted_and_forgiven() {
    let mut stream = Stream::new();
    stream.seconds(5);
    for jump in [60_000.0, -60_000.0, -3_000.0] {
        stream.video += jump;
        stream.audio += jump;
        stream.seconds(3);
        let report = stream.meter.report(stream.now as i64);
        let recent = &report.samples[report.samples.len() - 3..];
        assert_eq!(recent.iter().map(|sample| sample.jumps).sum::<u32>(), 1, "{jump}");
        assert!(recent.last().is_some_and(|sample| sample.lag <= 2 && sample.missing_frames == 0), "{jump}");
    }
}

#[test]
fn tracks_that_are_not_there_leave_their_figures_empty() {
    let mut meter = Meter::default();
    assert_eq!(meter.report(7), Report::default());
    for at in 0..300_i64 {
        let payload = Bytes::from_static(b"\xaf\x01some audio");
        meter.push(&Message { kind: Kind::Audio, timestamp: at as u32 * 21, payload }, at * 21);
    }
    let report = meter.report(6_300);
    let last = report.samples.last();
    assert!(last.is_some_and(|last| last.frame_rate.is_none() && last.av_drift.is_none() && last.audio_frames > 40));
    assert_eq!(report.video_frames, 0);
}
