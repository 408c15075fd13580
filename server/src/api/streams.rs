//! `/api/streams`.

use super::ApiResult;
use super::extract::{ApiJson, id};
use crate::state::State;
use axum::Json;
use axum::extract::{self, Path};
use axum::http::StatusCode;
use domain::health::Health;
use domain::problem::Fields;
use domain::streams::{NewStream, Playback, Status, Stream, StreamChange};
use serde::Deserialize;
use services::accounts::CurrentUser;
use services::streams;

type App = extract::State<State>;

/// Body of `PUT /api/streams/{id}/status`.
#[derive(Deserialize)]
pub struct NewStatus {
    status: String,
}

pub async fn create(
    app: App,
    current_user: CurrentUser,
    ApiJson(body): ApiJson<NewStream>,
) -> ApiResult<(StatusCode, Json<Stream>)> {
    Ok((StatusCode::CREATED, Json(streams::create_stream(&app.services, &current_user, body).await?)))
}

/// `{id}` is the channel's.
pub async fn start(app: App, current_user: CurrentUser, Path(channel): Path<String>) -> ApiResult<Json<Stream>> {
    Ok(Json(streams::go_live(&app.services, &current_user, &id(&channel)?).await?))
}

pub async fn get(app: App, current_user: CurrentUser, Path(stream): Path<String>) -> ApiResult<Json<Stream>> {
    Ok(Json(streams::get_stream(&app.services, &current_user, id(&stream)?).await?))
}

pub async fn change(
    app: App,
    current_user: CurrentUser,
    Path(stream): Path<String>,
    ApiJson(body): ApiJson<StreamChange>,
) -> ApiResult<Json<Stream>> {
    Ok(Json(streams::change_stream(&app.services, &current_user, id(&stream)?, body).await?))
}

pub async fn set_status(
    app: App,
    current_user: CurrentUser,
    Path(stream): Path<String>,
    ApiJson(body): ApiJson<NewStatus>,
) -> ApiResult<Json<Stream>> {
    let mut fields = Fields::default();
    let status = fields.take("status", body.status.parse::<Status>());
    let status = status.ok_or_else(|| fields.into_problem())?;
    Ok(Json(streams::set_status(&app.services, &current_user, id(&stream)?, status).await?))
}

pub async fn end(app: App, current_user: CurrentUser, Path(stream): Path<String>) -> ApiResult<Json<Stream>> {
    Ok(Json(streams::end_stream(&app.services, &current_user, id(&stream)?).await?))
}

pub async fn playback(app: App, current_user: CurrentUser, Path(stream): Path<String>) -> ApiResult<Json<Playback>> {
    Ok(Json(streams::playback(&app.services, &current_user, id(&stream)?).await?))
}

pub async fn health(app: App, current_user: CurrentUser, Path(stream): Path<String>) -> ApiResult<Json<Health>> {
    Ok(Json(streams::health(&app.services, &current_user, id(&stream)?).await?))
}
