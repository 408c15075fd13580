//! Cuts what an encoder child makes of the source where the source was cut: same segments, same parts, same times. Pure, as the segmenter is.
//!
//! The child keeps presentation times; its decoding times may differ, for it reorders pictures in its own way or not at all. What begins a
//! segment is told by presentation, and from there decoding times are moved onto the source's.

use super::tracks::AUDIO_DRIFT_MS;
use super::tracks::{Pending, Tracks};
use super::{Event, Head, Init, Part};
use crate::cmaf::{Fragment, fragment};
use crate::hls::PushError;
use crate::hls::demuxer::{AudioUnit, Demuxer, Unit, VideoUnit};
use crate::hls::ticks::TICKS_PER_MS;
use crate::hls::window::Window;
use crate::message::Message;
use bytes::Bytes;
use std::sync::Arc;

/// Times pass through whole milliseconds on the way to the child and back.
const TOLERANCE: i64 = 2 * TICKS_PER_MS;
/// With more pending bytes than this, give up waiting for the source to say where to cut.
const MOST_PENDING: usize = 16 * 1024 * 1024;
/// Where a publisher's clock wraps, as [`Demuxer`] sees it.
const WRAP_MS: i64 = 1 << 31;

pub(in crate::hls) struct AlignedSegmenter {
    demuxer: Demuxer,
    tracks: Tracks,
    pending: Pending,
    /// Milliseconds that the child's clock lost by wrapping.
    wrapped: Option<i64>,
    /// The child's decoding times minus the source's, in ticks.
    shift: i64,
    /// What is being collected; `None` while the beginning of a segment is awaited.
    position: Option<PartPosition>,
    /// Where following began, in ticks.
    begin: i64,
    /// Segments before this number are not to be written (again).
    floor: u64,
    sequence: u32,
    last_video: Option<i64>,
    /// The window that readers get to see.
    window: Option<Window>,
}

/// A part of the source that is being matched.
struct PartPosition {
    msn: u64,
    part: usize,
    /// In ticks. For the first part of a segment, a lower bound.
    start: i64,
    /// Pictures that wait for the cut.
    pictures: usize,
}

/// The same part in the source.
struct SourcePart<'a> {
    head: &'a Head,
    start: i64,
    end: i64,
    pictures: usize,
    last: bool,
}

impl AlignedSegmenter {
    /// A segmenter that writes no segment numbered below `floor`.
    pub fn new(floor: u64) -> Self {
        Self {
            demuxer: Demuxer::default(),
            tracks: Tracks::default(),
            pending: Pending::default(),
            wrapped: None,
            shift: 0,
            position: None,
            begin: 0,
            floor,
            sequence: 0,
            last_video: None,
            window: None,
        }
    }

    /// The window to read from. Its last part was added by the latest [`Self::push`] or [`Self::finish`] that returned true.
    pub fn window(&self) -> Option<&Window> {
        self.window.as_ref()
    }

    /// Takes the child's next message; true when that made a part.
    pub fn push(&mut self, message: Message, source: &Window) -> Result<bool, PushError> {
        let Some((unit, _)) = self.demuxer.read(message)? else { return Ok(false) };
        let ms = unit.ms();
        let wrapped = *self.wrapped.get_or_insert_with(|| {
            let ahead = source.edge() / TICKS_PER_MS - ms;
            (ahead + WRAP_MS / 2).div_euclid(WRAP_MS) * WRAP_MS
        });
        let time = (ms + wrapped).saturating_mul(TICKS_PER_MS);
        Ok(match unit {
            Unit::Video(unit) => self.take_video(unit, time, source),
            Unit::Audio(unit) => self.take_audio(unit, time, source),
        })
    }

    /// Ends the open segment with what has come; true when that changed anything.
    pub fn finish(&mut self, source: &Window) -> bool {
        let made = match self.position.as_ref().map(|position| (position.pictures, model(source, position))) {
            Some((1.., Some(model))) => self.cut(&model),
            _ => false,
        };
        let Some(window) = &mut self.window else { return made };
        let open = window.open.is_some();
        window.apply(Event::Close);
        self.tear();
        made || open
    }

    /// Makes ready for another child, which sends its headers again and begins at a segment of the source; true when that made a part.
    pub fn restart(&mut self, source: &Window) -> bool {
        let whole = self
            .position
            .as_ref()
            .and_then(|position| model(source, position).filter(|model| position.pictures >= model.pictures.max(1)));
        let made = whole.is_some_and(|model| self.cut(&model));
        self.tear();
        (self.demuxer, self.wrapped, self.last_video) = (Demuxer::default(), None, None);
        made
    }

    fn take_video(&mut self, unit: VideoUnit, time: i64, source: &Window) -> bool {
        let shown = time + i64::from(unit.composition) * TICKS_PER_MS;
        let mut made = self.cut_before(time, shown, source);
        let entering = self.position.as_ref().is_none_or(|position| position.part == 0 && position.pictures == 0);
        if entering && unit.key {
            let least = self.position.as_ref().map_or(self.floor, |position| position.msn);
            let head = source.heads().find(|head| head.msn >= least && begins(head, shown));
            if let Some(head) = head {
                self.enter(head, time, source);
            }
        }
        if self.tracks.video != self.demuxer.video {
            self.tear();
        }
        let Some(position) = &mut self.position else { return made };
        position.pictures += 1;
        let least = self.last_video.map_or(i64::MIN, |last| last + TICKS_PER_MS);
        let time = (time - self.shift).max(position.start).max(least);
        self.last_video = Some(time);
        self.pending.push_video(time, i32::try_from(shown - time).unwrap_or(0), unit.key, unit.data);
        if self.pending.bytes > MOST_PENDING {
            self.tear();
        }
        made |= self.cut_complete(source);
        made
    }

    fn take_audio(&mut self, unit: AudioUnit, time: i64, source: &Window) -> bool {
        let Some(config) = self.demuxer.audio.clone().filter(|config| self.tracks.audio.as_ref() == Some(config))
        else {
            return false;
        };
        if self.position.is_none() || time < self.begin - AUDIO_DRIFT_MS * TICKS_PER_MS {
            return false;
        }
        self.pending.push_audio(&config, time, self.begin, unit);
        self.cut_complete(source)
    }

    /// Makes all cuts that lie before a picture.
    fn cut_before(&mut self, time: i64, shown: i64, source: &Window) -> bool {
        let mut made = false;
        while let Some(position) = &self.position {
            let Some(model) = model(source, position) else {
                match source.segment(position.msn) {
                    // The source's segment ended without another part: its next one begins.
                    Some((_, parts, true)) if position.part >= parts.len() && position.pictures == 0 => {
                        self.position =
                            Some(PartPosition { msn: position.msn + 1, part: 0, start: position.start, pictures: 0 });
                        continue;
                    }
                    Some((_, _, true)) => self.tear(),
                    None if position.msn < source.msn => self.tear(),
                    _ => {}
                }
                break;
            };
            let next = if model.last { source.segment(position.msn + 1) } else { None };
            let first = next.filter(|(_, parts, _)| parts.first().is_some_and(|part| part.independent));
            let beyond = match first.and_then(|(head, ..)| head.shown) {
                Some(first) => shown >= first - TOLERANCE,
                None => time - self.shift >= model.end - TOLERANCE,
            };
            if !beyond {
                break;
            }
            made |= self.cut(&model);
        }
        made
    }

    /// Makes the cut after a part that has all its pictures without waiting for the next one, which comes a part later.
    fn cut_complete(&mut self, source: &Window) -> bool {
        let Some(position) = &self.position else { return false };
        let Some(model) = model(source, position).filter(|model| position.pictures >= model.pictures.max(1)) else {
            return false;
        };
        // A segment must have all its sound, because a player may leave this rendition after it.
        let until = self.pending.audio_until().filter(|_| self.tracks.audio.is_some());
        if model.last && until.is_some_and(|until| until < model.end) {
            return false;
        }
        self.cut(&model)
    }

    /// Begins at this segment of the source, or continues with it after the one before.
    fn enter(&mut self, head: &Head, time: i64, source: &Window) {
        if self.tracks.audio != self.demuxer.audio {
            self.pending.drop_audio();
        }
        self.tracks.set(self.demuxer.video.clone(), self.demuxer.audio.clone(), head.msn, false);
        let Some(init) = self.tracks.init.clone() else { return };
        if let Some(rate) = head.init.frame_rate() {
            init.set_frame_rate(rate);
        }
        if self.position.is_none() {
            self.begin = head.start;
        }
        self.shift = time - head.start;
        self.fill(head.msn, source, &init);
        self.position = Some(PartPosition { msn: head.msn, part: 0, start: head.start, pictures: 0 });
    }

    /// Whether the window can continue with this segment of the source: the source still has all segments missed before it, so that they can
    /// be listed as gaps. Otherwise the window starts over.
    fn continues(&self, msn: u64, source: &Window) -> bool {
        self.window.as_ref().is_some_and(|window| (window.msn..msn).all(|missed| source.find(missed).is_some()))
    }

    /// Makes `msn` the next segment of the window; segments missed before it become gaps.
    fn fill(&mut self, msn: u64, source: &Window, init: &Arc<Init>) {
        if !self.continues(msn, source) {
            self.window = None;
        }
        let window = self.window.get_or_insert_with(|| Window::following(source, msn));
        for missed in (window.msn..msn).filter_map(|missed| source.find(missed)) {
            let Some((_, parts)) = &window.open else {
                window.push_gap(missed, init);
                continue;
            };
            // The open segment is incomplete: its missing parts become gaps.
            for part in missed.parts.iter().skip(parts.len()).cloned().collect::<Vec<_>>() {
                window.apply(Event::Part(Part { independent: false, bytes: Bytes::new(), ..part }));
            }
            window.apply(Event::Close);
        }
    }

    fn cut(&mut self, model: &SourcePart) -> bool {
        let Some(position) = &mut self.position else { return false };
        let (video, audio) = self.pending.take(model.end);
        let (Some(first), Some(init), Some(window)) = (video.first(), &self.tracks.init, &mut self.window) else {
            self.tear();
            return false;
        };
        self.sequence = self.sequence.wrapping_add(1).max(1);
        let bytes = fragment(&Fragment { sequence: self.sequence, video: &video, audio: &audio });
        if position.part == 0 {
            let shown = Some(first.time.cast_signed() + i64::from(first.composition));
            window.apply(Event::Open(Head { init: init.clone(), shown, ..model.head.clone() }));
        }
        let duration = model.end - model.start;
        window.apply(Event::Part(Part { duration, independent: first.key, pictures: video.len(), bytes }));
        if model.last {
            window.apply(Event::Close);
        }
        let (msn, part) = if model.last { (position.msn + 1, 0) } else { (position.msn, position.part + 1) };
        *position =
            PartPosition { msn, part, start: model.end, pictures: position.pictures.saturating_sub(video.len()) };
        self.floor = self.floor.max(msn);
        true
    }

    /// The segment at hand cannot be completed: waits for the beginning of another.
    fn tear(&mut self) {
        if let Some(position) = self.position.take() {
            self.floor = self.floor.max(position.msn + u64::from(position.part > 0));
        }
        self.pending.restart();
    }
}

fn begins(head: &Head, shown: i64) -> bool {
    head.shown.is_some_and(|first| (shown - first).abs() <= TOLERANCE)
}

fn model<'a>(source: &'a Window, position: &PartPosition) -> Option<SourcePart<'a>> {
    let (head, parts, finished) = source.segment(position.msn)?;
    let part = parts.get(position.part)?;
    let start = if position.part == 0 { head.start } else { position.start };
    let last = finished && position.part + 1 == parts.len();
    Some(SourcePart { head, start, end: start + part.duration, pictures: part.pictures, last })
}
