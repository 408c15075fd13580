//! Follows a rendition from within the process: recorder, ladder and thumbnails read what viewers read, at their own pace.

use super::playlist::RecordedSegment;
use super::rendition::{Progress, Rendition};
use super::segmenter::Init;
use super::window::Window;
use bytes::Bytes;
use std::sync::Arc;
use tokio::sync::watch;

/// A place in a rendition. It pulls from the window that viewers are served from: a slow reader costs the writer nothing and no memory
/// beyond that window, it loses what leaves it. All methods may be dropped while they wait without losing anything.
pub struct Reader {
    rendition: Arc<Rendition>,
    progress: watch::Receiver<Progress>,
    /// Segment and part to come next; `None` before the first.
    next: Option<(u64, usize)>,
}

/// A segment that [`Reader::next_segment`] returned.
#[derive(Clone, Debug)]
pub struct FinishedSegment {
    /// Media sequence number; the same in all renditions of a stream.
    pub msn: u64,
    /// The initialisation it needs.
    pub init: Arc<Init>,
    /// Media time of its first frame in ticks (90 kHz); it only rises, over discontinuities too.
    pub start: i64,
    /// Length in ticks.
    pub duration: i64,
    /// Wall-clock time of its first frame, in Unix milliseconds.
    pub date: i64,
    /// It does not continue the one before.
    pub discontinuity: bool,
    /// A decoder can start with it.
    pub independent: bool,
    /// `moof` and `mdat` boxes, one pair for each part.
    pub bytes: Bytes,
    /// Segments just before this one that left the window before they were read.
    pub skipped: u64,
}

/// A finished part of a segment.
#[derive(Clone, Debug)]
pub struct FinishedPart {
    /// Media sequence number of its segment.
    pub msn: u64,
    /// Its number within the segment, from zero.
    pub index: usize,
    /// The initialisation it needs.
    pub init: Arc<Init>,
    /// Media time of its first frame in ticks (90 kHz).
    pub start: i64,
    /// Length in ticks.
    pub duration: i64,
    /// A decoder can start with it.
    pub independent: bool,
    /// It is the first of a segment that does not continue the one before.
    pub discontinuity: bool,
    /// One `moof` and one `mdat` box.
    pub bytes: Bytes,
    /// Parts just before this one left the window before they were read.
    pub skipped: bool,
}

impl FinishedSegment {
    /// The segment as a recording keeps it.
    pub fn recorded(&self) -> RecordedSegment {
        RecordedSegment {
            msn: self.msn,
            init: self.init.uri().to_owned(),
            start: self.start,
            duration: self.duration,
            date: self.date,
            discontinuity: self.discontinuity,
            independent: self.independent,
            bytes: self.bytes.len() as u64,
        }
    }
}

impl Reader {
    pub(super) fn new(rendition: Arc<Rendition>) -> Self {
        let progress = rendition.watch();
        Self { rendition, progress, next: None }
    }

    /// The next finished segment, as soon as there is one. `None` once the stream ended and everything was read, or at once when it was
    /// removed. A segment of which parts were read already is passed over.
    pub async fn next_segment(&mut self) -> Option<FinishedSegment> {
        self.next(Self::take_segment).await
    }

    /// The next finished part, also of the open segment, as soon as there is one; ends as [`Self::next_segment`] does.
    pub async fn next_part(&mut self) -> Option<FinishedPart> {
        self.next(Self::take_part).await
    }

    /// Goes on at the newest segment, finished or open, that a decoder can start with; stays where it is if there is none ahead.
    /// What is passed over so does not count as skipped.
    pub fn skip_to_newest(&mut self) {
        let Some(view) = self.rendition.view() else { return };
        let window = &view.window;
        let open = window.open.as_ref().filter(|(_, parts)| parts.first().is_some_and(|part| part.independent));
        let finished = window.segments.iter().rev().filter(|segment| segment.has_media() && segment.independent());
        let newest = open.map(|(head, _)| head.msn).or_else(|| finished.map(|segment| segment.msn).next());
        let next = newest.map(|msn| (msn, 0));
        self.next = self.next.max(next);
    }

    async fn next<T>(&mut self, take: fn(&mut Self, &Window) -> Option<T>) -> Option<T> {
        loop {
            // Read before the view, which is written first: a view seen after an end is the last.
            let ended = self.progress.borrow_and_update().ended;
            if let Some(view) = self.rendition.view()
                && let Some(item) = take(self, &view.window)
            {
                return Some(item);
            }
            if ended {
                return None;
            }
            self.progress.changed().await.ok()?;
        }
    }

    fn take_segment(&mut self, window: &Window) -> Option<FinishedSegment> {
        let from = self.next.map_or(0, |(msn, part)| msn + u64::from(part > 0));
        let segment = window.segments.iter().find(|segment| segment.msn >= from && segment.has_media())?;
        let head = &segment.head;
        let oldest = window.segments.front().map_or(from, |oldest| oldest.msn);
        let skipped = if self.next.is_some() { oldest.saturating_sub(from) } else { 0 };
        self.next = Some((segment.msn + 1, 0));
        Some(FinishedSegment {
            msn: segment.msn,
            init: head.init.clone(),
            start: head.start,
            duration: segment.duration,
            date: head.date,
            discontinuity: head.discontinuity,
            independent: segment.independent(),
            bytes: segment.bytes.clone(),
            skipped,
        })
    }

    fn take_part(&mut self, window: &Window) -> Option<FinishedPart> {
        let (msn, index) = self.next.unwrap_or_default();
        let finished = window.segments.iter().map(|segment| (&segment.head, &segment.parts[..], true));
        let open = window.open.iter().map(|(head, parts)| (head, &parts[..], false));
        let (head, parts, index, finished) = finished
            .chain(open)
            .filter(|(head, ..)| head.msn >= msn)
            .map(|(head, parts, finished)| (head, parts, if head.msn == msn { index } else { 0 }, finished))
            .find(|(_, parts, index, _)| parts.get(*index).is_some_and(|part| !part.is_gap()))?;
        let part = parts.get(index)?;
        let skipped = self.next.is_some() && window.segments.front().is_some_and(|oldest| oldest.msn > msn);
        self.next = Some(if finished && index + 1 == parts.len() { (head.msn + 1, 0) } else { (head.msn, index + 1) });
        Some(FinishedPart {
            msn: head.msn,
            index,
            init: head.init.clone(),
            start: head.start + parts.iter().take(index).map(|part| part.duration).sum::<i64>(),
            duration: part.duration,
            independent: part.independent,
            discontinuity: head.discontinuity && index == 0,
            bytes: part.bytes.clone(),
            skipped,
        })
    }
}
