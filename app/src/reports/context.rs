//! What was said around what is reported.

use super::rpc::report_in_context;
use crate::browser;
use domain::chat::Message;
use domain::reports::Report;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What was said around it, read when the moderator opens it.
#[component]
pub fn Context(report: Report) -> impl IntoView {
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
            view! { <ul class="moderator-list" tabindex="0" aria-label="Context">{messages.into_iter().map(row).collect_view()}</ul> }.into_any()
        }
    };
    view! {
        <details class="needs-script" on:toggle=browser::while_here(look)>
            <summary>"Context"</summary>
            {said}
        </details>
    }
    .into_any()
}
