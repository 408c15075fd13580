//! The automatic choice of a rendition at the live edge. hls.js's own is made for segments of many seconds: with one second in the
//! buffer it comes too late. Here hls.js takes the largest level that we allow, and we allow what the line has carried.

use super::Engine;
use crate::browser;
use leptos::task::spawn_local;
use std::rc::Rc;

/// How long a level that the server has not got is left alone (milliseconds).
const REFUSED: f64 = 10_000.0;

impl Engine {
    /// The server has not got this level now: a ladder that starves is a rung shorter.
    pub(super) fn refused(&self, level: i32) {
        let mut refused = self.refused.borrow_mut();
        refused.retain(|(known, _)| *known != level);
        refused.push((level, js_sys::Date::now()));
    }

    fn is_refused(&self, level: i32) -> bool {
        let now = js_sys::Date::now();
        self.refused.borrow().iter().any(|(known, at)| *known == level && now - at < REFUSED)
    }

    /// A part has come: its bytes, how long its body took, and how long it plays, both in seconds.
    pub(super) fn part_came(self: &Rc<Self>, bytes: f64, took: f64, plays: f64) {
        self.throughput.borrow_mut().note(bytes, took, plays);
        let borrowed = self.hls();
        // A viewer who has chosen a level keeps it, whatever the line carries.
        let Some(hls) = borrowed.as_ref().filter(|hls| hls.is_automatic()) else { return };
        let throughput = self.throughput.borrow().bits_per_second();
        let Some((level, playlist)) = hls.level_for(throughput, |level| self.is_refused(level)) else { return };
        if hls.level_cap() == level || self.asks.replace(true) {
            return;
        }
        // A rendition without viewers for a while takes seconds to begin, and hls.js loads nothing while it waits for a playlist.
        // So the server is asked for it first.
        let (engine, generation) = (Rc::clone(self), self.generation.get());
        spawn_local(async move {
            let is_there = browser::fetch_text(&playlist).await.is_some();
            engine.asks.set(false);
            let borrowed = engine.hls();
            let Some(hls) = borrowed.as_ref().filter(|_| engine.generation.get() == generation) else { return };
            if !is_there {
                engine.refused(level);
                return;
            }
            if level < hls.level_cap() {
                engine.throughput.borrow_mut().goes_down();
            }
            hls.set_level_cap(level);
        });
    }
}
