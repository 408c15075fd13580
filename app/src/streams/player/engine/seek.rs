//! Where in time the picture is: at the live edge, some way back in the buffer, or in a recording. Live streams are placed by
//! the encoder's clock, which the edge and the recording share; finished recordings by their own time.

use super::{Engine, Phase, PlayerState};
use crate::streams::player::state::Timeline;
use leptos::prelude::*;
use std::rc::Rc;

/// Further behind the edge than this (seconds by hls.js's measure) is not shown as LIVE; the player aims at 1.0.
const EDGE: f64 = 3.5;
/// Beyond this distance (seconds) the player jumps to the edge instead of playing faster.
const JUMP: f64 = 6.0;
/// The recording of a running stream is some seconds short. A viewer who seeks nearer than this to its end wants the live edge.
const SHORT: f64 = 2.0;

impl PlayerState {
    /// Back to the live edge.
    pub fn go_live(self) {
        let Some(engine) = self.engine.get() else { return };
        self.dragged.set(None);
        engine.lingers.set(false);
        engine.wants_play.set(true);
        self.behind.set(false);
        if self.rewound.get_untracked() {
            self.rewound.set(false);
            engine.good();
            engine.reload();
        } else {
            engine.to_edge();
            engine.play();
        }
    }

    /// Moves by seconds, as far as there is something to see.
    pub fn seek_by(self, seconds: f64) {
        let Some(engine) = self.engine.get() else { return };
        self.dragged.set(None);
        if self.recording {
            engine.jump(engine.video.current_time() + seconds);
        } else if !engine.seek_in_buffer(seconds)
            && let Some(date) = engine.date()
        {
            engine.seek_to_date(date + seconds * 1000.0);
        }
    }

    /// Moves to a place on the timeline, in seconds from the beginning.
    pub fn seek_to(self, seconds: f64) {
        let Some(engine) = self.engine.get() else { return };
        self.dragged.set(None);
        if self.recording {
            match engine.video.duration().is_finite() {
                true => engine.jump(seconds),
                false => engine.begin_at(seconds),
            }
            return;
        }
        let start = self.dvr.with_untracked(|dvr| dvr.as_ref().map(|dvr| dvr.start));
        let (Some(start), Some(now)) = (start, engine.date()) else { return };
        let date = start + seconds * 1000.0;
        let short = self.timeline.get_untracked().is_some_and(|timeline| timeline.end - seconds < SHORT);
        if short {
            self.go_live();
            return;
        }
        // The bar stays where it was let go, and does not wait for the picture.
        self.behind.set(true);
        if let Some(timeline) = self.timeline.get_untracked() {
            engine.show(Timeline { at: seconds, ..timeline });
        }
        if !engine.seek_in_buffer((date - now) / 1000.0) {
            engine.seek_to_date(date);
        }
    }
}

impl Engine {
    /// Plays the running stream itself.
    pub(super) fn is_at_edge(&self) -> bool {
        !self.player.recording && !self.player.rewound.get_untracked()
    }

    /// The source to load, and for a recording the position to begin at, in seconds.
    pub(super) fn position(&self) -> Option<(String, Option<f64>)> {
        if self.player.recording {
            return self.url.borrow().clone().map(|url| (url, Some(self.resume_at.get())));
        }
        let dvr = self.player.dvr.get_untracked().filter(|_| self.player.rewound.get_untracked());
        match dvr {
            Some(dvr) => {
                // A guess, right unless the encoder was away in between; the playlist's dates then tell.
                self.aiming.set(true);
                let from = (self.resume_date.get() - dvr.start) / 1000.0;
                Some((dvr.url, Some(from.max(0.0))))
            }
            None => self.url.borrow().clone().map(|url| (url, None)),
        }
    }

    /// The rewound stream's playlist is there: goes exactly where the viewer wanted to be.
    pub(super) fn aim(&self) {
        if !self.aiming.replace(false) {
            return;
        }
        let borrowed = self.hls();
        let Some((hls, dvr)) = borrowed.as_ref().zip(self.player.dvr.get_untracked()) else { return };
        let guessed = (self.resume_date.get() - dvr.start) / 1000.0;
        if let Some(exact) = hls.time_at(self.resume_date.get()).filter(|exact| (exact - guessed).abs() > 0.2) {
            hls.start_load(exact);
        }
    }

    /// The encoder's clock at the current frame, in milliseconds since 1970.
    fn date(&self) -> Option<f64> {
        self.hls().as_ref()?.playing_date().map(|date| date.get_time())
    }

    /// Seeks in a finished recording.
    fn jump(self: &Rc<Self>, seconds: f64) {
        let end = self.video.duration();
        if !end.is_finite() {
            return;
        }
        let place = seconds.clamp(0.0, end);
        self.resume_at.set(place);
        self.video.set_current_time(place);
        self.player.timeline.set(Some(Timeline { at: place, end }));
        // The bar of a recording that is over takes the viewer back into it.
        if self.player.phase.get_untracked() == Phase::Over && place < end {
            self.player.phase.set(Phase::Buffering);
            self.wants_play.set(true);
            self.play();
        }
    }

    /// Lets a recording that is not open yet begin at a place.
    fn begin_at(self: &Rc<Self>, seconds: f64) {
        self.resume_at.set(seconds.max(0.0));
        // What is being opened would begin where it was told before.
        if self.hls().is_some() || self.video.has_attribute("src") {
            self.reload();
        }
    }

    /// Moves within what is buffered; false if the place lies outside of it and there is somewhere else to look.
    fn seek_in_buffer(&self, seconds: f64) -> bool {
        let ranges = self.video.buffered();
        let Some((start, end)) =
            ranges.length().checked_sub(1).and_then(|last| ranges.start(last).ok().zip(ranges.end(last).ok()))
        else {
            return false;
        };
        let wanted = self.video.current_time() + seconds;
        let latest = (end - 0.3).max(start);
        let elsewhere = self.player.dvr.with_untracked(Option::is_some);
        if elsewhere && (wanted < start || (wanted > latest && self.player.rewound.get_untracked())) {
            return false;
        }
        self.lingers.set(seconds < 0.0);
        self.video.set_current_time(wanted.clamp(start, latest));
        true
    }

    /// Seeks by the encoder's clock in the recording of a live stream.
    fn seek_to_date(self: &Rc<Self>, date: f64) {
        let player = self.player;
        let Some(dvr) = player.dvr.get_untracked() else { return };
        let date = date.max(dvr.start);
        self.resume_date.set(date);
        self.wants_play.set(true);
        if !player.rewound.get_untracked() {
            player.rewound.set(true);
            self.good();
            self.reload();
            return;
        }
        let borrowed = self.hls();
        let Some(hls) = borrowed.as_ref() else { return };
        let beyond = dvr.end.is_none() && hls.last_date().is_some_and(|last| date > last - SHORT * 1000.0);
        let place = hls.time_at(date);
        drop(borrowed);
        if beyond {
            player.go_live();
        } else if let Some(place) = place {
            self.video.set_current_time(place);
        }
    }

    /// The media has come to its end: the viewer has seen everything.
    pub(super) fn end(&self) {
        let player = self.player;
        if player.recording {
            self.wants_play.set(false);
            player.paused.set(true);
            player.phase.set(Phase::Over);
        } else if player.rewound.get_untracked() {
            player.rewound.set(false);
        }
    }

    /// Tells the player where the picture is, twice a second.
    pub(super) fn measure(&self) {
        let player = self.player;
        if player.recording {
            let (at, end) = (self.video.current_time(), self.video.duration());
            if end.is_finite() && self.video.ready_state() > 0 {
                self.resume_at.set(at);
                self.show(Timeline { at, end });
            }
            return;
        }
        let borrowed = self.hls();
        let Some(hls) = borrowed.as_ref() else { return };
        let edge = hls.latency();
        let rewound = player.rewound.get_untracked();
        if edge <= 0.0 && !rewound {
            return;
        }
        let date = hls.playing_date().map(|date| date.get_time());
        drop(borrowed);
        let clock = date.map(|date| (js_sys::Date::now() - date) / 1000.0);
        if let Some(clock) = clock.filter(|_| !rewound && !self.video.paused()) {
            // Prefer the encoder's clock if it roughly agrees with the device's clock.
            let right = clock > edge - 0.5 && clock < edge + 10.0;
            self.skew.set(if right { 0.0 } else { edge - clock });
        }
        let latency = clock.map_or(edge, |clock| clock + self.skew.get());
        player.latency.set(Some(latency));
        let behind = rewound || edge > EDGE;
        if player.behind.get_untracked() != behind {
            player.behind.set(behind);
        }
        if let Some((dvr, date)) = player.dvr.get_untracked().zip(date) {
            let at = (date - dvr.start) / 1000.0;
            self.show(Timeline { at, end: dvr.end.map_or(at + latency, |end| (end - dvr.start) / 1000.0).max(at) });
            if rewound && !self.aiming.get() && self.video.ready_state() > 1 {
                self.resume_date.set(date);
            }
        }
        let stuck_in_the_past =
            edge > JUMP && !rewound && !self.lingers.get() && !self.video.paused() && !player.waiting.get_untracked();
        if stuck_in_the_past {
            self.to_edge();
        }
    }

    fn show(&self, timeline: Timeline) {
        if self.player.timeline.get_untracked() != Some(timeline) {
            self.player.timeline.set(Some(timeline));
        }
    }

    pub(super) fn to_edge(&self) {
        if !self.is_at_edge() {
            return;
        }
        let position = match self.hls().as_ref() {
            Some(hls) => hls.live_sync_position(),
            None => {
                let ranges = self.video.seekable();
                ranges.length().checked_sub(1).and_then(|last| ranges.end(last).ok())
            }
        };
        if let Some(position) =
            position.filter(|position| position.is_finite() && *position > self.video.current_time() + 0.3)
        {
            self.video.set_current_time(position);
        }
    }
}
