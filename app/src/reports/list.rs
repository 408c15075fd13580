//! A report in words, as its reporter and those who work on it read it.

use crate::ui::{Ago, format};
use domain::addresses;
use domain::reports::{Report, ReportCase, ReportStatus};
use leptos::prelude::*;

/// What is reported, and why.
#[component]
pub fn ReportWords(report: Report) -> impl IntoView {
    let reason = report.reason.clone();
    view! {
        <div class="moderator-entry">
            {reported(report)}
            <p dir="auto">{reason}</p>
        </div>
    }
    .into_any()
}

/// What is reported, and why by whom.
#[component]
pub fn CaseWords(case: ReportCase) -> impl IntoView {
    let for_staff = case.report.for_staff.then_some(" · for administrators only");
    let shown = i64::try_from(case.reports.len()).unwrap_or(case.count);
    let rest = (case.count > shown).then(|| {
        view! { <li class="text-soft">{format!("and {} before them", format::counted(case.count - shown, "report", "reports"))}</li> }
    });
    let why = match case.count {
        1 => {
            let by = by(&case.report);
            view! {
                <p dir="auto">{case.report.reason.clone()}</p>
                <p class="text-soft">"Reported by " <bdi>{by}</bdi> {for_staff}</p>
            }
            .into_any()
        }
        count => {
            let row = |report: Report| {
                let by = by(&report);
                view! {
                    <li>
                        <strong><bdi>{by}</bdi></strong>
                        " "
                        <bdi dir="auto">{report.reason}</bdi>
                    </li>
                }
                .into_any()
            };
            view! {
                <p class="text-soft">{format!("{count} people reported this")} {for_staff}</p>
                <ul class="moderator-list" tabindex="0" aria-label="Their reasons">{case.reports.into_iter().map(row).collect_view()} {rest}</ul>
            }
            .into_any()
        }
    };
    view! { <div class="moderator-entry">{reported(case.report)} {why}</div> }.into_any()
}

fn by(report: &Report) -> String {
    report.reporter.as_ref().map_or_else(|| "an account that is gone".to_owned(), |by| by.display_name.clone())
}

/// Whom or what a report is about.
fn reported(report: Report) -> AnyView {
    let user = report.user.map(|user| {
        let page = addresses::user_page(&user.username);
        view! { <a class="text-link" href=page><bdi>{user.display_name}</bdi></a> }.into_any()
    });
    let channel = report.channel.map(|channel| {
        let page = addresses::channel_page(&channel.slug);
        view! { <a class="text-link" href=page><bdi>{channel.name}</bdi></a> }.into_any()
    });
    let is_message = report.message.is_some();
    let what = match (user, channel) {
        (Some(user), channel) => {
            let before = is_message.then_some("A message of ");
            let place = channel.map(|channel| view! { " in the chat of " {channel} });
            view! { {before} {user} {place} }.into_any()
        }
        (None, Some(channel)) => view! { "The channel " {channel} }.into_any(),
        (None, None) => "An account that is gone".into_any(),
    };
    let quoted = report.message.map(|message| {
        let deleted = message.deleted_at.is_some().then_some(" (deleted)");
        view! {
            <q class="moderator-quote" dir="auto">{message.content}</q>
            {deleted}
        }
    });
    view! {
        <p>
            <strong>{what}</strong>
            <span class="text-soft">" · " <Ago at=report.created_at /></span>
        </p>
        {quoted}
    }
    .into_any()
}

/// What became of a report, for those who are not at work on it.
pub fn status_in_words(report: &Report) -> String {
    closed_in_words(report.status, report.resolution.as_deref())
}

/// The same without the report.
pub fn closed_in_words(status: ReportStatus, resolution: Option<&str>) -> String {
    let state = match status {
        ReportStatus::Open => "Not reviewed yet",
        ReportStatus::Claimed => "It is being looked at",
        ReportStatus::Resolved => "Action was taken",
        ReportStatus::Dismissed => "It was looked at, and there was nothing to be done",
    };
    resolution.map_or_else(|| format!("{state}."), |words| format!("{state}. “{words}”"))
}
