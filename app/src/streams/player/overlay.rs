//! What stands over the picture when it needs words: connecting, waiting for the encoder, blocked, failing, ended, offline.

use super::state::{Phase, PlayerState};
use crate::socket::{self, SocketState};
use crate::ui::{Button, ButtonLink, Icon, format};
use domain::addresses;
use domain::streams::Stream;
use icondata_lu as lu;
use leptos::prelude::*;

/// What the picture is about, whatever it does at the moment.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Scene {
    /// There is something to play.
    Playing,
    /// The stream is over.
    Ended,
    /// The channel is not live.
    Offline,
}

/// What is to be said; one thing at a time.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Say {
    Nothing,
    Connecting,
    Buffering,
    Away,
    Waiting,
    Blocked,
    AutoplayMuted,
    Unsupported,
    Gone,
    Failing,
    Over,
    Ended,
    Offline,
}

#[component]
pub fn Overlay(
    player: PlayerState,
    scene: Memo<Scene>,
    stream: Signal<Option<Stream>>,
    name: Signal<String>,
    poster: Signal<Option<String>>,
) -> impl IntoView {
    let connection = socket::connection();
    let say = Memo::new(move |_| match scene.get() {
        Scene::Ended => Say::Ended,
        Scene::Offline => Say::Offline,
        Scene::Playing => match player.phase.get() {
            Phase::Blocked => Say::Blocked,
            Phase::Over => Say::Over,
            Phase::Unsupported => Say::Unsupported,
            Phase::Gone => Say::Gone,
            Phase::Playing if player.autoplay_muted.get() && player.muted.get() => Say::AutoplayMuted,
            Phase::Playing => Say::Nothing,
            _ if connection.get() == SocketState::Lost => Say::Away,
            _ if player.waiting.get() && !player.rewound.get() => Say::Waiting,
            Phase::Failing => Say::Failing,
            Phase::Buffering => Say::Buffering,
            Phase::Idle | Phase::Connecting => Say::Connecting,
        },
    });
    let shown_poster = move || {
        let wanted =
            matches!(say.get(), Say::Connecting | Say::Away | Say::Waiting | Say::Failing) && !player.has_picture.get();
        poster.get().filter(|_| wanted)
    };
    view! {
        {move || shown_poster().map(|src| view! { <img class="player-poster" src=src alt="" /> })}
        {move || match say.get() {
            Say::Nothing => ().into_any(),
            Say::Connecting => view! { <Notice words=|| "Connecting…".to_owned() /> }.into_any(),
            Say::Buffering => view! { <Notice words=|| "One moment…".to_owned() /> }.into_any(),
            Say::Away => view! { <Notice words=|| "Reconnecting to the server…".to_owned() /> }.into_any(),
            Say::Waiting => {
                view! { <Notice words=move || format!("Waiting for {} to reconnect…", name.get()) /> }.into_any()
            }
            Say::Failing => {
                view! {
                    <div class="player-panel" role="status">
                        <span class="player-spinner" aria-hidden="true"></span>
                        <p>{move || player.trying.get()}</p>
                        <Button on:click=move |_| player.retry()>"Try now"</Button>
                    </div>
                }
                    .into_any()
            }
            Say::Blocked => {
                view! {
                    <button type="button" class="player-big" on:click=move |_| player.toggle_play()>
                        <Icon glyph=lu::LuPlay large=true />
                        "Play"
                    </button>
                }
                    .into_any()
            }
            Say::AutoplayMuted if player.compact => ().into_any(),
            Say::AutoplayMuted => {
                view! {
                    <button type="button" class="player-big" on:click=move |_| player.toggle_mute()>
                        <Icon glyph=lu::LuVolumeX large=true />
                        "Unmute"
                    </button>
                }
                    .into_any()
            }
            Say::Over => {
                view! {
                    <button type="button" class="player-big" on:click=move |_| player.toggle_play()>
                        <Icon glyph=lu::LuRotateCcw large=true />
                        "Watch again"
                    </button>
                }
                    .into_any()
            }
            Say::Unsupported => {
                view! {
                    <div class="player-panel" role="status">
                        <Icon glyph=lu::LuMonitorX large=true />
                        <p>{move || cannot_play(player.lacking.get(), player.recording, &name.get())}</p>
                        <Button on:click=move |_| player.retry()>"Try again"</Button>
                    </div>
                }
                    .into_any()
            }
            Say::Gone => {
                view! {
                    <div class="player-panel" role="status">
                        <p>"This video isn't here any more."</p>
                    </div>
                }
                    .into_any()
            }
            Say::Ended => view! { <Ended stream=stream name=name /> }.into_any(),
            Say::Offline => view! { <Offline name=name compact=player.compact /> }.into_any(),
        }}
    }
}

/// What this browser lacks, and what helps.
fn cannot_play(codec: Option<&str>, recording: bool, name: &str) -> String {
    let Some(codec) = codec else {
        return "This browser has no way to play this video. A current Firefox, Chrome, Edge or Safari does.".into();
    };
    let better = match codec {
        "HEVC" | "Dolby Digital" => "Try Safari",
        "AV1" | "VP9" | "Opus" | "FLAC" => "Try a current Chrome or Firefox",
        _ => "Try another browser",
    };
    let plain = if matches!(codec, "Opus" | "FLAC" | "Dolby Digital") { "AAC" } else { "H.264" };
    if recording || codec == plain || codec == "AAC" {
        format!("This video is in {codec}, which this browser can't play. {better}.")
    } else {
        format!(
            "This stream is sent in {codec}, which this browser can't play. {better}, or ask {name} to stream in {plain}."
        )
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
            .map(f64::from)
            .or_else(|| stream.start_time.zip(stream.end_time).map(|(start, end)| (end - start).as_seconds_f64()));
        let length = seconds
            .filter(|seconds| *seconds >= 0.5)
            .map(|seconds| format!("Live for {}", format::media_clock(seconds)));
        let peak = (stream.peak_viewers > 0)
            .then(|| format!("Peak {}", format::counted(stream.peak_viewers.into(), "viewer", "viewers")));
        Some(length.into_iter().chain(peak).collect::<Vec<_>>().join(" · ")).filter(|known| !known.is_empty())
    };
    view! {
        <div class="player-panel" role="status">
            <p class="player-panel-title">"The stream has ended"</p>
            <p class="tabular-nums">{known}</p>
            {move || {
                let vod = stream.with(|stream| stream.as_ref().filter(|stream| stream.is_archived).map(|stream| stream.id));
                vod.map(|vod| view! { <ButtonLink href=addresses::video_page(vod)>"Watch it again"</ButtonLink> })
            }}
            <p class="player-panel-more">
                {move || format!("Thanks for watching. When {} is back, the stream starts here automatically.", name.get())}
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
                        <p class="player-panel-more needs-script">"Keep this page open: the picture starts automatically when the stream does."</p>
                    }
                })}
        </div>
    }
}
