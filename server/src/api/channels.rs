//! `/api/channels`.

use super::ApiResult;
use super::extract::{ApiJson, ApiPath, ApiQuery, ChannelPath, yes_or_no};
use super::refusals::{BadRequest, Busy, Invalid, Missing, NotAllowed, NotOwner, SignedOut, SlugTaken};
use crate::state::State;
use axum::Json;
use axum::extract;
use axum::http::StatusCode;
use domain::Page;
use domain::channels::{Channel, ChannelChange, ChannelRef, NewChannel, StreamKey};
use serde::Deserialize;
use services::RequestHost;
use services::accounts::{CurrentUser, Device};
use services::channels::{self, DirectoryQuery};
use utoipa::IntoParams;

type App = extract::State<State>;

/// Query of the directory.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Directory {
    /// `true`: only channels that are live. `1`, `yes`, `on` and an empty value mean the same; `0`, `no` and `off` mean `false`.
    #[serde(default, deserialize_with = "yes_or_no")]
    live: Option<bool>,
    /// Slug of the category that the channels have.
    category: Option<String>,
    /// A tag that the channels have.
    tag: Option<String>,
    /// A part of the name or the slug.
    q: Option<String>,
    /// `nextCursor` of the page before; empty or left out, the first page.
    cursor: Option<String>,
}

/// The directory of public channels, in the order they were made, up to 60 on a page. With `live`, a page may have fewer items although another page
/// follows: only `nextCursor` tells whether one does. All users get the same answer; tokens are not looked at.
#[utoipa::path(
    get, path = "/channels", tag = "channels", params(Directory),
    responses((status = 200, description = "A page of channels.", body = Page<Channel>), BadRequest, Invalid, Busy),
)]
pub async fn list_channels(
    app: App,
    device: Device,
    ApiQuery(query): ApiQuery<Directory>,
) -> ApiResult<Json<Page<Channel>>> {
    let live = query.live.unwrap_or_default();
    let query = DirectoryQuery { live, category: query.category, tag: query.tag, text: query.q, cursor: query.cursor };
    Ok(Json(channels::list_channels(&app.services, query, device).await?))
}

/// The channels that the user owns, in the order they were made, also private ones.
#[utoipa::path(
    get, path = "/users/me/channels", tag = "channels",
    responses((status = 200, description = "All of them.", body = Page<Channel>), SignedOut),
)]
pub async fn my_channels(app: App, current_user: CurrentUser) -> ApiResult<Json<Page<Channel>>> {
    Ok(Json(Page::whole(channels::my_channels(&app.services, &current_user).await?)))
}

/// Makes a channel; a user may own several.
#[utoipa::path(
    post, path = "/channels", tag = "channels", request_body = NewChannel,
    responses((status = 201, description = "The channel.", body = Channel), SignedOut, NotAllowed, SlugTaken, Invalid, Busy),
)]
pub async fn create_channel(
    app: App,
    current_user: CurrentUser,
    ApiJson(body): ApiJson<NewChannel>,
) -> ApiResult<(StatusCode, Json<Channel>)> {
    Ok((StatusCode::CREATED, Json(channels::create_channel(&app.services, &current_user, body).await?)))
}

/// A channel and its stream on air.
///
/// Asked for by a former slug, the answer has the present one.
#[utoipa::path(
    get, path = "/channels/{id}", tag = "channels", params(ChannelPath),
    responses((status = 200, description = "The channel.", body = Channel), Missing),
)]
pub async fn get_channel(
    app: App,
    current_user: CurrentUser,
    ApiPath(channel): ApiPath<ChannelRef>,
) -> ApiResult<Json<Channel>> {
    Ok(Json(channels::get_channel(&app.services, &current_user, &channel).await?))
}

/// Changes a channel. For its owner.
///
/// A slug that is given up still leads to the channel, which may take it back; no other channel can take it.
#[utoipa::path(
    put, path = "/channels/{id}", tag = "channels", params(ChannelPath), request_body = ChannelChange,
    responses(
        (status = 200, description = "The changed channel.", body = Channel), SignedOut, NotOwner, Missing, SlugTaken, Invalid, Busy,
    ),
)]
pub async fn change_channel(
    app: App,
    current_user: CurrentUser,
    ApiPath(channel): ApiPath<ChannelRef>,
    ApiJson(body): ApiJson<ChannelChange>,
) -> ApiResult<Json<Channel>> {
    Ok(Json(channels::change_channel(&app.services, &current_user, &channel, body).await?))
}

/// Deletes a channel with its streams, VODs and chat. For its owner.
///
/// Its slugs stay reserved: only its owner can use them again.
#[utoipa::path(
    delete, path = "/channels/{id}", tag = "channels", params(ChannelPath),
    responses((status = 204, description = "Deleted."), SignedOut, NotOwner, Missing),
)]
pub async fn delete_channel(
    app: App,
    current_user: CurrentUser,
    ApiPath(channel): ApiPath<ChannelRef>,
) -> ApiResult<StatusCode> {
    channels::delete_channel(&app.services, &current_user, &channel).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The ingest address and the stream key. For the channel's owner.
#[utoipa::path(
    get, path = "/channels/{id}/stream-key", tag = "channels", params(ChannelPath),
    responses((status = 200, description = "What to type into an encoder.", body = StreamKey), SignedOut, NotOwner, Missing),
)]
pub async fn stream_key(
    app: App,
    current_user: CurrentUser,
    request_host: RequestHost,
    ApiPath(channel): ApiPath<ChannelRef>,
) -> ApiResult<Json<StreamKey>> {
    Ok(Json(channels::stream_key(&app.services, &current_user, &channel, &request_host).await?))
}

/// A new stream key; the old one stops working, and an encoder that uses it is disconnected. For the channel's owner.
#[utoipa::path(
    post, path = "/channels/{id}/stream-key/rotate", tag = "channels", params(ChannelPath),
    responses((status = 200, description = "What to type into an encoder now.", body = StreamKey), SignedOut, NotOwner, Missing, Busy),
)]
pub async fn rotate_stream_key(
    app: App,
    current_user: CurrentUser,
    request_host: RequestHost,
    ApiPath(channel): ApiPath<ChannelRef>,
) -> ApiResult<Json<StreamKey>> {
    Ok(Json(channels::rotate_stream_key(&app.services, &current_user, &channel, &request_host).await?))
}
