//! The player: a stream's picture, its states and its controls.

mod chrome;
pub mod deck;
#[cfg(feature = "hydrate")]
mod engine;
#[cfg(feature = "hydrate")]
mod hls;
mod keys;
#[cfg(not(feature = "hydrate"))]
mod nowhere;
mod overlay;
mod quality;
pub mod script;

#[cfg(feature = "hydrate")]
use engine as half;
#[cfg(not(feature = "hydrate"))]
use nowhere as half;

use crate::browser;
use crate::socket::{self, Connection};
use chrome::Chrome;
use deck::{Deck, Heard, Phase};
use domain::streams::{Status, Stream};
use keys::KeysHelp;
use leptos::prelude::*;
use overlay::Overlay;
use std::time::Duration;

/// How long the chrome stays after the last touch.
const AWAKE: Duration = Duration::from_secs(3);

/// Plays a stream while it is LIVE, and says what is going on while it is not.
///
/// `compact` is a small muted player beside other things: no keys, few controls, no remembered volume.
#[component]
pub fn Player(
    #[prop(into)] stream: Signal<Option<Stream>>,
    /// Whose picture it is, for the sentences over it.
    #[prop(into)]
    name: Signal<String>,
    /// The page's theatre mode, if it has one.
    #[prop(optional)]
    theatre: Option<RwSignal<bool>>,
    #[prop(optional)] compact: bool,
) -> impl IntoView {
    let deck = Deck::new(compact);
    let url = Memo::new(move |_| {
        stream.with(|stream| {
            stream.as_ref().filter(|stream| stream.status == Status::Live).and_then(|stream| stream.hls_url.clone())
        })
    });
    let help = RwSignal::new(false);
    let (awake, stir) = waking();

    Effect::new(move |_| half::mount(deck));
    Effect::new(move |_| deck.source(url.get()));
    Effect::new(move |_| {
        deck.waiting.set(stream.with(|stream| stream.as_ref().is_some_and(|stream| stream.reconnecting)))
    });
    // The socket is back, so the server is: no need to sit out the rest of a wait.
    let connection = socket::connection();
    Effect::new(move |before: Option<Connection>| {
        let now = connection.get();
        let returned = before == Some(Connection::Lost) && now == Connection::Open;
        if returned && matches!(deck.phase.get_untracked(), Phase::Failing | Phase::Connecting | Phase::Buffering) {
            deck.retry();
        }
        now
    });
    if !compact {
        keys::listen(deck, theatre, help, stir);
    }

    let state = move || {
        let live = url.with(Option::is_some);
        match stream.with(|stream| stream.as_ref().map(|stream| stream.status)) {
            Some(Status::Ending | Status::Archived) => "ended",
            _ if !live => "offline",
            _ if deck.waiting.get() && deck.phase.get() != Phase::Playing => "reconnecting",
            _ if deck.paused.get() && deck.phase.get() == Phase::Playing => "paused",
            _ => deck.phase.get().as_str(),
        }
    };
    let latency = move || deck.latency.get().map(|latency| format!("{latency:.2}"));
    let hidden = move || !awake.get() && !deck.paused.get() && deck.phase.get() == Phase::Playing;

    view! {
        <div
            class="player"
            class:player-compact=compact
            class:player-asleep=hidden
            node_ref=deck.root
            role="region"
            aria-label="Player"
            tabindex="-1"
            on:pointermove=move |_| stir.run(())
            on:pointerdown=move |_| stir.run(())
            on:focusin=move |_| stir.run(())
            on:fullscreenchange=move |_| {
                deck.fullscreen.set(document().fullscreen_element().is_some());
            }
        >
            <video
                class="player-video"
                node_ref=deck.video
                playsinline
                prop:muted=compact
                data-state=state
                data-latency=latency
                aria-label=move || format!("Live picture of {}", name.get())
                on:canplay=move |_| deck.heard(Heard::CanPlay)
                on:playing=move |_| deck.heard(Heard::Playing)
                on:waiting=move |_| deck.heard(Heard::Waiting)
                on:pause=move |_| deck.heard(Heard::Paused)
                on:ended=move |_| deck.heard(Heard::Ended)
                on:error=move |_| deck.heard(Heard::Failed)
                on:click=move |_| {
                    if !compact {
                        deck.toggle_play();
                    }
                }
                on:dblclick=move |_| deck.toggle_fullscreen()
            ></video>
            <canvas class="player-still" class:is-shown=move || deck.frozen.get() node_ref=deck.still aria-hidden="true"></canvas>
            <Overlay deck=deck stream=stream name=name />
            <Show when=move || url.with(Option::is_some)>
                <Chrome deck=deck theatre=theatre help=help />
            </Show>
            {(!compact).then(|| view! { <KeysHelp open=help theatre=theatre.is_some() /> })}
        </div>
    }
}

/// Awake for a while after each stir. The first look at a page counts as one.
fn waking() -> (RwSignal<bool>, Callback<()>) {
    let awake = RwSignal::new(true);
    let latest = StoredValue::new(0_u32);
    let stir = Callback::new(move |()| {
        let turn = latest.get_value().wrapping_add(1);
        latest.set_value(turn);
        if !awake.get_untracked() {
            awake.set(true);
        }
        browser::after(AWAKE, move || {
            if latest.try_get_value() == Some(turn) {
                awake.set(false);
            }
        });
    });
    Effect::new(move |_| stir.run(()));
    (awake, stir)
}
