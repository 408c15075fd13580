//! What owners and moderators do in a channel's chat.

pub mod actions;
pub mod appeals;
pub mod filters;
pub mod moderators;

use super::ApiResult;
use super::chat::NewMessage;
use super::extract::{ApiJson, ApiPath, ChannelPath};
use super::refusals::{
    Busy, Invalid, InvalidMessage, MayNotAnnounce, Missing, NotModerator, Outdated, SignedOut, TooSoon,
};
use crate::state::State;
use axum::Json;
use axum::extract;
use axum::http::StatusCode;
use domain::accounts::UserRef;
use domain::channels::ChannelRef;
use domain::chat::{Filters, FiltersChange, Message};
use domain::{MessageId, Problem};
use serde::Deserialize;
use services::accounts::CurrentUser;
use services::chat;
use utoipa::{IntoParams, ToSchema};

type App = extract::State<State>;

/// Body of `PUT /api/channels/{id}/pinned`.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PinnedMessage {
    /// A message of the channel.
    #[schema(value_type = MessageId)]
    message_id: String,
}

/// The path of a message.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "the API document reads the fields")]
pub struct MessagePath {
    /// Id of the message.
    id: MessageId,
}

/// The path of a user in a channel.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct ChannelUserPath {
    /// Id or slug of the channel.
    id: String,
    /// Id or username of the user.
    #[serde(rename = "userId")]
    #[param(rename = "userId")]
    user_id: String,
}

impl ChannelUserPath {
    /// The channel and the user; `not_found` for what names none.
    fn parts(&self) -> ApiResult<(ChannelRef, UserRef)> {
        Ok((self.id.parse()?, self.user_id.parse()?))
    }
}

/// The content filters and chat modes of a channel. For its owner and moderators.
#[utoipa::path(
    get, path = "/channels/{id}/filters", tag = "moderation", params(ChannelPath),
    responses((status = 200, description = "The filters.", body = Filters), SignedOut, NotModerator, Missing),
)]
pub async fn filters(
    app: App,
    current_user: CurrentUser,
    ApiPath(channel): ApiPath<ChannelRef>,
) -> ApiResult<Json<Filters>> {
    Ok(Json(chat::filters(&app.services, &current_user, &channel).await?))
}

/// Changes content filters and chat modes; what is left out stays. For the channel's owner and moderators: those with the permission `modes` change
/// `modes`, those with `filters` the rest but `raidGuard`. Send the `version` that the change was made on to be refused, with 409 `version_conflict`, if another
/// change came first.
#[utoipa::path(
    put, path = "/channels/{id}/filters", tag = "moderation", params(ChannelPath), request_body = FiltersChange,
    responses(
        (status = 200, description = "The filters from now on.", body = Filters),
        SignedOut, NotModerator, Missing, Outdated, Invalid, Busy,
    ),
)]
pub async fn change_filters(
    app: App,
    current_user: CurrentUser,
    ApiPath(channel): ApiPath<ChannelRef>,
    ApiJson(body): ApiJson<FiltersChange>,
) -> ApiResult<Json<Filters>> {
    Ok(Json(chat::change_filters(&app.services, &current_user, &channel, body).await?))
}

/// Pins a message to the top of the channel's chat. For its owner and moderators with the permission `pin`.
#[utoipa::path(
    put, path = "/channels/{id}/pinned", tag = "moderation", params(ChannelPath), request_body = PinnedMessage,
    responses((status = 200, description = "The pinned message.", body = Message), SignedOut, NotModerator, Missing, Busy),
)]
pub async fn pin_message(
    app: App,
    current_user: CurrentUser,
    ApiPath(channel): ApiPath<ChannelRef>,
    ApiJson(body): ApiJson<PinnedMessage>,
) -> ApiResult<Json<Message>> {
    let message = body.message_id.parse().map_err(|_| Problem::not_found())?;
    Ok(Json(chat::pin_message(&app.services, &current_user, &channel, message).await?))
}

/// Takes the pinned message down. For the channel's owner and moderators with the permission `pin`.
#[utoipa::path(
    delete, path = "/channels/{id}/pinned", tag = "moderation", params(ChannelPath),
    responses((status = 204, description = "No message is pinned."), SignedOut, NotModerator, Missing, Busy),
)]
pub async fn unpin_message(
    app: App,
    current_user: CurrentUser,
    ApiPath(channel): ApiPath<ChannelRef>,
) -> ApiResult<StatusCode> {
    chat::unpin_message(&app.services, &current_user, &channel).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Posts an announcement into the channel's chat. For its owner and moderators with the permission `announce`.
#[utoipa::path(
    post, path = "/channels/{id}/announcements", tag = "moderation", params(ChannelPath), request_body = NewMessage,
    responses(
        (status = 201, description = "The message as stored.", body = Message),
        SignedOut, MayNotAnnounce, Missing, InvalidMessage, TooSoon,
    ),
)]
pub async fn announce(
    app: App,
    current_user: CurrentUser,
    ApiPath(channel): ApiPath<ChannelRef>,
    ApiJson(body): ApiJson<NewMessage>,
) -> ApiResult<(StatusCode, Json<Message>)> {
    let message = chat::announce(&app.services, &current_user, &channel, &body.content).await?;
    Ok((StatusCode::CREATED, Json(message)))
}

/// Deletes a message. For its author, the channel's owner and moderators with the permission `delete`. An access token needs the scope `moderate` for
/// the messages of others; for those of its own user `chat:write` is enough.
#[utoipa::path(
    delete, path = "/messages/{id}", tag = "moderation", params(MessagePath),
    responses((status = 204, description = "Deleted."), SignedOut, NotModerator, Missing, Busy),
)]
pub async fn delete_message(
    app: App,
    current_user: CurrentUser,
    ApiPath(message): ApiPath<MessageId>,
) -> ApiResult<StatusCode> {
    chat::delete_message(&app.services, &current_user, message).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Deletes all that a user has written in a channel. For its owner and moderators with the permission `delete`.
#[utoipa::path(
    delete, path = "/channels/{id}/users/{userId}/messages", tag = "moderation", params(ChannelUserPath),
    responses((status = 204, description = "Deleted."), SignedOut, NotModerator, Missing, Busy),
)]
pub async fn delete_user_messages(
    app: App,
    current_user: CurrentUser,
    path: extract::Path<ChannelUserPath>,
) -> ApiResult<StatusCode> {
    let (channel, user) = path.parts()?;
    chat::delete_user_messages(&app.services, &current_user, &channel, &user).await?;
    Ok(StatusCode::NO_CONTENT)
}
