//! The sessions by stream. Each change of one has a number, so that a correction made for an earlier state is not applied to a later one.

use super::PlayableEncoder;
use domain::{ChannelId, StreamId, UserId};
use media::ingest::PublisherId;
use std::collections::{HashMap, VecDeque};
use std::time::{Duration, Instant};

/// Reconnects are counted over this time, and at most so many of them.
const RECONNECTS_OVER: Duration = Duration::from_secs(3600);
const MOST_RECONNECTS: usize = 1000;

/// How far a session is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Only the owner may watch.
    Preview,
    /// On air, even while its encoder is disconnected.
    OnAir,
    /// Ended; its last seconds can still be watched.
    Ended,
}

/// A session that an encoder feeds, or fed; kept for as long as the origin keeps media of it.
#[derive(Clone, Debug)]
pub struct LiveSession {
    /// The connection that was admitted last: events of earlier ones are ignored.
    pub publisher: PublisherId,
    pub channel: ChannelId,
    pub owner: UserId,
    pub slug: String,
    /// Whether its channel is public.
    pub is_public: bool,
    pub phase: Phase,
    /// A preview that waits for its creator, whatever the channel's `autoStart` says.
    pub is_held: bool,
    /// Whether [`crate::streams::encoder_playable`] was called for this connection.
    pub is_announced: bool,
    pub key_digest: Vec<u8>,
    /// When encoders came back into the session while it was on air, oldest first.
    pub reconnects: VecDeque<Instant>,
    /// Number of its last change; set by [`Sessions`].
    pub change: u64,
}

impl LiveSession {
    pub fn playing(&self, stream: StreamId) -> PlayableEncoder {
        PlayableEncoder {
            channel: self.channel,
            stream,
            key_digest: self.key_digest.clone(),
            is_settled: self.phase != Phase::Preview || self.is_held,
        }
    }

    /// Notes that an encoder came back.
    pub fn reconnected(&mut self) {
        if self.reconnects.len() >= MOST_RECONNECTS {
            self.reconnects.pop_front();
        }
        self.reconnects.push_back(Instant::now());
    }

    /// Number of reconnects in the last hour.
    pub fn reconnects(&self) -> u32 {
        let recent = self.reconnects.iter().filter(|at| at.elapsed() < RECONNECTS_OVER).count();
        u32::try_from(recent).unwrap_or(u32::MAX)
    }
}

/// All sessions. Every way to change one gives it a new number.
#[derive(Default)]
pub struct Sessions {
    by_stream: HashMap<StreamId, LiveSession>,
    changes: u64,
}

impl Sessions {
    pub fn get(&self, stream: StreamId) -> Option<&LiveSession> {
        self.by_stream.get(&stream)
    }

    pub fn iter(&self) -> impl Iterator<Item = (StreamId, &LiveSession)> {
        self.by_stream.iter().map(|(stream, session)| (*stream, session))
    }

    /// The sessions of a channel, that of the newest connection first.
    pub fn of_channel(&self, channel: ChannelId) -> Vec<StreamId> {
        let mut found: Vec<_> = self.iter().filter(|(_, session)| session.channel == channel).collect();
        found.sort_by_key(|(_, session)| std::cmp::Reverse(session.publisher));
        found.into_iter().map(|(stream, _)| stream).collect()
    }

    pub fn insert(&mut self, stream: StreamId, session: LiveSession) {
        self.changes += 1;
        self.by_stream.insert(stream, LiveSession { change: self.changes, ..session });
    }

    /// A session that is about to change.
    pub fn get_mut(&mut self, stream: StreamId) -> Option<&mut LiveSession> {
        self.changes += 1;
        let session = self.by_stream.get_mut(&stream)?;
        session.change = self.changes;
        Some(session)
    }

    /// The same, if no change followed the one with this number.
    pub fn get_mut_unchanged(&mut self, stream: StreamId, change: u64) -> Option<&mut LiveSession> {
        self.get(stream).filter(|session| session.change == change)?;
        self.get_mut(stream)
    }

    pub fn remove(&mut self, stream: StreamId) -> Option<LiveSession> {
        self.by_stream.remove(&stream)
    }

    pub fn retain(&mut self, keep: impl Fn(StreamId, &LiveSession) -> bool) {
        self.by_stream.retain(|stream, session| keep(*stream, session));
    }
}
