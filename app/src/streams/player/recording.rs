//! The player of a finished stream.

use super::engine;
use super::overlay::{Overlay, Scene};
use super::screen::Screen;
use super::state::{Phase, PlayerState, Role};
use domain::vods::Vod;
use leptos::prelude::*;

/// Plays a VOD from its beginning, with a bar to seek on.
#[component]
pub fn Recording(vod: Vod, #[prop(into)] name: Signal<String>) -> impl IntoView {
    let player = PlayerState::new(Role::Recording);
    let (url, title) = (vod.stream.vod_url.clone(), vod.stream.title.clone());
    Effect::new(move |_| engine::mount(player));
    Effect::new(move |_| player.source(url.clone()));
    let state = Signal::derive(move || match player.phase.get() {
        Phase::Playing if player.paused.get() => "paused",
        phase => phase.as_str(),
    });
    view! {
        <Screen
            player=player
            state=state
            label=Signal::derive(move || format!("Recording of {title}"))
            controls=Signal::stored(true)
            storyboard=vod.storyboard_url
        >
            <Overlay
                player=player
                scene=Memo::new(|_| Scene::Playing)
                stream=Signal::stored(None)
                name=name
                poster=Signal::stored(vod.stream.thumbnail_url)
            />
        </Screen>
    }
}
