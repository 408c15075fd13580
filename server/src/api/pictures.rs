//! `/api/upload`: pictures of users and channels. Who may send one is asked before any of it is read.

use super::ApiResult;
use super::extract::ApiQuery;
use super::picture_form::{DescribedPictureForm, PictureForm, Slot};
use super::refusals::{Away, BadRequest, Busy, Invalid, LargeFile, Missing, NoForm, NotOwner, SignedOut};
use crate::state::State;
use axum::Json;
use axum::extract::{self, DefaultBodyLimit, Request};
use axum::http::StatusCode;
use domain::channels::ChannelRef;
use domain::pictures::{PictureKind, UploadedPicture};
use domain::{Code, Problem};
use serde::Deserialize;
use services::access;
use services::accounts::CurrentUser;
use services::pictures::{self, PictureOwner, PictureTarget};
use utoipa::IntoParams;
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouterExt};
use utoipa_axum::routes;

type App = extract::State<State>;

/// The routes. The file's length has a limit of its own.
pub fn operations() -> OpenApiRouter<State> {
    OpenApiRouter::default()
        .routes(routes!(upload_avatar, remove_avatar).layer(DefaultBodyLimit::disable()))
        .routes(routes!(upload_banner, remove_banner).layer(DefaultBodyLimit::disable()))
}

/// Whose picture it is.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TargetQuery {
    /// `user` for the signed-in user's account, or `channel`.
    #[param(required = true, pattern = "^(user|channel)$")]
    target: Option<String>,
    /// Id or slug of a channel that the user owns; with `target=channel`.
    channel: Option<String>,
}

impl TargetQuery {
    fn check(&self) -> Result<PictureTarget, Problem> {
        let wrong = |field, sentence| Err(Problem::field(Code::ValidationFailed, field, sentence));
        match (self.target.as_deref(), self.channel.as_deref()) {
            (Some("user"), None) => Ok(PictureTarget::User),
            (Some("user"), Some(_)) => wrong("channel", "A channel goes with target=channel."),
            (Some("channel"), Some(channel)) => {
                // What is no id and no slug names nothing.
                Ok(PictureTarget::Channel(channel.parse::<ChannelRef>().map_err(|_| Problem::not_found())?))
            }
            (Some("channel"), None) => wrong("channel", "Name the channel: its id or slug."),
            _ => wrong("target", "Say whose picture it is: target=user or target=channel."),
        }
    }
}

/// Sets the avatar of the signed-in user or of a channel.
///
/// The picture is cropped to a square at its centre and written as WebP of 64, 128 and 320
/// pixels, upright, without metadata, and without its animation. The former avatar is deleted.
#[utoipa::path(
    post, path = "/upload/avatar", tag = "pictures", params(TargetQuery),
    request_body(content = DescribedPictureForm, content_type = "multipart/form-data"),
    responses(
        (status = 200, description = "The addresses of the picture.", body = UploadedPicture),
        BadRequest, SignedOut, NotOwner, Missing, LargeFile, NoForm, Invalid, Busy, Away,
    ),
)]
pub async fn upload_avatar(
    app: App,
    current_user: CurrentUser,
    query: ApiQuery<TargetQuery>,
    request: Request,
) -> ApiResult<Json<UploadedPicture>> {
    upload(app, current_user, query, request, PictureKind::Avatar).await
}

/// Sets the banner of a channel.
///
/// The picture is cropped to three by one at its centre and written as WebP of 1200 × 400 and 600 × 200 pixels.
#[utoipa::path(
    post, path = "/upload/banner", tag = "pictures", params(TargetQuery),
    request_body(content = DescribedPictureForm, content_type = "multipart/form-data"),
    responses(
        (status = 200, description = "The addresses of the picture.", body = UploadedPicture),
        BadRequest, SignedOut, NotOwner, Missing, LargeFile, NoForm, Invalid, Busy, Away,
    ),
)]
pub async fn upload_banner(
    app: App,
    current_user: CurrentUser,
    query: ApiQuery<TargetQuery>,
    request: Request,
) -> ApiResult<Json<UploadedPicture>> {
    upload(app, current_user, query, request, PictureKind::Banner).await
}

/// Removes the avatar of the signed-in user or of a channel.
#[utoipa::path(
    delete, path = "/upload/avatar", tag = "pictures", params(TargetQuery),
    responses((status = 204, description = "Removed."), BadRequest, SignedOut, NotOwner, Missing, Invalid),
)]
pub async fn remove_avatar(app: App, current_user: CurrentUser, query: ApiQuery<TargetQuery>) -> ApiResult<StatusCode> {
    remove(app, current_user, query, PictureKind::Avatar).await
}

/// Removes the banner of a channel.
#[utoipa::path(
    delete, path = "/upload/banner", tag = "pictures", params(TargetQuery),
    responses((status = 204, description = "Removed."), BadRequest, SignedOut, NotOwner, Missing, Invalid),
)]
pub async fn remove_banner(app: App, current_user: CurrentUser, query: ApiQuery<TargetQuery>) -> ApiResult<StatusCode> {
    remove(app, current_user, query, PictureKind::Banner).await
}

async fn upload(
    app: App,
    current_user: CurrentUser,
    query: ApiQuery<TargetQuery>,
    request: Request,
    kind: PictureKind,
) -> ApiResult<Json<UploadedPicture>> {
    let owner = owner(&app, &current_user, &query.0, kind).await?;
    let slot = Slot::take(access::signed_in(&current_user)?.id())?;
    pictures::admit(&app.services, &owner)?;
    let form = PictureForm::read(request, slot).await?;
    Ok(Json(pictures::upload(&app.services, app.recorder.storage(), owner, form.file).await?))
}

async fn remove(
    app: App,
    current_user: CurrentUser,
    query: ApiQuery<TargetQuery>,
    kind: PictureKind,
) -> ApiResult<StatusCode> {
    let owner = owner(&app, &current_user, &query.0, kind).await?;
    pictures::remove(&app.services, owner).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Permission comes first: the query is no business of strangers.
async fn owner(
    app: &App,
    current_user: &CurrentUser,
    query: &TargetQuery,
    kind: PictureKind,
) -> ApiResult<PictureOwner> {
    let target = match query.check() {
        Ok(target) => target,
        Err(problem) => {
            services::access::signed_in(current_user)?;
            return Err(problem.into());
        }
    };
    Ok(pictures::owner(&app.services, current_user, kind, &target).await?)
}
