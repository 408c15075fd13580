//! Current and peak viewers, and how long the stream has been watched.

use super::StudioState;
use crate::ui::{Tile, format};
use leptos::prelude::*;

#[component]
pub fn ViewersTile(state: StudioState) -> impl IntoView {
    let stream = state.stream();
    let live = state.is_live();
    let number = move |pick: fn(&domain::streams::Stream) -> i64| {
        move || {
            let on_air = live.get();
            stream.with(|stream| match stream.as_ref().filter(|_| on_air) {
                Some(stream) => format::count(pick(stream)),
                None => "–".to_owned(),
            })
        }
    };
    view! {
        <Tile title="Viewers" icon=icondata_lu::LuUsers>
            <dl class="figures figures-large">
                <div>
                    <dt>"Now"</dt>
                    <dd data-testid="viewers">{number(|stream| stream.viewer_count.into())}</dd>
                </div>
                <div>
                    <dt>"Peak"</dt>
                    <dd>{number(|stream| stream.peak_viewers.into())}</dd>
                </div>
                <div title="All viewers together">
                    <dt>"Minutes watched"</dt>
                    <dd data-testid="minutes-watched">{number(|stream| stream.minutes_watched)}</dd>
                </div>
            </dl>
        </Tile>
    }
    .into_any()
}
