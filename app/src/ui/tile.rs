//! Tiles: surfaces with a title. The dashboard is a grid of them.

use super::{Glyph, Icon};
use leptos::prelude::*;

/// A tile: a heading of the second level, perhaps something at its right, and what it holds.
#[component]
pub fn Tile(
    #[prop(into)] title: String,
    icon: Glyph,
    #[prop(into, optional)] aside: ViewFn,
    /// Stands behind the title.
    #[prop(into, optional)]
    beside: ViewFn,
    #[prop(optional)] class: &'static str,
    /// Where links within the page lead.
    #[prop(optional)]
    id: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    view! {
        <section class=format!("tile {class}") id=id>
            <header class="tile-head">
                <Icon glyph=icon />
                <h2 tabindex=id.map(|_| "-1")>{title}</h2>
                {beside.run()}
                <div class="tile-aside">{aside.run()}</div>
            </header>
            {children()}
        </section>
    }
    .into_any()
}
