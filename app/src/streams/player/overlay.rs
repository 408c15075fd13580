//! What stands over the picture when it needs words: connecting, waiting for the encoder, blocked, failing, ended, offline.

use super::deck::{Deck, Phase};
use crate::ui::{Button, Icon, format};
use domain::streams::{Status, Stream};
use icondata_lu as lu;
use leptos::prelude::*;

/// What is to be said; one thing at a time.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Say {
    Nothing,
    Connecting,
    Buffering,
    Waiting,
    Blocked,
    Hushed,
    Unsupported,
    Failing,
    Ended,
    Offline,
}

#[component]
pub fn Overlay(deck: Deck, stream: Signal<Option<Stream>>, name: Signal<String>) -> impl IntoView {
    let status = Memo::new(move |_| stream.with(|stream| stream.as_ref().map(|stream| stream.status)));
    let say = Memo::new(move |_| match status.get() {
        Some(Status::Ending | Status::Archived) => Say::Ended,
        None | Some(Status::Offline) => Say::Offline,
        Some(Status::Live) => match deck.phase.get() {
            Phase::Blocked => Say::Blocked,
            Phase::Unsupported => Say::Unsupported,
            Phase::Playing if deck.hushed.get() && deck.muted.get() => Say::Hushed,
            Phase::Playing => Say::Nothing,
            _ if deck.waiting.get() => Say::Waiting,
            Phase::Failing => Say::Failing,
            Phase::Buffering => Say::Buffering,
            Phase::Idle | Phase::Connecting => Say::Connecting,
        },
    });
    let poster = move || {
        let wanted = matches!(say.get(), Say::Connecting | Say::Waiting | Say::Failing) && !deck.has_picture.get();
        stream.with(|stream| stream.as_ref().and_then(|stream| stream.thumbnail_url.clone())).filter(|_| wanted)
    };
    view! {
        {move || poster().map(|src| view! { <img class="player-poster" src=src alt="" /> })}
        {move || match say.get() {
            Say::Nothing => ().into_any(),
            Say::Connecting => view! { <Notice words=|| "Connecting…".to_owned() /> }.into_any(),
            Say::Buffering => view! { <Notice words=|| "One moment…".to_owned() /> }.into_any(),
            Say::Waiting => {
                view! { <Notice words=move || format!("Waiting for {} to reconnect…", name.get()) /> }.into_any()
            }
            Say::Failing => {
                view! {
                    <div class="player-panel" role="status">
                        <span class="player-spinner" aria-hidden="true"></span>
                        <p>{move || deck.trying.get()}</p>
                        <Button on:click=move |_| deck.retry()>"Try now"</Button>
                    </div>
                }
                    .into_any()
            }
            Say::Blocked => {
                view! {
                    <button type="button" class="player-big" on:click=move |_| deck.toggle_play()>
                        <Icon glyph=lu::LuPlay large=true />
                        "Play"
                    </button>
                }
                    .into_any()
            }
            Say::Hushed if deck.compact => ().into_any(),
            Say::Hushed => {
                view! {
                    <button type="button" class="player-big player-hushed" on:click=move |_| deck.toggle_mute()>
                        <Icon glyph=lu::LuVolumeX large=true />
                        "Unmute"
                    </button>
                }
                    .into_any()
            }
            Say::Unsupported => {
                view! {
                    <div class="player-panel" role="status">
                        <Icon glyph=lu::LuMonitorX large=true />
                        <p>{move || deck.trying.get()}</p>
                        <Button on:click=move |_| deck.retry()>"Try again"</Button>
                    </div>
                }
                    .into_any()
            }
            Say::Ended => view! { <Ended stream=stream name=name /> }.into_any(),
            Say::Offline => view! { <Offline name=name compact=deck.compact /> }.into_any(),
        }}
    }
}

/// A pill over the picture.
#[component]
fn Notice(words: impl Fn() -> String + Send + Sync + 'static) -> impl IntoView {
    view! {
        <div class="player-notice" role="status">
            <span class="player-spinner" aria-hidden="true"></span>
            <span>{words}</span>
        </div>
    }
}

#[component]
fn Ended(stream: Signal<Option<Stream>>, name: Signal<String>) -> impl IntoView {
    let known = move || {
        let stream = stream.get()?;
        let seconds = stream
            .duration
            .map(i64::from)
            .or_else(|| stream.start_time.zip(stream.end_time).map(|(start, end)| (end - start).whole_seconds()));
        let length = seconds.filter(|seconds| *seconds > 0).map(|seconds| format!("{} long", format::clock(seconds)));
        let peak = (stream.peak_viewers > 0)
            .then(|| format!("{} at most", format::counted(stream.peak_viewers.into(), "viewer", "viewers")));
        Some(length.into_iter().chain(peak).collect::<Vec<_>>().join(" · ")).filter(|known| !known.is_empty())
    };
    view! {
        <div class="player-panel" role="status">
            <p class="player-panel-title">"The stream has ended"</p>
            <p class="tabular-nums">{known}</p>
            <p class="player-panel-more">
                {move || format!("Thanks for watching. When {} is back, the picture starts here by itself.", name.get())}
            </p>
        </div>
    }
}

#[component]
fn Offline(name: Signal<String>, compact: bool) -> impl IntoView {
    view! {
        <div class="player-panel">
            <Icon glyph=lu::LuMoon large=true />
            <p class="player-panel-title">{move || format!("{} is offline", name.get())}</p>
            {(!compact)
                .then(|| {
                    view! {
                        <p class="player-panel-more">"Keep this page open: the picture starts by itself when the stream does."</p>
                    }
                })}
        </div>
    }
}
