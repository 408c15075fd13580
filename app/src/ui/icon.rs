//! One line icon. It is decoration: whatever holds it carries the words.

use leptos::prelude::*;

/// Data of an icon, such as `icondata_lu::LuRadio`.
pub type Glyph = &'static icondata_core::IconData;

/// An icon of 16 px, or 20 px where `large`.
#[component]
pub fn Icon(glyph: Glyph, #[prop(optional)] large: bool) -> impl IntoView {
    view! {
        <svg
            class=if large { "icon icon-large" } else { "icon" }
            viewBox="0 0 24 24"
            fill="none"
            stroke="currentColor"
            stroke-width="2"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
            inner_html=glyph.data
        ></svg>
    }
}
