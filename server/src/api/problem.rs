//! Problems as answers: `application/problem+json` (RFC 9457).

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::{Code, Problem};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Why a request was refused or has failed (RFC 9457).
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Problem)]
pub struct ProblemDetails {
    /// Always `about:blank`: `code` tells problems apart.
    r#type: &'static str,
    /// A short title, the same for every problem of this code.
    title: &'static str,
    /// The HTTP status.
    status: u16,
    /// What happened and what to do, for people.
    detail: String,
    /// Why, for machines.
    code: Code,
    /// Field → sentence, where a field is at fault.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    errors: BTreeMap<String, String>,
    /// Names the request in the server's log.
    request_id: Option<String>,
}

/// A problem on its way out.
pub struct ApiError(pub Problem);

impl From<Problem> for ApiError {
    fn from(problem: Problem) -> Self {
        Self(problem)
    }
}

impl From<services::Error> for ApiError {
    fn from(error: services::Error) -> Self {
        Self(error.into_problem())
    }
}

tokio::task_local! {
    /// The id of the request that runs in this task, so that a problem can name it.
    pub static REQUEST_ID: String;
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let Problem { code, detail, errors, retry_after_ms } = self.0;
        let status = StatusCode::from_u16(code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = ProblemDetails {
            r#type: "about:blank",
            title: code.title(),
            status: code.status(),
            detail,
            code,
            errors,
            request_id: REQUEST_ID.try_with(Clone::clone).ok(),
        };
        let mut response = (status, Json(body)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if let Some(milliseconds) = retry_after_ms {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(milliseconds.div_ceil(1000)));
        }
        if code == Code::SigninRequired {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
