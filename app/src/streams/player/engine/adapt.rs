//! The automatic choice of a rendition at the live edge: hls.js chooses, by the throughput that we measure.

use super::Engine;
use crate::browser;
use leptos::task::spawn_local;
use std::rc::Rc;

impl Engine {
    /// A part has come: its bytes, how long its body took, and how long it plays, both in seconds.
    pub(super) fn part_came(self: &Rc<Self>, bytes: f64, took: f64, plays: f64) {
        self.throughput.borrow_mut().note(bytes, took, plays);
        self.adapt();
    }

    /// Tells hls.js the throughput. A rendition that nobody watched for a while takes seconds to begin, and hls.js loads nothing
    /// while it waits for a playlist: so it hears that the line carries less only when the smaller rendition is there.
    fn adapt(self: &Rc<Self>) {
        let borrowed = self.hls.borrow();
        let Some(hls) = borrowed.as_ref() else { return };
        let estimate = self.throughput.borrow().bits_per_second();
        let Some((smaller, enough)) = hls.smaller_level(estimate) else {
            self.asked_for.take();
            hls.set_bandwidth_estimate(estimate);
            return;
        };
        match self.asked_for.borrow().as_ref() {
            Some((address, true)) if *address == smaller => return hls.set_bandwidth_estimate(estimate),
            Some((address, false)) if *address == smaller => return hls.set_bandwidth_estimate(enough),
            _ => hls.set_bandwidth_estimate(enough),
        }
        self.asked_for.replace(Some((smaller.clone(), false)));
        let engine = Rc::clone(self);
        spawn_local(async move {
            let is_there = browser::fetch_text(&smaller).await.is_some();
            let still_wanted = engine.asked_for.borrow().as_ref().is_some_and(|(address, _)| *address == smaller);
            if still_wanted {
                // What can't be had is asked for again with the next part.
                engine.asked_for.replace(is_there.then_some((smaller, true)));
                engine.adapt();
            }
        });
    }
}
