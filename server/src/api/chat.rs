//! Chat over REST: the same use case as the socket's.

use super::ApiResult;
use super::extract::{ApiJson, ApiQuery, id};
use crate::state::State;
use axum::Json;
use axum::extract::{self, Path};
use axum::http::StatusCode;
use domain::Page;
use domain::chat::Message;
use serde::Deserialize;
use services::accounts::CurrentUser;
use services::chat;

type App = extract::State<State>;

/// Query of a stream's history.
#[derive(Deserialize)]
pub struct History {
    before: Option<String>,
    limit: Option<i64>,
}

/// Body of `POST /api/streams/{id}/messages`.
#[derive(Deserialize)]
pub struct Said {
    content: String,
}

/// Body of `POST /api/messages`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SaidIn {
    stream_id: String,
    content: String,
}

pub async fn list(
    app: App,
    current_user: CurrentUser,
    Path(stream): Path<String>,
    ApiQuery(query): ApiQuery<History>,
) -> ApiResult<Json<Page<Message>>> {
    let stream = id(&stream)?;
    Ok(Json(chat::stream_messages(&app.services, &current_user, stream, query.before.as_deref(), query.limit).await?))
}

pub async fn post(
    app: App,
    current_user: CurrentUser,
    Path(stream): Path<String>,
    ApiJson(body): ApiJson<Said>,
) -> ApiResult<(StatusCode, Json<Message>)> {
    Ok((
        StatusCode::CREATED,
        Json(chat::post_stream_message(&app.services, &current_user, id(&stream)?, &body.content).await?),
    ))
}

pub async fn send(
    app: App,
    current_user: CurrentUser,
    ApiJson(body): ApiJson<SaidIn>,
) -> ApiResult<(StatusCode, Json<Message>)> {
    let stream = id(&body.stream_id)?;
    Ok((
        StatusCode::CREATED,
        Json(chat::post_stream_message(&app.services, &current_user, stream, &body.content).await?),
    ))
}
