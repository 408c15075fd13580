//! The quality menu: automatic, or one of the stream's renditions.

use super::choice::Choice;
use super::state::PlayerState;
use crate::ui::{Icon, Menu};
use icondata_lu as lu;
use leptos::prelude::*;

/// What the name of the quality that the encoder sends ends in.
pub(super) const SOURCE: &str = " (source)";

/// The menu. It shows once there is something to choose from, or one quality to name.
#[component]
pub fn Quality(player: PlayerState) -> impl IntoView {
    let name = move |level: i32| {
        usize::try_from(level).ok().and_then(|level| player.levels.with(|levels| levels.get(level).cloned()))
    };
    // Where the name stands alone or in brackets it says enough without.
    let now = move || name(player.playing.get()).map(|name| name.trim_end_matches(SOURCE).to_owned());
    let trigger = move || {
        view! {
            <Icon glyph=lu::LuSettings large=true />
            <span class="player-quality">{now}</span>
        }
    };
    view! {
        <Show when=move || !player.levels.with(Vec::is_empty)>
            <div class="player-menu">
                <Menu label="Quality" trigger=trigger>
                    <Choice chosen=move || player.chosen.get() == -1 choose=move || player.choose(-1) name=move || {
                        match now().filter(|_| player.chosen.get() < 0) {
                            Some(now) => format!("Auto ({now})"),
                            None => "Auto".into(),
                        }
                    } />
                    {move || {
                        let choices: Vec<_> = (0_i32..)
                            .zip(player.levels.get())
                            .map(|(level, name)| {
                                let chosen = move || player.chosen.get() == level;
                                view! { <Choice chosen=chosen choose=move || player.choose(level) name=move || name.clone() /> }
                            })
                            .collect();
                        // hls.js lists the smallest first; people look for the best at the top.
                        choices.into_iter().rev().collect_view()
                    }}
                </Menu>
            </div>
        </Show>
    }
}
