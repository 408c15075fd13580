//! `GET /ws`: chat, presence and stream status over one WebSocket. Translates frames to calls of use cases and back.

mod budget;
mod client;
mod connection;
mod joined_room;
mod recheck;

use crate::api::problem::ApiError;
use crate::http::{ConnectionPermit, Direct, Work};
use crate::middleware::cross_site::{may_open_socket, refusal};
use crate::state::State;
use axum::extract::ws::WebSocketUpgrade;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use axum::{Extension, extract};
use domain::{Code, Problem};
use services::RequestHost;
use services::accounts::CurrentUser;
use std::sync::Arc;
use tokio_util::task::TaskTracker;

/// Longest message of a client, in bytes.
const MESSAGE: usize = 8 * 1024;
/// Read buffer of a socket; most hold one small frame at a time.
const READ_BUFFER: usize = 512;
/// Bounds one frame, and what waits for a slow reader: larger than the widest gap that a resume fills.
const WRITE_BUFFER: usize = 4 * 1024 * 1024;

/// Opens a socket. Browsers must come from our own pages; others send no `Origin`.
pub async fn open(
    extract::State(state): extract::State<State>,
    current_user: CurrentUser,
    request_host: RequestHost,
    Extension(permit): Extension<ConnectionPermit>,
    Extension(direct): Extension<Option<Arc<Direct>>>,
    headers: HeaderMap,
    upgrade: Result<WebSocketUpgrade, axum::extract::ws::rejection::WebSocketUpgradeRejection>,
) -> Response {
    if !may_open_socket(&state, &headers, &request_host) {
        return refusal(&state).into_response();
    }
    let upgrade = match upgrade {
        Ok(upgrade) => upgrade,
        Err(_) => {
            return ApiError(Problem::new(Code::BadRequest, "This address speaks WebSocket only.")).into_response();
        }
    };
    // A socket is never idle: its client waits for what the server says.
    let work = permit.work();
    upgrade
        .max_message_size(MESSAGE)
        .max_frame_size(MESSAGE)
        .read_buffer_size(READ_BUFFER)
        .write_buffer_size(0)
        .max_write_buffer_size(WRITE_BUFFER)
        .on_upgrade(move |socket| {
            let tasks = state.services.tasks.clone();
            let connection = connection::SocketConnection::new(state, current_user, socket, direct);
            // Boxed, because a future that is handed on is stored once more in each of those that wait for it.
            tracked(&tasks, permit, work, Box::pin(connection.run()))
        })
}

/// The task of a socket. The server waits for it when it stops, and it counts as a connection for as long as it is open.
pub fn tracked<F: Future<Output = ()>>(
    tasks: &TaskTracker,
    permit: ConnectionPermit,
    work: Work,
    run: F,
) -> impl Future<Output = ()> + use<F> {
    tasks.track_future(async move {
        tokio::select! {
            () = run => {}
            () = permit.evicted() => {}
        }
        drop(work);
    })
}
