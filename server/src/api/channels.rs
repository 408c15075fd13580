//! `/api/channels`.

use super::Answer;
use super::extract::{Asker, Body, Params, Reached};
use crate::state::State;
use axum::Json;
use axum::extract::{self, Path};
use axum::http::StatusCode;
use domain::Page;
use domain::channels::{Channel, ChannelChange, NewChannel, StreamKey};
use serde::Deserialize;
use services::channels::{self, Search};

type App = extract::State<State>;

/// Query of the directory.
#[derive(Deserialize)]
pub struct Directory {
    live: Option<String>,
    category: Option<String>,
    tag: Option<String>,
    q: Option<String>,
    cursor: Option<String>,
}

pub async fn list(app: App, Params(query): Params<Directory>) -> Answer<Json<Page<Channel>>> {
    let live = query.live.is_some_and(|live| matches!(live.as_str(), "" | "1" | "true"));
    let search = Search { live, category: query.category, tag: query.tag, text: query.q, cursor: query.cursor };
    Ok(Json(channels::list_channels(&app.services, search).await?))
}

pub async fn create(
    app: App,
    Asker(viewer): Asker,
    Body(body): Body<NewChannel>,
) -> Answer<(StatusCode, Json<Channel>)> {
    Ok((StatusCode::CREATED, Json(channels::create_channel(&app.services, &viewer, body).await?)))
}

pub async fn get(app: App, Asker(viewer): Asker, Path(id): Path<String>) -> Answer<Json<Channel>> {
    Ok(Json(channels::get_channel(&app.services, &viewer, &id).await?))
}

pub async fn change(
    app: App,
    Asker(viewer): Asker,
    Path(id): Path<String>,
    Body(body): Body<ChannelChange>,
) -> Answer<Json<Channel>> {
    let id = channels::resolve(&app.services, &viewer, &id).await?;
    Ok(Json(channels::change_channel(&app.services, &viewer, id, body).await?))
}

pub async fn delete(app: App, Asker(viewer): Asker, Path(id): Path<String>) -> Answer<StatusCode> {
    let id = channels::resolve(&app.services, &viewer, &id).await?;
    channels::delete_channel(&app.services, &viewer, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

pub async fn stream_key(
    app: App,
    Asker(viewer): Asker,
    Reached(reached): Reached,
    Path(id): Path<String>,
) -> Answer<Json<StreamKey>> {
    let id = channels::resolve(&app.services, &viewer, &id).await?;
    Ok(Json(channels::stream_key(&app.services, &viewer, id, &reached).await?))
}

pub async fn rotate_stream_key(
    app: App,
    Asker(viewer): Asker,
    Reached(reached): Reached,
    Path(id): Path<String>,
) -> Answer<Json<StreamKey>> {
    let id = channels::resolve(&app.services, &viewer, &id).await?;
    Ok(Json(channels::rotate_stream_key(&app.services, &viewer, id, &reached).await?))
}
