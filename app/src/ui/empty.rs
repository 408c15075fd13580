//! Empty states, which say what to do where there is nothing yet; skeletons for content that is loading; and a page's load error.

use super::{ButtonLink, Glyph, Icon};
use crate::socket::{self, SocketState};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// Nothing here yet, why, and the next step.
#[component]
pub fn Empty(icon: Glyph, #[prop(into)] title: String, children: Children) -> impl IntoView {
    view! {
        <div class="empty">
            <span class="empty-icon">
                <Icon glyph=icon large=true />
            </span>
            <p class="empty-title">{title}</p>
            {children()}
        </div>
    }
}

/// The shape of something that is on its way; `class` gives its size.
#[component]
pub fn Skeleton(#[prop(optional)] class: &'static str) -> impl IntoView {
    view! { <div class=format!("skeleton {class}") aria-hidden="true"></div> }
}

/// A page whose content can't be had just now, and a way to try again. It tries by itself when a server that was away is back.
#[component]
pub fn LoadError(title: &'static str, words: String, again: Callback<()>) -> impl IntoView {
    let location = use_location();
    // Without scripts the link loads the page anew.
    let here = format!("{}{}", location.pathname.get_untracked(), location.query.get_untracked().to_query_string());
    let connection = socket::connection();
    let is_lost = Memo::new(move |_| connection.get() == SocketState::Lost);
    Effect::new(move |was_lost: Option<bool>| {
        let is_lost = is_lost.get();
        if was_lost == Some(true) && !is_lost {
            again.run(());
        }
        is_lost
    });
    let retry = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        again.run(());
    };
    view! {
        <div class="lone">
            <h1 class="sr-only">"Something went wrong"</h1>
            <Empty icon=icondata_lu::LuCloudOff title=title>
                <p>{words}</p>
                <div class="mt-4">
                    <ButtonLink href=here on:click=retry>
                        "Try again"
                    </ButtonLink>
                </div>
            </Empty>
        </div>
    }
}
