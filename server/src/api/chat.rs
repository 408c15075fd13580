//! Chat over REST: the same use case as the socket's.

use super::Answer;
use super::extract::{Asker, Body, Params, id};
use crate::state::State;
use axum::Json;
use axum::extract::{self, Path};
use axum::http::StatusCode;
use domain::Page;
use domain::chat::Message;
use serde::Deserialize;
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
    Asker(viewer): Asker,
    Path(stream): Path<String>,
    Params(query): Params<History>,
) -> Answer<Json<Page<Message>>> {
    let stream = id(&stream)?;
    Ok(Json(chat::stream_messages(&app.services, &viewer, stream, query.before.as_deref(), query.limit).await?))
}

pub async fn post(
    app: App,
    Asker(viewer): Asker,
    Path(stream): Path<String>,
    Body(body): Body<Said>,
) -> Answer<(StatusCode, Json<Message>)> {
    Ok((
        StatusCode::CREATED,
        Json(chat::post_stream_message(&app.services, &viewer, id(&stream)?, &body.content).await?),
    ))
}

pub async fn send(app: App, Asker(viewer): Asker, Body(body): Body<SaidIn>) -> Answer<(StatusCode, Json<Message>)> {
    let stream = id(&body.stream_id)?;
    Ok((StatusCode::CREATED, Json(chat::post_stream_message(&app.services, &viewer, stream, &body.content).await?)))
}
