//! The surface of every player: the video, what stands over it, and the controls that fade while the viewer does nothing.

use super::chrome::Chrome;
use super::keys::{self, KeysHelp};
use super::state::{MediaEvent, Phase, PlayerState};
use crate::browser;
use leptos::prelude::*;
use std::time::Duration;

/// How long the chrome stays after the last touch.
const AWAKE: Duration = Duration::from_secs(3);

/// The surface. `children` stand over the picture and under the controls.
#[component]
pub fn Screen(
    player: PlayerState,
    /// The word in `data-state`.
    state: Signal<&'static str>,
    /// What the picture is, for those who hear the page.
    label: Signal<String>,
    /// A live address, for the head start before the page wakes up.
    #[prop(optional)]
    source: Signal<Option<String>>,
    /// Whether there is anything to control.
    controls: Signal<bool>,
    #[prop(optional_no_strip)] theatre: Option<RwSignal<bool>>,
    /// Address of a WebVTT track of preview pictures.
    #[prop(optional_no_strip)]
    storyboard: Option<String>,
    children: Children,
) -> impl IntoView {
    let compact = player.compact;
    let help = RwSignal::new(false);
    let (awake, stir) = waking();
    if !compact {
        keys::listen(player, theatre, help, stir);
    }
    let storyboard = StoredValue::new(storyboard);
    let latency = move || player.latency.get().map(|latency| format!("{latency:.2}"));
    let hidden = move || !awake.get() && !player.paused.get() && player.phase.get() == Phase::Playing;
    view! {
        <div
            class="player"
            class:player-compact=compact
            class:player-asleep=hidden
            node_ref=player.root
            role="region"
            aria-label="Player"
            tabindex="-1"
            on:pointermove=move |_| stir.run(())
            on:pointerdown=move |_| stir.run(())
            on:focusin=browser::once_settled(move |_| stir.run(()))
            on:fullscreenchange=move |_| {
                player.fullscreen.set(document().fullscreen_element().is_some());
            }
        >
            <video
                class="player-video"
                node_ref=player.video
                playsinline
                prop:muted=compact
                data-source=source
                data-state=state
                data-latency=latency
                aria-label=label
                on:canplay=move |_| player.heard(MediaEvent::CanPlay)
                on:playing=move |_| player.heard(MediaEvent::Playing)
                on:waiting=move |_| player.heard(MediaEvent::Waiting)
                on:pause=move |_| player.heard(MediaEvent::Paused)
                on:ended=move |_| player.heard(MediaEvent::Ended)
                on:error=move |_| player.heard(MediaEvent::Failed)
                on:click=move |_| {
                    if !compact {
                        player.toggle_play();
                    }
                }
                on:dblclick=move |_| player.toggle_fullscreen()
            ></video>
            <canvas class="player-still" class:is-shown=move || player.frozen.get() node_ref=player.still aria-hidden="true"></canvas>
            {children()}
            <Show when=move || controls.get()>
                <Chrome player=player theatre=theatre help=help storyboard=storyboard />
            </Show>
            {(!compact).then(|| view! { <KeysHelp open=help theatre=theatre.is_some() recording=player.recording /> })}
        </div>
    }
    .into_any()
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
