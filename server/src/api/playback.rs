//! `/api/streams/{id}/playback` and `/api/playback/heartbeat`.

use super::Answer;
use super::extract::{Asker, Body, From, id};
use crate::state::State;
use axum::Json;
use axum::extract::{self, Path};
use axum::http::StatusCode;
use domain::playback::{Heartbeat, PlaybackSession};
use services::playback;
use std::time::Instant;

type App = extract::State<State>;

pub async fn open(
    app: App,
    Asker(viewer): Asker,
    From(device): From,
    Path(stream): Path<String>,
) -> Answer<(StatusCode, Json<PlaybackSession>)> {
    let stream = id(&stream)?;
    let session = playback::open_playback_session(&app.services, &viewer, stream, &device, Instant::now()).await?;
    Ok((StatusCode::CREATED, Json(session)))
}

pub async fn heartbeat(app: App, From(device): From, Body(body): Body<Heartbeat>) -> Answer<StatusCode> {
    playback::heartbeat(&app.services, &device, &body, Instant::now())?;
    Ok(StatusCode::NO_CONTENT)
}
