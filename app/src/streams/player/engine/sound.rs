//! Starting, stopping, sound and size: what the browser may refuse until the viewer has touched the page.

use super::{Engine, Phase, PlayerState};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

impl PlayerState {
    pub fn toggle_play(self) {
        let Some(engine) = self.engine.get() else { return };
        if engine.video.paused() || self.phase.get_untracked() == Phase::Blocked {
            engine.wants_play.set(true);
            engine.play();
        } else {
            engine.wants_play.set(false);
            // After a pause the viewer goes on where they stopped; the badge takes them to the edge.
            engine.lingers.set(true);
            let _ = engine.video.pause();
        }
    }

    pub(in crate::streams::player) fn set_sound(self, volume: f64, muted: bool) {
        self.autoplay_muted.set(false);
        self.volume.set(volume);
        self.muted.set(muted);
        let Some(engine) = self.engine.get() else { return };
        engine.video.set_volume(volume);
        engine.video.set_muted(muted);
        if self.compact {
            return;
        }
        if let Some(storage) = storage() {
            let _ = storage.set_item("volume", &format!("{volume:.2}"));
            let _ = storage.set_item("muted", if muted { "yes" } else { "no" });
        }
    }

    /// Plays a recording faster or slower.
    pub fn set_speed(self, speed: f64) {
        self.speed.set(speed);
        if let Some(engine) = self.engine.get() {
            engine.video.set_default_playback_rate(speed);
            engine.video.set_playback_rate(speed);
        }
    }

    pub fn toggle_fullscreen(self) {
        if document().fullscreen_element().is_some() {
            document().exit_fullscreen();
        } else if let Some(root) = self.root.get_untracked()
            && root.request_fullscreen().is_err()
            && let Some(video) = self.video.get_untracked()
        {
            // iPhones show only the video itself in full.
            call(&video, "webkitEnterFullscreen");
        }
    }

    pub fn picture_in_picture(self) {
        let Some(video) = self.video.get_untracked() else { return };
        let document: JsValue = document().into();
        let shown =
            js_sys::Reflect::get(&document, &"pictureInPictureElement".into()).is_ok_and(|element| element.is_truthy());
        if shown {
            call(&document, "exitPictureInPicture");
        } else {
            call(&video, "requestPictureInPicture");
        }
    }
}

/// Calls a method that not every browser has. A refusal, at once or later, changes nothing.
fn call(target: &JsValue, method: &str) {
    let answer = js_sys::Reflect::get(target, &method.into())
        .ok()
        .and_then(|method| method.dyn_into::<js_sys::Function>().ok())
        .and_then(|method| method.call0(target).ok());
    if let Some(promise) = answer.and_then(|answer| answer.dyn_into::<js_sys::Promise>().ok()) {
        spawn_local(async move {
            let _ = JsFuture::from(promise).await;
        });
    }
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

impl Engine {
    /// Sound as it was left on this device.
    pub(super) fn recall_sound(&self) {
        if let Some(storage) = storage().filter(|_| !self.player.compact) {
            let kept = |key: &str| storage.get_item(key).ok().flatten();
            let volume = kept("volume").and_then(|volume| volume.parse::<f64>().ok()).unwrap_or(1.0);
            self.player.volume.set(volume.clamp(0.0, 1.0));
            self.player.muted.set(kept("muted").as_deref() == Some("yes"));
        }
        self.video.set_volume(self.player.volume.get_untracked());
        self.video.set_muted(self.player.muted.get_untracked());
    }

    /// Plays; muted where the browser wants a click before sound, and not at all where it wants one before a picture.
    pub(super) fn play(self: &Rc<Self>) {
        if !self.wants_play.get() {
            return;
        }
        let Ok(promise) = self.media().play() else { return };
        let (engine, generation) = (Rc::clone(self), self.generation.get());
        spawn_local(async move {
            let answer = JsFuture::from(promise).await;
            // An answer about another source, or to a player that is gone, means nothing any more.
            if engine.generation.get() != generation {
                return;
            }
            let Err(refusal) = answer else {
                if engine.player.phase.get_untracked() == Phase::Blocked {
                    engine.player.phase.set(Phase::Connecting);
                }
                return;
            };
            // Anything else is a source that changed while it was waiting.
            if name(&refusal) != "NotAllowedError" {
                return;
            }
            if engine.video.muted() {
                engine.player.phase.set(Phase::Blocked);
            } else {
                engine.video.set_muted(true);
                engine.player.muted.set(true);
                engine.player.autoplay_muted.set(true);
                engine.play();
            }
        });
    }
}

fn name(error: &JsValue) -> String {
    js_sys::Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string()).unwrap_or_default()
}
