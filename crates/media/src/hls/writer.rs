//! The publisher's end of a stream.

use super::stream::Stream;
use super::{PushError, Pushed, Stats};
use crate::message::Message;
use std::sync::Arc;

/// The right to write to one stream; dropping it leaves the stream open for the next publisher.
pub struct Writer {
    pub(super) stream: Arc<Stream>,
    pub(super) generation: u64,
}

impl Writer {
    /// Takes the publisher's next message.
    ///
    /// # Errors
    /// See [`PushError`]; the writer stays usable unless it was superseded or its stream ended.
    pub fn push(&mut self, message: Message) -> Result<Pushed, PushError> {
        self.stream.push(self.generation, message)
    }

    /// The stream's facts so far; cheap.
    pub fn stats(&self) -> Stats {
        self.stream.stats()
    }
}

impl Drop for Writer {
    /// What was sent becomes readable to its end; the stream stays listed and its readers wait for the next publisher.
    fn drop(&mut self) {
        self.stream.leave(self.generation);
    }
}
