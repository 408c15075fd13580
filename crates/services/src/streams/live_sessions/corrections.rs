//! Corrections of sessions that do not agree with the database.

use super::{LiveSessions, Phase};
use domain::StreamId;

/// A session at one moment, to be compared with the database.
#[derive(Clone, Debug)]
pub struct Seen {
    pub stream: StreamId,
    pub phase: Phase,
    pub is_public: bool,
    /// Whether an encoder feeds it.
    pub is_connected: bool,
    pub key_digest: Vec<u8>,
    change: u64,
}

/// What brings a session in line with the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Correction {
    /// It ends, only its owner may watch its last seconds, and its encoder is disconnected: its channel was deleted.
    Remove,
    /// Only its owner may watch it.
    Hide,
    /// Everybody may watch it.
    Show,
    /// Its encoder is disconnected.
    Cut,
    /// It ends.
    End,
    /// It goes on air.
    Open,
    /// Its encoder feeds this session from now on.
    MoveTo(StreamId),
}

impl LiveSessions {
    /// All sessions, or one of them, as they are.
    pub(in crate::streams) fn seen(&self, only: Option<StreamId>) -> Vec<Seen> {
        let sessions = self.lock();
        let wanted = sessions.iter().filter(|(stream, _)| only.is_none_or(|only| only == *stream));
        let seen = wanted.map(|(stream, session)| Seen {
            stream,
            phase: session.phase,
            is_public: session.is_public,
            is_connected: self.is_connected(stream),
            key_digest: session.key_digest.clone(),
            change: session.change,
        });
        seen.collect()
    }

    /// Corrects a session, unless it has changed since it was seen. Returns whether it did.
    pub(in crate::streams) fn correct(&self, seen: &Seen, correction: Correction) -> bool {
        let stream = seen.stream;
        self.change(|sessions| {
            // Checked and changed under one lock: use cases run at the same time, and know better.
            let Some(session) = sessions.get_mut_unchanged(stream, seen.change) else { return false };
            match correction {
                Correction::Hide => session.is_public = false,
                Correction::Show => session.is_public = true,
                Correction::Cut => self.disconnect(stream),
                Correction::End => self.finish(sessions, stream),
                Correction::Open => self.open(sessions, stream),
                Correction::MoveTo(to) => self.move_encoder(sessions, stream, to),
                Correction::Remove => {
                    session.is_public = false;
                    self.disconnect(stream);
                    self.finish(sessions, stream);
                }
            }
            true
        })
    }
}
