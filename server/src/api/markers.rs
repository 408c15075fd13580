//! `/api/streams/{id}/markers`: moments of a stream, the chapters of its VOD.

use super::ApiResult;
use super::extract::{ApiJson, ApiPath, StreamPath};
use super::refusals::{Busy, Changed, Invalid, Missing, NotOwner, SignedOut, TooManyMarkers};
use crate::state::State;
use axum::Json;
use axum::extract;
use axum::http::StatusCode;
use domain::markers::{Marker, NewMarker};
use domain::{MarkerId, Page, Problem, StreamId};
use serde::Deserialize;
use services::accounts::CurrentUser;
use services::markers;
use utoipa::IntoParams;

type App = extract::State<State>;

/// A stream and one of its markers.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct MarkerPath {
    /// Id of the stream.
    id: String,
    /// Id of the marker.
    #[serde(rename = "markerId")]
    #[param(rename = "markerId")]
    marker_id: String,
}

impl MarkerPath {
    /// A text that is not an id is answered like an unknown id.
    fn ids(&self) -> ApiResult<(StreamId, MarkerId)> {
        let stream = self.id.parse().map_err(|_| Problem::not_found())?;
        Ok((stream, self.marker_id.parse().map_err(|_| Problem::not_found())?))
    }
}

/// The markers of a stream, also while it is LIVE, in the order of their positions. All are on one page.
///
/// Those of a VOD that is private or deleted are for the channel's owner; for others the list is empty.
#[utoipa::path(
    get, path = "/streams/{id}/markers", tag = "streams", params(StreamPath),
    responses((status = 200, description = "The markers.", body = Page<Marker>), Missing),
)]
pub async fn stream_markers(
    app: App,
    current_user: CurrentUser,
    ApiPath(stream): ApiPath<StreamId>,
) -> ApiResult<Json<Page<Marker>>> {
    Ok(Json(markers::markers(&app.services, &current_user, stream).await?))
}

/// Marks a moment of a stream that is LIVE and recorded, or of a VOD: a chapter begins there. For the channel's owner.
///
/// Without `position` it is now, as long as the stream is LIVE.
#[utoipa::path(
    post, path = "/streams/{id}/markers", tag = "streams", params(StreamPath), request_body = NewMarker,
    responses(
        (status = 201, description = "The new marker.", body = Marker),
        SignedOut, TooManyMarkers, Missing, Changed, Invalid, Busy,
    ),
)]
pub async fn add_marker(
    app: App,
    current_user: CurrentUser,
    ApiPath(stream): ApiPath<StreamId>,
    ApiJson(body): ApiJson<NewMarker>,
) -> ApiResult<(StatusCode, Json<Marker>)> {
    let added = markers::add_marker(&app.services, &app.recorder, &current_user, stream, body).await?;
    Ok((StatusCode::CREATED, Json(added)))
}

/// Deletes a marker. For the channel's owner.
#[utoipa::path(
    delete, path = "/streams/{id}/markers/{markerId}", tag = "streams", params(MarkerPath),
    responses((status = 204, description = "Deleted."), SignedOut, NotOwner, Missing),
)]
pub async fn delete_marker(
    app: App,
    current_user: CurrentUser,
    path: extract::Path<MarkerPath>,
) -> ApiResult<StatusCode> {
    let (stream, marker) = path.ids()?;
    markers::delete_marker(&app.services, &current_user, stream, marker).await?;
    Ok(StatusCode::NO_CONTENT)
}
