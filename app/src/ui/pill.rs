//! Pills: short labels on a coloured background.

use leptos::prelude::*;

/// A pill's colour, which adds a meaning to its words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Plain,
    Good,
    Warn,
    Live,
}

#[component]
pub fn Pill(#[prop(optional)] tone: Tone, children: Children) -> impl IntoView {
    let class = match tone {
        Tone::Plain => "pill",
        Tone::Good => "pill pill-good",
        Tone::Warn => "pill pill-warn",
        Tone::Live => "pill pill-live",
    };
    view! { <span class=class>{children()}</span> }
}

/// LIVE, in red and in words.
#[component]
pub fn LivePill() -> impl IntoView {
    view! { <span class="pill pill-live">"LIVE"</span> }
}
