//! Ingest health: what an encoder sends, measured from its messages and their arrival alone. Pure: time comes with the message.

mod announced;
mod arrival;
mod video;

#[cfg(test)]
mod tests;

use std::collections::VecDeque;

use crate::flv::{self, AudioTag, VideoTag};
use crate::message::{Kind, Message};
pub use announced::Announced;
use arrival::Arrival;
use video::Video;

/// Seconds that a report looks back.
pub const HISTORY: usize = 300;
/// Seconds that a sample's bitrate is taken over: a keyframe each two seconds must not look like a wave.
const SHORT: usize = 3;
/// Seconds that a report's bitrate is taken over.
const LONG: usize = 10;
/// Messages further apart than this on the publisher's clock are a jump, as for the packager.
const JUMP_MS: i64 = 5_000;
/// A track going back further than this is a jump too.
const BACKWARD_MS: i64 = 1_000;

/// One second of a publisher, by arrival.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sample {
    /// The second's end in milliseconds, on the clock that [`Meter::push`] is given.
    pub at: i64,
    /// Bits per second of video over the three seconds up to here.
    pub video_bitrate: u64,
    /// Bits per second of audio over the three seconds up to here.
    pub audio_bitrate: u64,
    /// Frames per second by the video's own timestamps over three seconds; zero once none come any more, none before the first.
    pub frame_rate: Option<f64>,
    /// Video frames that arrived.
    pub video_frames: u32,
    /// Audio frames that arrived.
    pub audio_frames: u32,
    /// Video frames at a distance from the previous one that is neither the usual distance nor a multiple of it.
    pub irregular_frames: u32,
    /// Video frames that the encoder seems to have left out: distances that are a multiple of the usual one.
    pub missing_frames: u32,
    /// Frames that the packager threw away.
    pub dropped_frames: u32,
    /// Most B-frames in a row, derived from composition offsets.
    pub b_frames: u32,
    /// Distances of keyframes.
    pub gop: Gop,
    /// Newest audio time minus newest video time in milliseconds, both against their arrival; negative when audio is late.
    pub av_drift: Option<i64>,
    /// Milliseconds that media time is behind arrival, compared with the best of the last minute.
    pub lag: i64,
    /// Longest time in milliseconds without a message that ended in this second or still goes on at its end.
    pub stall: i64,
    /// Jumps of the publisher's clock.
    pub jumps: u32,
}

/// Distances of keyframes in milliseconds of media time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gop {
    /// Between the last two keyframes.
    pub last: Option<i64>,
    /// The longest in the last minute.
    pub longest: Option<i64>,
    /// The shortest in the last minute.
    pub shortest: Option<i64>,
    /// Number of distances in the last minute.
    pub count: u32,
    /// Since the last keyframe, or since the first frame while there is none; to the newest frame.
    pub open: i64,
}

/// Everything measured of one connection.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// Bits per second of video over the last ten seconds.
    pub video_bitrate: u64,
    /// Bits per second of audio over the last ten seconds.
    pub audio_bitrate: u64,
    /// What the encoder says about itself.
    pub announced: Announced,
    /// Video frames since the connection began.
    pub video_frames: u64,
    /// Audio frames since the connection began.
    pub audio_frames: u64,
    /// Frames left out by the encoder and thrown away by the packager since the connection began.
    pub dropped_frames: u64,
    /// Video tracks came that are not used; they count in none of the figures.
    pub ignored_video_tracks: bool,
    /// Audio tracks came that are not used; they count in none of the figures.
    pub ignored_audio_tracks: bool,
    /// The last [`HISTORY`] seconds, oldest first; the second at hand is not among them.
    pub samples: Vec<Sample>,
}

/// Measures one connection. Takes constant time per message and a bounded amount of memory.
#[derive(Debug, Default)]
pub struct Meter {
    /// Begin of the second at hand.
    since: Option<i64>,
    /// Video and audio bytes of the second at hand, and of those before it.
    bytes: (u64, u64),
    bytes_before: VecDeque<(u64, u64)>,
    /// The publisher's clock as it came, and unrolled to milliseconds that do not wrap.
    clock: Option<(u32, i64)>,
    video: Video,
    arrival: Arrival,
    last_audio: Option<i64>,
    audio_frames: u32,
    jumps: u32,
    announced: Announced,
    /// The packager's last reported count, and how much it rose in the current second.
    dropped: Option<u64>,
    dropped_frames: u32,
    ignored_video_tracks: bool,
    ignored_audio_tracks: bool,
    totals: Totals,
    samples: VecDeque<Sample>,
}

#[derive(Debug, Default)]
struct Totals {
    video: u64,
    audio: u64,
    dropped: u64,
}

impl Meter {
    /// Takes the publisher's next message, which arrived at `now` (milliseconds on a clock that never goes back).
    pub fn push(&mut self, message: &Message, now: i64) {
        self.roll(now);
        let further = flv::further_tracks(message.kind, &message.payload);
        let bytes = message.payload.len().saturating_sub(further) as u64;
        match message.kind {
            Kind::Data => {
                if let Some(announced) = Announced::parse(&message.payload) {
                    self.announced = announced;
                }
            }
            Kind::Video => {
                self.bytes.0 += bytes;
                self.ignored_video_tracks |= further > 0;
                if let Ok(VideoTag::Frame { key, composition, .. }) = flv::video(message.payload.clone()) {
                    let ms = self.unroll(message.timestamp, self.video.last());
                    self.video.frame(ms, composition, key, now);
                    self.arrival.video(ms, now);
                }
            }
            Kind::Audio => {
                self.bytes.1 += bytes;
                self.ignored_audio_tracks |= further > 0;
                if let Ok(AudioTag::Frame { .. }) = flv::audio(message.payload.clone()) {
                    let ms = self.unroll(message.timestamp, self.last_audio);
                    self.last_audio = Some(ms);
                    self.audio_frames += 1;
                    self.arrival.audio(ms, now);
                }
            }
        }
    }

    /// Notes how many frames the packager has thrown away so far. Where its count begins does not matter, nor that it begins anew.
    pub fn dropped(&mut self, total: u64) {
        let more = total.saturating_sub(self.dropped.unwrap_or(total));
        self.dropped = Some(total);
        self.dropped_frames = self.dropped_frames.saturating_add(u32::try_from(more).unwrap_or(u32::MAX));
    }

    /// All that is known at `now`, on the clock of [`Self::push`].
    pub fn report(&mut self, now: i64) -> Report {
        self.roll(now);
        let (video_bitrate, audio_bitrate) = self.bitrate(LONG);
        Report {
            video_bitrate,
            audio_bitrate,
            announced: self.announced.clone(),
            video_frames: self.totals.video,
            audio_frames: self.totals.audio,
            dropped_frames: self.totals.dropped,
            ignored_video_tracks: self.ignored_video_tracks,
            ignored_audio_tracks: self.ignored_audio_tracks,
            samples: self.samples.iter().cloned().collect(),
        }
    }

    /// Closes the seconds that are over at `now`.
    fn roll(&mut self, now: i64) {
        let mut since = *self.since.get_or_insert(now);
        // After an hour without messages, don't go through 3600 empty seconds.
        since = since.max(now - (HISTORY as i64 + 1) * 1000);
        while now - since >= 1000 {
            since += 1000;
            self.close(since);
        }
        self.since = Some(since);
    }

    fn close(&mut self, at: i64) {
        keep(&mut self.bytes_before, LONG, std::mem::take(&mut self.bytes));
        let (video_bitrate, audio_bitrate) = self.bitrate(SHORT);
        let mut sample = Sample {
            at,
            video_bitrate,
            audio_bitrate,
            audio_frames: std::mem::take(&mut self.audio_frames),
            dropped_frames: std::mem::take(&mut self.dropped_frames),
            jumps: std::mem::take(&mut self.jumps),
            ..Sample::default()
        };
        self.video.close(at, &mut sample);
        self.arrival.close(at, &mut sample);
        self.totals.video += u64::from(sample.video_frames);
        self.totals.audio += u64::from(sample.audio_frames);
        self.totals.dropped += u64::from(sample.missing_frames) + u64::from(sample.dropped_frames);
        keep(&mut self.samples, HISTORY, sample);
    }

    /// Bits per second of video and audio over the last whole seconds.
    fn bitrate(&self, seconds: usize) -> (u64, u64) {
        let seconds = seconds.min(self.bytes_before.len());
        let last = self.bytes_before.iter().rev().take(seconds);
        let (video, audio) = last.fold((0, 0), |sum, bytes| (sum.0 + bytes.0, sum.1 + bytes.1));
        let rate = |bytes: u64| bytes * 8 / seconds.max(1) as u64;
        (rate(video), rate(audio))
    }

    /// Milliseconds that do not wrap. Differences are taken modulo 2³¹, which holds for clocks that wrap there and at 2³² alike.
    fn unroll(&mut self, raw: u32, last_of_track: Option<i64>) -> i64 {
        let (last_raw, last) = self.clock.unwrap_or((raw, i64::from(raw)));
        let step = i64::from((raw.wrapping_sub(last_raw) << 1).cast_signed() >> 1);
        let ms = last + step;
        self.clock = Some((raw, ms));
        if step.abs() > JUMP_MS || last_of_track.is_some_and(|last| ms < last - BACKWARD_MS) {
            self.jumps += 1;
            self.last_audio = None;
            self.video.jump();
            self.arrival.jump();
        }
        ms
    }
}

/// Appends to a ring of `most`.
fn keep<T>(ring: &mut VecDeque<T>, most: usize, item: T) {
    if ring.len() >= most {
        ring.pop_front();
    }
    ring.push_back(item);
}
