//! The server's half of the engine: there is no picture, so nothing happens.

use super::deck::{Deck, Heard};
use domain::streams::Stream;
use leptos::prelude::Signal;

/// Nothing.
#[derive(Clone, Copy)]
pub struct Handle;

impl Handle {
    pub fn new() -> Self {
        Self
    }
}

pub fn mount(_deck: Deck) {}

pub fn keep_beating(_deck: Deck, _stream: Signal<Option<Stream>>) {}

pub fn source(_deck: Deck, _url: Option<String>) {}

pub fn retry(_deck: Deck) {}

pub fn toggle_play(_deck: Deck) {}

pub fn set_sound(_deck: Deck, _volume: f64, _muted: bool) {}

pub fn go_live(_deck: Deck) {}

pub fn seek_by(_deck: Deck, _seconds: f64) {}

pub fn seek_to(_deck: Deck, _seconds: f64) {}

pub fn set_speed(_deck: Deck, _speed: f64) {}

pub fn choose(_deck: Deck, _level: i32) {}

pub fn toggle_fullscreen(_deck: Deck) {}

pub fn picture_in_picture(_deck: Deck) {}

pub fn heard(_deck: Deck, _event: Heard) {}
