//! `/api/channels/{id}/emotes`: emotes of a channel's own.

use super::ApiResult;
use super::extract::{ApiPath, ChannelPath};
use super::picture_form::{PictureForm, Slot};
use super::refusals::{
    Away, BadRequest, Busy, Changed, Invalid, LargeFile, Missing, NoForm, NotOwner, SignedOut, TooManyEmotes,
};
use crate::state::State;
use axum::Json;
use axum::extract::{self, DefaultBodyLimit, Request};
use axum::http::StatusCode;
use domain::channels::ChannelRef;
use domain::emotes::Emote;
use domain::{EmoteId, Page, Problem};
use serde::Deserialize;
use services::access;
use services::accounts::CurrentUser;
use services::emotes;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouterExt};
use utoipa_axum::routes;

type App = extract::State<State>;

/// The routes. The file's length has a limit of its own.
pub fn operations() -> OpenApiRouter<State> {
    OpenApiRouter::default()
        .routes(routes!(list_emotes, add_emote).layer(DefaultBodyLimit::disable()))
        .routes(routes!(delete_emote))
}

/// A channel and one of its emotes.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct EmotePath {
    /// Id or slug of the channel.
    id: String,
    /// Id of the emote.
    #[serde(rename = "emoteId")]
    #[param(rename = "emoteId")]
    emote_id: String,
}

impl EmotePath {
    /// A text that is not an id is answered like an unknown id.
    fn parts(&self) -> ApiResult<(ChannelRef, EmoteId)> {
        Ok((self.id.parse()?, self.emote_id.parse().map_err(|_| Problem::not_found())?))
    }
}

/// The form with a new emote.
#[derive(ToSchema)]
#[expect(dead_code, reason = "the API document reads the fields")]
pub struct EmoteForm {
    /// The name, without colons: 2 to 24 of a–z, 0–9 and `_`.
    #[schema(pattern = "^[a-z0-9_]{2,24}$")]
    name: String,
    /// A JPEG, PNG, GIF or WebP picture of at most 8 MiB, 40 megapixels and 16,384 pixels on a side.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// The emotes of a channel's own, the oldest first. All are on one page.
#[utoipa::path(
    get, path = "/channels/{id}/emotes", tag = "emotes", params(ChannelPath),
    responses((status = 200, description = "The emotes.", body = Page<Emote>), Missing),
)]
pub async fn list_emotes(
    app: App,
    current_user: CurrentUser,
    ApiPath(channel): ApiPath<ChannelRef>,
) -> ApiResult<Json<Page<Emote>>> {
    Ok(Json(emotes::emotes(&app.services, &current_user, &channel).await?))
}

/// Adds an emote: `:name:` in the channel's chat is shown as its picture from then on.
///
/// The picture is cropped to a square at its centre and written as WebP of 28, 56 and 112 pixels, without its animation.
///
/// `Idempotency-Key` does not count here. The same request, sent again, makes no second emote: it is refused with 409 `conflict`, because its name
/// is taken.
#[utoipa::path(
    post, path = "/channels/{id}/emotes", tag = "emotes", params(ChannelPath),
    request_body(content = EmoteForm, content_type = "multipart/form-data"),
    responses(
        (status = 201, description = "The new emote.", body = Emote),
        BadRequest, SignedOut, TooManyEmotes, Missing, Changed, LargeFile, NoForm, Invalid, Busy, Away,
    ),
)]
pub async fn add_emote(
    app: App,
    current_user: CurrentUser,
    ApiPath(channel): ApiPath<ChannelRef>,
    request: Request,
) -> ApiResult<(StatusCode, Json<Emote>)> {
    let slot = Slot::take(access::signed_in(&current_user)?.id())?;
    let owner = emotes::admit(&app.services, &current_user, &channel).await?;
    let PictureForm { file, name, .. } = &PictureForm::read(request, slot).await?;
    let added = emotes::add_emote(&app.services, app.recorder.storage(), owner, name, file.clone()).await?;
    Ok((StatusCode::CREATED, Json(added)))
}

/// Deletes an emote. Messages with it show its name from then on.
#[utoipa::path(
    delete, path = "/channels/{id}/emotes/{emoteId}", tag = "emotes",
    params(EmotePath),
    responses((status = 204, description = "Deleted."), SignedOut, NotOwner, Missing),
)]
pub async fn delete_emote(
    app: App,
    current_user: CurrentUser,
    path: extract::Path<EmotePath>,
) -> ApiResult<StatusCode> {
    let (channel, emote) = path.parts()?;
    emotes::delete_emote(&app.services, &current_user, &channel, emote).await?;
    Ok(StatusCode::NO_CONTENT)
}
