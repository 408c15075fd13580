//! The player: a stream's picture, its states and its controls, live or recorded.

mod choice;
mod chrome;
pub mod early;
mod engine;
mod heartbeat;
mod hls;
mod hold_back;
mod keys;
mod overlay;
mod quality;
mod recording;
mod screen;
pub mod script;
mod seek_bar;
mod speed;
pub mod state;
mod storyboard;
mod throughput;

pub use recording::Recording;

use crate::browser;
use crate::socket::{self, SocketState};
use domain::streams::{Status, Stream};
use leptos::prelude::*;
use overlay::{Overlay, Scene};
use screen::Screen;
use state::{Dvr, Phase, PlayerState, Role};
use time::OffsetDateTime;

/// Plays a stream while it is LIVE, and says what is going on while it is not. A viewer who has gone back may watch on when it ends.
///
/// `compact` is a small muted player beside other things: no keys, few controls, no remembered volume.
#[component]
pub fn Player(
    #[prop(into)] stream: Signal<Option<Stream>>,
    /// The channel's name, for the sentences over the picture.
    #[prop(into)]
    name: Signal<String>,
    /// The page's theatre mode, if it has one.
    #[prop(optional)]
    theatre: Option<RwSignal<bool>>,
    #[prop(optional)] compact: bool,
) -> impl IntoView {
    let player = PlayerState::new(if compact { Role::Compact } else { Role::Live });
    let status = Memo::new(move |_| stream.with(|stream| stream.as_ref().map(|stream| stream.status)));
    let url = Memo::new(move |before: Option<&Option<String>>| {
        if player.rewound.get() {
            return before.cloned().flatten();
        }
        stream.with(|stream| {
            stream.as_ref().filter(|stream| stream.status == Status::Live).and_then(|stream| stream.hls_url.clone())
        })
    });
    let dvr = Memo::new(move |before: Option<&Option<Dvr>>| {
        let now = stream.with(|stream| stream.as_ref().and_then(recorded)).filter(|_| !compact);
        match before.cloned().flatten() {
            // The stream that the viewer has gone back in stays theirs until they leave it.
            Some(mut kept) if player.rewound.get() && now.as_ref().is_none_or(|now| now.url != kept.url) => {
                kept.end = kept.end.or_else(|| Some(ended(stream.get().as_ref())));
                Some(kept)
            }
            _ => now,
        }
    });

    // Where the page is made by the browser, effects may run before their elements are there.
    let mounted = RwSignal::new(false);
    Effect::new(move |_| {
        if player.video.get().is_some() {
            engine::mount(player);
            mounted.set(true);
        }
    });
    Effect::new(move |_| {
        let dvr = dvr.get();
        if dvr.is_none() {
            player.timeline.set(None);
        }
        player.dvr.set(dvr);
    });
    Effect::new(move |_| {
        let url = url.get();
        if mounted.get() {
            player.source(url);
        }
    });
    Effect::new(move |before: Option<bool>| {
        let waits = stream.with(|stream| stream.as_ref().is_some_and(|stream| stream.reconnecting));
        player.waiting.set(waits);
        // An encoder that comes back may send something else.
        if before == Some(true) && !waits && player.phase.get_untracked() == Phase::Unsupported {
            player.retry();
        }
        waits
    });
    // The socket is back, so the server is: no need to sit out the rest of a wait.
    let connection = socket::connection();
    Effect::new(move |before: Option<SocketState>| {
        let now = connection.get();
        let returned = before == Some(SocketState::Lost) && now == SocketState::Open;
        if returned && matches!(player.phase.get_untracked(), Phase::Failing | Phase::Connecting | Phase::Buffering) {
            player.retry();
        }
        now
    });
    if !compact {
        heartbeat::keep(player, stream);
    }

    let scene = Memo::new(move |_| match status.get() {
        _ if player.rewound.get() => Scene::Playing,
        Some(Status::Live) => Scene::Playing,
        Some(Status::Ending | Status::Archived) => Scene::Ended,
        None | Some(Status::Offline) => Scene::Offline,
    });
    let state = Signal::derive(move || match scene.get() {
        Scene::Ended => "ended",
        Scene::Playing if url.with(Option::is_some) => {
            let phase = player.phase.get();
            if player.waiting.get() && !player.rewound.get() && phase != Phase::Playing {
                "reconnecting"
            } else if player.paused.get() && phase == Phase::Playing {
                "paused"
            } else {
                phase.as_str()
            }
        }
        _ => "offline",
    });
    let poster = Signal::derive(move || stream.with(|stream| stream.as_ref()?.thumbnail_url.clone()));
    view! {
        <Screen
            player=player
            state=state
            label=Signal::derive(move || format!("Live picture of {}", name.get()))
            source=Signal::derive(move || url.get())
            controls=Signal::derive(move || url.with(Option::is_some))
            theatre=theatre
        >
            <Overlay player=player scene=scene stream=stream name=name poster=poster />
        </Screen>
        {(!compact)
            .then(|| {
                // Offline there is nothing to open.
                let words = move || {
                    let address = browser::absolute(&url.get()?);
                    let shown = address.clone();
                    Some(
                        view! {
                            "Playing needs JavaScript. While the stream is live, players such as VLC or mpv open this address: "
                            <a href=address>{shown}</a>
                        },
                    )
                };
                view! { <p class="video-scriptless scriptless">{words}</p> }
            })}
    }
}

/// How far the viewer can go back in a stream, while it runs.
fn recorded(stream: &Stream) -> Option<Dvr> {
    let url = stream.dvr_url.clone().filter(|_| stream.status == Status::Live)?;
    Some(Dvr { url, start: milliseconds(stream.start_time?), end: None })
}

fn ended(stream: Option<&Stream>) -> f64 {
    milliseconds(stream.and_then(|stream| stream.end_time).unwrap_or_else(crate::browser::now))
}

/// As JavaScript counts: since 1970.
fn milliseconds(at: OffsetDateTime) -> f64 {
    at.unix_timestamp() as f64 * 1000.0 + f64::from(at.millisecond())
}
