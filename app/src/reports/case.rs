//! A case in the queue: who reported what and why, what can be done about it at once, and what became of it.

use super::card::Person;
use super::context::Context;
use super::list::{CaseWords, status_in_words};
use super::queue::Queue;
use super::rpc::change_report;
use crate::browser;
use crate::moderation::act::{self, is_untouchable};
use crate::moderation::card::{SECOND, ban_in_words, is_in_force};
use crate::ui::{Ago, Button, Glyph, Icon, Line, ticking, toasts};
use domain::accounts::User;
use domain::moderation::Permission;
use domain::reports::{Report, ReportCase, ReportStatus};
use domain::{Code, UserId};
use icondata_lu as lu;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use time::OffsetDateTime;

/// Who works on a case, and since when.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Work {
    status: ReportStatus,
    by: Option<User>,
    is_mine: bool,
    claimed_at: Option<OffsetDateTime>,
}

impl Work {
    fn of(report: &Report, me: UserId) -> Self {
        let (status, by, claimed_at) = (report.status, report.claimed_by.clone(), report.claimed_at);
        let is_mine = status == ReportStatus::Claimed && by.as_ref().is_some_and(|by| by.id == me);
        Self { status, by, is_mine, claimed_at }
    }
}

/// A row stays the same while the case changes: what is typed in it, what is open in it and where the focus is stay, too.
#[component]
pub fn CaseRow(first: ReportCase, queue: Queue) -> impl IntoView {
    let (key, is_placed) = (first.first, first.report.user.is_some() && first.report.channel.is_some());
    let (failed, wrong) = (RwSignal::new(None::<String>), RwSignal::new(None::<String>));
    // What the case becomes as soon as the server has it.
    let wanted = RwSignal::new(None::<ReportStatus>);
    let (words, context) = (queue.words(key), first.report.clone());
    let kept = StoredValue::new(first);
    let case = Memo::new(move |_| kept.with_value(|kept| queue.case(key, kept)));
    let work = Memo::new(move |_| case.with(|case| Work::of(&case.report, queue.me)));
    // Who works on it is said below: what is reported is drawn again only if that has changed.
    let reported = Memo::new(move |_| {
        let mut case = case.get();
        case.ban = None;
        for report in std::iter::once(&mut case.report).chain(&mut case.reports) {
            (report.status, report.claimed_by, report.claimed_at) = (ReportStatus::Open, None, None);
        }
        case
    });
    let node = NodeRef::<html::Li>::new();
    let change = move |status: ReportStatus| {
        wanted.set(Some(status));
        failed.set(None);
        wrong.set(None);
        let resolution = Some(words.get_untracked()).filter(|words| !words.trim().is_empty());
        let id = case.with_untracked(|case| case.report.id);
        spawn_local(async move {
            let answer = change_report(id, status, resolution).await;
            wanted.try_set(None);
            match answer {
                Ok(changed) => {
                    if changed.status.is_closed() {
                        words.try_set(String::new());
                    }
                    // The button goes, and perhaps the row.
                    match (queue.changed(key, changed), node.try_get_untracked().flatten()) {
                        (true, Some(row)) => browser::next_frame(move || browser::focus(&row)),
                        _ => browser::focus_on("#reports h2"),
                    }
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
    let button = move |status: ReportStatus, icon: Glyph, words: &'static str| {
        let (busy, disabled) =
            (Signal::derive(move || wanted.get() == Some(status)), Signal::derive(move || wanted.get().is_some()));
        view! {
            <Button icon=icon busy=busy disabled=disabled on:click=move |_| change(status)>
                {words}
            </Button>
        }
        .into_any()
    };
    let claimed = move || {
        let work = work.get();
        let by = work.by.filter(|_| work.status == ReportStatus::Claimed)?;
        let who = if work.is_mine {
            "You’re working on this".to_owned()
        } else {
            format!("{} is working on this", by.display_name)
        };
        Some(view! { <p class="text-soft">{who} {work.claimed_at.map(|at| view! { " · " <Ago at=at /> })}</p> })
    };
    let closed = move || {
        let by = work.with(|work| work.status.is_closed().then(|| work.by.clone()))?;
        let by = by.map(|by| format!(" ({})", by.display_name)).unwrap_or_default();
        Some(view! { <p class="text-soft">{case.with(|case| status_in_words(&case.report))} {by}</p> })
    };
    // Claimed ones are free again after half an hour; the server says so before.
    let state = Memo::new(move |_| work.with(|work| (work.status, work.is_mine)));
    let buttons = move || match state.get() {
        (ReportStatus::Open, _) => button(ReportStatus::Claimed, lu::LuHand, "I’ll look at it"),
        (ReportStatus::Claimed, true) => {
            let resolve = button(ReportStatus::Resolved, lu::LuCheck, "Resolved");
            let dismiss = button(ReportStatus::Dismissed, lu::LuX, "Dismiss");
            let give_back = button(ReportStatus::Open, lu::LuUndo2, "Release");
            view! { {resolve} {dismiss} {give_back} }.into_any()
        }
        (ReportStatus::Claimed, false) => button(ReportStatus::Claimed, lu::LuHand, "Take over"),
        (ReportStatus::Resolved | ReportStatus::Dismissed, _) => button(ReportStatus::Open, lu::LuUndo2, "Open again"),
    };
    let are_many = Memo::new(move |_| case.with(|case| case.count > 1));
    let label = Signal::derive(move || if are_many.get() { "Note to the reporters" } else { "Note to the reporter" });
    let context = is_placed.then(|| view! { <Context report=context /> });
    view! {
        <li class="report" tabindex="-1" node_ref=node>
            {move || view! { <CaseWords case=reported.get() /> }}
            {claimed}
            {closed}
            {context}
            <Deeds queue=queue case=case row=node />
            <Show when=move || state.get().1>
                <Line id=format!("word-{key}") label=label text=words error=wrong max=500 />
            </Show>
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
    let may_delete = Memo::new(move |_| {
        case.with(|case| queue.moderated(&case.report).is_some_and(|moderated| moderated.may(Permission::Delete)))
    });
    let is_deleted =
        Memo::new(move |_| case.with(|case| case.report.message.as_ref().map(|message| message.deleted_at.is_some())));
    let now = ticking(SECOND);
    let ban = Memo::new(move |_| {
        case.with(|case| case.ban.clone().filter(|ban| is_in_force(ban, now.get())))
            .map(|ban| ban_in_words(&ban, now.get()))
    });
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
                Err(error) => toasts.fail(&error),
            }
            busy.try_set(false);
            queue.done.again();
        });
    };
    let whom = Memo::new(move |_| {
        case.with(|case| {
            let is_untouchable = case.report.message.as_ref().is_some_and(is_untouchable);
            let moderated = queue.moderated(&case.report)?;
            Some(Person { moderated, user: case.report.user.clone()?, is_untouchable })
        })
    });
    let card = move || {
        whom.get().map(|whom| {
            let words = format!("{}’s card", whom.user.display_name);
            view! {
                <Button icon=lu::LuUser on:click=move |_| queue.card.set(Some(whom.clone()))>
                    {words}
                </Button>
            }
        })
    };
    view! {
        <Show when=move || ban.with(Option::is_some)>
            // The time that is left is not read out each second.
            <p class="report-done" aria-live="off">
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
            <Show when=move || may_delete.get() && is_deleted.get() == Some(false)>
                <Button icon=lu::LuTrash2 busy=busy on:click=delete>
                    "Delete the message"
                </Button>
            </Show>
            {card}
        </span>
    }
    .into_any()
}
