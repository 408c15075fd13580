//! The notices of an open page that has lost the server, until it is back, or whose session has ended.

use crate::accounts::use_next;
use crate::browser;
use crate::socket::{self, SocketState};
use crate::ui::Icon;
use domain::addresses::with_next;
use leptos::prelude::*;
use std::time::Duration;

/// A socket that is back sooner was hardly away; a notice would only flicker.
const PATIENCE: Duration = Duration::from_secs(3);

/// Says that the user was signed out, which may have happened on another device, and leads to signing in and back. What was typed stays.
#[component]
pub fn SignedOutNotice() -> impl IntoView {
    let (signed_out, next) = (socket::signed_out(), use_next());
    let words = move || {
        view! {
            <p>
                <Icon glyph=icondata_lu::LuLogOut />
                "You are signed out. "
                // A fresh document: this one still shows the user's own pages.
                <a class="text-link" rel="external" href=move || with_next("/auth/login", &next.get())>
                    "Sign in"
                </a>
            </p>
        }
    };
    view! {
        <div class="offline-notice" role="status">
            {move || signed_out.get().then(words)}
        </div>
    }
}

/// Says that the server cannot be reached, and goes when it is back. Every page has the socket that tells.
#[component]
pub fn ConnectionNotice() -> impl IntoView {
    let connection = socket::connection();
    // Each attempt that fails tells of the loss once more.
    let is_lost = Memo::new(move |_| connection.get() == SocketState::Lost);
    let shown = RwSignal::new(false);
    Effect::new(move |_| {
        if is_lost.get() {
            browser::after(PATIENCE, move || {
                shown.try_set(is_lost.try_get_untracked() == Some(true));
            });
        } else {
            shown.set(false);
        }
    });
    let words = || {
        view! {
            <p>
                <Icon glyph=icondata_lu::LuCloudOff />
                "The server can't be reached. This page tries again by itself, and nothing on it is lost."
            </p>
        }
    };
    view! {
        <div class="offline-notice" role="status">
            {move || shown.get().then(words)}
        </div>
    }
}
