//! Compares the live sessions with the database, which decides.
//!
//! A use case stores a change first and tells the ingest afterwards. Where the second did not happen (the answer to a commit was lost, the
//! use case was dropped, another process made the change), this makes up for it within a second or two.

use super::lifecycle;
use super::live_sessions::{Correction, Phase, Seen};
use super::store::{self, StoredSession};
use crate::{Result, Services};
use domain::StreamId;
use domain::streams::Status;

/// Corrects all sessions, or one of them, by one step each: what is left is done at the next call.
pub async fn reconcile(svc: &Services, only: Option<StreamId>) -> Result<()> {
    let seen = svc.live_sessions.seen(only);
    if seen.is_empty() {
        return Ok(());
    }
    let streams: Vec<StreamId> = seen.iter().map(|session| session.stream).collect();
    let stored = store::of_sessions(&svc.db, &streams).await?;
    for session in &seen {
        let Some(wanted) = correction(session, stored.get(&session.stream)) else { continue };
        let wanted = match wanted {
            Wanted::Correction(correction) => correction,
            Wanted::NextSession => match lifecycle::next_session(svc, session.stream).await? {
                Some(next) => Correction::MoveTo(next),
                None => continue,
            },
        };
        if svc.live_sessions.correct(session, wanted) {
            tracing::info!(stream = %session.stream, correction = ?wanted, "a session did not agree with the database");
            tell(svc, session.stream, wanted).await?;
        }
    }
    Ok(())
}

/// What is wrong first with a session.
enum Wanted {
    Correction(Correction),
    /// Its encoder feeds the channel's next session from now on.
    NextSession,
}

/// What a session lacks to agree with the database; first what may be watched by people who may not.
fn correction(seen: &Seen, stored: Option<&StoredSession>) -> Option<Wanted> {
    let is_ended = seen.phase == Phase::Ended;
    let Some(stored) = stored else {
        let is_there = !is_ended || seen.is_connected || seen.is_public;
        return is_there.then_some(Wanted::Correction(Correction::Remove));
    };
    let may_be_public = stored.is_public && !(is_ended && stored.is_private);
    let is_over = matches!(stored.status, Status::Ending | Status::Archived);
    let correction = if seen.is_public && !may_be_public {
        Correction::Hide
    } else if seen.is_connected && stored.key_digest.as_ref() != Some(&seen.key_digest) {
        Correction::Cut
    } else if is_over && seen.phase == Phase::OnAir {
        Correction::End
    } else if is_over && seen.is_connected {
        return Some(Wanted::NextSession);
    } else if is_over && !is_ended {
        Correction::End
    } else if let Some(on_air) = stored.on_air.filter(|on_air| seen.is_connected && *on_air != seen.stream) {
        Correction::MoveTo(on_air)
    } else if stored.status == Status::Live && seen.phase == Phase::Preview {
        Correction::Open
    } else if !seen.is_public && may_be_public && !is_ended {
        // Whether an ended one was hidden on its own is not stored for as long as it runs out.
        Correction::Show
    } else {
        return None;
    };
    Some(Wanted::Correction(correction))
}

/// Tells open pages what they may not have heard.
async fn tell(svc: &Services, stream: StreamId, correction: Correction) -> Result<()> {
    match correction {
        Correction::Hide | Correction::Show | Correction::Remove => svc.archive_access.forget_all(),
        Correction::End | Correction::Open => {
            if let Some(stream) = store::find(&svc.db, stream).await? {
                lifecycle::tell_status(svc, &stream).await;
            }
        }
        Correction::Cut | Correction::MoveTo(_) => {}
    }
    Ok(())
}
