//! What handlers take from a request; what cannot be taken is a problem, never a bare status.

use super::problem::Failure;
use crate::middleware::session;
use crate::state::State;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use domain::{Code, Problem};
use serde::de::DeserializeOwned;
use services::ReachedAt;
use services::accounts::{Device, Viewer};
use std::{convert::Infallible, str::FromStr};

/// Who asks; put into the request by the session layer.
pub struct Asker(pub Viewer);

impl<S: Sync> FromRequestParts<S> for Asker {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(parts.extensions.get::<Viewer>().cloned().unwrap_or_default()))
    }
}

/// From where.
pub struct From(pub Device);

impl FromRequestParts<State> for From {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Infallible> {
        Ok(Self(session::device(state, &parts.extensions, &parts.headers)))
    }
}

/// Under which name this server was reached; put into the request by the guard.
pub struct Reached(pub ReachedAt);

impl<S: Sync> FromRequestParts<S> for Reached {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(parts.extensions.get::<ReachedAt>().cloned().unwrap_or_default()))
    }
}

/// A JSON body.
pub struct Body<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Failure;
    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let rejected = match axum::Json::<T>::from_request(request, state).await {
            Ok(axum::Json(body)) => return Ok(Self(body)),
            Err(rejected) => rejected,
        };
        Err(Failure(match &rejected {
            JsonRejection::MissingJsonContentType(_) => {
                Problem::new(Code::UnsupportedMediaType, "Send JSON, with the header Content-Type: application/json.")
            }
            JsonRejection::JsonDataError(error) => data_problem(&error.body_text()),
            JsonRejection::BytesRejection(error) if error.status() == 413 => {
                Problem::new(Code::TooLarge, "The body is larger than allowed here.")
            }
            _ => Problem::new(Code::BadRequest, "The body is not valid JSON."),
        }))
    }
}

/// A query string.
pub struct Params<T>(pub T);

impl<T: DeserializeOwned, S: Sync> FromRequestParts<S> for Params<T> {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let query = axum::extract::Query::<T>::try_from_uri(&parts.uri);
        let unreadable =
            |_| Failure(Problem::new(Code::BadRequest, "The part of the address after ? could not be read."));
        query.map(|axum::extract::Query(query)| Self(query)).map_err(unreadable)
    }
}

/// A body of the wrong shape names the field, which serde tells between backticks or before a colon.
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

/// An id in a path. One that cannot be an id names nothing, so it is not found.
pub fn id<T: FromStr>(text: &str) -> Result<T, Failure> {
    text.parse().map_err(|_| Problem::not_found().into())
}
