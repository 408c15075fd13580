//! `/api/channels/{id}/vod`, `/api/videos/{id}` and `/api/streams/{id}/vod`.

use super::ApiResult;
use super::extract::{ApiPath, ApiQuery, ChannelPath, PageQuery, StreamPath};
use super::refusals::{BadRequest, Missing, NotOwner, SignedOut};
use crate::state::State;
use axum::Json;
use axum::extract;
use axum::http::StatusCode;
use domain::channels::ChannelRef;
use domain::vods::{MarkedVod, Vod, VodPage};
use domain::{Page, StreamId};
use services::accounts::CurrentUser;
use services::vods;

type App = extract::State<State>;

/// The VODs of a channel, the newest first. Its owner also sees unlisted and private ones, and those that are not ready.
#[utoipa::path(
    get, path = "/channels/{id}/vod", tag = "vods", params(ChannelPath, PageQuery),
    responses((status = 200, description = "A page of VODs.", body = Page<Vod>), BadRequest, Missing),
)]
pub async fn channel_vods(
    app: App,
    current_user: CurrentUser,
    ApiPath(channel): ApiPath<ChannelRef>,
    ApiQuery(page): ApiQuery<PageQuery>,
) -> ApiResult<Json<Page<Vod>>> {
    Ok(Json(vods::of_channel(&app.services, &current_user, &channel, page.cursor.as_deref(), page.limit).await?))
}

/// A VOD and its chapters. Private ones, and those that are not ready, for the channel's owner.
#[utoipa::path(
    get, path = "/videos/{id}", tag = "vods", params(StreamPath),
    responses((status = 200, description = "The VOD.", body = MarkedVod), Missing),
)]
pub async fn video(
    app: App,
    current_user: CurrentUser,
    ApiPath(stream): ApiPath<StreamId>,
) -> ApiResult<Json<MarkedVod>> {
    let VodPage { vod, markers, .. } = vods::find(&app.services, &current_user, stream).await?;
    Ok(Json(MarkedVod { vod, markers }))
}

/// Deletes a stream's VOD. For its owner.
#[utoipa::path(
    delete, path = "/streams/{id}/vod", tag = "vods", params(StreamPath),
    responses((status = 204, description = "Deleted."), SignedOut, NotOwner, Missing),
)]
pub async fn delete_vod(
    app: App,
    current_user: CurrentUser,
    ApiPath(stream): ApiPath<StreamId>,
) -> ApiResult<StatusCode> {
    vods::delete(&app.services, &current_user, stream).await?;
    Ok(StatusCode::NO_CONTENT)
}
