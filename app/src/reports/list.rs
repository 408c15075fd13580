//! A report in words, as its reporter and those who work on it read it.

use crate::ui::Ago;
use domain::addresses;
use domain::reports::{Report, ReportStatus};
use leptos::prelude::*;

/// What is reported, and why.
#[component]
pub fn ReportWords(report: Report) -> impl IntoView {
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
        <div class="moderator-entry">
            <p>
                <strong>{what}</strong>
                <span class="text-soft">" · " <Ago at=report.created_at /></span>
            </p>
            {quoted}
            <p dir="auto">{report.reason}</p>
        </div>
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
        ReportStatus::Open => "It waits to be looked at",
        ReportStatus::Claimed => "It is being looked at",
        ReportStatus::Resolved => "Something was done about it",
        ReportStatus::Dismissed => "It was looked at, and nothing was to be done",
    };
    resolution.map_or_else(|| format!("{state}."), |words| format!("{state}. “{words}”"))
}
