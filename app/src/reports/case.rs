//! A case in the queue: who reported what and why, what can be done about it at once, and what became of it.

use super::context::Context;
use super::list::{CaseWords, status_in_words};
use super::queue::{Queue, Reported};
use super::rpc::change_report;
use crate::browser;
use crate::moderation::act::{self, is_untouchable};
use crate::moderation::card::ban_in_words;
use crate::ui::{Ago, Button, Icon, Line, toasts};
use domain::Code;
use domain::moderation::Permission;
use domain::reports::{ReportCase, ReportStatus};
use icondata_lu as lu;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub fn CaseRow(first: ReportCase, queue: Queue) -> impl IntoView {
    let (key, id, status) = (first.first, first.report.id, first.report.status);
    let (busy, failed, wrong) = (RwSignal::new(false), RwSignal::new(None::<String>), RwSignal::new(None::<String>));
    let words = RwSignal::new(String::new());
    let is_mine =
        first.report.claimed_by.as_ref().is_some_and(|by| by.id == queue.me) && status == ReportStatus::Claimed;
    let change = move |wanted: ReportStatus| {
        busy.set(true);
        failed.set(None);
        wrong.set(None);
        let resolution = Some(words.get_untracked()).filter(|words| !words.trim().is_empty());
        spawn_local(async move {
            let answer = change_report(id, wanted, resolution).await;
            busy.try_set(false);
            match answer {
                Ok(changed) => {
                    browser::focus_on("#reports h2");
                    queue.changed(key, changed.status);
                }
                Err(error) => {
                    let of_field = error.0.error("resolution").map(str::to_owned);
                    failed.try_set(of_field.is_none().then(|| error.to_string()));
                    wrong.try_set(of_field);
                    // Another moderator was faster: the row shows who it was.
                    if error.0.code == Code::Conflict {
                        queue.done.again();
                    }
                }
            }
        });
    };
    let claimed = first.report.claimed_by.as_ref().filter(|_| status == ReportStatus::Claimed).map(|by| {
        let who = if is_mine { "You work on this".to_owned() } else { format!("{} works on this", by.display_name) };
        view! { <p class="text-soft">{who} {first.report.claimed_at.map(|at| view! { " · " <Ago at=at /> })}</p> }
    });
    let closed = status.is_closed().then(|| {
        let by = first.report.claimed_by.as_ref().map(|by| format!(" ({})", by.display_name)).unwrap_or_default();
        view! { <p class="text-soft">{status_in_words(&first.report)} {by}</p> }
    });
    let buttons = match status {
        ReportStatus::Open => view! {
            <Button icon=lu::LuHand busy=busy on:click=move |_| change(ReportStatus::Claimed)>
                "I’ll look at it"
            </Button>
        }
        .into_any(),
        ReportStatus::Claimed if is_mine => view! {
            <Button icon=lu::LuCheck busy=busy on:click=move |_| change(ReportStatus::Resolved)>
                "Resolved"
            </Button>
            <Button icon=lu::LuX disabled=busy on:click=move |_| change(ReportStatus::Dismissed)>
                "Dismiss"
            </Button>
            <Button icon=lu::LuUndo2 disabled=busy on:click=move |_| change(ReportStatus::Open)>
                "Give back"
            </Button>
        }
        .into_any(),
        // Free again after half an hour; the server says so before.
        ReportStatus::Claimed => view! {
            <Button icon=lu::LuHand busy=busy on:click=move |_| change(ReportStatus::Claimed)>
                "Take over"
            </Button>
        }
        .into_any(),
        ReportStatus::Resolved | ReportStatus::Dismissed => view! {
            <Button icon=lu::LuUndo2 busy=busy on:click=move |_| change(ReportStatus::Open)>
                "Open again"
            </Button>
        }
        .into_any(),
    };
    let word = is_mine.then(|| {
        let label = if first.count > 1 { "A word to the reporters" } else { "A word to the reporter" };
        view! { <Line id=format!("word-{key}") label=label text=words error=wrong max=500 /> }
    });
    let context = (first.report.user.is_some() && first.report.channel.is_some())
        .then(|| view! { <Context report=first.report.clone() /> });
    // Others report the same, or act, while a word to the reporters is being typed: the row stays, and what it says changes.
    let kept = StoredValue::new(first);
    let case = Memo::new(move |_| kept.with_value(|kept| queue.case(key, kept)));
    let node = NodeRef::<html::Li>::new();
    view! {
        <li class="report" tabindex="-1" node_ref=node>
            {move || view! { <CaseWords case=case.get() /> }}
            {claimed}
            {closed}
            {context}
            <Deeds queue=queue case=case row=node />
            {word}
            <p class="field-note is-error is-bare" role="alert">
                {failed}
            </p>
            <span class="user-actions needs-script">{buttons}</span>
        </li>
    }
    .into_any()
}

/// What the reader may do about what is reported without leaving the queue, and what was done.
#[component]
fn Deeds(queue: Queue, case: Memo<ReportCase>, row: NodeRef<html::Li>) -> impl IntoView {
    let (busy, toasts) = (RwSignal::new(false), toasts());
    let may_delete = case.with_untracked(|case| {
        queue.moderated(&case.report).is_some_and(|moderated| moderated.may(Permission::Delete))
    });
    let is_deleted =
        Memo::new(move |_| case.with(|case| case.report.message.as_ref().map(|message| message.deleted_at.is_some())));
    let ban = Memo::new(move |_| case.with(|case| case.ban.as_ref().map(ban_in_words)));
    let delete = move |_| {
        let Some(message) = case.with_untracked(|case| case.report.message.as_ref().map(|message| message.id)) else {
            return;
        };
        busy.set(true);
        spawn_local(async move {
            match act::delete(message).await {
                Ok((words, action)) => {
                    // The button goes.
                    if let Some(row) = row.try_get_untracked().flatten() {
                        browser::next_frame(move || browser::focus(&row));
                    }
                    act::say(toasts, words, action);
                }
                Err(error) => toasts.say(error.to_string()),
            }
            busy.try_set(false);
            queue.done.again();
        });
    };
    let whom = case.with_untracked(|case| {
        let is_untouchable = case.report.message.as_ref().is_some_and(is_untouchable);
        Some(Reported { moderated: queue.moderated(&case.report)?, user: case.report.user.clone()?, is_untouchable })
    });
    let card = whom.map(|whom| {
        let words = format!("Card of {}", whom.user.display_name);
        view! {
            <Button icon=lu::LuUser on:click=move |_| queue.card.set(Some(whom.clone()))>
                {words}
            </Button>
        }
    });
    view! {
        <Show when=move || ban.with(Option::is_some)>
            <p class="report-done">
                <Icon glyph=lu::LuCheck />
                {ban}
            </p>
        </Show>
        <Show when=move || is_deleted.get() == Some(true)>
            <p class="report-done">
                <Icon glyph=lu::LuCheck />
                "The message is deleted"
            </p>
        </Show>
        <span class="user-actions needs-script">
            <Show when=move || may_delete && is_deleted.get() == Some(false)>
                <Button icon=lu::LuTrash2 busy=busy on:click=delete>
                    "Delete the message"
                </Button>
            </Show>
            {card}
        </span>
    }
    .into_any()
}
