//! Times that stay right while the page is open.

use super::format;
use crate::browser;
use leptos::prelude::*;
use std::time::Duration;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// This side's clock, read again every `step` once the browser has taken over.
pub fn ticking(step: Duration) -> ReadSignal<OffsetDateTime> {
    let (now, set_now) = signal(browser::now());
    Effect::new(move |_| {
        set_now.set(browser::now());
        browser::every(step, move || set_now.set(browser::now()));
    });
    now
}

/// How long ago; the exact time on hover.
#[component]
pub fn Ago(at: OffsetDateTime) -> impl IntoView {
    let now = ticking(Duration::from_secs(30));
    view! {
        <time datetime=at.format(&Rfc3339).unwrap_or_default() title=format::exact(at)>
            {move || format::ago(at, now.get())}
        </time>
    }
}

/// How long something has been running, by the second; nothing without a start.
#[component]
pub fn Uptime(#[prop(into)] since: Signal<Option<OffsetDateTime>>) -> impl IntoView {
    let now = ticking(Duration::from_secs(1));
    view! {
        <span class="tabular-nums">
            {move || since.get().map(|at| format::clock((now.get() - at).whole_seconds())).unwrap_or_default()}
        </span>
    }
}
