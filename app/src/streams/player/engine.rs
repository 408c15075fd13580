//! The browser's half of the player: drives hls.js and the video element, and tells the player what it sees.

mod adapt;
mod controls;
mod recover;
mod seek;
mod sound;

use super::hls::Hls;
use super::hold_back::HoldBack;
use super::state::{MediaEvent, Phase, PlayerState};
use super::throughput::Throughput;
use super::{early, script};
use crate::socket::Backoff;
use leptos::leptos_dom::helpers::set_interval_with_handle;
use leptos::prelude::*;
use leptos::reactive::send_wrapper_ext::SendOption;
use leptos::task::spawn_local;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::HtmlVideoElement;

/// The engine of one player, once it is mounted.
#[derive(Clone, Copy)]
pub struct Handle(StoredValue<SendOption<Rc<Engine>>>);

impl Handle {
    /// Creates a handle without an engine. On the server it stays so, because a page may be dropped on another thread there.
    pub fn new() -> Self {
        Self(StoredValue::new(SendOption::new_local(None)))
    }

    fn get(self) -> Option<Rc<Engine>> {
        self.0.try_with_value(|engine| engine.as_ref().map(Rc::clone)).flatten()
    }
}

struct Engine {
    player: PlayerState,
    video: HtmlVideoElement,
    url: RefCell<Option<String>>,
    hls: RefCell<Option<Hls>>,
    /// Rises with each load, so that nothing late of an old one counts.
    generation: Cell<u32>,
    backoff: Backoff,
    timer: Cell<Option<TimeoutHandle>>,
    last_time: Cell<f64>,
    /// When the picture last moved, or when loading began (milliseconds).
    moved_at: Cell<f64>,
    /// When the picture was last seen moving (milliseconds).
    seen_at: Cell<f64>,
    /// Gentle attempts since the picture last moved.
    gentle: Cell<u32>,
    media_failed_at: Cell<f64>,
    /// The viewer paused or went back on purpose, so the player does not move them forward.
    lingers: Cell<bool>,
    wants_play: Cell<bool>,
    /// Where to resume a recording after a reload, in seconds.
    resume_at: Cell<f64>,
    /// Where to resume a rewound live stream, in milliseconds since 1970 on the encoder's clock.
    resume_date: Cell<f64>,
    /// Whether the rewound stream's playlist still has to say where `resume_date` lies in it.
    aiming: Cell<bool>,
    hold_back: Cell<HoldBack>,
    /// Where what the last playlist named ends: seconds of the media's time.
    listed_until: Cell<f64>,
    /// End of the buffer when that playlist came.
    held_until: Cell<f64>,
    /// When hls.js was last made to forget what it has loaded (milliseconds).
    forgot_at: Cell<f64>,
    throughput: RefCell<Throughput>,
    /// Whether the server is being asked for another rendition.
    asks: Cell<bool>,
    /// Levels that the server had not got, and when (milliseconds).
    refused: RefCell<Vec<(i32, f64)>>,
    /// How far the encoder's clock and this device's are apart: seconds to add to what lies between them.
    skew: Cell<f64>,
}

/// Takes the video element over; call it in an effect. Gone with the caller's owner.
pub fn mount(player: PlayerState) {
    let Some(video) = player.video.get_untracked() else { return };
    let engine = Rc::new(Engine {
        player,
        video,
        url: RefCell::new(None),
        hls: RefCell::new(None),
        generation: Cell::new(0),
        backoff: Backoff::new(Duration::from_millis(200), Duration::from_secs(4)),
        timer: Cell::new(None),
        last_time: Cell::new(-1.0),
        moved_at: Cell::new(0.0),
        seen_at: Cell::new(0.0),
        gentle: Cell::new(0),
        media_failed_at: Cell::new(0.0),
        lingers: Cell::new(false),
        wants_play: Cell::new(true),
        resume_at: Cell::new(0.0),
        resume_date: Cell::new(0.0),
        aiming: Cell::new(false),
        hold_back: Cell::default(),
        listed_until: Cell::new(0.0),
        held_until: Cell::new(0.0),
        forgot_at: Cell::new(0.0),
        throughput: RefCell::default(),
        asks: Cell::new(false),
        refused: RefCell::default(),
        skew: Cell::new(0.0),
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
    player.engine.0.set_value(SendOption::new_local(Some(engine)));
    on_cleanup(move || {
        if let Ok(tick) = tick {
            tick.clear();
        }
        // Change no signal here: a view that outlives the player would read disposed values.
        if let Some(engine) = player.engine.get() {
            engine.let_go();
        }
    });
}

impl Engine {
    /// The current hls.js instance. Cloned, because a failing call may release the original.
    fn hls(&self) -> Option<Hls> {
        self.hls.borrow().clone()
    }

    fn load(self: &Rc<Self>) {
        let begun = self.url.borrow().as_deref().filter(|_| self.is_at_edge()).and_then(early::take);
        if let Some(hls) = begun {
            self.restart_watch();
            self.player.phase.set(Phase::Connecting);
            self.listen(&hls);
            self.hls.replace(Some(hls));
            self.show_levels();
            self.play();
            return;
        }
        self.unload();
        let player = self.player;
        player.phase.set(if player.has_picture.get_untracked() { Phase::Buffering } else { Phase::Connecting });
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
        let Some((url, from)) = self.position() else { return };
        if script && Hls::is_supported() {
            let hls = Hls::new(from);
            self.listen(&hls);
            self.attach_once_listed(&hls);
            hls.load_source(&url);
            self.hls.replace(Some(hls));
            return;
        } else if !self.video.can_play_type("application/vnd.apple.mpegurl").is_empty() {
            self.video.set_src(&url);
            if let Some(from) = from {
                self.video.set_current_time(from);
            }
        } else if script {
            self.player.lacking.set(None);
            self.player.phase.set(Phase::Unsupported);
            return;
        } else {
            self.reload_later("Part of the player didn't load. Trying again…");
            return;
        }
        self.start();
    }

    /// Plays the source that the element was just given.
    fn start(self: &Rc<Self>) {
        // A new source plays at its own speed.
        self.video.set_default_playback_rate(self.player.speed.get_untracked());
        self.play();
    }

    /// Gives the element its source when there is a playlist. Where there is none, hls.js would take the source back before the
    /// element has opened it, which browsers report as an error.
    fn attach_once_listed(self: &Rc<Self>, hls: &Hls) {
        let (engine, generation) = (Rc::downgrade(self), self.generation.get());
        hls.on_listed(move || {
            if let Some(engine) = engine.upgrade().filter(|engine| engine.generation.get() == generation)
                && let Some(hls) = engine.hls()
            {
                hls.attach_media(&engine.video);
                engine.start();
            }
        });
    }

    fn listen(self: &Rc<Self>, hls: &Hls) {
        hls.set_target_latency(self.hold_back.get().seconds());
        hls.count_every_frame();
        self.refused.take();
        let generation = self.generation.get();
        let engine = Rc::downgrade(self);
        let current = move || engine.upgrade().filter(|engine| engine.generation.get() == generation);
        let heard = current.clone();
        hls.on_failure(move |_, failure| {
            if let Some(engine) = heard() {
                engine.failed(&failure);
            }
        });
        let heard = current.clone();
        hls.on_levels(move || {
            if let Some(engine) = heard() {
                engine.show_levels();
            }
        });
        let heard = current.clone();
        hls.on_playlist(move || {
            if let Some(engine) = heard() {
                engine.aim();
                engine.unstick();
            }
        });
        let heard = current.clone();
        hls.on_buffered(move || {
            if let Some(engine) = heard() {
                engine.trim();
            }
        });
        hls.on_part(move |bytes, took, plays| {
            if let Some(engine) = current() {
                engine.part_came(bytes, took, plays);
            }
        });
    }

    /// Lets go of the source and shows so.
    fn unload(&self) {
        self.let_go();
        self.player.levels.try_set(Vec::new());
    }

    /// Lets go of the source. Nothing late of it counts from here on.
    fn let_go(&self) {
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
    }

    fn show_levels(&self) {
        if let Some(hls) = self.hls().as_ref() {
            let names = hls.level_names();
            let chosen = self.player.chosen.get_untracked();
            if self.player.levels.get_untracked() != names {
                // A source loaded anew has the viewer's choice again, if it still has such a level.
                if chosen >= 0 && (chosen as usize) < names.len() {
                    hls.set_next_level(chosen);
                } else if chosen >= 0 {
                    self.player.chosen.set(-1);
                }
                self.player.levels.set(names);
            }
            self.player.playing.set(hls.current_level());
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
        // From here on the page itself says how it stands with the picture (`boot.js` began it).
        if let Some(player) = self.video.parent_element() {
            let _ = player.class_list().remove_1("is-begun");
        }
        self.restart_watch();
        self.seen_at.set(js_sys::Date::now());
        self.gentle.set(0);
        self.set_hold_back(self.hold_back.get().held(self.seen_at.get()));
        let player = self.player;
        if player.phase.get_untracked() != Phase::Playing {
            player.phase.set(Phase::Playing);
        }
        if !player.has_picture.get_untracked() {
            player.has_picture.set(true);
        }
        if player.frozen.get_untracked() {
            player.frozen.set(false);
        }
        // Not at the first frame: a source that shows one and fails again must not be loaded five times a second.
        if self.video.current_time() > 0.0 && self.video.played().length() > 0 {
            self.good();
        }
    }

    /// Takes another distance from the live edge, if it is another.
    fn set_hold_back(&self, hold_back: HoldBack) {
        let seconds = hold_back.seconds();
        if self.hold_back.replace(hold_back).seconds() != seconds
            && let Some(hls) = self.hls().as_ref()
        {
            hls.set_target_latency(seconds);
        }
    }

    /// The video's element as the media type hls.js and the DOM share.
    fn media(&self) -> &web_sys::HtmlMediaElement {
        self.video.unchecked_ref()
    }
}
