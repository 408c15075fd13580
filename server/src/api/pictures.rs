//! `/api/upload`: pictures of users and channels. Who may send one is asked before any of it is read.

use super::ApiResult;
use super::extract::ApiQuery;
use super::problem::ApiError;
use super::refusals::{Away, BadRequest, Busy, Invalid, LargeFile, Missing, NoForm, NotOwner, SignedOut};
use crate::state::State;
use axum::Json;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{self, DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::{StatusCode, header};
use bytes::{Bytes, BytesMut};
use domain::channels::ChannelRef;
use domain::pictures::{LARGEST_UPLOAD, PictureKind, UploadedPicture};
use domain::{Code, Problem};
use serde::Deserialize;
use services::accounts::CurrentUser;
use services::error::unavailable;
use services::pictures::{self, PictureOwner, PictureTarget};
use tokio::sync::Semaphore;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouterExt};
use utoipa_axum::routes;

type App = extract::State<State>;

/// Path prefix of uploads.
pub const UPLOADS: &str = "/api/upload/";

/// Most bytes of a body that are read to its end, so that a client which sends a file that is too large hears so: an answer in the middle of
/// the body would get lost.
const DRAINED: usize = 4 * LARGEST_UPLOAD;

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
    /// `user`, the own account, or `channel`.
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

/// The form with the picture.
#[derive(ToSchema)]
#[expect(dead_code, reason = "the API document reads the fields")]
pub struct PictureForm {
    /// A JPEG, PNG, GIF or WebP picture of at most 8 MiB, 40 megapixels and 16,384 pixels on a side.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// Sets the avatar of the own account or of a channel.
///
/// The picture is cropped to a square at its centre and written as WebP of 64, 128 and 320
/// pixels, upright, without metadata, and without its animation. The avatar before is deleted.
#[utoipa::path(
    post, path = "/upload/avatar", tag = "pictures", params(TargetQuery),
    request_body(content = PictureForm, content_type = "multipart/form-data"),
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
    request_body(content = PictureForm, content_type = "multipart/form-data"),
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

/// Removes the avatar of the own account or of a channel.
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

/// Uploads that are read at once: each is in memory to its end, and may take its time.
static SLOTS: Semaphore = Semaphore::const_new(32);

async fn upload(
    app: App,
    current_user: CurrentUser,
    query: ApiQuery<TargetQuery>,
    request: Request,
    kind: PictureKind,
) -> ApiResult<Json<UploadedPicture>> {
    let owner = owner(&app, &current_user, &query.0, kind).await?;
    pictures::admit(&app.services, &owner)?;
    let _slot = SLOTS.try_acquire().map_err(|_| unavailable())?;
    let file = file(request).await?;
    Ok(Json(pictures::upload(&app.services, app.recorder.storage(), owner, file).await?))
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

/// The part `file` of a multipart form.
async fn file(request: Request) -> ApiResult<Bytes> {
    let length = request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    if length.is_some_and(|length: usize| length > DRAINED) {
        return Err(pictures::too_large().into());
    }
    let mut form = Multipart::from_request(request, &()).await.map_err(no_form)?;
    let (mut found, mut read, mut is_too_large) = (None, 0, false);
    while let Some(mut part) = form.next_field().await.map_err(|_| broken())? {
        let is_file = part.name() == Some("file") && found.is_none();
        let mut bytes = BytesMut::new();
        while let Some(piece) = part.chunk().await.map_err(|_| broken())? {
            read += piece.len();
            if read > DRAINED {
                return Err(pictures::too_large().into());
            }
            is_too_large |= read > LARGEST_UPLOAD;
            if is_file && !is_too_large {
                bytes.extend_from_slice(&piece);
            }
        }
        if is_file {
            found = Some(bytes.freeze());
        }
    }
    if is_too_large {
        return Err(pictures::too_large().into());
    }
    let missing = || Problem::field(Code::ValidationFailed, "file", "Send the picture as the part `file` of the form.");
    Ok(found.ok_or_else(missing)?)
}

fn no_form(_: MultipartRejection) -> ApiError {
    Problem::new(Code::UnsupportedMediaType, "Send a form, with the header Content-Type: multipart/form-data.").into()
}

fn broken() -> ApiError {
    Problem::new(Code::BadRequest, "The form could not be read: it is broken off, or no multipart form.").into()
}
