//! The segments of a rendition that readers may ask for, and what is being written after them.

use super::HlsSettings;
use super::segmenter::{Event, Head, Init, Part};
use super::settings::target_duration;
use super::ticks::{TICKS_PER_MS, TICKS_PER_SECOND, bitrate};
use bytes::{Bytes, BytesMut};
use std::collections::VecDeque;
use std::sync::Arc;

/// A finished segment. Its parts are slices of its bytes.
#[derive(Debug)]
pub(super) struct WindowSegment {
    pub msn: u64,
    /// Length in ticks.
    pub duration: i64,
    pub parts: Vec<Part>,
    /// Empty for a gap, which is not available as a whole segment.
    pub bytes: Bytes,
    pub head: Head,
}

impl WindowSegment {
    /// Whether it can be read, i.e. is not a gap.
    pub fn has_media(&self) -> bool {
        !self.bytes.is_empty()
    }

    /// Whether a decoder can start at this segment. Gaps count as independent.
    pub fn independent(&self) -> bool {
        self.parts.first().is_none_or(|part| part.independent)
    }

    /// A gap of the same length, date and place, for a rendition with this initialisation.
    fn as_gap(&self, init: &Arc<Init>) -> Self {
        let head = Head { init: init.clone(), ..self.head.clone() };
        Self { msn: self.msn, duration: self.duration, parts: Vec::new(), bytes: Bytes::new(), head }
    }
}

/// Segments listed at most, however short they are, and segments kept at most.
const MOST_LISTED: usize = 48;
const MOST_KEPT: usize = 96;
/// Bytes kept at most for one stream.
const MOST_BYTES: usize = 256 * 1024 * 1024;

#[derive(Clone)]
pub(super) struct Window {
    /// Oldest first; the first `unlisted` are not in the playlist any more but still served.
    pub segments: VecDeque<Arc<WindowSegment>>,
    pub unlisted: usize,
    pub open: Option<(Head, Vec<Part>)>,
    /// Number of the open or else the next segment.
    pub msn: u64,
    pub discontinuity_sequence: u64,
    pub peak_bitrate: u64,
    least: usize,
    /// Three target durations in ticks.
    pub tail: i64,
}

impl Window {
    /// An empty window; its first segment will be `msn`.
    pub fn new(settings: &HlsSettings, msn: u64) -> Self {
        let target = i64::try_from(target_duration(settings)).unwrap_or(i64::MAX / 1_000_000) * TICKS_PER_SECOND;
        Self {
            segments: VecDeque::new(),
            unlisted: 0,
            open: None,
            msn,
            // A number that no earlier life of this stream can have passed: each discontinuity takes a segment.
            discontinuity_sequence: msn,
            peak_bitrate: 0,
            least: settings.window.max(1),
            tail: target * 3,
        }
    }

    /// The window of a rendition that begins with segment `msn` of `source`, which lists it, or has it open or next. Discontinuities are
    /// counted as the source counts them.
    pub fn following(source: &Self, msn: u64) -> Self {
        let before = source.listed().filter(|segment| segment.msn < msn && segment.head.discontinuity).count();
        Self {
            segments: VecDeque::new(),
            unlisted: 0,
            open: None,
            msn,
            discontinuity_sequence: source.discontinuity_sequence + before as u64,
            peak_bitrate: 0,
            least: source.least,
            tail: source.tail,
        }
    }

    pub fn apply(&mut self, event: Event) {
        match event {
            Event::Open(head) => self.open = Some((head, Vec::new())),
            Event::Part(part) => {
                if let Some((_, parts)) = &mut self.open {
                    parts.push(part);
                }
            }
            Event::Close => self.close(),
        }
    }

    pub fn parts(&self) -> &[Part] {
        self.open.as_ref().map_or(&[], |(_, parts)| parts)
    }

    pub fn listed(&self) -> impl DoubleEndedIterator<Item = &Arc<WindowSegment>> {
        self.segments.iter().skip(self.unlisted)
    }

    /// Whether it lists a segment that can be had whole. Until then players have nothing to begin with: Shaka fails over a playlist of gaps
    /// and parts, others wait and ask again.
    pub fn can_begin(&self) -> bool {
        self.listed().any(|segment| segment.has_media())
    }

    /// Heads of the listed segments that have media, newest first; the open segment's comes before them.
    pub fn heads(&self) -> impl Iterator<Item = &Head> {
        let finished = self.listed().rev().filter(|segment| segment.has_media()).map(|segment| &segment.head);
        self.open.iter().map(|(head, _)| head).chain(finished)
    }

    /// A segment's beginning and parts, and whether it is finished; `None` for gaps and what is not there.
    pub fn segment(&self, msn: u64) -> Option<(&Head, &[Part], bool)> {
        if let Some((head, parts)) = self.open.as_ref().filter(|(head, _)| head.msn == msn) {
            return Some((head, parts, false));
        }
        let segment = self.find(msn).filter(|segment| segment.has_media())?;
        Some((&segment.head, &segment.parts, true))
    }

    /// Media time up to which there are parts, in ticks.
    pub fn edge(&self) -> i64 {
        let open = self.open.as_ref().map(|(head, parts)| (head, &parts[..]));
        let last = || {
            let last = self.segments.iter().rev().find(|segment| segment.has_media())?;
            Some((&last.head, &last.parts[..]))
        };
        let (start, parts) = open.or_else(last).map_or((0, &[][..]), |(head, parts)| (head.start, parts));
        start + parts.iter().map(|part| part.duration).sum::<i64>()
    }

    /// Segment and number of the newest part that is listed.
    pub fn last_part(&self) -> Option<(u64, usize)> {
        let last = |msn, parts: &[Part]| Some((msn, parts.len().checked_sub(1)?));
        let open = self.open.as_ref().and_then(|(head, parts)| last(head.msn, parts));
        open.or_else(|| self.listed().rev().find_map(|segment| last(segment.msn, &segment.parts)))
    }

    /// The same for rendition reports. A segment's first part is not reported before the second exists: hls.js treats LAST-PART=0 as
    /// missing, takes the number of its own rendition's last part instead, and waits for that part while its buffer runs dry.
    /// A reader that gets an older part reported receives the playlist at once, with all parts so far.
    pub fn last_part_to_report(&self) -> Option<(u64, usize)> {
        let last = self.last_part()?;
        let before = || {
            let msn = last.0.checked_sub(1)?;
            let part = self.find(msn)?.parts.len().checked_sub(1)?;
            Some((msn, part))
        };
        if last.1 == 0 { before().or(Some(last)) } else { Some(last) }
    }

    pub fn find(&self, msn: u64) -> Option<&Arc<WindowSegment>> {
        let first = self.segments.front()?.msn;
        self.segments.get(usize::try_from(msn.checked_sub(first)?).ok()?)
    }

    pub fn init(&self, uri: &str) -> Option<&Arc<Init>> {
        self.inits().find(|init| init.uri() == uri)
    }

    /// The initialisation of what is newest.
    pub fn newest_init(&self) -> Option<&Arc<Init>> {
        self.inits().next()
    }

    fn inits(&self) -> impl Iterator<Item = &Arc<Init>> {
        let finished = self.segments.iter().rev().map(|segment| &segment.head);
        self.open.iter().map(|(head, _)| head).chain(finished).map(|head| &head.init)
    }

    /// Bits per second over what is listed.
    pub fn bitrate(&self) -> u64 {
        let (bytes, ticks) = self.listed().fold((0, 0), |(bytes, ticks), segment| {
            if segment.has_media() { (bytes + segment.bytes.len(), ticks + segment.duration) } else { (bytes, ticks) }
        });
        let (bytes, ticks) =
            self.parts().iter().fold((bytes, ticks), |(b, t), part| (b + part.bytes.len(), t + part.duration));
        bitrate(bytes as u64, ticks)
    }

    /// Bytes of media that it holds.
    pub fn bytes(&self) -> usize {
        let finished: usize = self.segments.iter().map(|segment| segment.bytes.len()).sum();
        finished + self.parts().iter().map(|part| part.bytes.len()).sum::<usize>()
    }

    fn close(&mut self) {
        let Some((head, mut parts)) = self.open.take() else { return };
        self.msn = head.msn + 1;
        let duration = parts.iter().map(|part| part.duration).sum();
        let mut bytes = Bytes::new();
        if !parts.iter().any(Part::is_gap) {
            let mut whole = BytesMut::with_capacity(parts.iter().map(|part| part.bytes.len()).sum());
            for part in &parts {
                whole.extend_from_slice(&part.bytes);
            }
            bytes = whole.freeze();
            let mut from = 0;
            for part in &mut parts {
                let until = from + part.bytes.len();
                part.bytes = bytes.slice(from..until);
                from = until;
            }
            // Segments shorter than this do not count: the boot segment holds little more than a keyframe.
            if duration >= TICKS_PER_SECOND {
                self.peak_bitrate = self.peak_bitrate.max(bitrate(bytes.len() as u64, duration));
            }
        }
        self.segments.push_back(Arc::new(WindowSegment { msn: head.msn, duration, parts, bytes, head }));
        self.shrink();
    }

    /// Lists a segment of another rendition as one that this rendition, at `init`, does not have.
    pub fn push_gap(&mut self, of: &WindowSegment, init: &Arc<Init>) {
        self.segments.push_back(Arc::new(of.as_gap(init)));
        self.msn = of.msn + 1;
        self.shrink();
    }

    /// Makes gaps of the segments that ended before `date` (Unix milliseconds): a playlist without them could be too short for players.
    pub fn withhold(&mut self, date: i64) {
        for segment in &mut self.segments {
            if segment.head.date + segment.duration / TICKS_PER_MS < date {
                *segment = Arc::new(segment.as_gap(&segment.head.init));
            }
        }
    }

    fn shrink(&mut self) {
        let mut listed: i64 = self.listed().map(|segment| segment.duration).sum();
        while let Some(first) = self.segments.get(self.unlisted) {
            let count = self.segments.len() - self.unlisted;
            if count <= self.least || (listed - first.duration < self.tail && count <= MOST_LISTED) {
                break;
            }
            listed -= first.duration;
            self.discontinuity_sequence += u64::from(first.head.discontinuity);
            self.unlisted += 1;
        }
        let mut bytes = self.bytes();
        let mut after: i64 = self.segments.iter().take(self.unlisted).skip(1).map(|segment| segment.duration).sum();
        while self.segments.len() > 1
            && (self.unlisted > 0 && after >= self.tail || self.segments.len() > MOST_KEPT || bytes > MOST_BYTES)
        {
            let Some(old) = self.segments.pop_front() else { break };
            bytes -= old.bytes.len();
            if self.unlisted > 0 {
                self.unlisted -= 1;
            } else {
                self.discontinuity_sequence += u64::from(old.head.discontinuity);
            }
            after -= self.segments.front().map_or(0, |next| next.duration);
        }
    }
}
