//! What can be asked of a player by its page and by its video element.

use super::{MediaEvent, Phase, PlayerState};
use leptos::prelude::*;

impl PlayerState {
    /// Plays an address from now on, or nothing. The same address again changes nothing.
    pub fn source(self, url: Option<String>) {
        let Some(engine) = self.engine.get() else { return };
        if *engine.url.borrow() == url {
            return;
        }
        let plays = url.is_some();
        engine.url.replace(url);
        self.has_picture.set(false);
        self.frozen.set(false);
        self.latency.set(None);
        self.timeline.set(None);
        self.rewound.set(false);
        engine.resume_at.set(0.0);
        engine.lingers.set(false);
        engine.wants_play.set(true);
        engine.good();
        if plays {
            engine.load();
        } else {
            engine.unload();
            self.phase.set(Phase::Idle);
        }
    }

    /// Throws the source away and loads it anew, at once.
    pub fn retry(self) {
        if let Some(engine) = self.engine.get() {
            engine.good();
            engine.reload();
        }
    }

    /// Asks for a level; −1 is automatic.
    pub fn choose(self, level: i32) {
        self.chosen.set(level);
        if let Some(engine) = self.engine.get()
            && let Some(hls) = engine.hls().as_ref()
        {
            hls.set_next_level(level);
        }
    }

    /// The video element has something to say.
    pub fn heard(self, event: MediaEvent) {
        let Some(engine) = self.engine.get() else { return };
        match event {
            MediaEvent::CanPlay => {
                if engine.wants_play.get() {
                    engine.play();
                }
            }
            MediaEvent::Playing => {
                self.paused.set(false);
                engine.moving();
            }
            MediaEvent::Waiting if self.phase.get_untracked() == Phase::Playing => {
                self.phase.set(Phase::Buffering);
                if !engine.video.seeking() {
                    engine.set_hold_back(engine.hold_back.get().stalled(js_sys::Date::now()));
                }
            }
            MediaEvent::Waiting => {}
            MediaEvent::Ended => engine.end(),
            MediaEvent::Paused => self.paused.set(!engine.wants_play.get()),
            // hls.js tells its own failures; this is for browsers that play HLS themselves.
            MediaEvent::Failed => {
                if engine.hls().is_none() && engine.url.borrow().is_some() {
                    engine.reload_later("The picture didn't come through. Trying again…");
                }
            }
        }
    }
}
