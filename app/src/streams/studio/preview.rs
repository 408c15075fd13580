//! What viewers see, or will see: the encoder's picture.

use super::StudioState;
use crate::streams::player::Player;
use crate::ui::{Empty, Pill, Tile, Tone};
use domain::streams::Status;
use leptos::either::Either;
use leptos::prelude::*;

#[component]
pub fn PreviewTile(state: StudioState, name: String) -> impl IntoView {
    let live = state.is_live();
    // The player plays live streams only. For the owner a connected encoder's picture counts as live, before viewers may see it.
    let stream = Memo::new(move |_| {
        state.studio.with(|studio| {
            let mut stream = studio.stream.clone()?;
            if stream.status == Status::Offline && stream.hls_url.is_some() {
                stream.status = Status::Live;
            }
            let shown = stream.status == Status::Live && stream.hls_url.is_some();
            // Without the counts, because a change of them would only run the player's effects for nothing.
            (stream.viewer_count, stream.peak_viewers, stream.minutes_watched) = (0, 0, 0);
            shown.then_some(stream)
        })
    });
    let help = if state.starts_by_itself() {
        "Start streaming in OBS. You are live as soon as it connects."
    } else {
        "Start streaming in OBS. Nobody else sees it before you press Go live."
    };
    let shown = Memo::new(move |_| stream.with(Option::is_some));
    let playing = Signal::derive(move || stream.get());
    let aside = move || {
        view! {
            {move || {
                shown
                    .get()
                    .then(|| {
                        if live.get() {
                            Either::Left(view! { <Pill tone=Tone::Live>"LIVE"</Pill> })
                        } else {
                            Either::Right(view! { <Pill>"Only you see this"</Pill> })
                        }
                    })
            }}
        }
    };
    view! {
        <Tile title="Preview" icon=icondata_lu::LuMonitorPlay aside=aside class="tile-preview">
            <div class="preview-box">
                {move || {
                    if shown.get() {
                        Either::Left(view! { <Player stream=playing name=name.clone() compact=true /> })
                    } else {
                        Either::Right(view! {
                            <Empty icon=icondata_lu::LuVideo title="Your picture appears here">
                                <p>{help}</p>
                            </Empty>
                        })
                    }
                }}
            </div>
        </Tile>
    }
    .into_any()
}
