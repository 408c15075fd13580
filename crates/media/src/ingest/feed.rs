//! Feeds one publisher's messages to the origin and judges what the origin says.

use std::time::Duration;

use tokio::time::Instant;

use super::headers::{Headers, MessageRole, role};
use super::{Admission, Gone};
use crate::hls::{Origin, PushError, Pushed, Stats, Writer};
use crate::message::{Kind, Message};

/// A malformed message costs this much, a good one pays one back; at the limit the publisher is sent away.
const FAULT: u32 = 10;
const FAULT_LIMIT: u32 = 1000;

/// Writes a publisher's messages to the origin.
pub(super) struct PublisherFeed {
    origin: Origin,
    /// `None` once the stream was ended at the origin.
    writer: Option<Writer>,
    ended: Option<Instant>,
    headers: Headers,
    /// After a retarget nothing goes out before a keyframe.
    awaits_keyframe: bool,
    /// The stream was playable before this publisher connected; this is reported at its first keyframe.
    resumed: bool,
    /// The stream has been reported as playable.
    told: bool,
    faults: u32,
    last_time: u32,
    /// Audio and video messages taken, and bytes of all.
    pub(super) messages: u64,
    pub(super) bytes: u64,
}

impl PublisherFeed {
    pub(super) fn open(origin: Origin, admission: &Admission) -> Self {
        let resumed = origin.is_playable(&admission.stream_id);
        let writer = Some(origin.open(&admission.stream_id, admission.age));
        Self {
            origin,
            writer,
            ended: None,
            headers: Headers::default(),
            awaits_keyframe: false,
            resumed,
            told: false,
            faults: 0,
            last_time: 0,
            messages: 0,
            bytes: 0,
        }
    }

    /// Goes on under another stream: headers first, then from the next keyframe.
    pub(super) fn retarget(&mut self, to: &Admission) -> Result<(), Gone> {
        self.resumed = self.origin.is_playable(&to.stream_id);
        self.writer = Some(self.origin.open(&to.stream_id, to.age));
        (self.ended, self.told) = (None, false);
        for header in self.headers.replay(self.last_time) {
            self.write(header)?;
        }
        self.awaits_keyframe = self.headers.has_video();
        Ok(())
    }

    /// Takes a message; `true` when the stream has become playable with it.
    pub(super) fn push(&mut self, message: Message) -> Result<bool, Gone> {
        self.messages += u64::from(message.kind != Kind::Data);
        self.bytes += message.payload.len() as u64;
        self.last_time = message.timestamp;
        let role = role(&message);
        match role {
            MessageRole::Header => self.headers.keep(&message),
            MessageRole::Keyframe => self.awaits_keyframe = false,
            MessageRole::Other if self.awaits_keyframe => return Ok(false),
            MessageRole::Other => {}
        }
        let back =
            self.resumed && (role == MessageRole::Keyframe || role == MessageRole::Other && !self.headers.has_video());
        let playable = self.write(message)?.playable;
        let first = !self.told && (playable || back);
        self.told |= first;
        Ok(first)
    }

    /// How long the stream has been ended under a publisher that still sends.
    pub(super) fn ended_for(&self) -> Option<Duration> {
        self.ended.map(|since| since.elapsed())
    }

    pub(super) fn stats(&self) -> Option<Stats> {
        self.writer.as_ref().map(Writer::stats)
    }

    fn write(&mut self, message: Message) -> Result<Pushed, Gone> {
        let Some(writer) = &mut self.writer else { return Ok(Pushed::default()) };
        match writer.push(message) {
            Ok(pushed) => {
                self.faults = self.faults.saturating_sub(1);
                Ok(pushed)
            }
            Err(PushError::Superseded) => Err(Gone::TakenOver),
            Err(PushError::Ended) => {
                self.writer = None;
                self.ended = Some(Instant::now());
                Ok(Pushed::default())
            }
            Err(error @ PushError::Malformed { .. }) => {
                self.faults += FAULT;
                tracing::debug!(%error, "message skipped");
                if self.faults < FAULT_LIMIT { Ok(Pushed::default()) } else { Err(Gone::Media(error.to_string())) }
            }
            Err(error) => Err(Gone::Media(error.to_string())),
        }
    }
}
