//! `/api/channels`.

use super::ApiResult;
use super::extract::{ApiJson, ApiQuery, id};
use crate::state::State;
use axum::Json;
use axum::extract::{self, Path};
use axum::http::StatusCode;
use domain::Page;
use domain::channels::{Channel, ChannelChange, NewChannel, StreamKey};
use serde::Deserialize;
use services::RequestHost;
use services::accounts::CurrentUser;
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

pub async fn list(app: App, ApiQuery(query): ApiQuery<Directory>) -> ApiResult<Json<Page<Channel>>> {
    let live = query.live.is_some_and(|live| matches!(live.as_str(), "" | "1" | "true"));
    let search = Search { live, category: query.category, tag: query.tag, text: query.q, cursor: query.cursor };
    Ok(Json(channels::list_channels(&app.services, search).await?))
}

pub async fn create(
    app: App,
    current_user: CurrentUser,
    ApiJson(body): ApiJson<NewChannel>,
) -> ApiResult<(StatusCode, Json<Channel>)> {
    Ok((StatusCode::CREATED, Json(channels::create_channel(&app.services, &current_user, body).await?)))
}

pub async fn get(app: App, current_user: CurrentUser, Path(channel): Path<String>) -> ApiResult<Json<Channel>> {
    Ok(Json(channels::get_channel(&app.services, &current_user, &id(&channel)?).await?))
}

pub async fn change(
    app: App,
    current_user: CurrentUser,
    Path(channel): Path<String>,
    ApiJson(body): ApiJson<ChannelChange>,
) -> ApiResult<Json<Channel>> {
    Ok(Json(channels::change_channel(&app.services, &current_user, &id(&channel)?, body).await?))
}

pub async fn delete(app: App, current_user: CurrentUser, Path(channel): Path<String>) -> ApiResult<StatusCode> {
    channels::delete_channel(&app.services, &current_user, &id(&channel)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

pub async fn stream_key(
    app: App,
    current_user: CurrentUser,
    request_host: RequestHost,
    Path(channel): Path<String>,
) -> ApiResult<Json<StreamKey>> {
    Ok(Json(channels::stream_key(&app.services, &current_user, &id(&channel)?, &request_host).await?))
}

pub async fn rotate_stream_key(
    app: App,
    current_user: CurrentUser,
    request_host: RequestHost,
    Path(channel): Path<String>,
) -> ApiResult<Json<StreamKey>> {
    Ok(Json(channels::rotate_stream_key(&app.services, &current_user, &id(&channel)?, &request_host).await?))
}
