//! The tracks in force and the frames that wait for their cut.

use super::Init;
use crate::cmaf::{self, Sample};
use crate::codec::{AudioConfig, VideoConfig};
use crate::hls::demuxer::AudioUnit;
use crate::hls::ticks::TICKS_PER_SECOND;
use bytes::Bytes;
use std::collections::VecDeque;
use std::sync::Arc;

/// Audio this far off its count of frames is put back to the publisher's time (milliseconds).
pub(super) const AUDIO_DRIFT_MS: i64 = 80;

#[derive(Default)]
pub(super) struct Tracks {
    pub video: Option<VideoConfig>,
    pub audio: Option<AudioConfig>,
    pub init: Option<Arc<Init>>,
}

impl Tracks {
    /// Puts tracks in force. A new initialisation is named after the segment it begins with, but `init.mp4` at the very beginning.
    pub fn set(&mut self, video: Option<VideoConfig>, audio: Option<AudioConfig>, msn: u64, first: bool) {
        self.video = video;
        self.audio = audio;
        let bytes = cmaf::init(self.video.as_ref(), self.audio.as_ref());
        if self.init.as_ref().is_some_and(|init| init.bytes() == &bytes) {
            return;
        }
        let uri = if first && msn == 0 { "init.mp4".to_owned() } else { format!("init.{msn}.mp4") };
        self.init = Some(Arc::new(Init::new(uri, bytes, self.video.clone(), self.audio.clone())));
    }
}

struct VideoFrame {
    time: i64,
    composition: i32,
    key: bool,
    data: Bytes,
}

struct AudioFrame {
    /// Time in samples.
    time: i64,
    /// The same in ticks.
    ticks: i64,
    /// Length in samples.
    samples: u32,
    data: Bytes,
}

#[derive(Default)]
pub(super) struct Pending {
    video: VecDeque<VideoFrame>,
    audio: VecDeque<AudioFrame>,
    /// Time of the next audio frame by count, in samples, and the sample rate of the count.
    audio_next: Option<(i64, u32)>,
    /// The count starts over at the next frame's time.
    recount: bool,
    /// The last distance of two video frames in ticks.
    video_frame: Option<i64>,
    pub bytes: usize,
}

impl Pending {
    /// After a break audio is counted anew, from where it ended at the earliest.
    pub fn restart(&mut self) {
        self.video.clear();
        self.audio.clear();
        self.bytes = 0;
        self.recount = true;
    }

    pub fn push_video(&mut self, time: i64, composition: i32, key: bool, data: Bytes) {
        if let Some(last) = self.video.back() {
            self.video_frame = Some(time - last.time);
        }
        self.bytes += data.len();
        self.video.push_back(VideoFrame { time, composition, key, data });
    }

    /// Places a frame by count, or by its time if the count is too far off. False when it overlaps earlier frames.
    pub fn push_audio(&mut self, config: &AudioConfig, ticks: i64, not_before: i64, unit: AudioUnit) -> bool {
        let rate = config.sample_rate();
        let told = samples(ticks.max(not_before), rate);
        let drift = AUDIO_DRIFT_MS * i64::from(rate) / 1000;
        let counted = match self.audio_next {
            Some((next, at)) if at == rate && !self.recount => next,
            Some((next, at)) => told.max(samples(ticks_of_samples(next, at), rate)),
            None => told.max(0),
        };
        if told < counted - drift {
            return false;
        }
        let time = if told > counted + drift { told } else { counted };
        self.recount = false;
        self.audio_next = Some((time + i64::from(unit.samples), rate));
        self.bytes += unit.data.len();
        let AudioUnit { samples, data, .. } = unit;
        self.audio.push_back(AudioFrame { time, ticks: ticks_of_samples(time, rate), samples, data });
        true
    }

    /// Times of the driving track's frames, oldest first.
    pub fn times(&self, driven_by_video: bool) -> Vec<i64> {
        if driven_by_video {
            self.video.iter().map(|frame| frame.time).collect()
        } else {
            self.audio.iter().map(|frame| frame.ticks).collect()
        }
    }

    pub fn newest_is_key(&self) -> bool {
        self.video.back().is_some_and(|frame| frame.key)
    }

    pub fn has_audio_before(&self, time: i64) -> bool {
        self.audio.front().is_some_and(|frame| frame.ticks < time)
    }

    /// A decoder can start at the oldest pending frame of the driving track.
    pub fn begins_with_key(&self, driven_by_video: bool) -> bool {
        if driven_by_video { self.video.front().is_some_and(|frame| frame.key) } else { !self.audio.is_empty() }
    }

    /// Length of the latest video frame in ticks, as far as that is known.
    pub fn video_frame(&self) -> i64 {
        self.video_frame.unwrap_or(TICKS_PER_SECOND / 30)
    }

    /// Where the driving track ends, its last frame being as long as the one before it.
    pub fn end(&self, driven_by_video: bool) -> Option<i64> {
        if driven_by_video {
            self.video.back().map(|last| last.time + self.video_frame())
        } else {
            self.audio.back().and(self.audio_next).map(|(next, rate)| ticks_of_samples(next, rate))
        }
    }

    /// Up to where audio has come, in ticks.
    pub fn audio_until(&self) -> Option<i64> {
        self.audio_next.map(|(next, rate)| ticks_of_samples(next, rate))
    }

    /// Takes out the samples that begin before `until`.
    pub fn take(&mut self, until: i64) -> (Vec<Sample>, Vec<Sample>) {
        let count = self.video.iter().take_while(|frame| frame.time < until).count();
        let next = self.video.get(count).map_or(until, |frame| frame.time);
        let mut video: Vec<Sample> = Vec::with_capacity(count);
        for frame in self.video.drain(..count) {
            if let Some(last) = video.last_mut() {
                last.duration = length(frame.time - last.time.cast_signed());
            }
            let time = frame.time.max(0).cast_unsigned();
            video.push(Sample { time, duration: 0, composition: frame.composition, key: frame.key, data: frame.data });
        }
        if let Some(last) = video.last_mut() {
            last.duration = length(next - last.time.cast_signed());
        }
        let count = self.audio.iter().take_while(|frame| frame.ticks < until).count();
        let mut audio: Vec<Sample> = Vec::with_capacity(count);
        for frame in self.audio.drain(..count) {
            let time = frame.time.max(0).cast_unsigned();
            if let Some(last) = audio.last_mut() {
                last.duration = length((time - last.time).cast_signed());
            }
            audio.push(Sample { time, duration: frame.samples, composition: 0, key: true, data: frame.data });
        }
        self.bytes -= video.iter().chain(&audio).map(|sample| sample.data.len()).sum::<usize>();
        (video, audio)
    }

    /// Drops audio that waits for a later cut: its track is about to change.
    pub fn drop_audio(&mut self) -> u64 {
        let count = self.audio.len() as u64;
        self.bytes -= self.audio.drain(..).map(|frame| frame.data.len()).sum::<usize>();
        count
    }
}

fn length(ticks: i64) -> u32 {
    u32::try_from(ticks.max(1)).unwrap_or(1)
}

/// Samples at `rate` that begin at or after a time, so that the way back does not fall before it.
fn samples(ticks: i64, rate: u32) -> i64 {
    let product = i128::from(ticks) * i128::from(rate) + i128::from(TICKS_PER_SECOND) - 1;
    i64::try_from(product.div_euclid(i128::from(TICKS_PER_SECOND))).unwrap_or(0)
}

fn ticks_of_samples(samples: i64, rate: u32) -> i64 {
    i64::try_from(i128::from(samples) * i128::from(TICKS_PER_SECOND) / i128::from(rate.max(1))).unwrap_or(0)
}
