//! One row of a player's menu of which one is chosen.

use crate::ui::Icon;
use icondata_lu as lu;
use leptos::prelude::*;

/// The row: its name, whether it is the chosen one, and what choosing it does.
#[component]
pub fn Choice(
    chosen: impl Fn() -> bool + Copy + Send + Sync + 'static,
    choose: impl Fn() + 'static,
    name: impl Fn() -> String + Send + Sync + 'static,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="menu-item"
            role="menuitemradio"
            aria-checked=move || chosen().to_string()
            on:click=move |_| choose()
        >
            <span class="player-check" class:is-chosen=chosen>
                <Icon glyph=lu::LuCheck />
            </span>
            {name}
        </button>
    }
}
