//! How many watch, now and at most.

use super::Desk;
use crate::ui::{Tile, format};
use leptos::prelude::*;

/// The tile.
#[component]
pub fn ViewersTile(desk: Desk) -> impl IntoView {
    let stream = desk.stream();
    let live = desk.is_live();
    let number = move |pick: fn(&domain::streams::Stream) -> i32| {
        move || {
            let on_air = live.get();
            stream.with(|stream| match stream.as_ref().filter(|_| on_air) {
                Some(stream) => format::count(i64::from(pick(stream))),
                None => "–".to_owned(),
            })
        }
    };
    view! {
        <Tile title="Viewers" icon=icondata_lu::LuUsers>
            <dl class="figures figures-large">
                <div>
                    <dt>"Now"</dt>
                    <dd data-testid="viewers">{number(|stream| stream.viewer_count)}</dd>
                </div>
                <div>
                    <dt>"Peak"</dt>
                    <dd>{number(|stream| stream.peak_viewers)}</dd>
                </div>
            </dl>
        </Tile>
    }
    .into_any()
}
