//! The controls over the picture.

use super::quality::Quality;
use super::seek_bar::SeekBar;
use super::speed::Speed;
use super::state::PlayerState;
use crate::ui::{Glyph, Icon, format};
use icondata_lu as lu;
use leptos::prelude::*;

/// The bar where there is one; then play, sound, LIVE and its latency, quality, picture-in-picture, theatre, fullscreen.
#[component]
pub fn Chrome(
    player: PlayerState,
    theatre: Option<RwSignal<bool>>,
    help: RwSignal<bool>,
    storyboard: StoredValue<Option<String>>,
) -> impl IntoView {
    let compact = player.compact;
    let bar = Memo::new(move |_| !compact && player.timeline.with(Option::is_some));
    let play = move || if player.paused.get() { ("Play", lu::LuPlay) } else { ("Pause", lu::LuPause) };
    let size = move || {
        if player.fullscreen.get() { ("Leave fullscreen", lu::LuMinimize) } else { ("Fullscreen", lu::LuMaximize) }
    };
    view! {
        <div class="player-chrome">
            <Show when=move || bar.get()>
                <SeekBar player=player storyboard=storyboard.get_value() />
            </Show>
            <Control label=move || play().0 keys="k" icon=move || play().1 on:click=move |_| player.toggle_play() />
            <Sound player=player />
            {if player.recording {
                view! { <Position player=player /> }.into_any()
            } else {
                view! { <LiveBadge player=player /> }.into_any()
            }}
            <span class="player-space"></span>
            {(!compact)
                .then(|| {
                    view! {
                        {player.recording.then(|| view! { <Speed player=player /> })}
                        <Quality player=player />
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
                            on:click=move |_| player.picture_in_picture()
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
            <Control label=move || size().0 keys="f" icon=move || size().1 on:click=move |_| player.toggle_fullscreen() />
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
fn Sound(player: PlayerState) -> impl IntoView {
    let silent = move || player.muted.get() || player.volume.get() == 0.0;
    let icon = move || match player.volume.get() {
        _ if silent() => lu::LuVolumeX,
        volume if volume < 0.5 => lu::LuVolume1,
        _ => lu::LuVolume2,
    };
    let level = move || if silent() { 0.0 } else { player.volume.get() };
    view! {
        <div class="player-sound">
            <Control
                label=move || if player.muted.get() { "Unmute" } else { "Mute" }
                keys="m"
                icon=icon
                on:click=move |_| player.toggle_mute()
            />
            {(!player.compact)
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
                                    player.set_volume(volume);
                                }
                            }
                        />
                    }
                })}
        </div>
    }
}

/// How far a recording has come, and how long it is.
#[component]
fn Position(player: PlayerState) -> impl IntoView {
    let words = move || {
        let timeline = player.timeline.get()?;
        Some(format!("{} / {}", format::media_clock(timeline.at), format::media_clock(timeline.end)))
    };
    view! { <span class="player-position">{words}</span> }
}

/// Red at the edge; grey when behind, and then a click returns. A viewer who is further back also sees it in words.
#[component]
fn LiveBadge(player: PlayerState) -> impl IntoView {
    let away = Memo::new(move |_| player.behind.get() || player.paused.get());
    let over = Memo::new(move |_| player.dvr.with(|dvr| dvr.as_ref().is_some_and(|dvr| dvr.end.is_some())));
    let lag = move || {
        let seconds = match player.timeline.get() {
            Some(timeline) if over.get() => timeline.end - timeline.at,
            _ => player.latency.get()?,
        };
        Some(if away.get() { format!("-{}", format::media_clock(seconds)) } else { format!("{seconds:.1} s") })
    };
    let back = move || {
        view! {
            <button type="button" class="player-back" on:click=move |_| player.go_live()>
                {move || if over.get() { "Leave the recording" } else { "Back to live" }}
            </button>
        }
    };
    view! {
        <button
            type="button"
            class="player-live"
            class:is-behind=away
            aria-label=move || if away.get() { "Behind. Return to live" } else { "Live" }
            title=move || if away.get() { "Return to live" } else { "Seconds behind the encoder" }
            on:click=move |_| player.go_live()
        >
            <span class="player-live-dot" aria-hidden="true"></span>
            {move || if over.get() { "ENDED" } else { "LIVE" }}
            <span class="player-latency">{lag}</span>
        </button>
        <Show when=move || player.rewound.get()>{back()}</Show>
    }
}
