//! The player of a finished stream.

use super::engine;
use super::overlay::{Overlay, Scene};
use super::screen::Screen;
use super::state::{Phase, PlayerState};
use domain::vods::Vod;
use leptos::prelude::*;

/// Plays a VOD, with a bar to seek on. The player is made by the page, whose chapters lead it elsewhere.
#[component]
pub fn Recording(
    player: PlayerState,
    vod: Vod,
    #[prop(into)] name: Signal<String>,
    /// Where it begins, in seconds; with another value it goes there. None for the beginning.
    from: Signal<Option<f64>>,
) -> impl IntoView {
    let (url, title) = (vod.stream.vod_url.clone(), vod.stream.title.clone());
    Effect::new(move |_| engine::mount(player));
    Effect::new(move |_| player.source(url.clone()));
    // After the source, which begins at its beginning.
    Effect::new(move |_| {
        if let Some(seconds) = from.get() {
            player.seek_to(seconds);
        }
    });
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
