//! Health checks for operators: whether the process is alive, and whether it can serve.

use crate::state::State;
use axum::Json;
use axum::extract;
use axum::http::StatusCode;
use serde_json::{Value, json};
use services::read_cache::ReadCache;
use std::time::Duration;
use tokio::join;
use tokio::time::timeout;

/// How long database and storage may take to answer.
const LIMIT: Duration = Duration::from_secs(2);
/// How old an answer may be: strangers may ask as often as they like.
const FRESH: Duration = Duration::from_secs(1);

/// Whether the database and storage answer, asked once for all who want to know at the same time.
pub struct Readiness(ReadCache<(), (bool, bool)>);

impl Default for Readiness {
    fn default() -> Self {
        Self(ReadCache::new(FRESH, 1))
    }
}

/// `GET /healthz`: the process answers.
pub async fn alive() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: 200 while this server can serve, 503 otherwise and while it stops. A storage outage is reported but still 200: live
/// streams and chat go on, and recordings wait on the local disk.
pub async fn ready(state: extract::State<State>) -> (StatusCode, Json<Value>) {
    let probe = async {
        let (database, storage) =
            join!(timeout(LIMIT, services::ping(&state.services)), timeout(LIMIT, state.recorder.storage().probe()));
        Ok((matches!(database, Ok(Ok(()))), matches!(storage, Ok(Ok(())))))
    };
    let (database, storage) = state.readiness.0.get_or_read((), probe).await.unwrap_or_default();
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
