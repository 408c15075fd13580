//! Links to the tiles of the moderation page, which is long while much waits.

use super::standing::Standing;
use crate::browser;
use domain::moderation::Permission;
use leptos::prelude::*;

/// The links, in the order of the tiles, and only to those that the reader sees.
#[component]
pub fn Jumps(
    standing: Standing,
    /// Whether the reader sees who moderates.
    sees_moderators: bool,
) -> impl IntoView {
    let (may_hold, may_ban) = (standing.may(Permission::Hold), standing.may(Permission::Ban));
    let may_view_log = standing.may(Permission::ViewLog);
    view! {
        <nav class="picker" aria-label="On this page">
            <Show when=move || may_hold.get()>
                {jump("#holds", "#holds h2", "Held")}
            </Show>
            <Show when=move || may_view_log.get()>
                {jump("#reports", "#reports h2", "Reports")}
            </Show>
            <Show when=move || may_ban.get()>
                {jump("#appeals", "#appeals h2", "Appeals")}
            </Show>
            {jump("#bans", "#bans h2", "Bans")}
            {jump("#modes", "#modes h2", "Modes")}
            {sees_moderators.then(|| jump("#moderators", "#moderators h2", "Moderators"))}
            {jump("#filters", "#filters h2", "Filters")}
            <Show when=move || may_view_log.get()>
                {jump("#log", "#log h2", "Log")}
            </Show>
        </nav>
    }
    .into_any()
}

/// A link to a tile. The focus goes with it: the router scrolls there, and does not move it.
fn jump(tile: &'static str, heading: &'static str, words: &'static str) -> AnyView {
    view! {
        <a href=tile on:click=move |_| browser::focus_on(heading)>
            {words}
        </a>
    }
    .into_any()
}
