//! The first visit as a list that ticks itself off; gone for good once the creator has been live.

use super::StudioState;
use crate::browser;
use crate::ui::{Icon, Tile};
use leptos::prelude::*;

/// The tile. A device that has seen the last tick is not shown the list again.
#[component]
pub fn Checklist(state: StudioState) -> impl IntoView {
    let (live, connected, stream) = (state.is_live(), state.is_connected(), state.stream());
    let known = browser::cookie("firstlive").is_some();
    // A live stream has had its encoder, also while that is away for a moment.
    let reached = Memo::new(move |_| live.get() || connected.get());
    let last = if state.starts_by_itself() {
        "You are live as soon as your encoder connects."
    } else {
        "Preview looks right? Press Go live."
    };
    let titled = Memo::new(move |_| stream.with(Option::is_some));
    Effect::new(move |_| {
        if live.get() {
            browser::set_cookie("firstlive", "1");
        }
    });
    let step = move |done: Signal<bool>, title: &'static str, help: &'static str| {
        view! {
            <li class="check" class:is-done=done>
                {move || view! { <Icon glyph=if done.get() { icondata_lu::LuCircleCheck } else { icondata_lu::LuCircleDashed } large=true /> }}
                <div>
                    <strong>{title}</strong>
                    <span class="sr-only">{move || if done.get() { "(done)" } else { "(to do)" }}</span>
                    <p>{help}</p>
                </div>
            </li>
        }
    };
    (!known).then(|| view! {
        <Tile title="Your first stream" icon=icondata_lu::LuSparkles class="tile-checks">
            <ol class="checks">
                {step(Signal::stored(true), "Open your channel", "It has its own page and address.")}
                {step(titled.into(), "Give the stream a title", "Say in a few words what will happen.")}
                {step(reached.into(), "Connect your encoder", "Paste server and key into OBS, then press Start Streaming.")}
                {step(live.into(), "Go live", last)}
            </ol>
        </Tile>
    })
}
