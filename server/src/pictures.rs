//! `/pictures`: what people have uploaded, from storage or its public address. Everybody may read it, without a session.

use crate::api::problem::ApiError;
use crate::state::State;
use crate::stored_body::Reading;
use axum::body::Body;
use axum::extract::{self, Path, rejection::PathRejection};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::Problem;
use domain::pictures::PictureFile;
use services::Error;

/// Cached for a year: a picture's files never change, and another picture has another name.
const CACHING: &str = "public, max-age=31536000, immutable";

/// `GET /pictures/{name}`
pub async fn respond(
    state: extract::State<State>,
    method: Method,
    name: Result<Path<String>, PathRejection>,
) -> Response {
    let Some(file) = name.ok().and_then(|Path(name)| PictureFile::parse(&name)) else {
        return refusal(Problem::not_found());
    };
    let storage = state.recorder.storage();
    if let Some(address) = services::pictures::public_address(storage, file) {
        return elsewhere(&address);
    }
    let (key, object) = match services::pictures::read(storage, file).await {
        Ok(found) => found,
        Err(error) => return refusal(Error::from(error).into_problem()),
    };
    let length = object.length;
    let body = match method {
        Method::HEAD => Body::empty(),
        _ => Reading { storage: storage.clone(), key, at: 0, object }.into_body(&state.services.tasks),
    };
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LENGTH, length.into());
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("image/webp"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(CACHING));
    response
}

/// Leads to storage, where its address is public. Not for as long as the picture is cached: the operator may choose another address.
fn elsewhere(address: &str) -> Response {
    let headers = [(header::LOCATION, address), (header::CACHE_CONTROL, "public, max-age=86400")];
    (StatusCode::TEMPORARY_REDIRECT, headers).into_response()
}

/// Not for caches: the picture may be there in a moment.
fn refusal(problem: Problem) -> Response {
    let mut response = ApiError(problem).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
