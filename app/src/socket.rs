//! The page's one WebSocket: joins a room, comes back after every loss, and hands server events to its listeners.
//!
//! There is one per tab, whatever is on the page, and it outlives navigation. It opens with the first listener. On the
//! server all of this does nothing.

mod backoff;
mod client;
mod subscription;

use crate::browser::IN_BROWSER;
pub use backoff::Backoff;
use domain::chat::{ClientFrame, ServerEvent};
use leptos::prelude::*;

/// How the socket is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SocketState {
    /// The first attempt is under way; nothing is wrong yet.
    #[default]
    Opening,
    /// Frames flow.
    Open,
    /// Lost; it tries again by itself.
    Lost,
}

/// Hears every frame's events until the caller's owner goes. Opens the socket if it is the first.
///
/// A frame comes as one slice, so that a listener can answer a busy room with one change of its signals.
pub fn listen(hear: impl Fn(&[ServerEvent]) + 'static) {
    if IN_BROWSER {
        let id = client::listen(hear);
        on_cleanup(move || client::unlisten(id));
    }
}

/// Joins a channel's room, and joins it again after each reconnect, until the caller's owner goes.
/// One room at a time: joining another leaves the one before.
pub fn join(slug: &str) {
    if IN_BROWSER {
        client::join(slug);
        let slug = slug.to_owned();
        on_cleanup(move || client::leave(&slug));
    }
}

/// Sends a frame; false when the socket is not open, and then nothing was sent.
pub fn send(frame: &ClientFrame) -> bool {
    client::send(frame)
}

/// Whether the session of this page has ended since it was opened. The socket goes on as a visitor's.
pub fn signed_out() -> Signal<bool> {
    if IN_BROWSER { client::signed_out() } else { Signal::stored(false) }
}

/// How the socket is doing, as a signal.
pub fn connection() -> Signal<SocketState> {
    if IN_BROWSER { client::connection() } else { Signal::stored(SocketState::Opening) }
}
