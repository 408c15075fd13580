//! The controls over the picture.

use super::deck::Deck;
use super::quality::Quality;
use crate::ui::{Glyph, Icon};
use icondata_lu as lu;
use leptos::prelude::*;

/// Play, sound, LIVE and its latency, quality, picture-in-picture, theatre, fullscreen.
#[component]
pub fn Chrome(deck: Deck, theatre: Option<RwSignal<bool>>, help: RwSignal<bool>) -> impl IntoView {
    let compact = deck.compact;
    let play = move || if deck.paused.get() { ("Play", lu::LuPlay) } else { ("Pause", lu::LuPause) };
    let size = move || {
        if deck.fullscreen.get() { ("Leave fullscreen", lu::LuMinimize) } else { ("Fullscreen", lu::LuMaximize) }
    };
    view! {
        <div class="player-chrome">
            <Control label=move || play().0 keys="k" icon=move || play().1 on:click=move |_| deck.toggle_play() />
            <Sound deck=deck />
            <LiveBadge deck=deck />
            <span class="player-space"></span>
            {(!compact)
                .then(|| {
                    view! {
                        <Quality deck=deck />
                        <Control
                            label=|| "Keyboard shortcuts"
                            keys="?"
                            icon=|| lu::LuKeyboard
                            class="player-wide-only"
                            on:click=move |_| help.set(true)
                        />
                        <Control
                            label=|| "Picture-in-picture"
                            keys="i"
                            icon=|| lu::LuPictureInPicture2
                            class="player-wide-only"
                            on:click=move |_| deck.picture_in_picture()
                        />
                    }
                })}
            {theatre
                .map(|theatre| {
                    view! {
                        <Control
                            label=move || if theatre.get() { "Leave theatre" } else { "Theatre" }
                            keys="t"
                            icon=|| lu::LuRectangleHorizontal
                            class="player-wide-only"
                            on:click=move |_| theatre.update(|on| *on = !*on)
                        />
                    }
                })}
            <Control label=move || size().0 keys="f" icon=move || size().1 on:click=move |_| deck.toggle_fullscreen() />
        </div>
    }
}

/// One square button; its key stands in the tooltip.
#[component]
fn Control(
    label: impl Fn() -> &'static str + Copy + Send + Sync + 'static,
    keys: &'static str,
    icon: impl Fn() -> Glyph + Send + Sync + 'static,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class=format!("player-control {class}")
            aria-label=label
            aria-keyshortcuts=keys
            title=move || format!("{} ({keys})", label())
        >
            {move || view! { <Icon glyph=icon() large=true /> }}
        </button>
    }
}

#[component]
fn Sound(deck: Deck) -> impl IntoView {
    let silent = move || deck.muted.get() || deck.volume.get() == 0.0;
    let icon = move || match deck.volume.get() {
        _ if silent() => lu::LuVolumeX,
        volume if volume < 0.5 => lu::LuVolume1,
        _ => lu::LuVolume2,
    };
    let level = move || if silent() { 0.0 } else { deck.volume.get() };
    view! {
        <div class="player-sound">
            <Control
                label=move || if deck.muted.get() { "Unmute" } else { "Mute" }
                keys="m"
                icon=icon
                on:click=move |_| deck.toggle_mute()
            />
            {(!deck.compact)
                .then(|| {
                    view! {
                        <input
                            type="range"
                            class="player-volume"
                            min="0"
                            max="1"
                            step="0.05"
                            aria-label="Volume"
                            aria-valuetext=move || format!("{:.0} %", level() * 100.0)
                            prop:value=move || level().to_string()
                            on:input=move |event| {
                                if let Ok(volume) = event_target_value(&event).parse() {
                                    deck.set_volume(volume);
                                }
                            }
                        />
                    }
                })}
        </div>
    }
}

/// Red at the edge; grey when behind, and then a click returns.
#[component]
fn LiveBadge(deck: Deck) -> impl IntoView {
    let away = move || deck.behind.get() || deck.paused.get();
    let label = move || if away() { "Behind. Return to live" } else { "Live" };
    let seconds = move || deck.latency.get().map(|seconds| format!("{seconds:.1} s"));
    view! {
        <button
            type="button"
            class="player-live"
            class:is-behind=away
            aria-label=label
            title=move || if away() { "Return to live" } else { "Seconds behind the encoder" }
            on:click=move |_| deck.go_live()
        >
            <span class="player-live-dot" aria-hidden="true"></span>
            "LIVE"
            <span class="player-latency">{seconds}</span>
        </button>
    }
}
