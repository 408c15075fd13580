//! The frame of every page: top bar, rail of followed and live channels, and on phones a bar at the bottom.

mod appearance;
mod bottom;
mod connection;
mod rail;
mod top;

pub use appearance::Appearance;

use crate::browser;
use crate::ui::ToastList;
use bottom::BottomBar;
use connection::{ConnectionNotice, SignedOutNotice};
use domain::addresses::CHANNEL_PAGES;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use rail::Rail;
use top::TopBar;

/// The frame around the routed page.
#[component]
pub fn Frame(children: Children) -> impl IntoView {
    let path = use_location().pathname;
    let narrow = RwSignal::new(browser::cookie("rail").as_deref() == Some("narrow"));
    provide_context(Appearance::new());
    let toggle = Callback::new(move |()| {
        narrow.update(|narrow| *narrow = !*narrow);
        browser::set_cookie("rail", if narrow.get_untracked() { "narrow" } else { "wide" });
    });
    // The sign-up pages show only the form.
    let bare = Memo::new(move |_| path.with(|path| path.starts_with("/auth/")));
    // A chat in a window of its own, or over a picture.
    let alone = Memo::new(move |_| path.with(|path| path.starts_with("/embed/") || path.starts_with("/overlay/")));
    let has_chat = Memo::new(move |_| path.with(|path| path.starts_with(CHANNEL_PAGES)));
    view! {
        <a class="skip" href="#main">
            "Skip to content"
        </a>
        <a class="skip" href="#chat" hidden=move || !has_chat.get() on:click=move |_| browser::focus_on(".chat-input")>
            "Skip to chat"
        </a>
        <div class="frame" class:is-narrow=narrow class:is-bare=bare class:is-alone=alone>
            <TopBar narrow=narrow toggle=toggle />
            <Rail />
            <main id="main" tabindex="-1">
                {children()}
            </main>
            <BottomBar />
        </div>
        <ConnectionNotice />
        <SignedOutNotice />
        <ToastList />
    }
    .into_any()
}
