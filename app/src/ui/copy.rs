//! Copies a text and says so.

use super::{Button, toasts};
use crate::browser;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// A button that copies `text`; its own label says "Copied" for a moment.
#[component]
pub fn CopyButton(
    #[prop(into)] text: Signal<String>,
    #[prop(default = "Copy")] label: &'static str,
    /// What is copied, for those who hear the page: "Copy stream key".
    name: &'static str,
) -> impl IntoView {
    let copied = RwSignal::new(false);
    let toasts = toasts();
    let copy = move |_| {
        let text = text.get_untracked();
        spawn_local(async move {
            if browser::copy(text).await {
                copied.set(true);
                browser::after(Duration::from_secs(2), move || {
                    copied.try_set(false);
                });
            } else {
                toasts.say("Your browser doesn't let us copy here. Select the text and copy it yourself.");
            }
        });
    };
    view! {
        <Button icon=icondata_lu::LuCopy on:click=copy attr:aria-label=name>
            <span aria-live="polite">{move || if copied.get() { "Copied" } else { label }}</span>
        </Button>
    }
}
