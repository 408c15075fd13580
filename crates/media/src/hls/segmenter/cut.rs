//! Where parts and segments end.

use super::{Event, Head, Part, Segmenter};
use crate::cmaf::{Fragment, fragment};
use crate::hls::ticks::{TICKS_PER_MS, TICKS_PER_SECOND, ticks};

/// Encoders stamp in milliseconds and start keyframes a frame early or late.
const KEYFRAME_SLACK: i64 = 50 * TICKS_PER_MS;
/// Beyond this many pending bytes a part ends whatever its length.
const MOST_PENDING: usize = 16 * 1024 * 1024;
/// Beyond this many bytes a segment ends whatever its length.
const MOST_SEGMENT: usize = 96 * 1024 * 1024;
/// From this many parts on, a segment's parts no longer end early for a keyframe: each part adds a playlist version that lists all parts.
const MOST_EARLY: usize = 64;

impl Segmenter {
    /// Makes every cut that the newest frame of the driving track allows.
    pub(super) fn drive(&mut self, events: &mut Vec<Event>) {
        let by_video = self.tracks.video.is_some();
        let times = self.pending.times(by_video);
        if let Some(&first) = times.first().filter(|_| !self.open) {
            self.part_start = first;
            self.segment_start = first;
            if std::mem::take(&mut self.regrid) {
                self.grid_start = first;
            }
        }
        let [.., before, newest] = times[..] else { return };
        let frame = newest - before;
        let key = by_video && self.pending.newest_is_key();
        self.measure_frame_rate(&times);
        let Some(target) = self.part_target.or_else(|| self.choose_part_target(&times)) else { return };
        while newest - self.part_start > target {
            let earlier = &times[..times.len() - 1];
            let Some(cut) = self.cut_within(earlier, target) else { break };
            let close = self.closes_at(cut, frame.min(target));
            self.cut(cut, close, events);
        }
        if newest - self.segment_start > self.limits.longest + TICKS_PER_SECOND / 3 && before > self.part_start {
            // One long frame would overrun the segment: it begins the next.
            self.cut(before, true, events);
        }
        if key && newest - self.grid_start >= self.limits.segment - KEYFRAME_SLACK {
            self.cut(newest, true, events);
            self.grid_start = newest;
        } else if self.pending.bytes > MOST_PENDING || self.closes_forced(newest, frame) {
            self.cut(newest, true, events);
        } else if (key && !self.part_is_independent() && self.segment_parts < MOST_EARLY)
            || self.part_is_full(newest, frame, target)
        {
            let close = self.closes_at(newest, frame);
            self.cut(newest, close, events);
        }
    }

    /// Whether to end the part at this frame. Not ending it would make the part longer than allowed, or leave a short part before the
    /// next expected keyframe. Short parts cost a request for little media, and hls.js loses what follows a part of less than 0.2 s if
    /// that is listed before the part in front of it was appended.
    fn part_is_full(&self, end: i64, frame: i64, target: i64) -> bool {
        let length = end - self.part_start;
        if length + frame > target {
            return true;
        }
        // A shorter one would not be 85 % of the target.
        if frame <= 0 || length < target * 17 / 20 {
            return false;
        }
        let left = self.next_cut(end) - self.part_start;
        let longest = target / frame * frame;
        let parts = (left + longest - 1) / longest;
        parts > 1 && length >= left / parts - frame / 2
    }

    /// The end of the open segment, or a keyframe within it, that is expected next after `time`.
    fn next_cut(&self, time: i64) -> i64 {
        let longest = if self.booting { self.limits.boot } else { self.limits.longest };
        let forced = self.segment_start + longest;
        let interval = self.facts.keyframe_interval.map(ticks);
        let key = self.last_key.zip(interval).map(|(last, interval)| last + interval).filter(|key| *key > time);
        key.map_or(forced, |key| key.min(forced))
    }

    /// The last place where a part that is as long as allowed may end: a frame, or, while a picture stands for longer because
    /// an encoder left out the next ones, any moment as long as there is sound.
    fn cut_within(&self, times: &[i64], target: i64) -> Option<i64> {
        let (start, end) = (self.part_start, self.part_start + target);
        // A part must contain a sample; after one that ended while a picture stood, no sample may come before the next frame.
        let is_filled =
            |time: i64| times.first().is_some_and(|&first| first < time) || self.pending.has_audio_before(time);
        let frame = times.iter().copied().rev().find(|&time| time > start && time <= end && is_filled(time));
        let fills_it = frame.filter(|cut| cut - start >= target * 17 / 20);
        fills_it.or_else(|| self.pending.has_audio_before(end).then_some(end)).or(frame)
    }

    /// What is pending begins with a frame a decoder can start at.
    fn part_is_independent(&self) -> bool {
        self.pending.begins_with_key(self.tracks.video.is_some())
    }

    /// Ends the open segment with everything pending; the last frame's length is taken from the one before.
    pub(super) fn finish(&mut self, events: &mut Vec<Event>) {
        let by_video = self.tracks.video.is_some();
        let end = self.pending.end(by_video).unwrap_or(self.part_start);
        self.finish_at(end, events);
    }

    /// Ends the open segment at `end`.
    pub(super) fn finish_at(&mut self, end: i64, events: &mut Vec<Event>) {
        let by_video = self.tracks.video.is_some();
        let times = self.pending.times(by_video);
        let end = end.max(times.last().map_or(self.part_start, |last| last + 1));
        if times.is_empty() {
            // Nothing would be in the part; what audio there is came after the last picture.
            self.close(events);
        } else {
            let target = self.part_target.unwrap_or(self.limits.part);
            while end - self.part_start > target {
                let Some(cut) = self.cut_within(&times, target) else { break };
                self.cut(cut, false, events);
            }
            if self.part_target.is_none() {
                self.part_target = Some(target.max(end - self.part_start));
            }
            self.cut(end, true, events);
        }
        self.regrid = true;
        // What comes after a break begins with a keyframe.
        (self.booting, self.after_boot) = (false, false);
    }

    fn closes_at(&self, time: i64, frame: i64) -> bool {
        let target = self.part_target.unwrap_or(self.limits.part);
        (self.booting && time - self.segment_start >= self.limits.boot - target / 4)
            || self.closes_forced(time, frame)
            || (self.tracks.video.is_none() && time - self.segment_start >= self.limits.segment - target / 2)
    }

    fn closes_forced(&self, time: i64, frame: i64) -> bool {
        time - self.segment_start + frame > self.limits.longest
            || self.segment_bytes > MOST_SEGMENT
            || self.open && self.now - self.segment_began > self.limits.slowest
    }

    fn start_segment(&mut self, shown: Option<i64>, events: &mut Vec<Event>) {
        let Some(init) = self.tracks.init.clone() else { return };
        self.open = true;
        (self.segment_bytes, self.segment_parts, self.segment_began) = (0, 0, self.now);
        // An encoder that sends faster than real time has estimated dates: keep the previous date rather than go back.
        let date = self.wall.date(self.part_start, self.now).max(self.last_date.min(self.now));
        self.last_date = date;
        let discontinuity = std::mem::take(&mut self.discontinuity);
        let after_boot = std::mem::take(&mut self.after_boot);
        events.push(Event::Open(Head {
            msn: self.msn,
            init,
            start: self.part_start,
            shown,
            date,
            discontinuity,
            after_boot,
        }));
    }

    /// Everything before `until` becomes a part, the last of its segment if `close`.
    fn cut(&mut self, until: i64, close: bool, events: &mut Vec<Event>) {
        let begins_with_key = self.part_is_independent();
        let (video, audio) = self.pending.take(until);
        let independent = begins_with_key && (self.tracks.video.is_none() || !video.is_empty());
        if !video.is_empty() || !audio.is_empty() {
            if !self.open {
                let shown = video.first().map(|first| first.time.cast_signed() + i64::from(first.composition));
                self.start_segment(shown, events);
            }
            self.sequence = self.sequence.wrapping_add(1).max(1);
            let bytes = fragment(&Fragment { sequence: self.sequence, video: &video, audio: &audio });
            self.segment_bytes += bytes.len();
            self.segment_parts += 1;
            let duration = until - self.part_start;
            events.push(Event::Part(Part { duration, independent, pictures: video.len(), bytes }));
            self.part_start = until;
        }
        if close {
            self.close(events);
            self.after_boot = std::mem::take(&mut self.booting);
        }
    }

    fn close(&mut self, events: &mut Vec<Event>) {
        if std::mem::take(&mut self.open) {
            events.push(Event::Close);
            self.msn += 1;
            self.segment_start = self.part_start;
        }
    }

    /// Chooses PART-TARGET: the smallest whole number of frames that reaches the configured length, plus what rounding to milliseconds adds.
    /// One frame fewer is chosen if a part has so few frames that one more would exceed the limit. Parts of this many frames and of one
    /// fewer make up the distance between keyframes, and both are at least 85 % of the target, as RFC 8216bis requires.
    fn choose_part_target(&mut self, times: &[i64]) -> Option<i64> {
        let [first, .., newest] = *times else { return None };
        let wanted = self.limits.part;
        // Frames whose times hardly rise may be large: they must not pile up until they are long enough.
        if newest - first < wanted * 4 / 5 && self.pending.bytes <= MOST_PENDING {
            return None;
        }
        let frames = times.len().saturating_sub(1).max(1);
        let frame = (newest - first) as f64 / frames as f64;
        let wanted_frames = wanted as f64 / frame;
        let most = (wanted_frames - 0.1).ceil();
        let most = if most > 1.15 * wanted_frames { most - 1.0 } else { most };
        let target = (most.max(1.0) * frame) as i64 + 2 * TICKS_PER_MS;
        self.part_target = Some(target);
        Some(target)
    }

    /// Frames per second: what the encoder says if that is near what it does, else what it does.
    fn measure_frame_rate(&mut self, times: &[i64]) {
        let (Some(video), Some(init)) = (&self.tracks.video, &self.tracks.init) else { return };
        if init.frame_rate().is_some() {
            return;
        }
        let [first, .., newest] = *times else { return };
        let frames = times.len() - 1;
        if newest - first < self.limits.part / 2 {
            return;
        }
        let measured = frames as f64 * TICKS_PER_SECOND as f64 / (newest - first) as f64;
        let told = [self.demuxer.metadata.and_then(|metadata| metadata.frame_rate), video.picture().frame_rate];
        let near = told.into_iter().flatten().find(|rate| (rate / measured - 1.0).abs() < 0.1);
        init.set_frame_rate(near.unwrap_or((measured * 10.0).round() / 10.0));
    }
}
