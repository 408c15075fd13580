//! The queue of reports, for moderators of a channel and for administrators: claimed, so that two do not work on one, and closed with a word to
//! the reporter.

use super::list::{ReportWords, status_in_words};
use super::rpc::{change_report, report_in_context, reports};
use crate::browser;
use crate::moderation::live::Done;
use crate::ui::{Ago, Button, Empty, Look, More, Tile, toasts};
use domain::chat::Message;
use domain::reports::{Report, ReportStatus};
use domain::{ChannelId, Code, Page, UserId};
use icondata_lu as lu;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The queue; `channel` is none for administrators, who see all reports.
#[component]
pub fn ReportsTile(
    channel: Option<ChannelId>,
    /// The reader.
    me: UserId,
    first: Page<Report>,
    done: Done,
) -> impl IntoView {
    let (shown, next) = (RwSignal::new(first.items), RwSignal::new(first.next_cursor));
    let (is_open, toasts) = (RwSignal::new(true), toasts());
    let read = move || {
        spawn_local(async move {
            match reports(channel, is_open.get_untracked(), None).await {
                Ok(page) => {
                    shown.try_set(page.items);
                    next.try_set(page.next_cursor);
                }
                Err(error) => toasts.say(error.to_string()),
            }
        });
    };
    done.follow(read);
    let show = move |wanted: bool| {
        is_open.set(wanted);
        read();
    };
    let take = move |page: Page<Report>| {
        shown.update(|shown| shown.extend(page.items));
        next.set(page.next_cursor);
    };
    let choice = move |wanted: bool, words: &'static str| {
        view! {
            <button type="button" aria-pressed=move || (is_open.get() == wanted).to_string() on:click=move |_| show(wanted)>
                {words}
            </button>
        }
    };
    view! {
        <Tile title="Reports" icon=lu::LuFlag id="reports">
            <div class="picker needs-script" role="group" aria-label="Which reports">
                {choice(true, "Waiting")}
                {choice(false, "Closed")}
            </div>
            <Show when=move || shown.with(Vec::is_empty)>
                <Empty icon=lu::LuFlag title="No reports">
                    <p>
                        {move || match (is_open.get(), channel) {
                            (false, _) => "Reports that were dealt with are kept here.",
                            (true, Some(_)) => "What viewers report in this chat appears here at once.",
                            (true, None) => "What people report appears here.",
                        }}
                    </p>
                </Empty>
            </Show>
            <ul class="moderator-log" aria-live="polite">
                <For each=move || shown.get() key=|report| (report.id, report.status, report.claimed_at) let(report)>
                    <ReportRow report=report me=me shown=shown is_open=is_open done=done />
                </For>
            </ul>
            <More next=next failure="The reports didn't load." load=move |from| reports(channel, is_open.get_untracked(), from) take=take />
        </Tile>
    }
    .into_any()
}

#[component]
fn ReportRow(
    report: Report,
    me: UserId,
    shown: RwSignal<Vec<Report>>,
    is_open: RwSignal<bool>,
    done: Done,
) -> impl IntoView {
    let (id, status) = (report.id, report.status);
    let (busy, failed) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let words = RwSignal::new(String::new());
    let is_mine = report.claimed_by.as_ref().is_some_and(|by| by.id == me) && status == ReportStatus::Claimed;
    let change = move |wanted: ReportStatus| {
        busy.set(true);
        failed.set(None);
        let resolution = Some(words.get_untracked()).filter(|words| !words.trim().is_empty());
        spawn_local(async move {
            let answer = change_report(id, wanted, resolution).await;
            busy.try_set(false);
            match answer {
                Ok(changed) => {
                    browser::focus_on("#reports h2");
                    shown.try_update(|shown| {
                        if changed.status.is_closed() == is_open.get_untracked() {
                            shown.retain(|known| known.id != id);
                        } else {
                            shown.iter_mut().filter(|known| known.id == id).for_each(|known| *known = changed.clone());
                        }
                    });
                    done.again();
                }
                Err(error) => {
                    failed.try_set(Some(error.to_string()));
                    // Another moderator was faster: the row shows who it was.
                    if error.0.code == Code::Conflict {
                        done.again();
                    }
                }
            }
        });
    };
    let by =
        report.reporter.as_ref().map_or_else(|| "an account that is gone".to_owned(), |by| by.display_name.clone());
    let for_staff = report.for_staff.then_some(" · for administrators only");
    let claimed = report.claimed_by.as_ref().filter(|_| status == ReportStatus::Claimed).map(|by| {
        let who = if is_mine { "You work on this".to_owned() } else { format!("{} works on this", by.display_name) };
        view! { <p class="text-soft">{who} {report.claimed_at.map(|at| view! { " · " <Ago at=at /> })}</p> }
    });
    let closed = status.is_closed().then(|| {
        let by = report.claimed_by.as_ref().map(|by| format!(" ({})", by.display_name)).unwrap_or_default();
        view! { <p class="text-soft">{status_in_words(&report)} {by}</p> }
    });
    let buttons = match status {
        ReportStatus::Open => view! {
            <Button icon=lu::LuHand look=Look::Primary busy=busy on:click=move |_| change(ReportStatus::Claimed)>
                "I’ll look at it"
            </Button>
        }
        .into_any(),
        ReportStatus::Claimed if is_mine => view! {
            <Button icon=lu::LuCheck look=Look::Primary busy=busy on:click=move |_| change(ReportStatus::Resolved)>
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
        view! {
            <div class="input-box">
                <input
                    aria-label="A word to the reporter"
                    placeholder="A word to the reporter"
                    maxlength="500"
                    autocomplete="off"
                    prop:value=words
                    on:input=move |event| words.set(event_target_value(&event))
                />
            </div>
        }
    });
    let has_context = report.user.is_some() && report.channel.is_some();
    view! {
        <li class="report">
            <ReportWords report=report.clone() />
            <p class="text-soft">"Reported by " <bdi>{by}</bdi> {for_staff}</p>
            {claimed}
            {closed}
            {has_context.then(|| view! { <Context report=report /> })}
            {word}
            <p class="field-note is-error is-bare" role="alert">
                {failed}
            </p>
            <span class="user-actions needs-script">{buttons}</span>
        </li>
    }
    .into_any()
}

/// What was said around it, read when the moderator opens it.
#[component]
fn Context(report: Report) -> impl IntoView {
    let found = RwSignal::new(None::<Result<Vec<Message>, String>>);
    let (id, reported) = (report.id, report.message.map(|message| message.id));
    let look = move |_| {
        if found.with_untracked(Option::is_none) {
            spawn_local(async move {
                let answer = report_in_context(id).await.map_err(|error| error.to_string());
                found.try_set(Some(answer));
            });
        }
    };
    let said = move || match found.get() {
        None => view! { <p class="text-soft">"Loading…"</p> }.into_any(),
        Some(Err(words)) => view! { <p class="text-soft">{words}</p> }.into_any(),
        Some(Ok(messages)) if messages.is_empty() => {
            view! { <p class="text-soft">"Nothing is kept of it."</p> }.into_any()
        }
        Some(Ok(messages)) => {
            let row = |message: Message| {
                let (is_it, is_deleted) = (Some(message.id) == reported, message.deleted_at.is_some());
                view! {
                    <li class:is-deleted=is_deleted aria-current=is_it.then_some("true")>
                        <strong><bdi>{message.user.display_name}</bdi></strong>
                        " "
                        <bdi dir="auto">{message.content}</bdi>
                        {is_deleted.then_some(" (deleted)")}
                    </li>
                }
                .into_any()
            };
            view! { <ul class="moderator-list">{messages.into_iter().map(row).collect_view()}</ul> }.into_any()
        }
    };
    view! {
        <details class="needs-script" on:toggle=look>
            <summary>"What was said around it"</summary>
            {said}
        </details>
    }
    .into_any()
}
