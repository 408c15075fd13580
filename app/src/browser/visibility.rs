//! Whether the page can be seen, and what waits for that.

use super::every;
use leptos::leptos_dom::helpers::window_event_listener_untyped;
use leptos::prelude::*;
use std::time::Duration;

/// Whether the page is visible right now.
pub fn is_visible() -> bool {
    !document().hidden()
}

/// As [`every`], but not while the page is hidden.
pub fn every_visible(interval: Duration, work: impl Fn() + 'static) {
    every(interval, move || {
        if is_visible() {
            work();
        }
    });
}

/// Runs `work` each time that the page becomes visible again, until the component is gone. Call it in an `Effect`.
pub fn on_return(work: impl Fn() + 'static) {
    let handle = window_event_listener_untyped("visibilitychange", move |_| {
        if is_visible() {
            work();
        }
    });
    on_cleanup(move || handle.remove());
}
