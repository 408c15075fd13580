//! `/api/streams`.

use super::ApiResult;
use super::extract::{ApiJson, ApiPath, ChannelPath, StreamPath};
use super::refusals::{Busy, CannotGoLive, Invalid, Missing, NotOwner, SignedOut, WrongStatus};
use crate::state::State;
use axum::Json;
use axum::extract;
use axum::http::StatusCode;
use domain::StreamId;
use domain::channels::ChannelRef;
use domain::health::Health;
use domain::problem::Fields;
use domain::streams::{NewStream, Playback, Status, Stream, StreamChange};
use serde::Deserialize;
use services::accounts::CurrentUser;
use services::streams;
use utoipa::ToSchema;

type App = extract::State<State>;

/// Body of `PUT /api/streams/{id}/status`.
#[derive(Deserialize, ToSchema)]
pub struct NewStatus {
    /// The status that the stream shall have.
    #[schema(value_type = Status)]
    status: String,
}

/// Prepares a stream: its title and description are used when the channel goes live next. For the channel's owner.
#[utoipa::path(
    post, path = "/streams", tag = "streams", request_body = NewStream,
    responses((status = 201, description = "The stream, OFFLINE.", body = Stream), SignedOut, NotOwner, Missing, Invalid),
)]
pub async fn create_stream(
    app: App,
    current_user: CurrentUser,
    ApiJson(body): ApiJson<NewStream>,
) -> ApiResult<(StatusCode, Json<Stream>)> {
    Ok((StatusCode::CREATED, Json(streams::create_stream(&app.services, &current_user, body).await?)))
}

/// Goes live with what the channel's encoder sends: the prepared stream, or a new one, becomes LIVE. `{id}` names the channel, not a stream. For its
/// owner.
#[utoipa::path(
    post, path = "/streams/{id}/start", tag = "streams", params(ChannelPath),
    responses((status = 200, description = "The stream, LIVE.", body = Stream), SignedOut, NotOwner, Missing, CannotGoLive, Busy),
)]
pub async fn go_live(
    app: App,
    current_user: CurrentUser,
    ApiPath(channel): ApiPath<ChannelRef>,
) -> ApiResult<Json<Stream>> {
    Ok(Json(streams::go_live(&app.services, &current_user, &channel).await?))
}

/// A stream. One that is OFFLINE is found by its channel's owner only.
#[utoipa::path(
    get, path = "/streams/{id}", tag = "streams", params(StreamPath),
    responses((status = 200, description = "The stream.", body = Stream), Missing),
)]
pub async fn get_stream(
    app: App,
    current_user: CurrentUser,
    ApiPath(stream): ApiPath<StreamId>,
) -> ApiResult<Json<Stream>> {
    Ok(Json(streams::get_stream(&app.services, &current_user, stream).await?))
}

/// Changes title and description of a stream, also while it is LIVE or over, and who may watch its VOD. For its channel's owner.
#[utoipa::path(
    patch, path = "/streams/{id}", tag = "streams", params(StreamPath), request_body = StreamChange,
    responses((status = 200, description = "The changed stream.", body = Stream), SignedOut, NotOwner, Missing, Invalid, Busy),
)]
pub async fn change_stream(
    app: App,
    current_user: CurrentUser,
    ApiPath(stream): ApiPath<StreamId>,
    ApiJson(body): ApiJson<StreamChange>,
) -> ApiResult<Json<Stream>> {
    Ok(Json(streams::change_stream(&app.services, &current_user, stream, body).await?))
}

/// Moves a stream to the next status. The order is OFFLINE, LIVE, ENDING, ARCHIVED; the server archives a stream by itself soon after its end. For
/// its channel's owner.
#[utoipa::path(
    put, path = "/streams/{id}/status", tag = "streams", params(StreamPath), request_body = NewStatus,
    responses((status = 200, description = "The stream.", body = Stream), SignedOut, NotOwner, Missing, CannotGoLive, Invalid, Busy),
)]
pub async fn set_status(
    app: App,
    current_user: CurrentUser,
    ApiPath(stream): ApiPath<StreamId>,
    ApiJson(body): ApiJson<NewStatus>,
) -> ApiResult<Json<Stream>> {
    let mut fields = Fields::default();
    let status = fields.take("status", body.status.parse::<Status>());
    let status = status.ok_or_else(|| fields.into_problem())?;
    Ok(Json(streams::set_status(&app.services, &current_user, stream, status).await?))
}

/// Ends a stream that is LIVE. For its channel's owner.
#[utoipa::path(
    post, path = "/streams/{id}/end", tag = "streams", params(StreamPath),
    responses((status = 200, description = "The stream, ENDING.", body = Stream), SignedOut, NotOwner, Missing, WrongStatus),
)]
pub async fn end_stream(
    app: App,
    current_user: CurrentUser,
    ApiPath(stream): ApiPath<StreamId>,
) -> ApiResult<Json<Stream>> {
    Ok(Json(streams::end_stream(&app.services, &current_user, stream).await?))
}

/// Where a stream on air can be watched; 404 while it cannot be.
#[utoipa::path(
    get, path = "/streams/{id}/hls", tag = "playback", params(StreamPath),
    responses((status = 200, description = "The playlists.", body = Playback), Missing),
)]
pub async fn playback(
    app: App,
    current_user: CurrentUser,
    ApiPath(stream): ApiPath<StreamId>,
) -> ApiResult<Json<Playback>> {
    Ok(Json(streams::playback(&app.services, &current_user, stream).await?))
}

/// What the encoder of a stream sends, and what to change about it. For the channel's owner.
#[utoipa::path(
    get, path = "/streams/{id}/health", tag = "streams", params(StreamPath),
    responses((status = 200, description = "Figures and issues.", body = Health), SignedOut, NotOwner, Missing),
)]
pub async fn health(
    app: App,
    current_user: CurrentUser,
    ApiPath(stream): ApiPath<StreamId>,
) -> ApiResult<Json<Health>> {
    Ok(Json(streams::health(&app.services, &current_user, stream).await?))
}
