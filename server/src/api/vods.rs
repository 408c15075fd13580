//! `/api/channels/{id}/vod` and `/api/streams/{id}/vod`.

use super::Answer;
use super::extract::{Asker, Params, id};
use crate::state::State;
use axum::Json;
use axum::extract::{self, Path};
use axum::http::StatusCode;
use domain::Page;
use domain::vods::Vod;
use serde::Deserialize;
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
    Asker(viewer): Asker,
    Path(channel): Path<String>,
    Params(window): Params<Window>,
) -> Answer<Json<Page<Vod>>> {
    Ok(Json(vods::of_channel(&app.services, &viewer, &channel, window.cursor.as_deref(), window.limit).await?))
}

pub async fn delete(app: App, Asker(viewer): Asker, Path(stream): Path<String>) -> Answer<StatusCode> {
    vods::delete(&app.services, &viewer, id(&stream)?).await?;
    Ok(StatusCode::NO_CONTENT)
}
