//! The bar under the picture: where playback stands, and where it could go. Drawn by the browser only: it needs a picture.

use super::state::{PlayerState, Timeline};
use super::storyboard::{Preview, Storyboard};
use crate::browser;
use crate::ui::format;
use domain::markers::Marker;
use leptos::html;
use leptos::prelude::*;

/// The bar of a recording, with a tick where a chapter begins, or of a live stream that can be gone back in. Dragging shows where it would go;
/// letting go goes.
#[component]
pub fn SeekBar(player: PlayerState, storyboard: Option<String>) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let dragged = player.dragged;
    // A bar that is removed while it is held must not stand there when it comes back.
    on_cleanup(move || {
        dragged.try_set(None);
    });
    let hovered = RwSignal::new(None::<f64>);
    let pictures = Storyboard::load(storyboard);
    let timeline = Memo::new(move |_| player.timeline.get().unwrap_or(Timeline { at: 0.0, end: 0.0 }));
    let live = move || !player.recording && !player.behind.get() && !player.paused.get();
    let at = Memo::new(move |_| {
        let timeline = timeline.get();
        dragged.get().unwrap_or(if live() { timeline.end } else { timeline.at })
    });
    let share = move |seconds: f64| {
        let end = timeline.get().end;
        if end > 0.0 { format!("{:.3}%", (seconds / end).clamp(0.0, 1.0) * 100.0) } else { "0%".into() }
    };
    let words = move |seconds: f64| match (player.recording, timeline.get().end - seconds) {
        (true, _) => format::media_clock(seconds),
        (false, lag) if lag < 1.0 => "Live".into(),
        (false, lag) => format!("-{}", format::media_clock(lag)),
    };
    let text = move || match player.recording {
        true => format!("{} of {}", words(at.get()), format::media_clock(timeline.get().end)),
        false => words(at.get()),
    };
    let point = move |event: leptos::ev::PointerEvent| {
        let Some(input) = input.get_untracked() else { return };
        let share = browser::share_across(&input, f64::from(event.client_x()));
        hovered.set(Some(share * timeline.get_untracked().end));
    };
    let shown = move || dragged.get().or(hovered.get());
    let chapter = move || {
        let title = shown().and_then(|seconds| player.markers.with(|markers| chapter_at(markers, seconds)));
        title.map(|title| view! { <span class="seek-chapter">{title}</span> })
    };
    view! {
        <div class="seek">
            <input
                type="range"
                class="seek-input"
                node_ref=input
                min="0"
                max=move || format!("{:.1}", timeline.get().end)
                step="0.1"
                prop:value=move || format!("{:.1}", at.get())
                style=("--at", move || share(at.get()))
                aria-label="Position"
                aria-valuetext=text
                on:input=move |event| dragged.set(event_target_value(&event).parse().ok())
                on:change=browser::once_settled(move |_: leptos::ev::Event| {
                    // This runs a little later. A key that went elsewhere meanwhile has ended the drag.
                    if let Some(seconds) = dragged.get_untracked() {
                        player.seek_to(seconds);
                    }
                })
                on:pointermove=point
                on:pointerleave=move |_| hovered.set(None)
            />
            <div class="seek-marks" aria-hidden="true">
                <For each=move || player.markers.get() key=|marker: &Marker| marker.id let(marker)>
                    <span class="seek-mark" style=("--at", move || share(marker.position.into()))></span>
                </For>
            </div>
            <Show when=move || shown().is_some()>
                <div class="seek-preview" style=("--at", move || share(shown().unwrap_or_default()))>
                    <Preview pictures=pictures at=Signal::derive(move || shown().unwrap_or_default()) />
                    {chapter}
                    <span class="seek-time">{move || words(shown().unwrap_or_default())}</span>
                </div>
            </Show>
        </div>
    }
}

/// The title of the chapter that a place lies in, in seconds; none before the first.
fn chapter_at(markers: &[Marker], seconds: f64) -> Option<String> {
    let after = markers.partition_point(|marker| f64::from(marker.position) <= seconds);
    markers.get(after.checked_sub(1)?).map(|marker| marker.title.clone())
}
