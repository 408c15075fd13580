//! `/api/streams/{id}/playback` and `/api/playback/heartbeat`.

use super::ApiResult;
use super::extract::{ApiJson, ApiPath, StreamPath};
use super::refusals::{Busy, Expired, InvalidToken, Missing};
use crate::state::State;
use axum::Json;
use axum::extract;
use axum::http::StatusCode;
use domain::StreamId;
use domain::playback::{Heartbeat, PlaybackSession};
use services::accounts::{CurrentUser, Device};
use services::playback;
use std::time::Instant;

type App = extract::State<State>;

/// Opens a playback session: a player that sends its heartbeats counts as a viewer.
///
/// `Idempotency-Key` does not count here. The same request, sent again, opens another session, which is not counted until its first heartbeat.
#[utoipa::path(
    post, path = "/streams/{id}/playback", tag = "playback", params(StreamPath),
    responses((status = 201, description = "The session and its token.", body = PlaybackSession), Missing, Busy),
)]
pub async fn open_playback_session(
    app: App,
    current_user: CurrentUser,
    device: Device,
    ApiPath(stream): ApiPath<StreamId>,
) -> ApiResult<(StatusCode, Json<PlaybackSession>)> {
    let session = playback::open_playback_session(&app.services, &current_user, stream, &device).await?;
    Ok((StatusCode::CREATED, Json(session)))
}

/// Says that a player still plays, or has paused. To be sent every `heartbeatSeconds` of its session.
#[utoipa::path(
    post, path = "/playback/heartbeat", tag = "playback", request_body = Heartbeat,
    responses((status = 204, description = "Counted."), InvalidToken, Expired),
)]
pub async fn heartbeat(app: App, device: Device, ApiJson(body): ApiJson<Heartbeat>) -> ApiResult<StatusCode> {
    playback::heartbeat(&app.services, &device, &body, Instant::now())?;
    Ok(StatusCode::NO_CONTENT)
}
