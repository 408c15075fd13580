//! Who is live, for the whole application: rendered by the server, kept right by the socket.

use super::rpc;
use crate::{browser, socket};
use domain::channels::Channel;
use domain::chat::ServerEvent;
use leptos::prelude::*;
use std::time::Duration;

/// Viewer counts and thumbnails change without an event, so the list is also polled.
const REFRESH: Duration = Duration::from_secs(30);
/// A burst of events causes one request.
const SETTLE: Duration = Duration::from_millis(250);

#[derive(Clone, Copy)]
struct Live(Resource<Vec<Channel>>);

/// Asks who is live, and again whenever a stream comes or goes.
pub fn provide_live() {
    let live = Resource::new(|| (), |()| async { rpc::live_channels().await.unwrap_or_default() });
    provide_context(Live(live));
    Effect::new(move |_| {
        let asked = StoredValue::new(false);
        socket::listen(move |events| {
            let moved = events.iter().any(|event| matches!(event, ServerEvent::StreamStatus { .. }));
            if moved && asked.try_get_value() == Some(false) {
                asked.set_value(true);
                browser::after(SETTLE, move || {
                    asked.try_set_value(false);
                    live.refetch();
                });
            }
        });
        browser::every_visible(REFRESH, move || live.refetch());
    });
}

/// Public channels that are live, most watched first. Read it under `Transition`.
pub fn use_live() -> Resource<Vec<Channel>> {
    expect_context::<Live>().0
}
