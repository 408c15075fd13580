//! Reports: `/api/reports`.

use super::ApiResult;
use super::extract::{ApiJson, ApiPath, ApiQuery, yes_or_no};
use super::refusals::{BadRequest, Busy, Changed, Invalid, MayNotReport, Missing, NotAllowed, NotModerator, SignedOut};
use crate::state::State;
use axum::Json;
use axum::extract;
use axum::http::StatusCode;
use domain::channels::ChannelRef;
use domain::reports::{NewReport, Report, ReportChange, ReportInContext};
use domain::{Page, ReportId};
use serde::Deserialize;
use services::accounts::CurrentUser;
use services::reports::{self, ReportQuery};
use utoipa::IntoParams;

type App = extract::State<State>;

/// Query of a list of reports.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ReportParameters {
    /// `nextCursor` of the page before: older reports follow.
    cursor: Option<String>,
    /// Most reports of a page, 50 if left out. 0 counts as 1, and more than 100 as 100.
    #[param(format = "uint32", maximum = 4294967295u32)]
    limit: Option<u32>,
    /// Only those of this channel: id or slug.
    channel: Option<String>,
    /// `true` for those that wait or are being worked on, `false` for those that are closed; both if left out.
    #[serde(default, deserialize_with = "yes_or_no")]
    open: Option<bool>,
    /// `true` for those that the signed-in user has written; left out or `false`, those that the user may work on.
    #[serde(default, deserialize_with = "yes_or_no")]
    mine: Option<bool>,
}

/// The path of a report.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "the API document reads the fields")]
pub struct ReportPath {
    /// Id of the report.
    id: ReportId,
}

/// Reports a message, a user or a channel. A report of what happens in a channel goes to its moderators. One about the channel's owner, the channel
/// as a whole, or a user outside of channels goes to administrators only.
#[utoipa::path(
    post, path = "/reports", tag = "reports", request_body = NewReport,
    responses((status = 201, description = "The report.", body = Report), SignedOut, MayNotReport, Missing, Changed, Invalid, Busy),
)]
pub async fn report(
    app: App,
    current_user: CurrentUser,
    ApiJson(body): ApiJson<NewReport>,
) -> ApiResult<(StatusCode, Json<Report>)> {
    let report = reports::report(&app.services, &current_user, body).await?;
    Ok((StatusCode::CREATED, Json(report)))
}

/// Reports, the newest first. An administrator gets all; other users get those of the channels that they own or moderate with the permission
/// `view_log`. With `mine`, they are those that the user has written.
#[utoipa::path(
    get, path = "/reports", tag = "reports", params(ReportParameters),
    responses((status = 200, description = "A page of reports.", body = Page<Report>), BadRequest, SignedOut, NotModerator, Missing),
)]
pub async fn reports(
    app: App,
    current_user: CurrentUser,
    ApiQuery(query): ApiQuery<ReportParameters>,
) -> ApiResult<Json<Page<Report>>> {
    let ReportParameters { cursor, limit, channel, open, mine } = query;
    let channel = channel.map(|channel| channel.parse::<ChannelRef>()).transpose()?;
    let query = ReportQuery { before: cursor, limit, channel, is_open: open, mine: mine.unwrap_or_default() };
    Ok(Json(reports::reports(&app.services, &current_user, query).await?))
}

/// A report with what was said around it. For those who may work on it.
#[utoipa::path(
    get, path = "/reports/{id}", tag = "reports", params(ReportPath),
    responses((status = 200, description = "The report.", body = ReportInContext), SignedOut, NotModerator, Missing),
)]
pub async fn report_in_context(
    app: App,
    current_user: CurrentUser,
    ApiPath(report): ApiPath<ReportId>,
) -> ApiResult<Json<ReportInContext>> {
    Ok(Json(reports::report_in_context(&app.services, &current_user, report).await?))
}

/// Claims a report, gives it back, closes it or opens it again, and with it the other reports of the same message, user or channel that wait, or
/// were closed together with it. Their reporters are told when they are closed.
#[utoipa::path(
    put, path = "/reports/{id}", tag = "reports", params(ReportPath), request_body = ReportChange,
    responses((status = 200, description = "The report from now on.", body = Report), SignedOut, NotAllowed, Missing, Changed, Invalid, Busy),
)]
pub async fn change_report(
    app: App,
    current_user: CurrentUser,
    ApiPath(report): ApiPath<ReportId>,
    ApiJson(body): ApiJson<ReportChange>,
) -> ApiResult<Json<Report>> {
    Ok(Json(reports::change_report(&app.services, &current_user, report, body).await?))
}
