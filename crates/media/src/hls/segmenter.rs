//! Cuts a publisher's frames into parts and segments. Pure: time comes with the message, nothing waits, nothing is read from a clock.
//!
//! Media time is 90 kHz ticks from the stream's beginning and only rises, over breaks and publishers. One track drives the cuts: video if there is
//! any, else audio. A cut lies on a frame of the driver; what another track has sent up to then goes along.

mod aligned_segmenter;
mod cut;
mod init;
mod part;
mod tracks;

use super::clock::WallClock;
use super::demuxer::{AudioUnit, Demuxer, Unit, VideoUnit};
use super::ticks::{TICKS_PER_MS, TICKS_PER_SECOND, ticks};
use super::track_probe::TrackProbe;
use super::{HlsSettings, PushError};
use crate::message::Message;
use std::sync::Arc;
use std::time::Duration;
use tracks::{AUDIO_DRIFT_MS, Pending, Tracks};

pub(super) use aligned_segmenter::AlignedSegmenter;
pub use init::Init;
pub(super) use part::{Event, Head, Part};

/// A track that is silent this long is taken out, at the next place where that can be done.
const SILENCE: i64 = 5 * TICKS_PER_SECOND / 2;
/// Video going back further than this, though no message jumped, is a break too.
const BACKWARD: i64 = TICKS_PER_SECOND;

/// Lengths of [`HlsSettings`] in ticks.
struct Limits {
    part: i64,
    segment: i64,
    longest: i64,
    boot: i64,
    /// In milliseconds.
    slowest: i64,
}

pub(super) struct Segmenter {
    settings: HlsSettings,
    limits: Limits,
    demuxer: Demuxer,
    /// Holds units while the tracks of a new publisher are not decided.
    start: Option<TrackProbe>,
    wall: WallClock,
    /// Date of the newest segment, in Unix milliseconds.
    last_date: i64,
    /// The same moment in the publisher's milliseconds and in media ticks.
    base: (i64, i64),
    tracks: Tracks,
    pending: Pending,
    part_start: i64,
    segment_start: i64,
    /// Where the last segment that began with a keyframe began: segments are counted from there.
    grid_start: i64,
    /// Segment boundaries are counted from the next segment.
    regrid: bool,
    open: bool,
    segment_bytes: usize,
    segment_parts: usize,
    /// Arrival of its first frame, Unix milliseconds.
    segment_began: i64,
    /// Arrival of the message at hand, Unix milliseconds.
    now: i64,
    /// Number of the open segment, else of the next one.
    msn: u64,
    booting: bool,
    after_boot: bool,
    discontinuity: bool,
    part_target: Option<i64>,
    sequence: u32,
    last_video: Option<i64>,
    /// Latest media time of each track.
    seen_video: i64,
    seen_audio: i64,
    /// How far audio was behind the newest picture when that came.
    audio_lag: i64,
    last_key: Option<i64>,
    video_silent: bool,
    audio_silent: bool,
    pub facts: Facts,
}

/// Running figures for [`super::Stats`].
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    pub keyframe_interval: Option<Duration>,
    pub discontinuities: u64,
    pub dropped: u64,
}

impl Segmenter {
    /// Begins at segment `msn` and a media time of `age`.
    pub fn new(settings: HlsSettings, msn: u64, age: Duration) -> Self {
        let start = i64::try_from(age.as_millis()).unwrap_or(0).saturating_mul(TICKS_PER_MS);
        let limits = Limits {
            part: ticks(settings.part).max(TICKS_PER_MS),
            segment: ticks(settings.segment),
            longest: ticks(settings.longest_segment),
            boot: ticks(settings.boot_segment),
            slowest: i64::try_from(settings.slowest_segment.as_millis()).unwrap_or(i64::MAX),
        };
        Self {
            settings,
            limits,
            demuxer: Demuxer::default(),
            start: Some(TrackProbe::default()),
            wall: WallClock::default(),
            last_date: 0,
            base: (0, start),
            tracks: Tracks::default(),
            pending: Pending::default(),
            part_start: start,
            segment_start: start,
            grid_start: start,
            regrid: true,
            open: false,
            segment_bytes: 0,
            segment_parts: 0,
            segment_began: 0,
            now: 0,
            msn,
            booting: true,
            after_boot: false,
            discontinuity: false,
            part_target: None,
            sequence: 0,
            last_video: None,
            seen_video: start,
            seen_audio: start,
            audio_lag: 0,
            last_key: None,
            video_silent: false,
            audio_silent: false,
            facts: Facts::default(),
        }
    }

    /// Ticks of `EXT-X-PART-INF`, fixed with the first part.
    pub fn part_target(&self) -> Option<i64> {
        self.part_target
    }

    /// The initialisation in force.
    pub fn init(&self) -> Option<&Arc<Init>> {
        self.tracks.init.as_ref()
    }

    /// Bytes of frames that are in no part yet.
    pub fn pending_bytes(&self) -> usize {
        self.pending.bytes
    }

    /// Takes a message that arrived at `now` (Unix milliseconds).
    pub fn push(&mut self, message: Message, now: i64, events: &mut Vec<Event>) -> Result<(), PushError> {
        self.now = now;
        let Some((unit, jumped)) = self.demuxer.read(message)? else { return Ok(()) };
        if let Some(start) = &mut self.start {
            if jumped {
                start.clear();
            }
            start.push(unit);
            if let Some(units) = start.decide(&self.demuxer, &self.settings) {
                self.facts.dropped += start.dropped;
                self.begin(units, events);
            }
            return Ok(());
        }
        if jumped {
            self.rebase(unit.ms(), events);
        }
        self.take(unit, events);
        Ok(())
    }

    /// The publisher is gone: its pending frames become the last part of the open segment; the next publisher begins a new one.
    pub fn suspend(&mut self, events: &mut Vec<Event>) {
        self.finish(events);
        self.demuxer = Demuxer::default();
        self.start = Some(TrackProbe::default());
    }

    fn begin(&mut self, units: Vec<Unit>, events: &mut Vec<Event>) {
        self.start = None;
        self.video_silent = false;
        self.audio_silent = false;
        if let Some(first) = units.first() {
            self.restart_clock(first.ms());
        }
        self.apply_tracks();
        for unit in units {
            self.take(unit, events);
        }
    }

    /// Time jumped: the pending frames end their segment, and `ms` follows after a discontinuity.
    fn rebase(&mut self, ms: i64, events: &mut Vec<Event>) {
        self.finish(events);
        self.restart_clock(ms);
        self.break_timeline();
    }

    fn restart_clock(&mut self, ms: i64) {
        self.base = (ms, self.part_start);
        self.wall = WallClock::default();
        self.last_video = None;
        self.seen_video = self.part_start;
        self.seen_audio = self.part_start;
        self.last_key = None;
        self.pending.restart();
    }

    fn break_timeline(&mut self) {
        // Nothing was written yet: there is no timeline to break.
        if self.sequence > 0 && !self.discontinuity {
            self.discontinuity = true;
            self.facts.discontinuities += 1;
        }
    }

    fn apply_tracks(&mut self) {
        let video = self.demuxer.video.clone().filter(|_| !self.video_silent);
        let audio = self.demuxer.audio.clone().filter(|_| !self.audio_silent);
        if self.tracks.audio != audio {
            self.facts.dropped += self.pending.drop_audio();
        }
        self.tracks.set(video, audio, self.msn, self.sequence == 0);
        self.break_timeline();
    }

    fn take(&mut self, unit: Unit, events: &mut Vec<Event>) {
        self.skip_pause(unit.ms());
        match unit {
            Unit::Video(unit) => self.take_video(unit, events),
            Unit::Audio(unit) => self.take_audio(unit, events),
        }
    }

    fn ticks_of(&self, ms: i64) -> i64 {
        self.base.1 + (ms - self.base.0).saturating_mul(TICKS_PER_MS)
    }

    /// Takes a pause out of media time: neither track sent anything, but the publisher's clock ran on to `ms`. No part could end
    /// within it, and none may be longer than PART-TARGET (RFC 8216bis, 4.4.4.9); players would stall before they jump the hole.
    /// Both tracks are moved by as much and so stay together. Media time has no break then, and needs no discontinuity, at which
    /// players would throw away pictures up to the next keyframe.
    fn skip_pause(&mut self, ms: i64) {
        let time = self.ticks_of(ms);
        if time - self.seen_video.max(self.seen_audio) <= self.longest_wait() {
            return;
        }
        let video_end = self.last_video.map(|last| last + self.pending.video_frame());
        let Some(end) = video_end.max(self.pending.audio_until()) else { return };
        self.base.0 += (time - end).max(0) / TICKS_PER_MS;
        self.wall = WallClock::default();
    }

    /// Longest time in ticks from the newest frame of any track to the next one that is no pause.
    fn longest_wait(&self) -> i64 {
        let Some(target) = self.part_target else { return self.limits.longest };
        let late = self.tracks.video.is_some() && self.audio_lag > target;
        if self.tracks.audio.is_some() && !late {
            // Sound that keeps up with its picture has no holes of its own.
            return target;
        }
        // A gap in video is allowed for as long as players have buffered media.
        ticks(self.settings.part_hold_back).max(3 * target).min(self.limits.longest)
    }

    fn take_video(&mut self, unit: VideoUnit, events: &mut Vec<Event>) {
        let mut time = self.ticks_of(unit.ms);
        if self.last_video.is_some_and(|last| time < last - BACKWARD) {
            self.rebase(unit.ms, events);
            time = self.ticks_of(unit.ms);
        }
        if unit.key {
            if let Some(last) = self.last_key {
                self.facts.keyframe_interval =
                    u64::try_from((time - last) / TICKS_PER_MS).ok().map(Duration::from_millis);
            }
            self.last_key = Some(time);
        }
        self.seen_video = time;
        self.audio_lag = time - self.seen_audio;
        let audio_missing = time - self.seen_audio > SILENCE;
        let wants_audio = self.demuxer.audio.as_ref().filter(|_| !audio_missing);
        if self.tracks.video != self.demuxer.video || (unit.key && self.tracks.audio.as_ref() != wants_audio) {
            if !unit.key {
                self.facts.dropped += 1;
                return;
            }
            self.video_silent = false;
            self.audio_silent = audio_missing;
            let natural = self.pending.end(self.tracks.video.is_some()).unwrap_or(time);
            self.finish_at(if time - natural > TICKS_PER_SECOND / 10 { natural } else { time }, events);
            self.apply_tracks();
        }
        // Times that stand still or go back a little still make samples in order; the moment of presentation stays.
        let shown = time + i64::from(unit.composition) * TICKS_PER_MS;
        time = time.max(self.part_start).max(self.last_video.map_or(i64::MIN, |last| last + TICKS_PER_MS));
        self.last_video = Some(time);
        self.wall.observe(time, self.now);
        let composition = i32::try_from(shown - time).unwrap_or(0);
        self.pending.push_video(time, composition, unit.key, unit.data);
        self.drive(events);
    }

    fn take_audio(&mut self, unit: AudioUnit, events: &mut Vec<Event>) {
        let time = self.ticks_of(unit.ms);
        self.seen_audio = self.seen_audio.max(time);
        let video_missing = self.tracks.video.is_some() && time - self.seen_video > SILENCE;
        if video_missing {
            self.video_silent = true;
            self.audio_silent = false;
            self.finish(events);
            self.apply_tracks();
        }
        let Some(config) = self.demuxer.audio.clone() else { return };
        if self.tracks.audio.as_ref() != Some(&config) {
            if self.tracks.video.is_some() {
                // The picture would freeze until its next keyframe, so wait for that.
                self.facts.dropped += 1;
                return;
            }
            self.finish(events);
            self.apply_tracks();
        }
        let not_before = if self.tracks.video.is_none() { self.part_start } else { self.base.1 };
        let too_early = time < not_before - AUDIO_DRIFT_MS * TICKS_PER_MS;
        if too_early || !self.pending.push_audio(&config, time, not_before, unit) {
            self.facts.dropped += 1;
            return;
        }
        if self.tracks.video.is_none() {
            self.wall.observe(time, self.now);
            self.drive(events);
        }
    }
}
