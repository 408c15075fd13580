//! Ingest health: what an encoder sends, in figures, and in plain words what to change. `docs/ingest-health.md` is its page for people.

mod figures;
mod judge;
mod rules;

#[cfg(test)]
mod tests;

use crate::{Result, Services, access, accounts::CurrentUser};
use domain::{StreamId, health::Health};
pub use figures::Figures;
use time::OffsetDateTime;

/// The ingest's health, offline while no encoder is connected. Owner only.
pub async fn health(svc: &Services, current_user: &CurrentUser, id: StreamId) -> Result<Health> {
    access::stream_owner(svc, current_user, id).await?;
    let now = OffsetDateTime::now_utc();
    Ok(svc.live_sessions.health(id).map_or_else(|| Health::offline(now), |figures| judge::judge(&figures, now)))
}
