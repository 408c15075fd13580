//! The speed menu of a recording.

use super::choice::Choice;
use super::state::PlayerState;
use crate::ui::Menu;
use leptos::prelude::*;

const SPEEDS: [f64; 7] = [0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0];

/// The menu; its button names the speed.
#[component]
pub fn Speed(player: PlayerState) -> impl IntoView {
    let trigger = move || view! { <span class="player-quality">{move || format!("{}×", player.speed.get())}</span> };
    let choice = move |speed: f64| {
        let name = move || if speed == 1.0 { "Normal".to_owned() } else { format!("{speed}×") };
        view! { <Choice chosen=move || player.speed.get() == speed choose=move || player.set_speed(speed) name=name /> }
    };
    view! {
        <div class="player-menu">
            <Menu label="Speed" trigger=trigger>
                {SPEEDS.map(choice).into_iter().collect_view()}
            </Menu>
        </div>
    }
}
