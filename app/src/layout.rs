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
use connection::ConnectionNotice;
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
    view! {
        <a class="skip" href="#main">
            "Skip to content"
        </a>
        <div class="frame" class:is-narrow=narrow class:is-bare=bare>
            <TopBar narrow=narrow toggle=toggle />
            <Rail />
            <main id="main" tabindex="-1">
                {children()}
            </main>
            <BottomBar />
        </div>
        <ConnectionNotice />
        <ToastList />
    }
    .into_any()
}
