//! The first visit as a list that ticks itself off; gone for good once the creator has been live.

use super::StudioState;
use crate::browser;
use crate::ui::{Icon, Tile};
use leptos::prelude::*;

/// The tile. A device that has seen the last tick is not shown the list again.
#[component]
pub fn Checklist(state: StudioState) -> impl IntoView {
    let (live, connected) = (state.is_live(), state.is_connected());
    let known = browser::cookie("firstlive").is_some();
    let channel = state.studio.with_untracked(|studio| studio.channel.id.to_string());
    let had_encoder = browser::cookie("encoder").as_deref() == Some(channel.as_str());
    // What was done stays done. A live stream has had its encoder, also while that is away for a moment.
    let has_been_live = Memo::new(move |before: Option<&bool>| before == Some(&true) || live.get());
    let reached =
        Memo::new(move |before: Option<&bool>| had_encoder || before == Some(&true) || live.get() || connected.get());
    let by_itself = state.starts_by_itself();
    // A stream that was ended while its encoder goes on waits for the button, too.
    let last = Signal::derive(move || match by_itself && (live.get() || !connected.get()) {
        true => "You are live as soon as your encoder connects.",
        false => "Preview looks right? Press Go live.",
    });
    let titled = Memo::new(move |before: Option<&bool>| before == Some(&true) || state.has_own_title());
    Effect::new(move |_| {
        if live.get() {
            browser::set_cookie("firstlive", "1");
        }
        if reached.get() {
            browser::set_cookie("encoder", &channel);
        }
    });
    let step = move |done: Signal<bool>, title: &'static str, help: Signal<&'static str>| {
        view! {
            <li class="check" class:is-done=done>
                {move || view! { <Icon glyph=if done.get() { icondata_lu::LuCircleCheck } else { icondata_lu::LuCircleDashed } large=true /> }}
                <div>
                    <strong>{title}</strong>
                    <span class="sr-only">{move || if done.get() { "(done)" } else { "(to do)" }}</span>
                    <p>{move || help.get()}</p>
                </div>
            </li>
        }
    };
    (!known).then(|| view! {
        <Tile title="Your first stream" icon=icondata_lu::LuSparkles class="tile-checks">
            <ol class="checks">
                {step(Signal::stored(true), "Open your channel", Signal::stored("It has its own page and address."))}
                {step(titled.into(), "Give the stream a title", Signal::stored("Say in a few words what will happen."))}
                {step(reached.into(), "Connect your encoder", Signal::stored("Give it the server and the key, then start it."))}
                {step(has_been_live.into(), "Go live", last)}
            </ol>
        </Tile>
    })
}
