//! Recovery from failures that hls.js reports, and from a picture that just stands still.

use super::{Engine, Phase};
use crate::browser;
use crate::streams::player::hls::{self, Failure};
use leptos::leptos_dom::helpers::set_timeout_with_handle;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::rc::Rc;
use wasm_bindgen::JsCast;

/// A picture that stands for this long (milliseconds) is not playing any more.
const PAUSE: f64 = 1_200.0;
/// A picture that stands for this long (milliseconds) while it should move needs help.
const STILL: f64 = 4_000.0;
/// The first picture may take longer.
const STILL_AT_START: f64 = 8_000.0;
/// The buffer may lack this much (seconds) of what the playlist lists, since tracks end some frames apart.
const MISSING: f64 = 0.1;
/// With more than this in the buffer (seconds) nothing needs to be loaded.
const ENOUGH: f64 = 1.5;
/// Between two times that hls.js is made to forget what it has loaded (milliseconds).
const PATIENCE: f64 = 4_000.0;
/// Media played longer ago than this (seconds) is removed from the buffer.
const KEPT: f64 = 30.0;
/// Gentle attempts before the source is loaded anew.
const GENTLE: u32 = 2;

impl Engine {
    pub(super) fn failed(self: &Rc<Self>, failure: &Failure) {
        if let Some(level) = failure.missing_level() {
            self.refused(level);
        }
        if failure.is_missing() && self.player.recording {
            self.look_for_recording();
        }
        if !failure.fatal() {
            return;
        }
        match (failure.kind().as_str(), failure.details().as_str()) {
            (_, "manifestIncompatibleCodecsError" | "bufferIncompatibleCodecsError" | "bufferAddCodecError") => {
                self.unload();
                self.player.lacking.set(failure.reason().as_deref().and_then(hls::lacking_codec));
                self.player.phase.set(Phase::Unsupported);
            }
            // Not there yet, or the server is on its way back up.
            ("networkError", "manifestLoadError" | "manifestLoadTimeOut" | "manifestParsingError") => {
                self.reload_later("Waiting for the stream to answer…");
            }
            // The buffer and the last frame are still good: only loading has to go on.
            ("networkError", _) if self.gentle.get() < GENTLE => {
                self.gentle.set(self.gentle.get() + 1);
                self.later(|engine| {
                    if let Some(hls) = engine.hls().as_ref() {
                        hls.start_load(-1.0);
                    }
                });
            }
            ("mediaError", _) if js_sys::Date::now() - self.media_failed_at.get() > 5_000.0 => {
                self.media_failed_at.set(js_sys::Date::now());
                self.freeze();
                if let Some(hls) = self.hls().as_ref() {
                    hls.recover_media_error();
                }
                self.play();
            }
            _ => self.reload_later("The connection broke. Trying again…"),
        }
    }

    /// Something of a recording is missing: where its playlist is, too, the recording was deleted, and trying again is no use.
    fn look_for_recording(self: &Rc<Self>) {
        let Some(url) = self.url.borrow().clone() else { return };
        let (engine, generation) = (Rc::clone(self), self.generation.get());
        spawn_local(async move {
            if browser::is_gone(&url).await && engine.generation.get() == generation {
                engine.freeze();
                engine.unload();
                engine.player.phase.set(Phase::Gone);
            }
        });
    }

    /// Helps a picture that stands still for no good reason.
    pub(super) fn watch(self: &Rc<Self>) {
        let player = self.player;
        // Browsers don't always say that they ran dry.
        let stands = js_sys::Date::now() - self.seen_at.get() > PAUSE;
        if stands && player.phase.get_untracked() == Phase::Playing && !player.paused.get_untracked() {
            player.phase.set(Phase::Buffering);
        }
        let phase = player.phase.get_untracked();
        let resting = player.paused.get_untracked()
            || matches!(phase, Phase::Blocked | Phase::Over | Phase::Unsupported | Phase::Gone | Phase::Failing);
        // Without its encoder a stream stands still, and should; what is recorded of it plays on.
        if resting || (player.waiting.get_untracked() && self.is_at_edge()) {
            self.restart_watch();
            return;
        }
        let limit = if player.has_picture.get_untracked() { STILL } else { STILL_AT_START };
        if js_sys::Date::now() - self.moved_at.get() < limit {
            return;
        }
        self.restart_watch();
        if self.gentle.get() > 0 || !player.has_picture.get_untracked() {
            self.reload();
            return;
        }
        self.gentle.set(GENTLE);
        if let Some(hls) = self.hls().as_ref() {
            hls.start_load(-1.0);
        }
        self.to_edge();
        self.play();
    }

    /// Lets go of what was played long ago, now and then, right after the newest part was appended. hls.js would do it at any moment; when
    /// that falls between a part's arrival and its end in the buffer, hls.js drops what it knows of that part's segment.
    pub(super) fn trim(&self) {
        let borrowed = self.hls();
        let Some(hls) = borrowed.as_ref().filter(|_| self.is_at_edge()) else { return };
        let (ranges, time) = (self.video.buffered(), self.video.current_time());
        let Some((begin, end)) = ranges.start(0).ok().zip(self.buffered_until()) else { return };
        let has_all = self.listed_until.get() - end < MISSING;
        if has_all && time - begin > 2.0 * KEPT {
            hls.drop_before(time - KEPT);
        }
    }

    fn buffered_until(&self) -> Option<f64> {
        let ranges = self.video.buffered();
        ranges.length().checked_sub(1).and_then(|last| ranges.end(last).ok())
    }

    /// Helps an hls.js that loads nothing although there is something to load: after dropping a segment that it was appending to, it waits for
    /// parts that it will not load again, because its part list says that the segment is complete. Noticed when the next
    /// playlist comes, before the buffer is dry.
    pub(super) fn unstick(&self) {
        let borrowed = self.hls();
        let Some(hls) = borrowed.as_ref() else { return };
        let listed = self.listed_until.replace(hls.listed_until().unwrap_or(0.0));
        let Some(end) = self.buffered_until() else { return };
        let stands = self.held_until.replace(end) == end;
        let ahead = end - self.video.current_time();
        let sticks = stands && listed - end > MISSING && ahead < ENOUGH && hls.is_idle();
        let now = js_sys::Date::now();
        if sticks && self.is_at_edge() && !self.video.seeking() && now - self.forgot_at.get() > PATIENCE {
            self.forgot_at.set(now);
            hls.forget_loaded();
        }
    }

    pub(super) fn restart_watch(&self) {
        self.moved_at.set(js_sys::Date::now());
    }

    /// Playback works again: reset the back-off.
    pub(super) fn good(&self) {
        self.backoff.reset();
    }

    /// Loads the source anew, now. The last frame stays in sight.
    pub(super) fn reload(self: &Rc<Self>) {
        if self.url.borrow().is_some() {
            self.freeze();
            self.load();
        }
    }

    /// Loads the source anew after a while that grows with each failure, up to four seconds, for as long as it takes.
    pub(super) fn reload_later(self: &Rc<Self>, trying: &'static str) {
        self.freeze();
        self.unload();
        self.player.trying.set(trying);
        // A stream that has just begun answers a moment later, so the viewer is not told of the first failures.
        let early = self.backoff.attempts() < 4;
        self.player.phase.set(match (early, self.player.has_picture.get_untracked()) {
            (true, true) => Phase::Buffering,
            (true, false) => Phase::Connecting,
            (false, _) => Phase::Failing,
        });
        self.later(|engine| engine.load());
    }

    fn later(self: &Rc<Self>, act: impl FnOnce(&Rc<Self>) + 'static) {
        let wait = self.backoff.next(js_sys::Math::random());
        let engine = Rc::downgrade(self);
        let timer = set_timeout_with_handle(
            move || {
                if let Some(engine) = engine.upgrade() {
                    act(&engine);
                }
            },
            wait,
        );
        if let Some(before) = self.timer.replace(timer.ok()) {
            before.clear();
        }
    }

    /// Paints the current frame over the video, which goes black while its source changes.
    fn freeze(&self) {
        let player = self.player;
        if player.frozen.get_untracked() || !player.has_picture.get_untracked() {
            return;
        }
        let Some(still) = player.still.get_untracked() else { return };
        let (width, height) = (self.video.video_width(), self.video.video_height());
        if width == 0 || height == 0 {
            return;
        }
        still.set_width(width);
        still.set_height(height);
        let Some(context) = still.get_context("2d").ok().flatten() else { return };
        let context: web_sys::CanvasRenderingContext2d = context.unchecked_into();
        if context.draw_image_with_html_video_element(&self.video, 0.0, 0.0).is_ok() {
            player.frozen.set(true);
        }
    }
}
