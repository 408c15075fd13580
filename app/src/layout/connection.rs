//! The notice of an open page that has lost the server, until it is back.

use crate::browser;
use crate::socket::{self, SocketState};
use crate::ui::Icon;
use leptos::prelude::*;
use std::time::Duration;

/// A socket that is back sooner was hardly away; a notice would only flicker.
const PATIENCE: Duration = Duration::from_secs(3);

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
