//! Tells the server that this player plays, so that its viewer is counted. A failure here does not affect the picture.

use super::state::{Phase, PlayerState};
use crate::browser;
use domain::StreamId;
use domain::playback::HEARTBEAT_SECONDS;
use domain::streams::{Status, Stream};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestInit, Response};

/// How often it is looked whether a heartbeat is due.
const LOOK: Duration = Duration::from_secs(3);

#[derive(Default)]
struct Heart {
    /// The stream that plays.
    stream: Cell<Option<StreamId>>,
    /// The session's token, and the stream that it is for.
    token: RefCell<Option<(StreamId, String)>>,
    /// When the next heartbeat is due (milliseconds).
    due: Cell<f64>,
    is_opening: Cell<bool>,
    /// Whether the session's last heartbeat was taken.
    is_good: Cell<bool>,
}

/// Beats while a live stream's picture plays, until the caller's owner goes.
pub fn keep(player: PlayerState, stream: Signal<Option<Stream>>) {
    let live = Memo::new(move |_| {
        stream.with(|stream| stream.as_ref().filter(|stream| stream.status == Status::Live).map(|stream| stream.id))
    });
    // A viewer who waits for a lost encoder with the last frame in sight is still watching.
    let watched = Memo::new(move |_| {
        let moves = matches!(player.phase.get(), Phase::Playing | Phase::Buffering) || player.waiting.get();
        live.get().filter(|_| player.has_picture.get() && moves && !player.paused.get())
    });
    let heart = Rc::new(Heart::default());
    Effect::new({
        let heart = Rc::clone(&heart);
        move |_| heart.turn_to(watched.get())
    });
    Effect::new(move |_| {
        let Some(video) = player.video.get() else { return };
        let beating = Rc::clone(&heart);
        browser::every(LOOK, move || beating.look());
        // Browsers slow the clocks of hidden pages down, but not the picture's own.
        let beating = Rc::clone(&heart);
        let moved = on(&video, "timeupdate", move || beating.look());
        let leaving = Rc::clone(&heart);
        let left = on(&window(), "pagehide", move || leaving.turn_to(None));
        // A page that comes back from the browser's cache goes on where it was.
        let returning = Rc::clone(&heart);
        let shown = on(&window(), "pageshow", move || returning.turn_to(watched.get_untracked()));
        let last = StoredValue::new_local(Some((Rc::clone(&heart), moved, left, shown)));
        on_cleanup(move || {
            if let Some((heart, ..)) = last.try_update_value(Option::take).flatten() {
                heart.turn_to(None);
            }
        });
    });
}

impl Heart {
    /// Something else plays from now on, or nothing.
    fn turn_to(self: &Rc<Self>, stream: Option<StreamId>) {
        if self.stream.replace(stream) == stream {
            return;
        }
        // The last heartbeat of what played.
        self.send(false);
        self.due.set(0.0);
        self.look();
    }

    fn look(self: &Rc<Self>) {
        let now = js_sys::Date::now();
        let Some(stream) = self.stream.get().filter(|_| now >= self.due.get()) else { return };
        // Spread the heartbeats of a crowd over time.
        let interval = f64::from(HEARTBEAT_SECONDS) * 1_000.0;
        self.due.set(now + interval * (0.9 + 0.2 * js_sys::Math::random()));
        let is_open = self.token.borrow().as_ref().is_some_and(|(of, _)| *of == stream);
        if is_open {
            self.send(true);
        } else if !self.is_opening.replace(true) {
            let heart = Rc::clone(self);
            spawn_local(async move {
                let token = open(stream).await;
                heart.is_opening.set(false);
                if let Some(token) = token {
                    heart.token.replace(Some((stream, token)));
                    heart.due.set(0.0);
                    heart.look();
                }
            });
        }
    }

    fn send(self: &Rc<Self>, playing: bool) {
        let Some((stream, token)) = self.token.borrow().clone() else { return };
        let body = format!(r#"{{"token":"{token}","playing":{playing}}}"#);
        // Not in the task, because a page that goes away may never run it.
        let Some(sent) = post("/api/playback/heartbeat", &body) else { return };
        let heart = Rc::clone(self);
        spawn_local(async move {
            let Some(answer) = answered(sent).await else { return };
            let was_good = heart.is_good.replace(answer.ok());
            // The token has expired, or this device has another address now.
            if matches!(answer.status(), 403 | 410) {
                heart.token.borrow_mut().take_if(|(of, now)| *of == stream && *now == token);
                if was_good {
                    heart.due.set(0.0);
                }
            }
        });
    }
}

/// A playback session that was opened.
#[derive(serde::Deserialize)]
struct Opened {
    token: String,
}

/// Opens a session; its token.
async fn open(stream: StreamId) -> Option<String> {
    let request = gloo_net::http::Request::post(&format!("/api/streams/{stream}/playback"));
    let answer = request.send().await.ok().filter(gloo_net::http::Response::ok)?;
    answer.json::<Opened>().await.ok().map(|opened| opened.token)
}

async fn answered(sent: js_sys::Promise) -> Option<Response> {
    JsFuture::from(sent).await.ok()?.dyn_into().ok()
}

/// Goes out at once, and even when the page goes away meanwhile. gloo-net has no word for that (`keepalive`).
fn post(address: &str, body: &str) -> Option<js_sys::Promise> {
    let init = RequestInit::new();
    init.set_method("POST");
    let set = |of: &JsValue, name: &str, value: &JsValue| js_sys::Reflect::set(of, &name.into(), value).ok();
    set(&init, "keepalive", &true.into())?;
    let headers = js_sys::Object::new();
    set(&headers, "content-type", &"application/json".into())?;
    init.set_headers(&headers);
    init.set_body(&body.into());
    Some(window().fetch_with_str_and_init(address, &init))
}

/// Listens until it is dropped.
struct Listening {
    target: web_sys::EventTarget,
    event: &'static str,
    act: Closure<dyn FnMut()>,
}

fn on(target: &web_sys::EventTarget, event: &'static str, act: impl FnMut() + 'static) -> Listening {
    let act = Closure::<dyn FnMut()>::new(act);
    let _ = target.add_event_listener_with_callback(event, act.as_ref().unchecked_ref());
    Listening { target: target.clone(), event, act }
}

impl Drop for Listening {
    fn drop(&mut self) {
        let _ = self.target.remove_event_listener_with_callback(self.event, self.act.as_ref().unchecked_ref());
    }
}
