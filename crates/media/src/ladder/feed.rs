//! What the transcoder gets to read: the source rendition's own parts, from its window like any other reader's.

use crate::hls::{FinishedPart, Init, Reader};
use std::collections::VecDeque;
use std::sync::Arc;
use tokio::io::{AsyncWrite, AsyncWriteExt};

/// How far behind the edge a rung begins at least, in ticks: players that switch to it go on about a second behind the edge and must find
/// something there. Beginning earlier than that would cost time to catch up, which a player with a second of media does not have.
const BEHIND: i64 = 90_000 * 5 / 4;

/// A place in the source at which a decoder can start.
pub(super) struct TranscoderFeed {
    reader: Reader,
    /// The part to begin with, and what is known to follow it.
    parts: VecDeque<FinishedPart>,
}

/// Why feeding has stopped.
pub(super) enum Fed {
    /// The stream is over.
    All,
    /// The next part needs a new decoder: it has another initialisation, or its time is not continuous.
    ToBoundary,
    /// The transcoder has stopped reading.
    Broken,
}

impl TranscoderFeed {
    /// The newest segment some way behind the edge that a decoder can start with, else the next one; `None` if the stream ends before.
    pub async fn open(mut reader: Reader) -> Option<Self> {
        let mut known: Vec<FinishedPart> = Vec::new();
        while let Some(part) = ready(&mut reader).await {
            let goes_on = known.last().is_some_and(|last| Arc::ptr_eq(&last.init, &part.init));
            if !goes_on || part.discontinuity || part.skipped {
                known.clear();
            }
            known.push(part);
        }
        let edge = known.last().map_or(0, |last| last.start + last.duration);
        let begins = || known.iter().enumerate().rev().filter(|(_, part)| starts(part));
        let begin = begins().find(|(_, part)| edge - part.start >= BEHIND).or(begins().next_back()).map(|(at, _)| at);
        let parts = begin.map(|at| known.split_off(at)).unwrap_or_default();
        let mut feed = Self { reader, parts: parts.into() };
        feed.settle().await?;
        Some(feed)
    }

    /// Skips parts that a decoder cannot start with. `None` if the stream ends before.
    pub async fn settle(&mut self) -> Option<()> {
        while !self.parts.front().is_some_and(starts) {
            self.parts.pop_front();
            if self.parts.is_empty() {
                self.parts.push_back(self.reader.next_part().await?);
            }
        }
        Some(())
    }

    /// The initialisation it begins with.
    pub fn init(&self) -> Option<&Arc<Init>> {
        self.parts.front().map(|part| &part.init)
    }

    /// Writes the initialisation and all parts that belong to it, as they come. Where the window has moved on meanwhile it goes on
    /// at the newest segment.
    pub async fn run(&mut self, mut into: impl AsyncWrite + Unpin) -> Fed {
        let Some(init) = self.init().cloned() else { return Fed::All };
        if into.write_all(init.bytes()).await.is_err() {
            return Fed::Broken;
        }
        let (mut begun, mut late) = (false, false);
        loop {
            let next = match self.parts.pop_front() {
                Some(part) => Some(part),
                None => self.reader.next_part().await,
            };
            let Some(part) = next else { return Fed::All };
            if begun && (part.discontinuity || !Arc::ptr_eq(&part.init, &init)) {
                self.parts.push_front(part);
                return Fed::ToBoundary;
            }
            if begun && part.skipped {
                self.reader.skip_to_newest();
                late = true;
            }
            if late && !starts(&part) {
                continue;
            }
            (begun, late) = (true, false);
            if into.write_all(&part.bytes).await.is_err() {
                return Fed::Broken;
            }
        }
    }
}

fn starts(part: &FinishedPart) -> bool {
    part.index == 0 && part.independent
}

/// The next part, if it exists already.
async fn ready(reader: &mut Reader) -> Option<FinishedPart> {
    tokio::select! {
        biased;
        part = reader.next_part() => part,
        () = std::future::ready(()) => None,
    }
}
