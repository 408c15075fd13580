//! `/api/channels/{id}/vod` and `/api/streams/{id}/vod`.

use super::ApiResult;
use super::extract::{ApiQuery, id};
use crate::state::State;
use axum::Json;
use axum::extract::{self, Path};
use axum::http::StatusCode;
use domain::Page;
use domain::vods::Vod;
use serde::Deserialize;
use services::accounts::CurrentUser;
use services::vods;

type App = extract::State<State>;

/// Query of a list of VODs.
#[derive(Deserialize)]
pub struct Window {
    cursor: Option<String>,
    limit: Option<u32>,
}

pub async fn list(
    app: App,
    current_user: CurrentUser,
    Path(channel): Path<String>,
    ApiQuery(window): ApiQuery<Window>,
) -> ApiResult<Json<Page<Vod>>> {
    Ok(Json(
        vods::of_channel(&app.services, &current_user, &id(&channel)?, window.cursor.as_deref(), window.limit).await?,
    ))
}

pub async fn delete(app: App, current_user: CurrentUser, Path(stream): Path<String>) -> ApiResult<StatusCode> {
    vods::delete(&app.services, &current_user, id(&stream)?).await?;
    Ok(StatusCode::NO_CONTENT)
}
