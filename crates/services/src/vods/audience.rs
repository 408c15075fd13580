//! Who may watch what is kept of a stream: asked for every segment, answered by the database once in a while.

use super::place::Place;
use super::store;
use crate::{Result, Services, accounts::Viewer};
use domain::{Problem, StreamId, UserId, vods::Visibility};
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How long an answer holds. A change made by this process counts at once.
const FRESH: Duration = Duration::from_secs(2);
/// Answers kept at most.
const MOST: usize = 10_000;

/// Who may watch what is kept of a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Audience {
    /// Whose it is.
    pub owner: UserId,
    /// Whether everybody who has its address may watch.
    pub is_open: bool,
    /// Whether the stream is over.
    pub is_over: bool,
    /// Whether its VOD is complete.
    pub is_archived: bool,
    /// Where it lies.
    pub place: Place,
}

impl Audience {
    /// Whether somebody may watch.
    pub fn admits(&self, viewer: &Viewer) -> bool {
        self.is_open || viewer.id() == Some(self.owner)
    }
}

/// The latest answers.
#[derive(Default)]
pub struct Audiences(Mutex<HashMap<StreamId, (Option<Audience>, Instant)>>);

impl Audiences {
    /// Something about a stream has changed.
    pub fn forget(&self, stream: StreamId) {
        self.lock().remove(&stream);
    }

    /// Something has changed about streams of which it is not known which.
    pub fn forget_all(&self) {
        self.lock().clear();
    }

    fn find(&self, stream: StreamId) -> Option<(Option<Audience>, bool)> {
        self.lock().get(&stream).map(|(audience, asked)| (*audience, asked.elapsed() < FRESH))
    }

    fn keep(&self, stream: StreamId, audience: Option<Audience>) {
        let mut known = self.lock();
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(stream, (audience, Instant::now()));
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<StreamId, (Option<Audience>, Instant)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Who may watch what is kept of a stream; not found where nothing is kept.
pub async fn audience(svc: &Services, stream: StreamId) -> Result<Audience> {
    let known = svc.audiences.find(stream);
    let audience = match known {
        Some((audience, true)) => audience,
        known => match store::audience(&svc.db, stream).await {
            Ok(found) => {
                svc.audiences.keep(stream, found);
                found
            }
            // While the database is away, whoever watches goes on watching.
            Err(error) => known.ok_or(error)?.0,
        },
    };
    Ok(audience.ok_or_else(Problem::not_found)?)
}

/// Whether a VOD, or the recording of a running stream, is open to whoever has its address.
pub(super) fn is_open(visibility: Visibility, is_live: bool, is_public_channel: bool) -> bool {
    is_public_channel && (is_live || visibility != Visibility::Private)
}
