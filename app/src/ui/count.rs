//! How many of something wait, beside the words that lead to it.

use super::format;
use leptos::prelude::*;

/// A small number; nothing while it is 0. Screen readers are told in words: `one` and `many` follow the number.
#[component]
pub fn Count(#[prop(into)] number: Signal<i64>, one: &'static str, many: &'static str) -> impl IntoView {
    let is_shown = Memo::new(move |_| number.get() > 0);
    let short = move || if number.get() > 99 { "99+".to_owned() } else { number.get().to_string() };
    view! {
        <Show when=move || is_shown.get()>
            <span class="count">
                <span aria-hidden="true">{short}</span>
                <span class="sr-only">{move || format!(" ({})", format::counted(number.get(), one, many))}</span>
            </span>
        </Show>
    }
    .into_any()
}
