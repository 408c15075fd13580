//! Server functions of reports; each bears the name of its use case.

#[cfg(feature = "ssr")]
use super::dialog::OTHER;
use crate::error::AppError;
use domain::chat::Message;
use domain::reports::{Report as StoredReport, ReportCase, ReportStatus};
use domain::{ChannelId, Page, ReportId};
#[cfg(feature = "ssr")]
use domain::{Code, Problem};
use leptos::prelude::*;

/// Reports a message; or a user, in a channel or anywhere; or a channel.
#[server]
pub async fn report(
    message: Option<String>,
    user: Option<String>,
    channel: Option<String>,
    kind: String,
    words: String,
) -> Result<(), AppError> {
    let reason = reason(kind, words)?;
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    let new = domain::reports::NewReport { message_id: message, user_id: user, channel_id: channel, reason };
    match services::reports::report(&svc, &current_user, new).await {
        Ok(_) => Ok(()),
        Err(services::Error::Problem(problem)) => Err(of_form(problem).into()),
        Err(error) => Err(error.into()),
    }
}

/// The reason that the form's fields make.
#[cfg(feature = "ssr")]
fn reason(kind: String, words: String) -> Result<String, Problem> {
    let invalid = |field: &str, sentence: &str| Problem::field(Code::ValidationFailed, field, sentence);
    let words = words.trim();
    match (kind.as_str(), words) {
        ("", _) => Err(invalid("kind", "Choose what is wrong.")),
        (OTHER, "") => Err(invalid("words", "Say in a few words what is wrong.")),
        (OTHER, words) => Ok(words.to_owned()),
        (_, "") => Ok(kind),
        (kind, words) => Ok(format!("{kind}: {words}")),
    }
}

/// The problem with the names that the fields have in the form.
#[cfg(feature = "ssr")]
fn of_form(mut problem: Problem) -> Problem {
    if let Some(sentence) = problem.errors.remove("reason") {
        problem.errors.insert("words".to_owned(), sentence);
    }
    problem
}

/// Reports that wait or, if they are not open, are closed, those of the same together, the newest first: of a channel, else of all that the
/// current user may see.
#[server]
pub async fn cases(
    channel: Option<ChannelId>,
    is_open: bool,
    before: Option<String>,
    limit: Option<u32>,
) -> Result<Page<ReportCase>, AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    let (channel, is_open) = (channel.map(Into::into), Some(is_open));
    let query = services::reports::ReportQuery { before, channel, is_open, limit: limit.or(Some(20)), mine: false };
    Ok(services::reports::cases(&svc, &current_user, query).await?)
}

/// The reports that the current user has written, the newest first.
#[server]
pub async fn own_reports(before: Option<String>) -> Result<Page<StoredReport>, AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    let query = services::reports::ReportQuery { before, limit: Some(30), mine: true, ..Default::default() };
    Ok(services::reports::reports(&svc, &current_user, query).await?)
}

/// What was said around what is reported, oldest first. For those who may work on the report.
#[server]
pub async fn report_in_context(report: ReportId) -> Result<Vec<Message>, AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    Ok(services::reports::report_in_context(&svc, &current_user, report).await?.context)
}

/// Claims a report, gives it back, closes it or opens it again. For those who may work on it.
#[server]
pub async fn change_report(
    report: ReportId,
    status: ReportStatus,
    resolution: Option<String>,
) -> Result<StoredReport, AppError> {
    let (svc, current_user) = (crate::ssr::services(), crate::ssr::current_user());
    let change = domain::reports::ReportChange { status, resolution };
    Ok(services::reports::change_report(&svc, &current_user, report, change).await?)
}
