//! `GET /api/users/me/export`.

use super::ApiResult;
use super::refusals::{Busy, SignedOut};
use crate::state::State;
use axum::body::Body;
use axum::extract;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use services::accounts::{self, CurrentUser};

/// All data of the signed-in user's account as a ZIP file: JSON for each kind of data, and the recordings as MP4. An account gets one file at a time,
/// and ten in an hour. A file that cannot be completed breaks off.
#[utoipa::path(
    get, path = "/users/me/export", tag = "users",
    responses((status = 200, description = "The file.", content_type = "application/zip"), SignedOut, Busy),
)]
pub async fn export_account(app: extract::State<State>, current_user: CurrentUser) -> ApiResult<Response> {
    let export = accounts::export_account(&app.services, app.recorder.storage(), &current_user)?;
    let headers = [
        (header::CONTENT_TYPE, "application/zip".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", export.file_name)),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, Body::from_stream(export.body)).into_response())
}
