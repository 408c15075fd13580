//! The tab's socket. The server must not reach it.

use super::SocketState;
use super::backoff::Backoff;
use super::subscription::RoomSubscription;
use domain::chat::{ClientFrame, ServerEvent};
use futures_util::{Sink, Stream};
use gloo_net::websocket::{Message, State, WebSocketError, futures::WebSocket};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Deserialize;
use serde_json::Deserializer;
use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::pin::Pin;
use std::rc::{Rc, Weak};
use std::task::{Context, Poll};
use std::time::Duration;
use wasm_bindgen::prelude::*;

type Listener = Rc<dyn Fn(&[ServerEvent])>;

/// A connection that lasted this long was a good one, even if the server said nothing on it.
const GOOD_AFTER_MS: f64 = 5_000.0;
/// The close code of a server that restarts (RFC 6455, registered by the IANA).
const RESTART: u16 = 1012;
/// The close code of a socket whose session ended: the user signed out on another device, or was signed out.
const SIGNED_OUT: u16 = 1008;
/// Over how long the pages come back after a restart: they all lose it in the same moment.
const RESTART_SPREAD: Duration = Duration::from_secs(4);

struct SocketClient {
    connection: ArcRwSignal<SocketState>,
    signed_out: ArcRwSignal<bool>,
    socket: RefCell<Option<Rc<RefCell<WebSocket>>>>,
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
        signed_out: ArcRwSignal::new(false),
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

pub fn signed_out() -> Signal<bool> {
    client().signed_out.read_only().into()
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
        on_window("offline", move || client.lost(None, false));
        self.connect();
    }

    fn send(&self, frame: &ClientFrame) -> bool {
        let socket = self.socket.borrow();
        let Some(mut socket) = socket.as_ref().map(|socket| socket.borrow_mut()) else { return false };
        let text = serde_json::to_string(frame).ok().filter(|_| matches!(socket.state(), State::Open));
        text.is_some_and(|text| Pin::new(&mut *socket).start_send(Message::Text(text)).is_ok())
    }

    fn connect(self: &Rc<Self>) {
        if let Some(timer) = self.timer.take() {
            timer.clear();
        }
        self.drop_socket();
        let generation = self.generation.get();
        let Some(socket) = address().and_then(|address| WebSocket::open(&address).ok()) else {
            self.lost(Some(generation), false);
            return;
        };
        let socket = Rc::new(RefCell::new(socket));
        let held = Rc::downgrade(&socket);
        self.socket.replace(Some(socket));
        let client = Rc::clone(self);
        spawn_local(async move {
            // Ready as soon as it is not opening any more, whatever became of it.
            poll_fn(|cx| polled(&held, cx, Sink::poll_ready)).await;
            if held.upgrade().is_some_and(|socket| matches!(socket.borrow().state(), State::Open)) {
                client.opened(generation);
            }
            let end = loop {
                match poll_fn(|cx| polled(&held, cx, Stream::poll_next)).await {
                    Some(Some(Ok(Message::Text(text)))) => client.heard(generation, &text),
                    Some(Some(Ok(Message::Bytes(_)))) => {}
                    end => break end.flatten(),
                }
            };
            let code = match end {
                Some(Err(WebSocketError::ConnectionClose(close))) => Some(close.code),
                _ => None,
            };
            if code == Some(SIGNED_OUT) {
                client.signed_out.set(true);
            }
            client.lost(Some(generation), code == Some(RESTART));
        });
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
        let events = events(text);
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

    /// The socket of this generation is gone (none: whichever there is); tries again after a while. A connection that worked, such as one
    /// that was too slow (1013), starts from the shortest wait.
    fn lost(self: &Rc<Self>, generation: Option<u32>, is_restart: bool) {
        if generation.is_some_and(|generation| generation != self.generation.get()) {
            return;
        }
        if js_sys::Date::now() - self.opened_at.replace(f64::MAX) > GOOD_AFTER_MS {
            self.good();
        }
        self.drop_socket();
        self.connection.set(SocketState::Lost);
        let random = js_sys::Math::random();
        let wait = if is_restart { RESTART_SPREAD.mul_f64(random) } else { self.backoff.next(random) };
        if let Some(timer) = self.timer.take() {
            timer.clear();
        }
        let client = Rc::clone(self);
        self.timer.set(set_timeout_with_handle(move || client.connect(), wait).ok());
    }

    fn drop_socket(&self) {
        self.generation.set(self.generation.get().wrapping_add(1));
        // Its task holds it only while it is polled, so this closes it.
        self.socket.take();
    }
}

/// What tells of which type an event is.
#[derive(Deserialize)]
struct Kind<'a> {
    r#type: &'a str,
}

/// The events of a frame, each read by its type. One that a newer server added does not take the rest of its frame along.
fn events(frame: &str) -> Vec<ServerEvent> {
    let (mut events, mut rest) = (Vec::new(), frame.strip_prefix('[').unwrap_or_default());
    loop {
        let mut kinds = Deserializer::from_str(rest).into_iter::<Kind>();
        let Some(Ok(Kind { r#type })) = kinds.next() else { return events };
        let (text, after) = rest.split_at(kinds.byte_offset());
        events.extend(serde_json::from_str::<ServerEvent>(&format!("{{\"{type}\":{text}}}")));
        rest = after.strip_prefix(',').unwrap_or_default();
    }
}

/// What a poll of the socket answers; `None` when the client has let go of it.
fn polled<T>(
    held: &Weak<RefCell<WebSocket>>,
    cx: &mut Context<'_>,
    poll: impl FnOnce(Pin<&mut WebSocket>, &mut Context<'_>) -> Poll<T>,
) -> Poll<Option<T>> {
    match held.upgrade() {
        Some(socket) => poll(Pin::new(&mut *socket.borrow_mut()), cx).map(Some),
        None => Poll::Ready(None),
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
