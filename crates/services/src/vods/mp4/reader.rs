//! Reads the segments of an MP4 file and shifts their times to those of the file.

use super::{Mp4, Mp4Segment, key};
use crate::storage::{Storage, StorageError};
use bytes::Bytes;
use media::cmaf::{LARGEST_MOOF, TimeShifter, Timescales};
use std::ops::Range;

/// Bytes that are read at once. They are in memory before they are handed on, so that no slow reader holds a connection to storage.
const PIECE: u64 = 1 << 20;

/// What remains to be read of a file.
pub(super) struct Mp4Reader {
    storage: Storage,
    file: Mp4,
    timescales: Timescales,
    /// Bytes of the file that are asked for.
    part: Range<u64>,
    /// Index of the next segment.
    next: usize,
    /// Where that begins in the file, in bytes.
    at: u64,
    stretch: Option<Stretch>,
    open: Option<OpenSegment>,
}

/// The stretch of the newest segment.
struct Stretch {
    /// Its first segment, and how many bytes that has.
    first: (Mp4Segment, u64),
    /// Seconds by which its times become later; none until a segment of it is read.
    shift: Option<f64>,
}

impl Mp4Reader {
    /// Reads these bytes of the file, but none of its initialisation segment.
    pub(super) fn new(storage: Storage, file: Mp4, part: Range<u64>) -> Self {
        let (timescales, at) = (Timescales::of(&file.init), file.init.len() as u64);
        Self { storage, file, timescales, part, next: 0, at, stretch: None, open: None }
    }

    /// The next piece, which is not empty, and what remains after it.
    pub(super) async fn next(mut self) -> Result<Option<(Bytes, Self)>, StorageError> {
        loop {
            let open = match self.open.take() {
                Some(open) => Some(open),
                None => self.open_segment().await?,
            };
            let Some(open) = open else { return Ok(None) };
            let (piece, rest) = open.next(&self.storage).await?;
            self.open = rest;
            if !piece.is_empty() {
                return Ok(Some((piece, self)));
            }
        }
    }

    /// Opens the next segment of which something is asked for.
    async fn open_segment(&mut self) -> Result<Option<OpenSegment>, StorageError> {
        while let Some((segment, length)) = self.file.segments.get(self.next).cloned() {
            self.next += 1;
            let place = self.at..self.at + length;
            self.at = place.end;
            let stretch = match &mut self.stretch {
                Some(stretch) if stretch.first.0.stretch == segment.stretch => stretch,
                stretch => stretch.insert(Stretch { first: (segment.clone(), length), shift: None }),
            };
            let part = overlap(&self.part, place);
            if part.is_empty() {
                continue;
            }
            let shift = match stretch.shift {
                Some(shift) => shift,
                None => {
                    let (first, length) = &stretch.first;
                    let beginning = 0..(*length).min(LARGEST_MOOF as u64);
                    let beginning = read(&self.storage, &key(self.file.archive, &first.name), beginning).await?;
                    // One that does not begin with a fragment keeps its times.
                    let recorded = self.timescales.begin_of(&beginning).unwrap_or(first.start);
                    *stretch.shift.insert(first.start - recorded)
                }
            };
            return Ok(Some(OpenSegment {
                key: key(self.file.archive, &segment.name),
                length,
                part,
                taken: 0,
                returned: 0,
                shifter: TimeShifter::new(self.timescales.clone(), shift),
            }));
        }
        Ok(None)
    }
}

/// A segment that is being read, from its beginning: where its boxes are can be told only from there.
struct OpenSegment {
    key: String,
    /// All of its bytes.
    length: u64,
    /// Which of them are asked for.
    part: Range<u64>,
    /// How many have been read, and how many of these have come back from the shifter.
    taken: u64,
    returned: u64,
    shifter: TimeShifter,
}

impl OpenSegment {
    /// What the next piece from storage adds to the part, which may be nothing, and the segment if the part is not complete.
    async fn next(mut self, storage: &Storage) -> Result<(Bytes, Option<Self>), StorageError> {
        let end = self.length.min(self.taken + PIECE);
        let piece = read(storage, &self.key, self.taken..end).await?;
        self.taken = end;
        let piece = self.shifter.push(&piece, end == self.length);
        let place = self.returned..self.returned + piece.len() as u64;
        self.returned = place.end;
        let wanted = overlap(&self.part, place);
        let piece = piece.slice(wanted.start as usize..wanted.end as usize);
        let rest = (self.returned < self.part.end).then_some(self);
        Ok((piece, rest))
    }
}

/// Which of the bytes that lie at `place` in a file belong to a part of that file.
pub(super) fn overlap(part: &Range<u64>, place: Range<u64>) -> Range<u64> {
    let within = |at: u64| at.clamp(place.start, place.end) - place.start;
    within(part.start)..within(part.end)
}

/// These bytes of a segment, all of them.
async fn read(storage: &Storage, key: &str, part: Range<u64>) -> Result<Bytes, StorageError> {
    let length = part.end - part.start;
    let object = storage.get(key, Some(&format!("bytes={}-{}", part.start, part.end - 1))).await?;
    let bytes = object.bytes().await?;
    if bytes.len() as u64 != length {
        return Err(StorageError::Failed("a segment has another length than before".into()));
    }
    Ok(bytes)
}
