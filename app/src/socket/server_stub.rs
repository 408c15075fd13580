//! The server's half of the socket: there is none, so nothing happens.

use super::SocketState;
use domain::chat::{ClientFrame, ServerEvent};
use leptos::prelude::*;

pub fn listen(_hear: impl Fn(&[ServerEvent]) + 'static) -> u32 {
    0
}

pub fn unlisten(_id: u32) {}

pub fn join(_slug: &str) {}

pub fn leave(_slug: &str) {}

pub fn send(_frame: &ClientFrame) -> bool {
    false
}

pub fn connection() -> Signal<SocketState> {
    Signal::stored(SocketState::Opening)
}
