//! The health of a stream's encoder.

use crate::{Result, Services, access, accounts::CurrentUser};
use domain::{StreamId, health::Health};
use time::OffsetDateTime;

/// The ingest's health, offline while no encoder is connected. Owner only.
pub async fn health(svc: &Services, current_user: &CurrentUser, id: StreamId) -> Result<Health> {
    access::stream_owner(svc, current_user, id).await?;
    let now = OffsetDateTime::now_utc();
    Ok(svc.live_sessions.health(id).map_or_else(|| Health::offline(now), |figures| Health::of(&figures, now)))
}
