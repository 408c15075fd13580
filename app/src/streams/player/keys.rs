//! Keys of the player, and the page that lists them.

use super::state::PlayerState;
use crate::ui::Dialog;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;

/// Hears keys anywhere on the page, except where the viewer types or a control has its own use for them.
pub fn listen(player: PlayerState, theatre: Option<RwSignal<bool>>, help: RwSignal<bool>, stir: Callback<()>) {
    Effect::new(move |_| {
        let listening = window_event_listener(leptos::ev::keydown, move |event| {
            if event.default_prevented() || event.ctrl_key() || event.meta_key() || event.alt_key() || is_taken(&event)
            {
                return;
            }
            if press(player, theatre, help, &event.key()) {
                event.prevent_default();
                stir.run(());
            }
        });
        on_cleanup(move || listening.remove());
    });
}

/// Does what the key stands for; false if it stands for nothing.
fn press(player: PlayerState, theatre: Option<RwSignal<bool>>, help: RwSignal<bool>, key: &str) -> bool {
    match key {
        " " | "k" | "K" => player.toggle_play(),
        "f" | "F" => player.toggle_fullscreen(),
        "m" | "M" => player.toggle_mute(),
        "i" | "I" => player.picture_in_picture(),
        "j" | "J" => player.seek_by(-10.0),
        "l" | "L" if player.recording => player.seek_by(10.0),
        "l" | "L" => player.go_live(),
        "ArrowUp" => player.set_volume(player.volume.get_untracked() + 0.1),
        "ArrowDown" => player.set_volume(player.volume.get_untracked() - 0.1),
        "ArrowLeft" => player.seek_by(-5.0),
        "ArrowRight" => player.seek_by(5.0),
        "?" => help.update(|open| *open = !*open),
        "t" | "T" => match theatre {
            Some(theatre) => theatre.update(|on| *on = !*on),
            None => return false,
        },
        digit => match digit.parse::<u8>() {
            Ok(tenths @ 0..=9) => player.seek_to_share(f64::from(tenths) / 10.0),
            _ => return false,
        },
    }
    true
}

/// Whether the key belongs to whatever has the focus: a text field, a menu, a button's space, a scrolled list's arrows.
fn is_taken(event: &web_sys::KeyboardEvent) -> bool {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()) else {
        return false;
    };
    let inside = |selector: &str| target.closest(selector).ok().flatten().is_some();
    if inside("input:not([type=range]), textarea, select, dialog, [contenteditable], [role=menu]") {
        return true;
    }
    match event.key().as_str() {
        " " => inside("button, a, summary, input:not(.seek-input)"),
        "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight" => {
            !inside(".player, body:not(:has(:focus))") || inside("input:not(.seek-input), .menu")
        }
        _ => false,
    }
}

const KEYS: [(&str, &str); 8] = [
    ("space, k", "Play or pause"),
    ("m", "Mute or unmute"),
    ("↑ ↓", "Volume"),
    ("← →", "Back or ahead 5 seconds"),
    ("0 – 9", "To a tenth of what there is"),
    ("f", "Fullscreen"),
    ("i", "Picture-in-picture"),
    ("j", "Back 10 seconds"),
];

/// What the keys do.
#[component]
pub fn KeysHelp(open: RwSignal<bool>, theatre: bool, recording: bool) -> impl IntoView {
    let forward = if recording { "Ahead 10 seconds" } else { "Return to live" };
    let row = |(keys, does): (&'static str, &'static str)| {
        view! {
            <div class="player-key">
                <dt>
                    <kbd>{keys}</kbd>
                </dt>
                <dd>{does}</dd>
            </div>
        }
    };
    view! {
        <Dialog open=open title="Keyboard shortcuts">
            <dl class="player-keys">
                {KEYS.map(row).into_iter().collect_view()} {row(("l", forward))} {theatre.then(|| row(("t", "Theatre")))}
                {row(("?", "This list"))}
            </dl>
        </Dialog>
    }
}
