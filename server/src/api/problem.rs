//! Problems as answers: `application/problem+json` (RFC 9457).

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::{Code, Problem};
use serde_json::json;

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
        let mut body = json!({
            "type": "about:blank",
            "title": code.title(),
            "status": status.as_u16(),
            "detail": detail,
            "code": code,
            "requestId": REQUEST_ID.try_with(Clone::clone).ok(),
        });
        if !errors.is_empty() {
            body["errors"] = json!(errors);
        }
        let mut response = (status, body.to_string()).into_response();
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
