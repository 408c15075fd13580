//! The browser's half of the player: drives hls.js and the video element, and tells the deck what it sees.

mod recover;
mod sound;

pub use sound::{picture_in_picture, set_sound, toggle_fullscreen, toggle_play};

use super::deck::{Deck, Heard, Phase};
use super::hls::Hls;
use super::script;
use crate::socket::Backoff;
use leptos::leptos_dom::helpers::set_interval_with_handle;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::HtmlVideoElement;

/// Further behind than this (seconds by hls.js's measure) is no longer "live"; our aim is 1.0.
const EDGE: f64 = 3.5;
/// From here on speeding up takes too long, so it jumps.
const JUMP: f64 = 6.0;

/// The engine of one deck, once it is mounted.
#[derive(Clone, Copy)]
pub struct Handle(StoredValue<Option<Rc<Engine>>, LocalStorage>);

impl Handle {
    pub fn new() -> Self {
        Self(StoredValue::new_local(None))
    }

    fn get(self) -> Option<Rc<Engine>> {
        self.0.try_get_value().flatten()
    }
}

struct Engine {
    deck: Deck,
    video: HtmlVideoElement,
    url: RefCell<Option<String>>,
    hls: RefCell<Option<Hls>>,
    /// Rises with each load, so that nothing late of an old one counts.
    generation: Cell<u32>,
    backoff: Cell<Backoff>,
    timer: Cell<Option<TimeoutHandle>>,
    last_time: Cell<f64>,
    /// When the picture last moved, or when loading began (milliseconds).
    moved_at: Cell<f64>,
    /// When the picture was last seen moving (milliseconds).
    seen_at: Cell<f64>,
    /// Gentle attempts since the picture last moved.
    gentle: Cell<u32>,
    media_failed_at: Cell<f64>,
    /// The viewer paused or went back on purpose: nobody drags them forward.
    lingers: Cell<bool>,
    wants_play: Cell<bool>,
}

/// Takes the video element over; call it in an effect. Gone with the caller's owner.
pub fn mount(deck: Deck) {
    let Some(video) = deck.video.get_untracked() else { return };
    let engine = Rc::new(Engine {
        deck,
        video,
        url: RefCell::new(None),
        hls: RefCell::new(None),
        generation: Cell::new(0),
        backoff: Cell::new(Backoff::new(200.0, 4_000.0)),
        timer: Cell::new(None),
        last_time: Cell::new(-1.0),
        moved_at: Cell::new(0.0),
        seen_at: Cell::new(0.0),
        gentle: Cell::new(0),
        media_failed_at: Cell::new(0.0),
        lingers: Cell::new(false),
        wants_play: Cell::new(true),
    });
    engine.recall_sound();
    // Also where nothing is live yet: it must be there when the encoder arrives.
    spawn_local(async {
        script::load().await;
    });
    let ticking = Rc::downgrade(&engine);
    let tick = set_interval_with_handle(
        move || {
            if let Some(engine) = ticking.upgrade() {
                engine.tick();
            }
        },
        Duration::from_millis(500),
    );
    deck.engine.0.set_value(Some(engine));
    on_cleanup(move || {
        if let Ok(tick) = tick {
            tick.clear();
        }
        if let Some(engine) = deck.engine.get() {
            engine.unload();
        }
    });
}

pub fn source(deck: Deck, url: Option<String>) {
    let Some(engine) = deck.engine.get() else { return };
    if *engine.url.borrow() == url {
        return;
    }
    let plays = url.is_some();
    engine.url.replace(url);
    deck.has_picture.set(false);
    deck.frozen.set(false);
    deck.latency.set(None);
    engine.lingers.set(false);
    engine.wants_play.set(true);
    engine.good();
    if plays {
        engine.load();
    } else {
        engine.unload();
        deck.phase.set(Phase::Idle);
    }
}

pub fn retry(deck: Deck) {
    if let Some(engine) = deck.engine.get() {
        engine.good();
        engine.reload();
    }
}

pub fn go_live(deck: Deck) {
    let Some(engine) = deck.engine.get() else { return };
    engine.lingers.set(false);
    engine.to_edge();
    engine.play();
}

pub fn seek_by(deck: Deck, seconds: f64) {
    let Some(engine) = deck.engine.get() else { return };
    let ranges = engine.video.buffered();
    let Some((start, end)) =
        ranges.length().checked_sub(1).and_then(|last| ranges.start(last).ok().zip(ranges.end(last).ok()))
    else {
        return;
    };
    engine.lingers.set(seconds < 0.0);
    engine.video.set_current_time((engine.video.current_time() + seconds).clamp(start, (end - 0.3).max(start)));
}

pub fn choose(deck: Deck, level: i32) {
    if let Some(engine) = deck.engine.get()
        && let Some(hls) = engine.hls.borrow().as_ref()
    {
        hls.set_next_level(level);
    }
}

pub fn heard(deck: Deck, event: Heard) {
    let Some(engine) = deck.engine.get() else { return };
    match event {
        Heard::CanPlay => {
            if engine.wants_play.get() {
                engine.play();
            }
        }
        Heard::Playing => {
            deck.paused.set(false);
            engine.moving();
        }
        Heard::Waiting if deck.phase.get_untracked() == Phase::Playing => deck.phase.set(Phase::Buffering),
        Heard::Waiting | Heard::Ended => {}
        Heard::Paused => deck.paused.set(!engine.wants_play.get()),
        // hls.js tells its own failures; this is for browsers that play HLS themselves.
        Heard::Failed => {
            if engine.hls.borrow().is_none() && engine.url.borrow().is_some() {
                engine.reload_later("The picture didn't come through. Trying again…");
            }
        }
    }
}

impl Engine {
    fn load(self: &Rc<Self>) {
        self.unload();
        let deck = self.deck;
        deck.phase.set(if deck.has_picture.get_untracked() { Phase::Buffering } else { Phase::Connecting });
        self.restart_watch();
        let generation = self.generation.get();
        let engine = Rc::clone(self);
        spawn_local(async move {
            let script = script::load().await;
            if engine.generation.get() == generation {
                engine.open(script);
            }
        });
    }

    fn open(self: &Rc<Self>, script: bool) {
        let Some(url) = self.url.borrow().clone() else { return };
        if script && Hls::is_supported() {
            let hls = Hls::new();
            let generation = self.generation.get();
            let engine = Rc::downgrade(self);
            hls.on_failure(move |_, failure| {
                if let Some(engine) = engine.upgrade().filter(|engine| engine.generation.get() == generation) {
                    engine.failed(&failure);
                }
            });
            let engine = Rc::downgrade(self);
            hls.on_levels(move || {
                if let Some(engine) = engine.upgrade().filter(|engine| engine.generation.get() == generation) {
                    engine.show_levels();
                }
            });
            hls.load_source(&url);
            hls.attach_media(&self.video);
            self.hls.replace(Some(hls));
        } else if !self.video.can_play_type("application/vnd.apple.mpegurl").is_empty() {
            self.video.set_src(&url);
        } else if script {
            self.deck
                .trying
                .set("This browser has no way to play live video. A current Firefox, Chrome, Edge or Safari does.");
            self.deck.phase.set(Phase::Unsupported);
            return;
        } else {
            self.reload_later("Part of the player didn't load. Trying again…");
            return;
        }
        self.play();
    }

    /// Lets go of the source. Nothing late of it counts from here on.
    fn unload(&self) {
        self.generation.set(self.generation.get().wrapping_add(1));
        if let Some(timer) = self.timer.take() {
            timer.clear();
        }
        if let Some(hls) = self.hls.take() {
            hls.destroy();
        } else if self.video.has_attribute("src") {
            let _ = self.video.remove_attribute("src");
            self.video.load();
        }
        self.deck.levels.try_set(Vec::new());
    }

    fn show_levels(&self) {
        if let Some(hls) = self.hls.borrow().as_ref() {
            let names = hls.level_names();
            let chosen = self.deck.chosen.get_untracked();
            if self.deck.levels.get_untracked() != names {
                // A source loaded anew has the viewer's choice again, if it still has such a level.
                if chosen >= 0 && (chosen as usize) < names.len() {
                    hls.set_next_level(chosen);
                } else if chosen >= 0 {
                    self.deck.chosen.set(-1);
                }
                self.deck.levels.set(names);
            }
            self.deck.playing.set(hls.current_level());
        }
    }

    /// Twice a second: did the picture move, how far behind is it, and does it need help?
    fn tick(self: &Rc<Self>) {
        if self.url.borrow().is_none() {
            return;
        }
        let time = self.video.current_time();
        if time != self.last_time.replace(time) && self.video.ready_state() >= 2 && !self.video.paused() {
            self.moving();
        }
        self.measure();
        self.watch();
    }

    /// The picture moves: everything is well.
    fn moving(&self) {
        self.restart_watch();
        self.seen_at.set(js_sys::Date::now());
        self.gentle.set(0);
        let deck = self.deck;
        if deck.phase.get_untracked() != Phase::Playing {
            deck.phase.set(Phase::Playing);
        }
        if !deck.has_picture.get_untracked() {
            deck.has_picture.set(true);
        }
        if deck.frozen.get_untracked() {
            deck.frozen.set(false);
        }
        // Not at the first frame: a source that shows one and fails again must not be loaded five times a second.
        if self.video.current_time() > 0.0 && self.video.played().length() > 0 {
            self.good();
        }
    }

    fn measure(&self) {
        let borrowed = self.hls.borrow();
        let Some(hls) = borrowed.as_ref() else { return };
        let edge = hls.latency();
        if edge <= 0.0 {
            return;
        }
        // The encoder's clock tells more, where the viewer's own is right: both must agree on roughly where we are.
        let clock = hls.playing_date().map(|date| (js_sys::Date::now() - date.get_time()) / 1000.0);
        let latency = clock.filter(|clock| *clock > edge - 0.5 && *clock < edge + 10.0).unwrap_or(edge);
        self.deck.latency.set(Some(latency));
        let behind = edge > EDGE;
        if self.deck.behind.get_untracked() != behind {
            self.deck.behind.set(behind);
        }
        let stuck_in_the_past =
            edge > JUMP && !self.lingers.get() && !self.video.paused() && !self.deck.waiting.get_untracked();
        drop(borrowed);
        if stuck_in_the_past {
            self.to_edge();
        }
    }

    fn to_edge(&self) {
        let position = match self.hls.borrow().as_ref() {
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

    /// The video's element as the media type hls.js and the DOM share.
    fn media(&self) -> &web_sys::HtmlMediaElement {
        self.video.unchecked_ref()
    }
}
