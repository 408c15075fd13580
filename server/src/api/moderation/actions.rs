//! Bans, lockdowns, the raid guard, the log, notes and user cards over REST.

use super::ChannelUserPath;
use crate::api::ApiResult;
use crate::api::extract::{ApiJson, ApiPath, ApiQuery, ChannelPath};
use crate::api::refusals::{BadRequest, Busy, Changed, Invalid, Missing, NotModerator, SignedOut};
use crate::state::State;
use axum::Json;
use axum::extract;
use axum::http::StatusCode;
use domain::accounts::UserRef;
use domain::channels::ChannelRef;
use domain::moderation::{Ban, LogEntry, NewBan, Note, UserCard};
use domain::{ActionId, Code, Page, Problem};
use serde::Deserialize;
use services::accounts::CurrentUser;
use services::moderation::{self, LogQuery};
use utoipa::{IntoParams, ToSchema};

type App = extract::State<State>;

/// Query of a moderation log.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct LogParameters {
    /// `nextCursor` of the page before: older entries follow.
    cursor: Option<String>,
    /// Most entries of a page, 50 if left out. 0 counts as 1, and more than 100 as 100.
    #[param(format = "uint32", maximum = 4294967295u32)]
    limit: Option<u32>,
    /// Only what concerned this user: id or username.
    user: Option<String>,
    /// Only actions with this name, such as `ban`.
    action: Option<String>,
    /// Only entries that have each of these words: in what was done, the reason, the message, or the name of a person in them.
    q: Option<String>,
}

/// Query of the bans in force.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct BansQuery {
    /// `nextCursor` of the page before; empty or left out, the first page.
    cursor: Option<String>,
    /// Most bans of a page, 50 if left out. 0 counts as 1, and more than 100 as 100.
    #[param(format = "uint32", maximum = 4294967295u32)]
    limit: Option<u32>,
}

/// Body of `POST /api/channels/{id}/notes/{userId}`.
#[derive(Deserialize, ToSchema)]
pub struct NewNote {
    /// What it says: 1 to 500 characters on one line.
    #[schema(min_length = 1, max_length = 500)]
    content: String,
}

/// Body of `DELETE /api/channels/{id}/notes/{userId}`.
#[derive(Deserialize, ToSchema)]
pub struct NoteNamed {
    /// Id of the note.
    #[schema(value_type = uuid::Uuid)]
    id: String,
}

/// The path of an action.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "the API document reads the fields")]
pub struct ActionPath {
    /// Id of the action, an entry of the log.
    id: ActionId,
}

/// The bans and timeouts in force in a channel, the newest first. For its owner and moderators.
#[utoipa::path(
    get, path = "/channels/{id}/bans", tag = "moderation", params(ChannelPath, BansQuery),
    responses((status = 200, description = "A page of bans.", body = Page<Ban>), BadRequest, SignedOut, NotModerator, Missing),
)]
pub async fn bans(
    app: App,
    current_user: CurrentUser,
    ApiPath(channel): ApiPath<ChannelRef>,
    ApiQuery(page): ApiQuery<BansQuery>,
) -> ApiResult<Json<Page<Ban>>> {
    let bans = moderation::bans(&app.services, &current_user, &channel, page.cursor.as_deref(), page.limit);
    Ok(Json(bans.await?))
}

/// Bans a user from writing in a channel, or with `seconds` times them out, and deletes what they have written there unless `keepMessages` is true.
/// For its owner and moderators with the permission `ban`, or `timeout` where seconds are given.
#[utoipa::path(
    post, path = "/channels/{id}/bans", tag = "moderation", params(ChannelPath), request_body = NewBan,
    responses(
        (status = 201, description = "The ban.", body = Ban),
        SignedOut, NotModerator, Missing, Changed, Invalid, Busy,
    ),
)]
pub async fn ban_user(
    app: App,
    current_user: CurrentUser,
    ApiPath(channel): ApiPath<ChannelRef>,
    ApiJson(body): ApiJson<NewBan>,
) -> ApiResult<(StatusCode, Json<Ban>)> {
    if body.user_id.trim().is_empty() {
        let sentence = "Say whom, in the field userId: an id or a username.";
        return Err(Problem::field(Code::ValidationFailed, "userId", sentence).into());
    }
    let banned = moderation::ban_user(&app.services, &current_user, &channel, body).await?;
    Ok((StatusCode::CREATED, Json(banned.ban)))
}

/// Lifts a ban or a timeout. For the channel's owner and moderators with the permission `ban`, or `timeout` where it is one.
#[utoipa::path(
    delete, path = "/channels/{id}/bans/{userId}", tag = "moderation", params(ChannelUserPath),
    responses((status = 204, description = "The user may write again."), SignedOut, NotModerator, Missing, Busy),
)]
pub async fn unban_user(
    app: App,
    current_user: CurrentUser,
    path: extract::Path<ChannelUserPath>,
) -> ApiResult<StatusCode> {
    let (channel, user) = path.parts()?;
    moderation::unban_user(&app.services, &current_user, &channel, &user).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Locks a channel's chat down: only its owner, moderators and staff write. For its owner and moderators with the permission `modes`.
#[utoipa::path(
    put, path = "/channels/{id}/lockdown", tag = "moderation", params(ChannelPath),
    responses((status = 204, description = "Locked down."), SignedOut, NotModerator, Missing, Busy),
)]
pub async fn lock_down(
    app: App,
    current_user: CurrentUser,
    ApiPath(channel): ApiPath<ChannelRef>,
) -> ApiResult<StatusCode> {
    moderation::lock_down(&app.services, &current_user, &channel).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Lifts a lockdown; the chat modes are in force as before it. For the channel's owner and moderators with the permission `modes`.
#[utoipa::path(
    delete, path = "/channels/{id}/lockdown", tag = "moderation", params(ChannelPath),
    responses((status = 204, description = "Not locked down."), SignedOut, NotModerator, Missing, Busy),
)]
pub async fn lift_lockdown(
    app: App,
    current_user: CurrentUser,
    ApiPath(channel): ApiPath<ChannelRef>,
) -> ApiResult<StatusCode> {
    moderation::lift_lockdown(&app.services, &current_user, &channel).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Starts the raid guard: for ten minutes only those write who followed before. For the channel's owner and moderators with the permission
/// `modes`.
#[utoipa::path(
    put, path = "/channels/{id}/raid-guard", tag = "moderation", params(ChannelPath),
    responses((status = 204, description = "On guard."), SignedOut, NotModerator, Missing, Busy),
)]
pub async fn start_raid_guard(
    app: App,
    current_user: CurrentUser,
    ApiPath(channel): ApiPath<ChannelRef>,
) -> ApiResult<StatusCode> {
    moderation::start_raid_guard(&app.services, &current_user, &channel).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ends the raid guard, and drops the suspicion of a raid. For the channel's owner and moderators with the permission `modes`.
#[utoipa::path(
    delete, path = "/channels/{id}/raid-guard", tag = "moderation", params(ChannelPath),
    responses((status = 204, description = "Not on guard."), SignedOut, NotModerator, Missing, Busy),
)]
pub async fn end_raid_guard(
    app: App,
    current_user: CurrentUser,
    ApiPath(channel): ApiPath<ChannelRef>,
) -> ApiResult<StatusCode> {
    moderation::end_raid_guard(&app.services, &current_user, &channel).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What the owner, moderators and staff did in a channel, the newest first. For its owner and moderators with the permission `view_log`.
#[utoipa::path(
    get, path = "/channels/{id}/modlog", tag = "moderation", params(ChannelPath, LogParameters),
    responses(
        (status = 200, description = "A page of the log.", body = Page<LogEntry>), BadRequest, SignedOut, NotModerator, Missing, Busy,
    ),
)]
pub async fn log(
    app: App,
    current_user: CurrentUser,
    ApiPath(channel): ApiPath<ChannelRef>,
    ApiQuery(query): ApiQuery<LogParameters>,
) -> ApiResult<Json<Page<LogEntry>>> {
    let LogParameters { cursor, limit, user, action, q } = query;
    let user = user.map(|user| user.parse::<UserRef>()).transpose()?;
    let query = LogQuery { before: cursor, limit, user, action, text: q };
    Ok(Json(moderation::log(&app.services, &current_user, &channel, query).await?))
}

/// Takes an action back, such as a ban or a deletion; each can be taken back once. For those who may do what is taken back.
#[utoipa::path(
    post, path = "/modlog/{id}/undo", tag = "moderation", params(ActionPath),
    responses((status = 200, description = "The action, taken back.", body = LogEntry), SignedOut, NotModerator, Missing, Changed, Busy),
)]
pub async fn undo(
    app: App,
    current_user: CurrentUser,
    ApiPath(action): ApiPath<ActionId>,
) -> ApiResult<Json<LogEntry>> {
    Ok(Json(moderation::undo(&app.services, &current_user, action).await?))
}

/// What moderators have noted of a user, the newest first. For the channel's owner and moderators with the permission `view_log`.
#[utoipa::path(
    get, path = "/channels/{id}/notes/{userId}", tag = "moderation", params(ChannelUserPath),
    responses((status = 200, description = "The notes.", body = Page<Note>), SignedOut, NotModerator, Missing),
)]
pub async fn notes(
    app: App,
    current_user: CurrentUser,
    path: extract::Path<ChannelUserPath>,
) -> ApiResult<Json<Page<Note>>> {
    let (channel, user) = path.parts()?;
    Ok(Json(Page::whole(moderation::notes(&app.services, &current_user, &channel, &user).await?)))
}

/// Notes something of a user. For the channel's owner and moderators with the permission `view_log`.
#[utoipa::path(
    post, path = "/channels/{id}/notes/{userId}", tag = "moderation", params(ChannelUserPath), request_body = NewNote,
    responses((status = 201, description = "The note.", body = Note), SignedOut, NotModerator, Missing, Changed, Invalid, Busy),
)]
pub async fn add_note(
    app: App,
    current_user: CurrentUser,
    path: extract::Path<ChannelUserPath>,
    ApiJson(body): ApiJson<NewNote>,
) -> ApiResult<(StatusCode, Json<Note>)> {
    let (channel, user) = path.parts()?;
    let note = moderation::add_note(&app.services, &current_user, &channel, &user, &body.content).await?;
    Ok((StatusCode::CREATED, Json(note)))
}

/// Deletes a note, which the body names. Moderators delete their own, the channel's owner any.
#[utoipa::path(
    delete, path = "/channels/{id}/notes/{userId}", tag = "moderation", params(ChannelUserPath), request_body = NoteNamed,
    responses((status = 204, description = "Deleted."), SignedOut, NotModerator, Missing, Busy),
)]
pub async fn delete_note(
    app: App,
    current_user: CurrentUser,
    path: extract::Path<ChannelUserPath>,
    ApiJson(body): ApiJson<NoteNamed>,
) -> ApiResult<StatusCode> {
    let (channel, user) = path.parts()?;
    let note = body.id.parse().map_err(|_| Problem::not_found())?;
    moderation::delete_note(&app.services, &current_user, &channel, &user, note).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What moderators see of a user in their channel. For its owner and moderators with the permission `view_log`.
#[utoipa::path(
    get, path = "/channels/{id}/users/{userId}", tag = "moderation", params(ChannelUserPath),
    responses((status = 200, description = "The card.", body = UserCard), SignedOut, NotModerator, Missing),
)]
pub async fn user_card(
    app: App,
    current_user: CurrentUser,
    path: extract::Path<ChannelUserPath>,
) -> ApiResult<Json<UserCard>> {
    let (channel, user) = path.parts()?;
    Ok(Json(moderation::user_card(&app.services, &current_user, &channel, &user).await?))
}
