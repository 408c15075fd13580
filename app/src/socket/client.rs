//! The tab's socket. The server must not reach it.

use super::SocketState;
use super::backoff::Backoff;
use super::subscription::RoomSubscription;
use domain::chat::{ClientFrame, ServerEvent};
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::prelude::*;
use web_sys::{CloseEvent, MessageEvent, WebSocket};

type Listener = Rc<dyn Fn(&[ServerEvent])>;

/// A connection that lasted this long was a good one, even if the server said nothing on it.
const GOOD_AFTER_MS: f64 = 5_000.0;

struct SocketClient {
    connection: ArcRwSignal<SocketState>,
    socket: RefCell<Option<WebSocket>>,
    /// Rises with each socket, so that a late event of an old one changes nothing.
    generation: Cell<u32>,
    opened_at: Cell<f64>,
    listeners: RefCell<Vec<(u32, Listener)>>,
    next_listener: Cell<u32>,
    subscription: RefCell<Option<RoomSubscription>>,
    backoff: Backoff,
    timer: Cell<Option<TimeoutHandle>>,
    started: Cell<bool>,
}

thread_local! {
    static LINK: Rc<SocketClient> = Rc::new(SocketClient {
        connection: ArcRwSignal::new(SocketState::Opening),
        socket: RefCell::new(None),
        generation: Cell::new(0),
        opened_at: Cell::new(f64::MAX),
        listeners: RefCell::new(Vec::new()),
        next_listener: Cell::new(0),
        subscription: RefCell::new(None),
        backoff: Backoff::new(Duration::from_millis(250), Duration::from_secs(10)),
        timer: Cell::new(None),
        started: Cell::new(false),
    });
}

fn client() -> Rc<SocketClient> {
    LINK.with(Rc::clone)
}

pub fn connection() -> Signal<SocketState> {
    client().connection.read_only().into()
}

pub fn listen(hear: impl Fn(&[ServerEvent]) + 'static) -> u32 {
    let client = client();
    let id = client.next_listener.get();
    client.next_listener.set(id.wrapping_add(1));
    client.listeners.borrow_mut().push((id, Rc::new(hear)));
    client.start();
    id
}

pub fn unlisten(id: u32) {
    client().listeners.borrow_mut().retain(|(listener, _)| *listener != id);
}

pub fn join(slug: &str) {
    let client = client();
    let subscription = RoomSubscription::new(slug);
    let frame = subscription.join_frame();
    client.subscription.replace(Some(subscription));
    client.start();
    client.send(&frame);
}

pub fn leave(slug: &str) {
    let client = client();
    // The next page may have joined its own room before this one was taken down.
    if client.subscription.borrow().as_ref().is_none_or(|subscription| subscription.slug != slug) {
        return;
    }
    client.subscription.replace(None);
    client.send(&ClientFrame::Leave);
}

pub fn send(frame: &ClientFrame) -> bool {
    client().send(frame)
}

impl SocketClient {
    fn start(self: &Rc<Self>) {
        if self.started.replace(true) {
            return;
        }
        let client = Rc::clone(self);
        on_window("online", move || client.connect());
        let client = Rc::clone(self);
        // A sleeping laptop or a lost network can leave a socket that looks open for minutes.
        on_window("offline", move || client.lost(None));
        self.connect();
    }

    fn send(&self, frame: &ClientFrame) -> bool {
        let socket = self.socket.borrow();
        let Some(socket) = socket.as_ref().filter(|socket| socket.ready_state() == WebSocket::OPEN) else {
            return false;
        };
        serde_json::to_string(frame).is_ok_and(|text| socket.send_with_str(&text).is_ok())
    }

    fn connect(self: &Rc<Self>) {
        if let Some(timer) = self.timer.take() {
            timer.clear();
        }
        self.drop_socket();
        let generation = self.generation.get();
        let Some(socket) = address().and_then(|address| WebSocket::new(&address).ok()) else {
            self.lost(Some(generation));
            return;
        };

        let client = Rc::clone(self);
        let opened = Closure::<dyn FnMut()>::new(move || client.opened(generation));
        socket.set_onopen(Some(opened.into_js_value().unchecked_ref()));

        let client = Rc::clone(self);
        let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(text) = event.data().as_string() {
                client.heard(generation, &text);
            }
        });
        socket.set_onmessage(Some(heard.into_js_value().unchecked_ref()));

        let client = Rc::clone(self);
        // 1012 (restart) and 1013 (too slow) need nothing special: a connection that worked starts from the shortest wait.
        let closed = Closure::<dyn FnMut(CloseEvent)>::new(move |_: CloseEvent| client.lost(Some(generation)));
        socket.set_onclose(Some(closed.into_js_value().unchecked_ref()));

        self.socket.replace(Some(socket));
    }

    fn opened(&self, generation: u32) {
        if generation != self.generation.get() {
            return;
        }
        self.opened_at.set(js_sys::Date::now());
        let frame = self.subscription.borrow().as_ref().map(RoomSubscription::join_frame);
        if let Some(frame) = frame {
            self.send(&frame);
        }
        self.connection.set(SocketState::Open);
    }

    fn heard(&self, generation: u32, text: &str) {
        if generation != self.generation.get() {
            return;
        }
        self.good();
        // Event by event: one that a newer server added must not take the rest of its frame along.
        let values: Vec<serde_json::Value> = serde_json::from_str(text).unwrap_or_default();
        let events: Vec<ServerEvent> =
            values.into_iter().filter_map(|value| serde_json::from_value(value).ok()).collect();
        if let Some(subscription) = self.subscription.borrow_mut().as_mut() {
            events.iter().for_each(|event| subscription.note(event));
        }
        // Cloned first: a listener may well listen, join or leave.
        let listeners: Vec<Listener> =
            self.listeners.borrow().iter().map(|(_, listener)| Rc::clone(listener)).collect();
        listeners.iter().for_each(|hear| hear(&events));
    }

    fn good(&self) {
        self.backoff.reset();
    }

    /// The socket of this generation is gone (none: whichever there is); tries again after a while.
    fn lost(self: &Rc<Self>, generation: Option<u32>) {
        if generation.is_some_and(|generation| generation != self.generation.get()) {
            return;
        }
        if js_sys::Date::now() - self.opened_at.replace(f64::MAX) > GOOD_AFTER_MS {
            self.good();
        }
        self.drop_socket();
        self.connection.set(SocketState::Lost);
        let wait = self.backoff.next(js_sys::Math::random());
        if let Some(timer) = self.timer.take() {
            timer.clear();
        }
        let client = Rc::clone(self);
        self.timer.set(set_timeout_with_handle(move || client.connect(), wait).ok());
    }

    fn drop_socket(&self) {
        self.generation.set(self.generation.get().wrapping_add(1));
        if let Some(socket) = self.socket.take() {
            socket.set_onopen(None);
            socket.set_onmessage(None);
            socket.set_onclose(None);
            let _ = socket.close();
        }
    }
}

fn address() -> Option<String> {
    let location = window().location();
    let scheme = if location.protocol().ok()? == "https:" { "wss" } else { "ws" };
    Some(format!("{scheme}://{}/ws", location.host().ok()?))
}

/// For the life of the tab: the socket outlives every page.
fn on_window(event: &str, act: impl FnMut() + 'static) {
    let act = Closure::<dyn FnMut()>::new(act).into_js_value();
    let _ = window().add_event_listener_with_callback(event, act.unchecked_ref());
}
