//! The top bar: mark at the left, the account at the right.

use crate::accounts::menu::AccountCorner;
use crate::ui::IconButton;
use leptos::prelude::*;

#[component]
pub fn TopBar(narrow: RwSignal<bool>, toggle: Callback<()>) -> impl IntoView {
    let label =
        Signal::derive(move || if narrow.get() { "Expand sidebar".to_owned() } else { "Collapse sidebar".to_owned() });
    let glyph =
        Signal::derive(move || if narrow.get() { icondata_lu::LuPanelLeftOpen } else { icondata_lu::LuPanelLeftClose });
    view! {
        <header class="top">
            <span class="top-rail needs-script" on:click=move |_| toggle.run(())>
                <IconButton icon=glyph label=label />
            </span>
            <a class="mark" href="/" aria-label="AeThex Live, home">
                <svg viewBox="0 0 32 32" width="28" height="28" fill="none" aria-hidden="true">
                    <path d="M16 5 27 26H5z" stroke="currentColor" stroke-width="3" stroke-linejoin="round" />
                    <circle cx="16" cy="19.5" r="3" fill="currentColor" />
                </svg>
                <span>"AeThex"</span>
            </a>
            <div class="top-corner">
                <AccountCorner />
            </div>
        </header>
    }
}
