//! Extractors of the handlers; a rejection is a problem, never a bare status.

use super::problem::ApiError;
use super::scopes;
use crate::middleware::{bearer, session};
use crate::state::State;
use axum::body::{Body, Bytes};
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, FromRequestParts, MatchedPath, Request};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use domain::{Code, Problem, StreamId};
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer};
use services::RequestHost;
use services::accounts::{CurrentUser, Device, Session, sessions};
use services::clerk::UnknownUser;
use std::{convert::Infallible, str::FromStr};
use utoipa::IntoParams;

/// The user of a bearer token, or else of the session, if the request has one.
impl FromRequestParts<State> for CurrentUser {
    type Rejection = ApiError;
    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, ApiError> {
        if let Some(user) = bearer::user(state, &parts.extensions, &parts.headers, UnknownUser::Refused).await? {
            return scopes::admit(user, &parts.method, parts.extensions.get::<MatchedPath>());
        }
        let Some(session) = parts.extensions.get::<Session>() else { return Ok(Self::default()) };
        Ok(sessions::current_user(session).await?)
    }
}

/// The user who finishes signing up: as [`CurrentUser`], but a token of Clerk may bring a user who has no account yet.
pub struct NewUser(pub CurrentUser);

impl FromRequestParts<State> for NewUser {
    type Rejection = ApiError;
    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, ApiError> {
        match bearer::user(state, &parts.extensions, &parts.headers, UnknownUser::SignsUp).await? {
            Some(user) => scopes::admit(user, &parts.method, parts.extensions.get::<MatchedPath>()).map(Self),
            None => CurrentUser::from_request_parts(parts, state).await.map(Self),
        }
    }
}

impl FromRequestParts<State> for Device {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Infallible> {
        Ok(session::device(state, &parts.extensions, &parts.headers))
    }
}

/// The cross-site guard puts it into the request.
impl FromRequestParts<State> for RequestHost {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, _: &State) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or_default())
    }
}

/// A JSON body; a rejection is a problem.
pub struct ApiJson<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for ApiJson<T> {
    type Rejection = ApiError;
    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let (parts, body) = request.into_parts();
        let body = whole_body(Request::from_parts(parts.clone(), body), state).await?;
        // An array would be taken for the fields in the order of their declaration.
        if body.trim_ascii_start().first() == Some(&b'[') {
            return Err(Problem::new(Code::ValidationFailed, "The body must be a JSON object.").into());
        }
        let request = Request::from_parts(parts, Body::from(body));
        let rejected = match axum::Json::<T>::from_request(request, state).await {
            Ok(axum::Json(body)) => return Ok(Self(body)),
            Err(rejected) => rejected,
        };
        Err(ApiError(match &rejected {
            JsonRejection::MissingJsonContentType(_) => no_json(),
            JsonRejection::JsonDataError(error) => data_problem(&error.body_text()),
            _ => Problem::new(Code::BadRequest, "The body is not valid JSON."),
        }))
    }
}

/// A JSON body as it was sent, byte for byte, for those that are signed.
pub struct RawJson(pub Bytes);

impl<S: Send + Sync> FromRequest<S> for RawJson {
    type Rejection = ApiError;
    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if !kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json") {
            return Err(no_json().into());
        }
        whole_body(request, state).await.map(Self)
    }
}

/// A body as the limit of its route allows it.
pub async fn whole_body<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, ApiError> {
    let body = Bytes::from_request(request, state).await;
    body.map_err(|rejected| match rejected.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::new(Code::TooLarge, "The body is larger than allowed here.").into(),
        _ => Problem::new(Code::BadRequest, "The body could not be read.").into(),
    })
}

fn no_json() -> Problem {
    Problem::new(Code::UnsupportedMediaType, "Send JSON, with the header Content-Type: application/json.")
}

/// A query string; a rejection is a problem.
pub struct ApiQuery<T>(pub T);

impl<T: DeserializeOwned, S: Sync> FromRequestParts<S> for ApiQuery<T> {
    type Rejection = ApiError;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let query = axum::extract::Query::<T>::try_from_uri(&parts.uri);
        query.map(|axum::extract::Query(query)| Self(query)).map_err(|error| query_problem(&error.body_text()).into())
    }
}

/// The problem of a query that could not be read. It names the parameter and what is wrong with it, which axum's message has between colons.
fn query_problem(text: &str) -> Problem {
    let parameter = text.split_once("query string: ").and_then(|(_, rest)| rest.split_once(": "));
    match parameter {
        Some((name, cause)) if !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric()) => {
            Problem::field(Code::BadRequest, name, format!("{name} could not be read: {}.", plain(cause)))
        }
        _ => Problem::new(Code::BadRequest, "The part of the address after ? could not be read."),
    }
}

/// What is wrong with a parameter; with one that is a number, in other words than those of the standard library.
fn plain(cause: &str) -> &str {
    match cause.trim() {
        "invalid digit found in string" | "cannot parse integer from empty string" => "it takes a whole number",
        "number too large to fit in target type" => "the number is too large",
        "number too small to fit in target type" => "the number is too small",
        other => other,
    }
}

/// Reads a parameter of a query that is yes or no; one without a value is yes. For `deserialize_with`, together with `default`.
pub fn yes_or_no<'de, D: Deserializer<'de>>(value: D) -> Result<Option<bool>, D::Error> {
    match String::deserialize(value)?.to_ascii_lowercase().as_str() {
        "" | "1" | "true" | "yes" | "on" => Ok(Some(true)),
        "0" | "false" | "no" | "off" => Ok(Some(false)),
        _ => Err(D::Error::custom("it takes true, 1, yes, on or nothing for yes, and false, 0, no or off for no")),
    }
}

/// The problem of a body with the wrong shape. It names the field, which serde's message has between backticks or before a colon.
fn data_problem(text: &str) -> Problem {
    let missing = text.split_once("missing field `").and_then(|(_, rest)| rest.split_once('`')).map(|(field, _)| field);
    if let Some(field) = missing {
        return Problem::field(Code::ValidationFailed, field, format!("{field} is missing."));
    }
    let field = text.split_once("type: ").and_then(|(_, rest)| rest.split_once(": ")).map(|(field, _)| field.trim());
    match field {
        Some(field) if !field.is_empty() && field.chars().all(|c| c.is_ascii_alphanumeric() || "._[]".contains(c)) => {
            Problem::field(Code::ValidationFailed, field, format!("{field} does not have the expected type."))
        }
        _ => Problem::new(Code::ValidationFailed, "The body does not have the expected shape."),
    }
}

/// The id or slug in a path. A malformed one names nothing, so it is not found.
pub struct ApiPath<T>(pub T);

impl<T: FromStr, S: Send + Sync> FromRequestParts<S> for ApiPath<T> {
    type Rejection = ApiError;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let text = axum::extract::Path::<String>::from_request_parts(parts, state).await;
        let parsed = text.ok().and_then(|axum::extract::Path(text)| text.parse().ok());
        parsed.map(Self).ok_or_else(|| Problem::not_found().into())
    }
}

/// The path of a channel.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "the API document reads the fields")]
pub struct ChannelPath {
    /// Id or slug of the channel. A slug that the channel has had leads to it, too.
    id: String,
}

/// The path of a stream.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "the API document reads the fields")]
pub struct StreamPath {
    /// Id of the stream.
    id: StreamId,
}

/// The path of a user.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "the API document reads the fields")]
pub struct UserPath {
    /// Id or username of the user.
    id: String,
}

/// Query of a list.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// `nextCursor` of the page before; empty or left out, the first page.
    pub cursor: Option<String>,
    /// Most items of a page, 60 if left out. 0 counts as 1, and more than 60 as 60.
    #[param(format = "uint32", maximum = 4294967295u32)]
    pub limit: Option<u32>,
}
