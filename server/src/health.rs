//! Health checks for operators: whether the process is alive, and whether it can serve.

use crate::state::State;
use axum::Json;
use axum::extract;
use axum::http::StatusCode;
use serde_json::{Value, json};
use std::time::Duration;
use tokio::join;
use tokio::time::timeout;

/// `GET /healthz`: the process answers.
pub async fn alive() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: 200 while this server can serve, 503 otherwise and while it stops. A storage outage is reported but still 200: live
/// streams and chat go on, and recordings wait on the local disk.
pub async fn ready(state: extract::State<State>) -> (StatusCode, Json<Value>) {
    let limit = Duration::from_secs(2);
    let (database, storage) =
        join!(timeout(limit, services::ping(&state.services)), timeout(limit, state.recorder.storage().probe()));
    let (database, storage) = (matches!(database, Ok(Ok(()))), matches!(storage, Ok(Ok(()))));
    let stopping = state.shutdown.is_cancelled();
    let status = if database && !stopping { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let word = |works: bool| if works { "ok" } else { "away" };
    let (database, storage) = (word(database), word(storage));
    (
        status,
        Json(
            json!({ "ready": status == StatusCode::OK, "database": database, "storage": storage, "stopping": stopping }),
        ),
    )
}
