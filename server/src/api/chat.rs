//! Chat over REST: the same use cases as the socket's.

use super::ApiResult;
use super::extract::{ApiJson, ApiPath, ApiQuery, ChannelPath, StreamPath};
use super::refusals::{BadRequest, InvalidMessage, MayNotWrite, Missing, SignedOut, TooSoon};
use crate::state::State;
use axum::Json;
use axum::extract;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::channels::ChannelRef;
use domain::chat::Message;
use domain::moderation::Held;
use domain::{Page, Problem, StreamId};
use serde::Deserialize;
use services::accounts::CurrentUser;
use services::chat::{self, Posted};
use utoipa::{IntoParams, ToSchema};

type App = extract::State<State>;

/// Query of a history.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct History {
    /// `nextCursor` of the page before: older messages follow. Empty or left out, the first page.
    before: Option<String>,
    /// Most messages of a page, 50 if left out. Less than 1 counts as 1, and more than 200 as 200.
    limit: Option<i64>,
}

/// Body of `POST /api/streams/{id}/messages` and of announcements.
#[derive(Deserialize, ToSchema)]
#[schema(example = json!({ "content": "Good evening" }))]
pub struct NewMessage {
    /// The text: 1 to 500 characters on one line.
    #[schema(min_length = 1, max_length = 500)]
    pub content: String,
}

/// Body of `POST /api/messages`.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(example = json!({ "streamId": "01a22cba-c3b1-7141-adb7-fe9f61e7955b", "content": "Good evening" }))]
pub struct NewStreamMessage {
    /// A stream of the channel whose chat gets the message.
    #[schema(value_type = StreamId)]
    stream_id: String,
    /// The text: 1 to 500 characters on one line.
    #[schema(min_length = 1, max_length = 500)]
    content: String,
}

fn answer(posted: Posted) -> Response {
    match posted {
        Posted::Stored(message) => (StatusCode::CREATED, Json(message)).into_response(),
        Posted::Held(held) => (StatusCode::ACCEPTED, Json(held)).into_response(),
    }
}

/// The messages that were written during a stream, the newest first.
#[utoipa::path(
    get, path = "/streams/{id}/messages", tag = "chat", params(StreamPath, History),
    responses((status = 200, description = "A page of messages.", body = Page<Message>), BadRequest, Missing),
)]
pub async fn stream_messages(
    app: App,
    current_user: CurrentUser,
    ApiPath(stream): ApiPath<StreamId>,
    ApiQuery(query): ApiQuery<History>,
) -> ApiResult<Json<Page<Message>>> {
    Ok(Json(chat::stream_messages(&app.services, &current_user, stream, query.before.as_deref(), query.limit).await?))
}

/// The messages of a channel, the newest first, whether it is live or not.
#[utoipa::path(
    get, path = "/channels/{id}/messages", tag = "chat", params(ChannelPath, History),
    responses((status = 200, description = "A page of messages.", body = Page<Message>), BadRequest, Missing),
)]
pub async fn channel_messages(
    app: App,
    current_user: CurrentUser,
    ApiPath(channel): ApiPath<ChannelRef>,
    ApiQuery(query): ApiQuery<History>,
) -> ApiResult<Json<Page<Message>>> {
    let before = query.before.as_deref();
    Ok(Json(chat::channel_messages(&app.services, &current_user, &channel, before, query.limit).await?))
}

/// Writes into the chat of a stream's channel. The stream may be over: the chat is the channel's.
#[utoipa::path(
    post, path = "/streams/{id}/messages", tag = "chat", params(StreamPath), request_body = NewMessage,
    responses(
        (status = 201, description = "The message as stored.", body = Message),
        (status = 202, description = "The message waits for a moderator.", body = Held),
        SignedOut, MayNotWrite, Missing, InvalidMessage, TooSoon,
    ),
)]
pub async fn post_stream_message(
    app: App,
    current_user: CurrentUser,
    ApiPath(stream): ApiPath<StreamId>,
    ApiJson(body): ApiJson<NewMessage>,
) -> ApiResult<Response> {
    Ok(answer(chat::post_stream_message(&app.services, &current_user, stream, &body.content).await?))
}

/// Writes into the chat of a stream's channel; the body names the stream, which may be over.
#[utoipa::path(
    post, path = "/messages", tag = "chat", request_body = NewStreamMessage,
    responses(
        (status = 201, description = "The message as stored.", body = Message),
        (status = 202, description = "The message waits for a moderator.", body = Held),
        SignedOut, MayNotWrite, Missing, InvalidMessage, TooSoon,
    ),
)]
pub async fn post_message(
    app: App,
    current_user: CurrentUser,
    ApiJson(body): ApiJson<NewStreamMessage>,
) -> ApiResult<Response> {
    let stream = body.stream_id.parse().map_err(|_| Problem::not_found())?;
    Ok(answer(chat::post_stream_message(&app.services, &current_user, stream, &body.content).await?))
}
