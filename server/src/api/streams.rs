//! `/api/streams`.

use super::Answer;
use super::extract::{Asker, Body, id};
use crate::state::State;
use axum::Json;
use axum::extract::{self, Path};
use axum::http::StatusCode;
use domain::health::Health;
use domain::problem::Fields;
use domain::streams::{NewStream, Playback, Status, Stream, StreamChange};
use serde::Deserialize;
use services::{channels, streams};

type App = extract::State<State>;

/// Body of `PUT /api/streams/{id}/status`.
#[derive(Deserialize)]
pub struct NewStatus {
    status: String,
}

pub async fn create(app: App, Asker(viewer): Asker, Body(body): Body<NewStream>) -> Answer<(StatusCode, Json<Stream>)> {
    Ok((StatusCode::CREATED, Json(streams::create_stream(&app.services, &viewer, body).await?)))
}

/// `{id}` is the channel's.
pub async fn start(app: App, Asker(viewer): Asker, Path(channel): Path<String>) -> Answer<Json<Stream>> {
    let channel = channels::resolve(&app.services, &viewer, &channel).await?;
    Ok(Json(streams::go_live(&app.services, &viewer, channel).await?))
}

pub async fn get(app: App, Asker(viewer): Asker, Path(stream): Path<String>) -> Answer<Json<Stream>> {
    Ok(Json(streams::get_stream(&app.services, &viewer, id(&stream)?).await?))
}

pub async fn change(
    app: App,
    Asker(viewer): Asker,
    Path(stream): Path<String>,
    Body(body): Body<StreamChange>,
) -> Answer<Json<Stream>> {
    Ok(Json(streams::change_stream(&app.services, &viewer, id(&stream)?, body).await?))
}

pub async fn set_status(
    app: App,
    Asker(viewer): Asker,
    Path(stream): Path<String>,
    Body(body): Body<NewStatus>,
) -> Answer<Json<Stream>> {
    let mut fields = Fields::default();
    let status = fields.take("status", body.status.parse::<Status>());
    let status = status.ok_or_else(|| fields.into_problem())?;
    Ok(Json(streams::set_status(&app.services, &viewer, id(&stream)?, status).await?))
}

pub async fn end(app: App, Asker(viewer): Asker, Path(stream): Path<String>) -> Answer<Json<Stream>> {
    Ok(Json(streams::end_stream(&app.services, &viewer, id(&stream)?).await?))
}

pub async fn playback(app: App, Asker(viewer): Asker, Path(stream): Path<String>) -> Answer<Json<Playback>> {
    Ok(Json(streams::playback(&app.services, &viewer, id(&stream)?).await?))
}

pub async fn health(app: App, Asker(viewer): Asker, Path(stream): Path<String>) -> Answer<Json<Health>> {
    Ok(Json(streams::health(&app.services, &viewer, id(&stream)?).await?))
}
