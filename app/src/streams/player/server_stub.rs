//! The server's half of the engine: there is no picture, so nothing happens.

use super::state::{MediaEvent, PlayerState};
use domain::streams::Stream;
use leptos::prelude::Signal;

/// Does nothing: the server plays no picture.
#[derive(Clone, Copy)]
pub struct Handle;

impl Handle {
    pub fn new() -> Self {
        Self
    }
}

pub fn mount(_player: PlayerState) {}

pub fn keep_beating(_player: PlayerState, _stream: Signal<Option<Stream>>) {}

pub fn source(_player: PlayerState, _url: Option<String>) {}

pub fn retry(_player: PlayerState) {}

pub fn toggle_play(_player: PlayerState) {}

pub fn set_sound(_player: PlayerState, _volume: f64, _muted: bool) {}

pub fn go_live(_player: PlayerState) {}

pub fn seek_by(_player: PlayerState, _seconds: f64) {}

pub fn seek_to(_player: PlayerState, _seconds: f64) {}

pub fn set_speed(_player: PlayerState, _speed: f64) {}

pub fn choose(_player: PlayerState, _level: i32) {}

pub fn toggle_fullscreen(_player: PlayerState) {}

pub fn picture_in_picture(_player: PlayerState) {}

pub fn heard(_player: PlayerState, _event: MediaEvent) {}
