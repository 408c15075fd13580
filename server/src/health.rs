//! For operators: whether the process lives, and whether it can serve.

use crate::state::State;
use axum::Json;
use axum::extract;
use axum::http::StatusCode;
use serde_json::{Value, json};
use std::time::Duration;
use tokio::time::timeout;

/// `GET /healthz`: the process answers.
pub async fn alive() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: 200 while every part works, 503 with the part's name otherwise and while the server stops.
pub async fn ready(state: extract::State<State>) -> (StatusCode, Json<Value>) {
    let query = timeout(Duration::from_secs(2), services::ping(&state.services));
    let database = matches!(query.await, Ok(Ok(())));
    let stopping = state.shutdown.is_cancelled();
    let status = if database && !stopping { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let word = |works: bool| if works { "ok" } else { "away" };
    (status, Json(json!({ "ready": status == StatusCode::OK, "database": word(database), "stopping": stopping })))
}
