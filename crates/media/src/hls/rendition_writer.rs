//! The writer for an encoder child that makes another rendition of a stream.

use super::budget::Held;
use super::playlist::LivePlaylist;
use super::rendition::{Rendition, View};
use super::renditions::RenditionSlot;
use super::segmenter::AlignedSegmenter;
use super::stream::Stream;
use super::{PushError, Pushed};
use crate::message::Message;
use std::sync::Arc;

/// The right to write one rendition besides the source. Dropping it takes the rendition away, unless the stream has ended: then it ends too
/// and stays readable as long as the stream.
pub struct RenditionWriter {
    stream: Arc<Stream>,
    rung: Arc<RenditionSlot>,
    generation: u64,
    rendition: Arc<Rendition>,
    segmenter: AlignedSegmenter,
    held: Held,
    ended: bool,
}

impl RenditionWriter {
    pub(super) fn new(stream: Arc<Stream>, name: &str) -> Option<Self> {
        let (rung, generation) = stream.rungs().claim(name)?;
        let floor = rung.next_msn();
        let rendition = Arc::new(Rendition::new(floor));
        let (segmenter, held) = (AlignedSegmenter::new(floor), Held::new(stream.account()));
        let writer = Self { stream, rung, generation, rendition, segmenter, held, ended: false };
        // An older writer's rendition may just have been removed.
        writer.stream.render_master();
        Some(writer)
    }

    /// Takes the child's next message: an FLV tag body with the source's media time ([`super::FinishedPart::start`] / 90) in milliseconds.
    ///
    /// Cuts are made where the source was cut. The rendition begins with the first keyframe that begins a segment of the source; what comes
    /// before is dropped, and segments that are missed later are listed as gaps. It never waits.
    ///
    /// # Errors
    /// See [`PushError`]; [`PushError::Superseded`] when another writer was opened for the same name, [`PushError::Ended`] when the stream
    /// was removed, or has ended and this rendition has reached its end.
    pub fn push(&mut self, message: Message) -> Result<Pushed, PushError> {
        if self.ended {
            return Err(PushError::Ended);
        }
        if !self.rung.is_current(self.generation) {
            return Err(PushError::Superseded);
        }
        let Some(source) = self.stream.source().view() else {
            return if self.stream.source().has_ended() { Err(PushError::Ended) } else { Ok(Pushed::default()) };
        };
        let made = self.segmenter.push(message, &source.window)?;
        Ok(Pushed { playable: made && self.publish(&source, false) })
    }

    /// Another child goes on from here: a part that the one before left unfinished becomes a gap, and its clock counts no more.
    pub fn restart(&mut self) {
        if let Some(source) = self.stream.source().view()
            && self.segmenter.restart(&source.window)
            && self.rung.is_current(self.generation)
        {
            self.publish(&source, false);
        }
    }

    /// Makes one version of what has changed, the last if `ends` or if the source is followed to its end; true when it is the first.
    fn publish(&mut self, source: &View, ends: bool) -> bool {
        let Some(window) = self.segmenter.window() else { return false };
        // Where it starts, or starts over, readers get it once there is something to begin with.
        if !window.can_begin() && !ends {
            return false;
        }
        self.held.set(window.bytes());
        let (msn, open) = (window.msn, window.open.is_some());
        self.ended = ends || (source.ended && !open && msn >= source.window.msn);
        self.rung.used(msn + u64::from(open));
        let first = self.rendition.view().is_none();
        let reports = self.stream.reports(&self.rung.name);
        let part_target = source.part_target;
        let index = LivePlaylist::new(window, self.stream.settings(), part_target, &reports, self.ended);
        self.rendition.publish(View { window: window.clone(), index, ended: self.ended, part_target });
        if first {
            self.rung.start(self.generation, &self.rendition);
            self.stream.rendition_begins();
        }
        if first || !open {
            self.stream.render_master();
        }
        first
    }
}

impl Drop for RenditionWriter {
    fn drop(&mut self) {
        if self.ended {
            return;
        }
        if let Some(source) = self.stream.source().view().filter(|source| source.ended)
            && self.rung.is_current(self.generation)
            && self.rendition.view().is_some()
        {
            self.segmenter.finish(&source.window);
            self.publish(&source, true);
            return;
        }
        self.rung.stop(self.generation);
        self.rendition.retire();
        self.stream.render_master();
    }
}
