//! The player of a finished stream.

use super::deck::{Deck, Phase, Role};
use super::half;
use super::overlay::{Overlay, Scene};
use super::screen::Screen;
use domain::vods::Vod;
use leptos::prelude::*;

/// Plays a VOD from its beginning, with a bar to seek on.
#[component]
pub fn Recording(vod: Vod, #[prop(into)] name: Signal<String>) -> impl IntoView {
    let deck = Deck::new(Role::Recording);
    let (url, title) = (vod.stream.vod_url.clone(), vod.stream.title.clone());
    Effect::new(move |_| half::mount(deck));
    Effect::new(move |_| deck.source(url.clone()));
    let state = Signal::derive(move || match deck.phase.get() {
        Phase::Playing if deck.paused.get() => "paused",
        phase => phase.as_str(),
    });
    view! {
        <Screen
            deck=deck
            state=state
            label=Signal::derive(move || format!("Recording of {title}"))
            controls=Signal::stored(true)
            storyboard=vod.storyboard_url
        >
            <Overlay
                deck=deck
                scene=Memo::new(|_| Scene::Playing)
                stream=Signal::stored(None)
                name=name
                poster=Signal::stored(vod.stream.thumbnail_url)
            />
        </Screen>
    }
}
