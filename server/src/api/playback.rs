//! `/api/streams/{id}/playback` and `/api/playback/heartbeat`.

use super::ApiResult;
use super::extract::{ApiJson, id};
use crate::state::State;
use axum::Json;
use axum::extract::{self, Path};
use axum::http::StatusCode;
use domain::playback::{Heartbeat, PlaybackSession};
use services::accounts::{CurrentUser, Device};
use services::playback;
use std::time::Instant;

type App = extract::State<State>;

pub async fn open(
    app: App,
    current_user: CurrentUser,
    device: Device,
    Path(stream): Path<String>,
) -> ApiResult<(StatusCode, Json<PlaybackSession>)> {
    let stream = id(&stream)?;
    let session =
        playback::open_playback_session(&app.services, &current_user, stream, &device, Instant::now()).await?;
    Ok((StatusCode::CREATED, Json(session)))
}

pub async fn heartbeat(app: App, device: Device, ApiJson(body): ApiJson<Heartbeat>) -> ApiResult<StatusCode> {
    playback::heartbeat(&app.services, &device, &body, Instant::now())?;
    Ok(StatusCode::NO_CONTENT)
}
