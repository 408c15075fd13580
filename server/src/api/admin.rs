//! What administrators see and do: `/api/admin/…`. Accounts are changed by `PUT /api/users/{id}`.

use super::ApiResult;
use super::extract::{ApiJson, ApiPath, ApiQuery, ChannelPath, StreamPath, UserPath};
use super::refusals::{
    Away, BadRequest, Busy, Changed, Invalid, Missing, NotAdministrator, SignedOut, Unreasoned, WrongStatus,
};
use super::reports::ReportParameters;
use crate::state::State;
use axum::Json;
use axum::extract;
use axum::http::StatusCode;
use domain::accounts::UserRef;
use domain::admin::{
    AdminAction, AdminChannel, AdminStream, AdminUser, AuditEntry, ChannelVerdict, MailEntry, Overview, StorageTest,
};
use domain::channels::ChannelRef;
use domain::reports::Report;
use domain::streams::Stream;
use domain::{Page, StreamId};
use serde::Deserialize;
use services::access;
use services::accounts::CurrentUser;
use services::admin::{self, AuditQuery, ListQuery};
use utoipa::IntoParams;

type App = extract::State<State>;

/// Query of a list that can be searched.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SearchParameters {
    /// Only items with this text in their names or address.
    #[param(max_length = 100)]
    q: Option<String>,
    /// `nextCursor` of the page before: older items follow.
    cursor: Option<String>,
    /// Most items of a page, 50 if left out. 0 counts as 1, and more than 100 as 100.
    #[param(format = "uint32", maximum = 4294967295u32)]
    limit: Option<u32>,
}

impl From<SearchParameters> for ListQuery {
    fn from(SearchParameters { q, cursor, limit }: SearchParameters) -> Self {
        Self { text: q, before: cursor, limit }
    }
}

/// Query of the audit log.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AuditParameters {
    /// Only actions with this name: `disable_user`, `end_stream`, `ban`, …
    action: Option<String>,
    /// Only what this user did, or what was done to them: id or username.
    user: Option<String>,
    /// Only entries with this text in their action, their reason, the name of a person or a channel, or the words of a message.
    #[param(max_length = 100)]
    q: Option<String>,
    /// `nextCursor` of the page before: older entries follow.
    cursor: Option<String>,
    /// Most entries of a page, 50 if left out. 0 counts as 1, and more than 100 as 100.
    #[param(format = "uint32", maximum = 4294967295u32)]
    limit: Option<u32>,
}

/// Query of the outbox.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct MailParameters {
    /// `nextCursor` of the page before: older mails follow.
    cursor: Option<String>,
    /// Most mails of a page, 50 if left out. 0 counts as 1, and more than 100 as 100.
    #[param(format = "uint32", maximum = 4294967295u32)]
    limit: Option<u32>,
}

/// Figures of the platform now, and in the last 1, 7 and 28 days; read once a minute at most.
#[utoipa::path(
    get, path = "/admin/overview", tag = "admin",
    responses((status = 200, description = "The figures.", body = Overview), SignedOut, NotAdministrator, Away),
)]
pub async fn overview(app: App, current_user: CurrentUser) -> ApiResult<Json<Overview>> {
    Ok(Json(admin::overview(&app.services, &current_user).await?))
}

/// Accounts, the newest first, disabled ones included. `q` is looked for in usernames, display names and e-mail addresses; an id finds its account.
#[utoipa::path(
    get, path = "/admin/users", tag = "admin", params(SearchParameters),
    responses((status = 200, description = "A page of accounts.", body = Page<AdminUser>), BadRequest, SignedOut, NotAdministrator, Invalid, Busy),
)]
pub async fn users(
    app: App,
    current_user: CurrentUser,
    ApiQuery(query): ApiQuery<SearchParameters>,
) -> ApiResult<Json<Page<AdminUser>>> {
    Ok(Json(admin::users(&app.services, &current_user, query.into()).await?))
}

/// Ends all sessions and access tokens of an account, and with them its sockets. It may sign in again.
#[utoipa::path(
    post, path = "/admin/users/{id}/sign-out", tag = "admin", params(UserPath), request_body = AdminAction,
    responses((status = 204, description = "Signed out everywhere."), Unreasoned, SignedOut, NotAdministrator, Missing, Invalid),
)]
pub async fn sign_out_user(
    app: App,
    current_user: CurrentUser,
    ApiPath(user): ApiPath<UserRef>,
    ApiJson(body): ApiJson<AdminAction>,
) -> ApiResult<StatusCode> {
    admin::sign_out_user(&app.services, &current_user, &user, body).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Channels, the newest first, hidden ones included. `q` is looked for in names, slugs and their owners' usernames.
#[utoipa::path(
    get, path = "/admin/channels", tag = "admin", params(SearchParameters),
    responses((status = 200, description = "A page of channels.", body = Page<AdminChannel>), BadRequest, SignedOut, NotAdministrator, Invalid, Busy),
)]
pub async fn channels(
    app: App,
    current_user: CurrentUser,
    ApiQuery(query): ApiQuery<SearchParameters>,
) -> ApiResult<Json<Page<AdminChannel>>> {
    Ok(Json(admin::channels(&app.services, &current_user, query.into()).await?))
}

/// Hides a channel, which its owner cannot undo; or shows it again, as public as it was before. The owner is told why by mail.
#[utoipa::path(
    put, path = "/admin/channels/{id}", tag = "admin", params(ChannelPath), request_body = ChannelVerdict,
    responses(
        (status = 200, description = "The channel from now on.", body = AdminChannel),
        Unreasoned, SignedOut, NotAdministrator, Missing, Changed, Invalid,
    ),
)]
pub async fn admin_change_channel(
    app: App,
    current_user: CurrentUser,
    ApiPath(channel): ApiPath<ChannelRef>,
    ApiJson(body): ApiJson<ChannelVerdict>,
) -> ApiResult<Json<AdminChannel>> {
    Ok(Json(admin::change_channel(&app.services, &current_user, &channel, body).await?))
}

/// Deletes a channel with its streams, videos and chat. The owner is told why by mail.
#[utoipa::path(
    delete, path = "/admin/channels/{id}", tag = "admin", params(ChannelPath), request_body = AdminAction,
    responses((status = 204, description = "Deleted."), Unreasoned, SignedOut, NotAdministrator, Missing, Invalid),
)]
pub async fn admin_delete_channel(
    app: App,
    current_user: CurrentUser,
    ApiPath(channel): ApiPath<ChannelRef>,
    ApiJson(body): ApiJson<AdminAction>,
) -> ApiResult<StatusCode> {
    admin::delete_channel(&app.services, &current_user, &channel, body).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The streams that are LIVE or ENDING, the most watched first, also those of hidden channels; 500 at most, on one page.
#[utoipa::path(
    get, path = "/admin/streams", tag = "admin",
    responses((status = 200, description = "The streams.", body = Page<AdminStream>), SignedOut, NotAdministrator),
)]
pub async fn streams(app: App, current_user: CurrentUser) -> ApiResult<Json<Page<AdminStream>>> {
    Ok(Json(admin::streams(&app.services, &current_user).await?))
}

/// Ends a stream that is LIVE. The channel gets another stream key, so that its encoder does not come back by itself; its owner is told why by mail, and
/// finds the new key on the dashboard.
#[utoipa::path(
    post, path = "/admin/streams/{id}/end", tag = "admin", params(StreamPath), request_body = AdminAction,
    responses(
        (status = 200, description = "The stream from now on.", body = Stream),
        Unreasoned, SignedOut, NotAdministrator, Missing, WrongStatus, Invalid,
    ),
)]
pub async fn admin_end_stream(
    app: App,
    current_user: CurrentUser,
    ApiPath(stream): ApiPath<StreamId>,
    ApiJson(body): ApiJson<AdminAction>,
) -> ApiResult<Json<Stream>> {
    Ok(Json(admin::end_stream(&app.services, &current_user, stream, body).await?))
}

/// The same as `GET /api/reports`, for administrators only.
#[utoipa::path(
    get, path = "/admin/reports", tag = "admin", params(ReportParameters),
    responses((status = 200, description = "A page of reports.", body = Page<Report>), BadRequest, SignedOut, NotAdministrator, Missing),
)]
pub async fn admin_reports(
    app: App,
    current_user: CurrentUser,
    query: ApiQuery<ReportParameters>,
) -> ApiResult<Json<Page<Report>>> {
    access::administrator(&current_user)?;
    super::reports::reports(app, current_user, query).await
}

/// Mails of the last 30 days and how far each is, the newest first, without their texts.
#[utoipa::path(
    get, path = "/admin/mail", tag = "admin", params(MailParameters),
    responses((status = 200, description = "A page of mails.", body = Page<MailEntry>), BadRequest, SignedOut, NotAdministrator),
)]
pub async fn mail(
    app: App,
    current_user: CurrentUser,
    ApiQuery(query): ApiQuery<MailParameters>,
) -> ApiResult<Json<Page<MailEntry>>> {
    Ok(Json(admin::mail(&app.services, &current_user, query.cursor.as_deref(), query.limit).await?))
}

/// The audit log: what administrators did, and what moderators did in all channels, the newest first.
#[utoipa::path(
    get, path = "/admin/audit", tag = "admin", params(AuditParameters),
    responses((status = 200, description = "A page of the log.", body = Page<AuditEntry>), BadRequest, SignedOut, NotAdministrator, Missing, Invalid, Busy),
)]
pub async fn audit_log(
    app: App,
    current_user: CurrentUser,
    ApiQuery(query): ApiQuery<AuditParameters>,
) -> ApiResult<Json<Page<AuditEntry>>> {
    let AuditParameters { action, user, q, cursor, limit } = query;
    // First, because a text that names no user is not found.
    access::administrator(&current_user)?;
    let user = user.map(|user| user.parse::<UserRef>()).transpose()?;
    let query = AuditQuery { list: ListQuery { text: q, before: cursor, limit }, action, user };
    Ok(Json(admin::audit_log(&app.services, &current_user, query).await?))
}

/// Tries what the platform asks of object storage with an object that is deleted again, and says what is wrong and what to change: address, keys,
/// bucket, policy, clocks, and where `AETHEX_S3_PUBLIC_URL` is set, CORS. It changes nothing and asks for no reason.
#[utoipa::path(
    post, path = "/admin/storage-test", tag = "admin",
    responses((status = 200, description = "What came of each step.", body = StorageTest), SignedOut, NotAdministrator, Busy),
)]
pub async fn test_storage(app: App, current_user: CurrentUser) -> ApiResult<Json<StorageTest>> {
    Ok(Json(admin::test_storage(&app.services, app.recorder.storage(), &current_user).await?))
}
